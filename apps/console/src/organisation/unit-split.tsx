import { foundUnit, type UnitDetail } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { useAddress } from '../patterns/address/address';
import { innerDecisionFields } from '../patterns/form/decision-fields';
import { RecordDialog } from '../patterns/form/record-form';
import { unitCodeFrom } from './unit-words';

/**
 * A part of a unit becomes a unit of its own beside it: founded by the first decision here, its unions handed over by the
 * second one on the page that opens then.
 */
export function SplitUnit({ unit, onClose }: { unit: UnitDetail; onClose: () => void }) {
  const { t } = useTranslation();
  const { open } = useAddress();
  return (
    <RecordDialog wide title={t('organisation.split')} onClose={onClose} route={foundUnit} draft={`unit/${unit.code}/split`} submit={t('organisation.splitFound')} intro={t('organisation.splitHint', { unit: unit.name, parent: unit.ancestors.at(-1)?.name ?? '' })}
      touches={['reports', 'campaigns', 'awards', 'welfare', 'initiatives']} initial={{ 'decision.decidedOn': clock.today() }}
      extra={{ parentCode: unit.parentCode ?? '', type: unit.type, state: 'ACTIVE', bloc: unit.bloc }} onDone={(made) => open(`/organisation/transfers/new?from=${unit.code}&receiver=${made.code}`)}
      fields={[
        { kind: 'text', name: 'name', label: t('organisation.newName'), required: true, maxLength: 300, check: (name) => (name === unit.name ? t('organisation.sameName') : null) },
        { kind: 'text', name: 'code', label: t('organisation.code'), required: true, maxLength: 60, hint: t('form.codeHint'), suggest: (values) => unitCodeFrom(values['name']) },
        { kind: 'words', name: 'territories', label: t('organisation.territories'), hint: t('import.wordsHint') },
        { kind: 'day', name: 'validFrom', label: t('organisation.validFrom'), hint: t('organisation.validFromHint') },
        ...innerDecisionFields(t, 'membership'),
      ]} />
  );
}
