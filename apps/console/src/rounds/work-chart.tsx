import { listFigureRecords, type FigureRecord } from '@doanket/contracts';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call';
import type { Problem } from '../api/problem';
import { Chart, type ChartRow } from '../patterns/dashboard/chart';
import { Go } from '../patterns/address/go';
import { numberText } from '../patterns/format/format';
import { Loaded } from '../patterns/loaded';

/** Units shown by name; how many more there are is said below, because their sum would dwarf every bar. */
const SHOWN = 12;
const PAGE = 500;
const MOST = 10_000;

interface PerUnit { readonly unit: string; readonly name: string; readonly base: number; readonly upper: number }

/** Works by the unit that registered them, counted over the records of the two figures. */
export function WorkChart({ round }: { round: string }) {
  const { t } = useTranslation();
  const units = useQuery<PerUnit[], Problem>({ queryKey: ['reports', 'works-by-unit', round], staleTime: 60_000, queryFn: ({ signal }) => countByUnit(round, signal) });
  const series = useMemo(() => [t('rounds.of_WORK_G'), t('rounds.of_WORK_S')], [t]);
  const rows = useMemo(() => (units.data === undefined ? [] : rowsOf(units.data, round)), [units.data, round]);
  return (
    <Loaded query={units}>{(all) => rows.length === 0 ? <p className="soft">{t('rounds.noWorks')}</p> : (
      <>
        <Chart title={t('rounds.worksByUnit')} series={series} rows={rows} stacked lying />
        {all.length > rows.length && <p className="small"><Go to={`/emulation/works?round=${round}`}>{t('rounds.otherUnits', othersOf(all))}</Go></p>}
      </>
    )}</Loaded>
  );
}

async function countByUnit(round: string, signal: AbortSignal): Promise<PerUnit[]> {
  const [base, upper] = await Promise.all((['WORK_G', 'WORK_S'] as const).map((indicator) => allRecords(indicator, round, signal)));
  const units = new Map<string, PerUnit>();
  const add = (record: FigureRecord, level: 'base' | 'upper'): void => {
    const before = units.get(record.unit) ?? { unit: record.unit, name: record.unitName, base: 0, upper: 0 };
    units.set(record.unit, { ...before, [level]: before[level] + 1 });
  };
  base!.forEach((record) => add(record, 'base'));
  upper!.forEach((record) => add(record, 'upper'));
  return [...units.values()].sort((a, b) => b.base + b.upper - a.base - a.upper || (a.name < b.name ? -1 : 1));
}

async function allRecords(indicator: string, round: string, signal: AbortSignal): Promise<FigureRecord[]> {
  const all: FigureRecord[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: FigureRecord[]; nextCursor: string | null } = await call(listFigureRecords, { query: { indicator, round, limit: PAGE, ...(cursor === null ? {} : { cursor }) } }, { signal });
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null && all.length < MOST);
  return all;
}

/** How many units have no bar of their own, and the works they registered. */
function othersOf(units: readonly PerUnit[]): { count: string; works: string } {
  const rest = units.slice(SHOWN);
  return { count: numberText(rest.length), works: numberText(rest.reduce((sum, one) => sum + one.base + one.upper, 0)) };
}

function rowsOf(units: readonly PerUnit[], round: string): ChartRow[] {
  return units.slice(0, SHOWN).map((one) => ({ name: one.name, values: [one.base, one.upper], href: `/emulation/works?round=${round}&unit=${one.unit}` }));
}
