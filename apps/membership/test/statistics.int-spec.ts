import {
  AS_KNOWN_BEFORE, checkCounters, COUNTED_BY_DAY, getGrowth, getMemberCounts, getUnitStatistics, listCounterChecks, listDensities, moveUnit, PAPER_ITEMS, PLATFORM_ROUTES, reclassifyUnit, registerEmployer, type Bloc, createPerson, changeProfile, endMember, getMember, listMembers,
} from '@doanket/contracts';
import type { Officer } from '@doanket/testing';
import fc from 'fast-check';
import { Counters } from '../src/statistics/counters';
import { TallyMarks } from '../src/statistics/tally-marks';
import { MembershipApp } from './membership-app';

const { recordDecision, confirmDecision } = PLATFORM_ROUTES.membership.decisions;
let app: MembershipApp;
let chair: Officer;
const realToday = (days = 0): string => new Date(Date.now() + 7 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);

const dayAfter = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

beforeAll(async () => {
  app = await MembershipApp.start();
  await app.tree.standard();
  chair = await app.tree.chairOf('ha-noi');
});
afterAll(() => app.close());

/** Members admitted on paper on a day; two of three are women, every second works directly. */
async function admit(unitCode: string, count: number, admittedOn: string): Promise<void> {
  const own = await app.tree.chairOf(unitCode);
  const officer = await app.tree.officerOf(unitCode);
  const items: unknown[] = [];
  for (let n = 0; n < count; n += 1) {
    const { id } = await app.api.as(officer).call(createPerson, { body: { fullName: `Lê Thị Mẫu ${n}`, gender: n % 3 === 0 ? 'MALE' : 'FEMALE' } }).expect(201);
    items.push(PAPER_ITEMS.membership.MEMBER_ADMITTED.parse({ unitCode, personId: id, appliedOn: admittedOn, admittedOn, profile: { directWorker: n % 2 === 0 } }));
  }
  const body = { kind: 'MEMBER_ADMITTED', issuerCode: unitCode, number: app.nextNumber(), decidedOn: admittedOn, signerPostId: own.postId, items: items as Record<string, unknown>[] };
  const { id } = await app.api.as(officer).call(recordDecision, { body }).expect(201);
  await app.api.as(own).call(confirmDecision, { params: { id }, body: {} }).expect(200);
}
const now = (code: string, by: Officer = chair) => app.api.as(by).call(getUnitStatistics, { params: { code } });
const on = (code: string, query: { asOf?: string; knownOn?: string } = {}, by: Officer = chair) => app.api.as(by).call(getMemberCounts, { params: { code }, query });

it('ORG-14: counts members of a subtree by status, bloc, gender and direct work, at four depths, folded or not', async () => {
  await app.api.as(chair).call(reclassifyUnit, { params: { code: 'truong-a' }, body: { bloc: 'EDUCATION', territories: [], validFrom: '2020-01-01', decision: app.decision() } }).expect(200);
  await admit('truong-a', 6, '2021-05-05');
  await admit('cong-ty-b', 3, '2022-01-10');
  const seen = async () => Promise.all(['ha-noi', 'tay-ho', 'truong-a', 'thanh-xuan'].map(async (code) => (await now(code).expect(200)).members));
  expect(await seen()).toEqual([9, 9, 6, 0]);
  const counters = app.test.get(Counters);
  expect(await counters.fold()).toBeGreaterThan(0);
  expect(await seen()).toEqual([9, 9, 6, 0]);
  await admit('benh-vien-c', 2, '2023-01-10');
  expect(await seen()).toEqual([11, 9, 6, 2]);
  await counters.fold();
  expect(await seen()).toEqual([11, 9, 6, 2]);
  const { groups } = await now('truong-a').expect(200);
  expect([...new Set(groups.map(({ status }) => status))]).toEqual(['ACTIVE']);
  expect(groups.filter(({ bloc }) => bloc !== 'EDUCATION')).toEqual([]);
  expect(groups.filter(({ gender }) => gender === 'FEMALE').reduce((sum, { members }) => sum + members, 0)).toBe(4);
  expect(groups.filter(({ directWorker }) => directWorker === 'YES').reduce((sum, { members }) => sum + members, 0)).toBe(3);
});

