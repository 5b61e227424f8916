import {
  changeFounding, draftApplication, draftFounding, endDelegation, foundUnit, getFounding, getUnit, grantDelegation, listDelegations, listFoundings, listMembers, listUnitPosts, MemberAdmittedV1, reclassifyUnit, submitApplication,
  PLATFORM_ROUTES, PostStartedV1, submitFounding, UnitFoundedV1, type Bloc,
} from '@doanket/contracts';
import type { Officer } from '@doanket/testing';
import { MembershipApp } from './membership-app';

const { takeDossierStep } = PLATFORM_ROUTES.membership.dossiers;
let app: MembershipApp;
let chair: Officer;
let officer: Officer;
let district: Officer;
let numbers = 0;

beforeAll(async () => {
  app = await MembershipApp.start();
  await app.tree.standard();
  chair = await app.tree.chairOf('ha-noi');
  officer = await app.tree.officerOf('ha-noi');
  district = await app.tree.officerOf('tay-ho');
});
afterAll(() => app.close());

const people = (count: number, committee = 1) => Array.from({ length: count }, (_, n) => ({
  person: { fullName: `Nguyễn Văn Mẫu ${n + 1}` }, ...(n < committee ? { post: n === 0 ? 'CHAIR' as const : 'COMMITTEE_MEMBER' as const } : {}),
}));
function application(over: object = {}) {
  numbers += 1;
  return {
    code: `co-so-moi-${numbers}`, name: `CĐCS mới ${numbers}`, parentCode: 'tay-ho', bloc: 'ENTERPRISE_NONSTATE' as Bloc, employer: { name: `Công ty ${numbers}`, enterpriseCode: String(1_000_000_000 + numbers), ownership: 'PRIVATE' as const },
    workers: 150, appliedOn: app.today, applicants: people(5), ...over,
  };
}
const draft = (body: ReturnType<typeof application>, by: Officer = district) => app.api.as(by).call(draftFounding, { body });
async function submitted(over: object = {}, by: Officer = district) {
  const { id, dossierId } = await draft(application(over), by).expect(201);
  const sent = await app.api.as(by).call(submitFounding, { params: { id }, body: {} }).expect(200);
  return { ...sent, dossierId: dossierId ?? '' };
}
const decide = (dossierId: string, by: Officer = chair) => app.api.as(by).call(takeDossierStep, { params: { id: dossierId }, body: { outcome: 'APPROVE', decision: app.decision() } });

