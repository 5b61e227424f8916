import {
  checkCounters, createPerson, draftApplication, dryRunUnitSplit, EmployerCoveredV1, executeReorganisation, executeUnitSplit, foundGroup, getEmployer, getMember, getMemberCounts, getUnit, getUnitSplit, listGroupMembers, listMembers, listUnits, listUnitSplits, MemberLeftV1,
  MemberReceivedV1, moveGroupMembers, PLATFORM_ROUTES, registerEmployer, startPost, transferMember, undoUnitSplit, UnitEndedV1, UnitFoundedV1, type MemberListItem,
} from '@doanket/contracts';
import type { Caller } from '@doanket/testing';
import { MergedMembers } from '../src/reorganisations/merged-members';
import { SplitMembers } from '../src/unit-splits/split-members';
import { DuesWorld } from './dues.builder';

let world: DuesWorld;
let city: Caller;
let numbers = 0;

beforeAll(async () => {
  world = await DuesWorld.start();
  city = await world.chair('ha-noi');
});
afterAll(() => world.app.close());

/** A union under `tay-ho` with a department of two groups, and members: two in the first group, one in the second, one in the department, one in none. */
async function union(): Promise<{ code: string; first: string; second: string; department: string; ids: [string, string, string, string, string] }> {
  numbers += 1;
  const code = `tach-${numbers}`;
  await world.app.tree.unit(code, { parent: 'tay-ho' });
  await world.bloc(code, 'ENTERPRISE_NONSTATE');
  const [department, first, second] = [`${code}-xuong`, `${code}-to-1`, `${code}-to-2`];
  const head = await world.chair(code);
  for (const [group, type, parentCode] of [[department, 'D', code], [first, 'T', department], [second, 'T', department]] as const) {
    await world.api.as(head).call(foundGroup, { body: { code: group, type, name: `Bộ phận ${group}`, parentCode, decision: world.app.decision() } }).expect(201);
  }
  const ids = [await world.member(code, 10_000_000), await world.member(code), await world.member(code), await world.member(code), await world.member(code)] as [string, string, string, string, string];
  for (const [group, memberIds] of [[first, ids.slice(0, 2)], [second, [ids[2]]], [department, [ids[3]]]] as const) {
    await world.api.as(head).call(moveGroupMembers, { params: { code: group }, body: { memberIds: [...memberIds] } }).expect(200);
  }
  return { code, first, second, department, ids };
}
const rounds = async (): Promise<number> => (await world.app.test.get(SplitMembers).round()) + (await world.app.test.get(MergedMembers).round());
const membersOf = async (unit: string): Promise<MemberListItem[]> => (await world.api.as(city).call(listMembers, { query: { unit, limit: 100 } }).expect(200)).items;
const active = async (unit: string): Promise<number> => (await membersOf(unit)).filter(({ status }) => status === 'ACTIVE').length;
const codesBelow = async (parent: string, asOf: string): Promise<string[]> => (await world.api.as(city).call(listUnits, { query: { parent, asOf, limit: 100 } }).expect(200)).items.map(({ code }) => code);
const execute = (body: object, by: Caller | Promise<Caller> = city) => world.api.as(by).call(executeUnitSplit, { body: { ...body, decision: world.app.decision() } as never });
const dryRun = (body: object, by: Caller | Promise<Caller> = city) => world.api.as(by).call(dryRunUnitSplit, { body: body as never });
const part = (code: string, over: object = {}) => ({ code, name: `CĐCS ${code}`, ...over });

