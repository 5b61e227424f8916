import {
  addInjuryPaper, assessInjury, changeProfile, closeInjury, followClaim, getMember, getMemberTimeline, membershipRuleBook, INJURY_PAPERS, listClaims, listInjuries, listLeaves, listReadings, listVisitTasks, noteEmployerFiling, noteInjuryRequest, noteInsurerAnswer, noteVisit,
  noteWorkerFiling, openInjury, PLATFORM_ROUTES, readClaim, readInjury, readLeave, recordLeave, VisitDueV1, type BenefitClaimView, type InjuryPaper, type WorkInjuryView,
} from '@doanket/contracts';
import { SAMPLE_PDF, type Caller, type Officer } from '@doanket/testing';
import { BenefitClaimsService } from '../src/benefit-claims/benefit-claims.service';
import { WorkInjuriesService } from '../src/work-injuries/work-injuries.service';
import { DuesWorld } from './dues.builder';

let world: DuesWorld;
let school: Officer;
let hospital: Officer;
let city: Officer;

beforeAll(async () => {
  world = await DuesWorld.start();
  school = await world.officer('truong-a');
  hospital = await world.officer('benh-vien-c');
  city = await world.officer('ha-noi');
});
afterAll(() => world.app.close());

const as = (caller: Caller) => world.api.as(caller);
const reason = 'Kiểm tra hồ sơ chế độ';
/** What the member consents to from today on; null takes it back. */
async function consent(memberId: string, purposes: ('INSURANCE' | 'WELFARE' | 'STATISTICS')[] | null): Promise<void> {
  const { version, fullName, profile } = await as(school).call(getMember, { params: { id: memberId } }).expect(200);
  const { birthDate, gender, nationality, personalId: _p, socialInsuranceNo: _s, passportNo: _n, consent: _c, ...work } = profile;
  await as(school).call(changeProfile, {
    params: { id: memberId }, body: { fullName, birthDate, gender, nationality, profile: work, consent: purposes === null ? null : { givenOn: world.app.today, purposes } },
  }, { headers: { 'if-match': `"${version}"` } }).expect(200);
}

