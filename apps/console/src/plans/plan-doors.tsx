import { adoptPlan, amendPlan, askAdoption, listAdoptions, reportAdoption, type PlanView } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { findPlans, findUnitChoices, unitsBelow } from '../api/lookups';
import { useRoute } from '../api/query';
import { periodFields } from '../emulation/target-fields';
import { decisionFields } from '../patterns/form/decision-fields';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
import { useSession } from '../shell/session';

/** What can be done with a plan: its issuer amends it and asks units to adopt it; a unit asked adopts it and reports back. */
export function PlanDoors({ plan }: { plan: PlanView }) {
  const { t } = useTranslation();
  const { may, post } = useSession();
  const own = post?.unitCode === plan.unitCode;
  const asked = useRoute(listAdoptions, { params: { code: plan.code }, query: { limit: 100 } }, { enabled: !own && may('campaigns.plan.adopt') });
  const mine = asked.data?.items.find((one) => one.unitCode === post?.unitCode);
  const params = { code: plan.code };
  return (
    <Doors doors={[
      { key: 'amend', label: t('plans.amend'), open: own && may('campaigns.plan.issue'), form: (close) => (
        <RecordDialog wide title={t('plans.amend')} onClose={close} route={amendPlan} params={params} draft={`plan/${plan.code}/amend`} submit={t('plans.amend')} touches={['reports']} initial={{ decidedOn: clock.today(), addedRounds: [{}] }} intro={t('plans.amendHint')}
          fields={[...decisionFields(t, 'campaigns'), { kind: 'lines', name: 'addedRounds', label: t('plans.addedRounds'), required: true, add: t('plans.addRound'), line: (n) => t('plans.roundLine', { n: n + plan.rounds.length }), max: 12, of: [
            { kind: 'text', name: 'label', label: t('rounds.label'), maxLength: 100, hint: t('rounds.labelHint') }, ...periodFields(t, 'startsOn', 'endsOn', false),
          ] }]} />
      ) },
      { key: 'ask', label: t('plans.ask'), open: own && may('campaigns.plan.issue'), form: (close) => (
        <RecordDialog wide title={t('plans.ask')} onClose={close} route={askAdoption} params={params} draft={`plan/${plan.code}/ask`} submit={t('plans.ask')} touches={['reports']}
          fields={[{ kind: 'lookups', name: 'unitCodes', label: t('plans.asked'), hint: t('plans.askedHint'), required: true, of: 'units', find: findUnitChoices, all: { label: t('plans.allBelow'), load: () => unitsBelow(plan.unitCode) } }]} />
      ) },
      { key: 'adopt', label: t('plans.adopt'), primary: true, open: mine?.state === 'ASKED' && may('campaigns.plan.adopt'), form: (close) => (
        <RecordDialog title={t('plans.adopt')} onClose={close} route={adoptPlan} params={params} draft={`plan/${plan.code}/adopt`} submit={t('plans.adopt')} touches={['reports']} initial={{ adoptedOn: clock.today() }}
          fields={[{ kind: 'day', name: 'adoptedOn', label: t('plans.adoptedOn'), required: true, max: clock.today(), min: plan.issuedOn },
            { kind: 'lookup', name: 'childPlanCode', label: t('plans.ownPlan'), hint: t('plans.ownPlanHint'), of: 'plans', find: findPlans, atOnce: true }]} />
      ) },
      { key: 'report', label: t('plans.reportBack'), primary: true, open: mine?.state === 'ADOPTED' && may('campaigns.plan.adopt'), form: (close) => (
        <RecordDialog title={t('plans.reportBack')} onClose={close} route={reportAdoption} params={params} draft={`plan/${plan.code}/report`} submit={t('plans.reportBack')} touches={['reports']} initial={{ reportedOn: clock.today() }}
          fields={[{ kind: 'day', name: 'reportedOn', label: t('rounds.day'), required: true, max: clock.today() }, { kind: 'long', name: 'report', label: t('plans.report'), required: true, rows: 6, maxLength: 5000 }]} />
      ) },
    ]} />
  );
}
