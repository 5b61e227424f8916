import {
  appointGroupHead, assignTerritories, checkWardUnion, createPerson, decideAtCeremony, draftFounding, foundGroup, foundWardUnion, getCeremony, getUnit, keepTerritory, listAtCeremony, listGroupMembers, listGroups,
  listGrowthTargets, listMembers, listTerritories, listUnitPosts, moveGroupMembers, openCeremony, PAPER_ITEMS, PLATFORM_ROUTES, registerEmployer, removeFromCeremony, reportGrowthResult, setGrowthTarget, submitFounding,
} from '@doanket/contracts';
import { SAMPLE_PDF, type Officer } from '@doanket/testing';
import { MembershipApp } from './membership-app';

const { recordDecision, confirmDecision } = PLATFORM_ROUTES.membership.decisions;
let app: MembershipApp;
let chair: Officer;
let numbers = 0;

beforeAll(async () => {
  app = await MembershipApp.start();
  await app.tree.standard();
  chair = await app.tree.chairOf('ha-noi');
});
afterAll(() => app.close());

async function admit(unitCode: string, count: number, admittedOn = '2026-01-05'): Promise<string[]> {
  const own = await app.tree.chairOf(unitCode);
  const officer = await app.tree.officerOf(unitCode);
  const items: Record<string, unknown>[] = [];
  for (let n = 0; n < count; n += 1) {
    const { id } = await app.api.as(officer).call(createPerson, { body: { fullName: `Phạm Thị Mẫu ${n}` } }).expect(201);
    items.push(PAPER_ITEMS.membership.MEMBER_ADMITTED.parse({ unitCode, personId: id, appliedOn: admittedOn, admittedOn }));
  }
  const { id } = await app.api.as(officer).call(recordDecision, { body: { kind: 'MEMBER_ADMITTED', issuerCode: unitCode, number: app.nextNumber(), decidedOn: admittedOn, signerPostId: own.postId, items } }).expect(201);
  await app.api.as(own).call(confirmDecision, { params: { id }, body: {} }).expect(200);
  return (await app.api.as(own).call(listMembers, { query: { unit: unitCode, status: 'ACTIVE', limit: 100 } }).expect(200)).items.map((row) => row.id);
}

