import {
  admitMember, cancelMemberTransfer, checkImport, confirmMemberTransfer, createPerson, executeReorganisation, getMember, getReorganisation, listMembers, listMoneyTasks, MemberAdmittedV1, mergePersons, previewMerge,
  reconcile, refuseMemberTransfer, registerEmployer, rejectMember, ReorganisationExecutedV1, runImport, startDuesRun, transferMember, type MemberListItem,
} from '@doanket/contracts';
import type { Caller, TestAnswer } from '@doanket/testing';
import { DuesRunner } from '../src/dues/dues-runner';
import { MergedMembers } from '../src/reorganisations/merged-members';
import { DuesWorld } from './dues.builder';
import { ImportDriver } from './import-driver';

let world: DuesWorld;
let unions = 0;
let city: Caller;
let vice: Caller;

beforeAll(async () => {
  world = await DuesWorld.start();
  [city, vice] = [await world.chair('ha-noi'), await world.app.tree.viceChairOf('ha-noi')];
});
afterAll(() => world.app.close());

async function union(): Promise<string> {
  unions += 1;
  const code = `dua-${unions}`;
  await world.app.tree.unit(code, { parent: 'tay-ho' });
  await world.bloc(code, 'ENTERPRISE_NONSTATE');
  return code;
}
const statuses = (answers: readonly TestAnswer[]): number[] => answers.map(({ status }) => status).sort();
/** The refusal of the one that lost: a problem that says why. */
const lost = (answers: readonly TestAnswer[]): { type: string; detail: string } => {
  const [answer, ...more] = answers.filter(({ status }) => status === 409);
  expect(more).toEqual([]);
  expect(String(answer?.headers['content-type'])).toContain('application/problem+json');
  const problem = answer?.body as { type: string; detail: string };
  expect(problem.detail.length).toBeGreaterThan(20);
  return problem;
};
const live = async (personId: string): Promise<string[]> => (await rows<{ unit: string; status: string }>(
  `select u.code as unit, m.status from member m join directory_unit u on u.id = m.unit_id where m.person_id = $1 and m.status in ('ACCEPTED', 'ACTIVE', 'TRANSFER_OUT', 'IN_TRANSIT')`, [personId])).map(({ unit, status }) => `${unit} ${status}`);
const rows = <Row>(sql: string, values: unknown[] = []): Promise<Row[]> => world.app.test.transactions.readWhole((tx) => tx.query(sql, values));

/** Lets nobody write to a table while the work begins; each side begins when the one before it waits, and all go on when the table is free. */
async function held<T>(table: string, ...sides: (() => PromiseLike<T>)[]): Promise<T[]> {
  return world.app.test.database.asSuperuser(async (client) => {
    await client.query('begin');
    await client.query(`lock table membership.${table} in exclusive mode`);
    const under: Promise<T>[] = [];
    for (const begin of sides) {
      under.push(Promise.resolve(begin()));
      for (let tries = 0; tries < 500; tries += 1) {
        const { rows: [found] } = await client.query<{ n: number }>("select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");
        if ((found?.n ?? 0) >= under.length) break;
        await client.query('select pg_stat_clear_snapshot(), pg_sleep(0.02)');
      }
    }
    await client.query('select pg_sleep(0.2)');
    await client.query('commit');
    return Promise.all(under);
  });
}

