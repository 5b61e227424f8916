import type { JournalKind, LedgerAccount } from '@doanket/contracts';
import { newId, type Day } from '@doanket/kernel';
import { type Tx, violated } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { FundTooSmall, PeriodLocked } from './ledger.errors';
import { firstDayOf, type Month } from './month.rules';

/** One entry: what moved in one unit. Debits positive, credits negative; accounts that do not move may stand with zero. */
export interface Entry {
  readonly unitId: string;
  /** The month it is booked in. */
  readonly month: Month;
  readonly kind: JournalKind;
  readonly bookedOn: Day;
  /** What it comes from; one entry per source, kind, unit and month. */
  readonly sourceId: string | null;
  readonly note?: string;
  readonly decision?: { readonly decisionNumber: string; readonly decidedOn: Day };
  readonly moves: Readonly<Partial<Record<LedgerAccount, number>>>;
}

/** Books entries. The database refuses what does not balance, what falls into a closed month and what makes a fund negative. */
@Injectable()
export class Ledger {
  /** Answers the ids of the entries, in order; null for one in which nothing moves. */
  async book(tx: Tx, entries: readonly Entry[]): Promise<(string | null)[]> {
    const moving = entries.map((entry) => ({ entry, moves: Object.entries(entry.moves).filter(([, amount]) => amount !== 0), id: newId() }));
    const booked = moving.filter(({ moves }) => moves.length > 0);
    if (booked.length > 0) await this.write(tx, booked);
    return moving.map(({ id, moves }) => (moves.length > 0 ? id : null));
  }

  /** The month itself, or the first one after it that is not closed, for each unit. */
  async openMonths(tx: Tx, unitIds: readonly string[], month: Month): Promise<Map<string, Month>> {
    const rows: { unitId: string; month: Month }[] = await tx.query(
      `select u.unit_id as "unitId", to_char(ledger_open_month(u.unit_id, $2::date), 'YYYY-MM') as month from unnest($1::uuid[]) u(unit_id)`, [unitIds, firstDayOf(month)]);
    return new Map(rows.map((row) => [row.unitId, row.month]));
  }

  async openMonth(tx: Tx, unitId: string, month: Month): Promise<Month> {
    return (await this.openMonths(tx, [unitId], month)).get(unitId) ?? month;
  }

  private async write(tx: Tx, booked: readonly { entry: Entry; id: string; moves: readonly (readonly [string, number])[] }[]): Promise<void> {
    const journals = booked.map(({ entry, id }) => ({
      id, unit_id: entry.unitId, month: firstDayOf(entry.month), kind: entry.kind, booked_on: entry.bookedOn, source_id: entry.sourceId,
      decision_number: entry.decision?.decisionNumber ?? null, decided_on: entry.decision?.decidedOn ?? null, note: entry.note ?? null,
    }));
    const postings = booked.flatMap(({ entry, id, moves }) => moves.map(([account, amount]) => ({ journal_id: id, account, unit_id: entry.unitId, amount_vnd: amount })));
    try {
      await tx.query('insert into ledger_journal select * from jsonb_populate_recordset(null::ledger_journal, $1::jsonb)', [JSON.stringify(journals)]);
      await tx.query('insert into ledger_posting select * from jsonb_populate_recordset(null::ledger_posting, $1::jsonb)', [JSON.stringify(postings)]);
    } catch (error) {
      if (violated(error, 'ledger_period_locked')) throw new PeriodLocked(booked[0]?.entry.month ?? '');
      throw violated(error, 'ledger_balance_not_negative') ? new FundTooSmall() : error;
    }
  }
}
