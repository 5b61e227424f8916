import { searchKey } from '@doanket/kernel';
import { atMostTimes, type Row } from '../row';
import type { CityLab } from './city-lab';
import { membersPage, pairwise, timed } from './calls';
import { interleaved } from '../rounds';
import { quantile } from '../stats';

const CALLS = 60;
const ROUNDS = 3;
const LIMIT = 20;
const BOUND = { times: 2, plus: 5 } as const;
const PAGES = 1_000;
const PAGE_LIMIT = 50;
const FILTER = { status: 'ACTIVE', gender: 'FEMALE', limit: String(PAGE_LIMIT) } as const;

/** The statements that the lists of members send, written by hand. */
const COLUMNS = `m.id, m.person_id as "personId", p.full_name as "fullName", p.name_key as "nameKey", m.status, m.applied_on::text as "appliedOn", m.admitted_on::text as "admittedOn",
  m.decision_id as "decisionId", m.dossier_id as "dossierId", m.rejected_because as "rejectedBecause", m.version, m.unit_id as "unitId",
  p.birth_date::text as "birthDate", p.gender, m.employee_code as "employeeCode", m.job, m.direct_worker as "directWorker", m.leader, m.member_since::text as "memberSince", m.ended_on::text as "endedOn"`;
const listed = (condition: string): string =>
  `select ${COLUMNS} from membership.member m join membership.person p on p.id = m.person_id where ${condition} order by p.name_key, p.id, m.id limit ${LIMIT + 1}`;
const NAMES = `select u.id, u.code, (select v.name from membership.directory_unit_version v where v.unit_id = u.id and upper_inf(v.recorded) and v.valid @> $2::date) as name from membership.directory_unit u where u.id = any($1)`;

/** Finding members among a million through the gateway, against the same statements by bare pg. */
export async function citySearch(city: CityLab): Promise<Row[]> {
  const { pool, lab } = city;
  const sample = city.sample(CALLS);
  const chair = lab.people.chair;
  const units = await unitsBelow(city);
  /** The last two words of a name, as somebody types them without marks. */
  const part = (n: number): string => searchKey((sample[n % sample.length]?.fullName ?? '').split(' ').slice(-2).join(' '));
  const upper = (n: number): string => [...units.keys()][n % units.size] ?? '';
  const bare = async (condition: string, values: readonly unknown[]): Promise<void> => {
    const { rows } = await pool.query<{ unitId: string }>(listed(condition), [...values]);
    await pool.query(NAMES, [[...new Set(rows.map(({ unitId }) => unitId))], lab.today]);
  };
  const indexes = new Map<string, Buffer>();
  for (const { personalId } of sample) {
    const [found] = (await membersPage(chair, { q: personalId, limit: '2' })).items;
    const { rows } = await pool.query<{ index: Buffer }>('select personal_id_index as index from membership.person where id = $1', [found?.personId]);
    if (rows[0] !== undefined) indexes.set(personalId, rows[0].index);
  }
  if (indexes.size !== sample.length) throw new Error(`Found ${indexes.size} of ${sample.length} members by their identifiers`);
  const id = (n: number): string => sample[n % sample.length]?.personalId ?? '';
  const limit = String(LIMIT);
  const kinds: [id: string, title: string, ours: (n: number) => Promise<unknown>, bare: (n: number) => Promise<unknown>][] = [
    ['name', 'search by a part of the name without marks', (n) => membersPage(chair, { q: part(n), limit }), (n) => bare('p.name_key like $1', [`%${part(n)}%`])],
    ['identifier', 'search by identifier', (n) => membersPage(chair, { q: id(n), limit }), (n) => bare('p.personal_id_index = $1', [indexes.get(id(n))])],
    ['subtree', 'list of a subtree', (n) => membersPage(chair, { unit: upper(n), limit }), (n) => bare('m.unit_id = any($1::uuid[])', [units.get(upper(n))])],
    ['subtree-name', 'search by a part of the name in a subtree', (n) => membersPage(chair, { unit: upper(n), q: part(n), limit }),
      (n) => bare('m.unit_id = any($1::uuid[]) and p.name_key like $2', [units.get(upper(n)), `%${part(n)}%`])],
  ];
  const rows: Row[] = [];
  for (const [name, title, ours, sql] of kinds) {
    const p99 = await pairwise(ours, sql, { calls: CALLS, rounds: ROUNDS, q: 0.99 });
    rows.push(atMostTimes(`city-search-${name}`, `${title}, p99`, { label: 'through the gateway', unit: 'ms', values: p99.a }, { label: 'same SQL by bare pg', unit: 'ms', values: p99.b }, BOUND));
  }
  return [...rows, await paging(city)];
}

/** Page 1,000 of a filtered list against its first page. */
async function paging(city: CityLab): Promise<Row> {
  const chair = city.lab.people.chair;
  let cursor: string | null = null;
  let pages = 1;
  for (; pages < PAGES; pages += 1) {
    const page = await membersPage(chair, cursor === null ? FILTER : { ...FILTER, cursor });
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  if (cursor === null) throw new Error('The filtered list has one page');
  const far = { ...FILTER, cursor };
  const many = async (query: Readonly<Record<string, string>>): Promise<number> => {
    const times: number[] = [];
    for (let n = 0; n < CALLS / 2; n += 1) times.push(await timed(() => membersPage(chair, query)));
    return quantile(times, 0.5);
  };
  const times = await interleaved(() => many(far), () => many(FILTER), ROUNDS);
  return atMostTimes('city-paging', `page ${pages} of a filtered list, p50`, { label: `page ${pages}`, unit: 'ms', values: times.a }, { label: 'page 1', unit: 'ms', values: times.b }, { times: 1.2 });
}

/** The units below each upper union. */
async function unitsBelow(city: CityLab): Promise<ReadonlyMap<string, string[]>> {
  const { rows } = await city.pool.query<{ code: string; units: string[] }>(
    `select u.code, array_agg(s.unit_id) as units from membership.directory_unit u join membership.directory_scope top on top.unit_id = u.id
     join membership.directory_scope s on s.path <@ top.path where u.code = any($1) group by u.code order by u.code`, [[...new Set(city.ended.map(({ upper }) => upper))]]);
  return new Map(rows.map(({ code, units }) => [code, units]));
}
