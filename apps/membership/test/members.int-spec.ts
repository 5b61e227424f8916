import {
  admitMember, changeProfile, createPerson, draftApplication, getMember, getMyRecord, listMembers, MemberAdmittedV1, MemberClassifiedV1, PLATFORM_ROUTES,
  readIdentifiers, rejectMember, submitApplication, type MemberDetail, type ProfileBody, WorkProfile,
} from '@doanket/contracts';
import type { Caller, Officer } from '@doanket/testing';
import { MembersStore } from '../src/members/members.store';
import { MembershipApp } from './membership-app';

const { recordDecision, confirmDecision } = PLATFORM_ROUTES.membership.decisions;
const { getQueue, returnDossier, takeDossierStep } = PLATFORM_ROUTES.membership.dossiers;
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

const admit = (id: string, by: Caller = chair, admittedOn = app.today) => app.api.as(by).call(admitMember, { params: { id }, body: { admittedOn, decision: app.decision() } });

describe('ORG-09: admission', () => {
  it('ORG-09: an application goes from draft over submitted to an active member, and says so once', async () => {
    const drafted = await app.api.as(officer).call(draftApplication, { body: { person: { fullName: 'Trần Thị Mẫu' }, profile: { ...WorkProfile.parse({}), directWorker: true } } }).expect(201);
    expect(drafted).toMatchObject({ status: 'DRAFT', unitCode: 'truong-a', fullName: 'Trần Thị Mẫu', admittedOn: null });
    const submitted = await app.api.as(officer).call(submitApplication, { params: { id: drafted.id }, body: { appliedOn: '2026-03-01' } }).expect(200);
    expect(submitted).toMatchObject({ status: 'SUBMITTED', appliedOn: '2026-03-01' });
    const admitted = await admit(drafted.id).expect(200);
    expect(admitted).toMatchObject({ status: 'ACTIVE', admittedOn: app.today });
    const event = await app.test.expectPublished(MemberAdmittedV1, { memberId: drafted.id, unitId: chair.unitId, admittedOn: app.today, appliedOn: '2026-03-01', directWorker: true });
    expect(JSON.stringify(event)).not.toContain('Mẫu');
    await admit(drafted.id).expectProblem(409, 'dossier/in-other-state');
  });

  it('ORG-09: the application waits in the queue of the committee, and nobody decides what they sent', async () => {
    const waiting = await app.submitted('truong-a', { fullName: 'Ngô Văn Mẫu' });
    const queue = await app.api.as(chair).call(getQueue, {}).expect(200);
    expect(queue.items).toEqual(expect.arrayContaining([expect.objectContaining({ reason: 'TO_DECIDE', title: 'Ngô Văn Mẫu', unitCode: 'truong-a' })]));
    const own = await app.submitted('truong-a', { fullName: 'Đặng Thị Mẫu' }, chair);
    await admit(own.id).expectProblem(422, 'dossier/own-submission');
    await admit(own.id, await app.tree.viceChairOf('truong-a')).expect(200);
    await admit(waiting.id, officer).expectProblem(403, 'auth/permission-missing');
    await admit(waiting.id, await app.tree.chairOf('tay-ho')).expectProblem(403, 'auth/permission-missing');
    await admit(waiting.id, await app.tree.chairOf('cong-ty-b')).expectProblem(404, 'membership/member-not-found');
  });

  it('ORG-09: the general step of the dossier admits as well, on the day of its decision', async () => {
    const member = await app.submitted('truong-a', { fullName: 'Phan Văn Mẫu' });
    await app.api.as(chair).call(takeDossierStep, { params: { id: member.dossierId ?? '' }, body: { outcome: 'APPROVE', decision: app.decision() } }).expect(200);
    expect(await app.api.as(chair).call(getMember, { params: { id: member.id } }).expect(200)).toMatchObject({ status: 'ACTIVE', admittedOn: app.today });
  });

  it('ORG-09: date of admission ≥ date of application', async () => {
    const member = await app.submitted('truong-a', { fullName: 'Lâm Thị Mẫu' });
    await admit(member.id, chair, '2026-03-01').expectProblem(422, 'membership/admitted-before-applied');
    await app.test.expectNotPublished(MemberAdmittedV1);
    expect((await app.api.as(chair).call(getMember, { params: { id: member.id } }).expect(200)).status).toBe('SUBMITTED');
  });

  it('ORG-09: an admission planned for a later day becomes one on that day', async () => {
    const member = await app.submitted('truong-a', { fullName: 'Mạc Văn Mẫu' });
    expect(await admit(member.id, chair, '2026-03-10').expect(200)).toMatchObject({ status: 'ACCEPTED', admittedOn: '2026-03-10' });
    const store = app.test.get(MembersStore);
    await store.activateDue();
    expect((await app.api.as(chair).call(getMember, { params: { id: member.id } }).expect(200)).status).toBe('ACCEPTED');
    await app.test.at('2026-03-09T17:00:00Z');
    await store.activateDue();
    await store.activateDue();
    await app.test.expectPublished(MemberAdmittedV1, { memberId: member.id, admittedOn: '2026-03-10' });
    expect((await app.api.as(chair).call(getMember, { params: { id: member.id } }).expect(200)).status).toBe('ACTIVE');
  });

  it('ORG-09: somebody active elsewhere needs a transfer, and nothing is duplicated', async () => {
    const personalId = '001195012345';
    const first = await app.submitted('truong-a', { fullName: 'Tô Thị Mẫu', personalId, birthDate: '1995-03-08' });
    const elsewhere = await app.tree.officerOf('benh-vien-c');
    const second = await app.submitted('benh-vien-c', { fullName: 'Tô Thị Mẫu', personalId, birthDate: '1995-03-08' });
    expect(second.personId).toBe(first.personId);
    await admit(first.id).expect(200);
    await admit(second.id, await app.tree.chairOf('benh-vien-c')).expectProblem(422, 'membership/needs-transfer');
    await app.api.as(elsewhere).call(draftApplication, { body: { person: { fullName: 'Tô Thị Mẫu', personalId } } }).expectProblem(422, 'membership/needs-transfer');
    const rows: { n: number }[] = await app.test.transactions.readWhole((tx) => tx.query("select count(*)::int as n from person where name_key = 'to thi mau'"));
    expect(rows[0]?.n).toBe(1);
    const active: { n: number }[] = await app.test.transactions.readWhole((tx) => tx.query("select count(*)::int as n from member where person_id = $1 and status = 'ACTIVE'", [first.personId]));
    expect(active[0]?.n).toBe(1);
  });

  it('ORG-09: an identifier brings nobody another person\'s data', async () => {
    await app.submitted('truong-a', { fullName: 'Kiều Văn Mẫu', personalId: '001095099999' });
    const elsewhere = await app.tree.officerOf('benh-vien-c');
    await app.api.as(elsewhere).call(draftApplication, { body: { person: { fullName: 'Ai Đó Khác', personalId: '001095099999' } } }).expectProblem(422, 'membership/identifier-of-another');
  });

  it('ORG-09: is rejected with a reason, or given back to be sent again', async () => {
    const member = await app.submitted('truong-a', { fullName: 'Quách Thị Mẫu' });
    await app.api.as(chair).call(returnDossier, { params: { id: member.dossierId ?? '' }, body: { reason: 'Thiếu ngày vào làm' } }).expect(200);
    expect((await app.api.as(officer).call(getMember, { params: { id: member.id } }).expect(200)).status).toBe('DRAFT');
    await app.api.as(officer).call(submitApplication, { params: { id: member.id }, body: { appliedOn: app.today } }).expect(200);
    expect(await app.api.as(chair).call(rejectMember, { params: { id: member.id }, body: { reason: 'Không làm việc tại đơn vị' } }).expect(200))
      .toMatchObject({ status: 'REJECTED', rejectedBecause: 'Không làm việc tại đơn vị' });
    await app.test.expectNotPublished(MemberAdmittedV1);
  });

  it('ORG-09: a person applies for themselves, and reads the own record', async () => {
    const { id: personId } = await app.api.as(officer).call(createPerson, { body: { fullName: 'Tự Ứng Mẫu' } }).expect(201);
    const account = await app.tree.appoint('cong-ty-b', 'OFFICER', { personId, to: '2011-01-01', from: '2010-01-01' });
    const self: Caller = { ...account, postId: null };
    const drafted = await app.api.as(self).call(draftApplication, { body: { unitCode: 'truong-a' } }).expect(201);
    await app.api.as(self).call(draftApplication, { body: { unitCode: 'truong-a' } }).expectProblem(409, 'membership/already-applied');
    await app.api.as(self).call(draftApplication, { body: { unitCode: 'ha-noi' } }).expectProblem(422, 'membership/not-a-grassroots-union');
    await app.api.as(self).call(submitApplication, { params: { id: drafted.id }, body: { appliedOn: app.today } }).expect(200);
    expect((await app.api.as(self).call(getMyRecord, {}).expect(200)).members).toMatchObject([{ id: drafted.id, status: 'SUBMITTED' }]);
    await admit(drafted.id).expect(200);
    const others = await app.api.as(self).call(listMembers, {}).expect(200);
    expect(others.items.map((member) => member.id)).toEqual([drafted.id]);
  });

  it('ORG-05: an open application of a union that was merged is decided by its successor, whose member the applicant becomes', async () => {
    await app.tree.unit('cdcs-cu', { parent: 'tay-ho' });
    const member = await app.submitted('cdcs-cu', { fullName: 'Chuyển Tiếp Mẫu' });
    await app.tree.end('cdcs-cu', '2026-03-08', 'truong-a');
    expect(await admit(member.id).expect(200)).toMatchObject({ status: 'ACTIVE', unitCode: 'truong-a' });
    await app.test.expectPublished(MemberAdmittedV1, { memberId: member.id, unitId: chair.unitId });
  });

  it('ORG-09: an admission of the past comes in on paper', async () => {
    const { id: personId } = await app.api.as(officer).call(createPerson, { body: { fullName: 'Cựu Trào Mẫu' } }).expect(201);
    const body = {
      kind: 'MEMBER_ADMITTED', issuerCode: 'truong-a', number: app.nextNumber(), decidedOn: '2019-03-08', signerPostId: chair.postId,
      items: [{ unitCode: 'truong-a', personId, appliedOn: '2019-02-20' }],
    };
    const { id } = await app.api.as(officer).call(recordDecision, { body }).expect(201);
    await app.api.as(chair).call(confirmDecision, { params: { id }, body: {} }).expect(200);
    await app.test.expectPublished(MemberAdmittedV1, { personId, admittedOn: '2019-03-08', appliedOn: '2019-02-20', decisionId: id });
    await app.api.as(officer).call(recordDecision, { body: { ...body, number: app.nextNumber() } }).expectProblem(422, 'membership/needs-transfer');
    const early = { ...body, number: app.nextNumber(), items: [{ unitCode: 'truong-a', personId, appliedOn: '2019-03-09' }] };
    await app.api.as(officer).call(recordDecision, { body: early }).expectProblem(422, 'membership/admitted-before-applied');
  });
});