describe('ORG-02: founding a grassroots union', () => {
  it('ORG-02: an application with 4 workers is refused, with 5 it goes to the city', async () => {
    const { id } = await draft(application({ applicants: people(4) })).expect(201);
    const problem = await app.api.as(district).call(submitFounding, { params: { id }, body: {} }).expectProblem(422, 'membership/too-few-applicants');
    expect(problem.errors).toMatchObject([{ pointer: '/body/applicants' }]);
    expect((await app.api.as(district).call(getFounding, { params: { id } }).expect(200)).state).toBe('DRAFT');
    expect((await submitted()).state).toBe('SUBMITTED');
  });

  it('ORG-02: a school union of 127 with a committee of 7 is provisional on the day of the decision and shows 127/7', async () => {
    const sent = await submitted({ bloc: 'EDUCATION', applicants: people(127, 7), workers: 130 });
    await decide(sent.dossierId).expect(200);
    const founded = await app.api.as(district).call(getFounding, { params: { id: sent.id } }).expect(200);
    expect(founded).toMatchObject({ state: 'FOUNDED', applicants: 127, committee: 7, foundedOn: app.today });
    const unit = await app.api.as(chair).call(getUnit, { params: { code: sent.code } }).expect(200);
    expect(unit).toMatchObject({ state: 'PROVISIONAL', parentCode: 'tay-ho', bloc: 'EDUCATION', validFrom: app.today, head: { post: 'CHAIR' } });
    await app.test.expectPublished(UnitFoundedV1, { code: sent.code, state: 'PROVISIONAL', decisionId: founded.decisionId ?? '' });
    expect(await app.test.published(MemberAdmittedV1)).toHaveLength(127);
    expect(await app.test.published(PostStartedV1)).toHaveLength(7);
    const posts = (await app.api.as(chair).call(listUnitPosts, { params: { code: sent.code } }).expect(200)).items;
    expect(posts.map(({ appointment, validTo }) => [appointment, validTo])).toEqual(Array(7).fill(['APPOINTED', '2027-03-01']));
    expect((await app.api.as(chair).call(listMembers, { query: { unit: sent.code, status: 'ACTIVE', limit: 100 } }).expect(200)).items).toHaveLength(100);
  });

  it('ORG-02: the committee has an end of its own: the last day the rule allows passes, the day after does not', async () => {
    const { id } = await draft(application({ committeeUntil: '2027-03-02' })).expect(201);
    await app.api.as(district).call(submitFounding, { params: { id }, body: {} }).expectProblem(422, 'membership/committee-too-long');
    expect((await submitted({ committeeUntil: '2027-03-01' })).committeeUntil).toBe('2027-03-01');
  });

  it('ORG-02: a union above proposes and does not decide, unless the city has delegated it', async () => {
    const sent = await submitted();
    const districtChair = await app.tree.chairOf('tay-ho');
    await decide(sent.dossierId, districtChair).expectProblem(403, 'dossier/not-your-step');
    await app.api.as(districtChair).call(grantDelegation, { body: { unitCode: 'tay-ho', power: 'FOUND_UNIT', decision: app.decision() } }).expectProblem(403, 'auth/permission-missing');
    await app.api.as(chair).call(grantDelegation, { body: { unitCode: 'truong-a', power: 'FOUND_UNIT', decision: app.decision() } }).expectProblem(422, 'membership/not-delegable');
    const granted = await app.api.as(chair).call(grantDelegation, { body: { unitCode: 'thanh-xuan', power: 'FOUND_UNIT', decision: app.decision() } }).expect(201);
    await app.api.as(chair).call(grantDelegation, { body: { unitCode: 'thanh-xuan', power: 'FOUND_UNIT', decision: app.decision() } }).expectProblem(409, 'membership/delegated-already');
    const other = await submitted({ parentCode: 'thanh-xuan' }, await app.tree.officerOf('thanh-xuan'));
    await decide(other.dossierId, await app.tree.chairOf('thanh-xuan')).expect(200);
    expect(await app.api.as(chair).call(getUnit, { params: { code: other.code } }).expect(200)).toMatchObject({ state: 'PROVISIONAL' });
    await app.api.as(chair).call(endDelegation, { params: { id: granted.id }, body: { lastDay: app.today, decision: app.decision() } }).expect(200);
    expect((await app.api.as(chair).call(listDelegations, { query: { unit: 'thanh-xuan' } }).expect(200)).items).toMatchObject([{ power: 'FOUND_UNIT', validTo: app.today }]);
  });

  it('ORG-02: nobody founds what they proposed, and an officer of the city may propose', async () => {
    const sent = await submitted({ parentCode: 'ha-noi' }, chair);
    await decide(sent.dossierId, chair).expectProblem(422, 'dossier/own-submission');
    await decide(sent.dossierId, await app.tree.viceChairOf('ha-noi')).expect(200);
  });

  it('ORG-02: the number of an employer belongs to one union that works', async () => {
    const employer = { name: 'Công ty Một', enterpriseCode: '0101234567', ownership: 'PRIVATE' as const };
    const first = await submitted({ employer });
    const racing = await submitted({ employer }, await app.tree.officerOf('thanh-xuan').then(() => officer));
    await decide(first.dossierId).expect(200);
    await decide(racing.dossierId).expectProblem(409, 'membership/employer-has-union');
    const { id } = await draft(application({ employer })).expect(201);
    await app.api.as(district).call(submitFounding, { params: { id }, body: {} }).expectProblem(409, 'membership/employer-has-union');
    await draft(application({ employer: { name: 'Sai', enterpriseCode: '123', ownership: 'PRIVATE' } })).expectProblem(400, 'request/invalid');
  });

  it('ORG-02: two heads decide at once: one founding, one refusal', async () => {
    const sent = await submitted();
    const vice = await app.tree.viceChairOf('ha-noi');
    const answers = await Promise.all([decide(sent.dossierId, chair), decide(sent.dossierId, vice)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    await app.test.expectPublished(UnitFoundedV1, { code: sent.code });
  });

  it('ORG-02: a draft is corrected, refuses a wrong committee, a person twice and a code that is taken', async () => {
    const body = application();
    const { id, version } = await draft(body).expect(201);
    const change = (over: object, read = version) => app.api.as(district).call(changeFounding, { params: { id }, body: { ...body, ...over } }, { headers: { 'if-match': `"${read}"` } });
    const changed = await change({ applicants: people(6) }).expect(200);
    expect(changed).toMatchObject({ applicants: 6, state: 'DRAFT' });
    await change({ applicants: people(6) }).expectProblem(412, 'request/changed-meanwhile');
    await change({ applicants: people(5, 0) }, changed.version).expectProblem(422, 'membership/committee-without-head');
    await change({ applicants: [...people(5), { person: { fullName: 'Nguyễn Văn Mẫu 9' }, post: 'OFFICER' }] }, changed.version).expectProblem(422, 'membership/not-a-committee-post');
    const known = changed.people[1]?.personId ?? '';
    await change({ applicants: [...people(5), { personId: known }, { personId: known }] }, changed.version).expectProblem(422, 'membership/applicant-twice');
    await change({ code: 'truong-a' }, changed.version).expectProblem(409, 'membership/founding-code-taken');
    await draft(body).expectProblem(409, 'membership/founding-code-taken');
  });

  it('ORG-02: a sister union sees nothing of it', async () => {
    const { id } = await draft(application()).expect(201);
    const sister = await app.tree.officerOf('phuong-30');
    await app.api.as(sister).call(getFounding, { params: { id } }).expectProblem(404, 'membership/founding-not-found');
    await app.api.as(sister).call(submitFounding, { params: { id }, body: {} }).expectProblem(404, 'membership/founding-not-found');
    expect((await app.api.as(sister).call(listFoundings, {}).expect(200)).items).toEqual([]);
    await app.api.as(sister).call(listFoundings, { query: { parent: 'tay-ho' } }).expectProblem(404, 'directory/unit-not-found');
    await draft(application(), sister).expectProblem(404, 'directory/unit-not-found');
    expect((await app.api.as(chair).call(listFoundings, { query: { parent: 'tay-ho', state: 'DRAFT', limit: 100 } }).expect(200)).items.map((row) => row.id)).toContain(id);
  });
});

describe('ORG-15: blocs that are closed', () => {
  it('ORG-15: administrative and 100 % budget unions take members until 31/5/2025 and none after', async () => {
    const { id } = await draft(application({ bloc: 'ADMINISTRATIVE' })).expect(201);
    await app.api.as(district).call(submitFounding, { params: { id }, body: {} }).expectProblem(422, 'membership/bloc-closed');
    const found = (validFrom: string) => app.api.as(chair).call(foundUnit, {
      body: { code: `van-phong-${validFrom}`, type: 'G', name: 'CĐCS Văn phòng', parentCode: 'tay-ho', bloc: 'PUBLIC_SERVICE_FULL_BUDGET', validFrom, decision: app.decision() },
    });
    await found('2025-05-31').expect(201);
    await found('2025-06-01').expectProblem(422, 'membership/bloc-closed');
  });

  it('ORG-15: people apply to a union of a closed bloc in vain, and a union does not change into one', async () => {
    await app.api.as(chair).call(foundUnit, {
      body: { code: 'van-phong-cu', type: 'G', name: 'CĐCS Văn phòng', parentCode: 'tay-ho', bloc: 'ADMINISTRATIVE', validFrom: '2020-01-01', decision: app.decision() },
    }).expect(201);
    const drafted = await app.api.as(officer).call(draftApplication, { body: { unitCode: 'van-phong-cu', person: { fullName: 'Trần Văn Mẫu' } } });
    expect(drafted.status).toBe(403);
    const change = (validFrom: string) => app.api.as(chair).call(reclassifyUnit, { params: { code: 'truong-a' }, body: { bloc: 'ADMINISTRATIVE', territories: [], validFrom, decision: app.decision() } });
    await change('2025-06-01').expectProblem(422, 'membership/bloc-closed');
    await change('2025-05-31').expect(200);
    const own = await app.tree.officerOf('truong-a');
    const member = await app.api.as(own).call(draftApplication, { body: { person: { fullName: 'Trần Thị Mẫu' } } }).expect(201);
    await app.api.as(own).call(submitApplication, { params: { id: member.id }, body: { appliedOn: app.today } }).expectProblem(422, 'membership/bloc-closed');
  });
});
