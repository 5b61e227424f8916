import { type AttendanceView, cancelTrainingCourse, closeTrainingCourse, enterAttendances, getTrainingCourse, listAttendances, listPersons, type TrainingCourseView } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call';
import { clock } from '../api/clock';
import { useRoute } from '../api/query';
import { useParam } from '../patterns/address/page-params';
import { codeText, StateTag } from '../patterns/code/code-text';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
import { dayText, numberText, periodText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';

/** One course and who attended it. */
export function TrainingPage() {
  const { t } = useTranslation();
  const id = useParam('id');
  const course = useRoute(getTrainingCourse, { params: { id } });
  const columns: Column<AttendanceView>[] = [
    { key: 'person', title: t('trainings.officer'), show: (row) => row.personName ?? t('trainings.hiddenName'), always: true },
    { key: 'unit', title: t('organisation.unit'), show: (row) => row.unitName },
    { key: 'hours', title: t('trainings.hours'), align: 'end', show: (row) => numberText(row.hours) },
    { key: 'passed', title: t('trainings.passedOne'), show: (row) => (row.passed ? t('trainings.yes') : t('trainings.no')) },
    { key: 'certificate', title: t('trainings.certificate'), show: (row) => row.certificateNo ?? '–' },
  ];
  return (
    <div className="page">
      <Loaded query={course}>{(data) => (
        <>
          <PageHead title={data.title} tags={<StateTag code={data.state} />} text={`${codeText(data.topic)} · ${data.unitName} · ${periodText(data.startsOn, data.endsOn)} · ${t('trainings.hoursOf', { hours: data.hours })}${data.place === null ? '' : ` · ${data.place}`}`}><CourseDoors course={data} /></PageHead>
          {data.cancelledBecause !== null && <p className="tag tag-danger">{data.cancelledBecause}</p>}
          <RecordList id="attendances" label={t('trainings.attendances')} columns={columns} source={routeSource(listAttendances, { params: { id } })} rowKey={(row) => row.id} empty={t('trainings.noAttendances')} />
        </>
      )}</Loaded>
    </div>
  );
}

function CourseDoors({ course }: { course: TrainingCourseView }) {
  const { t } = useTranslation();
  const { may, post } = useSession();
  const open = course.state === 'PLANNED' && may('membership.training.keep') && post?.unitCode === course.unitCode;
  const today = clock.today();
  const before = (day: string) => (today < day ? t('trainings.from', { day: dayText(day) }) : null);
  return (
    <Doors doors={[
      { key: 'enter', label: t('trainings.enter'), open, primary: true, whyNot: before(course.startsOn), form: (close) => <EnterDialog course={course} onClose={close} /> },
      { key: 'close', label: t('trainings.close'), open, whyNot: before(course.endsOn), form: (close) => <RecordDialog route={closeTrainingCourse} params={{ id: course.id }} title={t('trainings.close')} intro={t('trainings.closeHint')} draft={`training/${course.id}/close`} submit={t('trainings.close')} fields={[]} onClose={close} /> },
      { key: 'cancel', label: t('trainings.cancel'), open, danger: true, form: (close) => (
        <RecordDialog route={cancelTrainingCourse} params={{ id: course.id }} title={t('trainings.cancel')} draft={`training/${course.id}/cancel`} submit={t('trainings.cancel')} danger onClose={close}
          fields={[{ kind: 'long', name: 'reason', label: t('form.reason'), required: true, maxLength: 500 }]} />) },
    ]} />
  );
}

function EnterDialog({ course, onClose }: { course: TrainingCourseView; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <RecordDialog route={enterAttendances} params={{ id: course.id }} title={t('trainings.enter')} intro={t('trainings.enterHint')} draft={`training/${course.id}/enter`} submit={t('trainings.enter')} onClose={onClose} wide
      fields={[{
        kind: 'lines', name: 'items', label: t('trainings.attendances'), required: true, max: 500, add: t('trainings.addOfficer'), line: (n) => t('trainings.line', { n }),
        of: [
          { kind: 'lookup', name: 'personId', label: t('trainings.officer'), required: true, of: 'persons', find: findPersons },
          { kind: 'number', name: 'hours', label: t('trainings.hours'), required: true, max: course.hours, hint: t('trainings.atMost', { hours: course.hours }) },
          { kind: 'check', name: 'passed', label: t('trainings.passedOne') },
          { kind: 'text', name: 'certificateNo', label: t('trainings.certificate'), maxLength: 60, when: (values) => values['passed'] === true },
        ],
      }]} />
  );
}

async function findPersons(words: string, signal: AbortSignal) {
  const { items } = await call(listPersons, { query: { q: words, limit: 12 } }, { signal });
  return items.map((person) => ({ value: person.id, label: person.fullName, hint: person.unitCode }));
}