it('ORG-14: follows a move of a union, and proves itself equal to the full query', async () => {
  await app.api.as(chair).call(moveUnit, { params: { code: 'cong-ty-b' }, body: { parentCode: 'thanh-xuan', decision: app.decision() } }).expect(200);
  expect((await now('thanh-xuan').expect(200)).members).toBe(5);
  await app.test.get(Counters).fold();
  expect([(await now('tay-ho').expect(200)).members, (await now('thanh-xuan').expect(200)).members]).toEqual([6, 5]);
  const check = await app.api.as(chair).call(checkCounters, { body: {} }).expect(201);
  expect(check.differences).toEqual([]);
  expect(check.groups).toBeGreaterThan(0);
});

it('ORG-14: a change of gender or of direct work moves the counts, and a counter that is wrong is named', async () => {
  const [member] = (await app.api.as(chair).call(listMembers, { query: { unit: 'benh-vien-c' } }).expect(200)).items;
  const officer = await app.tree.officerOf('benh-vien-c');
  const { profile, version, fullName } = await app.api.as(officer).call(getMember, { params: { id: member?.id ?? '' } }).expect(200);
  const gender = profile.gender === 'MALE' ? 'FEMALE' as const : 'MALE' as const;
  await app.api.as(officer).call(changeProfile, {
    params: { id: member?.id ?? '' },
    body: { fullName, birthDate: null, gender, nationality: 'VN', consent: null, profile: { employeeCode: null, job: null, education: null, directWorker: null, leader: null, skillGrade: null } },
  }, { headers: { 'if-match': `"${version}"` } }).expect(200);
  expect((await app.api.as(chair).call(checkCounters, { body: {} }).expect(201)).differences).toEqual([]);
  expect((await now('benh-vien-c').expect(200)).groups.find(({ directWorker }) => directWorker === 'UNKNOWN')).toMatchObject({ gender, members: 1 });
  await app.test.database.asSuperuser((client) => client.query("update membership.member_count set members = members + 1 where unit_id = (select id from membership.directory_unit where code = 'benh-vien-c') and direct = 'UNKNOWN' and status = 'ACTIVE'"));
  const wrong = await app.api.as(chair).call(checkCounters, { body: {} }).expect(201);
  expect(wrong.differences).toMatchObject([{ unitCode: 'benh-vien-c', directWorker: 'UNKNOWN', counted: 2, actual: 1 }]);
  expect((await app.api.as(chair).call(listCounterChecks, {}).expect(200)).items[0]).toEqual(wrong);
  await app.test.database.asSuperuser((client) => client.query("update membership.member_count set members = members - 1 where unit_id = (select id from membership.directory_unit where code = 'benh-vien-c') and direct = 'UNKNOWN' and status = 'ACTIVE'"));
  await app.test.database.asSuperuser((client) => client.query("update membership.member_count set members = members + 1 where unit_id = (select id from membership.directory_unit where code = 'benh-vien-c') and direct = 'UNKNOWN' and status = 'ON_DAYS'"));
  expect((await app.api.as(chair).call(checkCounters, { body: {} }).expect(201)).differences).toMatchObject([{ unitCode: 'benh-vien-c', status: 'ON_DAYS', counted: 2, actual: 1 }]);
  await app.test.database.asSuperuser((client) => client.query("update membership.member_count set members = members - 1 where unit_id = (select id from membership.directory_unit where code = 'benh-vien-c') and direct = 'UNKNOWN' and status = 'ON_DAYS'"));
  await app.api.as(await app.tree.chairOf('tay-ho')).call(checkCounters, { body: {} }).expectProblem(403, 'auth/permission-missing');
});

