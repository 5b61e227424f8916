import { useVirtualizer } from '@tanstack/react-virtual';
import { Button } from 'antd';
import { lazy, Suspense, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePages } from '../../api/query';
import { useKeys } from '../keys/keys';
import { useNarrow, usePrinting } from '../../theme/use-look';
import { useAddress } from '../address/address';
import { Go } from '../address/go';
import { numberText } from '../format/format';
import { ProblemNote } from '../problem/problem-note';
import { fieldsRead } from './file-columns';
import { FilterBar } from './filter-bar';
import { ListSettings } from './list-settings';
import type { Column, Filter, FilterValues, ListSource } from './list-types';
import { useListMemory } from './list-memory';

const TakeOut = lazy(() => import('./take-out').then((m) => ({ default: m.TakeOut })));

const OVERSCAN = 12;
/** Up to so many rows stand on the page as they are; more are drawn as they scroll into view. */
const ALL_SHOWN = 100;

export interface RecordListProps<Row> {
  /** Names the list on this device: columns, density and saved views are remembered under it. */
  readonly id: string;
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly filters?: readonly Filter[];
  readonly source: ListSource<Row>;
  readonly rowKey: (row: Row) => string;
  readonly href?: (row: Row) => string | null;
  /** Says what to do next when there is nothing. */
  readonly empty: ReactNode;
  readonly rowActions?: (row: Row) => ReactNode;
  /** One of several lists of a page: its name stands above it. */
  readonly titled?: boolean;
  /** What the file of the list is asked by beside the chosen filters, where that is not what the route is asked by. */
  readonly fileFilter?: FilterValues;
  /** Offers a box before every row and what can be done with the marked ones. */
  readonly bulk?: (marked: readonly Row[], clear: () => void) => ReactNode;
}

