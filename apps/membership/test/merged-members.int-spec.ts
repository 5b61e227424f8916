import {
  checkCounters, dryRunReorganisation, draftApplication, EmployerCoveredV1, executeReorganisation, getEmployer, getMember, getMemberCounts, getMemberTimeline, grantRelief, listDuesLines, listGrowthTargets, listMembers, MemberLeftV1, MemberReceivedV1, PLATFORM_ROUTES, recordLeave, registerEmployer, reportGrowthResult, setGrowthTarget, undoReorganisation, type DuesLineView, type MemberListItem,
} from '@doanket/contracts';
import { MergedTargets } from '../src/growth-targets/merged-targets';
import { MergedMembers } from '../src/reorganisations/merged-members';
import { DuesWorld } from './dues.builder';

let world: DuesWorld;
let numbers = 0;

beforeAll(async () => {
  world = await DuesWorld.start();
});
afterAll(() => world.app.close());

const round = (): Promise<number> => world.app.test.get(MergedMembers).round();
const city = () => world.chair('ha-noi');
const membersOf = async (unit: string): Promise<MemberListItem[]> => (await world.api.as(await city()).call(listMembers, { query: { unit, limit: 100 } }).expect(200)).items;
/** Lines of a month, read by the district: officers of a union that ended have no post any more. */
const linesOf = async (code: string, month: string): Promise<DuesLineView[]> =>
  (await world.api.as(await world.officer('tay-ho')).call(listDuesLines, { params: { code }, query: { month, limit: 100 } }).expect(200)).items;
/** A union under the district `tay-ho`, in the bloc of firms that are not the state's. */
async function union(): Promise<string> {
  numbers += 1;
  const code = `hop-nhat-${numbers}`;
  await world.app.tree.unit(code, { parent: 'tay-ho' });
  await world.bloc(code, 'ENTERPRISE_NONSTATE');
  return code;
}
const merge = async (unitCode: string, successorCode: string, lastDay: string) =>
  world.api.as(await city()).call(executeReorganisation, { body: { lastDay, units: [{ unitCode, successorCode, state: 'MERGED' }], decision: world.app.decision() } }).expect(201);

it('ORG-05: members of a merged union follow it from the next day on: years, salaries, reliefs and leaves go on, dues change with the month', async () => {
  const [from, to] = [await union(), await union()];
  const member = await world.member(from, 10_000_000, { from: '2024-12' });
  const onLeave = await world.member(from, 10_000_000);
  const reduced = await world.member(from, 10_000_000);
  await world.api.as(await world.officer(from)).call(recordLeave, { body: { memberId: onLeave, kind: 'UNPAID_LEAVE', fromDay: '2025-01-01', toDay: '2025-02-28' } }).expect(201);
  await world.api.as(await world.chair(from)).call(grantRelief, {
    params: { code: from }, body: { memberId: reduced, kind: 'REDUCTION', reason: 'HARDSHIP', from: '2025-01', to: '2025-03', share: { numerator: 1, denominator: 2 }, decisionNumber: '1/QĐ', decidedOn: '2025-01-06' },
  }).expect(201);
  await merge(from, to, '2025-01-15');
  await world.at('2025-01-15');
  expect(await round()).toBe(0);
  expect((await membersOf(from)).filter(({ status }) => status === 'ACTIVE')).toHaveLength(3);

  await world.at('2025-01-16');
  expect(await round()).toBe(3);
  expect(await round()).toBe(0);
  expect((await membersOf(from)).map(({ status }) => status)).toEqual(['TRANSFERRED', 'TRANSFERRED', 'TRANSFERRED']);
  const next = (await membersOf(to)).filter(({ status }) => status === 'ACTIVE');
  expect(next).toHaveLength(3);
  expect(next.map(({ admittedOn, memberSince }) => [admittedOn, memberSince])).toEqual(Array(3).fill(['2025-01-16', '2025-01-06']));
  const left = await world.app.test.expectPublished(MemberLeftV1, { memberId: member });
  expect(left).toMatchObject({ because: 'TRANSFERRED', lastDay: '2025-01-15', duesTo: '2025-01-31' });
  await world.app.test.expectPublished(MemberReceivedV1, { memberId: left.nextMemberId ?? '', fromMemberId: member, receivedOn: '2025-01-16', duesFrom: '2025-02-01', memberSince: '2025-01-06' });
  const timeline = await world.api.as(await city()).call(getMemberTimeline, { params: { id: left.nextMemberId ?? '' } }).expect(200);
  expect(timeline.items.map(({ on, what }) => [on, what])).toEqual(expect.arrayContaining([['2025-01-16', 'RECEIVED']]));

  await world.at('2025-03-31');
  for (const month of ['2025-01', '2025-02', '2025-03']) await world.run('tay-ho', month);
  const states = async (code: string, month: string) => (await linesOf(code, month)).map(({ status }) => status).sort();
  expect([await states(from, '2025-01'), await states(to, '2025-01')]).toEqual([['DUE', 'DUE', 'EXEMPT'], []]);
  expect([await states(from, '2025-02'), await states(to, '2025-02'), await states(to, '2025-03')]).toEqual([[], ['DUE', 'DUE', 'EXEMPT'], ['DUE', 'DUE', 'DUE']]);
  expect((await linesOf(to, '2025-02')).map(({ regularVnd }) => regularVnd).sort((a, b) => a - b)).toEqual([0, 50_000, 100_000]);
  expect((await linesOf(to, '2025-02')).find(({ memberId }) => memberId === left.nextMemberId)).toMatchObject({ baseVnd: 10_000_000, regularVnd: 100_000 });
});

