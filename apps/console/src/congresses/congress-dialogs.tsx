import { cancelCongress, CONGRESS_KINDS, type CongressView, holdCongress, planCongress, setCongressDeadline, TermNumber } from '@doanket/contracts';
import { yearOf } from '@doanket/kernel';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { findUnitChoices } from '../api/lookups';
import { useAddress } from '../patterns/address/address';
import { codeOptions } from '../patterns/code/code-text';
import { decidedToday, innerDecisionFields } from '../patterns/form/decision-fields';
import { RecordDialog } from '../patterns/form/record-form';

export function PlanCongressDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { open } = useAddress();
  return (
    <RecordDialog route={planCongress} title={t('congresses.plan')} draft="congress/new" submit={t('congresses.plan')} onClose={onClose} onDone={(congress) => open(`/congresses/${congress.id}`)}
      fields={[
        { kind: 'lookup', name: 'unitCode', label: t('organisation.unit'), required: true, of: 'units', find: findUnitChoices },
        { kind: 'text', name: 'number', label: t('congresses.number'), required: true, maxLength: 12, hint: t('congresses.numberHint'), check: (value) => (value === '' || TermNumber.safeParse(value).success ? null : t('congresses.notRoman')) },
        { kind: 'choice', name: 'congressKind', label: t('congresses.kind'), required: true, options: codeOptions(CONGRESS_KINDS), hint: t('congresses.kindHint') },
        { kind: 'day', name: 'plannedOn', label: t('congresses.plannedOn'), required: true, min: clock.today() },
        { kind: 'number', name: 'memberCount', label: t('congresses.members'), required: true },
      ]} />
  );
}

/** The level above recognises the result: the term begins. */
export function HoldCongressDialog({ congress, onClose }: { congress: CongressView; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <RecordDialog route={holdCongress} params={{ id: congress.id }} title={t('congresses.recogniseTitle', { number: congress.number, unit: congress.unitName })} draft={`congress/${congress.id}/hold`} submit={t('congresses.recognise')} onClose={onClose}
      initial={{ ...decidedToday(), heldFrom: congress.plannedOn, heldTo: congress.plannedOn, memberCount: congress.memberCount, plannedEndYear: yearOf(congress.plannedOn ?? clock.today()) + 5 }} intro={t('congresses.recogniseHint')}
      fields={[
        { kind: 'day', name: 'heldFrom', label: t('congresses.heldFrom'), required: true, max: clock.today() },
        { kind: 'day', name: 'heldTo', label: t('congresses.heldTo'), required: true, max: clock.today() },
        { kind: 'number', name: 'memberCount', label: t('congresses.members') },
        { kind: 'number', name: 'delegateCount', label: t('congresses.delegates'), when: () => congress.congressKind === 'DELEGATES' },
        { kind: 'day', name: 'termFrom', label: t('congresses.termFrom'), hint: t('congresses.termFromHint') },
        { kind: 'number', name: 'plannedEndYear', label: t('congresses.plannedEndYear'), required: true },
        ...innerDecisionFields(t, 'membership'),
      ]} />
  );
}

export function CancelCongressDialog({ congress, onClose }: { congress: CongressView; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <RecordDialog route={cancelCongress} params={{ id: congress.id }} title={t('congresses.cancel')} draft={`congress/${congress.id}/cancel`} submit={t('congresses.cancel')} danger onClose={onClose}
      fields={[{ kind: 'long', name: 'reason', label: t('form.reason'), required: true, maxLength: 500 }]} />
  );
}

export function DeadlineDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <RecordDialog route={setCongressDeadline} title={t('congresses.setDeadline')} draft="congress-deadline/new" submit={t('congresses.setDeadline')} onClose={onClose} initial={decidedToday()}
      fields={[
        { kind: 'choice', name: 'level', label: t('works.level'), required: true, options: (['C', 'S', 'G'] as const).map((value) => ({ value, label: t(`level.${value}`) })) },
        { kind: 'day', name: 'periodFrom', label: t('congresses.periodFrom'), required: true },
        { kind: 'day', name: 'dueOn', label: t('congresses.dueOn'), required: true },
        ...innerDecisionFields(t, 'membership'),
      ]} />
  );
}
