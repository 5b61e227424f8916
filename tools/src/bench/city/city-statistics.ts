import type { AnswerOf, CounterCheckView, getGrowth, listDensities, MemberCounts, UnitStatistics } from '@doanket/contracts';
import { ZONE_UNION } from '../../demo/upper-unions';
import { atMost, atMostTimes, type Row } from '../row';
import { pairwise } from './calls';
import type { CityLab } from './city-lab';

/** Calls a round; fewer of those that take parts of a second for a large subtree. By hand that takes seconds: there the hand is asked once a round. */
const CALLS = 20;
const SLOW_CALLS = 5;
const ROUNDS = 5;
const LARGE_MEMBERS = 100_000;
const BOUND = { times: 1.3, plus: 5 } as const;
const COUNTER_MS = 5;
const GROWTH = { from: '2024-01-01', to: '2025-12-31' } as const;
const DENSITIES = 50;

const BELOW = `select s.unit_id from membership.directory_scope s join membership.directory_scope top on s.path <@ top.path join membership.directory_unit u on u.id = top.unit_id where u.code = $1`;
const VERSION_OF = (unit: string) => `membership.directory_unit_version v on v.unit_id = ${unit} and upper_inf(v.recorded) and v.valid @> $2::date and v.state <> 'TRANSFERRED_OUT'`;

/** Members of a subtree by group, straight from the register. */
const BY_GROUP = `
  select m.status, v.bloc, coalesce(p.gender, 'UNKNOWN') as gender, case when m.direct_worker is null then 'UNKNOWN' when m.direct_worker then 'YES' else 'NO' end as direct, count(*)::int as members
  from membership.member m join membership.person p on p.id = m.person_id join ${VERSION_OF('m.unit_id')}
  where m.unit_id in (${BELOW})
  group by 1, 2, 3, 4`;

/** Members of a subtree on a day, straight from the register. */
const ON_A_DAY = `
  select v.bloc, count(*)::int as members, (count(*) filter (where p.gender = 'FEMALE'))::int as women, (count(*) filter (where m.direct_worker))::int as direct
  from membership.member m join membership.person p on p.id = m.person_id join ${VERSION_OF('m.unit_id')}
  where m.unit_id in (${BELOW})
    and m.admitted_on <= $2::date and (m.ended_on is null or m.ended_on >= $2::date) and m.status not in ('DRAFT', 'SUBMITTED', 'ACCEPTED', 'REJECTED')
  group by 1`;

/** Members and workers of the units right below, straight from the register. */
const DENSITIES_BY_HAND = `
  with child as (
    select c.id, c.code, v.path, s.path as scope from membership.directory_unit_version v join membership.directory_unit parent on parent.id = v.parent_id and parent.code = $1
    join membership.directory_unit c on c.id = v.unit_id join membership.directory_scope s on s.unit_id = c.id
    where upper_inf(v.recorded) and v.valid @> $2::date and v.state in ('PROVISIONAL', 'ACTIVE') order by c.code limit ${DENSITIES})
  select child.code,
    (select count(*)::int from membership.directory_scope s join membership.member m on m.unit_id = s.unit_id and m.status = 'ACTIVE' where s.path <@ child.scope) as members,
    (select sum(w.workers)::int from (select distinct e.employer_id from membership.directory_unit_version v join membership.employer_union e on e.unit_id = v.unit_id and daterange(e.valid_from, e.valid_to, '[]') @> $2::date
       where v.path <@ child.path and upper_inf(v.recorded) and v.valid @> $2::date) e
     cross join lateral (select x.workers from membership.employer_workforce x where x.employer_id = e.employer_id and x.workers is not null and x.counted_on <= $2::date order by x.counted_on desc limit 1) w) as workers
  from child order by child.code`;

/** Members at the end of each month, straight from the register. */
const GROWTH_BY_HAND = `
  with moved as materialized (
    select d.day, sum(d.n)::int as n from membership.member m join ${VERSION_OF('m.unit_id')} cross join lateral (values (m.admitted_on, 1), (m.ended_on + 1, -1)) d(day, n)
    where m.unit_id in (${BELOW}) and m.admitted_on is not null and m.status not in ('DRAFT', 'SUBMITTED', 'ACCEPTED', 'REJECTED') and d.day is not null group by 1)
  select to_char(month, 'YYYY-MM') as month, (select sum(n)::int from moved where day < month + interval '1 month') as members
  from generate_series('${GROWTH.from}'::date, '${GROWTH.to}'::date, interval '1 month') month order by month`;

/** Members of a subtree on a day as we knew it at its end: every row of the tally, for the register knows nothing of what was known. */
const END_OF_DAY = "(($2::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh' - interval '1 millisecond')";
const AS_KNOWN = `
  with root as materialized (
    select v.path from membership.directory_unit_version v join membership.directory_unit u on u.id = v.unit_id where u.code = $1 and v.valid @> $2::date and v.recorded @> ${END_OF_DAY})
  select v.bloc, sum(t.delta)::int as members, (sum(t.delta) filter (where t.gender = 'FEMALE'))::int as women, (sum(t.delta) filter (where t.direct = 'YES'))::int as direct
  from membership.directory_unit_version v join membership.member_tally t on t.unit_id = v.unit_id
  where v.path <@ (select path from root) and v.valid @> $2::date and v.recorded @> ${END_OF_DAY} and v.state <> 'TRANSFERRED_OUT' and t.day <= $2::date and t.recorded_at <= ${END_OF_DAY}
  group by 1`;

