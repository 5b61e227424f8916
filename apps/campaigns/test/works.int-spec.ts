import {
  approveRound, attachPlaque, completeWork, getRound, issuePlan, launchRound, getWork, listWorks, PlaqueAttachedV1, PLATFORM_ROUTES, registerWork, verifyWork, acceptWork, startWork, WorkVerifiedV1,
} from '@doanket/contracts';
import type { TestApp } from '@doanket/testing';
import { campaignsApp, nextNumber, paper, record, round2023 } from './support/campaigns-app';

const ROUND = 'ha-noi-2023-dot-1';
const work = (unitCode: string, level: 'G' | 'S', n: number, more: object = {}) => ({
  roundCode: ROUND, unitCode, level, kind: (['STRUCTURE', 'PRODUCT', 'TASK'] as const)[n % 3], title: `Công trình số ${n}`, registeredOn: '2023-05-20', completedOn: '2023-09-30', ...more,
});

describe('works of a round', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await campaignsApp();
    await round2023(app, { plaqueQuota: 6 });
  });
  afterAll(() => app.close());

  it('CMP-02: the round labelled "150 ngày" shows 153 calendar days', async () => {
    const round = await app.api.as(app.tree.officerOf('ha-noi')).call(getRound, { params: { code: ROUND } }).expect(200);
    expect(round).toMatchObject({ label: '150 ngày', calendarDays: 153, startsOn: '2023-05-01', endsOn: '2023-09-30', state: 'RUNNING', launchedOn: '2023-04-28' });
  });

  it('CMP-08: 526 works at G and 94 at S are 620 verified; CMP-09: the city marks 6 of them', async () => {
    await paper(app, 'WORK_VERIFIED', Array.from({ length: 400 }, (_, n) => work(n % 2 === 0 ? 'truong-a' : 'cong-ty-b', 'G', n)), { issuer: 'tay-ho', on: '2023-10-05' });
    await paper(app, 'WORK_VERIFIED', Array.from({ length: 126 }, (_, n) => work('cong-ty-c', 'G', n)), { issuer: 'nam-tu-liem', on: '2023-10-05' });
    await paper(app, 'WORK_VERIFIED', Array.from({ length: 94 }, (_, n) => work(n % 2 === 0 ? 'tay-ho' : 'nam-tu-liem', 'S', n)), { on: '2023-10-06' });
    const plaques = Array.from({ length: 6 }, (_, n) => ({
      roundCode: ROUND, unitCode: 'cong-ty-c', title: `Công trình số ${n}`, socialMeaning: 'Phục vụ dân sinh', plaqueText: 'Công trình chào mừng Đại hội', attachedOn: '2023-10-10', place: 'Hà Nội',
    }));
    await paper(app, 'PLAQUE_ATTACHED', plaques, { on: '2023-10-10' });
    const round = await app.api.as(app.tree.chairOf('ha-noi')).call(getRound, { params: { code: ROUND } }).expect(200);
    expect(round.counts.works).toEqual({ verified: 620, byLevel: { G: 526, S: 94 }, late: 0, plaques: 6, plaqueShare: '0.97' });
    expect(await app.published(WorkVerifiedV1)).toHaveLength(620);
    expect(await app.published(PlaqueAttachedV1)).toHaveLength(6);
    const listed = await app.api.as(app.tree.officerOf('ha-noi')).call(listWorks, { query: { round: ROUND, level: 'G', state: 'VERIFIED,PLAQUE_ATTACHED', limit: 100 } }).expect(200);
    expect(listed.total).toBe(526);
    expect(listed.items).toHaveLength(100);
    expect(listed.nextCursor).not.toBeNull();
  });

  it('CMP-09: the quota of the round is the limit, a result is none', async () => {
    const one = { roundCode: ROUND, unitCode: 'cong-ty-c', title: 'Công trình số 10', socialMeaning: 'x', plaqueText: 'x', attachedOn: '2023-10-10', place: 'Hà Nội' };
    await expect(record(app, 'PLAQUE_ATTACHED', [one], { on: '2023-10-11' })).rejects.toThrow('campaigns/plaque-quota-used');
  });

  it('CMP-02: a work finished on 30/9 counts, one of 1/10 is kept, flagged late and counted apart', async () => {
    const [id] = await paper(app, 'WORK_VERIFIED', [work('truong-d', 'G', 900, { completedOn: '2023-10-01' })], { issuer: 'nam-tu-liem', on: '2023-10-20' });
    const late = await app.api.as(app.tree.officerOf('nam-tu-liem')).call(getWork, { params: { id: id ?? '' } }).expect(200);
    expect(late).toMatchObject({ late: true, warnings: ['LATE'] });
    const round = await app.api.as(app.tree.chairOf('ha-noi')).call(getRound, { params: { code: ROUND } }).expect(200);
    expect(round.counts.works).toMatchObject({ verified: 620, late: 1 });
  });

  it('CMP-08: registration that paper cannot show any more is a warning, a wrong level or verifier is refused', async () => {
    const id = await record(app, 'WORK_VERIFIED', [work('truong-d', 'G', 901, { registeredOn: undefined })], { issuer: 'nam-tu-liem', on: '2023-10-20' });
    const items = await app.api.as(app.tree.chairOf('nam-tu-liem')).call(PLATFORM_ROUTES.campaigns.decisions.listDecisionItems, { params: { id } }).expect(200);
    expect(items.items[0]?.warnings.map((warning) => warning.code)).toEqual(['NOT_REGISTERED']);
    await expect(record(app, 'WORK_VERIFIED', [work('truong-d', 'S', 902)], { issuer: 'nam-tu-liem', on: '2023-10-20' })).rejects.toThrow('campaigns/work-level-mismatch');
    await expect(record(app, 'WORK_VERIFIED', [work('truong-d', 'G', 903)], { on: '2023-10-20' })).rejects.toThrow('campaigns/not-the-next-level');
    await expect(record(app, 'WORK_VERIFIED', [work('truong-d', 'G', 900)], { issuer: 'nam-tu-liem', on: '2023-10-20' })).rejects.toThrow('campaigns/work-twice');
  });

  it('CMP-08: until a second person confirms, nothing counts', async () => {
    await record(app, 'WORK_VERIFIED', [work('truong-d', 'G', 905)], { issuer: 'nam-tu-liem', on: '2023-10-21' });
    const found = await app.api.as(app.tree.officerOf('nam-tu-liem')).call(listWorks, { query: { round: ROUND, q: 'cong trinh so 905' } }).expect(200);
    expect(found.total).toBe(0);
    await app.expectNotPublished(WorkVerifiedV1);
  });

  it('CMP-08: a district sees its own works, another district\'s are not found', async () => {
    const mine = await app.api.as(app.tree.officerOf('tay-ho')).call(listWorks, { query: { round: ROUND, limit: 1 } }).expect(200);
    expect(mine.total).toBe(447);
    const theirs = await app.api.as(app.tree.officerOf('ha-noi')).call(listWorks, { query: { round: ROUND, unit: 'nam-tu-liem', limit: 1 } }).expect(200);
    await app.api.as(app.tree.officerOf('tay-ho')).call(getWork, { params: { id: theirs.items[0]?.id ?? '' } }).expectProblem(404, 'campaigns/work-not-found');
  });
});

