import {
  applyForHousing, changeHousingCase, completeHousingDossier, finishHousingWork, getHousingCase, handOverHouse, HousingApprovedV1, HousingPaidV1, listHousingCases, listHousingProgrammes,
  type HousingChangeBody, payHousingCase, PLATFORM_ROUTES, readHardship, setHousingProgramme,
} from '@doanket/contracts';
import { newId } from '@doanket/kernel';
import type { TestApp } from '@doanket/testing';
import { application, apply, approved, attach, checked, decision, DECISIONS, DOSSIERS, nextNumber, submit, take, welfareApp } from './support/welfare-app';

let app: TestApp;
beforeAll(async () => {
  app = await welfareApp();
  await programme({ dossierDueOn: '2026-06-30', workDueOn: '2026-12-31' });
});
afterAll(() => app.close());
beforeEach(() => app.at('2026-03-02T02:00:00Z'));

const propose = (over: object = {}, who = 'ha-noi') => app.api.as(app.tree.chairOf(who)).call(setHousingProgramme, {
  body: { year: 2026, budgetVnd: 400_000_000, buildVnd: 30_000_000, repairVnd: 20_000_000, decisionNumber: nextNumber(), decidedOn: '2026-01-15', ...over },
});
const confirm = (id: string, caller = app.tree.viceChairOf('ha-noi')) => app.api.as(caller).call(DECISIONS.confirmDecision, { params: { id } });
/** A programme that one head records and another confirms. */
const programme = async (over: object = {}): Promise<void> => { await confirm((await propose(over).expect(201)).id).expect(200); };
const listed = async (year: number) => (await officer().call(listHousingProgrammes, {}).expect(200)).items.find((one) => one.year === year);
const officer = (unit = 'cong-ty-b') => app.api.as(app.tree.officerOf(unit));
const get = (id: string, unit = 'cong-ty-b') => officer(unit).call(getHousingCase, { params: { id } }).expect(200);
const pay = async (id: string, over: object = {}, key = newId()) => {
  const signer = await app.tree.chairOf('ha-noi');
  return app.api.as(signer).call(payHousingCase, { params: { id }, body: { paidOn: app.clock.today(), number: nextNumber(), signerPostId: signer.postId, ...over } }, { key });
};

describe('programmes', () => {
  it('WEL-04: set by the city, seen by all with the money left; a later decision makes a version', async () => {
    const recorded = await propose({ year: 2024, decidedOn: '2024-01-10' }).expect(201);
    expect(recorded).toMatchObject({ state: 'RECORDED', kind: 'HOUSING_PROGRAMME' });
    await confirm(recorded.id, app.tree.chairOf('ha-noi')).expectProblem(422, 'decision/own-record');
    await confirm(recorded.id, app.tree.officerOf('ha-noi')).expectProblem(403, 'auth/permission-missing');
    await confirm(recorded.id, app.tree.chairOf('tay-ho')).expectProblem(404, 'decision/not-found');
    expect(await listed(2024)).toBeUndefined();
    await confirm(recorded.id).expect(200);
    expect(await listed(2024)).toMatchObject({ year: 2024, unitCode: 'ha-noi', approvedVnd: 0, paidVnd: 0, leftVnd: 400_000_000, version: 1, dossierDueOn: null });
    await propose({ year: 2024, decidedOn: '2024-01-10' }).expectProblem(422, 'welfare/not-a-later-decision');
    await programme({ year: 2024, decidedOn: '2024-01-11', budgetVnd: 500_000_000 });
    expect(await listed(2024)).toMatchObject({ version: 2, leftVnd: 500_000_000 });
    await propose({ year: 2027, decidedOn: '2026-03-03' }).expectProblem(422, 'decision/decided-in-future');
    await propose({ year: 2027, dossierDueOn: '2027-06-30', workDueOn: '2027-06-29' }).expectProblem(422, 'welfare/work-due-before-dossier');
    await propose({ budgetVnd: -1 }).expectProblem(400, 'request/invalid');
    await propose({}, 'tay-ho').expect(403);
    const { items } = await officer().call(listHousingProgrammes, {}).expect(200);
    expect(items.map(({ year, version }) => [year, version])).toEqual([[2026, 1], [2024, 2]]);
  });
});

