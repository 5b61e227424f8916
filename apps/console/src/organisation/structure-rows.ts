import type { UnitStatistics } from '@doanket/contracts';
import type { ChartRow } from '../patterns/dashboard/chart';

const COUNTED: readonly string[] = ['ACTIVE', 'TRANSFER_OUT', 'IN_TRANSIT'];
const SIDES = ['FEMALE', 'MALE', 'UNKNOWN'] as const;

/** Members by bloc, women, men and those of whom it is not known apart; the largest bloc first. */
export function structureRows(groups: UnitStatistics['groups'], nameOf: (bloc: string | null) => string): ChartRow[] {
  const byBloc = new Map<string | null, [number, number, number]>();
  for (const group of groups) {
    if (!COUNTED.includes(group.status)) continue;
    const row = byBloc.get(group.bloc) ?? [0, 0, 0];
    row[SIDES.indexOf(group.gender)]! += group.members;
    byBloc.set(group.bloc, row);
  }
  const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);
  return [...byBloc].sort(([, a], [, b]) => sum(b) - sum(a)).map(([bloc, values]) => ({ name: nameOf(bloc), values }));
}