describe('ORG-05: a union is split and goes on', () => {
  it('ORG-05: a group goes with everybody in it, others by name, the rest stays; the day before shows the old, counts stay equal, years go on', async () => {
    await world.at('2025-01-06');
    const { code, first, second, department, ids } = await union();
    const draft = await world.api.as(await world.officer(code)).call(draftApplication, { body: { unitCode: code, person: { fullName: 'Đơn Đang Chờ' } } }).expect(201);
    const [a, b] = [`${code}-a`, `${code}-b`];
    const body = { unitCode: code, effectiveOn: '2025-02-01', parts: [part(a, { groupCodes: [first] }), part(b, { parentCode: 'ha-noi', state: 'PROVISIONAL', memberIds: [ids[2], ids[4]] })] };

    const preview = await dryRun(body, await world.officer('ha-noi')).expect(200);
    expect(preview).toMatchObject({
      unitCode: code, lastDay: '2025-01-31', successorCode: null, members: 5, inTransit: 0, casesGoTo: code, moneyStaysWith: code, endedGroups: [], losingRights: [],
      parts: [{ code: a, parentCode: 'tay-ho', bloc: 'ENTERPRISE_NONSTATE', members: 2, byGroup: 2, byName: 0, groups: [{ code: first, members: 2 }] }, { code: b, parentCode: 'ha-noi', members: 2, byGroup: 0, byName: 2, groups: [] }],
      moved: [{ unitCode: first, toCode: a }], cases: expect.arrayContaining([{ kind: 'MEMBER_APPLICATION', open: 1 }]),
    });
    expect(preview.unassigned.count).toBe(1);
    expect(preview.unassigned.items.map(({ memberId }) => memberId)).toEqual([ids[3]]);
    expect(preview.holdings.money).toBeDefined();
    expect((await world.app.test.published(UnitFoundedV1)).map((one) => one.code)).toEqual([department, first, second]);

    const split = await execute(body).expect(201);
    expect(split).toMatchObject({ unitCode: code, state: 'EXECUTED', parts: [{ unitCode: a, unitName: `CĐCS ${a}`, members: null }, { unitCode: b, members: null }] });
    await world.app.test.expectPublished(UnitFoundedV1, { code: a, validFrom: '2025-02-01', ofMany: true, decisionId: split.decisionId });
    await world.at('2025-01-31');
    expect(await rounds()).toBe(0);
    expect([await active(code), await codesBelow('tay-ho', '2025-01-31')]).toEqual([5, expect.not.arrayContaining([a])]);
    expect(await codesBelow(department, '2025-01-31')).toEqual([first, second]);

    await world.at('2025-02-01');
    expect(await rounds()).toBe(4);
    expect(await rounds()).toBe(0);
    expect([await active(code), await active(a), await active(b)]).toEqual([1, 2, 2]);
    expect([await codesBelow(department, '2025-02-01'), await codesBelow(a, '2025-02-01')]).toEqual([[second], [first]]);
    expect((await world.api.as(city).call(getUnit, { params: { code: b } }).expect(200))).toMatchObject({ state: 'PROVISIONAL', parentCode: 'ha-noi', foundedOn: '2025-02-01' });
    const left = await world.app.test.expectPublished(MemberLeftV1, { memberId: ids[0] });
    expect(left).toMatchObject({ because: 'TRANSFERRED', lastDay: '2025-01-31', duesTo: '2025-01-31', decisionId: split.decisionId });
    await world.app.test.expectPublished(MemberReceivedV1, { memberId: left.nextMemberId ?? '', fromMemberId: ids[0], receivedOn: '2025-02-01', duesFrom: '2025-02-01', memberSince: '2025-01-06' });
    expect((await world.api.as(city).call(listGroupMembers, { params: { code: first }, query: {} }).expect(200)).items.map(({ memberId }) => memberId)).toContain(left.nextMemberId);
    expect((await world.api.as(city).call(listGroupMembers, { params: { code: first }, query: { asOf: '2025-01-31' } }).expect(200)).items.map(({ memberId }) => memberId).sort()).toEqual([ids[0], ids[1]].sort());
    // What is open stays with the old union.
    expect(await world.api.as(city).call(getMember, { params: { id: draft.id } }).expect(200)).toMatchObject({ status: 'DRAFT', unitCode: code });
    expect(await world.api.as(city).call(getUnitSplit, { params: { id: split.decisionId } }).expect(200)).toMatchObject({ parts: [{ members: 2 }, { members: 2 }] });
    for (const asked of [code, a, b]) expect((await world.api.as(city).call(listUnitSplits, { params: { code: asked } }).expect(200)).items.map(({ decisionId }) => decisionId)).toEqual([split.decisionId]);
    // A sister sees nothing of it.
    const sister = await world.chair('benh-vien-c');
    for (const hidden of [code, a]) await world.api.as(sister).call(listUnitSplits, { params: { code: hidden } }).expectProblem(404, 'directory/unit-not-found');
    await world.api.as(sister).call(getUnitSplit, { params: { id: split.decisionId } }).expectProblem(404, 'membership/unit-split-not-found');
  });

  it('ORG-05: a named member goes where named whatever the group, and a group inside a named department to the nearest one named', async () => {
    const { code, first, second, department, ids } = await union();
    const [a, b] = [`${code}-a`, `${code}-b`];
    const day = world.app.today;
    const body = { unitCode: code, effectiveOn: day, parts: [part(a, { groupCodes: [department, first] }), part(b, { groupCodes: [second], memberIds: [ids[0]] })] };
    expect(await dryRun(body).expect(200)).toMatchObject({ parts: [{ members: 2, groups: [{ code: department, members: 1 }, { code: first, members: 1 }] }, { members: 2, byName: 1 }], moved: [{ unitCode: department, toCode: a }, { unitCode: second, toCode: b }] });
    await execute(body).expect(201);
    await rounds();
    expect([await active(code), await active(a), await active(b)]).toEqual([1, 2, 2]);
    expect([await codesBelow(a, day), await codesBelow(department, day), await codesBelow(b, day)]).toEqual([[department], [first], [second]]);
  });

  it('ORG-05: an employer goes with its new union, a shared one is covered by both, and one of a sister is refused like one that is unknown', async () => {
    const { code, ids } = await union();
    const register = async (enterpriseCode: string, unitCode: string) =>
      (await world.api.as(city).call(registerEmployer, { body: { enterpriseCode, name: `Công ty ${enterpriseCode}`, union: { unitCode, validFrom: '2020-01-01' } } }).expect(201)).id;
    const [own, shared] = [await register('0109998001', code), await register('0109998002', code)];
    await register('0109998003', 'cong-ty-b');
    const body = (enterpriseCode: string) => ({ unitCode: code, effectiveOn: world.app.today, parts: [part(`${code}-a`, { memberIds: [ids[0]], employers: [{ enterpriseCode }, { enterpriseCode: '0109998002', shared: true }] })] });
    const refusals = [await dryRun(body('0109998003')).expectProblem(422, 'membership/not-of-split-union'), await dryRun(body('0109998999')).expectProblem(422, 'membership/not-of-split-union')];
    expect(refusals.map(({ detail, errors }) => [detail, errors])).toEqual(Array(2).fill([refusals[0]?.['detail'], [{ pointer: '/body/parts/0/employers/0/enterpriseCode', detail: 'Not of this union' }]]));
    await execute(body('0109998001')).expect(201);
    await rounds();
    const covered = async (id: string) => (await world.api.as(city).call(getEmployer, { params: { id } }).expect(200)).unions.map(({ unitCode }) => unitCode).sort();
    expect([await covered(own), await covered(shared)]).toEqual([[`${code}-a`], [code, `${code}-a`]]);
    await world.app.test.expectPublished(EmployerCoveredV1, { employerId: own, validTo: '2025-01-31' });
  });
});

