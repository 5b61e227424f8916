import type { Level, Permission } from '@doanket/contracts';
import { Directory, isWithin, OutsideReach } from '@doanket/directory';
import { ItemsRefused, type ItemRefusal, type PaperContext, type PaperKind } from '@doanket/dossier';
import { DomainError, type Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import type { z } from 'zod';

/** A unit that an item touches, and the day on which it must have been below whoever decided. */
export interface Touched { readonly code: string; readonly on: Day }

/** A kind of paper whose items are done one after another, each by the rules that hold for live decisions too. */
export interface Itemwise<Item> {
  readonly kind: string;
  readonly item: z.ZodType<Item>;
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
    kind: of.kind, item: of.item, issuers: of.issuers, permission: of.permission,
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
