import { assignTerritories, keepTerritory, type UnitDetail } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { findTerritories, findUnitChoices } from '../api/lookups';
import { codeOptions } from '../patterns/code/code-text';
import { innerDecisionFields } from '../patterns/form/decision-fields';
import type { Choice } from '../patterns/form/lookup-field';
import { RecordDialog } from '../patterns/form/record-form';
import { codeFrom } from '../patterns/form/record-fields';
import { attachedByTerritory, GuidelineCheck } from './ward-union.page';

/** Enters a ward or commune with its neighbours, from a day on. */
export function KeepTerritory({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <RecordDialog title={t('territories.keep')} onClose={onClose} route={keepTerritory} draft="territory/new" submit={t('territories.keep')} initial={{ kind: 'WARD', validFrom: clock.today() }}
      fields={[
        { kind: 'text', name: 'name', label: t('territories.name'), required: true, maxLength: 200 }, { kind: 'choice', name: 'kind', label: t('territories.kind'), required: true, options: codeOptions(['WARD', 'COMMUNE']) },
        { kind: 'text', name: 'code', label: t('organisation.code'), required: true, maxLength: 60, hint: t('form.codeHint'), suggest: (values) => codeFrom(values['name'] as string) },
        { kind: 'day', name: 'validFrom', label: t('territories.since'), required: true },
        { kind: 'lookups', name: 'neighbours', label: t('territories.neighbours'), of: 'territories', find: findTerritories, atOnce: true },
      ]} />
  );
}

/** A ward union looks after further territories; their unions come under it. */
export function AssignTerritories({ unit, onClose }: { unit: UnitDetail; onClose: () => void }) {
  const { t } = useTranslation();
  const codes = (value: unknown): string[] => (value as readonly Choice[] | undefined ?? []).map((one) => one.value);
  return (
    <RecordDialog wide title={t('wardUnion.assign')} onClose={onClose} route={assignTerritories} params={{ code: unit.code }} draft={`unit/${unit.code}/territories`} submit={t('wardUnion.assign')} intro={t('wardUnion.assignHint', { unit: unit.name })} initial={{ 'decision.decidedOn': clock.today() }} touches={['reports', 'campaigns', 'awards', 'welfare', 'initiatives']} shape={attachedByTerritory}
      outlook={(values) => <GuidelineCheck territories={codes(values['territories'])} unitCodes={codes(values['unitCodes'])} on={(values['validFrom'] as string | null) ?? null} />}
      fields={[
        { kind: 'lookups', name: 'territories', label: t('wardUnion.territories'), required: true, of: 'territories', find: findTerritories, atOnce: true }, { kind: 'lookups', name: 'unitCodes', label: t('wardUnion.attached'), hint: t('wardUnion.attachedHint'), of: 'units', find: findUnitChoices },
        { kind: 'day', name: 'validFrom', label: t('organisation.validFrom'), hint: t('organisation.validFromHint') }, ...innerDecisionFields(t, 'membership'),
      ]} />
  );
}
