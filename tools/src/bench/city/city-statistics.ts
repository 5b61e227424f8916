import type { CounterCheckView, MemberCounts, UnitStatistics } from '@doanket/contracts';
import { atMost, atMostTimes, type Row } from '../row';
import { pairwise } from './calls';
import type { CityLab } from './city-lab';

const CALLS = 4;
const ROUNDS = 2;
const BOUND = { times: 1.3, plus: 5 } as const;
const COUNTER_MS = 5;

/** Members of a subtree by group, straight from the register. */
const BY_GROUP = `
  select m.status, v.bloc, coalesce(p.gender, 'UNKNOWN') as gender, case when m.direct_worker is null then 'UNKNOWN' when m.direct_worker then 'YES' else 'NO' end as direct, count(*)::int as members
  from membership.member m join membership.person p on p.id = m.person_id
  join membership.directory_unit_version v on v.unit_id = m.unit_id and upper_inf(v.recorded) and v.valid @> $2::date and v.state <> 'TRANSFERRED_OUT'
  where m.unit_id in (select s.unit_id from membership.directory_scope s join membership.directory_scope top on s.path <@ top.path join membership.directory_unit u on u.id = top.unit_id where u.code = $1)
  group by 1, 2, 3, 4`;

/** Members of a subtree on a day, straight from the register. */
const ON_A_DAY = `
  select v.bloc, count(*)::int as members, (count(*) filter (where p.gender = 'FEMALE'))::int as women, (count(*) filter (where m.direct_worker))::int as direct
  from membership.member m join membership.person p on p.id = m.person_id
  join membership.directory_unit_version v on v.unit_id = m.unit_id and upper_inf(v.recorded) and v.valid @> $2::date and v.state <> 'TRANSFERRED_OUT'
  where m.unit_id in (select s.unit_id from membership.directory_scope s join membership.directory_scope top on s.path <@ top.path join membership.directory_unit u on u.id = top.unit_id where u.code = $1)
    and m.admitted_on <= $2::date and (m.ended_on is null or m.ended_on >= $2::date) and m.status not in ('DRAFT', 'SUBMITTED', 'ACCEPTED', 'REJECTED')
  group by 1`;

/** Figures of a subtree at four depths against SQL written by hand, the city's figures by the clock, and the counters against the full query. */
export async function cityStatistics(city: CityLab): Promise<Row[]> {
  const { pool, nation, lab } = city;
  const union = city.ended[0];
  if (union === undefined) throw new Error('The city has no unions');
  const rows: Row[] = [];
  const series = (label: string, values: readonly number[]) => ({ label, unit: 'ms', values });
  const now = (code: string): Promise<UnitStatistics> => nation.get(`/api/membership/units/${code}/statistics`);
  const onDay = (code: string): Promise<MemberCounts> => nation.get(`/api/membership/units/${code}/member-counts?asOf=${lab.today}`);
  for (const [depth, code] of [['the nation', 'viet-nam'], ['the city', 'ha-noi'], ['an upper union', union.upper], ['a union', union.code]] as const) {
    const times = await pairwise(() => now(code), () => pool.query(BY_GROUP, [code, lab.today]), { calls: CALLS, rounds: ROUNDS, q: 0.5 });
    const days = await pairwise(() => onDay(code), () => pool.query(ON_A_DAY, [code, lab.today]), { calls: CALLS, rounds: ROUNDS, q: 0.5 });
    rows.push(
      atMostTimes(`city-statistics-${code}`, `statistics of ${depth}, p50`, series('through the gateway', times.a), series('SQL by hand', times.b), BOUND),
      atMostTimes(`city-counts-${code}`, `members of ${depth} on a day, p50`, series('through the gateway', days.a), series('SQL by hand', days.b), BOUND),
    );
    if (code === 'ha-noi') rows.push(atMost('city-counters', "the city's figures from counters, p50", series('through the gateway', times.a), COUNTER_MS));
    await equal(city, code, await now(code), await onDay(code));
  }
  const check = await lab.people.chair.post<CounterCheckView>('/api/membership/statistics/checks', {}, { timeoutMs: 300_000 });
  rows.push({
    id: 'city-counters-equal', title: `counters against the full query, ${check.groups} groups`, ours: { label: 'differences', unit: '', values: [check.differences.length] }, baseline: null,
    figure: `${check.differences.length} different`, target: 'none', pass: check.differences.length === 0,
  });
  return rows;
}

/** What is compared in time must say the same. */
async function equal(city: CityLab, code: string, now: UnitStatistics, day: MemberCounts): Promise<void> {
  const groups = await city.pool.query<{ status: string; members: number }>(BY_GROUP, [code, city.lab.today]);
  const active = groups.rows.filter(({ status }) => status === 'ACTIVE').reduce((sum, { members }) => sum + members, 0);
  const onDay = await city.pool.query<{ members: number }>(ON_A_DAY, [code, city.lab.today]);
  const counted = onDay.rows.reduce((sum, { members }) => sum + members, 0);
  if (now.members !== active || day.members !== counted) throw new Error(`${code}: the API says ${now.members} and ${day.members} on the day, the register ${active} and ${counted}`);
}
