import type { JournalView, LedgerAccount, PeriodView } from '@doanket/contracts';
import type { Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';

interface Turnover { readonly account: LedgerAccount; readonly openingVnd: number; readonly debitVnd: number; readonly creditVnd: number; readonly closingVnd: number }
interface JournalFilter {
  readonly unitId: string; readonly month: Day | null; readonly account: string | null; readonly id: string | null; readonly after: readonly [Day, string] | null; readonly limit: number;
}

/** Reads ledgers. Amounts come as numbers: `vnd` columns stay in the safe range by the checks of the contracts. */
@Injectable()
export class LedgerQueries {
  async isLocked(tx: Tx, unitId: string, month: Day): Promise<boolean> {
    const rows: { locked: boolean }[] = await tx.query('select ledger_is_locked($1, $2) as locked', [unitId, month]);
    return rows[0]?.locked ?? false;
  }

  async turnover(tx: Tx, unitId: string, month: Day): Promise<Turnover[]> {
    const rows: Record<keyof Turnover, string>[] = await tx.query(
      `select p.account,
          sum(case when j.month < $2 then p.amount_vnd else 0 end * side.sign) as "openingVnd",
          sum(case when j.month = $2 and p.amount_vnd > 0 then p.amount_vnd else 0 end) as "debitVnd",
          sum(case when j.month = $2 and p.amount_vnd < 0 then -p.amount_vnd else 0 end) as "creditVnd",
          sum(p.amount_vnd * side.sign) as "closingVnd"
       from ledger_journal j join ledger_posting p on p.journal_id = j.id join ledger_account a on a.code = p.account
         cross join lateral (select case a.side when 'DEBIT' then 1 else -1 end as sign) side
       where j.unit_id = $1 and j.month <= $2 group by p.account order by p.account`, [unitId, month]);
    return rows.map((row) => ({ account: row.account as LedgerAccount, openingVnd: Number(row.openingVnd), debitVnd: Number(row.debitVnd), creditVnd: Number(row.creditVnd), closingVnd: Number(row.closingVnd) }));
  }

  journals(tx: Tx, filter: JournalFilter): Promise<JournalView[]> {
    return tx.query(
      `select j.id, j.kind, to_char(j.month, 'YYYY-MM') as month, j.booked_on::text as "bookedOn", j.note,
          (select jsonb_agg(jsonb_build_object('account', p.account, 'amountVnd', p.amount_vnd) order by p.amount_vnd desc, p.account) from ledger_posting p where p.journal_id = j.id) as postings
       from ledger_journal j
       where j.unit_id = $1 and ($2::date is null or j.month = $2) and ($3::uuid is null or j.id = $3)
         and ($4::text is null or exists (select from ledger_posting p where p.journal_id = j.id and p.account = $4))
         and ($5::date is null or (j.month, j.id) < ($5, $6::uuid))
       order by j.month desc, j.id desc limit $7`,
      [filter.unitId, filter.month, filter.id, filter.account, filter.after?.[0] ?? null, filter.after?.[1] ?? null, filter.limit]);
  }

  async periods(tx: Tx, unitId: string, before: string | null, limit: number): Promise<(PeriodView & { n: string })[]> {
    const rows: (Omit<PeriodView, 'at'> & { n: string; at: Date })[] = await tx.query(
      `select n::text as n, to_char(month, 'YYYY-MM') as month, action, at, decision_number as "decisionNumber", decided_on::text as "decidedOn", reason
       from ledger_lock where unit_id = $1 and ($2::bigint is null or n < $2) order by ledger_lock.n desc limit $3`, [unitId, before, limit]);
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  }
}
