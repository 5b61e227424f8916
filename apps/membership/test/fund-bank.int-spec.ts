import {
  closeMoneyTask, coverEmployer, declarePayroll, FundReceivedV1, getLedger, ignoreBankEntry, importBankStatement, listBankEntries, listBankStatements, listFundMonths, listMoneyTasks, listReconciliations, matchBankEntry,
  payOutFund, receiveFund, reconcile, registerEmployer, sendRemittance, suspendFund, unmatchBankEntry, type BankStatementView,
} from '@doanket/contracts';
import { eventually } from '@doanket/testing';
import { DataSource } from 'typeorm';
import { DuesWorld, killWaiting } from './dues.builder';

let world: DuesWorld;
const firms: Record<string, string> = {};

beforeAll(async () => {
  world = await DuesWorld.start();
  await firm('b', '0101234567', 'Công ty Bê Tông', 'cong-ty-b');
  await firm('k', '0109999999', 'Công ty Không Tổ Chức');
});
afterAll(() => world.app.close());

async function firm(key: string, enterpriseCode: string, name: string, unitCode?: string): Promise<void> {
  const { id } = await world.api.as(world.officer('ha-noi')).call(registerEmployer, { body: { enterpriseCode, name } }).expect(201);
  firms[key] = id;
  if (unitCode !== undefined) await world.api.as(world.officer('ha-noi')).call(coverEmployer, { params: { id }, body: { unitCode, validFrom: '2020-01-01' } }).expect(201);
}
const city = () => world.officer('ha-noi');
const declare = (key: string, month: string, insuredPayrollVnd: number, insuredWorkers = 10) => world.api.as(city()).call(declarePayroll, { params: { id: firms[key] ?? '' }, body: { month, insuredWorkers, insuredPayrollVnd } });
const receive = (key: string, month: string, amountVnd: number) => world.api.as(city()).call(receiveFund, { params: { id: firms[key] ?? '' }, body: { month, amountVnd, receivedOn: world.app.today } });
const ledgerOf = async (code: string): Promise<Record<string, number>> => {
  const view = await world.api.as(world.officer(code)).call(getLedger, { params: { code }, query: { month: world.app.today.slice(0, 7) } }).expect(200);
  return Object.fromEntries(view.accounts.filter((line) => line.closingVnd !== 0).map((line) => [line.account, line.closingVnd]));
};
const tasksOf = async (key: string) => (await world.api.as(city()).call(listMoneyTasks, { query: { state: 'OPEN', employer: firms[key] ?? '' } }).expect(200)).items.map((task) => [task.month, task.gap, task.amount]);

