import { closeMoneyTask, FUND_GAPS, listMoneyTasks, listReconciliations, MONEY_TASK_STATES, type MoneyTaskView, reconcile, type ReconciliationView } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { unitFilter } from '../api/filters';
import { useAddress } from '../patterns/address/address';
import { codeOptions, codeText, StateTag } from '../patterns/code/code-text';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
import { dayText, numberText, vndText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';
import { MonthChoice } from './month-choice';
import { addMonths, monthOr, monthText, thisMonth } from './months';

/** Employers of a month: members, insurer, money; those with gaps first. */
export function ReconciliationsPage() {
  const { t } = useTranslation();
  const { may, post } = useSession();
  const { search, change } = useAddress();
  const month = monthOr(search['month'], addMonths(thisMonth(), -1));
  const columns: Column<ReconciliationView>[] = [
    { key: 'employer', title: t('money.employer'), show: (row) => <><span className="strong">{row.employerName}</span><br /><span className="soft small num">{row.enterpriseCode}</span></>, text: (row) => row.employerName, always: true, width: 280 },
    { key: 'members', title: t('money.sideMembers'), align: 'end', show: (row) => <Side first={t('money.persons', { n: numberText(row.members) })} second={vndText(row.memberSalaryVnd)} />, text: (row) => String(row.members) },
    { key: 'insurer', title: t('money.sideInsurer'), align: 'end', show: (row) => (row.insuredPayrollVnd === null ? <span className="soft">{t('figure.notReported')}</span> : <Side first={t('money.persons', { n: numberText(row.insuredWorkers ?? 0) })} second={vndText(row.insuredPayrollVnd)} />), text: (row) => String(row.insuredPayrollVnd ?? '') },
    { key: 'money', title: t('money.sideMoney'), align: 'end', show: (row) => <Side first={vndText(row.receivedVnd)} second={t('money.ofDue', { amount: vndText(row.dueVnd) })} />, text: (row) => String(row.receivedVnd) },
    { key: 'gaps', title: t('money.gaps'), show: (row) => <Gaps row={row} />, text: (row) => row.gaps.map(codeText).join(', ') },
  ];
  return (
    <div className="page">
      <PageHead title={t('nav.reconciliation')} text={t('money.reconciliationHint')}>
        <MonthChoice month={month} last={thisMonth()} onChange={(to) => change({ month: to })} />
        <Doors doors={[{ key: 'reconcile', label: t('money.compare'), open: may('membership.fund.keep') && post !== null, primary: true, form: (close) => (
          <RecordDialog route={reconcile} title={t('money.compareMonth', { month: monthText(month) })} intro={t('money.compareHint')} draft={`reconcile/${month}`} submit={t('money.compare')} onClose={close} extra={{ month, unitCode: post?.unitCode ?? '' }} fields={[]} />) }]} />
      </PageHead>
      <RecordList id="reconciliations" label={t('nav.reconciliation')} columns={columns} source={routeSource(listReconciliations, {}, { month })} rowKey={(row) => row.employerId} href={(row) => `/reconciliations/${row.employerId}?month=${month}`}
        filters={[{ key: 'gap', label: t('money.gap'), options: codeOptions(FUND_GAPS) }, { key: 'onlyGaps', label: t('money.shownOnes'), options: [{ value: 'true', label: t('money.onlyGaps') }] }, unitFilter()]} empty={t('money.noEmployers')} />
      <MoneyTasks />
    </div>
  );
}

function Side({ first, second }: { first: string; second: string }) {
  return <><span className="num">{first}</span><br /><span className="soft small num">{second}</span></>;
}

export function Gaps({ row }: { row: ReconciliationView }) {
  const { t } = useTranslation();
  if (row.gaps.length === 0) return <span className="tag tag-ok">{t('money.fits')}</span>;
  return <span className="row">{row.gaps.map((gap) => <span key={gap} className="tag tag-danger">{codeText(gap)}</span>)}</span>;
}

/** Gaps somebody looks into; of one employer, or of all. */
export function MoneyTasks({ employer }: { employer?: string }) {
  const { t } = useTranslation();
  const columns: Column<MoneyTaskView>[] = [
    ...(employer === undefined ? [{ key: 'employer', title: t('money.employer'), show: (row: MoneyTaskView) => row.employerName, always: true }] : []),
    { key: 'month', title: t('money.month'), show: (row) => monthText(row.month) },
    { key: 'gap', title: t('money.gap'), show: (row) => codeText(row.gap) },
    { key: 'amount', title: t('money.difference'), align: 'end', show: (row) => (row.gap === 'MEMBERS_ABOVE_INSURED' ? t('money.persons', { n: numberText(row.amount) }) : vndText(row.amount)) },
    { key: 'state', title: t('rounds.state'), show: (row) => <StateTag code={row.state} />, text: (row) => codeText(row.state) },
    { key: 'opened', title: t('money.openedOn'), show: (row) => dayText(row.openedOn) },
    { key: 'reason', title: t('form.reason'), show: (row) => row.reason ?? '–' },
    { key: 'do', title: t('money.answer'), show: (row) => <CloseDoor row={row} />, text: () => '' },
  ];
  return <RecordList titled id="money-tasks" label={t('money.tasks')} columns={columns} source={routeSource(listMoneyTasks, {}, employer === undefined ? {} : { employer })} rowKey={(row) => row.id} filters={[{ key: 'state', label: t('rounds.state'), options: codeOptions(MONEY_TASK_STATES) }]} empty={t('money.noTasks')} />;
}

function CloseDoor({ row }: { row: MoneyTaskView }) {
  const { t } = useTranslation();
  const { may } = useSession();
  return <Doors doors={[{ key: 'close', label: t('money.closeTask'), open: row.state === 'OPEN' && may('membership.fund.keep'), form: (close) => <RecordDialog route={closeMoneyTask} params={{ id: row.id }} title={t('money.closeTask')} draft={`money-task/${row.id}`} submit={t('money.closeTask')} onClose={close} fields={[{ kind: 'long', name: 'reason', label: t('form.reason'), required: true, maxLength: 500 }]} /> }]} />;
}