describe('ORG-11: the profile', () => {
  const profile = (over: Partial<ProfileBody> = {}): ProfileBody => ({ fullName: 'Hà Thị Mẫu', birthDate: '1995-03-08', gender: 'FEMALE', nationality: 'VN', profile: WorkProfile.parse({ skillGrade: 7, partyMember: false }), consent: { givenOn: '2026-03-01', purposes: ['MEMBERSHIP', 'WELFARE'] }, ...over });
  const change = (member: MemberDetail, body: ProfileBody, by: Caller = officer) => app.api.as(by).call(changeProfile, { params: { id: member.id }, body }, { headers: { 'if-match': `"${member.version}"` } });
  let member: MemberDetail;

  beforeAll(async () => {
    member = await app.submitted('truong-a', { fullName: 'Hà Thị Mẫu' });
  });

  it('ORG-11: saving an 11-digit id fails with a field error; a foreigner with a passport passes', async () => {
    const problem = await change(member, profile({ personalId: '00119501234' })).expectProblem(400, 'request/invalid');
    expect(problem.errors).toEqual([expect.objectContaining({ pointer: '/body/personalId' })]);
    const foreigner = await app.api.as(officer).call(draftApplication, { body: { person: { fullName: 'Ana Silva', nationality: 'BR', passportNo: 'FX123456' } } }).expect(201);
    expect(foreigner).toMatchObject({ profile: { nationality: 'BR', passportNo: '•••••456', personalId: null }, warnings: [] });
  });

  it('ORG-11: keeps identifiers masked, doubts as warnings, consent with its purposes', async () => {
    member = await change(member, profile({ personalId: '079095012399', socialInsuranceNo: '0123456789' })).expect(200);
    expect(member).toMatchObject({
      profile: { personalId: '•••••••••399', socialInsuranceNo: '•••••••789', skillGrade: 7, consent: { givenOn: '2026-03-01', purposes: ['MEMBERSHIP', 'WELFARE'] } },
      warnings: ['GENDER_DIFFERS'],
    });
    expect(await change(member, profile({ profile: WorkProfile.parse({ skillGrade: 7 }) })).expect(200)).toMatchObject({ profile: { personalId: '•••••••••399' } });
    member = await app.api.as(officer).call(getMember, { params: { id: member.id } }).expect(200);
    member = await change(member, profile({ socialInsuranceNo: null })).expect(200);
    expect(member.profile.socialInsuranceNo).toBeNull();
    const problem = await change(member, profile({ profile: { ...WorkProfile.parse({}), skillGrade: 8 } })).expectProblem(400, 'request/invalid');
    expect(problem.errors?.[0]?.pointer).toBe('/body/profile/skillGrade');
  });

  it('ORG-11: keeps job, education and grade; an insurance number has 10 digits, a grade lies between 1 and 7', async () => {
    const other = await app.submitted('truong-a', { fullName: 'Vi Thị Mẫu' });
    const full = WorkProfile.parse({ employeeCode: 'NV-07', job: 'Thợ hàn', education: 'COLLEGE', directWorker: true, leader: false, skillGrade: 1, partyMember: true });
    const { partyMember: _, ...shown } = full;
    const body = (over: Partial<ProfileBody>): ProfileBody => profile({ fullName: 'Vi Thị Mẫu', profile: full, ...over });
    for (const socialInsuranceNo of ['012345678', '01234567890']) {
      expect((await change(other, body({ socialInsuranceNo })).expectProblem(400, 'request/invalid')).errors).toEqual([expect.objectContaining({ pointer: '/body/socialInsuranceNo' })]);
    }
    expect((await change(other, body({ personalId: '0011950123456' })).expectProblem(400, 'request/invalid')).errors).toEqual([expect.objectContaining({ pointer: '/body/personalId' })]);
    for (const skillGrade of [0, 8]) expect((await change(other, body({ profile: { ...full, skillGrade } })).expectProblem(400, 'request/invalid')).errors?.[0]?.pointer).toBe('/body/profile/skillGrade');
    expect((await change(other, body({ socialInsuranceNo: '0123456780', personalId: '001195012366' })).expect(200)).profile).toMatchObject({ ...shown, personalId: '•••••••••366', socialInsuranceNo: '•••••••780' });
  });

  it('ORG-11: is not overwritten by somebody who read an older version', async () => {
    await app.api.as(officer).call(changeProfile, { params: { id: member.id }, body: profile() }, { headers: { 'if-match': '"1"' } }).expectProblem(412, 'request/changed-meanwhile');
    await app.api.as(officer).call(changeProfile, { params: { id: member.id }, body: profile() }).expectProblem(400, 'request/invalid');
  });

  it('ORG-11: is unmasked for a reason that is kept, and only for who may', async () => {
    const read = (by: Caller) => app.api.as(by).call(readIdentifiers, { params: { id: member.id }, query: { reason: 'Đối chiếu danh sách bảo hiểm' } });
    expect(await read(officer).expect(200)).toEqual({ personalId: '079095012399', socialInsuranceNo: null, passportNo: null });
    await read(await app.tree.inspectorOf('truong-a')).expectProblem(403, 'auth/permission-missing');
    await read(await app.tree.chairOf('cong-ty-b')).expectProblem(404, 'membership/member-not-found');
    const kept: { why: string; post_id: string }[] = await app.test.transactions.runWhole((tx) => tx.query("select why, post_id from membership_audit.entry where action = 'member.read-identifiers' and object_id = $1", [member.id]));
    expect(kept).toEqual([{ why: 'Đối chiếu danh sách bảo hiểm', post_id: officer.postId }]);
  });

  it('ORG-11: the plain identifier lies nowhere', async () => {
    const tables: { name: string }[] = await app.test.transactions.runWhole((tx) => tx.query("select schemaname || '.' || tablename as name from pg_tables where schemaname in ('membership', 'membership_audit')"));
    expect(tables.length).toBeGreaterThan(20);
    for (const { name } of tables) {
      const hits = await app.test.transactions.runWhole((tx) => tx.query(`select count(*)::int as n from ${name} t where t::text like '%079095012399%'`)).catch(() => [{ n: 0 }]) as { n: number }[];
      expect([name, hits[0]?.n]).toEqual([name, 0]);
    }
  });

  it('ORG-11: tells others when a member becomes a direct worker', async () => {
    await admit(member.id).expect(200);
    const read = await app.api.as(officer).call(getMember, { params: { id: member.id } }).expect(200);
    await change(read, profile({ profile: WorkProfile.parse({ directWorker: true, leader: false }) })).expect(200);
    await app.test.expectPublished(MemberClassifiedV1, { memberId: member.id, directWorker: true, leader: false });
  });

  it('ORG-21: a sister union sees nothing of it, the district and the city see it', async () => {
    await app.api.as(await app.tree.officerOf('cong-ty-b')).call(getMember, { params: { id: member.id } }).expectProblem(404, 'membership/member-not-found');
    const found = async (by: Caller) => (await app.api.as(by).call(listMembers, { query: { q: 'ha thi mau' } }).expect(200)).items.length;
    expect(await found(await app.tree.officerOf('cong-ty-b'))).toBe(0);
    expect(await found(await app.tree.officerOf('thanh-xuan'))).toBe(0);
    expect(await found(await app.tree.officerOf('tay-ho'))).toBe(1);
    expect(await found(await app.tree.officerOf('ha-noi'))).toBe(1);
    expect((await app.api.as(await app.tree.officerOf('ha-noi')).call(listMembers, { query: { unit: 'tay-ho', status: 'ACTIVE', limit: 2 } }).expect(200)).nextCursor).not.toBeNull();
    await app.api.as(await app.tree.officerOf('tay-ho')).call(listMembers, { query: { unit: 'thanh-xuan' } }).expectProblem(404, 'directory/unit-not-found');
  });
});