describe('ORG-09: two officers decide the same application', () => {
  it('ORG-09: both admit: one membership, one event, the other one is told in which state it is', async () => {
    const { id, personId } = await world.app.submitted('truong-a', { fullName: 'Đua Nhau Kết Nạp' });
    const admit = (by: Promise<Caller>) => world.api.as(by).call(admitMember, { params: { id }, body: { admittedOn: world.app.today, decision: world.app.decision() } });
    const answers = await Promise.all([admit(world.chair('truong-a')), admit(world.app.tree.viceChairOf('truong-a'))]);
    expect(statuses(answers)).toEqual([200, 409]);
    expect(lost(answers).type).toMatch(/dossier\/(in-other-state|changed-meanwhile)|request\/changed-meanwhile/);
    expect(await live(personId)).toEqual(['truong-a ACTIVE']);
    expect((await world.app.test.published(MemberAdmittedV1)).filter(({ memberId }) => memberId === id)).toHaveLength(1);
    expect(await rows('select 1 from member where id = $1 and decision_id is not null', [id])).toHaveLength(1);
  });

  it('ORG-09: one admits and one rejects: what the first one decided holds, with its reason or its decision and never both', async () => {
    const { id } = await world.app.submitted('truong-a', { fullName: 'Đua Nhau Từ Chối' });
    const answers = await Promise.all<TestAnswer>([
      world.api.as(world.chair('truong-a')).call(admitMember, { params: { id }, body: { admittedOn: world.app.today, decision: world.app.decision() } }),
      world.api.as(world.app.tree.viceChairOf('truong-a')).call(rejectMember, { params: { id }, body: { reason: 'Không làm việc tại đây' } }),
    ]);
    expect(statuses(answers)).toEqual([200, 409]);
    lost(answers);
    const member = await world.api.as(await world.chair('truong-a')).call(getMember, { params: { id } }).expect(200);
    expect([member.status, member.rejectedBecause, member.decisionId === null]).toEqual(answers[0]?.status === 200 ? ['ACTIVE', null, false] : ['REJECTED', 'Không làm việc tại đây', true]);
  });
});

it('ORG-12: two imports of the same file at once: one goes on, the other is told which one, and each person is entered once', async () => {
  const files = new ImportDriver(world.app, await world.officer('ha-noi'));
  const content = ['Họ và tên,Ngày sinh,Số CCCD,Mã đơn vị,Ngày kết nạp', 'Lương Thị Nhập Đôi,08/03/1990,001190777001,truong-a,05/01/2015'].join('\n');
  const uploads = [await files.upload(content), await files.upload(content)];
  const mapping = await files.guess(uploads[0]?.id ?? '');
  const answers = await Promise.all(uploads.map(({ id }) => files.api.call(checkImport, { params: { id }, body: { mapping } })));
  expect(statuses(answers)).toEqual([200, 409]);
  const refused = lost(answers) as unknown as { type: string; otherImportId: string };
  expect(refused.type).toContain('membership/import-same-file');
  await files.settled(refused.otherImportId);
  const runs = await Promise.all([1, 2].map(() => files.api.call(runImport, { params: { id: refused.otherImportId }, body: { mode: 'ALL', basis: 'DS' } })));
  expect(statuses(runs)).toEqual([200, 409]);
  await files.settled(refused.otherImportId);
  expect(await rows("select 1 from person where name_key = 'luong thi nhap doi'")).toHaveLength(1);
});