it('answers both questions: as it was on a day, and as we knew it', async () => {
  expect((await on('ha-noi', { asOf: '2021-05-04' }).expect(200)).members).toBe(0);
  expect((await on('ha-noi', { asOf: '2021-05-05' }).expect(200)).members).toBe(6);
  expect(await on('ha-noi', { asOf: '2022-01-10' }).expect(200)).toMatchObject({ members: 9, unions: 4 });
  expect((await on('tay-ho', { asOf: '2022-01-10' }).expect(200)).members).toBe(9);
  expect((await on('tay-ho').expect(200)).members).toBe(6);
  expect((await on('ha-noi', { knownOn: realToday(-1) }).expect(200)).members).toBe(0);
  expect((await on('ha-noi', { knownOn: realToday(1) }).expect(200)).members).toBe(11);
});

it('ORG-15: totals of a bloc that closes still include it up to its last day, and say that it takes nobody after', async () => {
  await app.api.as(chair).call(reclassifyUnit, { params: { code: 'phuong-3-co-so' }, body: { bloc: 'ADMINISTRATIVE', territories: [], validFrom: '2020-01-01', decision: app.decision() } }).expect(200);
  await admit('phuong-3-co-so', 2, '2024-02-02');
  const bloc = async (asOf: string) => (await on('ha-noi', { asOf }).expect(200)).blocs.find((one) => one.bloc === ('ADMINISTRATIVE' satisfies Bloc));
  expect(await bloc('2025-05-31')).toEqual({ bloc: 'ADMINISTRATIVE', open: true, members: 2 });
  expect(await bloc('2025-06-01')).toEqual({ bloc: 'ADMINISTRATIVE', open: false, members: 2 });
});

it('ORG-14: density is members by workers, both stored, and growth is shown month by month', async () => {
  await app.api.as(chair).call(registerEmployer, {
    body: { enterpriseCode: '0109999999', name: 'Trường A', keeperCode: 'tay-ho', workforce: { countedOn: '2026-01-01', source: 'UNION_SURVEY', workers: 8 }, union: { unitCode: 'truong-a', validFrom: '2020-01-01' } },
  }).expect(201);
  expect((await on('truong-a').expect(200)).density).toEqual({ numerator: 6, denominator: 8, percent: '75' });
  expect((await on('truong-a', { asOf: '2025-12-31' }).expect(200)).density).toBeNull();
  expect((await app.api.as(chair).call(listDensities, { params: { code: 'tay-ho' } }).expect(200)).items).toMatchObject([{ unitCode: 'truong-a', members: 6, workers: 8, density: { percent: '75' } }]);
  const { items } = await app.api.as(chair).call(getGrowth, { params: { code: 'ha-noi' }, query: { from: '2021-04-01', to: '2021-06-30' } }).expect(200);
  expect(items).toEqual([{ month: '2021-04', members: 0, joined: 0, left: 0 }, { month: '2021-05', members: 6, joined: 6, left: 0 }, { month: '2021-06', members: 6, joined: 0, left: 0 }]);
  const may = async (code: string, bloc?: Bloc) => (await app.api.as(chair).call(getGrowth, { params: { code }, query: { from: '2021-05-01', to: '2021-05-31', ...(bloc === undefined ? {} : { bloc }) } }).expect(200)).items;
  expect([await may('tay-ho', 'EDUCATION'), await may('tay-ho', 'FDI'), await may('thanh-xuan')]).toMatchObject([[{ joined: 6 }], [{ members: 0, joined: 0 }], [{ members: 0, joined: 0 }]]);
  expect((await app.api.as(chair).call(getGrowth, { params: { code: 'ha-noi' }, query: { from: '2021-06-01', to: '2021-04-30' } }).expect(200)).items).toEqual([]);
});

