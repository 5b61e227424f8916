import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import {
  EmployerRegisteredV1, EmployerSupervisedV1, ExchangeFinishedV1, getEmployer, listInsuranceDebts, listExchangeRows, listExchanges, listExchangeTasks, listRecruiting, openExchange, readExchangeReport, resolveExchangeTask,
  SalaryChangedV1, sendExchangeMessage, type ExchangeTaskView,
} from '@doanket/contracts';
import { eventually, type Caller } from '@doanket/testing';
import { ExchangeDuesSource } from '../src/exchanges/exchange-dues';
import { ExchangeWorker } from '../src/exchanges/exchange.worker';
import { ExchangeDesk } from './exchange-desk';
import { MembershipApp } from './membership-app';

let app: MembershipApp;
let desk: ExchangeDesk;

beforeAll(async () => {
  app = await MembershipApp.start({ now: '2025-06-20T02:00:00Z' });
  desk = await new ExchangeDesk(app).ready();
});

afterAll(() => app?.close());

const rowsOf = async (id: string) => (await app.api.as(desk.city).call(listExchangeRows, { params: { id }, query: { limit: 100 } }).expect(200)).items;
const tasksOf = async (id: string): Promise<ExchangeTaskView[]> => (await app.api.as(desk.city).call(listExchangeTasks, { query: { limit: 100 } }).expect(200)).items.filter((task) => task.exchangeId === id);
const gapsOf = async (id: string): Promise<ExchangeTaskView[]> => (await tasksOf(id)).filter((task) => task.kind === 'OUT_OF_ORDER_FILE');
const csv = (...lines: string[]): Buffer => Buffer.from(`${lines.join('\r\n')}\r\n`);

