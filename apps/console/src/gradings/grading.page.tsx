import { changeSelfScores, checkGrading, decideGrading, getGrading, type GradingView, submitGrading } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { useRoute } from '../api/query';
import { Go } from '../patterns/address/go';
import { useParam } from '../patterns/address/page-params';
import { StateTag } from '../patterns/code/code-text';
import { decidedToday, innerDecisionFields } from '../patterns/form/decision-fields';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
import { numberText } from '../patterns/format/format';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';
import { GradingFacts, ScoreTable } from './grading-panel';
import { scoreFields, valuesOf } from './score-fields';

/** One grading: own points, checked points, the band, and the step that is mine. */
export function GradingPage() {
  const { t } = useTranslation();
  const grading = useRoute(getGrading, { params: { id: useParam('id') } });
  return (
    <div className="page">
      <Loaded query={grading}>{(data) => (
        <>
          <PageHead title={t('gradings.title', { unit: data.unitName, year: data.year })} tags={<StateTag code={data.state} />}><GradingDoors grading={data} /></PageHead>
          <div className="grid-2">
            <section className="panel stack"><h2>{t('gradings.facts')}</h2><GradingFacts grading={data} />{data.dossierId !== null && <Go to={`/dossiers/membership/${data.dossierId}`}>{t('gradings.dossier')}</Go>}</section>
            <section className="panel stack"><h2>{t('gradings.points')}</h2><ScoreTable grading={data} /></section>
          </div>
        </>
      )}</Loaded>
    </div>
  );
}

function GradingDoors({ grading }: { grading: GradingView }) {
  const { t } = useTranslation();
  const { may, post } = useSession();
  const own = post?.unitCode === grading.unitCode;
  const params = { id: grading.id };
  const ifMatch = `"${grading.version}"`;
  const waits = grading.state === 'SELF_SCORED' && !own;
  return (
    <Doors doors={[
      { key: 'submit', label: t('gradings.submit'), open: own && grading.state === 'DRAFT' && may('membership.grading.score'), primary: true, form: (close) => <RecordDialog route={submitGrading} params={params} title={t('gradings.submit')} intro={t('gradings.submitHint', { total: numberText(grading.selfTotal) })} draft={`grading/${grading.id}/submit`} submit={t('gradings.submit')} fields={[]} onClose={close} /> },
      { key: 'change', label: t('gradings.change'), open: own && grading.state === 'DRAFT' && may('membership.grading.score'), form: (close) => (
        <RecordDialog route={changeSelfScores} params={params} ifMatch={ifMatch} title={t('gradings.change')} draft={`grading/${grading.id}/self`} submit={t('form.save')} onClose={close} initial={{ ...valuesOf(grading.selfScores), note: grading.note ?? '' }}
          fields={[...scoreFields(t, grading.maxima), { kind: 'long', name: 'note', label: t('gradings.note'), maxLength: 5000 }]} />) },
      { key: 'check', label: t('gradings.check'), open: waits && may('membership.grading.check'), primary: grading.checkedScores === null, form: (close) => (
        <RecordDialog route={checkGrading} params={params} ifMatch={ifMatch} title={t('gradings.check')} draft={`grading/${grading.id}/check`} submit={t('form.save')} onClose={close} initial={{ ...valuesOf(grading.checkedScores ?? grading.selfScores), note: grading.checkNote ?? '' }} intro={t('gradings.checkHint')}
          fields={[...scoreFields(t, grading.maxima), { kind: 'long', name: 'note', label: t('gradings.checkNote'), maxLength: 5000 }]} />) },
      { key: 'decide', label: t('gradings.decide'), open: waits && may('membership.grading.decide'), primary: grading.checkedScores !== null, whyNot: grading.checkedScores === null ? t('gradings.notChecked') : null, form: (close) => (
        <RecordDialog route={decideGrading} params={params} title={t('gradings.decide')} intro={t('gradings.decideHint', { total: numberText(grading.checkedTotal ?? 0) })} draft={`grading/${grading.id}/decide`} submit={t('gradings.decide')} onClose={close} initial={decidedToday()}
          fields={innerDecisionFields(t, 'membership')} />) },
    ]} />
  );
}
