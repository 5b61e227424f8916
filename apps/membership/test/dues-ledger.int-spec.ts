import {
  bookOtherIncome, bookSpending, collectDues, DuesTotalledV1, endMember, getLedger, getMemberDues, listArrears, listJournals, listPeriods, listRemittances, lockPeriod, membershipRuleBook, receiveRemittance, refundCredit, refuseRemittance, reopenPeriod,
  sendRemittance,
} from '@doanket/contracts';
import { shareOfVnd } from '@doanket/kernel';
import fc from 'fast-check';
import { DuesQueries } from '../src/dues/dues.queries';
import { Ledger } from '../src/ledger/ledger';
import { DuesWorld } from './dues.builder';

let world: DuesWorld;
const members: string[] = [];

beforeAll(async () => {
  world = await DuesWorld.start();
  // Ten members at 10,000,000 each: 100,000 a month until June.
  for (let n = 0; n < 10; n += 1) members.push(await world.member('cong-ty-b', 10_000_000));
});
afterAll(() => world.app.close());

const ledgerOf = async (code: string, month: string): Promise<Record<string, number>> => {
  const view = await world.api.as(world.officer(code)).call(getLedger, { params: { code }, query: { month } }).expect(200);
  return Object.fromEntries(view.accounts.filter((line) => line.closingVnd !== 0).map((line) => [line.account, line.closingVnd]));
};
const lock = (code: string, month: string) => world.api.as(world.chair(code)).call(lockPeriod, { params: { code, month } });

describe('ORG-18: collecting and splitting', () => {
  it('splits 5,000,000 of dues into 3,500,000 for the union and 1,500,000 up', async () => {
    // Forty more, so that a month of 1 % comes to 5,000,000.
    for (let n = 0; n < 40; n += 1) members.push(await world.member('cong-ty-b', 10_000_000));
    await world.run('cong-ty-b', '2025-01');
    expect(await ledgerOf('cong-ty-b', '2025-01')).toEqual({ DUES_RECEIVABLE: 5_000_000, DUES_EXPECTED: 5_000_000 });
    expect(await world.collect('cong-ty-b', '2025-01').expect(201)).toMatchObject({ members: 50, collectedVnd: 5_000_000, ownVnd: 3_500_000, upperVnd: 1_500_000, extraVnd: 0 });
    expect(await ledgerOf('cong-ty-b', '2025-01')).toEqual({ CASH: 5_000_000, DUES_OWN: 3_500_000, DUES_UPPER: 1_500_000 });
    expect(await world.totals('cong-ty-b', '2025-01')).toMatchObject({ collectedVnd: 5_000_000, dueUpVnd: 1_500_000, remittedVnd: 0, arrearsVnd: 0 });
    await world.app.test.expectPublished(DuesTotalledV1, { because: 'COLLECTED', month: '2025-01', collectedVnd: 5_000_000 });
    await world.collect('cong-ty-b', '2025-01').expectProblem(409, 'membership/nothing-to-collect');
  });

  it('collects from single members, at most what they owe', async () => {
    await world.at('2025-02-20');
    await world.run('cong-ty-b', '2025-02');
    const [one = '', other = ''] = members;
    expect(await world.collect('cong-ty-b', '2025-02', [{ memberId: one, amountVnd: 60_000 }]).expect(201)).toMatchObject({ collectedVnd: 60_000, ownVnd: 42_000, upperVnd: 18_000 });
    const refused = await world.collect('cong-ty-b', '2025-02', [{ memberId: other, amountVnd: 100_000 }, { memberId: one, amountVnd: 40_001 }]).expectProblem(422, 'membership/collected-too-much');
    expect(refused.errors).toEqual([{ pointer: '/body/members/1/amountVnd', detail: 'At most 40000' }]);
    await world.collect('cong-ty-b', '2025-02', [{ memberId: one, amountVnd: 40_000 }]).expect(201);
    expect(await world.duesOf('cong-ty-b', one)).toMatchObject({ arrearsVnd: 0, creditVnd: 0 });
    expect(await world.duesOf('cong-ty-b', other)).toMatchObject({ arrearsVnd: 100_000 });
    await world.collect('cong-ty-b', '2025-03').expectProblem(409, 'membership/dues-month-not-reckoned');
    const ahead = { month: '2025-02', collectedOn: '2025-02-21', method: 'DIRECT' as const };
    await world.api.as(world.officer('cong-ty-b')).call(collectDues, { params: { code: 'cong-ty-b' }, body: ahead }).expectProblem(400, 'membership/booked-in-future');
  });

  it('lets two who collect the same month at once have it once', async () => {
    const answers = await Promise.all([world.collect('cong-ty-b', '2025-02'), world.collect('cong-ty-b', '2025-02')]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409]);
    expect(await world.totals('cong-ty-b', '2025-02')).toMatchObject({ collectedVnd: 5_000_000, arrearsVnd: 0 });
  });

  it('keeps 100 % of the extra at the union, apart from the rest', async () => {
    await world.app.tree.unit('cdcs-muc-cao', { parent: 'tay-ho' });
    await world.bloc('cdcs-muc-cao', 'FDI');
    await world.member('cdcs-muc-cao', 10_000_000);
    await world.api.as(world.chair('cdcs-muc-cao')).post('/units/cdcs-muc-cao/dues-terms', { from: '2025-02', rate: { numerator: 15, denominator: 1000 }, decisionNumber: '1/NQ', decidedOn: '2025-02-01' }).expect(201);
    await world.run('cdcs-muc-cao', '2025-02');
    expect(await world.collect('cdcs-muc-cao', '2025-02').expect(201)).toMatchObject({ collectedVnd: 150_000, ownVnd: 70_000, upperVnd: 30_000, extraVnd: 50_000 });
    expect(await ledgerOf('cdcs-muc-cao', '2025-02')).toEqual({ CASH: 150_000, DUES_OWN: 70_000, DUES_UPPER: 30_000, DUES_EXTRA: 50_000 });
  });
});

