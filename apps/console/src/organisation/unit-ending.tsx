import { dryRunReorganisation, executeReorganisation, type ReorganisationPreview, type UnitDetail } from '@doanket/contracts';
import { addDays, newId } from '@doanket/kernel';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call';
import { clock } from '../api/clock';
import { findUnitChoices } from '../api/lookups';
import type { Problem } from '../api/problem';
import { useAddress } from '../patterns/address/address';
import { innerDecisionFields } from '../patterns/form/decision-fields';
import type { Choice } from '../patterns/form/lookup-field';
import { RecordDialog } from '../patterns/form/record-form';
import type { Values } from '../patterns/form/record-fields';
import { Loaded } from '../patterns/loaded';
import { ReorganisationPair } from './reorganisation-pair';

type How = 'ENDED' | 'MERGED';

/** Ends one unit or merges it into another: what would come of it stands before the button (ORG-05). */
export function EndUnit({ unit, how, onClose }: { unit: UnitDetail; how: How; onClose: () => void }) {
  const { t } = useTranslation();
  const { open } = useAddress();
  const title = t(how === 'MERGED' ? 'organisation.merge' : 'organisation.end');
  const notItself = (chosen: unknown): string | null => ((chosen as Choice | null)?.value === unit.code ? t('organisation.notItself') : null);
  return (
    <RecordDialog wide title={title} onClose={onClose} route={executeReorganisation} draft={`unit/${unit.code}/${how}`} submit={title} danger intro={t(how === 'MERGED' ? 'organisation.mergeHint' : 'organisation.endHint', { unit: unit.name })}
      initial={{ lastDay: addDays(clock.today(), 30), 'decision.decidedOn': clock.today() }} touches={['reports', 'campaigns', 'awards', 'welfare', 'initiatives']}
      fields={[
        { kind: 'day', name: 'lastDay', label: t('reorganisation.lastDay'), required: true, hint: t('reorganisation.lastDayHint') },
        { kind: 'lookup', name: 'units.0.successorCode', label: t(how === 'MERGED' ? 'organisation.mergeInto' : 'organisation.successor'), required: how === 'MERGED', hint: t('reorganisation.successorHint'), of: 'units', find: findUnitChoices, check: notItself },
        { kind: 'lookup', name: 'units.0.childrenTo', label: t('reorganisation.childrenTo'), hint: t('reorganisation.childrenHint'), of: 'units', find: findUnitChoices, check: notItself },
        ...innerDecisionFields(t, 'membership'),
      ]}
      shape={(body) => ({ ...body, units: [endingOf(unit.code, how, body)] })}
      outlook={(values) => <Outlook unitCode={unit.code} how={how} values={values} />}
      onDone={(done) => open(`/organisation/reorganisation?decision=${done.decisionId}`)} />
  );
}

const endingOf = (unitCode: string, state: How, body: Readonly<Record<string, unknown>>) => ({ ...(body['units'] as readonly object[] | undefined)?.[0], unitCode, state });

/** The dry run of what stands in the form. */
function Outlook({ unitCode, how, values }: { unitCode: string; how: How; values: Values }) {
  const { t } = useTranslation();
  const lastDay = values['lastDay'] as string | null;
  const [successor, children] = [values['units.0.successorCode'] as Choice | null, values['units.0.childrenTo'] as Choice | null];
  const ready = lastDay !== null && (how === 'ENDED' || successor !== null);
  const body = { lastDay: lastDay ?? '', units: [{ unitCode, state: how, ...(successor === null ? {} : { successorCode: successor.value }), ...(children === null ? {} : { childrenTo: children.value }) }] };
  const preview = useQuery<ReorganisationPreview, Problem>({ queryKey: ['membership', 'dry-run', body], enabled: ready, retry: false, queryFn: ({ signal }) => call(dryRunReorganisation, { body }, { signal, idempotencyKey: newId() }) });
  if (!ready) return <p className="soft">{t('organisation.outlookFirst')}</p>;
  return <section className="stack-s" aria-label={t('reorganisation.report')}><h3>{t('reorganisation.report')}</h3><Loaded query={preview}>{(data) => <ReorganisationPair preview={data} />}</Loaded></section>;
}