it('ORG-14: the tally of days is compared day by day: a member too many is named, and two days wrong that make up for each other', async () => {
  const check = async () => (await app.api.as(chair).call(checkCounters, { body: {} }).expect(201)).differences;
  const tally = (sign: 1 | -1, ...days: readonly [day: string, delta: number][]) => app.test.database.asSuperuser((client) => client.query(
    `insert into membership.member_tally (unit_id, day, gender, direct, delta, recorded_at)
     select (select id from membership.directory_unit where code = 'truong-a'), d.day::date, 'FEMALE', 'YES', d.delta * $3, now() from unnest($1::text[], $2::int[]) d (day, delta)`, [days.map(([day]) => day), days.map(([, delta]) => delta), sign]));
  expect(await check()).toEqual([]);
  const day = { unitCode: 'truong-a', status: COUNTED_BY_DAY, gender: 'FEMALE', directWorker: 'YES' };
  await tally(1, ['2021-05-05', 1]);
  expect(await check()).toEqual([{ ...day, counted: 3, actual: 2 }]);
  await tally(-1, ['2021-05-05', 1]);
  await tally(1, ['2021-05-04', 1], ['2021-05-06', -1]);
  expect(await check()).toEqual([{ ...day, counted: -1, actual: 0 }, { ...day, counted: 1, actual: 0 }]);
  await tally(-1, ['2021-05-04', 1], ['2021-05-06', -1]);
  expect(await check()).toEqual([]);
});

it('ORG-14: figures of a day count a leaver up to the last day, an ended union up to its own, and each bloc as it was', async () => {
  await app.tree.unit('co-so-het', { parent: 'phuong-30', type: 'G', foundedOn: '2020-01-01' });
  await app.api.as(chair).call(reclassifyUnit, { params: { code: 'co-so-het' }, body: { bloc: 'OTHER', territories: [], validFrom: '2020-01-01', decision: app.decision() } }).expect(200);
  await admit('co-so-het', 3, '2021-03-01');
  const [leaver] = (await app.api.as(chair).call(listMembers, { query: { unit: 'co-so-het' } }).expect(200)).items;
  await app.api.as(await app.tree.chairOf('co-so-het')).call(endMember, { params: { id: leaver?.id ?? '' }, body: { because: 'LEFT', endedOn: app.today, decision: app.decision() } }).expect(200);
  const membersOf = async (asOf: string, code = 'phuong-30') => (await on(code, { asOf }).expect(200)).members;
  const four = async () => [await membersOf('2021-02-28'), await membersOf('2021-03-01'), await membersOf(app.today), await membersOf(dayAfter(app.today))];
  expect(await four()).toEqual([0, 3, 3, 2]);
  await app.test.get(Counters).fold();
  expect(await four()).toEqual([0, 3, 3, 2]);
  const knownOn = realToday(1);
  expect([(await on('phuong-30', { asOf: app.today, knownOn }).expect(200)).members, (await on('phuong-30', { asOf: dayAfter(app.today), knownOn }).expect(200)).members]).toEqual([3, 2]);
  expect((await app.api.as(chair).call(checkCounters, { body: {} }).expect(201)).differences).toEqual([]);

  await app.api.as(chair).call(reclassifyUnit, { params: { code: 'co-so-het' }, body: { bloc: 'EDUCATION', territories: [], validFrom: '2024-01-01', decision: app.decision() } }).expect(200);
  const blocsOf = async (asOf: string) => (await on('phuong-30', { asOf }).expect(200)).blocs.map(({ bloc, members }) => [bloc, members]);
  expect([await blocsOf('2023-12-31'), await blocsOf('2024-01-01')]).toEqual([[['OTHER', 3]], [['EDUCATION', 3]]]);

  const unionsOf = async (asOf: string) => (await on('phuong-30', { asOf }).expect(200)).unions;
  await app.tree.end('co-so-het', dayAfter(app.today));
  expect([await unionsOf('2019-12-31'), await unionsOf('2020-01-01'), await unionsOf(dayAfter(app.today)), await unionsOf(dayAfter(dayAfter(app.today)))]).toEqual([0, 1, 1, 0]);
  expect(await on('co-so-het', { asOf: '2019-12-31' }).expect(200)).toMatchObject({ members: 0, unions: 0, workers: null, blocs: [] });
});