describe('ORG-18: remittance upward', () => {
  const send = (amountVnd: number, sentOn = world.app.today) => world.api.as(world.officer('cong-ty-b')).call(sendRemittance, { params: { code: 'cong-ty-b' }, body: { amountVnd, sentOn } });

  it('is sent, then received or refused by the level above, and never more than is due', async () => {
    await send(3_000_001).expectProblem(422, 'membership/remitted-too-much');
    const sent = await send(2_000_000).expect(201);
    expect(sent).toMatchObject({ state: 'SENT', receiverCode: 'tay-ho' });
    expect(await ledgerOf('cong-ty-b', '2025-02')).toMatchObject({ CASH: 8_000_000, DUES_UPPER: 1_000_000 });
    await world.api.as(world.officer('cong-ty-b')).call(receiveRemittance, { params: { id: sent.id }, body: { receivedOn: world.app.today } }).expectProblem(404, 'membership/remittance-not-found');
    await world.api.as(world.officer('thanh-xuan')).call(receiveRemittance, { params: { id: sent.id }, body: { receivedOn: world.app.today } }).expectProblem(404, 'membership/remittance-not-found');
    expect(await world.api.as(world.officer('tay-ho')).call(receiveRemittance, { params: { id: sent.id }, body: { receivedOn: world.app.today } }).expect(200)).toMatchObject({ state: 'RECEIVED' });
    expect(await ledgerOf('tay-ho', '2025-02')).toEqual({ CASH: 2_000_000, DUES_FROM_BELOW: 2_000_000 });
    expect([await world.totals('cong-ty-b', '2025-01'), await world.totals('cong-ty-b', '2025-02')]).toMatchObject([{ remittedVnd: 1_500_000 }, { remittedVnd: 500_000 }]);

    const lost = await send(1_000_000).expect(201);
    await world.api.as(world.officer('tay-ho')).call(refuseRemittance, { params: { id: lost.id }, body: { reason: 'Chưa nhận được tiền' } }).expect(200);
    expect(await ledgerOf('cong-ty-b', '2025-02')).toMatchObject({ CASH: 8_000_000, DUES_UPPER: 1_000_000 });
    await world.api.as(world.officer('tay-ho')).call(receiveRemittance, { params: { id: lost.id }, body: { receivedOn: world.app.today } }).expectProblem(409, 'membership/remittance-answered');
    expect((await world.api.as(world.officer('truong-a')).call(listRemittances, {}).expect(200)).items).toEqual([]);
  });

  it('is in arrears from the day after the one the rule names, and reminded of once a week', async () => {
    const arrears = async () => (await world.api.as(world.officer('tay-ho')).call(listArrears, {}).expect(200)).items.filter((row) => row.unitCode === 'cong-ty-b');
    await world.at('2025-03-10');
    expect(await arrears()).toEqual([]);
    await world.at('2025-03-11');
    expect(await arrears()).toMatchObject([{ month: '2025-02', dueOn: '2025-03-10', membersOweVnd: 0, unitOwesVnd: 1_000_000, reminders: 0 }]);
    const queries = world.app.test.get(DuesQueries);
    expect([await queries.remind() > 0, await queries.remind()]).toEqual([true, 0]);
    await world.at('2025-03-17');
    expect(await queries.remind()).toBe(0);
    await world.at('2025-03-18');
    expect(await queries.remind()).toBeGreaterThan(0);
    expect(await arrears()).toMatchObject([{ reminders: 2, remindedOn: '2025-03-18' }]);
    expect((await world.api.as(world.officer('thanh-xuan')).call(listArrears, {}).expect(200)).items).toEqual([]);
  });
});