describe('ORG-18: the union fund', () => {
  it('payroll 1,000,000,000: fund 20,000,000, share of the union 15,000,000', async () => {
    expect(await declare('b', '2025-01', 1_000_000_000).expect(201)).toMatchObject({ dueVnd: 20_000_000, receivedVnd: 0, rate: { numerator: 2, denominator: 100 }, gaps: ['MONEY_SHORT'] });
    expect(await receive('b', '2025-01', 20_000_000).expect(201)).toMatchObject({ upperVnd: 5_000_000, grassrootsVnd: 15_000_000, shares: [{ unitCode: 'cong-ty-b', amountVnd: 15_000_000 }] });
    expect(await ledgerOf('ha-noi')).toEqual({ CASH: 20_000_000, FUND_OWN: 5_000_000, FUND_GRASSROOTS: 15_000_000 });
    expect(await ledgerOf('cong-ty-b')).toEqual({ FUND_CLAIM: 15_000_000, FUND_OWN: 15_000_000 });
    await world.app.test.expectPublished(FundReceivedV1, { employerId: firms['b'] ?? '', amountVnd: 20_000_000, grassrootsVnd: 15_000_000 });
  });

  it('is collected too where there is no union; its part is held', async () => {
    await declare('k', '2025-01', 100_000_000).expect(201);
    await receive('k', '2025-01', 2_000_000).expect(201);
    expect(await ledgerOf('ha-noi')).toMatchObject({ FUND_HELD: 1_500_000, FUND_OWN: 5_500_000 });
  });

  it('is paid out up to the share of the union', async () => {
    const pay = (amountVnd: number) => world.api.as(city()).call(payOutFund, { params: { code: 'cong-ty-b' }, body: { amountVnd, paidOn: world.app.today, decisionNumber: '3/QĐ', decidedOn: '2025-01-05' } });
    expect(await pay(15_000_001).expectProblem(422, 'membership/fund-claim-too-small')).toMatchObject({ claimVnd: 15_000_000 });
    expect(await pay(15_000_000).expect(201)).toMatchObject({ claimLeftVnd: 0 });
    expect(await ledgerOf('cong-ty-b')).toEqual({ CASH: 15_000_000, FUND_OWN: 15_000_000 });
  });

  it('a later word on the payroll books the difference', async () => {
    await declare('b', '2025-01', 1_100_000_000).expect(201);
    expect(await ledgerOf('ha-noi')).toMatchObject({ FUND_RECEIVABLE: 2_000_000, FUND_EXPECTED: 2_000_000 });
    expect(await declare('b', '2025-01', 1_000_000_000).expect(201)).toMatchObject({ dueVnd: 20_000_000, gaps: [] });
  });

  it('is suspended 12 months, not 13, and made up in the month after', async () => {
    const suspend = (from: string, to: string) => world.api.as(city()).call(suspendFund, { params: { id: firms['k'] ?? '' }, body: { from, to, decisionNumber: '5/QĐ', decidedOn: '2025-01-06' } });
    expect(await suspend('2025-02', '2026-02').expectProblem(422, 'membership/fund-suspended-too-long')).toMatchObject({ months: 13 });
    await declare('k', '2025-02', 100_000_000).expect(201);
    expect(await suspend('2025-02', '2025-03').expect(201)).toMatchObject({ dueOn: '2025-04-30' });
    await suspend('2025-03', '2025-05').expectProblem(409, 'membership/fund-suspended');
    await suspend('2025-04', '2026-02').expectProblem(422, 'membership/fund-suspended-too-long');
    await declare('k', '2025-03', 100_000_000).expect(201);
    expect(await declare('k', '2025-04', 100_000_000).expect(201)).toMatchObject({ dueVnd: 6_000_000, suspendedVnd: 0 });
    const months = await world.api.as(city()).call(listFundMonths, { params: { id: firms['k'] ?? '' }, query: { from: '2025-02', to: '2025-04' } }).expect(200);
    expect(months.items.map((row) => [row.dueVnd, row.suspendedVnd])).toEqual([[0, 2_000_000], [0, 2_000_000], [6_000_000, 0]]);
  });
});