describe('ORG-10: a guided merge of persons races a transfer', () => {
  /** A member, the record it is merged into, and both deeds with what was seen before either. */
  async function pair() {
    const clerk = await world.officer('tay-ho');
    const unitCode = await union();
    const id = await world.member(unitCode);
    const member = await world.api.as(await world.chair(unitCode)).call(getMember, { params: { id } }).expect(200);
    const keep = await world.api.as(clerk).call(createPerson, { body: { fullName: member.fullName, unitCode } }).expect(201);
    const params = { id: keep.id, otherId: member.personId };
    const preview = () => world.api.as(clerk).call(previewMerge, { params }).expect(200);
    const seen = await preview();
    const merge = () => world.api.as(clerk).call(mergePersons, { params, body: { reason: 'Cùng một người', version: seen.keep.version, otherVersion: seen.other.version } });
    const transfer = (version?: number) => world.api.as(world.chair('tay-ho')).call(transferMember, { params: { id }, body: { toUnitCode: 'cong-ty-b', leftOn: world.app.today, decision: world.app.decision(), ...(version === undefined ? {} : { version }) } });
    return { unitCode, id, member, keep, preview, merge, transfer, send: () => transfer(member.version) };
  }
  type Pair = Awaited<ReturnType<typeof pair>>;
  /** One of the two is done, the other is told why not, and what lies in the tables is of the one that was. */
  async function requireOne({ unitCode, id, member, keep }: Pair, merged: TestAnswer, sent: TestAnswer): Promise<void> {
    expect([[200, 409], [409, 201]]).toContainEqual([merged.status, sent.status]);
    const why = lost([merged, sent]);
    expect(why.type).toContain(merged.status === 200 ? 'membership/member-changed-meanwhile' : 'membership/merge-obstructed');
    expect([await live(keep.id), await live(member.personId)]).toEqual(merged.status === 200 ? [[`${unitCode} ACTIVE`], []] : [[], [`${unitCode} IN_TRANSIT`]]);
    const transfers = await rows<{ id: string; person_id: string }>('select id, person_id from member_transfer where member_id = $1', [id]);
    expect(transfers.map((one) => one.person_id)).toEqual(merged.status === 200 ? [] : [member.personId]);
    if (merged.status === 409) expect(why).toMatchObject({ obstacles: ['TRANSFER_UNDER_WAY'], openTransferIds: transfers.map((one) => one.id) });
    expect(await rows('select 1 from person where id = $1 and merged_into = $2', [member.personId, keep.id])).toHaveLength(merged.status === 200 ? 1 : 0);
  }

  it('ORG-10: both at once: exactly one is done, the other gets a 409 that says why', async () => {
    for (let n = 0; n < 6; n += 1) {
      const one = await pair();
      const [merged, sent] = n % 2 === 0 ? await Promise.all([one.merge(), one.send()]) : (await Promise.all([one.send(), one.merge()])).reverse() as [TestAnswer, TestAnswer];
      await requireOne(one, merged, sent);
    }
  });

  it('ORG-10: the merge is first: a transfer asked for with what was seen before it is refused, and one asked for afterwards goes out of the record that stays', async () => {
    const one = await pair();
    const merged = await one.merge();
    await requireOne(one, merged, await one.send());
    const again = await world.api.as(await world.chair(one.unitCode)).call(getMember, { params: { id: one.id } }).expect(200);
    expect(again.version).toBeGreaterThan(one.member.version);
    await one.transfer(again.version).expect(201);
    expect(await rows('select person_id from member_transfer where member_id = $1', [one.id])).toEqual([{ person_id: one.keep.id }]);
  });

  it('ORG-10: the transfer is first: the merge is refused and the preview names the transfer, until it is called back', async () => {
    const one = await pair();
    const sent = await one.send();
    await requireOne(one, await one.merge(), sent);
    const { id } = sent.body as { id: string };
    expect(await one.preview()).toMatchObject({ obstacles: ['TRANSFER_UNDER_WAY'], openTransferIds: [id] });
    await world.api.as(await world.chair(one.unitCode)).call(cancelMemberTransfer, { params: { id }, body: { reason: 'Hai hồ sơ là một người' } }).expect(200);
    expect(await one.preview()).toMatchObject({ obstacles: [], openTransferIds: [] });
    await one.merge().expect(200);
    expect([await live(one.keep.id), await live(one.member.personId)]).toEqual([[`${one.unitCode} ACTIVE`], []]);
  });

  it('ORG-10: a transfer that names no version and waits behind a merge is refused all the same', async () => {
    const one = await pair();
    // The merge holds person and member, and waits; the transfer has seen the member and waits behind it.
    const [merged, sent] = await held<TestAnswer>('duplicate_dismissal', () => one.merge(), () => one.transfer()) as [TestAnswer, TestAnswer];
    await requireOne(one, merged, sent);
    expect(merged.status).toBe(200);
  });
});

