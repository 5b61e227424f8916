import {
  createPerson, draftApplication, dryRunReorganisation, executeReorganisation, getReorganisation, getUnit, listMyPosts, listUnitPosts, listUnits, PostEndedV1, ReorganisationExecutedV1,
  ReorganisationUndoneV1, startPost, undoReorganisation, UnitEndedV1, UnitMovedV1, foundUnit,
} from '@doanket/contracts';
import { PostSource } from '@doanket/auth';
import { eventually, type Officer } from '@doanket/testing';
import { MembershipApp } from './membership-app';

const UPPER = Array.from({ length: 40 }, (_, n) => `cap-tren-${n + 1}`);
const CHILDREN = 5;
let app: MembershipApp;
let chair: Officer;
let districtChair: Officer;

beforeAll(async () => {
  app = await MembershipApp.start({ now: '2025-06-12T02:00:00Z' });
  await app.tree.unit('viet-nam', { type: 'N' });
  await app.tree.unit('ha-noi', { parent: 'viet-nam' });
  await app.tree.unit('khu-cong-nghiep', { parent: 'ha-noi', type: 'S_ZONE' });
  for (const code of UPPER) {
    await app.tree.unit(code, { parent: 'ha-noi' });
    for (let n = 1; n <= CHILDREN; n += 1) await app.tree.unit(`${code}-cs-${n}`, { parent: code });
  }
  await app.tree.unit('cap-tren-1-to', { parent: 'cap-tren-1', type: 'T' });
  chair = await app.tree.chairOf('ha-noi');
  districtChair = await app.tree.chairOf('cap-tren-1');
  await app.tree.chairOf('cap-tren-1-cs-1');
});
afterAll(() => app.close());

const ending = { lastDay: '2025-06-30', units: UPPER.map((unitCode, n) => ({ unitCode, ...(n === 39 ? { childrenTo: 'khu-cong-nghiep' } : {}) })) };
const unit = (code: string, asOf: string) => app.api.as(chair).call(getUnit, { params: { code }, query: { asOf } }).expect(200);

