import { type DuesBoardRow, type DuesRunView, getDuesRun, listArrears, listDuesMonths, RUN_KINDS, startDuesRun, sumDuesMonths } from '@doanket/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { Progress } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { unitFilter } from '../api/filters';
import { findUnitChoices } from '../api/lookups';
import { useRoute } from '../api/query';
import { useAddress } from '../patterns/address/address';
import { Go } from '../patterns/address/go';
import { codeOptions, StateTag } from '../patterns/code/code-text';
import { Tile, Tiles } from '../patterns/dashboard/tile';
import { Doors } from '../patterns/form/doors';
import { RecordDialog } from '../patterns/form/record-form';
import { dayText, numberText, vndText } from '../patterns/format/format';
import type { Column } from '../patterns/list/list-types';
import { RecordList } from '../patterns/list/record-list';
import { routeSource } from '../patterns/list/route-source';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { useSession } from '../shell/session';
import { DuesRuns } from './dues-runs';
import { MonthChoice } from './month-choice';
import { monthOr, monthsUpTo, monthText, thisMonth } from './months';

const MONTHS = 4;

/** Units by months: what is expected, collected, sent up, owed. Every figure opens its lines. */
export function DuesPage() {
  const { t } = useTranslation();
  const { may, post } = useSession();
  const { search, change } = useAddress();
  const [run, setRun] = useState<DuesRunView | null>(null);
  const month = monthOr(search['month'], thisMonth());
  const months = monthsUpTo(month, MONTHS);
  const from = months[0] ?? month;
  const columns: Column<DuesBoardRow>[] = [
    { key: 'unit', title: t('organisation.unit'), show: (row) => row.unitName, always: true },
    ...months.map((at): Column<DuesBoardRow> => ({ key: at, title: monthText(at), align: 'end', show: (row) => <Cell row={row} month={at} />, text: (row) => cellText(row, at) })),
  ];
  return (
    <div className="page">
      <PageHead title={t('nav.dues')} text={t('money.duesHint')}>
        <MonthChoice month={month} last={thisMonth()} onChange={(to) => change({ month: to })} />
        <Doors doors={[{ key: 'run', label: t('money.reckon'), open: may('membership.dues.run') && post !== null, primary: true, form: (close) => (
          <RecordDialog route={startDuesRun} title={t('money.reckonMonth', { month: monthText(month) })} intro={t('money.reckonHint')} draft={`dues/run/${month}`} submit={t('money.reckon')} onClose={close} onDone={setRun}
            initial={{ kind: 'REGULAR', unitCode: post === null ? null : { value: post.unitCode, label: post.unitName } }} extra={{ month }}
            fields={[{ kind: 'lookup', name: 'unitCode', label: t('money.unitAndBelow'), required: true, of: 'units', find: findUnitChoices }, { kind: 'choice', name: 'kind', label: t('money.runKind'), required: true, options: codeOptions(RUN_KINDS) }]} />) }]} />
      </PageHead>
      {run !== null && <RunProgress id={run.id} />}
      <Sums from={month} to={month} />
      <RecordList id="dues-board" label={t('nav.dues')} fileFilter={{ month }} columns={columns} source={routeSource(listDuesMonths, {}, { from, to: month })} rowKey={(row) => row.unitId} href={(row) => `/dues/${row.unitCode}/${month}`}
        filters={[unitFilter(t('money.unitAndBelow'))]} empty={t('money.noUnits')} />
      <Arrears />
      {may('membership.dues.run') && <DuesRuns month={month} />}
    </div>
  );
}

function cellOf(row: DuesBoardRow, month: string) {
  return row.months.find((cell) => cell.month === month);
}

function cellText(row: DuesBoardRow, month: string): string {
  const cell = cellOf(row, month);
  return cell === undefined ? '' : `${cell.collectedVnd}/${cell.regularVnd + cell.extraVnd}`;
}