describe('ORG-05: a union is split and ends', () => {
  it('ORG-05: with a member of whom nothing is said it is refused; with all of them it ends, and its legal successor has what was open', async () => {
    const { code, department, ids } = await union();
    const [a, b] = [`${code}-a`, `${code}-b`];
    const draft = await world.api.as(await world.officer(code)).call(draftApplication, { body: { unitCode: code, person: { fullName: 'Đơn Theo Sau' } } }).expect(201);
    const body = (memberIds: string[]) => ({ unitCode: code, effectiveOn: '2025-03-01', successorCode: b, parts: [part(a, { groupCodes: [department] }), part(b, { memberIds })] });
    const before = await active(code);
    await dryRun(body([])).expectProblem(422, 'membership/part-without-members');
    const short = { ...body([ids[4]]), parts: [part(a, { groupCodes: [`${code}-to-1`] }), part(b, { memberIds: [ids[4]] })] };
    expect((await dryRun(short).expect(200)).unassigned.count).toBe(2);
    expect((await execute(short).expectProblem(422, 'membership/members-unassigned')).errors).toEqual([{ pointer: '/body/parts', detail: 'Not every member goes somewhere' }]);
    await execute({ ...body([ids[4]]), successorCode: 'cong-ty-b' }).expectProblem(400, 'membership/successor-not-founded');
    const preview = await dryRun(body([ids[4]])).expect(200);
    expect(preview).toMatchObject({ members: before, unassigned: { count: 0 }, casesGoTo: b, moneyStaysWith: code, successorCode: b, losingRights: expect.arrayContaining([expect.objectContaining({ unitCode: code })]) });
    await execute(body([ids[4]])).expect(201);
    await world.app.test.expectPublished(UnitEndedV1, { state: 'MERGED', lastDay: '2025-02-28' });
    // A member admitted between the decision and its day follows with the rest.
    const late = await world.member(code);
    await world.at('2025-03-01');
    expect(await rounds()).toBe(before + 1);
    expect([await active(code), await active(a), await active(b)]).toEqual([0, 4, 2]);
    expect(await world.app.test.expectPublished(MemberReceivedV1, { fromMemberId: late })).toMatchObject({ receivedOn: '2025-03-01' });
    expect(await world.api.as(city).call(getMember, { params: { id: draft.id } }).expect(200)).toMatchObject({ status: 'DRAFT', unitCode: b });
    expect(await world.api.as(city).call(getUnit, { params: { code } }).expect(200)).toMatchObject({ state: 'MERGED', successorCode: b });
    expect(await world.api.as(city).call(getUnit, { params: { code }, query: { asOf: '2025-02-28' } }).expect(200)).toMatchObject({ state: 'ACTIVE', childCount: 1 });
  });
});