describe('ORG-05: the end of the 40 upper unions on 30/6/2025', () => {
  let decisionId = '';

  it('ORG-05: the dry run names every child, the orphans and who loses rights, and changes nothing', async () => {
    const officer = await app.tree.officerOf('ha-noi');
    const { id } = await app.api.as(chair).call(createPerson, { body: { fullName: 'Lê Văn Mẫu', unitCode: 'cap-tren-2' } }).expect(201);
    await app.api.as(chair).call(startPost, {
      body: { unitCode: 'cap-tren-2', personId: id, post: 'CHAIR', body: 'EXECUTIVE_COMMITTEE', appointment: 'ELECTED', fullTime: true, decision: app.decision() },
    }).expect(201);
    await app.api.as(await app.tree.officerOf('cap-tren-3-cs-1')).call(draftApplication, { body: { person: { fullName: 'Ngô Thị Mẫu' } } }).expect(201);

    const preview = await app.api.as(officer).call(dryRunReorganisation, { body: ending }).expect(200);

    expect(preview.ended).toHaveLength(40);
    expect(preview.ended[0]).toMatchObject({ unitCode: 'cap-tren-1', successorCode: null, children: CHILDREN });
    expect(preview.rehung).toHaveLength(40 * CHILDREN);
    expect(preview.rehung.filter((row) => row.fromCode === 'cap-tren-40').map((row) => row.toCode)).toEqual(Array(CHILDREN).fill('khu-cong-nghiep'));
    expect(preview.orphans).toHaveLength(39 * CHILDREN);
    expect(preview.losingRights).toEqual(expect.arrayContaining([
      expect.objectContaining({ personName: 'Lê Văn Mẫu', unitCode: 'cap-tren-2', hasAccount: false, keepsOtherPosts: false }),
      expect.objectContaining({ personId: districtChair.personId, unitCode: 'cap-tren-1', hasAccount: true, keepsOtherPosts: false }),
    ]));
    expect(preview.openCases).toBe(0);
    expect(preview.holdings).toHaveLength(41);
    expect(preview.holdings.find(({ unitCode }) => unitCode === 'cap-tren-1')).toMatchObject({ posts: 2, departmentsAndGroups: 1 });
    expect(preview.counted).toContain('MEMBER_APPLICATION');
    expect((await unit('cap-tren-1', '2025-07-01')).state).toBe('ACTIVE');
    await app.test.expectNotPublished(UnitEndedV1);
  });

  it('ORG-05: refuses an heir that ends too, a unit named twice, the root, and who may not decide', async () => {
    const dry = (units: { unitCode: string; successorCode?: string }[]) => app.api.as(chair).call(dryRunReorganisation, { body: { lastDay: '2025-06-30', units } });
    await dry([{ unitCode: 'cap-tren-1', successorCode: 'cap-tren-2' }, { unitCode: 'cap-tren-2' }]).expectProblem(422, 'membership/heir-ends-too');
    await dry([{ unitCode: 'cap-tren-1', successorCode: 'cap-tren-1' }]).expectProblem(422, 'membership/heir-ends-too');
    await dry([{ unitCode: 'cap-tren-1' }, { unitCode: 'cap-tren-1' }]).expectProblem(400, 'membership/unit-named-twice');
    await dry([{ unitCode: 'cap-tren-1', successorCode: 'cap-tren-2-cs-1' }]).expectProblem(422, 'membership/parent-not-higher');
    await dry([{ unitCode: 'viet-nam' }]).expectProblem(404, 'directory/unit-not-found');
    await app.api.as(await app.tree.chairOf('viet-nam')).call(dryRunReorganisation, { body: { lastDay: '2025-06-30', units: [{ unitCode: 'viet-nam' }] } }).expectProblem(422, 'membership/root-cannot-end');
    await app.api.as(districtChair).call(executeReorganisation, { body: { ...ending, decision: app.decision() } }).expectProblem(403, 'auth/permission-missing');
    await app.api.as(await app.tree.officerOf('ha-noi')).call(executeReorganisation, { body: { ...ending, decision: app.decision() } }).expectProblem(403, 'auth/permission-missing');
  });

  it('ORG-05: the server is killed in the middle: nothing of it is seen, and the same request does it once', async () => {
    const body = { lastDay: '2025-06-30', units: [{ unitCode: 'cap-tren-39' }], decision: app.decision() };
    const execute = () => app.api.as(chair).call(executeReorganisation, { body }, { key: 'killed' });
    await app.test.database.asSuperuser(async (client) => {
      await client.query('begin; lock table membership.directory_scope in share mode');
      const killed = execute().then(({ status }) => status);
      // The execution has written its rows and waits to compute the scope.
      await eventually(async () => {
        const { rowCount } = await client.query(
`select pg_terminate_backend(pid) from pg_locks where relation = 'membership.directory_scope'::regclass and not granted`);
        expect(rowCount).toBe(1);
      }, { withinMs: 20_000 });
      expect(await killed).toBeGreaterThanOrEqual(500);
      await client.query('rollback');
    });
    expect((await unit('cap-tren-39', '2025-07-01')).state).toBe('ACTIVE');
    expect((await unit('cap-tren-39-cs-1', '2025-07-01')).parentCode).toBe('cap-tren-39');
    await app.test.expectNotPublished(UnitEndedV1);
    const done = await execute().expect(201);
    expect(await execute().expect(201)).toEqual(done);
    await app.test.expectPublished(ReorganisationExecutedV1, { decisionId: done.decisionId });
    expect((await unit('cap-tren-39-cs-1', '2025-07-01')).parentCode).toBe('ha-noi');
    await app.api.as(chair).call(undoReorganisation, { params: { id: done.decisionId }, body: { reason: 'Thử' } }).expect(200);
  });

  it('ORG-05: two officers end the same union at once: one decision, one refusal', async () => {
    const vice = await app.tree.viceChairOf('ha-noi');
    const execute = (by: Officer) => app.api.as(by).call(executeReorganisation, { body: { lastDay: '2025-06-30', units: [{ unitCode: 'cap-tren-38' }], decision: app.decision() } });
    const answers = await Promise.all([execute(chair), execute(vice)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    await app.api.as(chair).call(dryRunReorganisation, { body: { lastDay: '2025-06-29', units: [{ unitCode: 'cap-tren-38' }] } }).expectProblem(409, 'membership/unit-ends-already');
    const { decisionId: id } = answers.find(({ status }) => status === 201)!.body;
    await app.api.as(chair).call(undoReorganisation, { params: { id }, body: { reason: 'Thử' } }).expect(200);
  });

  it('ORG-05: one decision ends them all; after it no active union has an ended parent', async () => {
    const done = await app.api.as(chair).call(executeReorganisation, { body: { ...ending, decision: app.decision() } }).expect(201);
    decisionId = done.decisionId;
    expect(done).toMatchObject({ effectiveOn: '2025-07-01', endedUnits: 41, movedUnits: 40 * CHILDREN, state: 'EXECUTED' });
    const published = await app.test.published(UnitEndedV1);
    expect(published).toHaveLength(41);
    expect(published.every((event) => event.ofMany && event.lastDay === '2025-06-30' && event.validFrom === '2025-07-01' && event.decisionId === decisionId)).toBe(true);
    expect(await app.test.published(UnitMovedV1)).toHaveLength(40 * CHILDREN);
    const executed = await app.test.expectPublished(ReorganisationExecutedV1, { decisionId, ofMany: false });
    expect(executed.events).toBe(41 + 40 * CHILDREN + (await app.test.published(PostEndedV1)).length);

    const after = await app.api.as(chair).call(listUnits, { query: { parent: 'ha-noi', asOf: '2025-07-01', limit: 100 } }).expect(200);
    expect(after.items.map((row) => row.level)).not.toContain('T');
    expect((await unit('ha-noi', '2025-07-01')).descendants).toEqual({ S: 1, G: 40 * CHILDREN });
    expect((await unit('ha-noi', '2025-06-30')).descendants).toEqual({ S: 41, G: 40 * CHILDREN, T: 1 });
    const orphans: unknown[] = await app.test.transactions.runWhole((tx) => tx.query(
      `select 1 from directory_unit_version v join directory_unit_version p on p.unit_id = v.parent_id and p.valid && v.valid and upper_inf(p.recorded)
       where upper_inf(v.recorded) and v.state = 'ACTIVE' and p.state = 'ENDED'`));
    expect(orphans).toEqual([]);
    expect((await unit('cap-tren-40-cs-1', '2025-07-01')).parentCode).toBe('khu-cong-nghiep');
  });

  it('ORG-05: committees end the same day, and rights with them, at midnight by the clock', async () => {
    const posts = async (asOf: string) => (await app.api.as(chair).call(listUnitPosts, { params: { code: 'cap-tren-1' }, query: { asOf } }).expect(200)).items;
    expect(await posts('2025-06-30')).toMatchObject([{ post: 'CHAIR', validTo: '2025-06-30' }]);
    expect(await posts('2025-07-01')).toEqual([]);
    const mine = async () => (await app.api.as({ ...districtChair, postId: null }).call(listMyPosts, {}).expect(200)).posts.length;
    expect(await mine()).toBe(1);
    const before = app.test.clock.now().toISOString();
    await app.test.at('2025-06-30T17:00:00Z');
    expect(await mine()).toBe(0);
    await app.api.as(districtChair).call(listUnits, {}).expectProblem(403, 'auth/post-not-held');
    await app.test.at(before);
    (app.test.get(PostSource) as unknown as { forget(): void }).forget();
  });

  it('ORG-05: is taken back before its effective day, as a whole, and once', async () => {
    await app.test.at('2025-06-30T02:00:00Z');
    const undo = () => app.api.as(chair).call(undoReorganisation, { params: { id: decisionId }, body: { reason: 'Danh sách còn thiếu' } });
    expect(await undo().expect(200)).toMatchObject({ decisionId, state: 'UNDONE' });
    await app.test.expectPublished(ReorganisationUndoneV1, { decisionId, validFrom: '2025-07-01' });
    expect((await unit('ha-noi', '2025-07-01')).descendants).toEqual({ S: 41, G: 40 * CHILDREN, T: 1 });
    expect((await app.api.as(chair).call(listUnitPosts, { params: { code: 'cap-tren-1' }, query: { asOf: '2025-07-01' } }).expect(200)).items).toMatchObject([{ validTo: null }]);
    await undo().expectProblem(409, 'membership/reorganisation-undone');
    expect(await app.api.as(chair).call(getReorganisation, { params: { id: decisionId } }).expect(200)).toMatchObject({ state: 'UNDONE' });
    await app.api.as(districtChair).call(getReorganisation, { params: { id: decisionId } }).expectProblem(404, 'membership/reorganisation-not-found');
  });

  it('ORG-05: is not taken back once it is in effect', async () => {
    const again = await app.api.as(chair).call(executeReorganisation, { body: { ...ending, decision: app.decision() } }).expect(201);
    await app.test.at('2025-06-30T17:00:00Z');
    await app.api.as(chair).call(undoReorganisation, { params: { id: again.decisionId }, body: { reason: 'Quá muộn' } }).expectProblem(409, 'membership/reorganisation-in-effect');
  });

  it('ORG-05: a merger leaves a successor, which reads and continues what the ended union had', async () => {
    await app.api.as(chair).call(foundUnit, { body: { code: 'phuong-1', type: 'S_WARD', name: 'Công đoàn phường 1', parentCode: 'ha-noi', decision: app.decision() } }).expect(201);
    await app.api.as(chair).call(executeReorganisation, {
      body: { lastDay: '2025-06-30', units: [{ unitCode: 'khu-cong-nghiep', state: 'MERGED', successorCode: 'phuong-1' }], decision: app.decision() },
    }).expect(201);
    app.tree.adopt({ unitId: (await unit('phuong-1', '2025-07-01')).id, code: 'phuong-1', type: 'S_WARD' });
    const wardOfficer = await app.tree.appoint('phuong-1', 'OFFICER', { from: '2025-07-01' });
    expect(await app.api.as(wardOfficer).call(getUnit, { params: { code: 'khu-cong-nghiep' } }).expect(200)).toMatchObject({ state: 'MERGED', successorCode: 'phuong-1' });
    expect((await app.api.as(wardOfficer).call(getUnit, { params: { code: 'phuong-1' } }).expect(200)).descendants).toEqual({ G: CHILDREN });
  });
});