describe('SOC-05: leaves by hand', () => {
  it('SOC-05: what an officer enters exempts the same months as a file, ends by itself, and is known once', async () => {
    await world.at('2025-04-02');
    const member = await world.member('truong-a', 10_000_000);
    const body = { memberId: member, kind: 'MATERNITY' as const, fromDay: '2025-04-01', toDay: '2025-05-31' };
    const leave = await as(school).call(recordLeave, { body }).expect(201);
    expect(leave).toMatchObject({ source: 'BY_HAND', unitCode: 'truong-a', exemptFrom: '2025-04-01', exemptTo: '2025-05-31' });
    await as(school).call(recordLeave, { body }).expectProblem(409, 'membership/leave-known');
    await as(school).call(recordLeave, { body: { ...body, toDay: '2025-03-31' } }).expectProblem(422, 'membership/leave-ends-before-begin');
    await world.at('2025-06-30');
    for (const month of ['2025-04', '2025-05', '2025-06']) await world.run('truong-a', month);
    const statuses = await Promise.all(['2025-04', '2025-05', '2025-06'].map(async (month) => (await world.line('truong-a', month, member))?.status));
    expect(statuses).toEqual(['EXEMPT', 'EXEMPT', 'DUE']);
  });

  it('SOC-05: a day short of a month frees of nothing, the whole month does', async () => {
    const member = await world.member('truong-a');
    const enter = (fromDay: string, toDay: string) => as(school).call(recordLeave, { body: { memberId: member, kind: 'SICKNESS', fromDay, toDay } }).expect(201);
    expect(await enter('2025-02-10', '2025-03-08')).toMatchObject({ exemptFrom: null, exemptTo: null });
    expect(await enter('2025-04-10', '2025-05-09')).toMatchObject({ exemptFrom: '2025-04-01', exemptTo: '2025-04-30' });
  });

  it('SOC-10: lists do not tell why; a reading needs a reason, is kept, and the member sees it', async () => {
    const member = await world.member('truong-a');
    const { id } = await as(school).call(recordLeave, { body: { memberId: member, kind: 'SICKNESS', fromDay: '2025-03-01', toDay: '2025-03-31', diseaseCode: 'J45' } }).expect(201);
    const page = await as(school).call(listLeaves, { query: { member } }).expect(200);
    expect(page.items.map((row) => row.id)).toEqual([id]);
    expect(JSON.stringify(page)).not.toMatch(/J45|SICKNESS/);
    await as(school).get(`/leaves/${id}`).expectProblem(400, 'request/invalid');
    expect(await as(school).call(readLeave, { params: { id }, query: { reason } }).expect(200)).toMatchObject({ kind: 'SICKNESS', diseaseCode: 'J45' });
    expect((await as(school).call(listReadings, { params: { id: member } }).expect(200)).items).toMatchObject([{ reason, post: 'OFFICER' }]);
    await as(school).call(getMemberTimeline, { params: { id: member } }).expect(200);
  });

  it('SOC-10: a sister unit sees nothing by list, by id, by member; nor do posts that only read', async () => {
    const member = await world.member('truong-a');
    const { id } = await as(school).call(recordLeave, { body: { memberId: member, kind: 'UNPAID_LEAVE', fromDay: '2025-03-01', toDay: '2025-03-31' } }).expect(201);
    expect((await as(hospital).call(listLeaves, { query: { member } }).expect(200)).items).toEqual([]);
    await as(hospital).call(listLeaves, { query: { unit: 'truong-a' } }).expectProblem(404, 'directory/unit-not-found');
    await as(hospital).call(readLeave, { params: { id }, query: { reason } }).expectProblem(404, 'membership/leave-not-found');
    await as(hospital).call(recordLeave, { body: { memberId: member, kind: 'SICKNESS', fromDay: '2025-05-01', toDay: '2025-05-02' } }).expectProblem(404, 'membership/member-not-found');
    await as(await world.app.tree.inspectorOf('truong-a')).call(listLeaves).expectProblem(403, 'auth/permission-missing');
    expect((await as(city).call(listLeaves, { query: { member } }).expect(200)).items).toHaveLength(1);
  });
});