describe('works of a unit that has ended', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await campaignsApp();
    await round2023(app);
    await app.tree.chairOf('tay-ho');
    await app.tree.end('tay-ho', '2025-06-30');
  });
  afterAll(() => app.close());

  it('CMP-08: its verifications of then are entered by the city, by the tree of then, and are read under the city', async () => {
    const mine = work('truong-a', 'G', 1);
    await expect(record(app, 'WORK_VERIFIED', [mine], { issuer: 'tay-ho', on: '2025-07-01', recorder: 'ha-noi' })).rejects.toThrow('422');
    const id = await record(app, 'WORK_VERIFIED', [mine], { issuer: 'tay-ho', on: '2023-10-05', recorder: 'ha-noi' });
    await app.api.as(app.tree.chairOf('ha-noi')).call(PLATFORM_ROUTES.campaigns.decisions.confirmDecision, { params: { id } }).expect(200);
    const listed = await app.api.as(app.tree.officerOf('ha-noi')).call(listWorks, { query: { unit: 'ha-noi', round: ROUND } }).expect(200);
    expect(listed).toMatchObject({ total: 1, items: [{ unitCode: 'truong-a', state: 'VERIFIED' }] });
  });
});

describe('plaques on paper', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await campaignsApp();
    await round2023(app);
  });
  afterAll(() => app.close());

  it('CMP-09: on paper too, a plaque is attached from the day of verification on', async () => {
    await paper(app, 'WORK_VERIFIED', [work('truong-d', 'G', 700, { completedOn: '2023-09-01' })], { issuer: 'nam-tu-liem', on: '2023-10-05' });
    const plaque = (attachedOn: string) => ({ roundCode: ROUND, unitCode: 'truong-d', title: 'Công trình số 700', socialMeaning: 'x', plaqueText: 'x', attachedOn, place: 'Hà Nội' });
    await expect(record(app, 'PLAQUE_ATTACHED', [plaque('2023-10-04')], { on: '2023-10-10' })).rejects.toThrow('campaigns/plaque-before-verified');
    await paper(app, 'PLAQUE_ATTACHED', [plaque('2023-10-05')], { on: '2023-10-10' });
  });
});

