import { sql } from '@doanket/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The same check of what is booked, by the keys of what is booked: journal by journal, with its postings. Joined as sets, the server read the whole
 * journal for each booking, and a connection keeps the plan it made first: some 50 ms for each chunk of dues of a city in its second month, and more in
 * each month after it. `enable_seqscan` is off in it because a plan made while the ledger is small would read it from end to end.
 */
export class BookByKeys1782000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(sql(
      `create or replace function ledger_posting_balanced() returns trigger language plpgsql security definer set search_path from current set enable_seqscan = off as $body$
      begin
        if exists (select from (select distinct journal_id from fresh) f
                   cross join lateral (select j.unit_id from ledger_journal j where j.id = f.journal_id offset 0) j
                   cross join lateral (select sum(p.amount_vnd) as amount_vnd, bool_or(p.unit_id <> j.unit_id) as elsewhere from ledger_posting p where p.journal_id = f.journal_id) p
                   where p.amount_vnd <> 0 or p.elsewhere) then
          raise exception 'Debit and credit of a journal entry differ' using errcode = 'check_violation', constraint = 'ledger_journal_balanced';
        end if;
        insert into ledger_balance as held (unit_id, account, balance_vnd, never_negative)
        select f.unit_id, f.account, 0, a.never_negative from (select distinct unit_id, account from fresh) f join ledger_account a on a.code = f.account
        order by f.unit_id, f.account on conflict do nothing;
        perform from ledger_balance b where (b.unit_id, b.account) in (select f.unit_id, f.account from fresh f) order by b.unit_id, b.account for update;
        update ledger_balance held set balance_vnd = held.balance_vnd + moved.amount_vnd
        from (select f.unit_id, f.account, sum(case a.side when 'DEBIT' then f.amount_vnd else -f.amount_vnd end)::bigint as amount_vnd
              from fresh f join ledger_account a on a.code = f.account group by 1, 2) moved
        where held.unit_id = moved.unit_id and held.account = moved.account;
        return null;
      end $body$`));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