describe('applications', () => {
  it('WEL-02: taken for a member of the own unit as a draft; the number of the household is not kept', async () => {
    const key = nextNumber();
    const housing = await apply(app, { householdKey: key });
    expect(housing).toMatchObject({ state: 'DRAFT', unitCode: 'cong-ty-b', housingKind: 'REPAIR', amountVnd: 20_000_000, ceilingVnd: 20_000_000, programmeYear: 2026, overdue: false, dossierDueOn: '2026-06-30' });
    expect(housing.caseNo).toMatch(/^UH-2026-\d{4}$/);
    const dump = await app.database.asSuperuser(async (client) => JSON.stringify((await client.query('select c.*, o.payload from welfare.housing_case c left join welfare.outbox o on true where c.id = $1', [housing.id])).rows));
    expect(dump).not.toContain(key);
    const audit = await app.database.asSuperuser(async (client) => JSON.stringify((await client.query('select * from welfare_audit.entry')).rows));
    expect(audit).not.toContain(key);
    expect(audit).not.toContain('Nguyễn Thị Mẫu');
  });

  it('WEL-02: once per household, also in another unit and written otherwise; free again when it was withdrawn', async () => {
    const first = await apply(app, { householdKey: 'HN 0123-45' });
    await officer().call(applyForHousing, { body: application({ householdKey: 'hn012345' }) }).expectProblem(422, 'welfare/household-already-helped');
    await officer('benh-vien-c').call(applyForHousing, { body: application({ unitCode: 'benh-vien-c', householdKey: 'HN 0123-45' }) }).expectProblem(422, 'welfare/household-already-helped');
    await officer().call(DOSSIERS.withdrawDossier, { params: { id: first.dossierId ?? '' }, body: { reason: 'Gia đình xin rút' } }).expect(200);
    expect((await get(first.id)).state).toBe('WITHDRAWN');
    await apply(app, { householdKey: 'HN 0123-45' });
  });

  it('WEL-02: bad input, an amount above the ceiling, a right to the land that is missing, a day of membership to come', async () => {
    const { landRight: _right, ...noRight } = application();
    const problem = await officer().post('/housing-cases', { ...noRight, amountVnd: 1.5 }).expectProblem(400, 'request/invalid');
    expect(problem.errors?.map((error) => error.pointer).sort()).toEqual(['/body/amountVnd', '/body/landRight']);
    await officer().call(applyForHousing, { body: application({ amountVnd: 20_000_001 }) }).expectProblem(422, 'welfare/over-ceiling');
    await officer().call(applyForHousing, { body: application({ housingKind: 'BUILD', amountVnd: 30_000_001 }) }).expectProblem(422, 'welfare/over-ceiling');
    await officer().call(applyForHousing, { body: application({ housingKind: 'BUILD', amountVnd: 30_000_000 }) }).expect(201);
    await officer().call(applyForHousing, { body: application({ memberSince: '2026-03-03' }) }).expectProblem(422, 'welfare/day-out-of-order');
    await officer().call(applyForHousing, { body: application({ memberSince: '2026-03-02' }) }).expect(201);
  });

  it('WEL-02: not for another unit; what lies outside is not found', async () => {
    const housing = await apply(app);
    await officer('truong-a').call(applyForHousing, { body: application() }).expectProblem(404, 'directory/unit-not-found');
    await officer('tay-ho').call(applyForHousing, { body: application() }).expect(403);
    await app.api.as(app.tree.inspectorOf('cong-ty-b')).call(applyForHousing, { body: application() }).expect(403);
    await officer('truong-a').call(getHousingCase, { params: { id: housing.id } }).expectProblem(404, 'welfare/housing-case-not-found');
    await officer('thanh-xuan').call(getHousingCase, { params: { id: housing.id } }).expectProblem(404, 'welfare/housing-case-not-found');
    await officer().call(getHousingCase, { params: { id: newId() } }).expectProblem(404, 'welfare/housing-case-not-found');
    await get(housing.id, 'tay-ho');
  });

  it('WEL-02: sent twice with one key it is one case; changed with the version that was read while a draft', async () => {
    const body = application();
    const key = newId();
    const first = await officer().call(applyForHousing, { body }, { key }).expect(201);
    expect((await officer().call(applyForHousing, { body }, { key }).expect(201)).id).toBe(first.id);
    const change = (version: number) => officer().call(changeHousingCase, { params: { id: first.id }, body: { ...body, place: 'Số 5' } }, { headers: { 'if-match': `"${version}"` } });
    await change(first.version + 1).expectProblem(412, 'request/changed-meanwhile');
    expect(await change(first.version).expect(200)).toMatchObject({ place: 'Số 5', version: first.version + 1 });
    await submit(app, first).expect(200);
    await change((await get(first.id)).version).expectProblem(409, 'welfare/housing-state');
  });

  it('WEL-02: what is not shown need not be typed again: household and hardship stay where a change leaves them out, and change where it names them', async () => {
    const body = application({ memberSince: '2016-05-04' });
    const { householdKey, hardship, ...shown } = body;
    const first = await officer().call(applyForHousing, { body }).expect(201);
    expect(first).toMatchObject({ memberSince: '2016-05-04', personId: null });
    const change = async (changed: Partial<HousingChangeBody>) => officer().call(changeHousingCase, { params: { id: first.id }, body: { ...shown, ...changed } }, { headers: { 'if-match': `"${(await get(first.id)).version}"` } }).expect(200);
    const hardshipNow = async () => (await app.api.as(app.tree.officerOf('tay-ho')).call(readHardship, { params: { id: first.id } }).expect(200)).hardship;
    await change({ place: 'Số 5' });
    expect(await hardshipNow()).toBe(hardship);
    await officer().call(applyForHousing, { body: application({ householdKey }) }).expectProblem(422, 'welfare/household-already-helped');
    await change({ householdKey: `${householdKey} khác`, hardship: 'Mái đã sập một phần' });
    expect(await hardshipNow()).toBe('Mái đã sập một phần');
    await officer().call(applyForHousing, { body: application({ householdKey }) }).expect(201);
    expect(await get(first.id)).toMatchObject({ memberSince: '2016-05-04' });
  });

  it('WEL-02: hardship is read by the deciding levels and the member, and each reading is kept', async () => {
    const member = await app.tree.person();
    const housing = await apply(app, { personId: member.personId ?? '' });
    const read = (caller: Parameters<typeof app.api.as>[0]) => app.api.as(caller).call(readHardship, { params: { id: housing.id } });
    for (const unit of ['cong-ty-b', 'tay-ho', 'ha-noi']) expect((await read(app.tree.officerOf(unit)).expect(200)).hardship).toBe('Nhà dột nát, thu nhập thấp');
    expect((await read(member).expect(200)).hardship).toBe('Nhà dột nát, thu nhập thấp');
    await read(app.tree.officerOf('viet-nam')).expectProblem(403, 'directory/outside-reach');
    await read(app.tree.inspectorOf('cong-ty-b')).expectProblem(403, 'directory/outside-reach');
    await read(app.tree.officerOf('truong-a')).expectProblem(404, 'welfare/housing-case-not-found');
    await read(app.tree.person()).expectProblem(404, 'welfare/housing-case-not-found');
    expect(JSON.stringify(await get(housing.id, 'ha-noi'))).not.toContain('dột nát');
    const { items } = await app.api.as(app.tree.inspectorOf('ha-noi')).call(PLATFORM_ROUTES.welfare.audit.listAudit, { query: { objectId: housing.id, action: 'housing-case.read-hardship' } }).expect(200);
    expect(items).toHaveLength(4);
    const own = await app.api.as(member).call(listHousingCases, {}).expect(200);
    expect(own.items.map((one) => one.id)).toEqual([housing.id]);
  });

  it('WEL-02: the survey of the site or the confirmation of the local authority missing, it cannot be sent on', async () => {
    const housing = await apply(app);
    await submit(app, housing).expect(200);
    await take(app, 'cong-ty-b', housing.dossierId).expectProblem(422, 'dossier/evidence-missing');
    await attach(app, app.tree.chairOf('cong-ty-b'), housing.dossierId ?? '', 'SITE_PHOTO');
    await take(app, 'cong-ty-b', housing.dossierId).expectProblem(422, 'dossier/evidence-missing');
    await take(app, 'tay-ho', housing.dossierId).expectProblem(403, 'dossier/not-your-step');
    expect((await get(housing.id)).state).toBe('SUBMITTED');
    await attach(app, app.tree.chairOf('cong-ty-b'), housing.dossierId ?? '', 'MINUTES');
    await take(app, 'cong-ty-b', housing.dossierId).expectProblem(422, 'dossier/evidence-missing');
    await attach(app, app.tree.chairOf('cong-ty-b'), housing.dossierId ?? '', 'LOCAL_CONFIRMATION');
    await take(app, 'cong-ty-b', housing.dossierId).expect(200);
    expect((await get(housing.id)).state).toBe('SURVEYED');
  });
});