describe('ORG-17: credit of somebody who left', () => {
  it('ORG-17: is paid out, with the shares of both levels; of a member it stays for the next dues', async () => {
    await world.app.tree.unit('cdcs-hoan', { parent: 'thanh-xuan' });
    await world.bloc('cdcs-hoan', 'ENTERPRISE_NONSTATE');
    await world.at('2025-06-01');
    const [leaver, stayer] = [await world.member('cdcs-hoan', 10_000_000), await world.member('cdcs-hoan', 10_000_000)];
    await world.at('2025-06-30');
    await world.run('cdcs-hoan', '2025-06');
    await world.collect('cdcs-hoan', '2025-06').expect(201);
    // The leaver's salary was half of it: half of the dues is too much.
    await world.salary('cdcs-hoan', leaver, 5_000_000, '2025-06');
    await world.run('cdcs-hoan', '2025-06', 'CORRECTION');
    expect(await world.duesOf('cdcs-hoan', leaver)).toMatchObject({ creditVnd: 50_000 });
    const refund = (memberId: string, over: { amountVnd?: number; paidOn?: string } = {}, by = 'cdcs-hoan') =>
      world.api.as(world.officer(by)).call(refundCredit, { params: { code: 'cdcs-hoan' }, body: { memberId, paidOn: world.app.today, ...over } });
    await refund(leaver).expectProblem(409, 'membership/credit-stays-for-dues');
    await world.api.as(world.chair('cdcs-hoan')).call(endMember, { params: { id: leaver }, body: { because: 'LEFT', endedOn: world.app.today, decision: world.app.decision() } }).expect(200);
    await refund(leaver, { amountVnd: 50_001 }).expectProblem(422, 'membership/credit-too-small');
    await refund(leaver, { paidOn: '2025-07-01' }).expectProblem(400, 'membership/booked-in-future');
    await refund(leaver, {}, 'truong-a').expectProblem(404, 'directory/unit-not-found');
    await refund(stayer).expectProblem(409, 'membership/credit-stays-for-dues');
    expect(await refund(leaver, { amountVnd: 20_000 }).expect(201)).toMatchObject({ amountVnd: 20_000, creditVnd: 30_000 });
    expect(await refund(leaver).expect(201)).toMatchObject({ amountVnd: 30_000, creditVnd: 0 });
    await refund(leaver).expectProblem(422, 'membership/credit-too-small');
    expect(await ledgerOf('cdcs-hoan', '2025-06')).toEqual({ CASH: 150_000, DUES_OWN: 105_000, DUES_UPPER: 45_000 });
    expect(await world.totals('cdcs-hoan', '2025-06')).toMatchObject({ regularVnd: 150_000, collectedVnd: 150_000, dueUpVnd: 45_000, arrearsVnd: 0 });
    expect(await world.duesOf('cdcs-hoan', leaver)).toMatchObject({ creditVnd: 0, arrearsVnd: 0 });
  });

  it('ORG-17: waits while the level above has its share already', async () => {
    await world.app.tree.unit('cdcs-gui', { parent: 'thanh-xuan' });
    await world.bloc('cdcs-gui', 'ENTERPRISE_NONSTATE');
    const leaver = await world.member('cdcs-gui', 10_000_000);
    await world.run('cdcs-gui', '2025-06');
    await world.collect('cdcs-gui', '2025-06').expect(201);
    await world.api.as(world.officer('cdcs-gui')).call(sendRemittance, { params: { code: 'cdcs-gui' }, body: { amountVnd: 30_000, sentOn: world.app.today } }).expect(201).then(({ id }) =>
      world.api.as(world.officer('thanh-xuan')).call(receiveRemittance, { params: { id }, body: { receivedOn: world.app.today } }).expect(200));
    await world.salary('cdcs-gui', leaver, 5_000_000, '2025-06');
    await world.run('cdcs-gui', '2025-06', 'CORRECTION');
    await world.api.as(world.chair('cdcs-gui')).call(endMember, { params: { id: leaver }, body: { because: 'RETIRED', endedOn: world.app.today, decision: world.app.decision() } }).expect(200);
    const before = await ledgerOf('cdcs-gui', '2025-06');
    await world.api.as(world.officer('cdcs-gui')).call(refundCredit, { params: { code: 'cdcs-gui' }, body: { memberId: leaver, paidOn: world.app.today } }).expectProblem(409, 'membership/share-sent-up');
    expect(await ledgerOf('cdcs-gui', '2025-06')).toEqual(before);
  });
});

