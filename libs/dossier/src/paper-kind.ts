import type { Level, PaperWarning, Permission } from '@doanket/contracts';
import type { PostHeld, UnitOn } from '@doanket/directory';
import { DomainError, type Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import type { z } from 'zod';
import { ItemsRefused, type ItemRefusal } from './decision.errors';

/** The paper an item stands on. Every rule asks `on`, never today: rules, tree, ceilings, quotas and periods are those of the day. */
export interface PaperContext {
  readonly decisionId: string;
  readonly kind: string;
  readonly number: string;
  readonly year: number;
  /** The day the decision was taken. */
  readonly on: Day;
  /** Who took it, as it was on that day. */
  readonly issuer: UnitOn;
  /** Who signed it, by the post held on that day. */
  readonly signer: PostHeld;
  readonly fileId: string | null;
  /** RECORD: entered now, counts nowhere. CONFIRM: takes effect with this transaction. */
  readonly phase: 'RECORD' | 'CONFIRM';
}

/** What the paper can no longer meet; `item` counts from 1, null speaks of the whole decision. */
export interface ItemWarning extends PaperWarning { readonly item: number | null }

/**
 * A kind of decision on paper that a feature takes. A provider of the feature implements it and registers itself:
 *
 *     constructor(decisions: Decisions) { decisions.register(this); }
 */
export interface PaperKind<Item = unknown> {
  /** As in the contracts, e.g. `WORK_VERIFIED`. */
  readonly kind: string;
  readonly item: z.ZodType<Item>;
  /** Items that were recorded under an earlier contract and wait to be confirmed, where that said more; else `item`. */
  readonly recorded?: z.ZodType<Item>;
  /** An item as whoever reads the paper may see it: without what earlier contracts let stand in it. */
  shown?(item: Readonly<Record<string, unknown>>): Record<string, unknown>;
  /** Levels whose units take such decisions. */
  readonly issuers: readonly Level[];
  /** What the confirming person must hold besides the service's `decision.confirm`. */
  readonly permission?: Permission;
  /** Items of one decision; 1,000 unless told. */
  readonly maxItems?: number;

  /**
   * Looks at all items by the rules of `paper.on`; called when recorded and again before taking effect. A hard rule throws
   * (see `eachItem`), an operational check that paper can no longer meet is answered as a warning.
   */
  check(tx: Tx, items: readonly Item[], paper: PaperContext): Promise<readonly ItemWarning[]>;

  /**
   * Gives all items their effect and publishes the events, in the transaction of the confirmation. Answers the record of
   * each item, in their order; null where an item makes none.
   */
  apply(tx: Tx, items: readonly Item[], paper: PaperContext): Promise<readonly (string | null)[]>;
}

/**
 * Checks item by item and gathers what is wrong, each with its place. `check` answers warnings or throws. Throws what a
 * single item threw, ItemsRefused for many.
 */
export async function eachItem<Item>(items: readonly Item[], check: (item: Item, n: number) => Promise<readonly PaperWarning[]> | readonly PaperWarning[]): Promise<ItemWarning[]> {
  const warnings: ItemWarning[] = [];
  const refusals: ItemRefusal[] = [];
  for (const [at, item] of items.entries()) {
    try {
      for (const warning of await check(item, at + 1)) warnings.push({ ...warning, item: at + 1 });
    } catch (error) {
      if (!(error instanceof DomainError) || items.length === 1) throw error;
      refusals.push({ item: at + 1, code: error.code, detail: error.message, errors: error.errors });
    }
  }
  if (refusals.length > 0) throw new ItemsRefused(refusals);
  return warnings;
}