function Cell({ row, month }: { row: DuesBoardRow; month: string }) {
  const { t } = useTranslation();
  const cell = cellOf(row, month);
  if (cell === undefined) return <span className="soft small">{t('money.notReckoned')}</span>;
  if (!cell.collects) return <span className="soft small">{t('money.notCollected')}</span>;
  const expected = cell.regularVnd + cell.extraVnd;
  const state = expected === 0 ? null : cell.arrearsVnd === 0 ? 'tag tag-ok' : cell.collectedVnd === 0 ? 'tag' : 'tag tag-warn';
  return (
    <span className="stack-s dk-cell-end">
      <Go to={`/dues/${row.unitCode}/${month}`} aria-label={t('money.openMonth', { unit: row.unitName, month: monthText(month) })}>{numberText(cell.collectedVnd)} / {numberText(expected)}</Go>
      {state !== null && <span className={state}>{cell.arrearsVnd === 0 ? t('money.collectedAll') : t('money.owed', { amount: numberText(cell.arrearsVnd) })}</span>}
      {cell.incomplete > 0 && <span className="tag tag-danger">{t('money.incompleteCount', { n: numberText(cell.incomplete) })}</span>}
    </span>
  );
}

/** The whole subtree in the month. */
function Sums({ from, to }: { from: string; to: string }) {
  const { t } = useTranslation();
  const sums = useRoute(sumDuesMonths, { query: { from, to } }, { keepPrevious: true });
  const figure = (amount: number) => ({ reported: true, value: String(amount), valueUnit: 'VND' });
  return (
    <Loaded query={sums}>{({ items }) => {
      const row = items.at(-1);
      if (row === undefined) return <p className="soft">{t('money.nothingReckoned', { month: monthText(to) })}</p>;
      return (
        <Tiles>
          <Tile question={t('money.expected')} figure={figure(row.regularVnd + row.extraVnd)} href={null} compared={t('money.unitsIn', { n: numberText(row.unitsCalculated), of: numberText(row.unitsWithMembers) })} />
          <Tile question={t('money.collected')} figure={figure(row.collectedVnd)} href={null} compared={t('money.payers', { n: numberText(row.payers), of: numberText(row.members) })} />
          <Tile question={t('money.sentUp')} figure={figure(row.remittedVnd)} href={null} compared={t('money.ofDueUp', { amount: vndText(row.dueUpVnd) })} />
          <Tile question={t('money.arrears')} figure={figure(row.arrearsVnd)} href={null} {...(row.arrearsVnd > 0 ? { tone: 'danger' as const } : {})} compared={t('money.incompleteCount', { n: numberText(row.incomplete) })} />
        </Tiles>
      );
    }}</Loaded>
  );
}

function RunProgress({ id }: { id: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [done, setDone] = useState(false);
  const run = useRoute(getDuesRun, { params: { id } }, done ? {} : { refetchIntervalMs: 1_000 });
  if (!done && run.data !== undefined && run.data.state !== 'RUNNING') setDone(true);
  // What the run wrote was not there yet when it was started.
  useEffect(() => { if (done) void client.invalidateQueries({ queryKey: ['membership'] }); }, [done, client]);
  return (
    <Loaded query={run}>{(data) => (
      <section className="panel stack-s" aria-label={t('money.runState')}>
        <div className="row-spread"><span className="strong">{t('money.reckonMonth', { month: monthText(data.month) })}</span><StateTag code={data.state} /></div>
        <Progress aria-label={t('money.runState')} percent={data.members === 0 ? (data.state === 'DONE' ? 100 : 0) : Math.floor((data.membersDone * 100) / data.members)} status={data.state === 'RUNNING' ? 'active' : 'normal'} />
        <span className="soft small">{t('money.runDone', { units: numberText(data.unitsDone), of: numberText(data.units), members: numberText(data.membersDone) })}</span>
      </section>
    )}</Loaded>
  );
}

/** What is past its day. */
function Arrears() {
  const { t } = useTranslation();
  return (
    <RecordList titled id="dues-arrears" label={t('money.overdue')} source={routeSource(listArrears)} rowKey={(row) => `${row.unitCode} ${row.month}`} href={(row) => `/dues/${row.unitCode}/${row.month}`} empty={t('money.noArrears')}
      columns={[
        { key: 'unit', title: t('organisation.unit'), show: (row) => row.unitName, always: true }, { key: 'month', title: t('money.month'), show: (row) => monthText(row.month) }, { key: 'due', title: t('money.dueOn'), show: (row) => dayText(row.dueOn) },
        { key: 'members', title: t('money.membersOwe'), align: 'end', show: (row) => vndText(row.membersOweVnd) }, { key: 'unit-owes', title: t('money.unitOwes'), align: 'end', show: (row) => vndText(row.unitOwesVnd) },
        { key: 'reminded', title: t('money.reminded'), show: (row) => (row.remindedOn === null ? '–' : t('money.remindedTimes', { n: row.reminders, day: dayText(row.remindedOn) })) },
      ]} />
  );
}