describe('ORG-17: a rule published late', () => {
  it('July 2025 collected at 100,000: the correction on 30/7/2025 gives a credit of 50,000; closed months stay closed', async () => {
    await world.app.tree.unit('cdcs-som', { parent: 'thanh-xuan' });
    await world.bloc('cdcs-som', 'ENTERPRISE_NONSTATE');
    await world.at('2025-07-01');
    const id = await world.member('cdcs-som', 10_000_000);
    // On 15/7 the decision is not known yet: 1 % holds for July too.
    await rate('2025-07-01', { numerator: 1, denominator: 100 });
    await world.at('2025-07-15');
    await world.run('cdcs-som', '2025-07');
    await world.collect('cdcs-som', '2025-07').expect(201);
    const before = await ledgerOf('cdcs-som', '2025-07');
    expect(before).toEqual({ CASH: 100_000, DUES_OWN: 70_000, DUES_UPPER: 30_000 });

    await world.at('2025-07-30');
    await rate('2025-07-01', { numerator: 1, denominator: 200 });
    await world.run('cdcs-som', '2025-07', 'CORRECTION');
    expect(await world.duesOf('cdcs-som', id)).toMatchObject({ creditVnd: 50_000, arrearsVnd: 0, months: [{ month: '2025-07', dueVnd: 50_000, paidVnd: 50_000 }] });
    expect((await world.lines('cdcs-som', '2025-07')).map((line) => [line.kind, line.regularVnd])).toEqual([['REGULAR', 100_000], ['CORRECTION', -50_000]]);
    expect(await ledgerOf('cdcs-som', '2025-07')).toEqual({ CASH: 100_000, DUES_OWN: 70_000, DUES_UPPER: 30_000, MEMBER_CREDIT: 50_000, DUES_EXPECTED: -50_000 });
    // A second correction finds nothing more.
    await world.run('cdcs-som', '2025-07', 'CORRECTION');
    expect(await world.lines('cdcs-som', '2025-07')).toHaveLength(2);

    await world.at('2025-08-31');
    await world.run('cdcs-som', '2025-08');
    expect(await world.totals('cdcs-som', '2025-08')).toMatchObject({ regularVnd: 50_000, collectedVnd: 50_000, arrearsVnd: 0 });
    expect(await world.duesOf('cdcs-som', id)).toMatchObject({ creditVnd: 0, arrearsVnd: 0 });
    expect(await ledgerOf('cdcs-som', '2025-08')).toEqual({ CASH: 100_000, DUES_OWN: 70_000, DUES_UPPER: 30_000 });
  });

  it('books what is found later in the first open month; a closed month changes only by an audited decision', async () => {
    await lock('cdcs-som', '2025-08').expectProblem(422, 'membership/period-not-over');
    await world.at('2025-09-05');
    await lock('cdcs-som', '2025-07').expect(200);
    await lock('cdcs-som', '2025-07').expectProblem(409, 'membership/period-locked');
    const july = await ledgerOf('cdcs-som', '2025-07');
    const salaried = (await world.lines('cdcs-som', '2025-07'))[0]?.memberId ?? '';
    await world.salary('cdcs-som', salaried, 12_000_000, '2025-07');
    await world.run('cdcs-som', '2025-07', 'CORRECTION');
    expect(await ledgerOf('cdcs-som', '2025-07')).toEqual(july);
    expect((await world.lines('cdcs-som', '2025-07')).at(-1)).toMatchObject({ kind: 'CORRECTION', regularVnd: 10_000, bookedIn: '2025-08' });
    expect(await ledgerOf('cdcs-som', '2025-08')).toMatchObject({ DUES_RECEIVABLE: 10_000, DUES_EXPECTED: 10_000 });

    const late = { month: '2025-07', collectedOn: '2025-07-31', method: 'DIRECT' as const };
    await world.api.as(world.officer('cdcs-som')).call(collectDues, { params: { code: 'cdcs-som' }, body: late }).expectProblem(409, 'membership/period-locked');
    const reopening = { decisionNumber: '12/QĐ-LĐLĐ', decidedOn: '2025-09-05', reason: 'Ghi sổ thiếu một phiếu thu' };
    const reopen = (by: string) => world.api.as(world.chair(by)).call(reopenPeriod, { params: { code: 'cdcs-som', month: '2025-07' }, body: reopening });
    await reopen('cdcs-som').expectProblem(403, 'auth/permission-missing');
    await reopen('tay-ho').expectProblem(404, 'directory/unit-not-found');
    await reopen('thanh-xuan').expect(200);
    await reopen('thanh-xuan').expectProblem(409, 'membership/period-not-locked');
    await world.api.as(world.officer('cdcs-som')).call(collectDues, { params: { code: 'cdcs-som' }, body: late }).expect(201);
    expect((await world.api.as(world.chair('cdcs-som')).call(listPeriods, { params: { code: 'cdcs-som' } }).expect(200)).items).toMatchObject([{ action: 'REOPENED', decisionNumber: '12/QĐ-LĐLĐ' }, { action: 'LOCKED' }]);
    const trail = await world.api.as(world.chair('ha-noi')).get('/system/audit?action=ledger.reopen').expect(200);
    expect(trail.items).toMatchObject([{ why: 'Ghi sổ thiếu một phiếu thu' }]);
  });
});

