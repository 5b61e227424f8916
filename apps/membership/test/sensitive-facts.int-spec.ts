import {
  admitMember, askExport, changeProfile, countMembers, createPerson, draftApplication, getMember, getMemberTimeline, getSensitiveCounts, listMembers, listReadings, PLATFORM_ROUTES, readIdentifiers, readSensitiveFacts, submitApplication,
  WorkProfile, type MemberDetail,
} from '@doanket/contracts';
import type { Caller, Officer } from '@doanket/testing';
import { ExportJobs } from '@doanket/exports';
import { MembershipApp } from './membership-app';

const { confirmDecision, listDecisionItems, recordDecision } = PLATFORM_ROUTES.membership.decisions;
const REASON = 'Lập danh sách giới thiệu kết nạp Đảng';
let app: MembershipApp;
let chair: Officer;
let officer: Officer;

beforeAll(async () => {
  app = await MembershipApp.start();
  await app.tree.standard();
  chair = await app.tree.chairOf('truong-a');
  officer = await app.tree.officerOf('truong-a');
});
afterAll(() => app.close());

async function member(fullName: string, partyMember: boolean | null): Promise<MemberDetail> {
  const drafted = await app.api.as(officer).call(draftApplication, { body: { person: { fullName }, profile: WorkProfile.parse({ partyMember, job: 'Giáo viên' }) } }).expect(201);
  expect(JSON.stringify(drafted)).not.toMatch(/party/i);
  await app.api.as(officer).call(submitApplication, { params: { id: drafted.id }, body: { appliedOn: app.today } }).expect(200);
  return app.api.as(chair).call(admitMember, { params: { id: drafted.id }, body: { admittedOn: app.today, decision: app.decision() } }).expect(200);
}
const read = (id: string, by: Caller = officer, reason = REASON) => app.api.as(by).call(readSensitiveFacts, { params: { id }, query: { reason } });