it('ORG-05: from the first of a month on, dues are owed to the successor at once; a merge taken back moves nobody', async () => {
  const [from, to, other] = [await union(), await union(), await union()];
  await world.member(from, 8_000_000);
  await merge(from, to, '2025-04-30');
  await world.member(other);
  const planned = await merge(other, to, '2025-05-31');
  await world.api.as(await city()).call(undoReorganisation, { params: { id: planned.decisionId }, body: { reason: 'Chưa hợp nhất' } }).expect(200);
  await world.at('2025-06-01');
  expect(await round()).toBe(1);
  const [next] = (await membersOf(to)).filter(({ status }) => status === 'ACTIVE');
  expect(await world.api.as(await city()).call(getMember, { params: { id: next?.id ?? '' } }).expect(200)).toMatchObject({ unitCode: to, admittedOn: '2025-05-01' });
  await world.run('tay-ho', '2025-05');
  expect([(await linesOf(from, '2025-05')).length, (await linesOf(to, '2025-05')).length]).toEqual([0, 1]);
  expect((await membersOf(other)).map(({ status }) => status)).toEqual(['ACTIVE']);
});

it('ORG-05: applications pass in their state, and so does the firm; the dry run names what the union owes and holds', async () => {
  const [from, to] = [await union(), await union()];
  await world.member(from, 10_000_000);
  await world.api.as(await city()).call(registerEmployer, { body: { enterpriseCode: '0109999001', name: 'Công ty Hợp Nhất', union: { unitCode: from, validFrom: '2020-01-01' } } }).expect(201).then(async ({ id }) => {
    await world.run(from, '2025-06');
    const preview = await world.api.as(await city()).call(dryRunReorganisation, { body: { lastDay: '2025-07-15', units: [{ unitCode: from, successorCode: to }] } }).expect(200);
    expect(preview.holdings[0]?.money).toEqual({ cashVnd: 0, memberCreditVnd: 0, membersOweVnd: 100_000, unsentVnd: 0 });
    await world.collect(from, '2025-06').expect(201);
    const paid = await world.api.as(await city()).call(dryRunReorganisation, { body: { lastDay: '2025-07-15', units: [{ unitCode: from, successorCode: to }] } }).expect(200);
    expect(paid.holdings[0]?.money).toEqual({ cashVnd: 100_000, memberCreditVnd: 0, membersOweVnd: 0, unsentVnd: 30_000 });
    const draft = await world.api.as(await world.officer(from)).call(draftApplication, { body: { unitCode: from, person: { fullName: 'Đơn Đang Chờ' } } }).expect(201);
    await merge(from, to, '2025-07-15');
    await world.at('2025-07-16');
    expect(await round()).toBe(1);
    expect(await world.api.as(await world.officer(to)).call(getMember, { params: { id: draft.id } }).expect(200)).toMatchObject({ status: 'DRAFT', unitCode: to });
    const employer = await world.api.as(await city()).call(getEmployer, { params: { id } }).expect(200);
    expect(employer.unions.map(({ unitCode, validFrom }) => [unitCode, validFrom])).toEqual([[to, '2025-07-16']]);
    await world.app.test.expectPublished(EmployerCoveredV1, { employerId: id, validTo: '2025-07-15' });
  });
});

