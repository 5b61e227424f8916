import { BLOCS, issuePlan, THEME_KINDS } from '@doanket/contracts';
import { yearOf } from '@doanket/kernel';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { findOccasions, findPlans, findUnitChoices, unitsBelow } from '../api/lookups';
import { periodFields, targetLines } from '../emulation/target-fields';
import { useAddress } from '../patterns/address/address';
import { codeOptions } from '../patterns/code/code-text';
import { decisionFields } from '../patterns/form/decision-fields';
import { RecordForm } from '../patterns/form/record-form';
import { codeFrom, type Values } from '../patterns/form/record-fields';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';

/** Issues the yearly plan of the unit acted as: themes, occasions, blocs, rounds, targets, units asked to adopt it (CMP-01, 03, 05, 18). */
export function PlanFormPage() {
  const { t } = useTranslation();
  const { post } = useSession();
  const { open } = useAddress();
  const unit = post?.unitCode ?? '';
  return (
    <div className="page">
      <PageHead title={t('plans.issue')} text={t('plans.issueHint', { unit: post?.unitName ?? '' })} />
      <section className="panel">
        <RecordForm route={issuePlan} draft="plan/new" submit={t('plans.issue')} touches={['reports']} onCancel={() => open('/emulation/plans')} onDone={(plan) => open(`/emulation/plans/${plan.code}`)}
          initial={{ year: yearOf(clock.today()), decidedOn: clock.today(), startsOn: clock.today(), endsOn: `${yearOf(clock.today())}-12-31` }}
          fields={[
            { kind: 'text', name: 'title', label: t('plans.titleField'), required: true, maxLength: 300 },
            { kind: 'year', name: 'year', label: t('rounds.year'), required: true },
            ...decisionFields(t, 'campaigns'),
            ...periodFields(t, 'startsOn', 'endsOn', true).map((field) => (field.name === 'startsOn' ? { ...field, check: (day: unknown, values: Values) => (typeof day === 'string' && typeof values['decidedOn'] === 'string' && day < values['decidedOn'] ? t('plans.issuedBefore') : null) } : field)),
            { kind: 'lookup', name: 'parentPlanCode', label: t('plans.parent'), hint: t('plans.parentHint'), of: 'plans', find: findPlans, atOnce: true },
            { kind: 'text', name: 'code', label: t('plans.code'), required: true, maxLength: 60, hint: t('form.codeHint'), suggest: (values) => codeFrom(unit, values['year'] as number | null, 'ke-hoach', /^\d+/.exec(String(values['number'] ?? ''))?.[0]) },
            { kind: 'lines', name: 'themes', label: t('plans.themes'), hint: t('plans.themesHint'), add: t('plans.addTheme'), line: (n) => t('plans.themeLine', { n }), max: 2, of: [
              { kind: 'choice', name: 'kind', label: t('plans.themeOf'), required: true, options: THEME_KINDS.map((value) => ({ value, label: t(`plans.theme_${value}`) })) },
              { kind: 'long', name: 'text', label: t('plans.themeText'), required: true, rows: 2, maxLength: 500 },
            ] },
            { kind: 'lines', name: 'rounds', label: t('plans.rounds'), hint: t('plans.roundsHint'), add: t('plans.addRound'), line: (n) => t('plans.roundLine', { n }), max: 12, of: [
              { kind: 'text', name: 'label', label: t('rounds.label'), maxLength: 100, hint: t('rounds.labelHint') }, ...periodFields(t, 'startsOn', 'endsOn', false),
            ] },
            targetLines(t),
            { kind: 'lookups', name: 'occasionCodes', label: t('plans.occasions'), of: 'occasions', find: findOccasions, atOnce: true },
            { kind: 'choices', name: 'blocs', label: t('plans.blocs'), hint: t('plans.blocsHint'), options: codeOptions(BLOCS) },
            { kind: 'lookups', name: 'askedUnitCodes', label: t('plans.asked'), hint: t('plans.askedHint'), of: 'units', find: findUnitChoices, all: { label: t('plans.allBelow'), load: () => unitsBelow(unit) } },
          ]} />
      </section>
    </div>
  );
}