describe('ORG-11: party membership is sensitive', () => {
  let party: MemberDetail;
  beforeAll(async () => {
    party = await member('Đinh Thị Mẫu', true);
  });

  it('ORG-11: no profile, list, count, timeline, file or refusal shows it or is filtered by it', async () => {
    const shown: unknown[] = [
      party, await app.api.as(chair).call(getMember, { params: { id: party.id } }).expect(200), await app.api.as(chair).call(listMembers, { query: { q: 'dinh thi mau' } }).expect(200),
      await app.api.as(chair).call(getMemberTimeline, { params: { id: party.id } }).expect(200),
    ];
    for (const answer of shown) expect(JSON.stringify(answer)).not.toMatch(/party/i);
    for (const path of ['/members', '/members/count']) {
      expect((await app.api.as(chair).get(`${path}?partyMember=true`)).status).toBe(400);
      expect((await app.api.as(chair).get(`${path}?partyMember=false`)).status).toBe(400);
    }
    expect((await app.api.as(chair).call(countMembers, { query: { q: 'dinh thi mau' } }).expect(200)).count).toBe(1);
    await app.api.as(chair).call(askExport, { body: { kind: 'MEMBERS', format: 'CSV', filter: { partyMember: 'true' } } }).expectProblem(400, 'request/invalid');
    const { id } = await app.api.as(chair).call(askExport, { body: { kind: 'MEMBERS', format: 'CSV', filter: {} } }).expect(201);
    await app.test.get(ExportJobs).runner.runDue();
    const file = (await app.api.as(chair).get(`/exports/${id}/file`)).bytes.toString('utf8');
    expect(file).toContain('Đinh Thị Mẫu');
    expect(file).not.toMatch(/đảng|party/i);
  });

  it('ORG-11: it is no part of a paper that the whole unit reads', async () => {
    const body = (profile: object) => ({
      kind: 'MEMBER_ADMITTED', issuerCode: 'truong-a', number: app.nextNumber(), decidedOn: '2019-03-08', signerPostId: chair.postId, items: [{ unitCode: 'truong-a', personId: party.personId, appliedOn: '2019-02-20', profile }],
    });
    expect((await app.api.as(officer).call(recordDecision, { body: body({ partyMember: true }) }).expectProblem(400, 'request/invalid')).errors?.[0]?.pointer).toBe('/body/items/0/profile/partyMember');
    await app.api.as(officer).call(recordDecision, { body: body({ job: 'Giáo viên' }) }).expectProblem(422, 'membership/needs-transfer');
  });

  it('ORG-11: a paper recorded while party membership might stand in it is confirmed with it, and shows it to nobody', async () => {
    const [head, clerk] = [await app.tree.chairOf('cong-ty-b'), await app.tree.officerOf('cong-ty-b')];
    for (const [fullName, partyMember] of [['Giấy Cũ Có Đảng', true], ['Giấy Cũ Không Nêu', null]] as const) {
      const { id: personId } = await app.api.as(clerk).call(createPerson, { body: { fullName } }).expect(201);
      const body = { kind: 'MEMBER_ADMITTED', issuerCode: 'cong-ty-b', number: app.nextNumber(), decidedOn: '2019-03-08', signerPostId: head.postId, items: [{ unitCode: 'cong-ty-b', personId, appliedOn: '2019-02-20', profile: { job: 'Giáo viên' } }] };
      const { id } = await app.api.as(clerk).call(recordDecision, { body }).expect(201);
      // As the version of the service before wrote it; no door takes it any more.
      await app.test.transactions.runWhole((tx) => tx.query("update decision_item set payload = jsonb_set(payload, '{profile,partyMember}', $2::jsonb) where decision_id = $1", [id, JSON.stringify(partyMember)]));
      const shown = await app.api.as(head).call(listDecisionItems, { params: { id }, query: {} }).expect(200);
      expect(shown.items.map(({ payload }) => payload)).toMatchObject([{ personId, profile: { job: 'Giáo viên' } }]);
      expect(JSON.stringify(shown)).not.toMatch(/party/i);
      await app.api.as(head).call(confirmDecision, { params: { id }, body: {} }).expect(200);
      expect(JSON.stringify(await app.api.as(head).call(listDecisionItems, { params: { id }, query: {} }).expect(200))).not.toMatch(/party/i);
      const [admitted] = (await app.api.as(clerk).call(listMembers, { query: { q: fullName } }).expect(200)).items;
      expect(await read(admitted?.id ?? '', clerk).expect(200)).toEqual({ partyMember });
    }
  });

  it('ORG-11: it is shown for a reason, to who may; every reading is kept with what was read, and the member sees it', async () => {
    expect(await read(party.id).expect(200)).toEqual({ partyMember: true });
    await read(party.id, officer, '').expectProblem(400, 'request/invalid');
    await read(party.id, await app.tree.inspectorOf('truong-a')).expectProblem(403, 'auth/permission-missing');
    await read(party.id, await app.tree.chairOf('cong-ty-b')).expectProblem(404, 'membership/member-not-found');
    await app.api.as(officer).call(readIdentifiers, { params: { id: party.id }, query: { reason: 'Đối chiếu' } }).expect(200);
    const self: Caller = { ...(await app.tree.appoint('cong-ty-b', 'OFFICER', { personId: party.personId, from: '2010-01-01', to: '2011-01-01' })), postId: null };
    const { items } = await app.api.as(self).call(listReadings, { params: { id: party.id } }).expect(200);
    expect(items).toMatchObject([{ what: 'IDENTIFIERS', reason: 'Đối chiếu', post: 'OFFICER' }, { what: 'SENSITIVE_FACTS', reason: REASON, post: 'OFFICER' }]);
    expect(items).toHaveLength(2);
    await app.api.as(await app.tree.chairOf('cong-ty-b')).call(listReadings, { params: { id: party.id } }).expectProblem(404, 'membership/member-not-found');
  });

  it('ORG-11: a profile written by somebody who was not shown it leaves it as it is; said, it is changed, and null takes it away', async () => {
    const change = async (profile: object) => {
      const { version } = await app.api.as(officer).call(getMember, { params: { id: party.id } }).expect(200);
      await app.api.as(officer).call(changeProfile, {
        params: { id: party.id }, body: { fullName: 'Đinh Thị Mẫu', birthDate: null, gender: null, nationality: 'VN', consent: null, profile: { employeeCode: null, job: null, education: null, directWorker: null, leader: null, skillGrade: 5, ...profile } },
      }, { headers: { 'if-match': `"${version}"` } }).expect(200);
      return (await read(party.id).expect(200)).partyMember;
    };
    expect(await change({})).toBe(true);
    expect(await change({ partyMember: false })).toBe(false);
    expect(await change({})).toBe(false);
    expect(await change({ partyMember: null })).toBeNull();
    expect(await change({ partyMember: true })).toBe(true);
  });

  it('ORG-11: statistics know it as a number, from five on each side', async () => {
    const counts = (by: Caller = chair, code = 'truong-a') => app.api.as(by).call(getSensitiveCounts, { params: { code } });
    const before = await counts().expect(200);
    expect(before).toEqual({ unitCode: 'truong-a', members: 1, partyMembers: null });
    for (let n = 0; n < 4; n += 1) await member(`Đảng Viên Mẫu ${n}`, true);
    for (let n = 0; n < 4; n += 1) await member(`Quần Chúng Mẫu ${n}`, n % 2 === 0 ? false : null);
    expect(await counts().expect(200)).toEqual({ unitCode: 'truong-a', members: 9, partyMembers: null });
    await member('Quần Chúng Mẫu Năm', false);
    expect(await counts().expect(200)).toEqual({ unitCode: 'truong-a', members: 10, partyMembers: 5 });
    // With the two of the sister union that came in on paper.
    expect(await counts(await app.tree.chairOf('ha-noi'), 'ha-noi').expect(200)).toMatchObject({ members: 12, partyMembers: 6 });
    await counts(await app.tree.chairOf('cong-ty-b')).expectProblem(404, 'directory/unit-not-found');
  });
});
