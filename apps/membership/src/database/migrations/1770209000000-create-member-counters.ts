import { protectTable, sql } from '@doanket/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Groups a membership is counted in. */
const DIMS = "coalesce(p.gender, 'UNKNOWN') as gender, case when m.direct_worker is null then 'UNKNOWN' when m.direct_worker then 'YES' else 'NO' end as direct";

/** What one membership adds, `sign` being 1 or -1: its status now, and the days on which it begins and ends to count. */
const counted = (rows: string, sign: number): string => `
  select m.unit_id, m.status, ${DIMS}, null::date as day, ${sign} as delta from ${rows} m join person p on p.id = m.person_id
  union all
  select m.unit_id, null, ${DIMS}, m.admitted_on, ${sign} from ${rows} m join person p on p.id = m.person_id
    where m.admitted_on is not null and m.status not in ('DRAFT', 'SUBMITTED', 'ACCEPTED', 'REJECTED')
  union all
  select m.unit_id, null, ${DIMS}, m.ended_on + 1, ${-sign} from ${rows} m join person p on p.id = m.person_id
    where m.admitted_on is not null and m.ended_on is not null and m.status not in ('DRAFT', 'SUBMITTED', 'ACCEPTED', 'REJECTED')`;

/** Adds up and appends: one row per group that is different, never a row that others wait for. */
const APPEND = (rows: string): string => `
  with counted as (${rows}), summed as (
    select unit_id, status, gender, direct, day, sum(delta)::int as delta from counted group by unit_id, status, gender, direct, day having sum(delta) <> 0
  ), now_pending as (
    insert into member_count_pending (unit_id, status, gender, direct, delta) select unit_id, status, gender, direct, delta from summed where day is null
  )
  insert into member_tally (unit_id, day, gender, direct, delta, recorded_at) select unit_id, day, gender, direct, delta, now() from summed where day is not null;`;

/**
 * Counters of members: every change appends what it adds, in its own transaction; a batch folds that into totals. The tally
 * keeps day and instant, so it answers how many there were on a day, as we knew it at an instant.
 */
export class CreateMemberCounters1770209000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(sql(
      `create table member_count_pending (
        id bigint generated always as identity constraint member_count_pending_pk primary key,
        unit_id uuid not null, status text not null, gender text not null, direct text not null, delta int not null
      )`,
      protectTable('membership', 'member_count_pending', { kind: 'SYSTEM' }),
      `create table member_count (
        unit_id uuid not null, status text not null, gender text not null, direct text not null, members int not null,
        constraint member_count_pk primary key (unit_id, status, gender, direct)
      )`,
      protectTable('membership', 'member_count', { kind: 'SYSTEM' }),
      `create table unit_rollup (
        unit_id uuid not null, bloc text not null, status text not null, gender text not null, direct text not null, members int not null,
        constraint unit_rollup_pk primary key (unit_id, bloc, status, gender, direct)
      );
      comment on table unit_rollup is 'totals of the units above the grassroots in the tree of today'`,
      protectTable('membership', 'unit_rollup', { kind: 'SYSTEM' }),
      `create table rollup_state (
        one boolean constraint rollup_state_pk primary key default true constraint rollup_state_one check (one), tree text not null
      );
      insert into rollup_state (tree) values ('')`,
      protectTable('membership', 'rollup_state', { kind: 'SYSTEM' }),
      `create table member_tally (
        id bigint generated always as identity constraint member_tally_pk primary key,
        unit_id uuid not null, day date not null, gender text not null, direct text not null, delta int not null, recorded_at timestamptz not null
      );
      create index member_tally_unit on member_tally (unit_id, day)`,
      protectTable('membership', 'member_tally', { kind: 'SYSTEM' }, { appendOnly: true }),
      `create table counter_check (
        id uuid not null constraint counter_check_pk primary key, checked_at timestamptz not null, groups int not null, differences jsonb not null
      )`,
      protectTable('membership', 'counter_check', { kind: 'SYSTEM' }, { appendOnly: true }),

      `create function member_counted() returns trigger language plpgsql security definer set search_path from current as $body$
      begin
        if tg_op = 'INSERT' then ${APPEND(counted('fresh', 1))}
        elsif tg_op = 'DELETE' then ${APPEND(counted('gone', -1))}
        else ${APPEND(`${counted('fresh', 1)} union all ${counted('gone', -1)}`)}
        end if;
        return null;
      end $body$;
      create trigger member_counted_insert after insert on member referencing new table as fresh for each statement execute function member_counted();
      create trigger member_counted_update after update on member referencing new table as fresh old table as gone for each statement execute function member_counted();
      create trigger member_counted_delete after delete on member referencing old table as gone for each statement execute function member_counted();

      create function person_counted() returns trigger language plpgsql security definer set search_path from current as $body$
      begin
        if not exists (select from fresh f join gone g on g.id = f.id where f.gender is distinct from g.gender) then return null; end if;
        ${APPEND(`
          select m.unit_id, case when d.day is null then m.status end as status, coalesce(x.gender, 'UNKNOWN') as gender, case when m.direct_worker is null then 'UNKNOWN' when m.direct_worker then 'YES' else 'NO' end as direct, d.day, x.sign * d.sign as delta
          from (select f.id, f.gender, 1 as sign from fresh f join gone g on g.id = f.id where f.gender is distinct from g.gender
                union all select g.id, g.gender, -1 from fresh f join gone g on g.id = f.id where f.gender is distinct from g.gender) x
          join member m on m.person_id = x.id
          cross join lateral (
            select null::date as day, 1 as sign
            union all select m.admitted_on, 1 where m.admitted_on is not null and m.status not in ('DRAFT', 'SUBMITTED', 'ACCEPTED', 'REJECTED')
            union all select m.ended_on + 1, -1 where m.admitted_on is not null and m.ended_on is not null and m.status not in ('DRAFT', 'SUBMITTED', 'ACCEPTED', 'REJECTED')) d`)}
        return null;
      end $body$;
      create trigger person_counted after update on person referencing new table as fresh old table as gone for each statement execute function person_counted()`,

      // Memberships end since the import came; before it there is no such column, and none has ended.
      `do $body$ begin
        if not exists (select from information_schema.columns where table_schema = current_schema() and table_name = 'member' and column_name = 'ended_on') then return; end if;
        insert into member_count (unit_id, status, gender, direct, members)
          select m.unit_id, m.status, ${DIMS}, count(*) from member m join person p on p.id = m.person_id group by 1, 2, 3, 4;
        with counted as (${counted('member', 1)}) insert into member_tally (unit_id, day, gender, direct, delta, recorded_at)
          select unit_id, day, gender, direct, sum(delta), now() from counted where day is not null group by 1, 2, 3, 4 having sum(delta) <> 0;
      end $body$`,
    ));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
