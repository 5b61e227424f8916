import {
  cancelDuesRun, DuesTotalledV1, endRelief, getDuesRun, getMemberDues, grantRelief, listDuesLines, listDuesMonths, listDuesRuns, listReliefs, membershipRuleBook, setDuesBases, setDuesTerm, startDuesRun, sumDuesMonths, type ReliefBody,
} from '@doanket/contracts';
import { eventually } from '@doanket/testing';
import { DataSource } from 'typeorm';
import { DuesRunner } from '../src/dues/dues-runner';
import { DuesWorld, killWaiting } from './dues.builder';

let world: DuesWorld;

beforeAll(async () => {
  world = await DuesWorld.start();
});
afterAll(() => world.app.close());

describe('ORG-16: dues of a month by the rule of that month', () => {
  it('takes 1 % until 30/6/2025 and 0.5 % from 1/7/2025, and keeps rule, base, rate, cap and decision on the line', async () => {
    const id = await world.member('cong-ty-b', 10_000_000);
    await world.at('2025-07-31');
    await world.run('cong-ty-b', '2025-06');
    await world.run('cong-ty-b', '2025-07');
    expect(await world.line('cong-ty-b', '2025-06', id)).toMatchObject({ regularVnd: 100_000, rate: { numerator: 1, denominator: 100 }, base: 'INSURANCE_SALARY', baseVnd: 10_000_000, capVnd: 234_000, status: 'DUE', kind: 'REGULAR' });
    const july = await world.line('cong-ty-b', '2025-07', id);
    expect(july).toMatchObject({ regularVnd: 50_000, rate: { numerator: 1, denominator: 200 }, decisionNumber: '61/QĐ-TLĐ', extraVnd: 0, bookedIn: '2025-07' });
    const rules = await world.api.as(await world.chair('cong-ty-b')).call(membershipRuleBook.listRuleHistory, { params: { code: 'DUES_RATE' }, query: { limit: 100 } }).expect(200);
    expect(rules.items.find((rule) => rule.id === july?.ruleId)).toMatchObject({ scope: 'NONSTATE', validFrom: '2025-07-01' });
  });

  it('caps at 10 % of the base salary above 46,800,000, not at it, where the group has a cap', async () => {
    const [at, above] = [await world.member('cong-ty-b', 46_800_000), await world.member('cong-ty-b', 46_800_200)];
    const uncapped = await world.member('truong-a', 60_000_000);
    await world.run('cong-ty-b', '2025-07', 'CORRECTION');
    await world.run('truong-a', '2025-07');
    expect([(await world.line('cong-ty-b', '2025-07', at))?.regularVnd, (await world.line('cong-ty-b', '2025-07', above))?.regularVnd]).toEqual([234_000, 234_000]);
    expect(await world.line('truong-a', '2025-07', uncapped)).toMatchObject({ regularVnd: 300_000, capVnd: null });
  });

  it('rounds halves up to whole đồng', async () => {
    const [half, below] = [await world.member('benh-vien-c', 10_000_100), await world.member('benh-vien-c', 10_000_099)];
    await world.run('benh-vien-c', '2025-07');
    expect([(await world.line('benh-vien-c', '2025-07', half))?.regularVnd, (await world.line('benh-vien-c', '2025-07', below))?.regularVnd]).toEqual([50_001, 50_000]);
  });

  it('takes the net salary in state-owned enterprises', async () => {
    await world.app.tree.unit('nha-may-nuoc', { parent: 'tay-ho' });
    await world.bloc('nha-may-nuoc', 'ENTERPRISE_STATE');
    const id = await world.member('nha-may-nuoc', 12_000_000);
    await world.salary('nha-may-nuoc', id, 9_000_000, '2025-01', 'NET_SALARY');
    await world.run('nha-may-nuoc', '2025-07');
    expect(await world.line('nha-may-nuoc', '2025-07', id)).toMatchObject({ base: 'NET_SALARY', baseVnd: 9_000_000, regularVnd: 45_000 });
  });

  it('takes a fixed sum in occupational unions, never below the floor', async () => {
    await world.app.tree.unit('nghiep-doan', { parent: 'phuong-3' });
    const term = (body: object) => world.api.as(world.chair('nghiep-doan')).call(setDuesTerm, { params: { code: 'nghiep-doan' }, body: { from: '2025-01', group: 'OCCUPATIONAL', decisionNumber: '1/NQ', decidedOn: '2025-01-05', ...body } });
    await term({}).expect(201);
    const id = await world.member('nghiep-doan');
    await world.run('nghiep-doan', '2025-07');
    expect(await world.line('nghiep-doan', '2025-07', id)).toMatchObject({ base: 'FIXED_SUM', regularVnd: 11_700, floorVnd: 11_700 });
    expect(await term({ from: '2025-07', fixedSumVnd: 11_699 }).expectProblem(422, 'membership/fixed-sum-too-low')).toMatchObject({ floorVnd: 11_700 });
    await term({ from: '2025-07', fixedSumVnd: 20_000 }).expect(201);
    await world.run('nghiep-doan', '2025-07', 'CORRECTION');
    expect((await world.lines('nghiep-doan', '2025-07')).map((line) => [line.kind, line.regularVnd])).toEqual([['REGULAR', 11_700], ['CORRECTION', 8_300]]);
  });

  it('stops collecting in agencies from 1/6/2025, not on 31/5', async () => {
    await world.app.tree.unit('co-quan', { parent: 'ha-noi', type: 'G' });
    await world.bloc('co-quan', 'ADMINISTRATIVE');
    await world.at('2025-05-05');
    await world.member('co-quan', 8_000_000);
    await world.at('2025-07-31');
    await world.run('co-quan', '2025-05');
    await world.run('co-quan', '2025-06');
    expect((await world.lines('co-quan', '2025-05')).map((line) => line.regularVnd)).toEqual([80_000]);
    expect(await world.lines('co-quan', '2025-06')).toEqual([]);
    expect(await world.totals('co-quan', '2025-06')).toMatchObject({ collects: false, members: 0, regularVnd: 0 });
  });

  it('keeps what goes beyond the rule by decision of the extended committee apart', async () => {
    const id = await world.member('phuong-3-co-so', 10_000_000);
    await world.bloc('phuong-3-co-so', 'FDI');
    const set = (rate: { numerator: number; denominator: number }) => world.api.as(world.chair('phuong-3-co-so')).call(setDuesTerm, { params: { code: 'phuong-3-co-so' }, body: { from: '2025-07', rate, decisionNumber: '7/NQ-CĐCS', decidedOn: '2025-07-01' } });
    await set({ numerator: 4, denominator: 1000 }).expectProblem(422, 'membership/dues-rate-too-low');
    await set({ numerator: 8, denominator: 1000 }).expect(201);
    await set({ numerator: 9, denominator: 1000 }).expectProblem(409, 'membership/dues-term-exists');
    await world.run('phuong-3-co-so', '2025-07');
    expect(await world.line('phuong-3-co-so', '2025-07', id)).toMatchObject({ regularVnd: 50_000, extraVnd: 30_000, decisionNumber: '7/NQ-CĐCS' });
    expect(await world.totals('phuong-3-co-so', '2025-07')).toMatchObject({ regularVnd: 50_000, extraVnd: 30_000, payers: 1 });
  });

  it('says what is missing instead of reckoning with zero', async () => {
    await world.app.tree.unit('chua-ro', { parent: 'phuong-30' });
    await world.member('chua-ro', 5_000_000);
    const noBase = await world.member('benh-vien-c');
    await world.run('chua-ro', '2025-07');
    await world.run('benh-vien-c', '2025-07', 'CORRECTION');
    expect(await world.lines('chua-ro', '2025-07')).toMatchObject([{ status: 'INCOMPLETE', reason: 'NO_GROUP', regularVnd: 0 }]);
    expect(await world.line('benh-vien-c', '2025-07', noBase)).toMatchObject({ status: 'INCOMPLETE', reason: 'NO_BASE', baseVnd: null });
    expect(await world.totals('benh-vien-c', '2025-07')).toMatchObject({ members: 3, payers: 2, incomplete: 1 });
  });

  it('keeps amounts by month, up to the next one known, and what was wrong stays readable', async () => {
    const id = await world.member('truong-a', 10_000_000, { from: '2025-01' });
    await world.salary('truong-a', id, 12_000_000, '2025-06');
    await world.salary('truong-a', id, 11_000_000, '2025-03');
    await world.salary('truong-a', id, 13_000_000, '2025-06');
    expect((await world.duesOf('truong-a', id)).bases.map((base) => [base.from, base.to, base.amountVnd])).toEqual([['2025-06', null, 13_000_000], ['2025-03', '2025-05', 11_000_000], ['2025-01', '2025-02', 10_000_000]]);
    const kept: { n: number }[] = await world.app.test.transactions.readWhole((tx) => tx.query('select count(*)::int as n from dues_base where member_id = $1 and replaced_at is not null', [id]));
    expect(kept[0]?.n).toBe(1);
    const twice = { memberId: id, base: 'INSURANCE_SALARY' as const, from: '2025-08', amountVnd: 1 };
    await world.api.as(world.officer('truong-a')).call(setDuesBases, { params: { code: 'truong-a' }, body: { rows: [twice, twice] } }).expectProblem(400, 'membership/dues-base-named-twice');
    await world.api.as(world.officer('cong-ty-b')).call(setDuesBases, { params: { code: 'cong-ty-b' }, body: { rows: [twice] } }).expectProblem(400, 'membership/not-members-of-unit');
  });
});

