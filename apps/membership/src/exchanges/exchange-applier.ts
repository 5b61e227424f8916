import type { ExchangeRowFault } from '@doanket/contracts';
import type { Tx } from '@doanket/persistence';
import type { RowFacts } from './exchange-rows.rules';
import type { Exchange } from './exchanges.store';

/** A matched row with what it says and whom it names. */
export interface MatchedRow {
  readonly no: number; readonly facts: RowFacts;
  readonly employerId: string | null; readonly personId: string | null; readonly memberId: string | null; readonly memberUnitId: string | null;
}
export type RowOutcome = { readonly state: 'APPLIED' | 'UNCHANGED' } | { readonly state: 'REFUSED'; readonly code: ExchangeRowFault; readonly column: string | null };

/** Gives rows of one kind their effect, in the transaction that says how far it went. */
export interface ExchangeApplier {
  apply(tx: Tx, exchange: Exchange, rows: readonly MatchedRow[]): Promise<ReadonlyMap<number, RowOutcome>>;
}

export const refusedRow = (code: ExchangeRowFault, column: string | null = null): RowOutcome => ({ state: 'REFUSED', code, column });
export const textOf = (facts: RowFacts, name: string): string | null => (typeof facts[name] === 'string' ? facts[name] : null);
export const numberOf = (facts: RowFacts, name: string): number | null => (typeof facts[name] === 'number' ? facts[name] : null);

/** Applies rows one after another. */
export async function oneByOne(rows: readonly MatchedRow[], apply: (row: MatchedRow) => Promise<RowOutcome>): Promise<ReadonlyMap<number, RowOutcome>> {
  const outcomes = new Map<number, RowOutcome>();
  for (const row of rows) outcomes.set(row.no, await apply(row));
  return outcomes;
}
