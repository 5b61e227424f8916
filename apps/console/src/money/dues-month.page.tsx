import { COLLECTION_METHODS, collectDues, DUES_LINE_KINDS, DUES_STATUSES, type DuesLineView, listDuesLines, listDuesMonths, listMembers, refundCredit, sendRemittance, startDuesRun } from '@doanket/contracts';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call';
import { clock } from '../api/clock';
import { useRoute } from '../api/query';
import { useAddress } from '../patterns/address/address';
import { Go } from '../patterns/address/go';
import { GoButton } from '../patterns/address/go-button';
import { useParam } from '../patterns/address/page-params';
import { codeOptions, codeText, StateTag } from '../patterns/code/code-text';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
import { numberText, percentOf, vndText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';
import { BasesDoor } from './bases-door';
import { MonthChoice } from './month-choice';
import { monthText, thisMonth } from './months';

/** One unit and month: the lines behind its figures, collecting, sending up. */
export function DuesMonthPage() {
  const { t } = useTranslation();
  const { open } = useAddress();
  const [code, month] = [useParam('code'), useParam('month')];
  const board = useRoute(listDuesMonths, { query: { unit: code, from: month, to: month } });
  const row = board.data?.items.find((one) => one.unitCode === code);
  const cell = row?.months[0];
  const columns: Column<DuesLineView>[] = [
    { key: 'member', title: t('money.member'), show: (line) => line.fullName, always: true },
    { key: 'status', title: t('rounds.state'), show: (line) => <><StateTag code={line.status} />{line.kind !== 'REGULAR' && <> <StateTag code={line.kind} /></>}</>, text: (line) => codeText(line.status) },
    { key: 'base', title: t('money.base'), align: 'end', show: (line) => (line.baseVnd === null ? '–' : vndText(line.baseVnd)) },
    { key: 'rate', title: t('money.rate'), align: 'end', show: (line) => rateText(line) },
    { key: 'regular', title: t('money.regular'), align: 'end', show: (line) => vndText(line.regularVnd) },
    { key: 'extra', title: t('money.extra'), align: 'end', show: (line) => vndText(line.extraVnd) },
    { key: 'reason', title: t('money.why'), show: (line) => codeText(line.reason) },
    { key: 'decision', title: t('money.decision'), show: (line) => line.decisionNumber ?? '–' },
    { key: 'cap', title: t('money.cap'), align: 'end', show: (line) => (line.capVnd === null ? '–' : vndText(line.capVnd)), hiddenAtFirst: true },
    { key: 'reduced', title: t('money.reduced'), align: 'end', show: (line) => vndText(line.reducedVnd), hiddenAtFirst: true },
    { key: 'suspended', title: t('money.suspended'), align: 'end', show: (line) => vndText(line.suspendedVnd), hiddenAtFirst: true },
    { key: 'booked', title: t('money.bookedIn'), show: (line) => monthText(line.bookedIn), hiddenAtFirst: true },
  ];
  return (
    <div className="page">
      <PageHead title={`${t('nav.dues')}: ${row?.unitName ?? code}`} tags={cell?.locked === true ? <span className="tag">{t('money.locked')}</span> : undefined} text={<Go to={`/ledger/${code}?month=${month}`}>{t('money.toLedger')}</Go>}>
        <MonthChoice month={month} last={thisMonth()} onChange={(to) => open(`/dues/${code}/${to}`)} />
        <GoButton to={`/dues/${code}/terms`}>{t('duesTerms.title')}</GoButton>
        <BasesDoor code={code} month={month} />
        {cell !== undefined && <MonthDoors code={code} month={month} owedVnd={cell.arrearsVnd} dueUpVnd={cell.dueUpVnd - cell.remittedVnd} />}
      </PageHead>
      <Loaded query={board}>{() => (cell === undefined ? <p className="soft">{t('money.notReckonedYet')}</p> : (
        <dl className="facts">
          <dt>{t('money.expected')}</dt><dd className="num">{vndText(cell.regularVnd + cell.extraVnd)}{cell.extraVnd > 0 && <span className="soft"> ({t('money.ofWhichExtra', { amount: vndText(cell.extraVnd) })})</span>}</dd>
          <dt>{t('money.collected')}</dt><dd className="num">{vndText(cell.collectedVnd)}</dd>
          <dt>{t('money.arrears')}</dt><dd className="num">{vndText(cell.arrearsVnd)}</dd>
          <dt>{t('money.sentUp')}</dt><dd className="num">{vndText(cell.remittedVnd)} <span className="soft">{t('money.ofDueUp', { amount: vndText(cell.dueUpVnd) })}</span></dd>
          <dt>{t('money.membersOf')}</dt><dd className="num">{t('money.heads', { members: numberText(cell.members), payers: numberText(cell.payers), exempt: numberText(cell.exempt), suspended: numberText(cell.suspended), incomplete: numberText(cell.incomplete) })}</dd>
        </dl>
      ))}</Loaded>
      <RecordList id="dues-lines" label={t('money.lines')} fileFilter={{ unit: code, month }} columns={columns} source={routeSource(listDuesLines, { params: { code }, query: { month } })} rowKey={(line) => `${line.memberId} ${line.kind} ${line.bookedIn} ${line.regularVnd}`}
        filters={[{ key: 'status', label: t('rounds.state'), options: codeOptions(DUES_STATUSES) }, { key: 'kind', label: t('money.lineKind'), options: codeOptions(DUES_LINE_KINDS) }, { key: 'owing', label: t('money.owing'), options: [{ value: 'true', label: t('money.owingOnly') }] }]}
        empty={t('money.noLines')} />
    </div>
  );
}

function rateText(line: DuesLineView): string {
  return line.rate === null ? '–' : percentOf(String((line.rate.numerator * 100) / line.rate.denominator));
}

function MonthDoors({ code, month, owedVnd, dueUpVnd }: { code: string; month: string; owedVnd: number; dueUpVnd: number }) {
  const { t } = useTranslation();
  const { may } = useSession();
  const today = clock.today();
  return (
    <Doors doors={[
      { key: 'collect', label: t('money.collect'), open: may('membership.dues.keep'), primary: true, whyNot: owedVnd === 0 ? t('money.collectedAll') : null, form: (close) => (
        <RecordDialog route={collectDues} params={{ code }} title={t('money.collectAll')} intro={t('money.collectHint', { amount: vndText(owedVnd) })} draft={`dues/${code}/${month}/collect`} submit={t('money.collect')} onClose={close} initial={{ collectedOn: today, method: 'PAYROLL' }} extra={{ month }}
          fields={[{ kind: 'day', name: 'collectedOn', label: t('money.collectedOn'), required: true, max: today }, { kind: 'choice', name: 'method', label: t('money.method'), required: true, options: codeOptions(COLLECTION_METHODS) }]} />) },
      { key: 'send', label: t('money.send'), open: may('membership.dues.keep') && dueUpVnd > 0, form: (close) => (
        <RecordDialog route={sendRemittance} params={{ code }} title={t('money.send')} intro={t('money.sendHint')} draft={`dues/${code}/send`} submit={t('money.send')} onClose={close} initial={{ amountVnd: dueUpVnd, sentOn: today }}
          fields={[{ kind: 'number', name: 'amountVnd', label: t('money.amount'), unit: 'đ', required: true }, { kind: 'day', name: 'sentOn', label: t('money.sentOn'), required: true, max: today }, { kind: 'text', name: 'reference', label: t('money.reference'), maxLength: 200 }]} />) },
      { key: 'refund', label: t('money.refund'), open: may('membership.dues.keep'), form: (close) => (
        <RecordDialog route={refundCredit} params={{ code }} title={t('money.refund')} intro={t('money.refundHint')} draft={`dues/${code}/refund`} submit={t('money.refund')} onClose={close} initial={{ paidOn: today }}
          fields={[
            { kind: 'lookup', name: 'memberId', label: t('money.leaver'), required: true, of: t('money.leaver'), find: findLeavers },
            { kind: 'number', name: 'amountVnd', label: t('money.amount'), unit: 'đ', hint: t('money.refundAll') }, { kind: 'day', name: 'paidOn', label: t('money.paidOn'), required: true, max: today }, { kind: 'text', name: 'reference', label: t('money.reference'), maxLength: 200 },
          ]} />) },
      { key: 'correct', label: t('money.correct'), open: may('membership.dues.run'), form: (close) => (
        <RecordDialog route={startDuesRun} title={t('money.correct')} intro={t('money.correctHint')} draft={`dues/${code}/${month}/correct`} submit={t('money.correct')} onClose={close} extra={{ unitCode: code, month, kind: 'CORRECTION' }} fields={[]} />) },
    ]} />
  );
}

/** Who left a union, by name. */
async function findLeavers(words: string, signal: AbortSignal) {
  const { items } = await call(listMembers, { query: { q: words, limit: 20 } }, { signal });
  return items.filter(({ status }) => status !== 'ACTIVE').map((member) => ({ value: member.id, label: member.fullName, hint: member.unitName }));
}
