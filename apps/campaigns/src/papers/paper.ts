import type { Level } from '@doanket/contracts';
import type { Tx } from '@doanket/persistence';
import type { z } from 'zod';
import type { DecisionRef } from '../decisions/live-decisions.service';

/** What campaigns knows of one kind of paper decision. */
export interface Paper<Item> {
  readonly kind: string;
  readonly item: z.ZodType<Item>;
  readonly issuers: readonly Level[];
  /** Operational checks that paper can no longer meet: codes of warnings for each item. */
  warn?(tx: Tx, items: readonly Item[], decision: DecisionRef): Promise<readonly (readonly string[])[]>;
  /** Gives all items their effect; throws where a hard rule of that day says no. Answers the records, in order. */
  apply(tx: Tx, items: readonly Item[], decision: DecisionRef): Promise<string[]>;
}

/** Keeps the item's type while the papers stand in one list. */
export const paper = <Item>(definition: Paper<Item>): Paper<Item> => definition;

/** What a warning says. */
export const WARNINGS: Readonly<Record<string, string>> = {
  NOT_REGISTERED: 'No registration before the deadline was found for this work.',
  REGISTERED_LATE: 'The work was registered after the deadline of the round.',
  LATE: 'The work was finished outside the round; it is counted apart.',
  NO_TITLE: 'The member registered no title it aims at.',
  NOT_ASKED: 'The unit had not been asked to adopt the plan; it counts as asked now.',
};
