import type { Bloc, DensityRow, MemberCounts } from '@doanket/contracts';
import type { ChartRow } from '../patterns/dashboard/chart';

/** Blocs by size; one that takes nobody on that day says so. */
export function blocRows(counts: Pick<MemberCounts, 'blocs'>, words: { readonly nameOf: (bloc: Bloc) => string; readonly none: string; readonly closed: string }): ChartRow[] {
  return [...counts.blocs].sort((a, b) => b.members - a.members)
    .map(({ bloc, open, members }) => ({ name: bloc === null ? words.none : open ? words.nameOf(bloc) : `${words.nameOf(bloc)} (${words.closed})`, values: [members] }));
}

/** Lowest density first: where most is to be done; a unit without a count of workers has no bar. */
export function densityRows(rows: readonly DensityRow[]): ChartRow[] {
  const value = (row: DensityRow): number | null => (row.density?.percent == null ? null : Number(row.density.percent));
  return [...rows].sort((a, b) => (value(a) ?? Infinity) - (value(b) ?? Infinity)).map((row) => ({ name: row.unitName, values: [value(row)], href: `/organisation/statistics?unit=${row.unitCode}` }));
}