it('ORG-14: densities of a page: units in the order of their codes, counted whether folded or not, each with its own workers, ended units no more', async () => {
  const under = async (query: { limit?: number; cursor?: string } = {}) => app.api.as(chair).call(listDensities, { params: { code: 'mat-do' }, query }).expect(200);
  await app.tree.unit('mat-do', { parent: 'ha-noi', type: 'S_ZONE', foundedOn: '2020-01-01' });
  expect(await under()).toEqual({ items: [], nextCursor: null });
  for (const code of ['mat-do-1', 'mat-do-2', 'mat-do-a', 'mat-do-het']) await app.tree.unit(code, { parent: 'mat-do', type: 'G', foundedOn: '2020-01-01' });
  await admit('mat-do-2', 2, '2021-03-01');
  await app.tree.end('mat-do-het', '2025-12-31');
  await app.api.as(chair).call(registerEmployer, {
    body: { enterpriseCode: '0109999998', name: 'Nhà máy Hai', keeperCode: 'mat-do', workforce: { countedOn: '2026-01-01', source: 'UNION_SURVEY', workers: 5 }, union: { unitCode: 'mat-do-2', validFrom: '2020-01-01' } },
  }).expect(201);
  const expected = [
    { unitCode: 'mat-do-1', members: 0, workers: null, density: null },
    { unitCode: 'mat-do-2', members: 2, workers: 5, density: { numerator: 2, denominator: 5, percent: '40' } },
    { unitCode: 'mat-do-a', members: 0, workers: null, density: null },
  ];
  expect((await under()).items).toMatchObject(expected);
  await app.test.get(Counters).fold();
  expect((await under()).items).toMatchObject(expected);
  const first = await under({ limit: 2 });
  expect(first.items).toMatchObject(expected.slice(0, 2));
  expect(await under({ limit: 2, cursor: first.nextCursor ?? '' })).toMatchObject({ items: expected.slice(2), nextCursor: null });

  const ofCity = async () => (await app.api.as(chair).call(listDensities, { params: { code: 'ha-noi' } }).expect(200)).items.find(({ unitCode }) => unitCode === 'mat-do');
  expect(await ofCity()).toMatchObject({ members: 2, workers: 5 });
  await admit('mat-do-1', 1, '2021-03-01');
  expect(await ofCity()).toMatchObject({ members: 3, workers: 5 });
  await app.test.get(Counters).fold();
  expect(await ofCity()).toMatchObject({ members: 3, workers: 5 });
});

it('ORG-14: a sister union sees no count', async () => {
  const sister = await app.tree.chairOf('phuong-30');
  for (const call of [now('tay-ho', sister), on('tay-ho', {}, sister), now('ha-noi', sister)]) await call.expectProblem(404, 'directory/unit-not-found');
  for (const code of ['tay-ho', 'khong-co']) await app.api.as(sister).call(getGrowth, { params: { code }, query: { from: '2021-04-01', to: '2021-06-30' } }).expectProblem(404, 'directory/unit-not-found');
  for (const code of ['ha-noi', 'tay-ho', 'khong-co']) await app.api.as(sister).call(listDensities, { params: { code } }).expectProblem(404, 'directory/unit-not-found');
  await on('khong-co', {}, sister).expectProblem(404, 'directory/unit-not-found');
});

