import type { Bloc } from '@doanket/contracts';
import type { AsOf } from '@doanket/directory';
import type { Day } from '@doanket/kernel';
import { statement, Transactions, type Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { BLOC_NOW, ON_DAYS, ROLLED_LEVELS, TREE_NOW, UNITS_BELOW, type Looked } from './counters';

export interface CountedOn { readonly bloc: Bloc | null; readonly members: number; readonly women: number; readonly direct: number }
/** What is counted of a subtree on a day. */
export interface SubtreeOn {
  readonly blocs: readonly CountedOn[];
  /** Grassroots unions at work. */
  readonly unions: number;
  /** Workers of the employers they cover by the newest counts of that day; null where nobody counted. */
  readonly workers: number | null;
  readonly committeeMembers: number;
}

/** A unit for who acts at a path: no row where it lies beyond. `$2` the code, `$3` the path. */
const TOP = 'top as materialized (select u.id from directory_unit u join directory_scope s on s.unit_id = u.id where u.code = $2 and s.path <@ text2ltree($3))';

/**
 * Keeps a condition on paths or parents to itself. Joined with the days, the server would also gather every version of the whole country that holds
 * on the day: milliseconds for a union.
 */
const ALONE = 'offset 0';

/** Newest count of the workers of each employer that unions covered on a day. */
const workersOf = (counted: string): string => `
  cross join lateral (select x.workers from employer_workforce x where x.employer_id = e.employer_id and x.workers is not null and x.counted_on <= $1::date ${counted}
    order by x.counted_on desc, x.recorded_at desc limit 1) w`;

/**
 * Figures of a subtree on a day in the tree of that day, in one statement: one row a bloc with members, each with the figures that have no bloc; a
 * unit without members has one row without a bloc. `$1` the day; `known` and `counted` say what was known by then, `moved` who is counted.
 */
const figuresOn = (known: (alias: string) => string, counted: (alias: string) => string, moved: string): string => `
  with ${TOP},
    root as materialized (select v.path from top t join directory_unit_version v on v.unit_id = t.id and v.valid @> $1::date and ${known('v')}),
    units as materialized (
      select v.unit_id, v.bloc, u.level, v.state in ('PROVISIONAL', 'ACTIVE') as works
      from root r cross join lateral (select * from directory_unit_version below where below.path <@ r.path and ${known('below')} ${ALONE}) v
      join directory_unit u on u.id = v.unit_id where v.valid @> $1::date and v.state <> 'TRANSFERRED_OUT'),
    ${moved},
    blocs as (
      select bloc, sum(n)::int as members, coalesce(sum(n) filter (where gender = 'FEMALE'), 0)::int as women, coalesce(sum(n) filter (where direct = 'YES'), 0)::int as direct
      from moved group by bloc having sum(n) <> 0)
  select b.bloc, b.members, b.women, b.direct, (select count(*)::int from units where level = 'G' and works) as unions,
    (select sum(w.workers)::int from (select distinct c.employer_id from units u join employer_union c on c.unit_id = u.unit_id and daterange(c.valid_from, c.valid_to, '[]') @> $1::date where u.works) e ${workersOf(counted('x'))}) as workers,
    (select count(distinct p.person_id)::int from top t join directory_post p on p.unit_id = t.id and p.valid @> $1::date and ${known('p')} and p.body in ('EXECUTIVE_COMMITTEE', 'STANDING_COMMITTEE', 'PRESIDIUM')) as "committeeMembers"
  from top left join blocs b on true order by b.bloc`;

type FiguresRow = Omit<SubtreeOn, 'blocs'> & { readonly bloc: Bloc | null; readonly members: number | null; readonly women: number; readonly direct: number };
const NOW_KNOWN = (alias: string): string => `upper_inf(${alias}.recorded)`;
const THEN_KNOWN = (alias: string): string => `${alias}.recorded @> $4::timestamptz`;
/** The sum of the whole tally: the counters, and what is not folded into them yet. */
const NOW_COUNTED = (known: (alias: string) => string, where = ''): string => `
      select u.bloc, c.gender, c.direct, c.members as n from units u join member_count c on c.unit_id = u.unit_id and c.status = '${ON_DAYS}' ${where}
      union all
      select v.bloc, c.gender, c.direct, c.delta from member_count_pending c join directory_unit_version v on v.unit_id = c.unit_id and v.valid @> $1::date and ${known('v')}
      where c.status = '${ON_DAYS}' and v.path <@ (select path from root) and v.state <> 'TRANSFERRED_OUT' ${where}`;
/** From the end: the sum of the whole tally without what comes after the day. */
const FIGURES_ON = statement<FiguresRow>('statistics.figures-on', figuresOn(NOW_KNOWN, () => '', `
    moved as (${NOW_COUNTED(NOW_KNOWN)}
      union all
      select u.bloc, t.gender, t.direct, -t.delta from units u join member_tally t on t.unit_id = u.unit_id and t.day > $1::date)`));
/**
 * As we knew it at the instant `$4`: the sum of the tally at the next mark, or now where there is none, without what became known between the instant
 * and then, and without what was known and comes after the day.
 */
const FIGURES_ON_AS_KNOWN = statement<FiguresRow>('statistics.figures-on-as-known', figuresOn(THEN_KNOWN, (alias) => `and ${alias}.recorded_at <= $4::timestamptz`, `
    mark as materialized (select min(known_at) as at from member_mark where known_at >= $4::timestamptz),
    moved as (${NOW_COUNTED(THEN_KNOWN, 'and (select at from mark) is null')}
      union all
      select u.bloc, k.gender, k.direct, k.members from units u join member_marked k on k.unit_id = u.unit_id and k.known_at = (select at from mark)
      union all
      select u.bloc, t.gender, t.direct, -t.delta from units u join member_tally t on t.unit_id = u.unit_id and t.recorded_at > $4::timestamptz and t.recorded_at <= coalesce((select at from mark), 'infinity')
      union all
      select u.bloc, t.gender, t.direct, -t.delta from units u join member_tally t on t.unit_id = u.unit_id and t.day > $1::date and t.recorded_at <= $4::timestamptz)`));

interface DensityOf { readonly code: string; readonly name: string; readonly members: number; readonly workers: number | null }
/**
 * The units at work right below a unit, by code, with their active members of now and their workers: all of a page in one statement. A unit
 * beyond the path has no row, one with nothing below it one row without a code. `$1` the day, `$2` the code, `$3` the path, `$4` after which code,
 * `$5` how many.
 */
const DENSITIES = statement<Omit<DensityOf, 'code'> & { readonly code: string | null }>('statistics.densities', `
  with ${TOP},
    page as materialized (
      select c.*, s.path as scope from (
        select u.id, u.code, u.level, v.name, v.path
        from top t cross join lateral (select * from directory_unit_version child where child.parent_id = t.id and upper_inf(child.recorded) ${ALONE}) v join directory_unit u on u.id = v.unit_id
        where v.valid @> $1::date and v.state in ('PROVISIONAL', 'ACTIVE') and u.code > $4 order by u.code limit $5) c
      join directory_scope s on s.unit_id = c.id),
    rolled as materialized (select p.id from page p where p.level in ${ROLLED_LEVELS} and (select tree from rollup_state) = ${TREE_NOW}),
    counted as (
      select r.unit_id as id, r.members from rolled join unit_rollup r on r.unit_id = rolled.id and r.status = 'ACTIVE'
      union all
      select p.id, c.members from page p ${UNITS_BELOW('p.scope')} join member_count c on c.unit_id = s.unit_id and c.status = 'ACTIVE' where p.id not in (select id from rolled)
      union all
      select p.id, c.delta from member_count_pending c join directory_scope s on s.unit_id = c.unit_id and c.status = 'ACTIVE' join page p on s.path <@ p.scope ${BLOC_NOW}),
    members as materialized (select id, sum(members)::int as members from counted group by id),
    covered as materialized (
      select distinct p.id, c.employer_id from page p
      cross join lateral (select * from directory_unit_version below where below.path <@ p.path and upper_inf(below.recorded) ${ALONE}) v
      join employer_union c on c.unit_id = v.unit_id and daterange(c.valid_from, c.valid_to, '[]') @> $1::date
      where v.valid @> $1::date and v.state in ('PROVISIONAL', 'ACTIVE')),
    workers as materialized (select e.id, sum(w.workers)::int as workers from covered e ${workersOf('')} group by e.id)
  select p.code, p.name, coalesce(m.members, 0) as members, w.workers from top left join page p on true left join members m on m.id = p.id left join workers w on w.id = p.id order by p.code`);

interface Grown { readonly month: string; readonly members: number; readonly joined: number; readonly left: number }
/**
 * Members at the end of each month in the tree of today, who joined and who left: from the end like every figure (ADR 25), the sum of the whole tally without
 * what comes after the month, and after `$5`. A unit beyond the path has no row. `$1` the day, `$2` the code, `$3` the path, `$4` and `$5` from and to, `$6` a bloc or null.
 */
const GROWTH = statement<Omit<Grown, 'month'> & { readonly month: string | null }>('statistics.growth', `
  with ${TOP},
    units as materialized (
      select s.unit_id from top t join directory_scope above on above.unit_id = t.id join directory_scope s on s.path <@ above.path
      join directory_unit_version v on v.unit_id = s.unit_id and upper_inf(v.recorded) and v.valid @> $1::date and v.state <> 'TRANSFERRED_OUT' and ($6::text is null or v.bloc = $6)),
    held as materialized (
      select coalesce(sum(n), 0)::int as members from (
        select c.members as n from units u join member_count c on c.unit_id = u.unit_id and c.status = '${ON_DAYS}'
        union all select c.delta from member_count_pending c join units u on u.unit_id = c.unit_id where c.status = '${ON_DAYS}') counted),
    days as (
      select t.day, sum(t.delta) filter (where t.delta > 0) as joined, -sum(t.delta) filter (where t.delta < 0) as left_, sum(t.delta) as delta
      from units u join member_tally t on t.unit_id = u.unit_id and t.day >= date_trunc('month', $4::date)::date group by t.day),
    moved as materialized (
      select case when day <= $5::date then date_trunc('month', day)::date end as month, sum(joined) as joined, sum(left_) as left_, sum(delta) as delta from days group by 1),
    months as (select generate_series(date_trunc('month', $4::date), date_trunc('month', $5::date), interval '1 month')::date as month order by 1 limit 240)
  select to_char(m.month, 'YYYY-MM') as month, (select members from held) - coalesce((select sum(later.delta) from moved later where later.month is null or later.month > m.month), 0)::int as members,
    coalesce(x.joined, 0)::int as joined, coalesce(x.left_, 0)::int as left
  from top left join months m on true left join moved x on x.month = m.month order by m.month`);

/** Questions to the tally and the counters: how many on a day, as we knew it at an instant; each begins with what its caller may see. */
@Injectable()
export class StatisticsQueries {
  constructor(private readonly transactions: Transactions) {}

  /** Null for a unit that is not there or lies beyond the path. */
  async figuresOn(tx: Tx, { code, path }: Looked, { day, knownAt }: AsOf): Promise<SubtreeOn | null> {
    const rows = await (knownAt === undefined || knownAt === null
      ? this.transactions.askIn(tx, FIGURES_ON, [day, code, path]) : this.transactions.askIn(tx, FIGURES_ON_AS_KNOWN, [day, code, path, knownAt]));
    const [first] = rows;
    if (first === undefined) return null;
    const blocs = rows.flatMap(({ bloc, members, women, direct }) => (members === null ? [] : [{ bloc, members, women, direct }]));
    return { blocs, unions: first.unions, workers: first.workers, committeeMembers: first.committeeMembers };
  }

  /** Null for a unit that is not there or lies beyond the path. */
  async densities({ code, path }: Looked, { today, after, count }: { today: Day; after: string; count: number }): Promise<DensityOf[] | null> {
    const rows = await this.transactions.askWhole(DENSITIES, [today, code, path, after, count]);
    return rows.length === 0 ? null : rows.flatMap((row) => (row.code === null ? [] : [{ ...row, code: row.code }]));
  }

  /** Active members of the subtree of today, and how many of them are in the party. */
  async partyMembers(tx: Tx, unitId: string): Promise<{ members: number; party: number }> {
    const rows: { members: number; party: number }[] = await tx.query(
      `with units as materialized (select s.unit_id from directory_scope s join directory_scope top on s.path <@ top.path where top.unit_id = $1)
       select (select count(*)::int from member m where m.unit_id = any(array(select unit_id from units)) and m.status = 'ACTIVE') as members,
              (select count(*)::int from member m where m.unit_id = any(array(select unit_id from units)) and m.status = 'ACTIVE' and m.party_member) as party`, [unitId]);
    return rows[0] ?? { members: 0, party: 0 };
  }

  /** Null for a unit that is not there or lies beyond the path. */
  async growth({ code, path }: Looked, { from, to, bloc, today }: { from: Day; to: Day; bloc: Bloc | null; today: Day }): Promise<Grown[] | null> {
    const rows = await this.transactions.askWhole(GROWTH, [today, code, path, from, to, bloc]);
    return rows.length === 0 ? null : rows.flatMap((row) => (row.month === null ? [] : [{ ...row, month: row.month }]));
  }
}