describe('ORG-05: a merge of unions races a transfer', () => {
  const moved = () => world.app.test.get(MergedMembers).round();
  async function merged(day: number): Promise<{ from: string; to: string; id: string; member: MemberListItem }> {
    const [from, to] = [await union(), await union()];
    const id = await world.member(from, 10_000_000);
    const on = (n: number): string => `2025-02-${String(n).padStart(2, '0')}`;
    await world.api.as(city).call(executeReorganisation, { body: { lastDay: on(day), units: [{ unitCode: from, successorCode: to, state: 'MERGED' }], decision: world.app.decision() } }).expect(201);
    await world.at(on(day + 1));
    const [member] = (await world.api.as(city).call(listMembers, { query: { unit: from } }).expect(200)).items.filter((one) => one.id === id);
    return { from, to, id, member: member as MemberListItem };
  }
  const send = (id: string, toUnitCode = 'cong-ty-b') => world.api.as(world.chair('tay-ho')).call(transferMember, { params: { id }, body: { toUnitCode, leftOn: world.app.today, decision: world.app.decision() } });

  it('ORG-05: the transfer is first: the member is on the way and does not follow; refused, the membership follows after all', async () => {
    const { from, to, id, member } = await merged(2);
    const transfer = await send(id).expect(201);
    expect(await moved()).toBe(0);
    expect(await live(member.personId)).toEqual([`${from} IN_TRANSIT`]);
    await world.api.as(await world.chair('cong-ty-b')).call(refuseMemberTransfer, { params: { id: transfer.id }, body: { reason: 'Không làm việc tại đây' } }).expect(200);
    expect(await moved()).toBe(1);
    expect(await live(member.personId)).toEqual([`${to} ACTIVE`]);
  });

  it('ORG-05: the merge is first: the transfer of the membership that ended is told its state', async () => {
    const { to, id, member } = await merged(4);
    expect(await moved()).toBe(1);
    lost([await send(id)]);
    expect(await live(member.personId)).toEqual([`${to} ACTIVE`]);
  });

  it('ORG-05: both at once: one of the two, and one live membership', async () => {
    for (let n = 0; n < 4; n += 1) {
      const { from, to, id, member } = await merged(6 + 2 * n);
      const [followed, sent] = await Promise.all([moved(), send(id)]);
      expect([[1, 409], [0, 201]]).toContainEqual([followed, sent.status]);
      if (sent.status === 409) expect(lost([sent]).type).toContain('membership/member-not-in-status');
      expect(await live(member.personId)).toEqual([sent.status === 201 ? `${from} IN_TRANSIT` : `${to} ACTIVE`]);
    }
  });

  it('ORG-05: who is on the way to a union that is merged is taken in by its successor', async () => {
    const home = await union();
    const id = await world.member(home, 10_000_000);
    const { personId } = await world.api.as(await world.chair(home)).call(getMember, { params: { id } }).expect(200);
    const [from, to] = [await union(), await union()];
    const transfer = await send(id, from).expect(201);
    await world.api.as(city).call(executeReorganisation, { body: { lastDay: world.app.today, units: [{ unitCode: from, successorCode: to, state: 'MERGED' }], decision: world.app.decision() } }).expect(201);
    await world.at('2025-02-20');
    await moved();
    expect(await world.api.as(await world.chair(to)).call(confirmMemberTransfer, { params: { id: transfer.id }, body: { confirmedOn: '2025-02-20' } }).expect(200)).toMatchObject({ toUnitCode: to, state: 'CONFIRMED' });
    expect(await live(personId)).toEqual([`${to} ACTIVE`]);
  });

  it('ORG-05: who is on the way to the union that their own one is merged into has arrived', async () => {
    const [from, to] = [await union(), await union()];
    const id = await world.member(from);
    const transfer = await send(id, to).expect(201);
    await world.api.as(city).call(executeReorganisation, { body: { lastDay: world.app.today, units: [{ unitCode: to, successorCode: from, state: 'MERGED' }], decision: world.app.decision() } }).expect(201);
    await world.at('2025-02-22');
    await moved();
    // Sent to a union that went into their own: there is nothing to take in, and the old union calls it back.
    expect(await world.api.as(await world.chair(from)).call(cancelMemberTransfer, { params: { id: transfer.id }, body: { reason: 'Đã hợp nhất' } }).expect(200)).toMatchObject({ state: 'CANCELLED' });
  });
});