describe('SOC-04: members, insurer, money', () => {
  it('opens a task for each gap beyond the tolerance, and closes it when the gap is gone', async () => {
    // 2 % of 50,000,000 is 1,000,000: the tolerance is 10,000, the larger of 10,000 and a thousandth.
    await declare('b', '2025-05', 50_000_000, 2).expect(201);
    await receive('b', '2025-05', 990_000).expect(201);
    expect(await tasksOf('b')).toEqual([]);
    await declare('b', '2025-05', 50_000_050, 2).expect(201);
    expect(await tasksOf('b')).toEqual([['2025-05', 'MONEY_SHORT', 10_001]]);
    await receive('b', '2025-05', 10_001).expect(201);
    expect(await tasksOf('b')).toEqual([]);
    await receive('b', '2025-05', 10_001).expect(201);
    expect(await tasksOf('b')).toEqual([['2025-05', 'MONEY_OVER', 10_001]]);
  });

  it('shows more members than insured, and salaries above the payroll', async () => {
    for (const salary of [10_000_000, 20_000_000, 30_000_000]) await world.member('cong-ty-b', salary);
    await declare('b', '2025-01', 1_000_000_000, 3).expect(201);
    expect(await tasksOf('b')).toEqual([['2025-05', 'MONEY_OVER', 10_001]]);
    expect(await declare('b', '2025-01', 59_000_000, 2).expect(201)).toMatchObject({ members: 3, membersWithSalary: 3, memberSalaryVnd: 60_000_000, gaps: ['MEMBERS_ABOVE_INSURED', 'SALARIES_ABOVE_PAYROLL', 'MONEY_OVER'] });
    expect((await tasksOf('b')).filter(([month]) => month === '2025-01').sort()).toEqual([['2025-01', 'MEMBERS_ABOVE_INSURED', 1], ['2025-01', 'MONEY_OVER', 18_820_000], ['2025-01', 'SALARIES_ABOVE_PAYROLL', 1_000_000]]);
  });

  it('lists employers with gaps first, and compares a month for all at once', async () => {
    const list = await world.api.as(city()).call(listReconciliations, { query: { month: '2025-01' } }).expect(200);
    expect(list.items.map((row) => [row.enterpriseCode, row.gaps.length > 0])).toEqual([['0101234567', true], ['0109999999', false]]);
    const first = await world.api.as(city()).call(listReconciliations, { query: { month: '2025-01', limit: 1 } }).expect(200);
    const second = await world.api.as(city()).call(listReconciliations, { query: { month: '2025-01', limit: 1, cursor: first.nextCursor ?? '' } }).expect(200);
    expect([...first.items, ...second.items]).toEqual(list.items);
    expect((await world.api.as(city()).call(listReconciliations, { query: { month: '2025-01', onlyGaps: 'true' } }).expect(200)).items).toHaveLength(1);
    // June: nobody said a payroll, but there are members.
    expect(await world.api.as(city()).call(reconcile, { body: { unitCode: 'ha-noi', month: '2025-06' } }).expect(200)).toMatchObject({ employers: 2, opened: 1 });
    expect(await world.api.as(city()).call(reconcile, { body: { unitCode: 'ha-noi', month: '2025-06' } }).expect(200)).toMatchObject({ opened: 0, closed: 0 });
    await declare('b', '2025-06', 60_000_000, 3).expect(201);
    await receive('b', '2025-06', 1_200_000).expect(201);
    expect((await tasksOf('b')).filter(([month]) => month === '2025-06')).toEqual([]);
  });

  it('is closed by hand with a reason, once', async () => {
    const [task] = (await world.api.as(city()).call(listMoneyTasks, { query: { state: 'OPEN' } }).expect(200)).items;
    const close = () => world.api.as(city()).call(closeMoneyTask, { params: { id: task?.id ?? '' }, body: { reason: 'Doanh nghiệp đã giải trình' } });
    expect(await close().expect(200)).toMatchObject({ state: 'CLOSED', reason: 'Doanh nghiệp đã giải trình' });
    await close().expectProblem(409, 'membership/money-task-closed');
  });

  it('shows a sister union nothing, and the union of the firm its own', async () => {
    const sister = world.officer('benh-vien-c');
    await world.api.as(sister).call(listFundMonths, { params: { id: firms['b'] ?? '' }, query: { from: '2025-01', to: '2025-01' } }).expectProblem(404, 'membership/employer-not-found');
    expect((await world.api.as(sister).call(listReconciliations, { query: { month: '2025-01' } }).expect(200)).items).toEqual([]);
    expect((await world.api.as(sister).call(listMoneyTasks, {}).expect(200)).items).toEqual([]);
    expect((await world.api.as(world.officer('cong-ty-b')).call(listReconciliations, { query: { month: '2025-01' } }).expect(200)).items).toHaveLength(1);
    await world.api.as(world.officer('cong-ty-b')).call(receiveFund, { params: { id: firms['b'] ?? '' }, body: { month: '2025-01', amountVnd: 1, receivedOn: '2025-01-06' } }).expectProblem(403, 'auth/permission-missing');
  });
});