describe('ORG-13: departments and groups inside a union', () => {
  let head: Officer;
  let members: string[];
  const groups = async (asOf?: string) => (await app.api.as(chair).call(listGroups, { params: { code: 'truong-a' }, query: asOf === undefined ? {} : { asOf } }).expect(200)).items;
  const counts = async (asOf?: string) => Object.fromEntries((await groups(asOf)).map(({ code, members: n }) => [code, n]));

  it('ORG-13: 10 members move from one group to another: the counts of the department and the union stay the same', async () => {
    head = await app.tree.chairOf('truong-a');
    members = await admit('truong-a', 20);
    const make = (code: string, type: 'D' | 'T', parentCode: string, by: Officer = head) => app.api.as(by).call(foundGroup, { body: { code, type, name: `Tổ ${code}`, parentCode, decision: app.decision() } });
    await make('khoi-1', 'D', 'truong-a').expect(201);
    await make('to-1', 'T', 'khoi-1').expect(201);
    await make('to-2', 'T', 'khoi-1').expect(201);
    await make('to-sai', 'D', 'to-1').expectProblem(422, 'membership/parent-not-higher');
    await make('to-la', 'T', 'cong-ty-b').expectProblem(404, 'directory/unit-not-found');
    const move = (code: string, memberIds: readonly string[], from?: string) => app.api.as(head).call(moveGroupMembers, { params: { code }, body: { memberIds: [...memberIds], ...(from === undefined ? {} : { from }) } });
    await move('to-1', members.slice(0, 15), '2026-02-01').expectProblem(422, 'directory/unit-not-there-on-day');
    await move('to-1', members.slice(0, 15)).expect(200);
    expect(await counts()).toEqual({ 'khoi-1': 15, 'to-1': 15, 'to-2': 0 });
    await app.test.at('2026-03-03T02:00:00Z');
    expect(await move('to-2', members.slice(0, 10)).expect(200)).toMatchObject({ code: 'to-2', members: 10 });
    expect(await counts()).toEqual({ 'khoi-1': 15, 'to-1': 5, 'to-2': 10 });
    expect(await counts('2026-03-02')).toEqual({ 'khoi-1': 15, 'to-1': 15, 'to-2': 0 });
    await move('to-2', members.slice(0, 10)).expect(200);
    await move('to-2', members.slice(0, 1), '2026-03-02').expectProblem(422, 'membership/grouped-later');
    expect((await app.api.as(chair).call(listGroupMembers, { params: { code: 'to-2' }, query: { limit: 100 } }).expect(200)).items).toHaveLength(10);
    await app.test.at('2026-03-02T02:00:00Z');
  });

  it('ORG-13: takes members of the union only, and gives a group one head at a time', async () => {
    const [stranger] = await admit('cong-ty-b', 1);
    await app.api.as(head).call(moveGroupMembers, { params: { code: 'to-1' }, body: { memberIds: [stranger ?? ''] } }).expectProblem(422, 'membership/not-of-this-union');
    const people = await Promise.all(['Một', 'Hai'].map((name) => app.api.as(head).call(createPerson, { body: { fullName: `Tổ trưởng ${name}` } }).expect(201)));
    for (const { id } of people) await app.api.as(head).call(appointGroupHead, { params: { code: 'to-1' }, body: { personId: id, decision: app.decision() } }).expect(201).catch(async () => {
      await app.test.at('2026-03-03T02:00:00Z');
      await app.api.as(head).call(appointGroupHead, { params: { code: 'to-1' }, body: { personId: id, decision: app.decision() } }).expect(201);
    });
    expect((await groups()).find(({ code }) => code === 'to-1')?.head).toMatchObject({ personId: people[1]?.id });
    await app.test.at('2026-03-02T02:00:00Z');
    const sister = await app.tree.chairOf('cong-ty-b');
    await app.api.as(sister).call(listGroups, { params: { code: 'truong-a' } }).expectProblem(404, 'directory/unit-not-found');
    await app.api.as(sister).call(listGroupMembers, { params: { code: 'to-1' } }).expectProblem(404, 'membership/group-not-found');
    await app.api.as(sister).call(moveGroupMembers, { params: { code: 'to-1' }, body: { memberIds: members.slice(0, 1) } }).expectProblem(404, 'membership/group-not-found');
  });
});

