import type { Level, Permission } from '@doanket/contracts';
import { Directory, isWithin, OutsideReach, type UnitOn } from '@doanket/directory';
import { ItemsRefused, type ItemRefusal, type PaperContext, type PaperKind } from '@doanket/dossier';
import { DomainError, ruleOf, type Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import type { z } from 'zod';

/** A unit that an item touches, and the day on which it must have been below whoever decided. */
export interface Touched { readonly code: string; readonly on: Day }
/** What became of an item: its record, why it is refused, or null where one before it was refused and it was not reached. */
export type Outcome = string | DomainError | null;

/** A kind of paper whose items are done many at a time. */
export interface Batchwise<Item> {
  readonly kind: string;
  readonly item: z.ZodType<Item>;
  /** See PaperKind. */
  readonly recorded?: z.ZodType<Item>;
  shown?(item: Readonly<Record<string, unknown>>): Record<string, unknown>;
  readonly issuers: readonly Level[];
  readonly permission: Permission;
  /** The code of the unit that an item makes or changes; not given where no item changes which units another one may touch. */
  changes?(item: Item): string;
  /** Units that must lie below the issuer on their day, the changed one among them when it is there already. */
  touches(tx: Tx, item: Item, paper: PaperContext): Promise<readonly Touched[]> | readonly Touched[];
  /** Gives these items their effect; none of them needs what another one makes or changes. */
  apply(tx: Tx, items: readonly Item[], paper: PaperContext): Promise<readonly Outcome[]>;
}

/**
 * Makes a paper kind of it. Recording tries all items and takes them back again, so what is refused is refused by the very code
 * that would do it; an item that needs a unit of an item before it waits for the next batch.
 */
export function batchwise<Item>(directory: Directory, of: Batchwise<Item>): PaperKind<Item> {
  const { changes } = of;
  const take = async (tx: Tx, items: readonly Item[], paper: PaperContext): Promise<string[]> => {
    const outcomes: Outcome[] = [];
    const all: { item: Item; units: readonly Touched[] | DomainError }[] = [];
    for (const item of items) all.push({ item, units: await touchedBy(() => of.touches(tx, item, paper)) });
    for (const batch of changes === undefined ? [all] : batchesOf(all, ({ item, units }) => ({ changed: changes(item), needed: units instanceof DomainError ? [] : units.map(({ code }) => code) }))) {
      const unitOn = await directory.byCodesOn(tx, batch.flatMap(({ units }) => (units instanceof DomainError ? [] : units)));
      const refusals = batch.map(({ units }) => (units instanceof DomainError ? units : outside(units, unitOn, paper, of.permission)));
      const done = await of.apply(tx, batch.flatMap(({ item }, at) => (refusals[at] === null ? [item] : [])), paper);
      const rest = done.values();
      for (const refusal of refusals) {
        const outcome = refusal ?? (rest.next().value as Outcome | undefined);
        if (outcome === undefined) throw new Error('An item without an outcome');
        outcomes.push(outcome);
      }
    }
    const refused = outcomes.flatMap((outcome, at): ItemRefusal[] => (outcome instanceof DomainError ? [{ item: at + 1, code: outcome.code, detail: outcome.message, errors: outcome.errors }] : []));
    const [first] = outcomes;
    if (items.length === 1 && first instanceof DomainError) throw first;
    if (refused.length > 0) throw new ItemsRefused(refused);
    return outcomes.map((outcome) => {
      if (typeof outcome !== 'string') throw new Error('An item that was not reached');
      return outcome;
    });
  };
  return {
    kind: of.kind, item: of.item, issuers: of.issuers, permission: of.permission, ...(of.recorded === undefined ? {} : { recorded: of.recorded }), ...(of.shown === undefined ? {} : { shown: of.shown }),
    check: async (tx, items, paper) => {
      if (paper.phase === 'CONFIRM') return [];
      await tx.query('savepoint paper_trial');
      await take(tx, items, paper);
      await tx.query('rollback to savepoint paper_trial');
      return [];
    },
    apply: take,
  };
}

/**
 * Items of a batch one after another, each by the rules that hold for live decisions too. When recorded, every refusal is
 * found; in effect, the first one ends it.
 */
export function oneByOne<Item>(apply: (tx: Tx, item: Item, paper: PaperContext) => Promise<string>): Batchwise<Item>['apply'] {
  return async (tx, items, paper) => {
    const outcomes: Outcome[] = [];
    const trial = paper.phase === 'RECORD';
    for (const item of items) {
      if (trial) await tx.query('savepoint paper_item');
      try {
        outcomes.push(await apply(tx, item, paper));
      } catch (error) {
        outcomes.push(ruleOf(error));
        if (!trial) break;
        await tx.query('rollback to savepoint paper_item');
      }
    }
    return [...outcomes, ...items.slice(outcomes.length).map(() => null)];
  };
}

async function touchedBy(touches: () => Promise<readonly Touched[]> | readonly Touched[]): Promise<readonly Touched[] | DomainError> {
  try {
    return await touches();
  } catch (error) {
    return ruleOf(error);
  }
}

/** Items in their order, in batches of which none needs or changes what another one of it changes. */
function batchesOf<Item>(items: readonly Item[], codes: (item: Item) => { changed: string; needed: readonly string[] }): Item[][] {
  const batches: Item[][] = [];
  let changedBefore = new Set<string>();
  let neededBefore = new Set<string>();
  for (const item of items) {
    const { changed, needed } = codes(item);
    const batch = batches.at(-1);
    if (batch !== undefined && !changedBefore.has(changed) && !neededBefore.has(changed) && !needed.some((code) => changedBefore.has(code))) batch.push(item);
    else {
      batches.push([item]);
      changedBefore = new Set();
      neededBefore = new Set();
    }
    changedBefore.add(changed);
    for (const code of needed) if (code !== changed) neededBefore.add(code);
  }
  return batches;
}

/** Why an item is not the issuer's to decide; null when it is. */
function outside(units: readonly Touched[], unitOn: (code: string, on: Day) => UnitOn, paper: PaperContext, permission: Permission): DomainError | null {
  try {
    for (const { code, on } of units) if (!isWithin(unitOn(code, on).path, paper.issuer.path)) return new OutsideReach(permission);
    return null;
  } catch (error) {
    return ruleOf(error);
  }
}
