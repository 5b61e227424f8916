import { sql } from '@doanket/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Groups a membership is counted in. */
const DIMS = "coalesce(p.gender, 'UNKNOWN') as gender, case when m.direct_worker is null then 'UNKNOWN' when m.direct_worker then 'YES' else 'NO' end as direct";
/** Counts on days: was admitted and is no draft of a membership. */
const COUNTS = "m.admitted_on is not null and m.status not in ('DRAFT', 'SUBMITTED', 'ACCEPTED', 'REJECTED')";

/** What one membership adds, `sign` being 1 or -1: its status now, itself once for all days while it has no end, and the days on which it begins and ends to count. */
const counted = (rows: string, sign: number): string => `
  select m.unit_id, m.status, ${DIMS}, null::date as day, ${sign} as delta from ${rows} m join person p on p.id = m.person_id
  union all
  select m.unit_id, 'ON_DAYS', ${DIMS}, null, ${sign} from ${rows} m join person p on p.id = m.person_id where ${COUNTS} and m.ended_on is null
  union all
  select m.unit_id, null, ${DIMS}, m.admitted_on, ${sign} from ${rows} m join person p on p.id = m.person_id where ${COUNTS}
  union all
  select m.unit_id, null, ${DIMS}, m.ended_on + 1, ${-sign} from ${rows} m join person p on p.id = m.person_id where ${COUNTS} and m.ended_on is not null`;

/** Adds up and appends: one row per group that is different, never a row that others wait for. */
const APPEND = (rows: string): string => `
  with counted as (${rows}), summed as (
    select unit_id, status, gender, direct, day, sum(delta)::int as delta from counted group by unit_id, status, gender, direct, day having sum(delta) <> 0
  ), now_pending as (
    insert into member_count_pending (unit_id, status, gender, direct, delta) select unit_id, status, gender, direct, delta from summed where day is null
  )
  insert into member_tally (unit_id, day, gender, direct, delta, recorded_at) select unit_id, day, gender, direct, delta, now() from summed where day is not null;`;

/**
 * The sum of the whole tally of a unit is a counter like the others, under the status `ON_DAYS`: how many there are on a day is that sum without what
 * comes after the day, not the sum of every day since the first.
 */
export class CountMembersOfDays1781600001000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(sql(
      // What is written meanwhile would be counted by neither.
      'lock table member in share row exclusive mode',
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
          select m.unit_id, d.status, coalesce(x.gender, 'UNKNOWN') as gender, case when m.direct_worker is null then 'UNKNOWN' when m.direct_worker then 'YES' else 'NO' end as direct, d.day, x.sign * d.sign as delta
          from (select f.id, f.gender, 1 as sign from fresh f join gone g on g.id = f.id where f.gender is distinct from g.gender
                union all select g.id, g.gender, -1 from fresh f join gone g on g.id = f.id where f.gender is distinct from g.gender) x
          join member m on m.person_id = x.id
          cross join lateral (
            select m.status, null::date as day, 1 as sign
            union all select 'ON_DAYS', null, 1 where ${COUNTS} and m.ended_on is null
            union all select null, m.admitted_on, 1 where ${COUNTS}
            union all select null, m.ended_on + 1, -1 where ${COUNTS} and m.ended_on is not null) d`)}
        return null;
      end $body$`,
      `insert into member_count (unit_id, status, gender, direct, members)
       select unit_id, 'ON_DAYS', gender, direct, sum(delta) from member_tally group by unit_id, gender, direct having sum(delta) <> 0`,
      // Rollups are made anew with the next fold.
      "update rollup_state set tree = ''",
    ));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