it('bitemporal property: whatever is corrected in whatever order, one row holds per day and instant, and the newest knowledge is the last said', async () => {
  await app.tree.unit('thuoc-tinh', { parent: 'ha-noi', type: 'S_ZONE', foundedOn: '2020-01-01' });
  const parents = ['tay-ho', 'thanh-xuan', 'phuong-3'];
  let made = 0;
  await fc.assert(fc.asyncProperty(fc.array(fc.record({ parent: fc.constantFrom(...parents), day: fc.integer({ min: 0, max: 700 }) }), { minLength: 1, maxLength: 5 }), async (moves) => {
    const code = `co-so-tt-${(made += 1)}`;
    await app.tree.unit(code, { parent: 'ha-noi', type: 'G', foundedOn: '2020-01-01' });
    for (const { parent, day } of moves) {
      await app.api.as(chair).call(moveUnit, { params: { code }, body: { parentCode: parent, validFrom: new Date(Date.UTC(2020, 0, 2 + day)).toISOString().slice(0, 10), decision: app.decision() } }).expect(200);
    }
    const rows: { overlaps: number; gaps: number; wrong: number }[] = await app.test.transactions.runWhole((tx) => tx.query(
      `with mine as (select v.* from directory_unit_version v join directory_unit u on u.id = v.unit_id where u.code = $1)
       select (select count(*)::int from mine a join mine b on a.id < b.id and a.valid && b.valid and a.recorded && b.recorded) as overlaps,
              (select count(*)::int from unnest((select datemultirange(daterange('2020-01-01', null)) - range_agg(valid) from mine where upper_inf(recorded))) g) as gaps,
              (select count(*)::int from mine where upper_inf(recorded) and path::text not like '%' || $1) as wrong`, [code]));
    expect(rows).toEqual([{ overlaps: 0, gaps: 0, wrong: 0 }]);
  }), { numRuns: 8 });
});

/** A day passes: what the tally knows is a day old. Marks would not be those of the days they say, so they go. */
const passDay = (days = 1) => app.test.database.asSuperuser(async (client) => {
  await client.query('delete from membership.member_marked');
  await client.query('delete from membership.member_mark');
  await client.query('update membership.member_tally set recorded_at = recorded_at - make_interval(days => $1)', [days]);
});
/** Units that were known long ago, as far as nothing was corrected since. */
const longKnown = () => app.test.database.asSuperuser((client) => client.query(
  `update membership.directory_unit_version set recorded = tstzrange(lower(recorded) - interval '1 year', upper(recorded))
   where unit_id in (select unit_id from membership.directory_unit_version group by 1 having count(*) = 1) and lower(recorded) > now() - interval '200 days'`));
/** The full query: every row of the tally that was known by the end of the day of knowledge, of the units that were known to lie below. */
async function fullQuery(code: string, asOf: string, knownOn: string): Promise<object> {
  const rows: object[] = await app.test.transactions.runWhole((tx) => tx.query(
    `with root as (select v.path from directory_unit_version v join directory_unit u on u.id = v.unit_id where u.code = $1 and v.valid @> $2::date and v.recorded @> $3::timestamptz)
     select coalesce(sum(t.delta), 0)::int as members, coalesce(sum(t.delta) filter (where t.gender = 'FEMALE'), 0)::int as women, coalesce(sum(t.delta) filter (where t.direct = 'YES'), 0)::int as "directWorkers"
     from member_tally t join directory_unit_version v on v.unit_id = t.unit_id and v.valid @> $2::date and v.recorded @> $3::timestamptz and v.state <> 'TRANSFERRED_OUT'
     where v.path <@ (select path from root) and t.day <= $2::date and t.recorded_at <= $3::timestamptz`, [code, asOf, `${knownOn}T23:59:59.999+07:00`]));
  return rows[0] ?? {};
}
/** Growth from the first day on: the whole tally of the units that lie below today, month by month, up to `to`. */
async function fullGrowth(code: string, from: string, to: string): Promise<object[]> {
  return app.test.transactions.runWhole((tx) => tx.query(
    `with rows as (
       select t.* from member_tally t join directory_unit_version v on v.unit_id = t.unit_id and v.valid @> $4::date and upper_inf(v.recorded) and v.state <> 'TRANSFERRED_OUT'
       where v.path <@ (select r.path from directory_unit_version r join directory_unit u on u.id = r.unit_id where u.code = $1 and r.valid @> $4::date and upper_inf(r.recorded)) and t.day <= $3::date)
     select to_char(m, 'YYYY-MM') as month, (select coalesce(sum(delta), 0)::int from rows where day < m + interval '1 month') as members,
       (select coalesce(sum(delta) filter (where delta > 0), 0)::int from rows where date_trunc('month', day) = m) as joined,
       (select coalesce(-sum(delta) filter (where delta < 0), 0)::int from rows where date_trunc('month', day) = m) as left
     from generate_series(date_trunc('month', $2::date), date_trunc('month', $3::date), interval '1 month') m order by 1`, [code, from, to, app.today]));
}
const figures = async (code: string, asOf: string, knownOn: string) => {
  const { members, women, directWorkers } = await on(code, { asOf, knownOn }).expect(200);
  return { members, women, directWorkers };
};