describe('a work of today', () => {
  let app: TestApp;
  const round = 'ha-noi-2026-dot-1';
  beforeAll(async () => {
    app = await campaignsApp();
    await paper(app, 'PLAN_ISSUED', [{
      code: 'ha-noi-2026', title: 'Kế hoạch thi đua 2026', year: 2026, startsOn: '2026-01-01', endsOn: '2026-12-31', rounds: [{ label: 'Đợt 1', startsOn: '2026-01-15', endsOn: '2026-06-30', launch: { registrationUntil: '2026-03-31' } }],
    }], { on: '2025-12-26' });
  });
  afterAll(() => app.close());
  const g = () => app.api.as(app.tree.officerOf('truong-a'));
  const s = () => app.api.as(app.tree.chairOf('tay-ho'));

  it('CMP-08: registered, accepted, started, completed, verified by the next level, then a plaque', async () => {
    const made = await g().call(registerWork, { body: { roundCode: round, kind: 'STRUCTURE', title: 'Thư viện xanh' } }).expect(201);
    expect(made).toMatchObject({ state: 'REGISTERED', registeredOn: '2026-03-02', level: 'G', unitCode: 'truong-a' });
    const params = { id: made.id };
    const decision = { number: nextNumber(), decidedOn: '2026-03-02' };
    await s().call(verifyWork, { params, body: decision }).expectProblem(409, 'campaigns/work-state');
    await app.api.as(app.tree.chairOf('ha-noi')).call(acceptWork, { params }).expectProblem(403, 'campaigns/not-the-next-level');
    await app.api.as(app.tree.chairOf('dong-da')).call(acceptWork, { params }).expectProblem(404, 'campaigns/work-not-found');
    const queue = await s().get('/queue').expect(200);
    expect(queue.items).toEqual([expect.objectContaining({ reason: 'TO_VERIFY', kind: 'WORK_ACCEPTANCE', id: made.id })]);
    await s().call(acceptWork, { params }).expect(200);
    await g().call(startWork, { params }).expect(200);
    await g().call(completeWork, { params, body: { completedOn: '2026-03-03' } }).expectProblem(422, 'campaigns/day-in-future');
    await g().call(completeWork, { params, body: { completedOn: '2026-03-02', valueVnd: 250_000_000 } }).expect(200);
    const verified = await s().call(verifyWork, { params, body: decision }).expect(200);
    expect(verified).toMatchObject({ state: 'VERIFIED', late: false, completedOn: '2026-03-02', valueVnd: 250_000_000 });
    await app.expectPublished(WorkVerifiedV1, { workId: made.id, level: 'G', late: false });
    const plaque = { number: nextNumber(), decidedOn: '2026-03-02', socialMeaning: 'Cho học sinh', plaqueText: 'Công trình măng non', attachedOn: '2026-03-02', place: 'Trường A' };
    await s().call(attachPlaque, { params, body: plaque }).expectProblem(403, 'auth/permission-missing');
    const attached = await app.api.as(app.tree.chairOf('ha-noi')).call(attachPlaque, { params, body: plaque }).expect(200);
    expect(attached).toMatchObject({ state: 'PLAQUE_ATTACHED', plaque: { place: 'Trường A' } });
  });

  it('CMP-08: a work that was not registered cannot be verified later, not on paper either', async () => {
    const live = 'tay-ho-2026-dot-1';
    const chair = s();
    await chair.call(issuePlan, { body: { code: 'tay-ho-2026', title: 'Kế hoạch', year: 2026, startsOn: '2026-03-02', endsOn: '2026-12-31', rounds: [{ label: 'Đợt 1', startsOn: '2026-03-02', endsOn: '2026-06-30' }], number: nextNumber(), decidedOn: '2026-03-02' } }).expect(201);
    await chair.call(approveRound, { params: { code: live } }).expectProblem(422, 'campaigns/own-draft');
    await app.api.as(app.tree.viceChairOf('tay-ho')).call(approveRound, { params: { code: live } }).expect(200);
    await chair.call(launchRound, { params: { code: live }, body: { number: nextNumber(), decidedOn: '2026-03-02' } }).expect(200);
    const paperOf = (title: string) => ({ roundCode: live, unitCode: 'truong-a', level: 'G', kind: 'TASK', title, registeredOn: '2026-03-02', completedOn: '2026-03-02' });
    await expect(record(app, 'WORK_VERIFIED', [paperOf('Chưa đăng ký')], { issuer: 'tay-ho', on: '2026-03-02' })).rejects.toThrow('campaigns/work-not-registered');
    const made = await g().call(registerWork, { body: { roundCode: live, kind: 'TASK', title: 'Đã đăng ký' } }).expect(201);
    expect(await paper(app, 'WORK_VERIFIED', [paperOf('đã ĐĂNG KÝ')], { issuer: 'tay-ho', on: '2026-03-02' })).toEqual([made.id]);
    expect(await g().call(getWork, { params: { id: made.id } }).expect(200)).toMatchObject({ state: 'VERIFIED', title: 'Đã đăng ký' });
    await s().call(verifyWork, { params: { id: '01920000-0000-7000-8000-000000000001' }, body: { number: nextNumber(), decidedOn: '2026-03-02' } }).expectProblem(404, 'campaigns/work-not-found');
  });

  it('CMP-08: a round is for its issuer and the units below: a unit above registers nothing in it, a unit of a group cannot either', async () => {
    await app.api.as(app.tree.chairOf('truong-a')).call(issuePlan, {
      body: { code: 'truong-a-2026', title: 'Kế hoạch trường', year: 2026, startsOn: '2026-03-02', endsOn: '2026-12-31', rounds: [{ label: 'Đợt 1', startsOn: '2026-03-02', endsOn: '2026-06-30' }], number: nextNumber(), decidedOn: '2026-03-02' },
    }).expect(201);
    const own = 'truong-a-2026-dot-1';
    await app.api.as(app.tree.viceChairOf('truong-a')).call(approveRound, { params: { code: own } }).expect(200);
    await app.api.as(app.tree.chairOf('truong-a')).call(launchRound, { params: { code: own }, body: { number: nextNumber(), decidedOn: '2026-03-02' } }).expect(200);
    const register = (unit: string) => app.api.as(app.tree.chairOf(unit)).call(registerWork, { body: { roundCode: own, kind: 'TASK', title: `Việc của ${unit}` } });
    const problem = await register('tay-ho').expectProblem(422, 'campaigns/round-of-unit-below');
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(['/body/roundCode']);
    await register('cong-ty-b').expectProblem(404, 'campaigns/round-not-found');
    await register('truong-a').expect(201);
    await app.api.as(app.tree.chairOf('ha-noi')).call(registerWork, { body: { roundCode: round, kind: 'TASK', title: 'Của thành phố' } }).expectProblem(403, 'auth/permission-missing');
  });

  it('CMP-08: the day of completion lies between registration and today; CMP-09: only what is verified gets a plaque, from that day on', async () => {
    await app.at('2026-03-03T02:00:00Z');
    const made = await g().call(registerWork, { body: { roundCode: round, kind: 'PRODUCT', title: 'Vườn rau' } }).expect(201);
    const params = { id: made.id };
    const plaque = (attachedOn: string) => app.api.as(app.tree.chairOf('ha-noi')).call(attachPlaque, { params, body: { number: nextNumber(), decidedOn: '2026-03-05', socialMeaning: 'x', plaqueText: 'x', attachedOn, place: 'x' } });
    await s().call(acceptWork, { params }).expect(200);
    await g().call(startWork, { params }).expect(200);
    await g().call(completeWork, { params, body: { completedOn: '2026-03-02' } }).expectProblem(422, 'campaigns/completed-before-registered');
    await g().call(completeWork, { params, body: { completedOn: '2026-03-03' } }).expect(200);
    await app.at('2026-03-05T02:00:00Z');
    await plaque('2026-03-05').expectProblem(409, 'campaigns/work-state');
    await s().call(verifyWork, { params, body: { number: nextNumber(), decidedOn: '2026-03-04' } }).expect(200);
    await plaque('2026-03-03').expectProblem(422, 'campaigns/plaque-before-verified');
    await plaque('2026-03-06').expectProblem(422, 'campaigns/day-in-future');
    const missing = await app.api.as(app.tree.chairOf('ha-noi')).post(`/works/${made.id}/plaque`, { number: nextNumber(), decidedOn: '2026-03-05', fileId: null }).expectProblem(400, 'request/invalid');
    expect(missing.errors?.map((error) => error.pointer)).toEqual(expect.arrayContaining(['/body/socialMeaning', '/body/plaqueText', '/body/attachedOn', '/body/place']));
    expect(await plaque('2026-03-04').expect(200)).toMatchObject({ state: 'PLAQUE_ATTACHED', plaque: { attachedOn: '2026-03-04' } });
    await app.at('2026-03-02T02:00:00Z');
  });

  it('CMP-08: registration ends with its deadline, and nobody verifies an own work', async () => {
    const chair = await app.tree.chairOf('tay-ho');
    const made = await app.api.as(chair).call(registerWork, { body: { roundCode: round, kind: 'TASK', title: 'Ngày hội việc làm' } }).expect(201);
    const both = await app.tree.appoint('ha-noi', 'VICE_CHAIR', { personId: chair.personId, subject: chair.subject });
    await app.api.as(both).call(acceptWork, { params: { id: made.id } }).expectProblem(422, 'campaigns/own-work');
    await app.at('2026-03-31T16:59:00Z');
    await g().call(registerWork, { body: { roundCode: round, kind: 'TASK', title: 'Vừa kịp' } }).expect(201);
    await app.at('2026-03-31T17:00:00Z');
    await g().call(registerWork, { body: { roundCode: round, kind: 'TASK', title: 'Muộn' } }).expectProblem(422, 'campaigns/registration-closed');
    await app.at('2026-03-02T02:00:00Z');
  });

  it('CMP-08: what is missing is named by its field', async () => {
    const problem = await g().post('/works', { roundCode: round, title: 'Thiếu loại' }).expectProblem(400, 'request/invalid');
    expect(problem.errors?.map((error) => error.pointer)).toEqual(['/body/kind']);
  });
});