describe('SOC-06: files of sickness and maternity', () => {
  const consenting = async (): Promise<string> => {
    const memberId = await world.member('truong-a');
    await consent(memberId, ['INSURANCE']);
    return memberId;
  };
  const follow = async (returnedOn: string, kind: 'SICKNESS' | 'MATERNITY' = 'SICKNESS'): Promise<BenefitClaimView> =>
    as(school).call(followClaim, { body: { memberId: await consenting(), kind, returnedOn } }).expect(201);
  const lateIds = async (): Promise<string[]> => (await as(school).call(listClaims, { query: { late: 'true', limit: 100 } }).expect(200)).items.map((row) => row.id);

  it('SOC-06: back at work on 1/3: day 45 is in time, day 46 = 16/4 is late', async () => {
    await world.at('2026-04-15');
    const claim = await follow('2026-03-01');
    expect(claim).toMatchObject({ turn: 'WORKER', dueOn: '2026-04-15', late: false, lateTurns: [] });
    expect(await lateIds()).not.toContain(claim.id);
    await world.at('2026-04-16');
    expect(await lateIds()).toContain(claim.id);
    const filed = await as(school).call(noteWorkerFiling, { params: { id: claim.id }, body: { filedOn: '2026-04-16', filedWith: 'EMPLOYER' } }).expect(200);
    expect(filed).toMatchObject({ turn: 'EMPLOYER', late: false, lateTurns: ['WORKER'] });
  });

  it('SOC-06: employer and insurer have 7 working days each, holidays left out; then overdue', async () => {
    await world.at('2026-04-16');
    const { id } = await follow('2026-03-20', 'MATERNITY');
    // Seven working days after Thursday 16/4, without the weekends and the holiday of 27/4; after 22/4 without 30/4 and 1/5 too.
    expect(await as(school).call(noteWorkerFiling, { params: { id }, body: { filedOn: '2026-04-16', filedWith: 'EMPLOYER' } }).expect(200)).toMatchObject({ dueOn: '2026-04-28', turn: 'EMPLOYER' });
    const detail = await as(school).call(readClaim, { params: { id }, query: { reason } }).expect(200);
    expect(detail).toMatchObject({ kind: 'MATERNITY', workerDueOn: '2026-05-04', employerDueOn: '2026-04-28' });
    await world.at('2026-04-22');
    expect(await as(school).call(noteEmployerFiling, { params: { id }, body: { filedOn: '2026-04-22' } }).expect(200)).toMatchObject({ turn: 'INSURER', dueOn: '2026-05-06' });
    await world.at('2026-05-06');
    expect(await lateIds()).not.toContain(id);
    await world.at('2026-05-07');
    expect(await lateIds()).toContain(id);
    expect(await as(school).call(noteInsurerAnswer, { params: { id }, body: { answeredOn: '2026-05-07', outcome: 'PAID' } }).expect(200)).toMatchObject({ turn: 'NOBODY', dueOn: null, late: false, lateTurns: ['INSURER'], outcome: 'PAID' });
    expect(await lateIds()).not.toContain(id);
  });

  it('SOC-06: filed by the worker, the insurer has 5 working days and the employer no turn', async () => {
    await world.at('2026-05-11');
    const { id } = await follow('2026-05-01');
    expect(await as(school).call(noteWorkerFiling, { params: { id }, body: { filedOn: '2026-05-11', filedWith: 'INSURER' } }).expect(200)).toMatchObject({ turn: 'INSURER', dueOn: '2026-05-18' });
    await as(school).call(noteEmployerFiling, { params: { id }, body: { filedOn: '2026-05-11' } }).expectProblem(409, 'membership/claim-not-their-turn');
    await as(school).call(noteInsurerAnswer, { params: { id }, body: { answeredOn: '2026-05-10', outcome: 'REFUSED' } }).expectProblem(422, 'membership/claim-day-too-early');
    await as(school).call(noteInsurerAnswer, { params: { id }, body: { answeredOn: '2026-05-12', outcome: 'REFUSED' } }).expectProblem(422, 'membership/health-day-ahead');
    await as(hospital).call(noteInsurerAnswer, { params: { id }, body: { answeredOn: '2026-05-11', outcome: 'PAID' } }).expectProblem(404, 'membership/claim-not-found');
  });

  it('SOC-06: one file per member, kind and day; before the law of 1/7/2025 no times are known', async () => {
    const claim = await follow('2026-05-02');
    await as(school).call(followClaim, { body: { memberId: claim.memberId, kind: 'SICKNESS', returnedOn: '2026-05-02' } }).expectProblem(409, 'membership/claim-known');
    await as(school).call(followClaim, { body: { memberId: claim.memberId, kind: 'SICKNESS', returnedOn: '2025-06-30' } }).expectProblem(422, 'rules/no-rule-on-day');
    await as(school).call(followClaim, { body: { memberId: claim.memberId, kind: 'SICKNESS', returnedOn: '2025-07-01' } }).expect(201);
  });

  it('SOC-06: pages by the last day, those due first in front', async () => {
    const first = await as(school).call(listClaims, { query: { limit: 2 } }).expect(200);
    const second = await as(school).call(listClaims, { query: { limit: 100, cursor: first.nextCursor ?? '' } }).expect(200);
    const days = [...first.items, ...second.items].map((row) => row.dueOn ?? '9999-12-31');
    expect(days).toEqual([...days].sort());
    expect(new Set([...first.items, ...second.items].map((row) => row.id)).size).toBe(days.length);
  });
});