it('ORG-05: targets that are open are added to the successor\'s, results with them part by part; what is over or reported keeps the old unit, and where it went stays readable', async () => {
  await world.at('2025-08-01');
  const [from, to, last] = [await union(), await union(), await union()];
  for (const [code, members] of [[from, 2], [to, 1]] as const) for (let n = 0; n < members; n += 1) await world.member(code);
  const set = (unitCode: string, year: number, target: number, kind: 'NEW_MEMBERS' | 'NEW_UNIONS' = 'NEW_MEMBERS') => world.api.as(world.chair('tay-ho')).call(setGrowthTarget, { body: { unitCode, year, kind, target, decision: world.app.decision() } });
  const report = async (unitCode: string, year: number, target: number, result: number) => {
    const { id } = await set(unitCode, year, target).expect(201);
    await world.api.as(world.chair('tay-ho')).call(reportGrowthResult, { params: { id }, body: { result, decision: world.app.decision() } }).expect(200);
  };
  const targets = async (unit: string) => (await world.api.as(await city()).call(listGrowthTargets, { query: { unit, limit: 100 } }).expect(200)).items.filter(({ unitCode }) => unitCode === unit);
  const target = async (unit: string, year: number, kind = 'NEW_MEMBERS') => (await targets(unit)).find((one) => one.year === year && one.kind === kind);
  await set('tay-ho', 2025, 100).expect(201);
  await set(from, 2025, 10).expect(201);
  await set(to, 2025, 20).expect(201);
  await set(from, 2026, 7, 'NEW_UNIONS').expect(201);
  await set(from, 2024, 4).expect(201);
  await set(to, 2024, 5).expect(201);
  // Reported on one side: the result of that year is told, nothing is added up.
  await report(from, 2026, 8, 3);
  await set(to, 2026, 9).expect(201);
  await set(from, 2027, 6).expect(201);
  await report(to, 2027, 5, 1);
  const passed = (): Promise<number> => world.app.test.get(MergedTargets).round();
  await merge(from, to, '2025-08-15');
  await world.at('2025-08-15');
  expect(await passed()).toBe(0);
  expect((await target('tay-ho', 2025))?.givenOn).toBe(30);

  await world.at('2025-08-16');
  await round();
  expect([await passed(), await passed()]).toEqual([2, 0]);
  expect(await target(to, 2025)).toMatchObject({ target: 30, result: 3, achieved: { numerator: 3, denominator: 30 }, passedTo: null, passedFrom: [{ unitCode: from, target: 10, on: '2025-08-16' }] });
  expect(await target(to, 2026, 'NEW_UNIONS')).toMatchObject({ target: 7, passedFrom: [{ unitCode: from, target: 7 }] });
  expect(await target(from, 2025)).toMatchObject({ target: 10, result: 2, passedTo: { unitCode: to, on: '2025-08-16' }, passedFrom: [] });
  for (const [unit, year, own] of [[from, 2024, 4], [to, 2024, 5], [from, 2026, 8], [to, 2026, 9], [from, 2027, 6], [to, 2027, 5]] as const) {
    expect([unit, year, await target(unit, year)]).toEqual([unit, year, expect.objectContaining({ target: own, passedTo: null, passedFrom: [] })]);
  }
  // Given on once, not twice.
  expect((await target('tay-ho', 2025))?.givenOn).toBe(30);
  await set(from, 2025, 11).expectProblem(409, 'membership/growth-target-passed');

  // A second merger passes it on, and the results of both unions with it.
  await merge(to, last, '2025-08-31');
  await world.at('2025-09-01');
  await round();
  await passed();
  expect(await target(last, 2025)).toMatchObject({ target: 30, result: 3, passedFrom: [{ unitCode: to, target: 30 }] });
  await world.member(last);
  expect(await target(last, 2025)).toMatchObject({ result: 4 });
  const sister = (await world.api.as(await world.chair('benh-vien-c')).call(listGrowthTargets, {}).expect(200)).items;
  expect(sister).toEqual([]);
});