type Kind = 'statistics' | 'counts' | 'known' | 'densities' | 'growth';
/** What is asked of a unit, how by hand, and a number that both must say. */
interface Question { readonly kind: Kind; readonly title: string; readonly ask: () => Promise<number>; readonly sql: string; readonly said: (rows: readonly HandRow[]) => number }
interface HandRow { readonly status?: string; readonly members: number }

/** Figures of a subtree at four depths against SQL written by hand, the city's figures by the clock, and the counters against the full query. */
export async function cityStatistics(city: CityLab): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [depth, code] of await depths(city)) {
    const large = (await statistics(city, code)).members >= LARGE_MEMBERS;
    for (const question of questions(city, code)) {
      if (question.kind === 'densities' && depth === 'a union') continue;
      if (question.kind === 'densities' && depth === 'the nation') continue;
      if (question.kind === 'known' && depth !== 'the city') continue;
      rows.push(...(await measured(city, { depth, code, large }, question)));
    }
  }
  const check = await city.lab.people.chair.post<CounterCheckView>('/api/membership/statistics/checks', {}, { timeoutMs: 300_000 });
  rows.push({
    id: 'city-counters-equal', title: `counters against the full query, ${check.groups} groups`, ours: { label: 'differences', unit: '', values: [check.differences.length] }, baseline: null,
    figure: `${check.differences.length} different`, target: 'none', pass: check.differences.length === 0,
  });
  return rows;
}

const statistics = ({ nation }: CityLab, code: string): Promise<UnitStatistics> => nation.get(`/api/membership/units/${code}/statistics`);

/** An upper union that has members, also after the reorganisation has ended forty of them. */
async function depths(city: CityLab): Promise<(readonly [depth: string, code: string])[]> {
  const union = city.ended[0];
  if (union === undefined) throw new Error('The city has no unions');
  const upper = (await statistics(city, union.upper)).members > 0 ? union.upper : ZONE_UNION.code;
  return [['the nation', 'viet-nam'], ['the city', 'ha-noi'], ['an upper union', upper], ['a union', union.code]];
}

function questions({ nation, lab }: CityLab, code: string): Question[] {
  const unit = `/api/membership/units/${code}`;
  const total = (rows: readonly HandRow[]): number => rows.reduce((sum, { members }) => sum + members, 0);
  return [
    { kind: 'statistics', title: 'statistics of', ask: async () => (await nation.get<UnitStatistics>(`${unit}/statistics`)).members, sql: BY_GROUP, said: (rows) => total(rows.filter(({ status }) => status === 'ACTIVE')) },
    { kind: 'counts', title: 'members on a day of', ask: async () => (await nation.get<MemberCounts>(`${unit}/member-counts?asOf=${lab.today}`)).members, sql: ON_A_DAY, said: total },
    {
      kind: 'known', title: 'members on a day, as we knew it, of', ask: async () => (await nation.get<MemberCounts>(`${unit}/member-counts?asOf=${lab.today}&knownOn=${lab.today}`)).members, sql: AS_KNOWN, said: total,
    },
    {
      kind: 'densities', title: `densities of ${DENSITIES} units right below`, ask: async () => total((await nation.get<AnswerOf<typeof listDensities>>(`${unit}/densities?limit=${DENSITIES}`)).items), sql: DENSITIES_BY_HAND, said: total,
    },
    {
      kind: 'growth', title: 'growth over two years of', ask: async () => total((await nation.get<AnswerOf<typeof getGrowth>>(`${unit}/growth?from=${GROWTH.from}&to=${GROWTH.to}`)).items), sql: GROWTH_BY_HAND, said: total,
    },
  ];
}

async function measured(city: CityLab, { depth, code, large }: { depth: string; code: string; large: boolean }, { kind, title, ask, sql, said }: Question): Promise<Row[]> {
  const [api, register] = [new Set<number>(), new Set<number>()];
  const times = await pairwise(
    async () => api.add(await ask()),
    async () => register.add(said((await city.pool.query<HandRow>(sql, [code, city.lab.today])).rows)),
    { calls: large && kind !== 'statistics' ? SLOW_CALLS : CALLS, bareCalls: large ? 1 : CALLS, rounds: ROUNDS, q: 0.5 });
  // What is compared in time must say the same.
  if (api.size !== 1 || register.size !== 1 || [...api][0] !== [...register][0]) throw new Error(`${title} ${code}: the API says ${[...api].join(', ')}, the register ${[...register].join(', ')}`);
  const ours = { label: 'through the gateway', unit: 'ms', values: times.a };
  const rows = [atMostTimes(`city-${kind}-${code}`, `${title} ${depth}, p50`, ours, { label: 'SQL by hand', unit: 'ms', values: times.b }, BOUND)];
  if (kind === 'statistics' && code === 'ha-noi') rows.push(atMost('city-counters', "the city's figures from counters, p50", ours, COUNTER_MS));
  return rows;
}