describe('SOC-07: work accidents and occupational diseases', () => {
  const opened = async (happenedOn = '2026-05-04'): Promise<WorkInjuryView> =>
    as(school).call(openInjury, { body: { memberId: await world.member('truong-a'), kind: 'WORK_ACCIDENT', happenedOn, nature: 'Gãy tay phải khi vận hành máy' } }).expect(201);
  const add = async (id: string, paper: InjuryPaper, by: Caller = school) => {
    const { body } = await as(by).upload('/files', SAMPLE_PDF, 'application/pdf', { headers: { 'x-file-name': 'giay-to.pdf' } });
    // Wrapped, for a call that is returned is awaited.
    return { answer: as(by).call(addInjuryPaper, { params: { id }, body: { paper, fileId: (body as { id: string }).id } }) };
  };

  it('SOC-07: the investigation minutes, and no other paper, open one visit task for the union; the event tells no reason', async () => {
    await world.at('2026-05-12');
    const injury = await opened();
    expect((await (await add(injury.id, 'HOSPITAL_PAPER')).answer.expect(200)).visit).toBeNull();
    const withMinutes = await (await add(injury.id, 'INVESTIGATION_MINUTES')).answer.expect(200);
    expect(withMinutes).toMatchObject({ papers: ['HOSPITAL_PAPER', 'INVESTIGATION_MINUTES'], visit: { openedOn: '2026-05-12', visitedOn: null } });
    await (await add(injury.id, 'INVESTIGATION_MINUTES')).answer.expect(200);
    const tasks = await as(await world.chair('truong-a')).call(listVisitTasks).expect(200);
    expect(tasks.items.filter((task) => task.injuryId === injury.id)).toMatchObject([{ unitCode: 'truong-a', openedOn: '2026-05-12' }]);
    const event: unknown = await world.app.test.expectPublished(VisitDueV1, { caseId: injury.id, memberId: injury.memberId });
    expect(JSON.stringify(event)).not.toMatch(/ACCIDENT|DISEASE|Gãy/);
    expect((await as(hospital).call(listVisitTasks).expect(200)).items).toEqual([]);
    await as(hospital).call(noteVisit, { params: { id: withMinutes.visit?.id ?? '' }, body: { visitedOn: '2026-05-12' } }).expectProblem(404, 'membership/visit-not-found');
    await as(school).call(noteVisit, { params: { id: withMinutes.visit?.id ?? '' }, body: { visitedOn: '2026-05-11' } }).expectProblem(422, 'membership/injury-day-too-early');
    expect(await as(school).call(noteVisit, { params: { id: withMinutes.visit?.id ?? '' }, body: { visitedOn: '2026-05-12', note: 'Đã thăm tại bệnh viện' } }).expect(200)).toMatchObject({ visitedOn: '2026-05-12' });
    await as(school).call(noteVisit, { params: { id: withMinutes.visit?.id ?? '' }, body: { visitedOn: '2026-05-12' } }).expectProblem(409, 'membership/visit-made');
  });

  it.each([[4, 'NONE'], [5, 'ONCE'], [30, 'ONCE'], [31, 'MONTHLY']] as const)('SOC-07: an assessed loss of %i %% gives %s; it needs its paper and is read for a reason', async (lossPercent, allowance) => {
    const injury = await opened('2026-05-05');
    await as(school).call(assessInjury, { params: { id: injury.id }, body: { lossPercent } }).expectProblem(422, 'membership/injury-paper-missing');
    await (await add(injury.id, 'LOSS_ASSESSMENT')).answer.expect(200);
    await as(school).call(assessInjury, { params: { id: injury.id }, body: { lossPercent } }).expect(200);
    expect(JSON.stringify(await as(school).call(listInjuries, { query: { member: injury.memberId } }).expect(200))).not.toMatch(/Gãy|lossPercent|WORK_ACCIDENT/);
    expect(await as(school).call(readInjury, { params: { id: injury.id }, query: { reason } }).expect(200)).toMatchObject({ kind: 'WORK_ACCIDENT', lossPercent, allowance, nature: 'Gãy tay phải khi vận hành máy', files: [{ paper: 'LOSS_ASSESSMENT' }] });
    expect((await as(school).call(listReadings, { params: { id: injury.memberId } }).expect(200)).items).toMatchObject([{ reason }]);
  });

  it('SOC-07: 05A-HSB is the request of the employer: noted when the paper is there', async () => {
    const injury = await opened('2026-05-06');
    await as(school).call(noteInjuryRequest, { params: { id: injury.id }, body: { filedOn: '2026-05-10' } }).expectProblem(422, 'membership/injury-paper-missing');
    await (await add(injury.id, 'FORM_05A_HSB')).answer.expect(200);
    await as(school).call(noteInjuryRequest, { params: { id: injury.id }, body: { filedOn: '2026-05-05' } }).expectProblem(422, 'membership/injury-day-too-early');
    expect(await as(school).call(noteInjuryRequest, { params: { id: injury.id }, body: { filedOn: '2026-05-06' } }).expect(200)).toMatchObject({ employerFiledOn: '2026-05-06' });
  });

  it('SOC-07, SOC-10: closed after the visit; a year later the sealed health data is gone, the case stays', async () => {
    const injury = await opened('2026-05-07');
    const { visit } = await (await add(injury.id, 'INVESTIGATION_MINUTES')).answer.expect(200);
    await as(school).call(closeInjury, { params: { id: injury.id }, body: { closedOn: '2026-05-12' } }).expectProblem(409, 'membership/visit-open');
    await as(school).call(noteVisit, { params: { id: visit?.id ?? '' }, body: { visitedOn: '2026-05-12' } }).expect(200);
    expect(await as(school).call(closeInjury, { params: { id: injury.id }, body: { closedOn: '2026-05-12' } }).expect(200)).toMatchObject({ closedOn: '2026-05-12' });
    await (await add(injury.id, 'HOSPITAL_PAPER')).answer.expectProblem(409, 'membership/injury-closed');
    const forget = async (day: string) => {
      await world.at(day);
      await world.app.test.transactions.runWhole((tx) => world.app.test.get(WorkInjuriesService).forget(tx));
      return as(school).call(readInjury, { params: { id: injury.id }, query: { reason } }).expect(200);
    };
    expect(await forget('2027-05-11')).toMatchObject({ nature: 'Gãy tay phải khi vận hành máy' });
    expect(await forget('2027-05-12')).toMatchObject({ nature: null, closedOn: '2026-05-12' });
  });

  it('SOC-07: another unit finds no case, adds no paper', async () => {
    const injury = await opened('2027-05-01');
    expect((await as(hospital).call(listInjuries, { query: { member: injury.memberId } }).expect(200)).items).toEqual([]);
    await as(hospital).call(readInjury, { params: { id: injury.id }, query: { reason } }).expectProblem(404, 'membership/injury-not-found');
    for (const paper of INJURY_PAPERS.slice(0, 1)) await (await add(injury.id, paper, hospital)).answer.expectProblem(404, 'membership/injury-not-found');
  });
});

