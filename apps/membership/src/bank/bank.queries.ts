import type { BankEntryView, BankStatementView, MatchProposal } from '@doanket/contracts';
import { searchKey, type Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { firstDayOf } from '../ledger/month.rules';
import { type Candidate, enterpriseCodesIn, monthIn, unitCodesIn } from './matching.rules';
import { BankEntryNotFound } from './bank.errors';

export interface StatementRow extends Omit<BankStatementView, 'accountMasked' | 'importedAt'> { readonly sealedAccount: Buffer; readonly importedAt: Date; readonly unitId: string }
export interface EntryRow {
  readonly id: string; readonly unitId: string; readonly statementId: string; readonly entryRef: string; readonly bookedOn: Day; readonly amountVnd: string; readonly sealedCounter: Buffer | null; readonly counterIndex: Buffer | null;
  readonly counterName: string | null; readonly text: string; readonly state: BankEntryView['state']; readonly match: MatchProposal | null; readonly bySubject: string | null; readonly sourceId: string | null; readonly reason: string | null;
}

const STATEMENT = `
  select s.id, s.unit_id as "unitId", u.code as "unitCode", s.format, s.sealed_account as "sealedAccount", s.reference, s.first_day::text as "from", s.last_day::text as "to", s.imported_at as "importedAt", s.entries, s.repeated,
    (select count(*)::int from bank_entry e where e.statement_id = s.id and e.state = 'MATCHED') as matched, (select count(*)::int from bank_entry e where e.statement_id = s.id and e.state in ('NEW', 'OPEN')) as open
  from bank_statement s join directory_unit u on u.id = s.unit_id`;
const ENTRY = `
  select id, unit_id as "unitId", statement_id as "statementId", entry_ref as "entryRef", booked_on::text as "bookedOn", amount_vnd::text as "amountVnd", sealed_counter as "sealedCounter", counter_index as "counterIndex", counter_name as "counterName",
    text, state, match, by_subject as "bySubject", source_id as "sourceId", reason from bank_entry`;

/** Bytes as JSON takes them to the database. */
export const hexOf = (bytes: Buffer): string => `\\x${bytes.toString('hex')}`;

/** Reads statements and entries, and finds who may have paid. */
@Injectable()
export class BankQueries {
  async statement(tx: Tx, id: string): Promise<StatementRow> {
    const rows: StatementRow[] = await tx.query(`${STATEMENT} where s.id = $1`, [id]);
    if (rows[0] === undefined) throw new BankEntryNotFound();
    return rows[0];
  }

  statements(tx: Tx, unitId: string, before: string | null, limit: number): Promise<StatementRow[]> {
    return tx.query(`${STATEMENT} where s.unit_id = $1 and ($2::uuid is null or s.id < $2) order by s.id desc limit $3`, [unitId, before, limit]);
  }

  entries(tx: Tx, filter: { unitId: string; state: string | null; statementId: string | null; after: readonly [Day, string] | null; limit: number }): Promise<EntryRow[]> {
    return tx.query(
      `${ENTRY} where unit_id = $1 and ($2::text is null or state = $2) and ($3::uuid is null or statement_id = $3) and ($4::date is null or (booked_on, id) > ($4, $5::uuid)) order by booked_on, id limit $6`,
      [filter.unitId, filter.state, filter.statementId, filter.after?.[0] ?? null, filter.after?.[1] ?? null, filter.limit]);
  }

  async entry(tx: Tx, id: string, forUpdate: boolean): Promise<EntryRow | null> {
    const rows: EntryRow[] = await tx.query(`${ENTRY} where id = $1${forUpdate ? ' for update' : ''}`, [id]);
    return rows[0] ?? null;
  }

  fresh(tx: Tx, limit: number): Promise<EntryRow[]> {
    return tx.query(`${ENTRY} where state = 'NEW' order by id limit $1 for update skip locked`, [limit]);
  }

  /** An employer the unit collects from, or money on its way to the unit. */
  async target(tx: Tx, unitId: string, kind: 'FUND' | 'REMITTANCE', id: string): Promise<{ name: string; amountVnd: number | null } | null> {
    const rows: { name: string; amountVnd: string | null }[] = kind === 'FUND'
      ? await tx.query(`select e.name, null as "amountVnd" from employer e join directory_scope s on s.unit_id = e.unit_id join directory_scope top on top.unit_id = $1 and s.path <@ top.path where e.id = $2`, [unitId, id])
      : await tx.query(`select u.code as name, r.amount_vnd::text as "amountVnd" from remittance r join directory_unit u on u.id = r.unit_id where r.id = $2 and r.receiver_id = $1 and r.state = 'SENT'`, [unitId, id]);
    return rows[0] === undefined ? null : { name: rows[0].name, amountVnd: rows[0].amountVnd === null ? null : Number(rows[0].amountVnd) };
  }

  /** Employers known by account, number in the text, name or amount owed; remittances on their way by unit and amount. */
  async candidates(tx: Tx, entries: readonly EntryRow[]): Promise<Map<string, Candidate[]>> {
    if (entries.length === 0) return new Map();
    const asked = entries.map((entry) => ({
      id: entry.id, unit_id: entry.unitId, account: entry.counterIndex === null ? null : hexOf(entry.counterIndex), codes: enterpriseCodesIn(entry.text), units: unitCodesIn(entry.text), name_key: entry.counterName === null ? null : searchKey(entry.counterName),
      month: firstDayOf(monthIn(entry.text, entry.bookedOn)), amount_vnd: entry.amountVnd,
    }));
    const rows: (Omit<Candidate, 'openVnd'> & { id: string; openVnd: string | null })[] = await tx.query(
      `with asked as (select * from jsonb_to_recordset($1::jsonb) as a(id uuid, unit_id uuid, account bytea, codes text[], units text[], name_key text, month date, amount_vnd bigint)),
       payers as (
         select a.id, a.month, a.unit_id, e.id as employer_id, p.target_id is not null as by_account, e.enterprise_code = any(a.codes) as by_code, coalesce(e.name_key = a.name_key, false) as by_name
         from asked a join employer e on e.enterprise_code = any(a.codes) or e.name_key = a.name_key or e.id in (select b.target_id from bank_party b where b.unit_id = a.unit_id and b.counter_index = a.account)
           left join bank_party p on p.unit_id = a.unit_id and p.counter_index = a.account and p.target_id = e.id
         union all
         select a.id, a.month, a.unit_id, m.employer_id, false, false, false from asked a join fund_month m on m.month = a.month and m.due_vnd = a.amount_vnd
           and m.due_vnd > (select coalesce(sum(r.amount_vnd), 0) from fund_receipt r where r.employer_id = m.employer_id and r.month = m.month)
       ), who as (select id, month, unit_id, employer_id, bool_or(by_account) as by_account, bool_or(by_code) as by_code, bool_or(by_name) as by_name from payers group by 1, 2, 3, 4)
       select w.id, 'FUND' as kind, w.employer_id as "targetId", e.name as "targetName", w.by_account as "byAccount", w.by_code as "byCode", w.by_name as "byName", to_char(w.month, 'YYYY-MM') as month,
         (m.due_vnd - (select coalesce(sum(r.amount_vnd), 0) from fund_receipt r where r.employer_id = m.employer_id and r.month = m.month))::text as "openVnd"
       from who w join employer e on e.id = w.employer_id join directory_scope s on s.unit_id = e.unit_id join directory_scope top on top.unit_id = w.unit_id and s.path <@ top.path
         left join fund_month m on m.employer_id = w.employer_id and m.month = w.month
       union all
       select a.id, 'REMITTANCE', r.id, u.code, false, u.code = any(a.units), false, null, r.amount_vnd::text
       from asked a join remittance r on r.receiver_id = a.unit_id and r.state = 'SENT' and r.amount_vnd = a.amount_vnd join directory_unit u on u.id = r.unit_id`, [JSON.stringify(asked)]);
    const found = new Map<string, Candidate[]>();
    for (const { id, openVnd, ...row } of rows) found.set(id, [...(found.get(id) ?? []), { ...row, openVnd: openVnd === null ? null : Number(openVnd) }]);
    return found;
  }
}