describe('ORG-18: ledgers', () => {
  it('refuses to pay 30,000,000 from a fund with 20,000,000', async () => {
    await world.at('2025-09-20');
    const chair = world.chair('tay-ho');
    await world.api.as(chair).call(bookOtherIncome, { params: { code: 'tay-ho' }, body: { amountVnd: 20_000_000, receivedOn: '2025-09-20', purpose: 'Ủng hộ' } }).expect(201);
    const spend = (amountVnd: number) => world.api.as(chair).call(bookSpending, { params: { code: 'tay-ho' }, body: { fund: 'OTHER_FUND', amountVnd, paidOn: '2025-09-20', purpose: 'Chăm lo đoàn viên', decisionNumber: '9/QĐ', decidedOn: '2025-09-19' } });
    await spend(30_000_000).expectProblem(422, 'membership/fund-too-small');
    await spend(20_000_001).expectProblem(422, 'membership/fund-too-small');
    expect(await spend(20_000_000).expect(201)).toMatchObject({ kind: 'SPENT', postings: [{ account: 'OTHER_FUND', amountVnd: 20_000_000 }, { account: 'CASH', amountVnd: -20_000_000 }] });
    const journals = await world.api.as(chair).call(listJournals, { params: { code: 'tay-ho' }, query: { account: 'OTHER_FUND' } }).expect(200);
    expect(journals.items.map((journal) => journal.kind)).toEqual(['SPENT', 'OTHER_INCOME']);
    await world.api.as(world.chair('thanh-xuan')).call(listJournals, { params: { code: 'tay-ho' }, query: {} }).expectProblem(404, 'directory/unit-not-found');
    await world.api.as(world.chair('ha-noi')).call(bookSpending, { params: { code: 'tay-ho' }, body: { fund: 'OTHER_FUND', amountVnd: 1, paidOn: '2025-09-20', purpose: 'x', decisionNumber: '9/QĐ', decidedOn: '2025-09-19' } }).expectProblem(403, 'directory/outside-reach');
  });

  it('is held by the database: balance, append only, no change of a balance by hand', async () => {
    const unit = world.app.tree.get('thanh-xuan').unitId;
    const run = (sql: string) => world.app.test.transactions.runWhole((tx) => tx.query(sql));
    const journal = `with j as (insert into ledger_journal (id, unit_id, month, kind, booked_on) values (gen_random_uuid(), '${unit}', '2025-09-01', 'OTHER_INCOME', '2025-09-20') returning id)`;
    await expect(world.app.test.transactions.runWhole(async (tx) => {
      const rows: { id: string }[] = await tx.query(`${journal} select id from j`);
      await tx.query(`insert into ledger_posting (journal_id, account, unit_id, amount_vnd) values ('${rows[0]?.id}', 'CASH', '${unit}', 100), ('${rows[0]?.id}', 'OTHER_FUND', '${unit}', -99)`);
    })).rejects.toThrow('Debit and credit');
    await expect(run("update ledger_posting set amount_vnd = 1")).rejects.toThrow('permission denied');
    await expect(run('delete from ledger_journal')).rejects.toThrow('permission denied');
    await expect(run('update ledger_balance set balance_vnd = 0')).rejects.toThrow('permission denied');
    await expect(run('delete from dues_line')).rejects.toThrow('permission denied');
  });

  it('property: whatever is booked, debit equals credit, balances equal the postings, no fund is negative', async () => {
    const unitId = world.app.tree.get('phuong-30').unitId;
    const ledger = world.app.test.get(Ledger);
    const step = fc.record({ income: fc.boolean(), amount: fc.integer({ min: 1, max: 1_000_000 }) });
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      for (const { income, amount } of steps) {
        const moves = income ? { CASH: amount, OTHER_FUND: -amount } : { OTHER_FUND: amount, CASH: -amount };
        await world.app.test.transactions.runWhole((tx) => ledger.book(tx, [{ unitId, month: '2025-09', kind: income ? 'OTHER_INCOME' : 'SPENT', bookedOn: '2025-09-20', sourceId: null, moves }])).catch((error: { code?: string }) => {
          if (error.code !== 'membership/fund-too-small') throw error;
        });
      }
      const rows: { sum: string; differs: number; negative: number }[] = await world.app.test.transactions.readWhole((tx) => tx.query(
        `select (select coalesce(sum(amount_vnd), 0) from ledger_posting where unit_id = $1) as sum,
           (select count(*)::int from ledger_balance b join ledger_account a on a.code = b.account where b.unit_id = $1 and b.balance_vnd <>
             (select coalesce(sum(case a.side when 'DEBIT' then p.amount_vnd else -p.amount_vnd end), 0) from ledger_posting p where p.unit_id = $1 and p.account = b.account)) as differs,
           (select count(*)::int from ledger_balance where never_negative and balance_vnd < 0) as negative`, [unitId]));
      expect(rows[0]).toMatchObject({ sum: '0', differs: 0, negative: 0 });
    }), { numRuns: 15 });
  });

  it('property: the parts of a split are the whole, for every amount and share', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 9_000_000_000_000_000 }), fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 0, max: 1000 }), (amount, denominator, part) => {
      const own = shareOfVnd(amount, { numerator: Math.min(part, denominator), denominator });
      expect(own + (amount - own)).toBe(amount);
      expect(own).toBeGreaterThanOrEqual(0);
      expect(own).toBeLessThanOrEqual(amount);
    }));
  });

  it('keeps the totals of a month equal to its lines and payments', async () => {
    const differing: unknown[] = await world.app.test.transactions.readWhole((tx) => tx.query(
      `select d.unit_id, d.month from dues_month d where d.regular_vnd + d.extra_vnd <> (select coalesce(sum(l.regular_vnd + l.extra_vnd), 0) from dues_line l where l.unit_id = d.unit_id and l.month = d.month)
         or d.collected_vnd <> (select coalesce(sum(p.regular_vnd + p.extra_vnd), 0) from dues_payment p where p.unit_id = d.unit_id and p.month = d.month)`));
    expect(differing).toEqual([]);
    const receivable: { ledger: string; dues: string }[] = await world.app.test.transactions.readWhole((tx) => tx.query(
      `select (select sum(balance_vnd) from ledger_balance where account = 'DUES_RECEIVABLE') as ledger, (select sum(regular_vnd + extra_vnd - collected_vnd) from dues_month) as dues`));
    expect(receivable[0]?.ledger).toBe(receivable[0]?.dues);
  });

  it('hides dues of a member from a sister union', async () => {
    await world.api.as(world.officer('benh-vien-c')).call(getMemberDues, { params: { id: members[0] ?? '' }, query: {} }).expectProblem(404, 'membership/member-not-found');
  });
});

/** A rule of dues in non-state enterprises, proposed and confirmed by two persons. */
async function rate(validFrom: string, share: { numerator: number; denominator: number }): Promise<void> {
  const proposed = await world.api.as(world.officer('ha-noi')).call(membershipRuleBook.proposeRule, {
    body: { code: 'DUES_RATE', scope: 'NONSTATE', value: { collected: true, base: 'INSURANCE_SALARY', rate: share }, validFrom, validTo: null, decisionNumber: '61/QĐ-TLĐ', decidedOn: '2025-07-29', source: 'Kiểm thử', confidence: 'ASSUMED' },
  }).expect(201);
  await world.api.as(world.chair('ha-noi')).call(membershipRuleBook.confirmRule, { params: { id: proposed.id } }).expect(200);
}
