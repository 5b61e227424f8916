import {
  confirmMemberTransfer, executeReorganisation, grantRelief, listDuesLines, listMembers, listReliefs, membershipRuleBook, refuseMemberTransfer, transferMember, type DuesLineView, type MemberTransferView, type ReliefBody,
} from '@doanket/contracts';
import { MergedMembers } from '../src/reorganisations/merged-members';
import { DuesWorld } from './dues.builder';
import { ExchangeDesk } from './exchange-desk';

const { confirmRule, proposeRule } = membershipRuleBook;
let world: DuesWorld;
let unions = 0;

beforeAll(async () => {
  world = await DuesWorld.start();
});
afterAll(() => world.app.close());

/** A union under the district `tay-ho`, in the bloc of firms that are not the state's: 1 % of the insurance salary. */
async function union(): Promise<string> {
  unions += 1;
  const code = `cong-doan-${unions}`;
  await world.app.tree.unit(code, { parent: 'tay-ho' });
  await world.bloc(code, 'ENTERPRISE_NONSTATE');
  return code;
}
const send = async (id: string, from: string, toUnitCode: string, leftOn: string): Promise<MemberTransferView> =>
  world.api.as(await world.chair(from)).call(transferMember, { params: { id }, body: { toUnitCode, leftOn, decision: world.app.decision() } }).expect(201);
const take = async (transfer: MemberTransferView, confirmedOn: string): Promise<string> =>
  (await world.api.as(await world.chair(transfer.toUnitCode)).call(confirmMemberTransfer, { params: { id: transfer.id }, body: { confirmedOn } }).expect(200)).newMemberId ?? '';
const relieve = (code: string, body: Omit<Extract<ReliefBody, { kind: 'REDUCTION' | 'SUSPENSION' }>, 'reason' | 'decisionNumber' | 'decidedOn' | 'kind' | 'share'> & { share?: { numerator: number; denominator: number } }) => {
  const { share, ...rest } = body;
  const known = { ...rest, reason: 'HARDSHIP' as const, decisionNumber: world.app.nextNumber(), decidedOn: '2025-01-06' };
  return world.api.as(world.chair(code)).call(grantRelief, { params: { code }, body: share === undefined ? { ...known, kind: 'SUSPENSION' } : { ...known, kind: 'REDUCTION', share } });
};
const HALF = { numerator: 1, denominator: 2 };
const linesOf = async (code: string, month: string): Promise<DuesLineView[]> =>
  (await world.api.as(await world.officer('tay-ho')).call(listDuesLines, { params: { code }, query: { month, limit: 100 } }).expect(200)).items;
/** What each month says in the union that was left and in the one gone to: status and dues. */
async function told(from: string, to: string, months: readonly string[]): Promise<Readonly<Record<string, readonly [string[], string[]]>>> {
  const one = async (code: string, month: string) => (await linesOf(code, month)).map(({ kind, status, regularVnd }) => `${kind === 'REGULAR' ? '' : `${kind} `}${status} ${regularVnd}`);
  for (const month of months) await world.run('tay-ho', month);
  return Object.fromEntries(await Promise.all(months.map(async (month) => [month, [await one(from, month), await one(to, month)]] as const)));
}

