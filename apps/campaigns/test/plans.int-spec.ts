import {
  addOccasion, AdoptionAskedV1, adoptPlan, amendPlan, approveRound, archiveRound, closeRound, draftRound, getPlan, getRound, issuePlan, judgeTarget, launchRound, listAdoptions, listPlans, listTargets, PlanAdoptedV1,
  PlanIssuedV1, reportAdoption, reviewRound, summariseRound, RoundLaunchedV1, RoundPlannedV1, TargetSetV1,
} from '@doanket/contracts';
import { SAMPLE_PNG, type TestApp } from '@doanket/testing';
import { campaignsApp, nextNumber, paper, record, SIX } from './support/campaigns-app';

const plan = (code: string, more: object = {}) => ({ code, title: 'Kế hoạch thi đua', year: 2026, startsOn: '2026-03-02', endsOn: '2026-12-31', number: nextNumber(), decidedOn: '2026-03-02', ...more });
const share = { code: 'INITIATIVE_SHARE', title: 'Tỉ lệ sáng kiến', numeratorIndicator: 'INI_STAFF_SHARE', comparator: 'AT_LEAST', threshold: '20', valueUnit: 'PERCENT', calculatedAt: 'G', distinctPersons: true } as const;

describe('plans and rounds', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await campaignsApp();
  });
  afterAll(() => app.close());
  const city = () => app.api.as(app.tree.chairOf('ha-noi'));

  it('CMP-01: a plan has number, theme, blocs and occasions; it is issued before it starts', async () => {
    await city().call(issuePlan, { body: plan('ha-noi-sai-ngay', { startsOn: '2026-03-01' }) }).expectProblem(422, 'campaigns/plan-refused');
    await app.api.as(app.tree.officerOf('ha-noi')).call(addOccasion, { body: { code: 'ngay-thanh-lap-cong-doan', name: 'Ngày thành lập Công đoàn Việt Nam', kind: 'ANNIVERSARY', foundedOn: '1929-07-28' } }).expect(201);
    const body = plan('ha-noi-2026-nam', {
      number: '12/KH-LĐLĐ', themes: [{ kind: 'UNION', text: 'Tập trung phát triển đoàn viên' }, { kind: 'CITY', text: 'Kỷ cương, trách nhiệm' }], blocs: ['ENTERPRISE_NONSTATE', 'PUBLIC_SERVICE'],
      occasionCodes: ['ngay-thanh-lap-cong-doan'],
    });
    const made = await city().call(issuePlan, { body }).expect(201);
    expect(made).toMatchObject({ number: '12/KH-LĐLĐ', unitCode: 'ha-noi', level: 'C', themes: [{ kind: 'UNION' }, { kind: 'CITY' }], roundsPlanned: 0 });
    await app.expectPublished(PlanIssuedV1, { planCode: 'ha-noi-2026-nam', year: 2026, number: '12/KH-LĐLĐ' });
    await city().call(issuePlan, { body: { ...body, number: nextNumber() } }).expectProblem(422, 'campaigns/plan-code-taken');
    await city().call(issuePlan, { body: plan('ha-noi-2026-trung-so', { number: '12/KH-LĐLĐ' }) }).expectProblem(422, 'campaigns/plan-number-taken');
    await city().call(issuePlan, { body: plan('ha-noi-2026-trung-so', { number: '12/kh-lđlđ', decidedOn: '2026-03-01' }) }).expectProblem(409, 'decision/number-taken');
    const without = await city().call(issuePlan, { body: plan('ha-noi-2026-khong-tep', { fileId: undefined }) }).expectProblem(422, 'decision/file-missing');
    expect(without.errors?.map(({ pointer }) => pointer)).toEqual(['/body/fileId']);
    const stored = async (bytes: Buffer, name: string): Promise<string> => (await city().upload('/files', bytes, 'application/octet-stream', { headers: { 'x-file-name': name } }).expect(201) as { id: string }).id;
    const text = await stored(Buffer.from('Không phải văn bản đã ký'), 'quyet-dinh.pdf');
    const fake = await city().call(issuePlan, { body: plan('ha-noi-2026-tep-gia', { fileId: text }) }).expectProblem(422, 'decision/file-kind-refused');
    expect(fake.errors?.map(({ pointer }) => pointer)).toEqual(['/body/fileId']);
    await city().call(issuePlan, { body: plan('cum-anh-chup', { title: 'Văn bản chụp', year: 2027, startsOn: '2027-01-01', endsOn: '2027-12-31', fileId: await stored(SAMPLE_PNG, 'quyet-dinh.png') }) }).expect(201);
    await city().call(issuePlan, { body: plan('ha-noi-2026-khac', { themes: [{ kind: 'UNION', text: 'Một chủ đề khác' }] }) }).expectProblem(422, 'campaigns/year-theme-taken');
    await city().call(issuePlan, { body: plan('ha-noi-2026-hai', { themes: [{ kind: 'UNION', text: 'A' }, { kind: 'UNION', text: 'B' }] }) }).expectProblem(422, 'campaigns/plan-refused');
  });

  it('CMP-18: a plan is tied to occasions of the calendar only', async () => {
    const problem = await city().call(issuePlan, { body: plan('ha-noi-2026-dip', { occasionCodes: ['ngay-thanh-lap-cong-doan', 'ngay-khong-co'] }) }).expectProblem(422, 'campaigns/occasions-unknown');
    expect(problem).toMatchObject({ occasionCodes: ['ngay-khong-co'], errors: [{ pointer: '/body/occasionCodes' }] });
  });

  it('CMP-01: a theme holds for all below: a child states the same or none, its own where nobody above has', async () => {
    const themed = (unit: string, code: string, kind: 'UNION' | 'CITY', text: string, year = 2026) => app.api.as(app.tree.chairOf(unit)).call(issuePlan, {
      body: plan(code, { year, startsOn: `${year}-03-02`, endsOn: `${year}-12-31`, themes: [{ kind, text }] }),
    });
    const refused = await themed('tay-ho', 'tay-ho-2026-khac', 'UNION', 'Chủ đề riêng của quận').expectProblem(422, 'campaigns/year-theme-taken');
    expect(refused).toMatchObject({ theme: 'Tập trung phát triển đoàn viên', statedBy: 'ha-noi' });
    await themed('tay-ho', 'tay-ho-2026-cung', 'UNION', 'TẬP TRUNG phát triển đoàn viên').expect(201);
    await themed('cau-giay', 'cau-giay-2028', 'UNION', 'Chủ đề riêng của quận', 2028).expect(201);
    await themed('cau-giay', 'cau-giay-2028-hai', 'UNION', 'Một chủ đề nữa', 2028).expectProblem(422, 'campaigns/year-theme-taken');
    await themed('dong-da', 'dong-da-2028', 'UNION', 'Chủ đề của quận khác', 2028).expect(201);
    await themed('ha-noi', 'ha-noi-2028', 'UNION', 'Chủ đề của thành phố', 2028).expect(201);
    await themed('nam-tu-liem', 'nam-tu-liem-2028', 'UNION', 'Muộn hơn thành phố', 2028).expectProblem(422, 'campaigns/year-theme-taken');
  });

  it('CMP-01: officers do not issue, other units are not found, units below read what is issued above', async () => {
    await app.api.as(app.tree.officerOf('ha-noi')).call(issuePlan, { body: plan('ha-noi-x') }).expectProblem(403, 'auth/permission-missing');
    await app.api.as(app.tree.chairOf('tay-ho')).call(issuePlan, { body: plan('tay-ho-x', { unitCode: 'thanh-xuan' }) }).expectProblem(404, 'directory/unit-not-found');
    await app.api.as(app.tree.officerOf('truong-a')).call(getPlan, { params: { code: 'ha-noi-2026-nam' } }).expect(200);
    await app.api.as(app.tree.chairOf('tay-ho')).call(issuePlan, { body: plan('tay-ho-2026', { number: '12/KH-LĐLĐ' }) }).expect(201);
    await app.api.as(app.tree.officerOf('cau-giay')).call(getPlan, { params: { code: 'tay-ho-2026' } }).expectProblem(404, 'campaigns/plan-not-found');
    const found = await app.api.as(app.tree.officerOf('ha-noi')).call(listPlans, { query: { q: 'KE HOACH THI DUA', year: 2026 } }).expect(200);
    expect(found.items.map((item) => item.code).sort()).toEqual(['ha-noi-2026-nam', 'tay-ho-2026', 'tay-ho-2026-cung']);
  });

  it('CMP-03: a plan of two rounds plans both before their days are known; one more needs an amended plan', async () => {
    const made = await city().call(issuePlan, { body: plan('ha-noi-2026-hai-dot', { rounds: [{ label: 'Đợt 1' }, {}] }) }).expect(201);
    expect(made.rounds.map((round) => [round.code, round.state])).toEqual([['ha-noi-2026-dot-1', 'DRAFT'], ['ha-noi-2026-dot-2', 'DRAFT']]);
    expect((await app.published(RoundPlannedV1)).map((event) => [event.roundCode, event.plannedFor])).toEqual([['ha-noi-2026-dot-1', '2026-03-02'], ['ha-noi-2026-dot-2', '2026-03-02']]);
    await city().call(amendPlan, { params: { code: 'ha-noi-2026-hai-dot' }, body: { number: nextNumber(), decidedOn: '2026-03-01', addedRounds: [{ label: 'Sớm' }] } }).expectProblem(422, 'campaigns/plan-refused');
    const amended = await city().call(amendPlan, { params: { code: 'ha-noi-2026-hai-dot' }, body: { number: nextNumber(), decidedOn: '2026-03-02', addedRounds: [{ label: 'Đợt 3' }] } }).expect(201);
    expect(amended).toMatchObject({ roundsPlanned: 3, rounds: [{ ordinal: 1 }, { ordinal: 2 }, { code: 'ha-noi-2026-dot-3', ordinal: 3 }] });
    await city().call(getRound, { params: { code: 'ha-noi-2026-dot-4' } }).expectProblem(404, 'campaigns/round-not-found');
  });

  it('CMP-03: amended on paper by its issuer, from the day it was issued on; nothing counts until a second person confirms', async () => {
    await paper(app, 'PLAN_ISSUED', [{ code: 'ha-noi-2025-nam', title: 'Kế hoạch 2025', year: 2025, startsOn: '2025-01-02', endsOn: '2025-12-31', rounds: [{ label: 'Đợt 1', startsOn: '2025-02-01', endsOn: '2025-06-30' }] }], { on: '2024-12-26' });
    const item = (startsOn: string) => ({ planCode: 'ha-noi-2025-nam', addedRounds: [{ label: 'Đợt 2', startsOn, endsOn: '2025-11-30' }] });
    const amend = (startsOn: string, options: { on: string; issuer?: string }) => record(app, 'PLAN_AMENDED', [item(startsOn)], options);
    await expect(amend('2025-07-01', { on: '2024-12-25' })).rejects.toThrow('AMENDED_BEFORE_ISSUED');
    await expect(amend('2025-06-30', { on: '2025-05-10' })).rejects.toThrow('campaigns/rounds-overlap');
    await expect(amend('2025-07-01', { on: '2025-05-10', issuer: 'viet-nam' })).rejects.toThrow('campaigns/decided-by-another-unit');
    await expect(amend('2025-07-01', { on: '2025-05-10', issuer: 'tay-ho' })).rejects.toThrow('campaigns/plan-not-found');
    const get = () => city().call(getPlan, { params: { code: 'ha-noi-2025-nam' } }).expect(200);
    await amend('2025-07-01', { on: '2025-05-10' });
    expect((await get()).roundsPlanned).toBe(1);
    await paper(app, 'PLAN_AMENDED', [item('2025-07-01')], { on: '2024-12-26' });
    expect(await get()).toMatchObject({ roundsPlanned: 2, rounds: [{ code: 'ha-noi-2025-dot-1' }, { code: 'ha-noi-2025-dot-2', startsOn: '2025-07-01' }] });
  });

  it('CMP-02: DRAFT, APPROVED, LAUNCHED, RUNNING, CLOSED in order, approved by another person', async () => {
    const code = 'ha-noi-2026-dot-1';
    const params = { code };
    const chair = city();
    const { version } = await chair.call(getRound, { params }).expect(200);
    const days = { startsOn: '2026-03-02', endsOn: '2026-03-10', registrationUntil: '2026-03-05', targets: [share] };
    await chair.call(draftRound, { params, body: days }).expectProblem(400, 'request/invalid');
    for (const endsOn of ['2026-03-02', '2026-03-10']) await chair.call(draftRound, { params, body: { startsOn: '2026-03-10', endsOn } }, { headers: { 'if-match': `"${version}"` } }).expectProblem(422, 'campaigns/round-days-wrong');
    const drafted = await chair.call(draftRound, { params, body: days }, { headers: { 'if-match': `"${version}"` } }).expect(200);
    expect(drafted).toMatchObject({ calendarDays: 9, targets: [{ code: 'INITIATIVE_SHARE', threshold: '20' }] });
    await chair.call(draftRound, { params, body: days }, { headers: { 'if-match': `"${version}"` } }).expectProblem(412, 'request/changed-meanwhile');
    await chair.call(approveRound, { params }).expectProblem(422, 'campaigns/own-draft');
    await chair.call(launchRound, { params, body: { number: nextNumber(), decidedOn: '2026-03-02' } }).expectProblem(409, 'campaigns/round-state');
    await app.api.as(app.tree.viceChairOf('ha-noi')).call(approveRound, { params }).expect(200);
    await app.expectNotPublished(TargetSetV1);
    const launched = await chair.call(launchRound, { params, body: { number: nextNumber(), decidedOn: '2026-03-02' } }).expect(200);
    expect(launched.state).toBe('RUNNING');
    await app.expectPublished(RoundLaunchedV1, { roundCode: code, startsOn: '2026-03-02', endsOn: '2026-03-10' });
    await app.expectPublished(TargetSetV1, { roundCode: code, code: 'INITIATIVE_SHARE', threshold: '20' });
    await chair.call(closeRound, { params, body: { closedOn: '2026-03-02' } }).expectProblem(422, 'campaigns/round-not-over');
    await chair.call(archiveRound, { params }).expectProblem(409, 'campaigns/round-state');
  });

  it('CMP-03: rounds do not overlap, and a round is reviewed before the next one closes', async () => {
    const params = { code: 'ha-noi-2026-dot-2' };
    const chair = city();
    const { version } = await chair.call(getRound, { params }).expect(200);
    const headers = { 'if-match': `"${version}"` };
    await chair.call(draftRound, { params, body: { label: 'Đợt 2', startsOn: '2026-03-10', endsOn: '2026-03-12' } }, { headers }).expectProblem(422, 'campaigns/rounds-overlap');
    await chair.call(draftRound, { params, body: { label: 'Đợt 2', startsOn: '2026-03-11', endsOn: '2026-03-12' } }, { headers }).expect(200);
    await app.api.as(app.tree.viceChairOf('ha-noi')).call(approveRound, { params }).expect(200);
    expect((await chair.call(launchRound, { params, body: { number: nextNumber(), decidedOn: '2026-03-02' } }).expect(200)).state).toBe('LAUNCHED');
    await app.at('2026-03-10T02:00:00Z');
    expect((await chair.call(getRound, { params }).expect(200)).state).toBe('LAUNCHED');
    await app.at('2026-03-11T02:00:00Z');
    expect((await chair.call(getRound, { params }).expect(200)).state).toBe('RUNNING');
    await app.at('2026-03-12T02:00:00Z');
    await chair.call(closeRound, { params, body: { closedOn: '2026-03-12' } }).expectProblem(422, 'campaigns/review-missing');
    await chair.call(reviewRound, { params: { code: 'ha-noi-2026-dot-1' }, body: { reviewedOn: '2026-03-11', text: 'Sơ kết đợt 1' } }).expect(200);
    const closed = await chair.call(closeRound, { params, body: { closedOn: '2026-03-12' } }).expect(200);
    expect(closed).toMatchObject({ state: 'CLOSED', closedOn: '2026-03-12' });
    await app.at('2026-03-02T02:00:00Z');
  });

  it('CMP-03: every round that began before is reviewed, not the last one alone; CMP-02: summarised, then archived', async () => {
    const code = (n: number) => `cau-giay-2026-dot-${n}`;
    const chair = app.api.as(app.tree.chairOf('cau-giay'));
    await chair.call(issuePlan, {
      body: plan('cau-giay-2026-ba-dot', { rounds: [{ label: 'Đợt 1', startsOn: '2026-03-02', endsOn: '2026-03-03' }, { label: 'Đợt 2', startsOn: '2026-03-04', endsOn: '2026-03-05' }, { label: 'Đợt 3', startsOn: '2026-03-06', endsOn: '2026-03-07' }] }),
    }).expect(201);
    for (const n of [1, 2, 3]) {
      await app.api.as(app.tree.viceChairOf('cau-giay')).call(approveRound, { params: { code: code(n) } }).expect(200);
      await chair.call(launchRound, { params: { code: code(n) }, body: { number: nextNumber(), decidedOn: '2026-03-02' } }).expect(200);
    }
    await app.at('2026-03-07T02:00:00Z');
    const review = (n: number) => chair.call(reviewRound, { params: { code: code(n) }, body: { reviewedOn: '2026-03-06', text: `Sơ kết đợt ${n}` } }).expect(200);
    const close = (n: number) => chair.call(closeRound, { params: { code: code(n) }, body: { closedOn: '2026-03-07' } });
    await review(2);
    expect(await close(3).expectProblem(422, 'campaigns/review-missing')).toMatchObject({ roundCode: code(1) });
    await review(1);
    await close(3).expect(200);
    await chair.call(archiveRound, { params: { code: code(3) } }).expectProblem(409, 'campaigns/round-state');
    await chair.call(summariseRound, { params: { code: code(3) }, body: { summarisedOn: '2026-03-07', texts: [] } }).expect(201);
    expect((await chair.call(archiveRound, { params: { code: code(3) } }).expect(200)).state).toBe('ARCHIVED');
    await app.at('2026-03-02T02:00:00Z');
  });

  it('CMP-05: a child plan names its parent and lowers none of its targets; the rate is adopted ÷ asked', async () => {
    await city().call(issuePlan, { body: plan('ha-noi-2026-phuc-loi', { targets: [share], askedUnitCodes: SIX }) }).expect(201);
    expect(await app.published(AdoptionAskedV1)).toHaveLength(6);
    const district = app.api.as(app.tree.chairOf('tay-ho'));
    const child = (threshold: string) => plan('tay-ho-2026-phuc-loi', { parentPlanCode: 'ha-noi-2026-phuc-loi', targets: [{ ...share, threshold }] });
    const problem = await district.call(issuePlan, { body: child('19.9') }).expectProblem(422, 'campaigns/target-lowered');
    expect(problem['targets']).toEqual(['INITIATIVE_SHARE']);
    await district.call(issuePlan, { body: plan('tay-ho-2026-ten-khac', { parentPlanCode: 'ha-noi-2026-phuc-loi', targets: [{ ...share, code: 'TEN_KHAC', threshold: '10' }] }) }).expectProblem(422, 'campaigns/target-lowered');
    await district.call(issuePlan, { body: child('25') }).expect(201);
    await district.call(reportAdoption, { params: { code: 'ha-noi-2026-phuc-loi' }, body: { reportedOn: '2026-03-02', report: 'Chưa hưởng ứng' } }).expectProblem(409, 'campaigns/adoption-state');
    for (const adoptedOn of ['2026-03-01', '2026-03-03']) await district.call(adoptPlan, { params: { code: 'ha-noi-2026-phuc-loi' }, body: { adoptedOn } }).expectProblem(422, 'campaigns/adoption-days-wrong');
    await district.call(adoptPlan, { params: { code: 'ha-noi-2026-phuc-loi' }, body: { adoptedOn: '2026-03-02', childPlanCode: 'tay-ho-2026-phuc-loi' } }).expect(200);
    await app.expectPublished(PlanAdoptedV1, { planCode: 'ha-noi-2026-phuc-loi', childPlanCode: 'tay-ho-2026-phuc-loi', level: 'S' });
    await district.call(adoptPlan, { params: { code: 'ha-noi-2026-phuc-loi' }, body: { adoptedOn: '2026-03-02' } }).expectProblem(409, 'campaigns/adoption-state');
    for (const reportedOn of ['2026-03-01', '2026-03-03']) await district.call(reportAdoption, { params: { code: 'ha-noi-2026-phuc-loi' }, body: { reportedOn, report: 'Sai ngày' } }).expectProblem(422, 'campaigns/adoption-days-wrong');
    await district.call(reportAdoption, { params: { code: 'ha-noi-2026-phuc-loi' }, body: { reportedOn: '2026-03-02', report: 'Đã triển khai' } }).expect(200);
    await app.api.as(app.tree.chairOf('dong-da')).call(adoptPlan, { params: { code: 'ha-noi-2026-phuc-loi' }, body: { adoptedOn: '2026-03-02' } }).expectProblem(422, 'campaigns/adoption-not-asked');
    const { adoption } = await city().call(getPlan, { params: { code: 'ha-noi-2026-phuc-loi' } }).expect(200);
    expect(adoption).toEqual({ adopted: 1, asked: 6, percent: '16.67' });
    const reported = await city().call(listAdoptions, { params: { code: 'ha-noi-2026-phuc-loi' }, query: { state: 'REPORTED' } }).expect(200);
    expect(reported.items).toMatchObject([{ unitCode: 'tay-ho', report: 'Đã triển khai' }]);
  });

  it('CMP-05: adoptions of the past come from paper; a unit that was not asked is a warning', async () => {
    await paper(app, 'PLAN_ISSUED', [{ code: 'ha-noi-2019-phuc-loi', title: 'Phúc lợi đoàn viên', year: 2019, startsOn: '2019-01-15', endsOn: '2019-12-31', askedUnitCodes: SIX }], { on: '2019-01-10' });
    await paper(app, 'PLAN_ADOPTED', SIX.map((unitCode) => ({ planCode: 'ha-noi-2019-phuc-loi', unitCode, adoptedOn: '2019-02-20' })), { on: '2019-02-28' });
    const { adoption } = await city().call(getPlan, { params: { code: 'ha-noi-2019-phuc-loi' } }).expect(200);
    expect(adoption).toEqual({ adopted: 6, asked: 6, percent: '100' });
    await expect(record(app, 'PLAN_ADOPTED', [{ planCode: 'ha-noi-2019-phuc-loi', unitCode: 'tay-ho' }], { on: '2019-03-01' })).rejects.toThrow('campaigns/adoption-state');
  });

  it('CMP-07: a target is judged on its two parts: 10 of 50 meets 20%, 8 of 50 does not', async () => {
    await paper(app, 'MOVEMENT_OPENED', [{ code: 'tay-ho-2023', title: 'Phong trào thi đua năm 2023', startsOn: '2023-01-25', endsOn: '2023-12-31', targets: [{ ...share, blocs: ['PUBLIC_SERVICE'], dueOn: '2023-12-31' }] }], { issuer: 'tay-ho', on: '2023-01-25' });
    await app.expectPublished(TargetSetV1, { movementCode: 'tay-ho-2023', roundCode: null, planCode: null, threshold: '20', level: 'S' });
    const reader = app.api.as(app.tree.officerOf('tay-ho'));
    const { items } = await reader.call(listTargets, { query: { movement: 'tay-ho-2023' } }).expect(200);
    const params = { id: items[0]?.id ?? '' };
    expect(await reader.call(judgeTarget, { params, query: { numerator: 10, denominator: 50 } }).expect(200)).toMatchObject({ met: true, percent: '20' });
    expect(await reader.call(judgeTarget, { params, query: { numerator: 8, denominator: 50 } }).expect(200)).toMatchObject({ met: false, percent: '16' });
    expect(await reader.call(judgeTarget, { params, query: { numerator: 0, denominator: 0 } }).expect(200)).toMatchObject({ met: null, percent: null });
    await reader.call(judgeTarget, { params, query: { numerator: 8 } }).expectProblem(400, 'campaigns/denominator-missing');
  });

  it('CMP-07: at most and exactly, on both sides; counts need no denominator', async () => {
    const count = { title: 'x', numeratorIndicator: 'WORK_G', valueUnit: 'COUNT', threshold: '3', calculatedAt: 'G' } as const;
    await city().call(issuePlan, { body: plan('ha-noi-2026-chi-tieu', { targets: [{ ...count, code: 'AT_MOST_3', comparator: 'AT_MOST' }, { ...count, code: 'EXACTLY_3', comparator: 'EXACTLY' }] }) }).expect(201);
    const { items } = await city().call(listTargets, { query: { plan: 'ha-noi-2026-chi-tieu' } }).expect(200);
    const met = async (code: string, numerator: number) => (await city().call(judgeTarget, { params: { id: items.find((one) => one.code === code)?.id ?? '' }, query: { numerator } }).expect(200)).met;
    expect([await met('AT_MOST_3', 3), await met('AT_MOST_3', 4), await met('EXACTLY_3', 2), await met('EXACTLY_3', 3), await met('EXACTLY_3', 4)]).toEqual([true, false, false, true, false]);
    await city().call(issuePlan, { body: plan('ha-noi-2026-hai-lan', { targets: [{ ...count, code: 'A1', comparator: 'AT_MOST' }, { ...count, code: 'A1', comparator: 'AT_LEAST' }] }) }).expectProblem(422, 'campaigns/target-twice');
  });
});
