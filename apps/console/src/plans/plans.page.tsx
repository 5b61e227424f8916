import { listPlans, type PlanSummaryView } from '@doanket/contracts';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAddress } from '../patterns/address/address';
import { dayText, numberText, periodText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';

/** Yearly emulation plans. */
export function PlansPage() {
  const { t } = useTranslation();
  const { may } = useSession();
  const { open } = useAddress();
  const columns: Column<PlanSummaryView>[] = [
    { key: 'title', title: t('plans.plan'), show: (row) => row.title, always: true },
    { key: 'number', title: t('plans.number'), show: (row) => row.number },
    { key: 'issued', title: t('plans.issuedOn'), show: (row) => dayText(row.issuedOn) },
    { key: 'unit', title: t('rounds.issuer'), show: (row) => row.unitName },
    { key: 'period', title: t('rounds.period'), show: (row) => periodText(row.startsOn, row.endsOn) },
    { key: 'rounds', title: t('plans.rounds'), show: (row) => numberText(row.roundsPlanned), align: 'end' },
  ];
  return (
    <div className="page">
      <PageHead title={t('nav.plans')} text={t('plans.hint')}>{may('campaigns.plan.issue') && <Button type="primary" onClick={() => open('/emulation/plans/new')}>{t('plans.issue')}</Button>}</PageHead>
      <RecordList id="plans" label={t('nav.plans')} columns={columns} source={routeSource(listPlans)} rowKey={(row) => row.id} href={(row) => `/emulation/plans/${row.code}`}
        filters={[{ key: 'q', label: t('plans.find') }, { key: 'year', label: t('rounds.year') }]} empty={t('plans.none')} />
    </div>
  );
}