describe('SOC-06, SOC-07: my work', () => {
  it('SOC-06: warns the unit of what is late or due this week, and of visits; says no reason, and nothing to others', async () => {
    await world.at('2028-03-01');
    const member = await world.member('benh-vien-c');
    const clerk = await world.officer('benh-vien-c');
    const { version, fullName, profile } = await as(clerk).call(getMember, { params: { id: member } }).expect(200);
    const { birthDate, gender, nationality, personalId: _p, socialInsuranceNo: _s, passportNo: _n, consent: _c, ...work } = profile;
    await as(clerk).call(changeProfile, { params: { id: member }, body: { fullName, birthDate, gender, nationality, profile: work, consent: { givenOn: world.app.today, purposes: ['INSURANCE'] } } }, { headers: { 'if-match': `"${version}"` } }).expect(200);
    const claim = await as(clerk).call(followClaim, { body: { memberId: member, kind: 'MATERNITY', returnedOn: '2028-03-01' } }).expect(201);
    expect(claim.dueOn).toBe('2028-04-15');
    const mine = async (caller: Caller) => as(caller).call(PLATFORM_ROUTES.membership.dossiers.getQueue, { query: { limit: 50 } }).expect(200);
    const waiting = async (caller: Caller) => (await mine(caller)).items.filter(({ reason: why }) => why === 'TO_FOLLOW');
    // Saturday 15/4 lies in the week of 10/4.
    await world.at('2028-04-09');
    expect(await waiting(clerk)).toEqual([]);
    await world.at('2028-04-10');
    expect(await waiting(clerk)).toMatchObject([{ id: claim.id, dueOn: '2028-04-15', overdue: false }]);
    await world.at('2028-04-16');
    const late = await mine(clerk);
    expect(late.counts.overdue).toBe(1);
    expect(late.items.filter(({ reason: why }) => why === 'TO_FOLLOW')).toMatchObject([{ overdue: true, path: '/health/claims?late=true' }]);
    expect(JSON.stringify(late)).not.toContain('MATERNITY');
    expect(await waiting(await world.app.tree.inspectorOf('benh-vien-c'))).toEqual([]);
    expect(await waiting(school)).not.toContainEqual(expect.objectContaining({ id: claim.id }));
  });
});

