import { bookOtherIncome, bookSpending, getLedger, type JournalView, LEDGER_ACCOUNTS, listJournals, listPeriods, listRemittances, lockPeriod, payOutFund, receiveRemittance, refuseRemittance, type RemittanceView, reopenPeriod, SPENDABLE_FUNDS } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { clock } from '../api/clock';
import { useRoute } from '../api/query';
import { UnitName } from '../api/unit-name';
import { useAddress } from '../patterns/address/address';
import { useParam } from '../patterns/address/page-params';
import { codeOptions, codeText, StateTag } from '../patterns/code/code-text';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
import { dayText, instantText, numberText, vndText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';
import { MonthChoice } from './month-choice';
import { monthOr, monthText, thisMonth } from './months';

/** The ledger of the unit acted as. */
export function OwnLedgerPage() {
  const { t } = useTranslation();
  const { post } = useSession();
  return post === null ? <p className="soft">{t('money.noUnits')}</p> : <UnitLedger code={post.unitCode} />;
}

export function LedgerPage() {
  return <UnitLedger code={useParam('code')} />;
}

function UnitLedger({ code }: { code: string }) {
  const { t } = useTranslation();
  const { search, change } = useAddress();
  const month = monthOr(search['month'], thisMonth());
  const ledger = useRoute(getLedger, { params: { code }, query: { month } }, { keepPrevious: true });
  const journals: Column<JournalView>[] = [
    { key: 'day', title: t('money.bookedOn'), show: (row) => dayText(row.bookedOn), always: true },
    { key: 'kind', title: t('money.entry'), show: (row) => codeText(row.kind) },
    { key: 'note', title: t('money.note'), show: (row) => row.note ?? '–' },
    { key: 'postings', title: t('money.postings'), show: (row) => <ul className="plain">{row.postings.map((one) => <li key={one.account} className="row-spread"><span>{one.amountVnd > 0 ? t('money.debit') : t('money.credit')} {codeText(one.account)}</span><span className="num">{vndText(Math.abs(one.amountVnd))}</span></li>)}</ul>, text: (row) => row.postings.map((one) => `${codeText(one.account)}: ${one.amountVnd}`).join('; ') },
  ];
  return (
    <div className="page">
      <PageHead title={<>{t('money.ledgerOf')} <UnitName code={code} /></>} tags={ledger.data?.locked === true ? <StateTag code="LOCKED" /> : undefined} text={t('money.ledgerHint')}>
        <MonthChoice month={month} last={thisMonth()} onChange={(to) => change({ month: to })} />
        <LedgerDoors code={code} month={month} locked={ledger.data?.locked ?? false} />
      </PageHead>
      <Loaded query={ledger}>{(data) => (data.accounts.length === 0 ? <p className="soft">{t('money.nothingBooked')}</p> : (
        <div className="panel" style={{ overflowX: 'auto' }}>
          <table className="dk-table" aria-label={t('money.accounts')}>
            <thead><tr><th scope="col">{t('money.account')}</th>{['opening', 'debit', 'credit', 'closing'].map((key) => <th key={key} scope="col" style={{ textAlign: 'end' }}>{t(`money.${key}`)}</th>)}</tr></thead>
            <tbody>{data.accounts.map((line) => (
              <tr key={line.account}><th scope="row">{codeText(line.account)}</th>{[line.openingVnd, line.debitVnd, line.creditVnd, line.closingVnd].map((amount, n) => <td key={n} className="num" style={{ textAlign: 'end' }}>{numberText(amount)}</td>)}</tr>
            ))}</tbody>
          </table>
        </div>
      ))}</Loaded>
      <RecordList titled id="journals" label={t('money.entries')} columns={journals} source={routeSource(listJournals, { params: { code }, query: { month } })} rowKey={(row) => row.id} filters={[{ key: 'account', label: t('money.account'), options: codeOptions(LEDGER_ACCOUNTS) }]} empty={t('money.nothingBooked')} />
      <Remittances code={code} />
      <RecordList titled id="periods" label={t('money.periods')} source={routeSource(listPeriods, { params: { code } })} rowKey={(row) => `${row.month} ${row.at}`} empty={t('money.noPeriods')}
        columns={[{ key: 'month', title: t('money.month'), show: (row) => monthText(row.month), always: true }, { key: 'action', title: t('rounds.state'), show: (row) => <StateTag code={row.action} />, text: (row) => codeText(row.action) }, { key: 'at', title: t('money.at'), show: (row) => instantText(row.at) },
          { key: 'decision', title: t('money.decision'), show: (row) => row.decisionNumber ?? '–' }, { key: 'reason', title: t('form.reason'), show: (row) => row.reason ?? '–' }]} />
    </div>
  );
}

function LedgerDoors({ code, month, locked }: { code: string; month: string; locked: boolean }) {
  const { t } = useTranslation();
  const { may, post } = useSession();
  const today = clock.today();
  const own = post?.unitCode === code;
  const decision = [{ kind: 'text', name: 'decisionNumber', label: t('money.decisionNumber'), required: true, maxLength: 120 }, { kind: 'day', name: 'decidedOn', label: t('money.decidedOn'), required: true, max: today }] as const;
  return (
    <Doors doors={[
      { key: 'spend', label: t('money.spend'), open: own && may('membership.ledger.keep'), primary: true, form: (close) => (
        <RecordDialog route={bookSpending} params={{ code }} title={t('money.spend')} intro={t('money.spendHint')} draft={`ledger/${code}/spend`} submit={t('money.book')} onClose={close} initial={{ paidOn: today }}
          fields={[{ kind: 'choice', name: 'fund', label: t('money.fundFrom'), required: true, options: codeOptions(SPENDABLE_FUNDS) }, { kind: 'number', name: 'amountVnd', label: t('money.amount'), unit: 'đ', required: true }, { kind: 'day', name: 'paidOn', label: t('money.paidOn'), required: true, max: today },
            { kind: 'text', name: 'purpose', label: t('money.purpose'), required: true, maxLength: 300 }, ...decision]} />) },
      { key: 'income', label: t('money.income'), open: own && may('membership.ledger.keep'), form: (close) => (
        <RecordDialog route={bookOtherIncome} params={{ code }} title={t('money.income')} intro={t('money.incomeHint')} draft={`ledger/${code}/income`} submit={t('money.book')} onClose={close} initial={{ receivedOn: today }}
          fields={[{ kind: 'number', name: 'amountVnd', label: t('money.amount'), unit: 'đ', required: true }, { kind: 'day', name: 'receivedOn', label: t('money.receivedOn'), required: true, max: today }, { kind: 'text', name: 'purpose', label: t('money.purpose'), required: true, maxLength: 300 }]} />) },
      { key: 'payOut', label: t('money.payOut'), open: !own && may('membership.fund.keep'), form: (close) => (
        <RecordDialog route={payOutFund} params={{ code }} title={t('money.payOut')} intro={t('money.payOutHint')} draft={`ledger/${code}/pay-out`} submit={t('money.book')} onClose={close} initial={{ paidOn: today, decidedOn: today }}
          fields={[{ kind: 'number', name: 'amountVnd', label: t('money.amount'), unit: 'đ', required: true }, { kind: 'day', name: 'paidOn', label: t('money.paidOn'), required: true, max: today }, ...decision]} />) },
      { key: 'lock', label: t('money.lock'), open: !locked && may('membership.ledger.lock'), whyNot: month >= thisMonth() ? t('money.lockLater') : null, form: (close) => (
        <RecordDialog route={lockPeriod} params={{ code, month }} title={t('money.lockMonth', { month: monthText(month) })} intro={t('money.lockHint')} draft={`ledger/${code}/${month}/lock`} submit={t('money.lock')} onClose={close} fields={[]} />) },
      { key: 'reopen', label: t('money.reopen'), open: locked && may('membership.ledger.reopen'), danger: true, form: (close) => (
        <RecordDialog route={reopenPeriod} params={{ code, month }} title={t('money.reopen')} draft={`ledger/${code}/${month}/reopen`} submit={t('money.reopen')} danger onClose={close} fields={[...decision, { kind: 'long', name: 'reason', label: t('form.reason'), required: true, maxLength: 1000 }]} />) },
    ]} />
  );
}

function Remittances({ code }: { code: string }) {
  const { t } = useTranslation();
  const columns: Column<RemittanceView>[] = [
    { key: 'unit', title: t('organisation.unit'), show: (row) => <UnitName code={row.unitCode} />, text: (row) => row.unitCode, always: true }, { key: 'amount', title: t('money.amount'), align: 'end', show: (row) => vndText(row.amountVnd) }, { key: 'sent', title: t('money.sentOn'), show: (row) => dayText(row.sentOn) },
    { key: 'reference', title: t('money.reference'), show: (row) => row.reference ?? '–' }, { key: 'state', title: t('rounds.state'), show: (row) => <StateTag code={row.state} />, text: (row) => codeText(row.state) },
    { key: 'do', title: t('money.answer'), show: (row) => <AnswerDoors row={row} code={code} />, text: () => '' },
  ];
  return <RecordList titled id="remittances" label={t('money.remittances')} columns={columns} source={routeSource(listRemittances, {}, { unit: code })} rowKey={(row) => row.id} empty={t('money.noRemittances')} />;
}

function AnswerDoors({ row, code }: { row: RemittanceView; code: string }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const today = clock.today();
  const open = row.state === 'SENT' && row.receiverCode === code && may('membership.dues.keep');
  return (
    <Doors doors={[
      { key: 'receive', label: t('money.receive'), open, form: (close) => <RecordDialog route={receiveRemittance} params={{ id: row.id }} title={t('money.receive')} draft={`remittance/${row.id}`} submit={t('money.receive')} onClose={close} initial={{ receivedOn: today }} fields={[{ kind: 'day', name: 'receivedOn', label: t('money.receivedOn'), required: true, max: today }]} /> },
      { key: 'refuse', label: t('money.refuse'), open, danger: true, form: (close) => <RecordDialog route={refuseRemittance} params={{ id: row.id }} title={t('money.refuse')} draft={`remittance/${row.id}/refuse`} submit={t('money.refuse')} danger onClose={close} fields={[{ kind: 'long', name: 'reason', label: t('form.reason'), required: true, maxLength: 500 }]} /> },
    ]} />
  );
}