describe('ORG-10: what dues rest on goes on with a member', () => {
  it('ORG-10: left on the last of a month and taken in on the first of the next: amounts and a reduction go on by their own dates, and each month is owed once', async () => {
    const [from, to] = [await union(), await union()];
    const member = await world.member(from, 10_000_000);
    await world.salary(from, member, 12_000_000, '2025-05');
    await relieve(from, { memberId: member, from: '2025-02', to: '2025-04', share: HALF }).expect(201);
    await world.at('2025-04-01');
    const next = await take(await send(member, from, to, '2025-03-31'), '2025-04-01');
    await world.at('2025-06-30');
    expect(await told(from, to, ['2025-01', '2025-02', '2025-03', '2025-04', '2025-05'])).toEqual({
      '2025-01': [['DUE 100000'], []], '2025-02': [['DUE 50000'], []], '2025-03': [['DUE 50000'], []], '2025-04': [[], ['DUE 50000']], '2025-05': [[], ['DUE 120000']],
    });
    expect((await world.duesOf(to, next)).bases.map(({ from: first, to: last, amountVnd }) => [first, last, amountVnd])).toEqual(expect.arrayContaining([['2025-04', '2025-04', 10_000_000], ['2025-05', null, 12_000_000]]));
  });

  it('ORG-10: left on the first and taken in on the last of one month: it is owed at the old union; a relief that ends with it stays behind, one that reaches a month further goes on', async () => {
    const [from, to] = [await union(), await union()];
    const [ends, lasts] = [await world.member(from, 10_000_000), await world.member(from, 20_000_000)];
    await relieve(from, { memberId: ends, from: '2025-07', to: '2025-07', share: HALF }).expect(201);
    await relieve(from, { memberId: lasts, from: '2025-07', to: '2025-08', share: HALF }).expect(201);
    await world.at('2025-07-31');
    for (const member of [ends, lasts]) await take(await send(member, from, to, '2025-07-01'), '2025-07-31');
    expect((await world.api.as(await world.officer(to)).call(listReliefs, { params: { code: to } }).expect(200)).items.map(({ kind, from: first, to: last }) => [kind, first, last])).toEqual([['REDUCTION', '2025-07', '2025-08']]);
    await world.at('2025-09-30');
    const months = await told(from, to, ['2025-07', '2025-08', '2025-09']);
    expect([months['2025-07']?.[0].sort(), months['2025-07']?.[1]]).toEqual([['DUE 25000', 'DUE 50000'], []]);
    expect([months['2025-08']?.[0], months['2025-08']?.[1].sort()]).toEqual([[], ['DUE 50000', 'DUE 50000']]);
    expect(months['2025-09']?.[1].sort()).toEqual(['DUE 100000', 'DUE 50000']);
  });

  it('ORG-10: a suspension goes on, is made up for where it was owed, and its length counts over both unions', async () => {
    const [from, to] = [await union(), await union()];
    const member = await world.member(from, 10_000_000, { from: '2025-01' });
    await world.at('2025-10-01');
    await relieve(from, { memberId: member, from: '2025-10', to: '2025-11' }).expect(201);
    const next = await take(await send(member, from, to, '2025-10-01'), '2025-10-01');
    await relieve(to, { memberId: next, from: '2025-12', to: '2026-10' }).expectProblem(422, 'membership/suspended-too-long');
    await world.at('2025-12-31');
    expect(await told(from, to, ['2025-10', '2025-11', '2025-12'])).toEqual({
      '2025-10': [['SUSPENDED 0'], []], '2025-11': [[], ['SUSPENDED 0']], '2025-12': [['MAKE_UP DUE 50000'], ['DUE 50000', 'MAKE_UP DUE 50000']],
    });
    await relieve(to, { memberId: next, from: '2025-12', to: '2026-09' }).expect(201);
  });

  it('ORG-10: the salary that the insurer named goes on as an amount until the new employer is listed, and is not added to that one', async () => {
    const [from, to] = [await union(), await union()];
    const desk = Object.assign(new ExchangeDesk(world.app), { city: await world.officer('ha-noi'), head: await world.app.tree.viceChairOf('ha-noi') });
    const [old, fresh, partner] = [await desk.employer({ union: from }), await desk.employer({ union: to }), await desk.partner('dues')];
    const member = await desk.member(from, { personalId: '001195000909' });
    const row = { personalId: '001195000909', change: 'NEW_WORKER' };
    await desk.applied(partner, 'D02_LT', '2025-12', [{ ...row, enterpriseCode: old.enterpriseCode, fromMonth: '2025-12', salaryVnd: 8_000_000 }]);
    await world.at('2026-01-15');
    const next = await take(await send(member.id, from, to, '2025-12-31'), '2026-01-15');
    expect((await world.duesOf(to, next)).bases).toMatchObject([{ base: 'INSURANCE_SALARY', from: '2026-01', to: null, amountVnd: 8_000_000, source: 'INSURANCE_LIST' }]);
    await desk.applied(partner, 'D02_LT', '2026-02', [{ ...row, enterpriseCode: fresh.enterpriseCode, fromMonth: '2026-02', salaryVnd: 9_000_000 }]);
    await world.at('2026-02-28');
    expect(await told(from, to, ['2025-12', '2026-01', '2026-02'])).toEqual({ '2025-12': [['DUE 40000'], []], '2026-01': [[], ['DUE 40000']], '2026-02': [[], ['DUE 45000']] });
  });

  it('ORG-10: a transfer that is refused carries nothing', async () => {
    const [from, to] = [await union(), await union()];
    const member = await world.member(from, 10_000_000);
    await relieve(from, { memberId: member, from: '2026-02', to: '2026-12', share: HALF }).expect(201);
    const transfer = await send(member, from, to, '2026-02-28');
    await world.api.as(await world.chair(to)).call(refuseMemberTransfer, { params: { id: transfer.id }, body: { reason: 'Không làm việc tại đây' } }).expect(200);
    expect((await world.api.as(await world.officer(to)).call(listReliefs, { params: { code: to } }).expect(200)).items).toEqual([]);
    expect((await world.api.as(await world.officer(from)).call(listReliefs, { params: { code: from } }).expect(200)).items).toHaveLength(1);
  });

  it('ORG-10: what goes on is a rule of its day: reductions go on for who left on its eve, and no more from its first day', async () => {
    const [from, to] = [await union(), await union()];
    const { id } = await world.api.as(await world.officer('ha-noi')).call(proposeRule, {
      body: { code: 'DUES_CARRIED', scope: 'ALL', value: { bases: true, exemptions: true, reductions: false, suspensions: true }, validFrom: '2026-04-01', validTo: null, decisionNumber: '5/QĐ-TLĐ', decidedOn: '2026-02-20', source: 'Assumption for a test', confidence: 'ASSUMED' },
    }).expect(201);
    await world.api.as(await world.chair('ha-noi')).call(confirmRule, { params: { id } }).expect(200);
    const [eve, first] = [await world.member(from, 10_000_000), await world.member(from, 10_000_000)];
    for (const memberId of [eve, first]) await relieve(from, { memberId, from: '2026-03', to: '2026-12', share: HALF }).expect(201);
    await world.at('2026-04-02');
    const ids = [await take(await send(eve, from, to, '2026-03-31'), '2026-04-02'), await take(await send(first, from, to, '2026-04-01'), '2026-04-02')];
    const { items } = await world.api.as(await world.officer(to)).call(listReliefs, { params: { code: to } }).expect(200);
    expect(items.map(({ memberId }) => memberId)).toEqual([ids[0]]);
    for (const next of ids) expect((await world.duesOf(to, next)).bases).toHaveLength(1);
  });
});

