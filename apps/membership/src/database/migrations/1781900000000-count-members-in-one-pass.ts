import { sql } from '@doanket/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A draft of a membership, or a refused one, is counted on no day. */
const COUNTS = "m.admitted_on is not null and m.status not in ('DRAFT', 'SUBMITTED', 'ACCEPTED', 'REJECTED')";
const DIRECT = "case when m.direct_worker is null then 'UNKNOWN' when m.direct_worker then 'YES' else 'NO' end";

/**
 * What one membership `m` adds: its status now, itself once for all days while it has no end (`ON_DAYS`), and the days on
 * which it begins and ends to count.
 */
const ADDS = `cross join lateral (
    select m.status, null::date as day, 1 as sign
    union all select 'ON_DAYS', null, 1 where ${COUNTS} and m.ended_on is null
    union all select null, m.admitted_on, 1 where ${COUNTS}
    union all select null, m.ended_on + 1, -1 where ${COUNTS} and m.ended_on is not null) d`;

/** Persons are asked for by their key, row by row: for the rows of a chunk the planner would otherwise read the whole register. */
const counted = (rows: string, sign: number): string => `
  select m.unit_id, d.status, coalesce(p.gender, 'UNKNOWN') as gender, ${DIRECT} as direct, d.day, d.sign * ${sign} as delta
  from ${rows} m cross join lateral (select x.gender from person x where x.id = m.person_id offset 0) p ${ADDS}`;

/** Adds up and appends: one row per group that is different, never a row that others wait for. */
const APPEND = (rows: string): string => `
  with counted as (${rows}), summed as (
    select unit_id, status, gender, direct, day, sum(delta)::int as delta from counted group by unit_id, status, gender, direct, day having sum(delta) <> 0
  ), now_pending as (
    insert into member_count_pending (unit_id, status, gender, direct, delta) select unit_id, status, gender, direct, delta from summed where day is null
  )
  insert into member_tally (unit_id, day, gender, direct, delta, recorded_at) select unit_id, day, gender, direct, delta, now() from summed where day is not null;`;

/**
 * The same counts as before. The rows of a statement meet their persons once instead of once for each of four sums, and by
 * their keys: at a million persons every chunk of an import read the register from end to end, which was half of its time.
 */
export class CountMembersInOnePass1781900000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(sql(
      `create or replace function member_counted() returns trigger language plpgsql security definer set search_path from current as $body$
      begin
        if tg_op = 'INSERT' then ${APPEND(counted('fresh', 1))}
        elsif tg_op = 'DELETE' then ${APPEND(counted('gone', -1))}
        else ${APPEND(`${counted('fresh', 1)} union all ${counted('gone', -1)}`)}
        end if;
        return null;
      end $body$;

      create or replace function person_counted() returns trigger language plpgsql security definer set search_path from current as $body$
      begin
        if not exists (select from fresh f join gone g on g.id = f.id where f.gender is distinct from g.gender) then return null; end if;
        ${APPEND(`
          select m.unit_id, d.status, coalesce(x.gender, 'UNKNOWN') as gender, ${DIRECT} as direct, d.day, x.sign * d.sign as delta
          from (select f.id, f.gender, 1 as sign from fresh f join gone g on g.id = f.id where f.gender is distinct from g.gender
                union all select g.id, g.gender, -1 from fresh f join gone g on g.id = f.id where f.gender is distinct from g.gender) x
          cross join lateral (select * from member y where y.person_id = x.id offset 0) m ${ADDS}`)}
        return null;
      end $body$`,
    ));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