it('ORG-14: what was known in the last instant of a day was known on it, a millisecond later only on the next, marked or not', async () => {
  await app.tree.unit('biet-mep', { parent: 'ha-noi', type: 'G', foundedOn: '2020-01-01' });
  await longKnown();
  await passDay(30);
  await admit('biet-mep', 2, '2021-03-01');
  const knownAt = (at: string) => app.test.database.asSuperuser((client) => client.query(
    "update membership.member_tally set recorded_at = $1 where unit_id = (select id from membership.directory_unit where code = 'biet-mep')", [at]));
  const members = async () => Promise.all([-6, -5, -4].map(async (days) => (await figures('biet-mep', app.today, realToday(days))).members));
  for (const [at, known] of [[`${realToday(-5)}T23:59:59.999+07:00`, [0, 2, 2]], [`${realToday(-4)}T00:00:00+07:00`, [0, 0, 2]]] as const) {
    await passDay(0);
    await knownAt(at);
    expect(await members()).toEqual(known);
    await app.test.get(Counters).fold();
    expect(await members()).toEqual(known);
    expect(await app.test.get(TallyMarks).mark(1)).toBeGreaterThan(0);
    expect(await members()).toEqual(known);
  }
  expect((await on('biet-mep', { asOf: '2021-02-28', knownOn: realToday() }).expect(200)).members).toBe(0);
  expect((await on('biet-mep', { asOf: '2021-03-01', knownOn: realToday() }).expect(200)).members).toBe(2);
});