describe('ORG-03: a founding ceremony', () => {
  async function submitted(): Promise<string> {
    numbers += 1;
    const officer = await app.tree.officerOf('tay-ho');
    const { id } = await app.api.as(officer).call(draftFounding, {
      body: {
        code: `le-${numbers}`, name: `CĐCS lễ ${numbers}`, parentCode: 'tay-ho', bloc: 'FDI', employer: { enterpriseCode: String(2_000_000_000 + numbers), name: `Công ty lễ ${numbers}`, ownership: 'FOREIGN' }, workers: 20, appliedOn: app.today,
        applicants: Array.from({ length: 5 }, (_, n) => ({ person: { fullName: `Đỗ Văn Mẫu ${n}` }, ...(n === 0 ? { post: 'CHAIR' as const } : {}) })),
      },
    }).expect(201);
    await app.api.as(officer).call(submitFounding, { params: { id }, body: {} }).expect(200);
    return id;
  }

  it('ORG-03: 31 unions are founded in one ceremony under 31 numbers; one taken off leaves 30 and shows the gap', async () => {
    const foundings: { foundingId: string; number: string }[] = [];
    for (let n = 0; n < 31; n += 1) foundings.push({ foundingId: await submitted(), number: `${501 + n}/QĐ-LĐLĐ` });
    await app.api.as(chair).call(openCeremony, { body: { code: 'le-21-8', name: 'Trao quyết định thành lập', heldOn: app.today, place: 'Cung Văn hóa' } }).expect(201);
    const decided = await app.api.as(chair).call(decideAtCeremony, { params: { code: 'le-21-8' }, body: { decidedOn: app.today, foundings } }).expect(200);
    expect(decided).toMatchObject({ listed: 31, gaps: [] });
    expect(new Set(decided.entries.map(({ decisionId }) => decisionId)).size).toBe(31);
    expect(decided.entries.map(({ number }) => number)).toEqual(foundings.map(({ number }) => number));
    const removed = await app.api.as(chair).call(removeFromCeremony, { params: { code: 'le-21-8' }, body: { unitCode: 'le-17', reason: 'Vắng mặt' } }).expect(200);
    expect(removed.listed).toBe(30);
    expect(removed.gaps).toEqual([{ number: 517, unitCode: 'le-17' }]);
    expect((await app.api.as(chair).call(getUnit, { params: { code: 'le-17' } }).expect(200)).state).toBe('PROVISIONAL');
    await app.api.as(chair).call(removeFromCeremony, { params: { code: 'le-21-8' }, body: { unitCode: 'le-17', reason: 'Lần nữa' } }).expectProblem(422, 'membership/not-on-programme');
    expect((await app.api.as(chair).call(listAtCeremony, { params: { code: 'le-21-8' }, body: { unitCodes: ['le-17'] } }).expect(200)).gaps).toEqual([]);
  });

  it('ORG-03: each decision of a ceremony needs its file: one for all, one for each, and none without', async () => {
    const foundings = [{ foundingId: await submitted(), number: '701/QĐ-LĐLĐ' }, { foundingId: await submitted(), number: '702/QĐ-LĐLĐ' }];
    const fileOf = async (bytes: Buffer): Promise<string> => (await app.api.as(chair).upload('/files', bytes, 'application/octet-stream', { headers: { 'x-file-name': 'quyet-dinh.pdf' } }).expect(201) as { id: string }).id;
    await app.api.as(chair).call(openCeremony, { body: { code: 'le-tep', name: 'Lễ tệp', heldOn: app.today, place: 'Hội trường' } }).expect(201);
    const decide = (list: object[], fileId: string | undefined) => app.api.as(chair).call(decideAtCeremony, { params: { code: 'le-tep' }, body: { decidedOn: app.today, fileId, foundings: list } as never });
    const own = await fileOf(SAMPLE_PDF);
    const [first, second] = foundings;
    const missing = await decide(foundings, undefined).expectProblem(422, 'decision/file-missing');
    expect(missing.errors?.map(({ pointer }) => pointer)).toEqual(['/body/fileId']);
    await decide([{ ...first, fileId: own }, { ...second }], undefined).expectProblem(422, 'decision/file-missing');
    await decide(foundings, await fileOf(Buffer.from('chữ thường'))).expectProblem(422, 'decision/file-kind-refused');
    expect((await app.api.as(chair).call(getCeremony, { params: { code: 'le-tep' } }).expect(200)).listed).toBe(0);
    expect((await decide([{ ...first, fileId: own }, { ...second, fileId: own }], undefined).expect(200)).listed).toBe(2);
  });

  it('ORG-03: one application that cannot be decided stops them all', async () => {
    const foundings = [{ foundingId: await submitted(), number: '601/QĐ-LĐLĐ' }, { foundingId: await submitted(), number: '501/QĐ-LĐLĐ' }];
    await app.api.as(chair).call(openCeremony, { body: { code: 'le-2', name: 'Lễ hai', heldOn: app.today, place: 'Hội trường' } }).expect(201);
    await app.api.as(chair).call(openCeremony, { body: { code: 'le-2', name: 'Lễ hai', heldOn: app.today, place: 'Hội trường' } }).expectProblem(409, 'membership/ceremony-code-taken');
    const answer = await app.api.as(chair).call(decideAtCeremony, { params: { code: 'le-2' }, body: { decidedOn: app.today, foundings: [...foundings, { foundingId: chair.personId, number: '603/QĐ-LĐLĐ' }] } });
    expect(answer.status).toBe(404);
    expect((await app.api.as(chair).call(getCeremony, { params: { code: 'le-2' } }).expect(200)).listed).toBe(0);
    await app.api.as(await app.tree.chairOf('tay-ho')).call(removeFromCeremony, { params: { code: 'le-2' }, body: { unitCode: 'le-1', reason: 'x' } }).expectProblem(403, 'auth/permission-missing');
  });
});