describe('ORG-17, SOC-05: exemption, reduction, suspension', () => {
  const grant = (code: string, body: ReliefBody) => world.api.as(world.chair(code)).call(grantRelief, { params: { code }, body });
  let unit: string;

  beforeEach(async () => {
    unit = `cdcs-${expect.getState().currentTestName?.length}-${(expect.getState().currentTestName ?? '').charCodeAt(60)}`.toLowerCase();
    await world.at('2025-07-31');
    await world.app.tree.unit(unit, { parent: 'thanh-xuan' });
    await world.bloc(unit, 'ENTERPRISE_NONSTATE');
  });

  it('exempts the months of a leave of a month or more, not of a day less, and ends by itself', async () => {
    const id = await world.member(unit, 10_000_000);
    const leave = { kind: 'EXEMPTION' as const, memberId: id, reason: 'ALLOWANCE' as const, firstDay: '2025-07-01' };
    expect(await grant(unit, { ...leave, lastDay: '2025-07-30' }).expectProblem(422, 'membership/leave-too-short')).toMatchObject({ months: 1 });
    expect(await grant(unit, { ...leave, lastDay: '2025-07-31' }).expect(201)).toMatchObject({ from: '2025-07', to: '2025-07' });
    await world.run(unit, '2025-07');
    await world.at('2025-08-31');
    await world.run(unit, '2025-08');
    expect(await world.line(unit, '2025-07', id)).toMatchObject({ status: 'EXEMPT', reason: 'ALLOWANCE', regularVnd: 0 });
    expect(await world.line(unit, '2025-08', id)).toMatchObject({ status: 'DUE', regularVnd: 50_000 });
    await grant(unit, { ...leave, firstDay: '2025-08-02', lastDay: '2025-08-01' }).expectProblem(400, 'membership/months-backwards');
  });

  it('reduces by a share, of one member or of all', async () => {
    const [one, other] = [await world.member(unit, 10_000_000), await world.member(unit, 10_000_100)];
    const share = { numerator: 1, denominator: 2 };
    await grant(unit, { kind: 'REDUCTION', memberId: null, reason: 'FORCE_MAJEURE', from: '2025-07', to: '2025-07', share, decisionNumber: '2/NQ', decidedOn: '2025-07-01' }).expect(201);
    await grant(unit, { kind: 'REDUCTION', memberId: other, reason: 'HARDSHIP', from: '2025-07', to: '2025-07', share: { numerator: 1, denominator: 1 }, decisionNumber: '3/NQ', decidedOn: '2025-07-01' }).expect(201);
    await world.run(unit, '2025-07');
    expect(await world.line(unit, '2025-07', one)).toMatchObject({ regularVnd: 25_000, reducedVnd: 25_000, reason: 'FORCE_MAJEURE' });
    expect(await world.line(unit, '2025-07', other)).toMatchObject({ regularVnd: 0, reducedVnd: 50_001, reason: 'HARDSHIP' });
  });

  it('suspends 12 months, not 13, counted over suspensions that touch', async () => {
    const suspend = (from: string, to: string) => grant(unit, { kind: 'SUSPENSION', memberId: null, reason: 'HARDSHIP', from, to, decisionNumber: '4/NQ', decidedOn: '2025-07-01' });
    expect(await suspend('2025-08', '2026-08').expectProblem(422, 'membership/suspended-too-long')).toMatchObject({ months: 13, maxMonths: 12 });
    expect(await suspend('2025-08', '2026-07').expect(201)).toMatchObject({ dueOn: '2026-08-31' });
    await suspend('2026-08', '2026-08').expectProblem(422, 'membership/suspended-too-long');
    await suspend('2026-09', '2026-09').expect(201);
    await suspend('2026-08', '2026-08').expectProblem(422, 'membership/suspended-too-long');
  });

  it('makes up what was suspended in the month after, and an earlier end brings it forward', async () => {
    const id = await world.member(unit, 10_000_000);
    const relief = await grant(unit, { kind: 'SUSPENSION', memberId: id, reason: 'HARDSHIP', from: '2025-07', to: '2025-12', decisionNumber: '5/NQ', decidedOn: '2025-07-01' }).expect(201);
    await world.run(unit, '2025-07');
    await world.at('2025-08-31');
    await world.run(unit, '2025-08');
    expect(await world.totals(unit, '2025-08')).toMatchObject({ suspended: 1, suspendedVnd: 50_000, regularVnd: 0, payers: 0 });
    const ended = await world.api.as(await world.chair(unit)).call(endRelief, { params: { id: relief.id }, body: { lastMonth: '2025-08' } }).expect(200);
    expect(ended).toMatchObject({ to: '2025-08', dueOn: '2025-09-30' });
    await world.at('2025-09-30');
    await world.run(unit, '2025-09');
    expect((await world.lines(unit, '2025-09')).map((line) => [line.kind, line.regularVnd])).toEqual([['REGULAR', 50_000], ['MAKE_UP', 100_000]]);
    expect(await world.totals(unit, '2025-09')).toMatchObject({ members: 1, payers: 1, regularVnd: 150_000, arrearsVnd: 150_000 });
    expect((await world.api.as(await world.officer(unit)).call(listReliefs, { params: { code: unit }, query: { month: '2025-09' } }).expect(200)).items).toEqual([]);
    await world.api.as(await world.chair('cong-ty-b')).call(endRelief, { params: { id: relief.id }, body: { lastMonth: '2025-07' } }).expectProblem(404, 'membership/relief-not-found');
  });
});