describe('SOC-10: the register of purposes', () => {
  it('SOC-10: names purpose, basis and retention; anyone signed in reads it; a change needs two persons', async () => {
    const page = await as(await world.app.tree.person()).call(membershipRuleBook.listRules, { query: { code: 'DATA_PURPOSE', limit: 100 } }).expect(200);
    expect(page.items.map((row) => [row.scope, row.value['basis'], row.value['consentFor'], row.value['retention']])).toEqual(expect.arrayContaining([
      ['BENEFIT_FOLLOWING', 'CONSENT', 'INSURANCE', 'HEALTH_RETENTION'], ['DUES', 'LAW', null, 'BY_LAW'], ['WORK_INJURY', 'LAW', null, 'HEALTH_RETENTION']]));
    expect(page.items).toHaveLength(8);
    const propose = (consentFor: string | null) => as(city).call(membershipRuleBook.proposeRule, {
      body: { code: 'DATA_PURPOSE', scope: 'WORK_INJURY', value: { basis: 'CONSENT', law: '91/2025/QH15', consentFor, health: true, finance: false, retention: 'HEALTH_RETENTION' }, validFrom: '2027-06-01', validTo: null, decisionNumber: null, decidedOn: null, source: 'Thử', confidence: 'ASSUMED' },
    });
    await propose(null).expectProblem(400, 'request/invalid');
    const proposed = await propose('INSURANCE').expect(201);
    await as(city).call(membershipRuleBook.confirmRule, { params: { id: proposed.id } }).expectProblem(403, 'auth/permission-missing');
    await as(await world.chair('ha-noi')).call(membershipRuleBook.confirmRule, { params: { id: proposed.id } }).expect(200);
    const member = await world.member('truong-a');
    const open = () => as(school).call(openInjury, { body: { memberId: member, kind: 'OCCUPATIONAL_DISEASE', happenedOn: '2027-05-01' } });
    await world.at('2027-06-01');
    await open().expectProblem(422, 'membership/consent-missing');
    await consent(member, ['INSURANCE']);
    await open().expect(201);
  });

  it('SOC-10: silence is not consent, consent to something else neither; taken back, what rests on it is deleted', async () => {
    const member = await world.member('truong-a');
    const follow = () => as(school).call(followClaim, { body: { memberId: member, kind: 'SICKNESS', returnedOn: '2027-05-20' } });
    await follow().expectProblem(422, 'membership/consent-missing');
    await consent(member, ['STATISTICS']);
    await follow().expectProblem(422, 'membership/consent-missing');
    await consent(member, ['INSURANCE']);
    const { id } = await follow().expect(201);
    const forget = () => world.app.test.transactions.runWhole((tx) => world.app.test.get(BenefitClaimsService).forget(tx));
    await forget();
    await as(school).call(readClaim, { params: { id }, query: { reason } }).expect(200);
    await consent(member, null);
    await forget();
    await as(school).call(readClaim, { params: { id }, query: { reason } }).expectProblem(404, 'membership/claim-not-found');
  });
});