describe('ORG-06: ward unions over territories', () => {
  const ward = (code: string, neighbours: readonly string[] = []) => app.api.as(chair).call(keepTerritory, { body: { code, name: `Phường ${code}`, kind: 'WARD', neighbours: [...neighbours], validFrom: '2025-07-01' } });
  const body = (code: string, territories: readonly string[], over: object = {}) => ({
    code, name: `Công đoàn ${code}`, parentCode: 'ha-noi', territories: [...territories], legal: { sealNo: 'D-01', bankAccount: '113000123456', bankName: 'VietinBank' },
    committee: [{ personId: leader, post: 'CHAIR' as const, fullTime: true }], decision: app.decision(), ...over,
  });
  /** Unions whose employer lies in a ward, with members there only by number: they are counted from records. */
  async function unions(count: number, territory: string, prefix: string): Promise<void> {
    for (let n = 0; n < count; n += 1) {
      numbers += 1;
      await app.tree.unit(`${prefix}-${n}`, { parent: 'ha-noi', type: 'G' });
      await app.api.as(chair).call(registerEmployer, {
        body: { enterpriseCode: String(3_000_000_000 + numbers), name: `Công ty ${prefix} ${n}`, ward: `Phường ${territory}`, keeperCode: 'ha-noi', union: { unitCode: `${prefix}-${n}`, validFrom: '2025-07-01' } },
      }).expect(201);
    }
  }
  const members = (unitCode: string, count: number) => app.test.database.asSuperuser(async (client) => {
    await client.query(
      `with u as (select id from membership.directory_unit where code = $1), p as (
         insert into membership.person (id, unit_id, full_name, name_key, nationality, version) select gen_random_uuid(), u.id, 'Mẫu', 'mau', 'VN', 1 from u, generate_series(1, $2) returning id, unit_id)
       insert into membership.member (id, person_id, unit_id, status, applied_on, admitted_on, decision_id, consent_purposes, profile_changes, version)
       select gen_random_uuid(), id, unit_id, 'ACTIVE', '2025-01-01', '2025-01-01', gen_random_uuid(), '{}', 0, 1 from p`, [unitCode, count]);
  });

  let leader = '';
  beforeAll(async () => {
    leader = (await app.api.as(chair).call(createPerson, { body: { fullName: 'Vũ Thị Mẫu', unitCode: 'ha-noi' } }).expect(201)).id;
  });

  it('ORG-06: 1,500 members and 10 unions meet the guideline; 1,499 or 9 do not, and a neighbour is proposed', async () => {
    await ward('ward-a', ['ward-b']).expect(201);
    await ward('ward-b', ['ward-a']).expect(201);
    await ward('ward-c', ['ward-a']).expect(201);
    await ward('ward-a').expectProblem(409, 'membership/territory-code-taken');
    await unions(10, 'ward-a', 'pa');
    await members('pa-0', 1_499);
    const check = (territories: readonly string[], unitCodes?: readonly string[]) => app.api.as(chair).call(checkWardUnion, { body: { territories: [...territories], ...(unitCodes === undefined ? {} : { unitCodes: [...unitCodes] }) } }).expect(200);
    expect(await check(['ward-a'])).toMatchObject({ members: 1_499, units: 10, leastMembers: 1_500, leastUnits: 10, belowGuideline: true, neighbours: [] });
    await members('pa-1', 1);
    expect(await check(['ward-a'])).toMatchObject({ members: 1_500, units: 10, belowGuideline: false });
    expect(await check(['ward-a'], Array.from({ length: 9 }, (_, n) => `pa-${n}`))).toMatchObject({ members: 1_500, units: 9, belowGuideline: true });

    const unit = await app.api.as(chair).call(foundWardUnion, { body: body('phuong-a', ['ward-a']) }).expect(201);
    expect(unit).toMatchObject({ type: 'S_WARD', territories: ['Phường ward-a'], childCount: 10, head: { appointment: 'APPOINTED' } });
    expect((await app.api.as(chair).call(listTerritories, {}).expect(200)).items.find(({ code }) => code === 'ward-a')?.union).toEqual({ unitCode: 'phuong-a', since: app.today });
    expect((await app.api.as(chair).call(listUnitPosts, { params: { code: 'phuong-a' } }).expect(200)).items).toHaveLength(1);

    await unions(2, 'ward-b', 'pb');
    const below = await app.api.as(chair).call(foundWardUnion, { body: body('phuong-b', ['ward-b']) }).expectProblem(422, 'membership/below-guideline');
    expect(below).toMatchObject({ units: 2, members: 0, neighbours: 'phuong-a' });
    expect((await check(['ward-b'])).neighbours).toMatchObject([{ unitCode: 'phuong-a', units: 10, members: 1_500 }]);
  });

  it('ORG-06: one union looks after several territories, one territory has one union at a time; below the guideline a reason is needed', async () => {
    await app.api.as(chair).call(foundWardUnion, { body: body('phuong-x', ['ward-a'], { unitCodes: [], overrideReason: 'Thử' }) }).expectProblem(409, 'membership/territory-taken');
    const grown = await app.api.as(chair).call(assignTerritories, { params: { code: 'phuong-a' }, body: { territories: ['ward-b'], decision: app.decision() } }).expect(200);
    expect(grown).toMatchObject({ territories: ['Phường ward-a', 'Phường ward-b'], childCount: 12 });
    await app.api.as(chair).call(foundWardUnion, { body: body('phuong-c', ['ward-c'], { unitCodes: [] }) }).expectProblem(422, 'membership/below-guideline');
    await app.api.as(chair).call(foundWardUnion, { body: body('phuong-c', ['ward-c'], { unitCodes: [], overrideReason: 'Địa bàn xa, giao thông khó khăn' }) }).expect(201);
    await app.api.as(chair).call(assignTerritories, { params: { code: 'tay-ho' }, body: { territories: ['ward-c'], decision: app.decision() } }).expectProblem(422, 'membership/not-a-ward-union');
    await app.api.as(chair).call(checkWardUnion, { body: { territories: ['khong-co'] } }).expectProblem(404, 'membership/territory-not-found');
    await app.api.as(await app.tree.chairOf('tay-ho')).call(foundWardUnion, { body: body('phuong-y', ['ward-c']) }).expectProblem(403, 'auth/permission-missing');
  });
});

