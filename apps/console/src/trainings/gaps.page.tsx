import { listTrainingGaps, type TrainingGapView } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { unitFilter } from '../api/filters';
import { codeText } from '../patterns/code/code-text';
import { dayText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';

/** Officers who have not been taught since their unit's term began. */
export function TrainingGapsPage() {
  const { t } = useTranslation();
  const columns: Column<TrainingGapView>[] = [
    { key: 'person', title: t('trainings.officer'), show: (row) => row.personName ?? t('trainings.hiddenName'), always: true },
    { key: 'unit', title: t('organisation.unit'), show: (row) => row.unitName },
    { key: 'post', title: t('trainings.post'), show: (row) => `${t(`post.${row.post}`)}, ${t(`body.${row.body}`)}` },
    { key: 'appointment', title: t('trainings.appointment'), show: (row) => codeText(row.appointment), hiddenAtFirst: true },
    { key: 'from', title: t('trainings.inPostFrom'), show: (row) => dayText(row.inPostFrom) },
    { key: 'since', title: t('trainings.since'), show: (row) => dayText(row.since) },
    { key: 'last', title: t('trainings.lastCourse'), show: (row) => (row.lastCourseOn === null ? t('trainings.never') : dayText(row.lastCourseOn)) },
  ];
  return (
    <div className="page">
      <PageHead title={t('nav.trainingGaps')} text={t('trainings.gapsHint')} />
      <RecordList id="training-gaps" label={t('nav.trainingGaps')} columns={columns} source={routeSource(listTrainingGaps)} rowKey={(row) => row.postId} href={(row) => `/organisation/units/${row.unitCode}`}
        filters={[unitFilter()]} empty={t('trainings.noGaps')} />
    </div>
  );
}