describe('ORG-16: a run', () => {
  it('is idempotent per unit and month, and gives the second of two at once a 409 that says why', async () => {
    await world.at('2025-10-31');
    const officer = await world.officer('ha-noi');
    const start = (unitCode = 'ha-noi') => world.api.as(officer).call(startDuesRun, { body: { unitCode, month: '2025-10' } });
    const answers = await Promise.all([start(), start()]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409]);
    expect(answers.find((answer) => answer.status === 409)?.body).toMatchObject({ type: expect.stringContaining('membership/dues-run-under-way'), month: '2025-10', unitsDone: 0 });
    await world.api.as(await world.officer('cong-ty-b')).call(startDuesRun, { body: { unitCode: 'cong-ty-b', month: '2025-10' } }).expectProblem(409, 'membership/dues-run-under-way');
    await world.app.test.get(DuesRunner).workOff();
    const before = await world.lines('cong-ty-b', '2025-10');
    expect(before.length).toBeGreaterThan(0);
    expect(await start().expectProblem(409, 'membership/dues-month-reckoned')).toMatchObject({ month: '2025-10' });
    await start('cong-ty-b').expectProblem(409, 'membership/dues-month-reckoned');
    expect(await world.lines('cong-ty-b', '2025-10')).toEqual(before);
    await world.api.as(officer).call(startDuesRun, { body: { unitCode: 'ha-noi', month: '2025-11' } }).expectProblem(422, 'membership/dues-month-ahead');
    await world.api.as(officer).call(startDuesRun, { body: { unitCode: 'ha-noi', month: '2024-10', kind: 'CORRECTION' } }).expectProblem(409, 'membership/dues-month-not-reckoned');
  });

  it('goes on after it was killed in the middle of a chunk, with the same lines and equal ledgers', async () => {
    await world.at('2025-11-30');
    const whole = await world.run('ha-noi', '2025-11');
    const expected = await sums('2025-11');
    await world.at('2025-12-31');
    const run = await world.api.as(await world.officer('ha-noi')).call(startDuesRun, { body: { unitCode: 'ha-noi', month: '2025-12' } }).expect(201);
    const runner = world.app.test.get(DuesRunner);
    const config = (runner as unknown as { config: { DUES_RUN_CHUNK_MEMBERS: number } }).config;
    Object.defineProperty(runner, 'config', { value: { ...config, DUES_RUN_CHUNK_MEMBERS: 1 } });
    await runner.chunk();
    await runner.chunk();

    // The database process dies under the third chunk, while it waits for the books of the ledger.
    const source = world.app.test.app.get(DataSource);
    const holder = source.createQueryRunner();
    await holder.startTransaction();
    await holder.query('set local role membership_whole');
    await holder.query('lock table ledger_book in access exclusive mode');
    const dying = runner.chunk();
    dying.catch(() => undefined);
    await eventually(async () => {
      expect(await killWaiting(source)).toBe(1);
    }, { withinMs: 20_000 });
    await expect(dying).rejects.toThrow();
    await holder.rollbackTransaction();
    await holder.release();

    expect(await world.api.as(await world.officer('ha-noi')).call(getDuesRun, { params: { id: run.id } }).expect(200)).toMatchObject({ state: 'RUNNING', unitsDone: 2 });
    await runner.workOff();
    expect(await world.api.as(await world.officer('ha-noi')).call(getDuesRun, { params: { id: run.id } }).expect(200)).toMatchObject({ state: 'DONE', unitsDone: whole.units, membersDone: whole.members });
    expect(await sums('2025-12')).toEqual(expected);
  });

  it('stops when it is told to; another run goes on with the rest', async () => {
    await world.at('2026-01-31');
    const officer = await world.officer('ha-noi');
    const start = () => world.api.as(officer).call(startDuesRun, { body: { unitCode: 'ha-noi', month: '2026-01' } }).expect(201);
    const first = await start();
    await world.app.test.get(DuesRunner).chunk();
    await world.api.as(officer).call(cancelDuesRun, { params: { id: first.id } }).expect(200);
    await world.api.as(officer).call(cancelDuesRun, { params: { id: first.id } }).expectProblem(409, 'membership/dues-run-ended');
    const second = await start();
    expect(second.units).toBe(first.units - 1);
    await world.app.test.get(DuesRunner).workOff();
    expect((await world.api.as(officer).call(listDuesRuns, { query: { month: '2026-01' } }).expect(200)).items.map((run) => run.state)).toEqual(['DONE', 'CANCELLED']);
  });

  it('publishes totals per unit and month, and no lines', async () => {
    await world.at('2026-02-28');
    await world.run('truong-a', '2026-02');
    const totals = await world.totals('truong-a', '2026-02');
    const event = await world.app.test.expectPublished(DuesTotalledV1, { month: '2026-02', because: 'RECKONED' });
    expect(event).toMatchObject({ unitId: world.app.tree.get('truong-a').unitId, members: totals?.members, regularVnd: totals?.regularVnd });
    expect(JSON.stringify(event)).not.toContain('memberId');
  });

  it('ORG-21: shows no figure, line, run or sum of a sister unit', async () => {
    const sister = await world.officer('benh-vien-c');
    await world.api.as(sister).call(listDuesLines, { params: { code: 'truong-a' }, query: { month: '2026-02' } }).expectProblem(404, 'directory/unit-not-found');
    await world.api.as(sister).call(listDuesMonths, { query: { unit: 'truong-a', from: '2026-02', to: '2026-02' } }).expectProblem(404, 'directory/unit-not-found');
    expect((await world.api.as(sister).call(listDuesMonths, { query: { from: '2026-02', to: '2026-02' } }).expect(200)).items.map((row) => row.unitCode)).toEqual(['benh-vien-c']);
    expect((await world.api.as(sister).call(sumDuesMonths, { query: { from: '2026-02', to: '2026-02' } }).expect(200)).items).toEqual([]);
    const lines = await world.lines('truong-a', '2026-02');
    await world.api.as(sister).call(getMemberDues, { params: { id: lines[0]?.memberId ?? '' }, query: {} }).expectProblem(404, 'membership/member-not-found');
    const runs = await world.api.as(sister).call(listDuesRuns, { query: { month: '2026-02' } }).expect(200);
    expect(runs.items).toEqual([]);
    await world.api.as(sister).call(startDuesRun, { body: { unitCode: 'truong-a', month: '2026-02' } }).expectProblem(404, 'directory/unit-not-found');
    await world.api.as(await world.app.tree.person()).call(listDuesRuns, {}).expectProblem(403, 'auth/permission-missing');
  });

  it('adds the sums of the subtree up from the units, and says which are missing', async () => {
    const city = await world.officer('ha-noi');
    const board = await world.api.as(city).call(listDuesMonths, { query: { from: '2025-07', to: '2025-07', limit: 100 } }).expect(200);
    const sum = (await world.api.as(city).call(sumDuesMonths, { query: { from: '2025-07', to: '2025-07' } }).expect(200)).items[0];
    const cells = board.items.flatMap((row) => row.months);
    expect(sum).toMatchObject({ unitsCalculated: cells.length, regularVnd: cells.reduce((total, cell) => total + cell.regularVnd, 0), members: cells.reduce((total, cell) => total + cell.members, 0) });
    expect(sum?.unitsWithMembers).toBeGreaterThanOrEqual(sum?.unitsCalculated ?? 0);
    await world.api.as(city).call(listDuesMonths, { query: { from: '2025-01', to: '2025-12' } }).expect(200);
    await world.api.as(city).call(listDuesMonths, { query: { from: '2025-01', to: '2026-01' } }).expectProblem(400, 'membership/too-many-months');
  });
});

/** What a month came to: lines, totals, ledger. */
async function sums(month: string): Promise<unknown> {
  return world.app.test.transactions.readWhole((tx) => tx.query(
    `select (select count(*) from dues_line where month = $1) as lines, (select sum(regular_vnd) from dues_line where month = $1) as regular, (select sum(regular_vnd) from dues_month where month = $1) as totals,
       (select sum(amount_vnd) from ledger_posting p join ledger_journal j on j.id = p.journal_id where j.month = $1 and p.account = 'DUES_RECEIVABLE') as receivable`, [`${month}-01`]));
}
