import { listTrainingCourses, planTrainingCourse, TRAINING_STATES, TRAINING_TOPICS, type TrainingCourseView } from '@doanket/contracts';
import { yearOf } from '@doanket/kernel';
import { useTranslation } from 'react-i18next';
import { unitFilter } from '../api/filters';
import { clock } from '../api/clock';
import { useAddress } from '../patterns/address/address';
import { Go } from '../patterns/address/go';
import { codeOptions, codeText, StateTag } from '../patterns/code/code-text';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
import { numberText, periodText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';

/** Courses for union officers, by year. */
export function TrainingsPage() {
  const { t } = useTranslation();
  const { may } = useSession();
  const columns: Column<TrainingCourseView>[] = [
    { key: 'title', title: t('trainings.course'), show: (row) => row.title, always: true },
    { key: 'topic', title: t('trainings.topic'), show: (row) => codeText(row.topic) },
    { key: 'unit', title: t('trainings.organiser'), show: (row) => row.unitName },
    { key: 'days', title: t('trainings.days'), show: (row) => periodText(row.startsOn, row.endsOn) },
    { key: 'hours', title: t('trainings.hours'), align: 'end', show: (row) => numberText(row.hours) },
    { key: 'attended', title: t('trainings.attended'), align: 'end', show: (row) => numberText(row.attended) },
    { key: 'passed', title: t('trainings.passed'), align: 'end', show: (row) => numberText(row.passed), hiddenAtFirst: true },
    { key: 'state', title: t('rounds.state'), show: (row) => <StateTag code={row.state} />, text: (row) => codeText(row.state) },
  ];
  return (
    <div className="page">
      <PageHead title={t('nav.trainings')} text={<>{t('trainings.hint')} <Go to="/trainings/reports">{t('nav.trainingReports')}</Go></>}>
        <Doors doors={[{ key: 'plan', label: t('trainings.plan'), open: may('membership.training.keep'), primary: true, form: (close) => <PlanDialog onClose={close} /> }]} />
      </PageHead>
      <RecordList id="trainings" label={t('nav.trainings')} columns={columns} source={routeSource(listTrainingCourses)} rowKey={(row) => row.id} href={(row) => `/trainings/${row.id}`}
        filters={[{ key: 'year', label: t('trainings.year') }, { key: 'state', label: t('rounds.state'), options: codeOptions(TRAINING_STATES) }, unitFilter(t('trainings.organiser'))]} empty={t('trainings.none')} />
    </div>
  );
}

function PlanDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { open } = useAddress();
  return (
    <RecordDialog route={planTrainingCourse} title={t('trainings.plan')} draft="training/new" submit={t('trainings.plan')} onClose={onClose} onDone={(course) => open(`/trainings/${course.id}`)} initial={{ planYear: yearOf(clock.today()) }}
      fields={[
        { kind: 'text', name: 'title', label: t('trainings.course'), required: true, maxLength: 200 },
        { kind: 'choice', name: 'topic', label: t('trainings.topic'), required: true, options: codeOptions(TRAINING_TOPICS) },
        { kind: 'number', name: 'planYear', label: t('trainings.year'), required: true, hint: t('trainings.yearHint') },
        { kind: 'number', name: 'hours', label: t('trainings.hours'), required: true, max: 1000 },
        { kind: 'day', name: 'startsOn', label: t('trainings.startsOn'), required: true },
        { kind: 'day', name: 'endsOn', label: t('trainings.endsOn'), required: true },
        { kind: 'text', name: 'place', label: t('trainings.place'), maxLength: 200 },
      ]} />
  );
}
