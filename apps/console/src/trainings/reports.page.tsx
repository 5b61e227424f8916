import { listTrainingReports, presentTrainingReport, TRAINING_REPORT_KINDS, type TrainingReportView } from '@doanket/contracts';
import { yearOf } from '@doanket/kernel';
import { useTranslation } from 'react-i18next';
import { unitFilter } from '../api/filters';
import { clock } from '../api/clock';
import { codeOptions, codeText } from '../patterns/code/code-text';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
import { dayText, numberText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';

/** Plans and results of training as they were presented. */
export function TrainingReportsPage() {
  const { t } = useTranslation();
  const { may } = useSession();
  const count = (key: keyof TrainingReportView['figures']): Column<TrainingReportView> => ({ key, title: t(`trainings.${key}`), align: 'end', show: (row) => (row.kind === 'PLAN' && key !== 'courses' && key !== 'hours' ? '–' : numberText(row.figures[key])) });
  const columns: Column<TrainingReportView>[] = [
    { key: 'year', title: t('trainings.year'), show: (row) => String(row.year), always: true },
    { key: 'kind', title: t('trainings.reportKind'), show: (row) => codeText(row.kind) },
    { key: 'unit', title: t('organisation.unit'), show: (row) => row.unitName },
    { key: 'presented', title: t('trainings.presentedOn'), show: (row) => dayText(row.presentedOn) },
    count('courses'), count('hours'), count('attended'), count('passed'), count('persons'),
    { key: 'linked', title: t('trainings.linked'), show: (row) => (row.linkedReportId === null ? '–' : t(row.kind === 'PLAN' ? 'trainings.withResult' : 'trainings.withPlan', { year: row.kind === 'PLAN' ? row.year - 1 : row.year + 1 })) },
  ];
  return (
    <div className="page">
      <PageHead title={t('nav.trainingReports')} text={t('trainings.reportsHint')}>
        <Doors doors={[{ key: 'present', label: t('trainings.present'), open: may('membership.training.keep'), primary: true, form: (close) => (
          <RecordDialog route={presentTrainingReport} title={t('trainings.present')} draft="training-report/new" submit={t('trainings.present')} onClose={close} initial={{ year: yearOf(clock.today()) }}
            fields={[
              { kind: 'choice', name: 'kind', label: t('trainings.reportKind'), required: true, options: codeOptions(TRAINING_REPORT_KINDS) },
              { kind: 'year', name: 'year', label: t('trainings.year'), required: true },
              { kind: 'long', name: 'note', label: t('trainings.note'), maxLength: 5000 },
            ]} />) }]} />
      </PageHead>
      <RecordList id="training-reports" label={t('nav.trainingReports')} columns={columns} source={routeSource(listTrainingReports)} rowKey={(row) => row.id} filters={[unitFilter()]} empty={t('trainings.noReports')} />
    </div>
  );
}