/** The one list of the console: keyset pages, filters in the address, keyboard, cards on narrow screens, taken out as a file by a job of its service. */
export function RecordList<Row>({ id, label, columns, filters = [], source, rowKey, href, empty, rowActions, titled = false, fileFilter, bulk }: RecordListProps<Row>) {
  const { t } = useTranslation();
  const narrow = useNarrow();
  const { search, open, change } = useAddress();
  const atFirst = columns.filter((column) => column.hiddenAtFirst).map((column) => column.key);
  const [memory, remember] = useListMemory(id, atFirst);
  // Compared by content: pages name their filters anew on every render.
  const set = JSON.stringify(valuesOf(filters, search));
  const values = useMemo(() => JSON.parse(set) as FilterValues, [set]);
  const pages = usePages<Row>([...source.key, values], (cursor, signal) => source.fetchPage(values, cursor, signal));
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.items) ?? [], [pages.data]);
  const total = (pages.data?.pages[0] as { total?: number } | undefined)?.total;
  const shown = columns.filter((column) => column.always === true || !memory.hidden.includes(column.key));
  const [at, setAt] = useState(-1);
  const [marked, setMarked] = useState<ReadonlyMap<string, Row>>(new Map());
  const frame = useRef<HTMLDivElement>(null);
  const height = narrow ? 132 : memory.dense ? 34 : 44;
  const virtual = useVirtualizer({
    count: rows.length, getScrollElement: () => frame.current, estimateSize: () => height, overscan: OVERSCAN,
    initialRect: { width: 1000, height: 600 }, measureElement: (element) => element.getBoundingClientRect().height || height,
  });
  // On paper nothing scrolls into view: whatever was loaded is drawn.
  const printing = usePrinting();
  const all = printing || rows.length <= ALL_SHOWN;
  const items = all ? rows.map((_, index) => ({ index })) : virtual.getVirtualItems();

  useEffect(() => { setAt(-1); }, [values]);
  const lastShown = items.at(-1)?.index ?? -1;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages;
  useEffect(() => {
    if (!narrow && !all && lastShown >= rows.length - 5 && rows.length > 0 && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [narrow, all, lastShown, rows.length, hasNextPage, isFetchingNextPage, fetchNextPage]);

  const go = (index: number): void => {
    const next = Math.max(0, Math.min(index, rows.length - 1));
    setAt(next);
    if (!all) virtual.scrollToIndex(next);
    requestAnimationFrame(() => {
      const line = frame.current?.querySelector<HTMLElement>(`[data-row="${next}"]`);
      (line?.querySelector('a') ?? line)?.focus();
    });
  };
  const mark = (row: Row): void => setMarked((now) => {
    const next = new Map(now);
    if (!next.delete(rowKey(row))) next.set(rowKey(row), row);
    return next;
  });
  useKeys({
    j: () => go(at + 1), k: () => go(at - 1),
    x: () => { const row = rows[at]; if (bulk !== undefined && row !== undefined) mark(row); },
    o: () => { const row = rows[at]; const to = row === undefined ? null : href?.(row); if (to !== null && to !== undefined) open(to); },
  });
  // Until somebody chooses columns, a file has all there are.
  const chosen = [...memory.hidden].sort().join() === [...atFirst].sort().join() ? undefined : () => ({ shown: fieldsRead(shown, rows), hidden: fieldsRead(columns.filter((column) => !shown.includes(column)), rows) });
  const takeOut = source.behind !== undefined && <Suspense fallback={null}><TakeOut label={label} route={source.behind.route} filter={{ ...(fileFilter ?? source.behind.fixed), ...values }} choice={chosen} disabled={rows.length === 0} /></Suspense>;

  const name = (column: Column<Row>, row: Row): ReactNode => {
    const to = href?.(row) ?? null;
    return column === shown[0] && to !== null ? <Go to={to}>{column.show(row)}</Go> : column.show(row);
  };
  const box = (row: Row) => bulk !== undefined && (
    <label className="dk-box-place"><input type="checkbox" className="dk-box" checked={marked.has(rowKey(row))} aria-label={t('list.mark', { row: textOf(shown[0]!, row) })} onChange={() => mark(row)} /></label>
  );
  const drawn = virtual.getVirtualItems();
  const above = all ? 0 : drawn[0]?.start ?? 0;
  const below = all ? 0 : virtual.getTotalSize() - (drawn.at(-1)?.end ?? 0);

  return (
    <section className="dk-list" aria-label={label} aria-busy={pages.isFetching}>
      {titled && <h2>{label}</h2>}
      <FilterBar filters={filters} values={values} onChange={change} views={memory.views} onViews={(views) => remember({ views })}>
        <ListSettings columns={columns} hidden={memory.hidden} dense={memory.dense} onChange={remember} exports={takeOut} />
      </FilterBar>
      {bulk !== undefined && marked.size > 0 && (
        <div className="dk-bulk" role="status"><span className="strong">{t('list.marked', { count: marked.size })}</span>{bulk([...marked.values()], () => setMarked(new Map()))}
          <Button type="text" onClick={() => setMarked(new Map())}>{t('list.unmark')}</Button></div>
      )}
      {pages.error !== null && <ProblemNote problem={pages.error} onRetry={() => { void pages.refetch(); }} />}
      {pages.isPending && pages.error === null && <Waiting />}
      {pages.isSuccess && rows.length === 0 && <div className="dk-empty">{Object.keys(values).length > 0 ? <NothingFound onClear={() => change(cleared(filters))} /> : empty}</div>}
      {rows.length > 0 && (
        <div className="dk-list-frame" ref={frame} tabIndex={0} role="group" aria-label={t('list.rows', { list: label })}>
          {narrow ? (
            <ul className="plain" style={{ paddingTop: above, paddingBottom: below }}>
              {items.map((item) => {
                const row = rows[item.index]!;
                return (
                  <li key={rowKey(row)} ref={virtual.measureElement} data-index={item.index} data-row={item.index} className="dk-card">
                    <div className="row-spread"><span className="strong dk-card-name">{isNumber(shown[0]!.show(row)) && `${shown[0]!.title} `}{name(shown[0]!, row)}</span>{box(row)}</div>
                    <dl className="dk-card-facts">{shown.slice(1).map((column) => <div key={column.key}><dt>{column.title}</dt><dd>{orDash(column.show(row))}</dd></div>)}</dl>
                    {rowActions !== undefined && <div className="row">{rowActions(row)}</div>}
                  </li>
                );
              })}
            </ul>
          ) : (
            <table className="dk-table" data-dense={memory.dense}>
              <thead><tr>
                {bulk !== undefined && <th scope="col" className="no-print"><span className="visually-hidden">{t('list.marking')}</span></th>}
                {shown.map((column) => <th key={column.key} scope="col" data-align={column.align} style={{ width: column.width }}>{column.title}</th>)}
                {rowActions !== undefined && <th scope="col" className="no-print"><span className="visually-hidden">{t('list.actions')}</span></th>}
              </tr></thead>
              <tbody>
                {above > 0 && <tr aria-hidden="true"><td style={{ height: above, padding: 0 }} colSpan={shown.length + 2} /></tr>}
                {items.map((item) => {
                  const row = rows[item.index]!;
                  return (
                    <tr key={rowKey(row)} data-row={item.index} tabIndex={-1} aria-rowindex={item.index + 1} data-at={item.index === at}>
                      {bulk !== undefined && <td className="no-print">{box(row)}</td>}
                      {shown.map((column) => <td key={column.key} data-align={column.align} data-short={isShort(column.show(row))}>{name(column, row)}</td>)}
                      {rowActions !== undefined && <td className="dk-row-actions no-print">{rowActions(row)}</td>}
                    </tr>
                  );
                })}
                {below > 0 && <tr aria-hidden="true"><td style={{ height: below, padding: 0 }} colSpan={shown.length + 2} /></tr>}
              </tbody>
            </table>
          )}
        </div>
      )}
      {rows.length > 0 && (
        <div className="row-spread soft small">
          <span role="status">{total === undefined ? t('list.shown', { count: rows.length, shown: numberText(rows.length) }) : t('list.shownOf', { shown: numberText(rows.length), total: numberText(total) })}</span>
          {hasNextPage && <Button loading={isFetchingNextPage} onClick={() => { void fetchNextPage(); }}>{t('list.more')}</Button>}
        </div>
      )}
    </section>
  );
}

/** Days, periods, numbers: never broken into two lines. */
const isShort = (shown: ReactNode): true | undefined => (typeof shown === 'string' && shown.length <= 24 && /\d/.test(shown) && !/[^\d\s/.,:–%đ-]/.test(shown) ? true : undefined);

/** A fact of a card that is empty looks forgotten. */
const orDash = (shown: ReactNode): ReactNode => (shown === '' || shown === null || shown === undefined ? '–' : shown);

/** Only a number: at the head of a card it says nothing without the title of its column. */
const isNumber = (shown: ReactNode): boolean => typeof shown === 'string' && /^[\d.]+$/.test(shown);

function NothingFound({ onClear }: { onClear: () => void }) {
  const { t } = useTranslation();
  return <div className="stack-s"><p>{t('list.nothingFound')}</p><Button onClick={onClear}>{t('list.clearFilters')}</Button></div>;
}

function Waiting() {
  const { t } = useTranslation();
  return <div className="stack-s" role="status" aria-label={t('shell.loading')}>{[90, 80, 86, 70].map((width) => <span key={width} className="skeleton" style={{ width: `${width}%` }} />)}</div>;
}

function valuesOf(filters: readonly Filter[], search: Readonly<Record<string, string | undefined>>): FilterValues {
  return Object.fromEntries(filters.flatMap((filter) => { const value = search[filter.key]; return value === undefined || value === '' ? [] : [[filter.key, value]]; }));
}

const cleared = (filters: readonly Filter[]): Record<string, null> => Object.fromEntries(filters.map((filter) => [filter.key, null]));

function textOf<Row>(column: Column<Row>, row: Row): string {
  if (column.text !== undefined) return column.text(row);
  const shown = column.show(row);
  return typeof shown === 'string' || typeof shown === 'number' ? String(shown) : '';
}
