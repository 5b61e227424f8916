import type { UnitType } from '@doanket/contracts';
import type { Day } from '@doanket/kernel';

/** What the rules need to know of a unit. */
export interface TreeUnit { readonly unitId: string; readonly code: string; readonly type: UnitType; readonly parentId: string | null }

/** A unit that ends, and where those that hang on it go. */
export interface Ending<Unit extends TreeUnit = TreeUnit> {
  readonly unit: Unit;
  readonly state: 'ENDED' | 'MERGED' | 'TRANSFERRED_OUT';
  readonly successor: Unit | null;
  readonly childrenTo: Unit | null;
  /** The city above it, else what stands above: who takes what nobody else takes. */
  readonly city: Unit;
}

/** A unit hanging on one that ends, from a day on. */
export interface Child<Unit extends TreeUnit = TreeUnit> { readonly unit: Unit; readonly from: Day }

export interface Rehung<Unit extends TreeUnit = TreeUnit> {
  readonly unit: Unit;
  readonly from: Unit;
  readonly to: Unit;
  readonly validFrom: Day;
  /** Nobody said where it goes: the city takes it. */
  readonly orphan: boolean;
}

export type RehangingFault<Unit extends TreeUnit = TreeUnit> = { readonly fault: 'PARENT_NOT_HIGHER' | 'HEIR_ENDS_TOO'; readonly unit: Unit; readonly to: Unit };

/**
 * Where the children of ending units go: to the unit named for them, else to the successor, else to the city. A child that
 * ends by the same decision stays where it was. `mayHangOn` is the rule of levels. Source: handbook ORG-05.
 */
export function rehang<Unit extends TreeUnit>(
  endings: readonly Ending<Unit>[], children: readonly Child<Unit>[], mayHangOn: (type: UnitType, parent: UnitType) => boolean,
): readonly Rehung<Unit>[] | RehangingFault<Unit> {
  const byUnit = new Map(endings.map((ending) => [ending.unit.unitId, ending]));
  const rehung: Rehung<Unit>[] = [];
  for (const { unit, from } of children) {
    const ending = byUnit.get(unit.parentId ?? '');
    if (ending === undefined || byUnit.has(unit.unitId)) continue;
    const to = ending.childrenTo ?? ending.successor ?? ending.city;
    if (byUnit.has(to.unitId)) return { fault: 'HEIR_ENDS_TOO', unit, to };
    if (!mayHangOn(unit.type, to.type)) return { fault: 'PARENT_NOT_HIGHER', unit, to };
    rehung.push({ unit, from: ending.unit, to, validFrom: from, orphan: ending.childrenTo === null && ending.successor === null });
  }
  return rehung;
}
