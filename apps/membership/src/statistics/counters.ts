import type { Principal } from '@doanket/auth';
import { AS_KNOWN_BEFORE, COUNTED_BY_DAY } from '@doanket/contracts';
import { Clock, newId } from '@doanket/kernel';
import { statement, Transactions, type Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';

/** A subtree, and the path from where it is looked at: of whoever asks, null for nobody, who sees nothing. */
export interface Looked { readonly code: string; readonly path: string | null }
/** A unit, and from where this principal looks at it. */
export const looked = (code: string, principal: Principal): Looked => ({ code, path: principal.post?.unitPath ?? principal.partner?.unitPath ?? null });
export interface CountedGroup { readonly status: string; readonly bloc: string | null; readonly gender: string; readonly directWorker: string; readonly members: number }
export interface CounterDifference { readonly unitCode: string; readonly status: string; readonly gender: string; readonly directWorker: string; readonly counted: number; readonly actual: number }
export interface CounterCheck { readonly id: string; readonly checkedAt: Date; readonly groups: number; readonly differences: readonly CounterDifference[] }

/** The tree of today that rollups hold for: they are made anew when a unit changed or the day turned. */
export const TREE_NOW = "(select coalesce(max(v.id), 0)::text || ' ' || (select coalesce(scope_day::text, '') from directory_state) from directory_unit_version v)";
/** Bloc of each unit that counts today; a union that was handed over counts no more. */
export const BLOC_NOW = `join directory_unit_version v on v.unit_id = c.unit_id and upper_inf(v.recorded) and v.valid @> $1::date and v.state <> 'TRANSFERRED_OUT'`;
/** Not a status of members but their number by the whole tally: with it figures of a day begin at the end instead of at the first day. */
export const ON_DAYS = 'ON_DAYS';
/**
 * Units below a path that count today, with their bloc: found by the path alone, then each by its key. The server takes far too few versions to hold
 * today: it would hold each of them against the path before it counts, or gather those of the whole country for one union.
 */
export const UNITS_BELOW = (path: string): string => `cross join lateral (
      select below.unit_id, v.bloc from directory_scope below
      cross join lateral (select x.bloc from directory_unit_version x where x.unit_id = below.unit_id and upper_inf(x.recorded) and x.valid @> $1::date and x.state <> 'TRANSFERRED_OUT' offset 0) v
      where below.path <@ ${path} offset 0) s`;
/** Levels whose units have rollups. */
export const ROLLED_LEVELS = "('N', 'C', 'S')";
const ABOVE = `join directory_scope s on s.unit_id = c.unit_id join directory_scope a on a.path @> s.path join directory_unit u on u.id = a.unit_id and u.level in ${ROLLED_LEVELS}`;
/** Counts on days: was admitted and is no draft of a membership. */
const COUNTS = "m.admitted_on is not null and m.status not in ('DRAFT', 'SUBMITTED', 'ACCEPTED', 'REJECTED')";
const DIFFERENCES = 1_000;
/** Groups a membership is counted in. */
const DIMS = "coalesce(p.gender, 'UNKNOWN') as gender, case when m.direct_worker is null then 'UNKNOWN' when m.direct_worker then 'YES' else 'NO' end as direct";

/**
 * Members of the subtree of a unit by all groups, for somebody who acts at a path: one statement in one round trip. A unit beyond that path has
 * no row, one without members one row without a group. The path is held against one row of the scope, not against each row of the counts.
 * `$1` the day, `$2` the code, `$3` the path.
 */
const OF_READABLE = statement<Omit<CountedGroup, 'status'> & { readonly status: string | null }>('statistics.of-readable', `
  with top as materialized (select u.id, u.level, s.path from directory_unit u join directory_scope s on s.unit_id = u.id where u.code = $2 and s.path <@ text2ltree($3)),
    rolled as materialized (select t.id from top t where t.level in ${ROLLED_LEVELS} and (select tree from rollup_state) = ${TREE_NOW}),
    counted as (
      select r.status, r.bloc, r.gender, r.direct, r.members from rolled join unit_rollup r on r.unit_id = rolled.id and r.status <> '${ON_DAYS}'
      union all
      select c.status, coalesce(s.bloc, ''), c.gender, c.direct, c.members from top t ${UNITS_BELOW('t.path')}
        cross join lateral (select * from member_count held where held.unit_id = s.unit_id and held.status <> '${ON_DAYS}' offset 0) c where not exists (select from rolled)
      union all
      select c.status, coalesce(v.bloc, ''), c.gender, c.direct, c.delta from member_count_pending c join directory_scope s on s.unit_id = c.unit_id join top t on s.path <@ t.path and c.status <> '${ON_DAYS}' ${BLOC_NOW}),
    grouped as (select status, nullif(bloc, '') as bloc, gender, direct, sum(members)::int as members from counted group by 1, 2, 3, 4 having sum(members) <> 0)
  select g.status, g.bloc, g.gender, g.direct as "directWorker", g.members from top t left join grouped g on true order by 1, 2, 3, 4`);

/** Totals of members per unit, folded from what each change appended. Reads add what is not folded yet, so they are exact. */
@Injectable()
export class Counters {
  constructor(private readonly transactions: Transactions, private readonly clock: Clock) {}

  /** Folds what is pending into the totals, and makes the rollups of the upper units anew when the tree changed. One at a time. */
  async fold(): Promise<number> {
    return this.transactions.runWhole(async (tx) => {
      const locked: { locked: boolean }[] = await tx.query("select pg_try_advisory_xact_lock(hashtext('membership:counters')) as locked");
      if (locked[0]?.locked !== true) return 0;
      const today = this.clock.today();
      const state: { held: string; now: string }[] = await tx.query(`select tree as held, ${TREE_NOW} as now from rollup_state`);
      const stale = state[0]?.held !== state[0]?.now;
      const folded: { n: number }[] = await tx.query(
        `with gone as (delete from member_count_pending returning unit_id, status, gender, direct, delta),
              c as (select unit_id, status, gender, direct, sum(delta)::int as members from gone group by 1, 2, 3, 4 having sum(delta) <> 0),
              kept as (insert into member_count as t (unit_id, status, gender, direct, members) select * from c
                on conflict (unit_id, status, gender, direct) do update set members = t.members + excluded.members),
              up as (insert into unit_rollup as t (unit_id, bloc, status, gender, direct, members)
                select a.unit_id, coalesce(v.bloc, ''), c.status, c.gender, c.direct, sum(c.members)::int from c ${BLOC_NOW} ${ABOVE} where not $2::boolean group by 1, 2, 3, 4, 5
                on conflict (unit_id, bloc, status, gender, direct) do update set members = t.members + excluded.members)
         select count(*)::int as n from gone`, [today, stale]);
      if (stale) await this.rollUp(tx, today, state[0]?.now ?? '');
      return folded[0]?.n ?? 0;
    });
  }

  /** Members of a subtree by all groups, for who acts at this path; null for a unit that is not there or lies beyond it. */
  async ofReadable({ code, path }: Looked): Promise<CountedGroup[] | null> {
    const rows = await this.transactions.askWhole(OF_READABLE, [this.clock.today(), code, path]);
    if (rows.length === 0) return null;
    return rows.flatMap(({ status, bloc, gender, directWorker, members }) => (status === null ? [] : [{ status, bloc, gender, directWorker, members }]));
  }

  /**
   * Compares every counter with the full query, and the tally of days with the register's (each day by itself only for units whose sum over all days
   * is not what it should be), and the newest mark with the tally: one statement and so one instant. Keeps the result.
   */
  async check(): Promise<CounterCheck> {
    await this.fold();
    return this.transactions.runWhole(async (tx) => {
      const rows: (CounterDifference & { groups: number })[] = await tx.query(
        `with actual as (
           select m.unit_id, m.status, ${DIMS}, count(*)::int as n from member m join person p on p.id = m.person_id group by 1, 2, 3, 4
           union all
           select m.unit_id, '${ON_DAYS}', ${DIMS}, count(*)::int from member m join person p on p.id = m.person_id where ${COUNTS} and m.ended_on is null group by 1, 2, 3, 4
         ), counted as (
           select unit_id, status, gender, direct, sum(n)::int as n from (
             select unit_id, status, gender, direct, members as n from member_count union all select unit_id, status, gender, direct, delta from member_count_pending) t group by 1, 2, 3, 4
         ), compared as (
           select coalesce(a.unit_id, c.unit_id) as unit_id, coalesce(a.status, c.status) as status, coalesce(a.gender, c.gender) as gender, coalesce(a.direct, c.direct) as direct,
                  coalesce(c.n, 0) as counted, coalesce(a.n, 0) as actual
           from actual a full join counted c on c.unit_id = a.unit_id and c.status = a.status and c.gender = a.gender and c.direct = a.direct
         ), upper as (
           select a.unit_id, coalesce(v.bloc, '') as bloc, c.status, c.gender, c.direct, sum(c.n)::int as n from actual c ${BLOC_NOW} ${ABOVE} group by 1, 2, 3, 4, 5
         ), rolled as (
           select coalesce(x.unit_id, r.unit_id) as unit_id, coalesce(x.status, r.status) as status, coalesce(x.gender, r.gender) as gender, coalesce(x.direct, r.direct) as direct,
                  coalesce(r.members, 0) as counted, coalesce(x.n, 0) as actual
           from upper x full join (
             select unit_id, bloc, status, gender, direct, sum(members)::int as members from (
               select * from unit_rollup
               union all select a.unit_id, coalesce(v.bloc, ''), c.status, c.gender, c.direct, c.delta from member_count_pending c ${BLOC_NOW} ${ABOVE}) t
             group by 1, 2, 3, 4, 5) r on r.unit_id = x.unit_id and r.bloc = x.bloc and r.status = x.status and r.gender = x.gender and r.direct = x.direct
         ), on_days as not materialized (
           select unit_id, gender, direct, day, delta as counted, 0 as actual from member_tally
           union all
           select m.unit_id, ${DIMS}, d.day, 0, d.n from member m join person p on p.id = m.person_id cross join lateral (values (m.admitted_on, 1), (m.ended_on + 1, -1)) d (day, n)
           where ${COUNTS} and d.day is not null
         ), doubtful as materialized (
           select unit_id from on_days group by 1 having sum((counted - actual) * (hashint4(day - date '2000-01-01') # hashtext(gender || direct))::bigint) <> 0 or sum(counted) <> sum(actual)
         ), by_day as (
           select unit_id, '${COUNTED_BY_DAY}' as status, gender, direct, sum(counted)::int as counted, sum(actual)::int as actual
           from on_days where unit_id in (select unit_id from doubtful) group by unit_id, gender, direct, day having sum(counted) <> sum(actual)
         ), marked as (
           select unit_id, '${AS_KNOWN_BEFORE}' as status, gender, direct, sum(counted)::int as counted, sum(actual)::int as actual from (
             select k.unit_id, k.gender, k.direct, k.members as counted, 0 as actual from member_marked k where k.known_at = (select max(known_at) from member_mark)
             union all select unit_id, gender, direct, 0, delta from member_tally where recorded_at <= (select max(known_at) from member_mark)) t group by 1, 2, 3, 4
         ), every as (select * from compared union all select * from rolled union all select * from by_day union all select * from marked)
         select coalesce(u.code, '') as "unitCode", e.status, e.gender, e.direct as "directWorker", e.counted, e.actual, (select count(*)::int from every) as groups
         from (select null::uuid as unit_id) seed left join every e on e.counted <> e.actual left join directory_unit u on u.id = e.unit_id order by 1, 2, 3, 4, 5 limit ${DIFFERENCES}`,
        [this.clock.today()]);
      const differences = rows.filter(({ counted, actual }) => counted !== null && counted !== actual)
        .map(({ unitCode, status, gender, directWorker, counted, actual }) => ({ unitCode, status, gender, directWorker, counted, actual }));
      const check = { id: newId(), checkedAt: this.clock.now(), groups: rows[0]?.groups ?? 0, differences };
      await tx.query('insert into counter_check (id, checked_at, groups, differences) values ($1, $2, $3, $4)', [check.id, check.checkedAt, check.groups, JSON.stringify(differences)]);
      return check;
    });
  }

  private async rollUp(tx: Tx, today: string, tree: string): Promise<void> {
    await tx.query('delete from unit_rollup');
    await tx.query(
      `insert into unit_rollup (unit_id, bloc, status, gender, direct, members)
       select a.unit_id, c.bloc, c.status, c.gender, c.direct, sum(c.members)::int
       from (select c.unit_id, coalesce(v.bloc, '') as bloc, c.status, c.gender, c.direct, c.members from member_count c ${BLOC_NOW} where c.members <> 0) c ${ABOVE} group by 1, 2, 3, 4, 5`, [today]);
    await tx.query('update rollup_state set tree = $1', [tree]);
  }
}