it('ORG-05: a merger entered late on paper: whoever was admitted since its day goes on from the day of admission, on no day in two unions, in no month before it', async () => {
  const [from, to] = [await union(), await union()];
  const admitted = new Map<string, string>();
  for (const day of ['2025-09-30', '2025-10-01', '2025-10-20', '2025-11-05']) {
    await world.at(day);
    admitted.set(await world.member(from, 10_000_000), day);
  }
  await world.at('2025-11-10');
  const preview = (lastDay: string) => world.api.as(city()).call(dryRunReorganisation, { body: { lastDay, units: [{ unitCode: from, successorCode: to, state: 'MERGED' }] } }).expect(200);
  expect([await preview('2025-09-29'), await preview('2025-09-30'), await preview('2025-10-31'), await preview('2025-11-05')].map(({ admittedSince }) => admittedSince)).toEqual([4, 3, 1, 0]);
  const chair = await city();
  const { recordDecision, confirmDecision } = PLATFORM_ROUTES.membership.decisions;
  const { id } = await world.api.as(world.officer('ha-noi')).call(recordDecision, {
    body: { kind: 'UNITS_ENDED', issuerCode: 'ha-noi', number: world.app.nextNumber(), decidedOn: '2025-09-25', signerPostId: chair.postId ?? '', items: [{ lastDay: '2025-09-30', units: [{ unitCode: from, successorCode: to, state: 'MERGED' }] }] },
  }).expect(201);
  await world.api.as(chair).call(confirmDecision, { params: { id }, body: {} }).expect(200);
  expect(await round()).toBe(4);

  const days = ({ admittedOn, endedOn }: MemberListItem) => [admittedOn, endedOn];
  expect((await membersOf(from)).map(days).sort()).toEqual([['2025-09-30', '2025-09-30'], ['2025-10-01', '2025-09-30'], ['2025-10-20', '2025-10-19'], ['2025-11-05', '2025-11-04']]);
  expect((await membersOf(to)).filter(({ status }) => status === 'ACTIVE').map(days).sort()).toEqual([['2025-10-01', null], ['2025-10-01', null], ['2025-10-20', null], ['2025-11-05', null]]);
  const expected: Record<string, { startsOn: string; duesFrom: string }> = {
    '2025-09-30': { startsOn: '2025-10-01', duesFrom: '2025-10-01' }, '2025-10-01': { startsOn: '2025-10-01', duesFrom: '2025-10-01' },
    '2025-10-20': { startsOn: '2025-10-20', duesFrom: '2025-10-01' }, '2025-11-05': { startsOn: '2025-11-05', duesFrom: '2025-11-01' },
  };
  for (const [memberId, day] of admitted) {
    const { startsOn, duesFrom } = expected[day] ?? { startsOn: '', duesFrom: '' };
    expect(await world.app.test.expectPublished(MemberReceivedV1, { fromMemberId: memberId })).toMatchObject({ receivedOn: startsOn, memberSince: day, duesFrom });
    expect(await world.app.test.expectPublished(MemberLeftV1, { memberId })).toMatchObject({ lastDay: new Date(Date.parse(`${startsOn}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10) });
  }
  const counted = async (code: string) => Promise.all(['2025-09-30', '2025-10-01', '2025-10-19', '2025-10-20', '2025-11-04', '2025-11-05'].map(async (asOf) => (await world.api.as(chair).call(getMemberCounts, { params: { code }, query: { asOf } }).expect(200)).members));
  expect([await counted(from), await counted(to)]).toEqual([[1, 0, 0, 0, 0, 0], [0, 2, 2, 3, 3, 4]]);
  expect((await world.api.as(chair).call(checkCounters, { body: {} }).expect(201)).differences).toEqual([]);

  await world.at('2025-11-30');
  for (const month of ['2025-09', '2025-10', '2025-11']) await world.run('tay-ho', month);
  const owing = async (code: string) => Promise.all(['2025-09', '2025-10', '2025-11'].map(async (month) => (await linesOf(code, month)).length));
  expect([await owing(from), await owing(to)]).toEqual([[1, 0, 0], [0, 3, 4]]);
});

it('ORG-05: a merger of the middle of a month entered late: who was admitted on its day owes the month to the successor, who was a day before to the old union', async () => {
  const [from, to] = [await union(), await union()];
  for (const day of ['2025-12-15', '2025-12-16']) {
    await world.at(day);
    await world.member(from, 10_000_000);
  }
  await world.at('2025-12-20');
  await merge(from, to, '2025-12-15');
  expect(await round()).toBe(2);
  await world.at('2026-01-31');
  for (const month of ['2025-12', '2026-01']) await world.run('tay-ho', month);
  const owing = async (code: string) => Promise.all(['2025-12', '2026-01'].map(async (month) => (await linesOf(code, month)).map(({ regularVnd }) => regularVnd)));
  expect([await owing(from), await owing(to)]).toEqual([[[50_000], []], [[50_000], [50_000, 50_000]]]);
});