describe('ORG-14: targets of growth', () => {
  const set = (unitCode: string, target: number, by: Officer = chair, year = 2026) => app.api.as(by).call(setGrowthTarget, { body: { unitCode, year, kind: 'NEW_MEMBERS', target, decision: app.decision() } });

  it('ORG-14: 35,575 of 30,600 is 116.26 percent; targets go down and do not exceed what was given', async () => {
    const { id } = await set('ha-noi', 30_600, chair, 2019).expect(201);
    const done = await app.api.as(chair).call(reportGrowthResult, { params: { id }, body: { result: 35_575, decision: app.decision() } }).expect(200);
    expect(done).toMatchObject({ source: 'REPORTED', achieved: { numerator: 35_575, denominator: 30_600, percent: '116.26' } });
    await set('ha-noi', 100).expect(201);
    await set('tay-ho', 60).expect(201);
    expect((await app.api.as(chair).call(listGrowthTargets, { query: { unit: 'ha-noi', year: 2026 } }).expect(200)).items.find(({ unitCode }) => unitCode === 'ha-noi')).toMatchObject({ givenOn: 60, left: 40 });
    await set('ha-noi', 59).expectProblem(422, 'membership/target-over-given');
    await set('ha-noi', 60).expect(201);
  });

  it('ORG-14: results come up from the records of the year', async () => {
    const { items } = await app.api.as(chair).call(listGrowthTargets, { query: { unit: 'ha-noi', year: 2026, kind: 'NEW_MEMBERS' } }).expect(200);
    const of = (code: string) => items.find(({ unitCode }) => unitCode === code);
    expect(of('tay-ho')).toMatchObject({ source: 'RECORDS', result: 21 + 33 * 5, target: 60 });
    expect(of('ha-noi')?.result).toBe(of('tay-ho')?.result);
    const unions = await app.api.as(chair).call(setGrowthTarget, { body: { unitCode: 'tay-ho', year: 2026, kind: 'NEW_UNIONS', target: 31, decision: app.decision() } }).expect(201);
    expect(unions).toMatchObject({ result: 33, achieved: { percent: '106.45' } });
  });

  it('ORG-14: a union above sets targets below itself only, and a sister sees none', async () => {
    const district = await app.tree.chairOf('tay-ho');
    await set('truong-a', 5, district).expect(201);
    await set('thanh-xuan', 5, district).expectProblem(404, 'directory/unit-not-found');
    const sister = await app.tree.chairOf('phuong-30');
    expect((await app.api.as(sister).call(listGrowthTargets, {}).expect(200)).items).toEqual([]);
    await app.api.as(sister).call(listGrowthTargets, { query: { unit: 'tay-ho' } }).expectProblem(404, 'directory/unit-not-found');
  });
});