describe('SOC-02: the yearly list of employers', () => {
  it('SOC-02: a firm with 50 insured and no union appears in the recruiting list; a known one is counted', async () => {
    const partner = await desk.partner('dues');
    const known = await desk.employer({ union: 'cong-ty-b' });
    const fresh = desk.enterpriseCode();
    const file = await desk.file(partner, {
      kind: 'EMPLOYER_LIST', period: '2025', format: 'CSV', rows: 2, totals: { insuredWorkers: 170, payrollVnd: 1_500_000_000 },
      bytes: csv('DANH SÁCH ĐƠN VỊ', 'Mã số doanh nghiệp;Tên đơn vị;Số lao động tham gia BHXH;Quỹ lương;Phường/xã;Bệnh', `${known.enterpriseCode};Cũ;120;1.000.000.000;;x`, `${fresh};Công ty Mới Mẫu;50;500.000.000;Phường Láng;x`),
    });
    expect(file).toMatchObject({ state: 'MATCHED', totals: { insuredWorkers: 170, payrollVnd: 1_500_000_000 }, counts: { total: 2, read: 2, matched: 2 } });
    expect(await desk.query('select 1 from employer where enterprise_code = $1', [fresh])).toEqual([]);
    await desk.apply(file.id).expect(200);
    await desk.work();
    expect(await desk.get(file.id)).toMatchObject({ state: 'APPLIED', counts: { applied: 2, refused: 0 } });
    await app.test.expectPublished(ExchangeFinishedV1, { exchangeId: file.id, outcome: 'APPLIED', applied: 2 });
    const recruiting = (await app.api.as(desk.city).call(listRecruiting, { query: { ward: 'phuong lang' } }).expect(200)).items;
    expect(recruiting).toMatchObject([{ enterpriseCode: fresh, workforce: { insuredWorkers: 50, source: 'INSURANCE_LIST', countedOn: '2025-06-20' } }]);
    expect(await app.api.as(desk.city).call(getEmployer, { params: { id: known.id } }).expect(200)).toMatchObject({ workforce: { insuredWorkers: 120, insuredPayrollVnd: 1_000_000_000 } });
    const out = (await app.api.as(desk.city).call(listExchanges, { query: { state: 'SENT' } }).expect(200)).items.find((entry) => entry.answersId === file.id);
    const report = await app.api.as(partner).call(readExchangeReport, { params: { id: file.id } });
    expect(out).toMatchObject({ direction: 'OUT', sha256: createHash('sha256').update(report.bytes).digest('hex') });
    expect(report.bytes.toString()).toBe('row,state,fault,column\r\n3,APPLIED,,\r\n4,APPLIED,,\r\n');
  });

  it('SOC-02: XML of a partner is read; document types and entities are refused', async () => {
    const partner = await desk.partner('dues');
    const code = desk.enterpriseCode();
    const xml = (inside: string, head = ''): Buffer => Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${head}<n:DanhSach xmlns:n="urn:bhxh"><DonVi>BHXH</DonVi>${inside}</n:DanhSach>`);
    const good = await desk.file(partner, {
      kind: 'EMPLOYER_LIST', period: '2025', format: 'XML', rows: 1, partBytes: 37, totals: { insuredWorkers: 7 },
      bytes: xml(`<Dong><enterpriseCode>${code}</enterpriseCode><name>Công ty A &amp; B</name><insuredWorkers>7</insuredWorkers></Dong>`),
    });
    expect(good.state).toBe('MATCHED');
    await desk.apply(good.id).expect(200);
    await desk.work();
    expect(await desk.query('select name from employer where enterprise_code = $1', [code])).toEqual([{ name: 'Công ty A & B' }]);
    for (const bytes of [
      xml('<Row><name>&xxe;</name></Row>', '<!DOCTYPE a [<!ENTITY xxe SYSTEM "file:///etc/passwd">]>'), xml('<Row><name>&eacute;</name></Row>'), xml('<Row><name>x</Row>'), Buffer.from([0x3c, 0x61, 0x3e, 0xff, 0xfe]),
    ]) {
      const bad = await desk.file(partner, { kind: 'EMPLOYER_LIST', period: '2025', format: 'XML', rows: 1, sequenceNo: 2, bytes });
      expect(bad).toMatchObject({ state: 'REJECTED', refusal: 'NOT_READABLE', counts: { total: 0 } });
      expect((await tasksOf(bad.id)).map((task) => task.kind)).toContain('REFUSED_FILE');
    }
  });

  it('SOC-03: totals and rows must be the announced ones; a missing column is named', async () => {
    const partner = await desk.partner('dues');
    const code = desk.enterpriseCode();
    const send = (rows: number, insuredWorkers: number, head = 'enterpriseCode,name,insuredWorkers') => desk.file(partner, {
      kind: 'EMPLOYER_LIST', period: '2025', format: 'CSV', rows, sequenceNo: 1, totals: { insuredWorkers }, bytes: csv(head, `${code},A,7`, `${code},A,8`.replace(code, desk.enterpriseCode())),
    });
    expect(await send(2, 14)).toMatchObject({ state: 'REJECTED', refusal: 'TOTALS_DIFFER', refusalAt: 'insuredWorkers' });
    expect(await send(3, 15)).toMatchObject({ state: 'REJECTED', refusal: 'ROWS_DIFFER', refusalAt: '2' });
    expect(await send(2, 15, 'enterpriseCode,name,lao dong')).toMatchObject({ state: 'REJECTED', refusal: 'COLUMN_MISSING', refusalAt: 'insuredWorkers' });
    expect(await send(2, 15)).toMatchObject({ state: 'MATCHED', refusal: null });
    await app.api.as(partner).call(sendExchangeMessage, { body: { kind: 'D02_LT', period: '2025', sequenceNo: 1, rows: [{}] } }).expectProblem(400, 'request/invalid');
    const unknown = await app.api.as(partner).call(sendExchangeMessage, { body: { kind: 'C12_NOTICE', period: '2025-05', sequenceNo: 1, totals: { salaryVnd: 1 }, rows: [{}] } }).expectProblem(400, 'membership/exchange-total-unknown');
    expect(unknown.errors?.[0]?.pointer).toBe('/body/totals/salaryVnd');
  });
});

describe('SOC-03: changes of workers', () => {
  const d02 = (enterpriseCode: string, over: Record<string, string | number>) => ({ change: 'SALARY_CHANGED', enterpriseCode, fromMonth: '2025-01', salaryVnd: 9_000_000, ...over });
  const salaries = (memberId: string) => desk.query<{ salary: string; from: string; to: string | null }>(
    `select salary_vnd::text as salary, to_char(from_month, 'YYYY-MM') as "from", to_char(to_month, 'YYYY-MM') as "to" from insured_salary where member_id = $1 and replaced_at is null order by from_month`, [memberId]);
  const months = async (memberId: string) => (await desk.query<{ month: string }>(`select to_char(month, 'YYYY-MM') as month from salary_recalculation where member_id = $1 and taken_at is null order by month`, [memberId])).map((row) => row.month);

  it('SOC-03: a salary change from 01/2025 in a file of 03/2025 makes three months be reckoned again, and says so', async () => {
    const partner = await desk.partner('dues');
    const employer = await desk.employer({ union: 'cong-ty-b' });
    const member = await desk.member('cong-ty-b', { personalId: '001195000101' });
    await desk.applied(partner, 'D02_LT', '2024-06', [d02(employer.enterpriseCode, { change: 'NEW_WORKER', fromMonth: '2024-06', personalId: '001195000101', salaryVnd: 8_000_000 })]);
    expect(await months(member.id)).toEqual(['2024-06']);
    const entry = await desk.applied(partner, 'D02_LT', '2025-03', [d02(employer.enterpriseCode, { personalId: '001195000101' })]);
    expect(entry).toMatchObject({ state: 'APPLIED', counts: { applied: 1 } });
    expect(await salaries(member.id)).toEqual([{ salary: '8000000', from: '2024-06', to: '2024-12' }, { salary: '9000000', from: '2025-01', to: null }]);
    expect(await months(member.id)).toEqual(['2024-06', '2025-01', '2025-02', '2025-03']);
    await app.test.expectPublished(SalaryChangedV1, { memberId: member.id, employerId: employer.id, fromMonth: '2025-01', throughMonth: '2025-03' });
    const again = await desk.applied(partner, 'D02_LT', '2025-04', [d02(employer.enterpriseCode, { personalId: '001195000101' })]);
    expect(again).toMatchObject({ state: 'APPLIED', counts: { applied: 0, unchanged: 1 } });
    expect(await months(member.id)).toHaveLength(4);
    const left = await desk.applied(partner, 'D02_LT', '2025-05', [
      { change: 'WORKER_LEFT', enterpriseCode: employer.enterpriseCode, fromMonth: '2025-05', personalId: '001195000101' }, d02(employer.enterpriseCode, { personalId: '001195000101', fromMonth: '2025-06' }),
    ]);
    expect(left).toMatchObject({ state: 'PARTIAL', counts: { applied: 1, refused: 1 } });
    expect(await rowsOf(left.id)).toMatchObject([{ row: 1, state: 'APPLIED' }, { row: 2, state: 'REFUSED', faults: [{ code: 'OUT_OF_PERIOD', column: 'fromMonth' }] }]);
    expect((await salaries(member.id)).at(-1)).toEqual({ salary: '9000000', from: '2025-01', to: '2025-04' });
    expect((await tasksOf(left.id)).map((task) => task.kind)).toContain('REFUSED_ROWS');
  });

  it('SOC-03: each faulty row has its code and column; workers who are no members leave nothing behind', async () => {
    const partner = await desk.partner('dues');
    const employer = await desk.employer({ union: 'cong-ty-b' });
    await desk.member('cong-ty-b', { personalId: '001195000201' });
    const ok = { change: 'NEW_WORKER', enterpriseCode: employer.enterpriseCode, personalId: '001195000201', fromMonth: '03/2025', salaryVnd: '5.000.000' };
    const { id } = await desk.sent(partner, 'D02_LT', '2025-03', [
      ok, ok, { ...ok, personalId: '00119500020' }, { ...ok, personalId: null }, { ...ok, salaryVnd: null }, { ...ok, salaryVnd: '-1' }, { ...ok, fromMonth: '13/2025' }, { ...ok, change: 'Khác' },
      { ...ok, enterpriseCode: '0999999999', fromMonth: '2025-02' }, { ...ok, personalId: '001195999999' }, { ...ok, enterpriseCode: null },
    ]);
    const fault = (code: string, column: string | null) => ({ state: 'REFUSED', faults: [{ code, column }] });
    expect((await rowsOf(id)).map(({ state, faults }) => ({ state, faults }))).toEqual([
      { state: 'MATCHED', faults: [] }, fault('REPEATED_IN_FILE', null), fault('NOT_TWELVE_DIGITS', 'personalId'), fault('IDENTIFIER_MISSING', null), fault('REQUIRED', 'salaryVnd'), fault('NOT_A_NUMBER', 'salaryVnd'),
      fault('NOT_A_MONTH', 'fromMonth'), fault('WORD_UNKNOWN', 'change'), fault('EMPLOYER_UNKNOWN', 'enterpriseCode'), { state: 'NOT_OURS', faults: [] }, fault('REQUIRED', 'enterpriseCode'),
    ]);
    const kept: { row_no: number }[] = await desk.query('select row_no from exchange_row where exchange_id = $1 and (sealed is not null or state = $2 and personal_id_index is not null)', [id, 'NOT_OURS']);
    expect(kept).toEqual([{ row_no: 1 }]);
    await desk.apply(id).expect(200);
    await desk.work();
    expect(await desk.query('select row_no from exchange_row where exchange_id = $1 and (sealed is not null or personal_id_index is not null)', [id])).toEqual([]);
  });

  it('SOC-01: a message of 7/2025 with the 10-digit code still finds the person, and one with both codes maps the old to the new', async () => {
    const partner = await desk.partner('dues');
    const employer = await desk.employer({ union: 'cong-ty-b' });
    const member = await desk.member('cong-ty-b', { socialInsuranceNo: '0123450301' });
    const other = await desk.member('cong-ty-b', { personalId: '001195000302' });
    await app.test.at('2025-08-05T02:00:00Z');
    const row = { change: 'NEW_WORKER', enterpriseCode: employer.enterpriseCode, salaryVnd: 6_000_000 };
    await desk.applied(partner, 'D02_LT', '2025-07', [{ ...row, fromMonth: '2025-07', socialInsuranceNo: '0123450301' }]);
    expect(await salaries(member.id)).toHaveLength(1);
    const both = await desk.applied(partner, 'D02_LT', '2025-08', [{ ...row, change: 'SALARY_CHANGED', salaryVnd: 6_500_000, fromMonth: '2025-08', socialInsuranceNo: '0123450301', personalId: '001195000301' }]);
    expect(both).toMatchObject({ state: 'APPLIED', counts: { applied: 1 } });
    const later = await desk.applied(partner, 'D02_LT', '2025-09', [
      { ...row, change: 'SALARY_CHANGED', salaryVnd: 7_000_000, fromMonth: '2025-09', personalId: '001195000301' },
      { ...row, fromMonth: '2025-09', personalId: '001195000302', socialInsuranceNo: '0123450301' },
    ]);
    expect(await rowsOf(later.id)).toMatchObject([{ state: 'APPLIED' }, { state: 'REFUSED', faults: [{ code: 'IDENTIFIERS_OF_TWO' }] }]);
    expect((await salaries(member.id)).map((span) => span.salary)).toEqual(['6000000', '6500000', '7000000']);
    expect(await salaries(other.id)).toEqual([]);
    await app.test.at('2025-06-20T02:00:00Z');
  });
});

describe('SOC-03: the ledger', () => {
  const notice = (enterpriseCode: string, paidVnd = 1) => ({ enterpriseCode, month: '2025-05', insuredWorkers: 10, payrollVnd: 100_000_000, dueVnd: 2_000_000, paidVnd });

  it('SOC-09: the same message twice has one effect, and the second answer marks it; another content under the number is a conflict and a task', async () => {
    const partner = await desk.partner('dues');
    const employer = await desk.employer();
    const body = { kind: 'C12_NOTICE' as const, period: '2025-05', sequenceNo: 1, rows: [notice(employer.enterpriseCode)] };
    const first = await app.api.as(partner).call(sendExchangeMessage, { body }, { key: 'tin-1' }).expect(201);
    expect(first.duplicate).toBe(false);
    const sameKey = await app.api.as(partner).call(sendExchangeMessage, { body }, { key: 'tin-1' }).expect(201);
    const otherKey = await app.api.as(partner).call(sendExchangeMessage, { body }, { key: 'tin-1-lai' }).expect(201);
    expect([sameKey, otherKey].map(({ id, duplicate }) => ({ id, duplicate }))).toEqual([{ id: first.id, duplicate: true }, { id: first.id, duplicate: true }]);
    await app.api.as(partner).call(sendExchangeMessage, { body: { ...body, rows: [notice(employer.enterpriseCode, 2)] } }, { key: 'tin-1' }).expectProblem(422, 'request/key-reused');
    await app.api.as(partner).call(sendExchangeMessage, { body: { ...body, rows: [notice(employer.enterpriseCode, 2)] } }).expectProblem(409, 'membership/exchange-number-taken');
    await app.api.as(partner).call(sendExchangeMessage, { body: { ...body, sequenceNo: 2 } }).expectProblem(409, 'membership/exchange-file-known');
    expect((await tasksOf(first.id)).filter((task) => task.kind === 'REPEATED_FILE').map((task) => [task.kind, task.sequenceNo]).sort()).toEqual([['REPEATED_FILE', 1], ['REPEATED_FILE', 2]]);
    const rows: { n: number }[] = await desk.query('select count(*)::int as n from exchange where sender = $1', [partner.claims?.['azp']]);
    expect(rows[0]?.n).toBe(1);
  });

  it('SOC-03: a file is applied once: of two at once one gets 409, and nobody applies what they sent', async () => {
    const employer = await desk.employer();
    const sent = await desk.sent(desk.city, 'C12_NOTICE', '2025-05', [notice(employer.enterpriseCode)]);
    await desk.apply(sent.id, desk.city).expectProblem(422, 'membership/own-exchange');
    const answers = await Promise.all([desk.apply(sent.id), desk.apply(sent.id, await app.tree.chairOf('ha-noi'))]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    await desk.work();
    await desk.apply(sent.id).expectProblem(409, 'membership/exchange-not-in-state');
    expect(await desk.get(sent.id)).toMatchObject({ state: 'APPLIED', counts: { applied: 1 } });
  });

  it('SOC-03: an out-of-order file waits for the one before, which settles the task; or for somebody who closes the gap', async () => {
    const partner = await desk.partner('dues');
    const codes = [await desk.employer(), await desk.employer(), await desk.employer(), await desk.employer()].map((one) => one.enterpriseCode);
    const send = (sequenceNo: number) => desk.sent(partner, 'C12_NOTICE', '2025-05', [notice(codes[sequenceNo - 1] ?? '')], sequenceNo);
    const second = await send(2);
    expect((await gapsOf(second.id)).map((task) => task.sequenceNo)).toEqual([2]);
    expect((await desk.apply(second.id).expectProblem(409, 'membership/exchange-out-of-order'))['waitsFor']).toBe(1);
    const first = await send(1);
    expect(await gapsOf(second.id)).toEqual([]);
    expect((await desk.apply(second.id).expectProblem(409, 'membership/exchange-out-of-order'))['waitsFor']).toBe(1);
    await desk.apply(first.id).expect(200);
    await desk.work();
    await desk.apply(second.id).expect(200);
    await desk.work();
    const fourth = await send(4);
    await desk.apply(fourth.id).expectProblem(409, 'membership/exchange-out-of-order');
    const [task] = await gapsOf(fourth.id);
    const resolve = () => app.api.as(desk.head).call(resolveExchangeTask, { params: { id: task?.id ?? '' }, body: { note: 'Đã xác nhận: số 3 không phát hành' } });
    expect(await resolve().expect(200)).toMatchObject({ resolution: 'Đã xác nhận: số 3 không phát hành' });
    await resolve().expectProblem(409, 'membership/exchange-task-resolved');
    await desk.apply(fourth.id).expect(200);
    await desk.work();
  });

  it('SOC-02: late and missing files raise a task, once; on the last day they are in time', async () => {
    const partner = await desk.partner('dues');
    const azp = partner.claims?.['azp'];
    const list = (period: string) => desk.sent(partner, 'EMPLOYER_LIST', period, [{ enterpriseCode: desk.enterpriseCode(), name: 'Công ty', insuredWorkers: 1 }]);
    const kinds = () => desk.query<{ kind: string; period: string }>('select kind, period from exchange_task where sender = $1 and resolved_at is null order by kind, period', [azp]);
    await list('2024');
    expect(await kinds()).toEqual([{ kind: 'LATE_FILE', period: '2024' }]);
    await app.test.at('2025-06-30T02:00:00Z');
    await app.test.get(ExchangeDuesSource).lookForMissing();
    expect(await kinds()).toHaveLength(1);
    await app.test.at('2025-06-30T17:00:00Z');
    await app.test.get(ExchangeDuesSource).lookForMissing();
    await app.test.get(ExchangeDuesSource).lookForMissing();
    expect(await kinds()).toEqual([{ kind: 'LATE_FILE', period: '2024' }, { kind: 'MISSING_FILE', period: '2025' }]);
    await list('2025');
    expect(await kinds()).toEqual([{ kind: 'LATE_FILE', period: '2024' }, { kind: 'LATE_FILE', period: '2025' }]);
    await app.test.at('2025-06-20T02:00:00Z');
  });

  it('SOC-03: an apply whose database connection is killed in the middle goes on where it stood, and nothing counts twice', async () => {
    const partner = await desk.partner('dues');
    const employers: { enterpriseCode: string; name: string; insuredWorkers: number }[] = [];
    for (let at = 0; at < 450; at += 1) employers.push({ enterpriseCode: desk.enterpriseCode(), name: `Công ty lô ${at}`, insuredWorkers: 1 });
    const { id } = await desk.sent(partner, 'EMPLOYER_LIST', '2025', employers);
    await desk.apply(id).expect(200);
    const worker = app.test.get(ExchangeWorker);
    // Somebody else holds the number of an employer in the second chunk, so the worker stands still in the middle of it; then its connection is killed.
    const running = await app.test.database.asSuperuser(async (client) => {
      await client.query('begin');
      await client.query(
        `insert into membership.employer (id, unit_id, enterprise_code, name, name_key, registered_on, version) values (gen_random_uuid(), $1, $2, 'x', 'x', '2025-01-01', 1)`, [desk.city.unitId, employers[300]?.enterpriseCode]);
      const round = worker.round().then(() => 'ended', () => 'killed');
      await eventually(async () => {
        const { rowCount } = await client.query(`select pg_terminate_backend(l.pid) from pg_locks l where not l.granted and l.locktype = 'transactionid' and l.transactionid::text = pg_current_xact_id()::text`);
        expect(rowCount).toBe(1);
      }, { withinMs: 60_000 });
      await client.query('rollback');
      return round;
    });
    expect(running).toBe('killed');
    const half = await desk.get(id);
    expect(half.state).toBe('APPLYING');
    expect(half.counts.applied).toBe(200);
    await worker.round();
    expect((await desk.get(id)).state).toBe('APPLYING');
    await app.test.at('2025-06-20T02:01:01Z');
    await worker.round();
    expect(await desk.get(id)).toMatchObject({ state: 'APPLIED', counts: { applied: 450, refused: 0 } });
    expect(await app.test.published(EmployerRegisteredV1)).toHaveLength(450);
  }, 120_000);

  it('SOC-09: a signature is checked by the key the partner left; without one it is unverified', async () => {
    const partner = await desk.partner('dues');
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const send = async (sequenceNo: number, good: boolean) => {
      const bytes = csv('enterpriseCode,name,insuredWorkers', `${desk.enterpriseCode()},A,1`);
      const signature = sign(null, createHash('sha256').update(good ? bytes : 'khác').digest(), privateKey).toString('base64');
      return desk.file(partner, { kind: 'EMPLOYER_LIST', period: '2025', format: 'CSV', rows: 1, bytes, signature, sequenceNo });
    };
    expect((await send(1, true)).signatureState).toBe('UNVERIFIED');
    await app.test.transactions.runWhole((tx) => tx.query(
      `insert into partner_integration (client_id, unit_id, signing_key, webhook_state, failures, last_sequence, version) values ($1, $2, $3, 'NONE', 0, 0, 1)`,
      [partner.claims?.['azp'], desk.city.unitId, publicKey.export({ type: 'spki', format: 'pem' })]));
    expect(await send(2, true)).toMatchObject({ signatureState: 'VALID', state: 'MATCHED' });
    expect(await send(3, false)).toMatchObject({ signatureState: 'INVALID', state: 'REJECTED', refusal: 'SIGNATURE_INVALID' });
  });

  it('SOC-03: bytes that are not the announced ones, and parts with a gap, are refused', async () => {
    const partner = await desk.partner('dues');
    const opened = await app.api.as(partner).call(openExchange, { body: { kind: 'EMPLOYER_LIST', period: '2025', sequenceNo: 1, rows: 1, format: 'CSV', fileName: 'a.csv', sha256: 'a'.repeat(64) } }).expect(201);
    const put = (part: number, bytes = Buffer.from('x')) => app.api.as(partner).put(`/exchanges/${opened.id}/parts/${part}`, bytes, { headers: { 'content-type': 'text/csv' } });
    await app.api.as(partner).post(`/exchanges/${opened.id}/closing`).expectProblem(400, 'membership/exchange-part-invalid');
    await put(1).expect(200);
    await app.api.as(partner).post(`/exchanges/${opened.id}/closing`).expectProblem(400, 'membership/exchange-part-invalid');
    await put(0, Buffer.alloc(8 * 1024 * 1024 + 1)).expectProblem(400, 'membership/exchange-part-invalid');
    await put(0).expect(200);
    await app.api.as(partner).post(`/exchanges/${opened.id}/closing`).expectProblem(422, 'membership/exchange-hash-differs');
    expect((await desk.get(opened.id)).state).toBe('OPEN');
  });
});

describe('SOC-08: employers in arrears', () => {
  it('SOC-08: a debt of 6 months puts the firm on the supervision plan, one of 5 does not', async () => {
    const partner = await desk.partner('arrears');
    const [five, six] = [await desk.employer({ union: 'cong-ty-b' }), await desk.employer({ union: 'cong-ty-b' })];
    const row = (enterpriseCode: string, monthsOwed: number) => ({ enterpriseCode, asOf: '2025-05-31', monthsOwed, debtVnd: 30_000_000 });
    await desk.applied(partner, 'ARREARS_LIST', '2025-05', [row(five.enterpriseCode, 5), row(six.enterpriseCode, 6)]);
    const supervised = await app.test.published(EmployerSupervisedV1);
    expect(supervised).toEqual([{ employerId: six.id, unitId: desk.city.unitId, asOf: '2025-05-31', monthsOwed: 6 }]);
    const seen = async (by: Caller, query: { supervised?: 'true'; limit?: number } = {}) => (await app.api.as(by).call(listInsuranceDebts, { query }).expect(200)).items.map((one) => one.employerId).sort();
    const both = [five.id, six.id].sort();
    for (const unit of ['cong-ty-b', 'tay-ho', 'ha-noi']) expect(await seen(await app.tree.officerOf(unit))).toEqual(both);
    expect(await seen(desk.city, { supervised: 'true' })).toEqual([six.id]);
    for (const unit of ['benh-vien-c', 'truong-a', 'thanh-xuan']) expect(await seen(await app.tree.officerOf(unit))).toEqual([]);
    await app.api.as(await app.tree.officerOf('viet-nam')).call(listInsuranceDebts, {}).expectProblem(403, 'auth/permission-missing');
    await app.api.as(partner).call(listInsuranceDebts, {}).expectProblem(403, 'auth/permission-missing');
  });
});

describe('ORG-21, SOC-09: who sees the ledger', () => {
  it('ORG-21: a sister union, another partner and a partner without the scope see nothing by list, id, rows, report or tasks', async () => {
    const partner = await desk.partner('dues');
    const employer = await desk.employer();
    const entry = await desk.sent(partner, 'C12_NOTICE', '2025-05', [{ enterpriseCode: employer.enterpriseCode, month: '2025-05', insuredWorkers: 1, payrollVnd: 1, dueVnd: 1, paidVnd: 0 }]);
    const outsiders: Caller[] = [await app.tree.officerOf('tay-ho'), await desk.partner('dues'), await desk.partner('health')];
    for (const by of outsiders) {
      expect((await app.api.as(by).call(listExchanges, { query: { limit: 100 } }).expect(200)).items).toEqual([]);
      for (const path of ['', '/rows', '/report']) await app.api.as(by).get(`/exchanges/${entry.id}${path}`).expectProblem(404, 'membership/exchange-not-found');
    }
    await desk.apply(entry.id, await app.tree.viceChairOf('tay-ho')).expectProblem(404, 'membership/exchange-not-found');
    expect((await app.api.as(await app.tree.officerOf('tay-ho')).call(listExchangeTasks, {}).expect(200)).items).toEqual([]);
    await app.api.as(await app.tree.officerOf('cong-ty-b')).call(listExchanges, {}).expectProblem(403, 'auth/permission-missing');
    await app.api.as(outsiders[2]!).call(sendExchangeMessage, { body: { kind: 'C12_NOTICE', period: '2025-05', sequenceNo: 1, rows: [{}] } }).expectProblem(403, 'auth/permission-missing');
    expect((await app.api.as(partner).call(listExchanges, {}).expect(200)).items.map((one) => one.id)).toEqual([entry.id]);
  });
});