describe('approval and what follows', () => {
  it('WEL-03: goes all its states, with one event for the approval and one for the money', async () => {
    const housing = await checked(app);
    expect((await get(housing.id)).state).toBe('CHECKED');
    await take(app, 'ha-noi', housing.dossierId).expectProblem(422, 'dossier/step-incomplete');
    const given = await decision(app);
    await take(app, 'ha-noi', housing.dossierId, given).expect(200);
    await take(app, 'ha-noi', housing.dossierId, given).expectProblem(409, 'dossier/in-other-state');
    const done = await get(housing.id);
    expect(done).toMatchObject({ state: 'APPROVED', approvedOn: '2026-03-02' });
    expect(await app.expectPublished(HousingApprovedV1)).toMatchObject({ caseId: housing.id, approvedOn: '2026-03-02', amountVnd: 20_000_000, programmeYear: 2026, decisionId: done.decisionId });

    expect((await pay(housing.id)).body).toMatchObject({ status: 409, housingState: 'APPROVED' });
    await officer().call(completeHousingDossier, { params: { id: housing.id }, body: { completedOn: '2026-03-01' } }).expectProblem(422, 'welfare/day-out-of-order');
    await officer().call(completeHousingDossier, { params: { id: housing.id }, body: { completedOn: '2026-03-03' } }).expectProblem(422, 'welfare/day-out-of-order');
    await officer('tay-ho').call(completeHousingDossier, { params: { id: housing.id }, body: { completedOn: '2026-03-02' } }).expect(403);
    await officer().call(completeHousingDossier, { params: { id: housing.id }, body: { completedOn: '2026-03-02' } }).expect(200);
    const mine = await app.api.as(app.tree.chairOf('ha-noi')).call(DOSSIERS.getQueue, {}).expect(200);
    expect(mine.items).toContainEqual(expect.objectContaining({ kind: 'HOUSING_DOSSIER_COMPLETE', id: housing.id, path: `/welfare/housing/${housing.id}` }));

    const key = newId();
    const number = nextNumber();
    const paid = (await pay(housing.id, { number }, key)).body;
    expect(paid).toMatchObject({ state: 'DISBURSED', paidOn: '2026-03-02' });
    expect((await pay(housing.id, { number }, key)).body).toEqual(paid);
    expect((await pay(housing.id)).body).toMatchObject({ status: 409 });
    await app.expectPublished(HousingPaidV1, { caseId: housing.id, paidOn: '2026-03-02', amountVnd: 20_000_000, housingKind: 'REPAIR' });
    await officer().call(handOverHouse, { params: { id: housing.id }, body: { handedOverOn: '2026-03-02' } }).expectProblem(409, 'welfare/housing-state');
    await officer().call(finishHousingWork, { params: { id: housing.id }, body: { doneOn: '2026-03-02' } }).expect(200);
    expect(await officer().call(handOverHouse, { params: { id: housing.id }, body: { handedOverOn: '2026-03-02' } }).expect(200)).toMatchObject({ state: 'HANDED_OVER', workDoneOn: '2026-03-02', handedOverOn: '2026-03-02' });
  });

  it('WEL-03: given back with a reason, to the survey or to who sent it', async () => {
    const housing = await checked(app);
    const back = (unit: string, body: object) => app.api.as(app.tree.chairOf(unit)).post(`/dossiers/${housing.dossierId}/return`, body);
    await back('ha-noi', {}).expectProblem(400, 'request/invalid');
    await back('ha-noi', { reason: 'Thiếu xác nhận' }).expect(200);
    expect((await get(housing.id)).state).toBe('SURVEYED');
    await back('tay-ho', { reason: 'Khảo sát lại', to: 'SURVEY' }).expect(200);
    expect((await get(housing.id)).state).toBe('SUBMITTED');
    await back('cong-ty-b', { reason: 'Sửa đơn' }).expect(200);
    expect((await get(housing.id)).state).toBe('DRAFT');
    await submit(app, housing).expect(200);
    await app.api.as(app.tree.chairOf('cong-ty-b')).call(DOSSIERS.takeDossierStep, { params: { id: housing.dossierId ?? '' }, body: { outcome: 'REJECT', note: 'Không đúng đối tượng' } }).expect(200);
    expect((await get(housing.id)).state).toBe('REJECTED');
    await app.expectNotPublished(HousingApprovedV1);
  });

  it('WEL-04: the sum of approved amounts reaches the budget and does not pass it', async () => {
    const { items } = await officer().call(listHousingProgrammes, { query: { limit: 1 } }).expect(200);
    const approvedVnd = items[0]?.approvedVnd ?? 0;
    await propose({ decidedOn: '2026-02-01', budgetVnd: approvedVnd - 1, dossierDueOn: '2026-06-30' }).expectProblem(422, 'welfare/budget-below-approved');
    await programme({ decidedOn: '2026-02-01', budgetVnd: approvedVnd + 39_999_999, dossierDueOn: '2026-06-30', workDueOn: '2026-12-31' });
    await approved(app);
    const last = await checked(app);
    const dossier = await app.api.as(app.tree.chairOf('ha-noi')).call(DOSSIERS.getDossier, { params: { id: last.dossierId ?? '' } }).expect(200);
    expect(dossier.rules.find((rule) => rule.code === 'HOUSING_BUDGET')?.facts).toMatchObject({ leftVnd: 19_999_999 });
    await take(app, 'ha-noi', last.dossierId, await decision(app)).expectProblem(422, 'welfare/over-budget');
    expect((await get(last.id)).state).toBe('CHECKED');
    await programme({ decidedOn: '2026-02-02', budgetVnd: approvedVnd + 40_000_000, dossierDueOn: '2026-06-30', workDueOn: '2026-12-31' });
    await take(app, 'ha-noi', last.dossierId, await decision(app)).expect(200);
    const { items: [after] } = await app.api.as(app.tree.officerOf('viet-nam')).call(listHousingProgrammes, { query: { limit: 1 } }).expect(200);
    expect(after).toMatchObject({ leftVnd: 0, approvedVnd: approvedVnd + 40_000_000 });
    await programme({ decidedOn: '2026-02-03', budgetVnd: 900_000_000, dossierDueOn: '2026-06-30', workDueOn: '2026-12-31' });
  });

  it('WEL-03: the work is due on the last day of the programme: in time on 31/12, overdue on 1/1 until it is done', async () => {
    const housing = await approved(app);
    await officer().call(completeHousingDossier, { params: { id: housing.id }, body: { completedOn: '2026-03-02' } }).expect(200);
    expect((await pay(housing.id)).body).toMatchObject({ state: 'DISBURSED', workDueOn: '2026-12-31' });
    await app.at('2026-12-31T16:59:00Z');
    expect((await get(housing.id)).overdue).toBe(false);
    await app.at('2026-12-31T17:00:00Z');
    expect(await get(housing.id)).toMatchObject({ overdue: true, state: 'DISBURSED' });
    expect((await officer().call(listHousingCases, { query: { overdue: 'true', limit: 100 } }).expect(200)).items.map((one) => one.id)).toContain(housing.id);
    await officer().call(finishHousingWork, { params: { id: housing.id }, body: { doneOn: '2027-01-01' } }).expect(200);
    expect((await get(housing.id)).overdue).toBe(false);
  });

  it('WEL-03: approved under a 30/6 deadline without papers: overdue on 1/7, shown, not deleted', async () => {
    const housing = await approved(app);
    await app.at('2026-06-30T16:59:00Z');
    expect((await get(housing.id)).overdue).toBe(false);
    await app.at('2026-06-30T17:00:00Z');
    expect(await get(housing.id)).toMatchObject({ overdue: true, state: 'APPROVED', dossierDueOn: '2026-06-30' });
    const { items } = await officer().call(listHousingCases, { query: { overdue: 'true', limit: 100 } }).expect(200);
    expect(items.map((one) => one.id)).toContain(housing.id);
    const queue = await officer().call(DOSSIERS.getQueue, { query: { limit: 100 } }).expect(200);
    expect(queue.items.find((one) => one.id === housing.id)).toMatchObject({ kind: 'HOUSING_APPROVED', overdue: true, dueOn: '2026-06-30' });
    expect(queue.counts.overdue).toBeGreaterThan(0);
    await officer().call(completeHousingDossier, { params: { id: housing.id }, body: { completedOn: '2026-07-01' } }).expect(200);
    expect((await get(housing.id)).overdue).toBe(false);
  });

  it('WEL-04: a year without a programme approves nothing', async () => {
    await app.at('2028-02-01T02:00:00Z');
    const housing = await apply(app, { amountVnd: 90_000_000 });
    await submit(app, housing).expectProblem(422, 'welfare/programme-missing');
    expect((await get(housing.id)).state).toBe('DRAFT');
  });
});