it('ORG-14: as we knew it is the full query on every day, whatever became known late, was corrected or moved away, with marks or without', async () => {
  let made = 0;
  const late = fc.oneof(
    fc.record({ does: fc.constant('ADMIT' as const), at: fc.constantFrom(0, 1), count: fc.integer({ min: 1, max: 3 }), day: fc.constantFrom('2021-05-01', '2023-07-07', '2025-12-31') }),
    fc.record({ does: fc.constant('END' as const), at: fc.constantFrom(0, 1) }),
    fc.record({ does: fc.constant('CORRECT' as const), at: fc.constantFrom(0, 1) }),
    fc.record({ does: fc.constant('MOVE' as const), day: fc.constantFrom('2022-01-01', '2025-06-01') }),
  );
  const admitted = { does: 'ADMIT' as const, at: 0, count: 3, day: '2022-02-02' };
  await fc.assert(fc.asyncProperty(fc.array(late, { minLength: 3, maxLength: 6 }), fc.integer({ min: 1, max: 4 }), async (steps, every) => {
    const upper = `biet-${(made += 1)}`;
    await app.tree.unit(upper, { parent: 'ha-noi', type: 'S_ZONE', foundedOn: '2020-01-01' });
    const unions = [`${upper}-a`, `${upper}-b`] as const;
    for (const code of unions) await app.tree.unit(code, { parent: upper, type: 'G', foundedOn: '2020-01-01' });
    await longKnown();
    for (const step of [admitted, { ...admitted, at: 1 }, ...steps]) {
      await passDay();
      if (step.does === 'MOVE') {
        await app.api.as(chair).call(moveUnit, { params: { code: unions[1] }, body: { parentCode: 'thanh-xuan', validFrom: step.day, decision: app.decision() } }).expect(200);
        continue;
      }
      const union = unions[step.at] ?? unions[0];
      if (step.does === 'ADMIT') {
        await admit(union, step.count, step.day);
        continue;
      }
      const [member] = (await app.api.as(chair).call(listMembers, { query: { unit: union, status: 'ACTIVE' } }).expect(200)).items;
      if (member === undefined) continue;
      if (step.does === 'END') {
        await app.api.as(await app.tree.chairOf(union)).call(endMember, { params: { id: member.id }, body: { because: 'LEFT', endedOn: app.today, decision: app.decision() } }).expect(200);
        continue;
      }
      const officer = await app.tree.officerOf(union);
      const { profile, version, fullName } = await app.api.as(officer).call(getMember, { params: { id: member.id } }).expect(200);
      await app.api.as(officer).call(changeProfile, {
        params: { id: member.id },
        body: { fullName, birthDate: null, gender: profile.gender === 'MALE' ? 'FEMALE' : 'MALE', nationality: 'VN', consent: null, profile: { employeeCode: null, job: null, education: null, directWorker: null, leader: null, skillGrade: null } },
      }, { headers: { 'if-match': `"${version}"` } }).expect(200);
    }
    const all = async () => {
      for (let days = -steps.length - 3; days <= 0; days += 1) {
        const asked = [upper, unions[0], 'thanh-xuan'].flatMap((code) => ['2022-02-02', '2025-06-01', dayAfter(app.today)].map((asOf) => ({ code, asOf, knownOn: realToday(days) })));
        const said = await Promise.all(asked.map(async (one) => ({ ...one, ...(await figures(one.code, one.asOf, one.knownOn)) })));
        expect(said).toEqual(await Promise.all(asked.map(async (one) => ({ ...one, ...(await fullQuery(one.code, one.asOf, one.knownOn)) }))));
      }
      for (const [from, to] of [['2021-04-10', '2022-02-01'], ['2022-02-02', '2023-07-06'], ['2023-07-07', dayAfter(app.today)]] as const) {
        for (const code of [upper, 'thanh-xuan']) {
          expect((await app.api.as(chair).call(getGrowth, { params: { code }, query: { from, to } }).expect(200)).items).toEqual(await fullGrowth(code, from, to));
        }
      }
    };
    await all();
    await app.test.get(TallyMarks).mark(every);
    await app.test.get(Counters).fold();
    await all();
  }), { numRuns: 4 });
});

it('ORG-14: the newest mark is compared with the tally, and one that is wrong is named', async () => {
  await passDay(3);
  expect(await app.test.get(TallyMarks).mark(1)).toBeGreaterThan(0);
  expect(await app.test.get(TallyMarks).mark(1)).toBe(0);
  const check = async () => (await app.api.as(chair).call(checkCounters, { body: {} }).expect(201)).differences;
  expect(await check()).toEqual([]);
  const more = (by: number) => app.test.database.asSuperuser((client) => client.query(
    `update membership.member_marked set members = members + $1 where known_at = (select max(known_at) from membership.member_mark)
     and unit_id = (select id from membership.directory_unit where code = 'truong-a') and gender = 'FEMALE' and direct = 'YES'`, [by]));
  await more(1);
  expect(await check()).toEqual([{ unitCode: 'truong-a', status: AS_KNOWN_BEFORE, gender: 'FEMALE', directWorker: 'YES', counted: 3, actual: 2 }]);
  await more(-1);
  expect(await check()).toEqual([]);
});