describe('ORG-05: what a split refuses', () => {
  it('ORG-05: members and groups of a sister, what is named twice, codes that are taken, unions above the grassroots, who may not decide', async () => {
    const { code, first, ids } = await union();
    const other = await union();
    const day = world.app.today;
    const refused = (parts: object[], over: object = {}) => dryRun({ unitCode: code, effectiveOn: day, parts, ...over });
    const a = `${code}-a`;
    expect((await refused([part(a, { memberIds: [ids[0], other.ids[0]] })]).expectProblem(422, 'membership/not-of-split-union')).errors).toEqual([{ pointer: '/body/parts/0/memberIds', detail: 'Not of this union' }]);
    expect((await refused([part(a, { groupCodes: [first, other.first] })]).expectProblem(422, 'membership/not-of-split-union')).errors).toEqual([{ pointer: '/body/parts/0/groupCodes/1', detail: 'Not of this union' }]);
    expect((await refused([part(a, { groupCodes: [first] }), part(`${code}-b`, { groupCodes: [first] })]).expectProblem(400, 'membership/split-named-twice')).errors).toMatchObject([{ pointer: '/body/parts/1/groupCodes/0' }]);
    expect((await refused([part(a, { memberIds: [ids[0]] }), part(`${code}-b`, { memberIds: [ids[0]] })]).expectProblem(400, 'membership/split-named-twice')).errors).toMatchObject([{ pointer: '/body/parts/1/memberIds/0' }]);
    expect((await refused([part('cong-ty-b', { memberIds: [ids[0]] })]).expectProblem(409, 'membership/unit-code-taken')).errors).toMatchObject([{ pointer: '/body/parts/0/code' }]);
    await refused([part(a, { memberIds: [ids[0]], parentCode: 'cong-ty-b' })]).expectProblem(422, 'membership/parent-not-higher');
    await refused([part(a, { memberIds: [ids[0]] })], { unitCode: 'tay-ho' }).expectProblem(422, 'membership/not-splittable');
    await refused([part(a, { memberIds: [ids[0]] })], { unitCode: 'khong-co' }).expectProblem(404, 'directory/unit-not-found');
    await refused([]).expectProblem(400, 'request/invalid');
    await execute({ unitCode: code, effectiveOn: day, parts: [part(a, { memberIds: [ids[0]] })] }, await world.officer('ha-noi')).expectProblem(403, 'auth/permission-missing');
    await execute({ unitCode: code, effectiveOn: day, parts: [part(a, { memberIds: [ids[0]] })] }, await world.chair('tay-ho')).expectProblem(403, 'auth/permission-missing');
  });

  it('ORG-05: who is on the way to another union is not assigned, and the transfer goes on', async () => {
    const { code, ids } = await union();
    await world.api.as(await world.chair('tay-ho')).call(transferMember, { params: { id: ids[4] }, body: { toUnitCode: 'cong-ty-b', leftOn: world.app.today, decision: world.app.decision() } }).expect(201);
    const body = (memberIds: string[]) => ({ unitCode: code, effectiveOn: world.app.today, parts: [part(`${code}-a`, { memberIds })] });
    await dryRun(body([ids[4]])).expectProblem(422, 'membership/not-of-split-union');
    expect(await dryRun(body([ids[0]])).expect(200)).toMatchObject({ inTransit: 1, members: 4 });
  });

  it('ORG-05: the same request again answers the same; two splits at once: one decision, one 409; no merger while members have not gone', async () => {
    const { code, ids } = await union();
    const body = (n: number, effectiveOn = '2025-04-01') => ({ unitCode: code, effectiveOn, parts: [part(`${code}-x${n}`, { memberIds: [ids[0]] })], decision: world.app.decision() });
    const vice = await world.app.tree.viceChairOf('ha-noi');
    const bodies = [body(1), body(2)];
    const send = (n: 0 | 1, key: string) => world.api.as(n === 0 ? city : vice).call(executeUnitSplit, { body: bodies[n] as never }, { key });
    const answers = await Promise.all([send(0, 'split-1'), send(1, 'split-2')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const won = answers[0]?.status === 201 ? 0 : 1;
    expect(JSON.stringify(answers[1 - won]?.body)).toContain('membership/union-splits-already');
    expect((await send(won, won === 0 ? 'split-1' : 'split-2').expect(201)).decisionId).toBe(answers[won]?.body.decisionId);
    await world.api.as(city).call(executeReorganisation, { body: { lastDay: '2025-05-31', units: [{ unitCode: code, successorCode: 'cong-ty-b', state: 'MERGED' }], decision: world.app.decision() } }).expectProblem(409, 'membership/union-splits-already');
  });

  it('ORG-05: is taken back before its day, as a whole and once: new unions never were, groups and members stay, and another split may follow', async () => {
    const { code, first, department, ids } = await union();
    const [a, b] = [`${code}-a`, `${code}-b`];
    const body = { unitCode: code, effectiveOn: '2025-05-01', successorCode: a, parts: [part(a, { groupCodes: [department], memberIds: [ids[4]] })] };
    const split = await execute(body).expect(201);
    const { id } = await world.api.as(city).call(createPerson, { body: { fullName: 'Chủ Tịch Tương Lai', unitCode: 'ha-noi' } }).expect(201);
    await world.at('2025-04-30');
    await rounds();
    await world.api.as(city).call(startPost, { body: { unitCode: a, personId: id, post: 'CHAIR', body: 'EXECUTIVE_COMMITTEE', appointment: 'APPOINTED', fullTime: false, validFrom: '2025-05-01', decision: world.app.decision() } }).expect(201);
    const undo = (by: Caller = city) => world.api.as(by).call(undoUnitSplit, { params: { id: split.decisionId }, body: { reason: 'Chưa đủ điều kiện' } });
    await undo(await world.chair('tay-ho')).expectProblem(403, 'auth/permission-missing');
    expect(await undo().expect(200)).toMatchObject({ state: 'UNDONE' });
    await undo().expectProblem(409, 'membership/unit-split-undone');
    await world.at('2025-05-01');
    expect(await rounds()).toBe(0);
    expect([await active(code), await codesBelow('tay-ho', '2025-05-01')]).toEqual([5, expect.not.arrayContaining([a])]);
    expect((await world.api.as(city).call(getUnit, { params: { code } }).expect(200)).state).toBe('ACTIVE');
    expect(await codesBelow(department, '2025-05-01')).toContain(first);
    const again = await execute({ unitCode: code, effectiveOn: '2025-05-01', parts: [part(b, { groupCodes: [first] })] }).expect(201);
    await rounds();
    expect(await active(b)).toBe(2);
    await world.api.as(city).call(undoUnitSplit, { params: { id: again.decisionId }, body: { reason: 'Muộn' } }).expectProblem(409, 'membership/unit-split-in-effect');
  });
});

it('ORG-05: a split decided on paper is recorded by one person and confirmed by another, and members go as by a live one', async () => {
  const { code, first, ids } = await union();
  await world.at('2025-06-20');
  const { recordDecision, confirmDecision } = PLATFORM_ROUTES.membership.decisions;
  const officer = await world.officer('ha-noi');
  const paper = (items: object[]) => world.api.as(officer).call(recordDecision, {
    body: { kind: 'UNIT_SPLIT', issuerCode: 'ha-noi', number: world.app.nextNumber(), decidedOn: '2025-06-01', signerPostId: city.postId ?? '', items: items as Record<string, unknown>[] },
  });
  const item = { unitCode: code, effectiveOn: '2025-06-10', parts: [part(`${code}-a`, { groupCodes: [first] })] };
  await paper([{ ...item, parts: [part(`${code}-a`, { memberIds: ['01920000-0000-7000-8000-000000000009'] })] }]).expectProblem(422, 'membership/not-of-split-union');
  const { id } = await paper([item]).expect(201);
  expect(await active(code)).toBe(5);
  await world.api.as(city).call(confirmDecision, { params: { id }, body: {} }).expect(200);
  expect(await rounds()).toBe(2);
  expect([await active(code), await active(`${code}-a`)]).toEqual([3, 2]);
  expect(await world.app.test.expectPublished(MemberReceivedV1, { fromMemberId: ids[0] })).toMatchObject({ receivedOn: '2025-06-10', duesFrom: '2025-07-01' });
});

describe('ORG-05: a split entered late', () => {
  const days = (members: readonly MemberListItem[]) => members.map(({ admittedOn, endedOn }) => `${admittedOn} ${endedOn ?? ''}`.trim()).sort();
  const equal = async () => expect((await world.api.as(city).call(checkCounters, { body: {} }).expect(201)).differences).toEqual([]);
  const counted = async (code: string, ...on: string[]) => Promise.all(on.map(async (asOf) => (await world.api.as(city).call(getMemberCounts, { params: { code }, query: { asOf } }).expect(200)).members));

  it('ORG-05: of a union that ended, whoever was admitted since goes on from the day of admission: with the group, or to the legal successor', async () => {
    await world.at('2025-08-01');
    const { code, first, department, ids } = await union();
    await world.at('2025-09-01');
    const onTheDay = await world.member(code);
    await world.at('2025-09-15');
    const [grouped, alone] = [await world.member(code), await world.member(code)];
    await world.at('2025-09-20');
    await world.api.as(await world.chair(code)).call(moveGroupMembers, { params: { code: first }, body: { memberIds: [grouped] } }).expect(200);
    const [a, b] = [`${code}-a`, `${code}-b`];
    const body = { unitCode: code, effectiveOn: '2025-09-01', successorCode: b, parts: [part(a, { groupCodes: [first] }), part(b, { groupCodes: [department], memberIds: [ids[4], onTheDay] })] };
    expect(await dryRun(body).expect(200)).toMatchObject({ members: 6, admittedSince: 3, unassigned: { count: 0 }, parts: [{ members: 2 }, { members: 4 }] });
    await execute(body).expect(201);
    expect(await rounds()).toBe(8);
    expect(days(await membersOf(code))).toEqual([...Array<string>(5).fill('2025-08-01 2025-08-31'), '2025-09-01 2025-08-31', '2025-09-15 2025-09-14', '2025-09-15 2025-09-14']);
    const going = async (unit: string) => days((await membersOf(unit)).filter(({ status }) => status === 'ACTIVE'));
    expect([await going(a), await going(b)]).toEqual([['2025-09-01', '2025-09-01', '2025-09-15'], [...Array<string>(4).fill('2025-09-01'), '2025-09-15']]);
    expect(await world.app.test.expectPublished(MemberReceivedV1, { fromMemberId: alone })).toMatchObject({ receivedOn: '2025-09-15', memberSince: '2025-09-15' });
    expect([await counted(code, '2025-08-31', '2025-09-01', '2025-09-15'), await counted(a, '2025-09-01', '2025-09-14', '2025-09-15'), await counted(b, '2025-09-14', '2025-09-15')]).toEqual([[5, 0, 0], [2, 2, 3], [4, 5]]);
    await equal();
  });

  it('ORG-05: of a union that goes on, only those admitted since into a group that went go with it', async () => {
    await world.at('2025-10-01');
    const { code, first, second } = await union();
    await world.at('2025-10-20');
    const [gone, other, none] = [await world.member(code), await world.member(code), await world.member(code)];
    const head = await world.chair(code);
    await world.api.as(head).call(moveGroupMembers, { params: { code: first }, body: { memberIds: [gone] } }).expect(200);
    await world.api.as(head).call(moveGroupMembers, { params: { code: second }, body: { memberIds: [other] } }).expect(200);
    const a = `${code}-a`;
    const body = { unitCode: code, effectiveOn: '2025-10-10', parts: [part(a, { groupCodes: [first] })] };
    expect(await dryRun(body).expect(200)).toMatchObject({ members: 5, admittedSince: 1, parts: [{ members: 2 }] });
    await execute(body).expect(201);
    expect(await rounds()).toBe(3);
    expect(days(await membersOf(a))).toEqual(['2025-10-10', '2025-10-10', '2025-10-20']);
    expect((await membersOf(code)).filter(({ status }) => status === 'ACTIVE').map(({ id }) => id)).toEqual(expect.arrayContaining([other, none]));
    expect([await counted(code, '2025-10-10', '2025-10-19', '2025-10-20'), await counted(a, '2025-10-10', '2025-10-19', '2025-10-20')]).toEqual([[3, 3, 5], [2, 2, 3]]);
    await equal();
  });
});
