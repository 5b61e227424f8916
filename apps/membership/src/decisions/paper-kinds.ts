import type { Level, Permission } from '@doanket/contracts';
import { Directory, isWithin, OutsideReach, type UnitOn } from '@doanket/directory';
import { ItemsRefused, type ItemRefusal, type PaperContext, type PaperKind } from '@doanket/dossier';
import { DomainError, ruleOf, type Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import type { z } from 'zod';

/** A unit that an item touches, and the day on which it must have been below whoever decided. */
export interface Touched { readonly code: string; readonly on: Day }

/** A kind of paper whose items are done one after another, each by the rules that hold for live decisions too. */
export interface Itemwise<Item> {
  readonly kind: string;
  readonly item: z.ZodType<Item>;
  /** See PaperKind. */
  readonly recorded?: z.ZodType<Item>;
  shown?(item: Readonly<Record<string, unknown>>): Record<string, unknown>;
  readonly issuers: readonly Level[];
  readonly permission: Permission;
  /** Units that must lie below the issuer on their day. */
  touches(tx: Tx, item: Item, paper: PaperContext): Promise<readonly Touched[]> | readonly Touched[];
  /** Gives one item its effect and answers the record it made. */
  apply(tx: Tx, item: Item, paper: PaperContext): Promise<string>;
}

/**
 * Makes a paper kind of it. Recording tries all items and takes them back again, so a unit that an item needs may be founded
 * by the item before it, and what is refused is refused by the very code that would do it.
 */
export function itemwise<Item>(directory: Directory, of: Itemwise<Item>): PaperKind<Item> {
  const take = async (tx: Tx, item: Item, paper: PaperContext): Promise<string> => {
    for (const { code, on } of await of.touches(tx, item, paper)) await requireBelow(tx, directory, paper, code, on, of.permission);
    return of.apply(tx, item, paper);
  };
  return {
    kind: of.kind, item: of.item, issuers: of.issuers, permission: of.permission, ...(of.recorded === undefined ? {} : { recorded: of.recorded }), ...(of.shown === undefined ? {} : { shown: of.shown }),
    check: async (tx, items, paper) => {
      if (paper.phase === 'CONFIRM') return [];
      const refusals: ItemRefusal[] = [];
      await tx.query('savepoint paper_trial');
      for (const [at, item] of items.entries()) {
        await tx.query('savepoint paper_item');
        const refusal = await refusalOf(() => take(tx, item, paper), at, items.length);
        if (refusal !== null) {
          refusals.push(refusal);
          await tx.query('rollback to savepoint paper_item');
        }
      }
      await tx.query('rollback to savepoint paper_trial');
      if (refusals.length > 0) throw new ItemsRefused(refusals);
      return [];
    },
    apply: async (tx, items, paper) => {
      const records: string[] = [];
      for (const [at, item] of items.entries()) {
        const refusal = await refusalOf(async () => records.push(await take(tx, item, paper)), at, items.length);
        if (refusal !== null) throw new ItemsRefused([refusal]);
      }
      return records;
    },
  };
}

/** A kind of paper whose items are done many at a time. */
export interface Batchwise<Item> {
  readonly kind: string;
  readonly item: z.ZodType<Item>;
  readonly issuers: readonly Level[];
  readonly permission: Permission;
  /** The code of the unit that an item makes or changes. */
  changes(item: Item): string;
  /** Units that must lie below the issuer on their day, the changed one among them when it is there already. */
  touches(item: Item, paper: PaperContext): readonly Touched[];
  /** Gives these items their effect; none of them needs what another one makes or changes. */
  apply(tx: Tx, items: readonly Item[], paper: PaperContext): Promise<readonly (string | DomainError)[]>;
}

/**
 * The same as `itemwise` to whoever sends it, in a few statements instead of some for each item: an item that needs a unit
 * of an item before it waits for the next batch.
 */
export function batchwise<Item>(directory: Directory, of: Batchwise<Item>): PaperKind<Item> {
  const take = async (tx: Tx, items: readonly Item[], paper: PaperContext): Promise<string[]> => {
    const outcomes: (string | DomainError)[] = [];
    for (const batch of batchesOf(items, (item) => ({ changed: of.changes(item), needed: of.touches(item, paper).map(({ code }) => code) }))) {
      const touched = batch.map((item) => of.touches(item, paper));
      const unitOn = await directory.byCodesOn(tx, touched.flat());
      const refusals = touched.map((units) => outside(units, unitOn, paper, of.permission));
      const done = await of.apply(tx, batch.filter((_, at) => refusals[at] === null), paper);
      const rest = done.values();
      for (const refusal of refusals) {
        const outcome = refusal ?? (rest.next().value as string | DomainError | undefined);
        if (outcome === undefined) throw new Error('An item without an outcome');
        outcomes.push(outcome);
      }
    }
    const refused = outcomes.flatMap((outcome, at): ItemRefusal[] => (outcome instanceof DomainError ? [{ item: at + 1, code: outcome.code, detail: outcome.message, errors: outcome.errors }] : []));
    const [first] = outcomes;
    if (items.length === 1 && first instanceof DomainError) throw first;
    if (refused.length > 0) throw new ItemsRefused(refused);
    return outcomes as string[];
  };
  return {
    kind: of.kind, item: of.item, issuers: of.issuers, permission: of.permission,
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

async function requireBelow(tx: Tx, directory: Directory, paper: PaperContext, code: string, on: Day, permission: Permission): Promise<void> {
  const { unitId } = await directory.getByCode(tx, code);
  const unit = await directory.requireUnitOn(tx, unitId, on);
  if (!isWithin(unit.path, paper.issuer.path)) throw new OutsideReach(permission);
}

/** What is wrong with one of many items; a lone item throws what it throws. */
async function refusalOf(work: () => Promise<unknown>, at: number, of: number): Promise<ItemRefusal | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (!(error instanceof DomainError) || of === 1) throw error;
    return { item: at + 1, code: error.code, detail: error.message, errors: error.errors };
  }
}
