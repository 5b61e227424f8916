import type { GrowthTargetView } from '@doanket/contracts';
import type { ChartRow } from '../patterns/dashboard/chart';

/** Target and result per unit, the one furthest behind first; a bar opens the unit. */
export function targetRows(targets: readonly Pick<GrowthTargetView, 'unitCode' | 'unitName' | 'target' | 'result'>[]): ChartRow[] {
  const behind = (row: { target: number; result: number }): number => row.result * 1_000_000 / row.target;
  return [...targets].sort((a, b) => behind(a) - behind(b) || (a.unitName < b.unitName ? -1 : 1)).map((row) => ({ name: row.unitName, values: [row.target, row.result], href: `/organisation/units/${row.unitCode}` }));
}