it('ORG-16: two dues runs of one month: one runs, the other is told how far it is, and each member owes once', async () => {
  await world.at('2025-03-31');
  const code = await union();
  await world.member(code, 10_000_000);
  const start = () => world.api.as(world.officer('tay-ho')).call(startDuesRun, { body: { unitCode: 'tay-ho', month: '2025-03' } });
  const answers = await Promise.all([start(), start()]);
  expect(statuses(answers)).toEqual([201, 409]);
  expect(lost(answers).type).toContain('membership/dues-run-under-way');
  await world.app.test.get(DuesRunner).workOff();
  expect(await rows('select member_id from dues_line where month = $1 group by 1 having count(*) > 1', ['2025-03-01'])).toEqual([]);
  expect(await world.lines(code, '2025-03')).toHaveLength(1);
});

it('ORG-18: two reconciliations of one month: one opens its tasks, the other gets a 409; a sister is not in the way and not told', async () => {
  for (const [unitCode, enterpriseCode] of [['cong-ty-b', '0101111001'], ['benh-vien-c', '0101111002']] as const) {
    await world.api.as(city).call(registerEmployer, { body: { enterpriseCode, name: `Công ty ${enterpriseCode}`, keeperCode: unitCode === 'cong-ty-b' ? 'tay-ho' : 'thanh-xuan', union: { unitCode, validFrom: '2020-01-01' } } }).expect(201);
    await world.member(unitCode, 10_000_000);
  }
  const ask = (by: Caller | Promise<Caller>, unitCode: string) => world.api.as(by).call(reconcile, { body: { unitCode, month: '2025-03' } });
  const [answers = []] = await held('money_task', () => Promise.all([ask(city, 'ha-noi'), ask(vice, 'ha-noi')]));
  expect(statuses(answers)).toEqual([200, 409]);
  expect(lost(answers)).toMatchObject({ type: expect.stringContaining('membership/reconciliation-under-way'), month: '2025-03' });
  const tasks = await world.api.as(city).call(listMoneyTasks, { query: { limit: 100 } }).expect(200);
  const named = tasks.items.map(({ employerId, month, gap }) => `${employerId} ${month} ${gap}`);
  expect(named.length).toBeGreaterThan(0);
  expect(new Set(named).size).toBe(named.length);
  await ask(vice, 'ha-noi').expect(200);
});

it('ORG-05: a reorganisation executed twice: one decision, one event, the other is told that the unit ends already', async () => {
  const code = await union();
  const execute = (by: Caller) => world.api.as(by).call(executeReorganisation, { body: { lastDay: '2025-04-30', units: [{ unitCode: code }], decision: world.app.decision() } });
  const answers = await Promise.all([execute(city), execute(vice)]);
  expect(statuses(answers)).toEqual([201, 409]);
  expect(lost(answers).type).toContain('membership/unit-ends-already');
  const { decisionId } = answers.find(({ status }) => status === 201)?.body as { decisionId: string };
  expect((await world.app.test.published(ReorganisationExecutedV1)).map((event) => event.decisionId).filter((id) => id === decisionId)).toHaveLength(1);
  expect(await world.api.as(city).call(getReorganisation, { params: { id: decisionId } }).expect(200)).toMatchObject({ state: 'EXECUTED', endedUnits: 1 });
  expect(await rows("select 1 from directory_unit_version v join directory_unit u on u.id = v.unit_id where u.code = $1 and upper_inf(v.recorded) and v.state = 'ENDED'", [code])).toHaveLength(1);
});