const camt = (statement: string, entries: { ref: string; amount: number; text: string; account?: string; name?: string; debit?: boolean }[], head = ''): Buffer => Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${head}
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>M1</MsgId></GrpHdr><Stmt><Id>${statement}</Id><Acct><Id><Othr><Id>112000001234</Id></Othr></Id></Acct>
${entries.map((entry) => `<Ntry><Amt Ccy="VND">${entry.amount}.00</Amt><CdtDbtInd>${entry.debit === true ? 'DBIT' : 'CRDT'}</CdtDbtInd><BookgDt><Dt>2025-01-06</Dt></BookgDt><AcctSvcrRef>${entry.ref}</AcctSvcrRef><NtryDtls><TxDtls>
<RltdPties><Dbtr><Nm>${entry.name ?? 'Người trả'}</Nm></Dbtr><DbtrAcct><Id><Othr><Id>${entry.account ?? '999'}</Id></Othr></Id></DbtrAcct></RltdPties><RmtInf><Ustrd>${entry.text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`).join('\n')}
</Stmt></BkToCstmrStmt></Document>`);
const bring = (bytes: Buffer, type = 'application/octet-stream') => world.api.as(city()).upload(importBankStatement.path, bytes, type);
const queue = async (state: 'OPEN' | 'MATCHED' | 'IGNORED') => (await world.api.as(city()).call(listBankEntries, { query: { state, limit: 100 } }).expect(200)).items;

describe('bank statements', () => {
  it('takes camt.053 once, books what is sure and opens the rest', async () => {
    await declare('b', '2025-02', 300_000_000, 5).expect(201);
    const file = camt('SK-2025-01', [
      { ref: 'FT1', amount: 6_000_000, text: 'KPCD thang 2/2025 MST 0101234567', account: '19034567' },
      { ref: 'FT2', amount: 123_456, text: 'chuyen tien', name: 'CÔNG TY BÊ TÔNG' },
      { ref: 'FT3', amount: 55_000, text: 'Phí dịch vụ', debit: true },
    ]);
    const first: BankStatementView = await bring(file).expect(201);
    expect(first).toMatchObject({ format: 'CAMT053', accountMasked: '••••••••1234', entries: 3, repeated: 0, matched: 1, open: 1 });
    const [matched] = await queue('MATCHED');
    expect(matched).toMatchObject({ entryRef: 'FT1', byHand: false, match: { kind: 'FUND', targetId: firms['b'], month: '2025-02', confidence: 'HIGH', signs: ['CODE', 'AMOUNT'] } });
    const [open] = await queue('OPEN');
    expect(open).toMatchObject({ entryRef: 'FT2', proposals: [{ targetId: firms['b'], confidence: 'LOW', signs: ['NAME'] }] });
    const months = await world.api.as(city()).call(listFundMonths, { params: { id: firms['b'] ?? '' }, query: { from: '2025-02', to: '2025-02' } }).expect(200);
    expect(months.items).toMatchObject([{ dueVnd: 6_000_000, receivedVnd: 6_000_000, gaps: [] }]);

    const before = await ledgerOf('ha-noi');
    expect(await bring(file).expect(201)).toMatchObject({ id: first.id, entries: 3, matched: 1 });
    expect(await bring(camt('SK-2025-01-B', [{ ref: 'FT1', amount: 6_000_000, text: 'KPCD thang 2/2025 MST 0101234567' }])).expect(201)).toMatchObject({ entries: 0, repeated: 1 });
    expect(await ledgerOf('ha-noi')).toEqual(before);
    expect((await world.api.as(city()).call(listBankStatements, {}).expect(200)).items).toHaveLength(2);
  });

  it('opens an entry for a month that no rule knows, and books those behind it', async () => {
    await declare('b', '2014-03', 100_000_000).expect(201);
    await declare('b', '2025-08', 100_000_000).expect(201);
    const both = camt('SK-2025-OLD', [
      { ref: 'OLD1', amount: 2_000_000, text: 'KPCD thang 3/2014 MST 0101234567' }, { ref: 'OLD2', amount: 2_000_000, text: 'KPCD thang 8/2025 MST 0101234567' },
    ]);
    expect(await bring(both).expect(201)).toMatchObject({ entries: 2, matched: 1, open: 1 });
    expect((await queue('OPEN')).map(({ entryRef }) => entryRef)).toContain('OLD1');
    expect((await queue('MATCHED')).map(({ entryRef }) => entryRef)).toContain('OLD2');
  });

  it('takes CSV with Vietnamese titles, amounts and days', async () => {
    const csv = 'Số tài khoản;Số sao kê;Mã giao dịch;Ngày giao dịch;Số tiền ghi có;Nội dung;Tên đối ứng;Tài khoản đối ứng\n112000001234;SK-02;GD1;06/01/2025;1.500.000;"nộp tiền; không rõ";Ông Nguyễn Văn Thử;88881111\n';
    expect(await bring(Buffer.from(`\uFEFF${csv}`)).expect(201)).toMatchObject({ format: 'CSV', entries: 1, open: 1 });
    const entry = (await queue('OPEN')).find((one) => one.entryRef === 'GD1');
    expect(entry).toMatchObject({ amountVnd: 1_500_000, bookedOn: '2025-01-06', text: 'nộp tiền; không rõ', counterAccountMasked: '••••1111', proposals: [] });
  });

  it('SOC-10: no account number lies in a table in plain: neither the own one nor that of the other side', async () => {
    const tables = ['bank_statement', 'bank_entry', 'bank_party'];
    const rows = await Promise.all(tables.map((table) => world.app.test.transactions.readWhole((tx) => tx.query(`select to_jsonb(t) as row from ${table} t`)) as Promise<{ row: object }[]>));
    expect(rows[1]?.length).toBeGreaterThan(3);
    for (const number of ['112000001234', '19034567', '88881111']) expect(JSON.stringify(rows)).not.toContain(number);
  });

  it('learns whose account it is from a match by hand, and takes a match back with new postings', async () => {
    const entry = (await queue('OPEN')).find((one) => one.entryRef === 'GD1');
    const before = await ledgerOf('ha-noi');
    const match = () => world.api.as(city()).call(matchBankEntry, { params: { id: entry?.id ?? '' }, body: { kind: 'FUND', targetId: firms['k'] ?? '', month: '2025-04' } });
    expect(await match().expect(200)).toMatchObject({ state: 'MATCHED', byHand: true, match: { targetName: 'Công ty Không Tổ Chức', month: '2025-04' } });
    await match().expectProblem(409, 'membership/bank-entry-not-in-state');
    expect((await ledgerOf('ha-noi'))['CASH']).toBe((before['CASH'] ?? 0) + 1_500_000);
    await bring(camt('SK-03', [{ ref: 'FT9', amount: 4_500_000, text: 'KPCD T4/2025', account: '88881111' }])).expect(201);
    expect((await queue('MATCHED')).find((one) => one.entryRef === 'FT9')).toMatchObject({ match: { targetId: firms['k'], month: '2025-04', confidence: 'HIGH', signs: ['ACCOUNT', 'AMOUNT'] } });

    const nine = (await queue('MATCHED')).find((one) => one.entryRef === 'FT9');
    const unmatch = () => world.api.as(city()).call(unmatchBankEntry, { params: { id: nine?.id ?? '' }, body: { reason: 'Nhầm tháng' } });
    expect(await unmatch().expect(200)).toMatchObject({ state: 'OPEN', match: null, reason: 'Nhầm tháng' });
    await unmatch().expectProblem(409, 'membership/bank-entry-not-in-state');
    expect((await ledgerOf('ha-noi'))['CASH']).toBe((before['CASH'] ?? 0) + 1_500_000);
    expect(await world.api.as(city()).call(ignoreBankEntry, { params: { id: nine?.id ?? '' }, body: { reason: 'Không phải của công đoàn' } }).expect(200)).toMatchObject({ state: 'IGNORED' });
    await world.api.as(city()).call(matchBankEntry, { params: { id: (await queue('OPEN'))[0]?.id ?? '' }, body: { kind: 'FUND', targetId: '01920000-0000-7000-8000-00000000dead' } }).expectProblem(422, 'membership/match-target-unknown');
  });

  it('recognises dues a union sent up by its code and the amount', async () => {
    await world.app.tree.unit('cdcs-truc-thuoc', { parent: 'ha-noi', type: 'G' });
    await world.bloc('cdcs-truc-thuoc', 'FDI');
    await world.member('cdcs-truc-thuoc', 10_000_000);
    await world.run('cdcs-truc-thuoc', '2025-01');
    await world.collect('cdcs-truc-thuoc', '2025-01').expect(201);
    await world.api.as(world.officer('cdcs-truc-thuoc')).call(sendRemittance, { params: { code: 'cdcs-truc-thuoc' }, body: { amountVnd: 30_000, sentOn: world.app.today } }).expect(201);
    await bring(camt('SK-04', [{ ref: 'FT20', amount: 30_000, text: 'Nop doan phi cdcs-truc-thuoc T1/2025' }])).expect(201);
    const entry = (await queue('MATCHED')).find((one) => one.entryRef === 'FT20');
    expect(entry).toMatchObject({ match: { kind: 'REMITTANCE', confidence: 'HIGH', signs: ['CODE', 'AMOUNT'] } });
    expect(await world.totals('cdcs-truc-thuoc', '2025-01')).toMatchObject({ dueUpVnd: 30_000, remittedVnd: 30_000 });
    await world.api.as(city()).call(unmatchBankEntry, { params: { id: entry?.id ?? '' }, body: { reason: 'Thử' } }).expectProblem(422, 'membership/match-not-taken-back');
  });

  it('refuses what is no statement, an entity, another currency, and says where', async () => {
    const where = async (bytes: Buffer) => (await bring(bytes).expectProblem(400, 'membership/statement-unreadable'))['where'];
    expect(await where(Buffer.from('a;b\n1;2\n'))).toBe('column account');
    expect(await where(camt('X', [{ ref: 'R', amount: 1, text: '&bomb;' }], '<!DOCTYPE d [<!ENTITY bomb "x">]>'))).toBe('DOCTYPE');
    expect(await where(camt('X', [{ ref: 'R', amount: 1, text: '&bomb;' }]))).toBe('XML');
    expect(await where(Buffer.from(camt('X', [{ ref: 'R', amount: 1, text: 'x' }]).toString().replace('VND', 'USD')))).toBe('entry 1: currency');
    expect(await where(Buffer.from(camt('X', [{ ref: 'R', amount: 1, text: 'x' }]).toString().replace('2025-01-06', '2025-02-30')))).toBe('entry 1: date');
    expect(await where(Buffer.from([0xff, 0xfe, 0x00]))).toBe('UTF-8');
    await world.api.as(world.officer('cong-ty-b')).upload(importBankStatement.path, Buffer.from('x'), 'text/csv').expectProblem(403, 'auth/permission-missing');
  });

  it('rolls back whole when it is killed in the middle, and comes in whole after', async () => {
    const file = camt('SK-KILL', Array.from({ length: 50 }, (_, n) => ({ ref: `K${n}`, amount: 1000 + n, text: 'x' })));
    const source = world.app.test.app.get(DataSource);
    const holder = source.createQueryRunner();
    await holder.startTransaction();
    await holder.query('set local role membership_whole');
    await holder.query('lock table bank_entry in access exclusive mode');
    const dying = bring(file).then((answer) => answer.status);
    await eventually(async () => {
      expect(await killWaiting(source)).toBe(1);
    }, { withinMs: 20_000 });
    expect(await dying).toBeGreaterThanOrEqual(500);
    await holder.rollbackTransaction();
    await holder.release();
    expect((await world.api.as(city()).call(listBankStatements, {}).expect(200)).items.filter((one) => one.reference === 'SK-KILL')).toEqual([]);
    expect(await bring(file).expect(201)).toMatchObject({ entries: 50, open: 50 });
  });
});
