import type { Bloc } from '@doanket/contracts';
import { knownSql, type AsOf } from '@doanket/directory';
import type { Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';

export interface CountedOn { readonly bloc: Bloc | null; readonly members: number; readonly women: number; readonly direct: number }

/** Units of a subtree on a day, as known at an instant, that had not ended: `$1` the unit, `$2` the day, `$3` the instant. */
const UNITS = `
  select v.unit_id, v.bloc, u.level, u.type from directory_unit_version v join directory_unit u on u.id = v.unit_id
  where v.valid @> $2::date and ${knownSql(3)} and v.state <> 'TRANSFERRED_OUT'
    and v.path <@ (select m.path from directory_unit_version m where m.unit_id = $1 and m.valid @> $2::date and ${knownSql(3, 'm')})`;

/** Both questions to the tally: how many on a day, as we knew it at an instant. */
@Injectable()
export class StatisticsQueries {
  membersOn(tx: Tx, unitId: string, { day, knownAt }: AsOf): Promise<CountedOn[]> {
    return tx.query(
      `with units as materialized (${UNITS}),
            counted as (select t.unit_id, t.gender, t.direct, sum(t.delta) as n from member_tally t
              where t.unit_id = any(array(select unit_id from units)) and t.day <= $2::date and ($3::timestamptz is null or t.recorded_at <= $3) group by 1, 2, 3)
       select u.bloc, coalesce(sum(c.n), 0)::int as members, coalesce(sum(c.n) filter (where c.gender = 'FEMALE'), 0)::int as women, coalesce(sum(c.n) filter (where c.direct = 'YES'), 0)::int as direct
       from units u join counted c on c.unit_id = u.unit_id group by u.bloc order by u.bloc`, [unitId, day, knownAt ?? null]);
  }

  async committeeOn(tx: Tx, unitId: string, { day, knownAt }: AsOf): Promise<number> {
    const rows: { n: number }[] = await tx.query(
      `select count(distinct p.person_id)::int as n from directory_post p where p.unit_id = $1 and p.valid @> $2::date and ${knownSql(3, 'p')} and p.body in ('EXECUTIVE_COMMITTEE', 'STANDING_COMMITTEE', 'PRESIDIUM')`,
      [unitId, day, knownAt ?? null]);
    return rows[0]?.n ?? 0;
  }

  /** Grassroots unions at work, and workers of the employers they cover by the newest counts of that day. */
  async unionsAndWorkersOn(tx: Tx, unitId: string, { day, knownAt }: AsOf): Promise<{ unions: number; workers: number | null }> {
    const rows: { unions: number; workers: number | null }[] = await tx.query(
      `with units as materialized (${UNITS} and v.state in ('PROVISIONAL', 'ACTIVE'))
       select (select count(*)::int from units where level = 'G') as unions,
              (select sum(w.workers)::int from (select distinct c.employer_id from employer_union c where c.unit_id = any(array(select unit_id from units)) and daterange(c.valid_from, c.valid_to, '[]') @> $2::date) e
               cross join lateral (select x.workers from employer_workforce x where x.employer_id = e.employer_id and x.workers is not null and x.counted_on <= $2::date
                 and ($3::timestamptz is null or x.recorded_at <= $3) order by x.counted_on desc, x.recorded_at desc limit 1) w) as workers`, [unitId, day, knownAt ?? null]);
    return rows[0] ?? { unions: 0, workers: null };
  }

  /** Active members of the subtree of today, and how many of them are in the party. */
  async partyMembers(tx: Tx, unitId: string): Promise<{ members: number; party: number }> {
    const rows: { members: number; party: number }[] = await tx.query(
      `with units as materialized (select s.unit_id from directory_scope s join directory_scope top on s.path <@ top.path where top.unit_id = $1)
       select (select count(*)::int from member m where m.unit_id = any(array(select unit_id from units)) and m.status = 'ACTIVE') as members,
              (select count(*)::int from member m where m.unit_id = any(array(select unit_id from units)) and m.status = 'ACTIVE' and m.party_member) as party`, [unitId]);
    return rows[0] ?? { members: 0, party: 0 };
  }

  /** Members at the end of each month in the tree of today, who joined and who left. */
  growth(tx: Tx, unitId: string, options: { from: Day; to: Day; bloc: Bloc | null; today: Day }): Promise<{ month: string; members: number; joined: number; left: number }[]> {
    return tx.query(
      `with units as (select s.unit_id from directory_scope s join directory_scope top on s.path <@ top.path
              join directory_unit_version v on v.unit_id = s.unit_id and upper_inf(v.recorded) and v.valid @> $4::date and v.state <> 'TRANSFERRED_OUT' and ($5::text is null or v.bloc = $5)
              where top.unit_id = $1),
            moved as (select date_trunc('month', t.day)::date as month, sum(t.delta) filter (where t.delta > 0) as joined, -sum(t.delta) filter (where t.delta < 0) as left_, sum(t.delta) as delta
              from member_tally t where t.unit_id = any(array(select unit_id from units)) and t.day <= $3::date group by 1),
            months as (select generate_series(date_trunc('month', $2::date), date_trunc('month', $3::date), interval '1 month')::date as month)
       select to_char(m.month, 'YYYY-MM') as month, coalesce((select sum(x.delta) from moved x where x.month <= m.month), 0)::int as members, coalesce(x.joined, 0)::int as joined, coalesce(x.left_, 0)::int as left
       from months m left join moved x on x.month = m.month order by m.month limit 240`, [unitId, options.from, options.to, options.today, options.bloc]);
  }
}
