import { listRecruiting } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { unitFilter } from '../api/filters';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';
import { employerColumns } from './employer-columns';

/** Employers without a union, those with the most workers first. */
export function RecruitingPage() {
  const { t } = useTranslation();
  return (
    <div className="page">
      <PageHead title={t('nav.recruiting')} text={t('employers.recruitingHint')} />
      <RecordList id="recruiting" label={t('nav.recruiting')} columns={employerColumns(t)} source={routeSource(listRecruiting)} rowKey={(row) => row.id} href={(row) => `/employers/${row.id}`}
        filters={[unitFilter(), { key: 'ward', label: t('employers.ward') }, { key: 'minWorkers', label: t('employers.minWorkers') }]} empty={t('employers.noneToRecruit')} />
    </div>
  );
}
