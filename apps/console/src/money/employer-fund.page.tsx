import { declarePayroll, getEmployer, listFundMonths, receiveFund, type ReconciliationView, suspendFund } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { useRoute } from '../api/query';
import { useAddress } from '../patterns/address/address';
import { useParam } from '../patterns/address/page-params';
import { codeText } from '../patterns/code/code-text';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
import { numberText, percentOf, vndText } from '../patterns/format/format';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';
import { MonthChoice } from './month-choice';
import { addMonths, monthOr, monthText, thisMonth } from './months';
import { Gaps, MoneyTasks } from './reconciliations.page';

const SHOWN = 6;

/** One employer: members, insurer and money in three columns, month by month, months with gaps first. */
export function EmployerFundPage() {
  const { t } = useTranslation();
  const id = useParam('id');
  const { search, change } = useAddress();
  const month = monthOr(search['month'], addMonths(thisMonth(), -1));
  const employer = useRoute(getEmployer, { params: { id } });
  const months = useRoute(listFundMonths, { params: { id }, query: { from: addMonths(month, 1 - SHOWN), to: month } }, { keepPrevious: true });
  return (
    <div className="page">
      <Loaded query={employer}>{(data) => (
        <PageHead title={data.name} text={`${data.enterpriseCode}${data.unions.length === 0 ? ` · ${t('money.noUnion')}` : ` · ${data.unions.map((union) => union.unitName).join(', ')}`}`}>
          <MonthChoice month={month} last={thisMonth()} onChange={(to) => change({ month: to })} />
          <FundDoors id={id} month={month} />
        </PageHead>
      )}</Loaded>
      <Loaded query={months}>{({ items }) => <div className="stack">{[...items].sort((a, b) => order(a) - order(b) || (a.month < b.month ? 1 : -1)).map((row) => <Month key={row.month} row={row} />)}</div>}</Loaded>
      <MoneyTasks employer={id} />
    </div>
  );
}

const order = (row: ReconciliationView): number => (row.gaps.length === 0 ? 1 : 0);

function Month({ row }: { row: ReconciliationView }) {
  const { t } = useTranslation();
  const unknown = t('figure.notReported');
  return (
    <section className="panel stack-s" aria-label={monthText(row.month)}>
      <div className="row-spread"><h2>{t('money.monthOf', { month: monthText(row.month) })}</h2><Gaps row={row} /></div>
      <div className="grid-3">
        <dl className="facts" aria-label={t('money.sideMembers')}>
          <dt className="strong">{t('money.sideMembers')}</dt><dd />
          <dt>{t('money.membersOf')}</dt><dd className="num">{numberText(row.members)}</dd>
          <dt>{t('money.salaries')}</dt><dd className="num">{vndText(row.memberSalaryVnd)}</dd>
          <dt>{t('money.withSalary')}</dt><dd className="num">{numberText(row.membersWithSalary)}</dd>
        </dl>
        <dl className="facts" aria-label={t('money.sideInsurer')}>
          <dt className="strong">{t('money.sideInsurer')}</dt><dd className="soft">{row.source === null ? '' : codeText(row.source)}</dd>
          <dt>{t('money.insured')}</dt><dd className="num">{row.insuredWorkers === null ? unknown : numberText(row.insuredWorkers)}</dd>
          <dt>{t('money.payroll')}</dt><dd className="num">{row.insuredPayrollVnd === null ? unknown : vndText(row.insuredPayrollVnd)}</dd>
        </dl>
        <dl className="facts" aria-label={t('money.sideMoney')}>
          <dt className="strong">{t('money.sideMoney')}</dt><dd className="soft">{row.rate === null ? '' : percentOf(String((row.rate.numerator * 100) / row.rate.denominator))}</dd>
          <dt>{t('money.due')}</dt><dd className="num">{row.rate === null ? unknown : vndText(row.dueVnd)}</dd>
          <dt>{t('money.received')}</dt><dd className="num">{vndText(row.receivedVnd)}</dd>
          <dt>{t('money.difference')}</dt><dd className="num">{vndText(row.differenceVnd)} <span className="soft small">{t('money.tolerance', { amount: vndText(row.toleranceVnd) })}</span></dd>
          {row.suspendedVnd > 0 && <><dt>{t('money.suspended')}</dt><dd className="num">{vndText(row.suspendedVnd)}</dd></>}
        </dl>
      </div>
    </section>
  );
}

function FundDoors({ id, month }: { id: string; month: string }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const open = may('membership.fund.keep');
  const today = clock.today();
  return (
    <Doors doors={[
      { key: 'declare', label: t('money.declare'), open, primary: true, form: (close) => (
        <RecordDialog route={declarePayroll} params={{ id }} title={t('money.declareMonth', { month: monthText(month) })} draft={`fund/${id}/${month}/declare`} submit={t('money.declare')} onClose={close} extra={{ month }}
          fields={[{ kind: 'number', name: 'insuredWorkers', label: t('money.insured'), required: true }, { kind: 'number', name: 'insuredPayrollVnd', label: t('money.payroll'), unit: 'đ', required: true, hint: t('money.payrollHint') }]} />) },
      { key: 'receive', label: t('money.receiveFund'), open, form: (close) => (
        <RecordDialog route={receiveFund} params={{ id }} title={t('money.receiveFundMonth', { month: monthText(month) })} intro={t('money.receiveHint')} draft={`fund/${id}/${month}/receive`} submit={t('money.book')} onClose={close} extra={{ month }} initial={{ receivedOn: today }}
          fields={[{ kind: 'number', name: 'amountVnd', label: t('money.amount'), unit: 'đ', required: true }, { kind: 'day', name: 'receivedOn', label: t('money.receivedOn'), required: true, max: today }, { kind: 'text', name: 'reference', label: t('money.reference'), maxLength: 300 }]} />) },
      { key: 'suspend', label: t('money.suspend'), open, form: (close) => (
        <RecordDialog route={suspendFund} params={{ id }} title={t('money.suspend')} intro={t('money.suspendHint')} draft={`fund/${id}/suspend`} submit={t('money.suspend')} onClose={close} initial={{ from: month, to: month }}
          fields={[{ kind: 'text', name: 'from', label: t('money.fromMonth'), required: true, placeholder: '2025-07' }, { kind: 'text', name: 'to', label: t('money.toMonth'), required: true, placeholder: '2025-12' }, { kind: 'text', name: 'decisionNumber', label: t('money.decisionNumber'), required: true, maxLength: 120 }, { kind: 'day', name: 'decidedOn', label: t('money.decidedOn'), required: true, max: today }]} />) },
    ]} />
  );
}