it('ORG-05: in a merger what a whole union was relieved of goes on for its members, not for those of the successor; its length counts whole', async () => {
  await world.at('2026-05-01');
  const [from, to] = [await union(), await union()];
  await world.member(from, 10_000_000);
  const settled = await world.member(to, 20_000_000);
  await relieve(from, { memberId: null, from: '2026-05', to: '2026-07' }).expect(201);
  await world.api.as(await world.chair('ha-noi')).call(executeReorganisation, { body: { lastDay: '2026-05-31', units: [{ unitCode: from, successorCode: to, state: 'MERGED' }], decision: world.app.decision() } }).expect(201);
  await world.at('2026-06-01');
  expect(await world.app.test.get(MergedMembers).round()).toBe(1);
  const [moved] = (await world.api.as(await world.chair('ha-noi')).call(listMembers, { query: { unit: to, status: 'ACTIVE' } }).expect(200)).items.filter(({ id }) => id !== settled);
  await relieve(to, { memberId: moved?.id ?? '', from: '2026-08', to: '2027-05' }).expectProblem(422, 'membership/suspended-too-long');
  await world.at('2026-08-31');
  const months = await told(from, to, ['2026-05', '2026-06', '2026-07', '2026-08']);
  expect(months['2026-05']).toEqual([['SUSPENDED 0'], ['DUE 100000']]);
  expect(months['2026-06']?.[1].sort()).toEqual(['DUE 100000', 'SUSPENDED 0']);
  expect(months['2026-07']?.[1].sort()).toEqual(['DUE 100000', 'SUSPENDED 0']);
  expect([months['2026-08']?.[0], months['2026-08']?.[1].sort()]).toEqual([['MAKE_UP DUE 50000'], ['DUE 100000', 'DUE 50000', 'MAKE_UP DUE 100000']]);
});
