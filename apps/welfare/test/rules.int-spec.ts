import { applyForHousing, getHousingCase, listHousingProgrammes, type RuleBody, type RuleView, welfareRuleBook, welfareRules, WelfareRuleConfirmedV1 } from '@doanket/contracts';
import type { Caller, TestApp } from '@doanket/testing';
import { UNION_HOME } from '../src/housing/housing.dossier';
import { application, apply, attach, checked, decision, DECISIONS, DOSSIERS, nextNumber, paper, record, submit, take, welfareApp } from './support/welfare-app';

let app: TestApp;
beforeAll(async () => {
  app = await welfareApp();
  await paper(app, 'HOUSING_PROGRAMME', [{ year: 2026, budgetVnd: 400_000_000, buildVnd: 30_000_000, repairVnd: 20_000_000 }], { on: '2026-01-10' });
});
afterAll(() => app.close());

const body = (over: Pick<RuleBody, 'code' | 'value'> & Partial<RuleBody>): RuleBody => ({
  scope: 'ALL', validFrom: '2026-03-02', validTo: null, decisionNumber: nextNumber(), decidedOn: '2026-03-01', source: 'Assumption for a test', confidence: 'ASSUMED', ...over,
});
const propose = (over: Parameters<typeof body>[0], by: Caller | Promise<Caller> = app.tree.officerOf('ha-noi')) => app.api.as(by).call(welfareRuleBook.proposeRule, { body: body(over) });
const confirm = ({ id }: Pick<RuleView, 'id'>, by: Caller | Promise<Caller> = app.tree.chairOf('ha-noi')) => app.api.as(by).call(welfareRuleBook.confirmRule, { params: { id } });
const ruled = async (over: Parameters<typeof body>[0]): Promise<RuleView> => confirm(await propose(over).expect(201)).expect(200);

it('WEL-01: comes with the ceilings of the handbook, each with source and confidence; what is not known is missing, not zero', async () => {
  const on = async (day: string) => (await app.api.as(app.tree.officerOf('truong-a')).call(welfareRuleBook.listRules, { query: { on: day, limit: 100 } }).expect(200)).items;
  const ceilings = async (day: string) => (await on(day)).filter(({ code }) => code === 'SUPPORT_CEILING').map(({ scope, value }) => [scope, value['amountVnd']]);
  expect(await ceilings('2020-12-31')).toEqual([['HOUSING_BUILD', 30_000_000], ['HOUSING_REPAIR', 20_000_000]]);
  expect(await ceilings('2021-01-01')).toEqual([]);
  expect(await ceilings('2025-05-06')).toEqual([['DEATH_OF_WORKER', 3_000_000], ['EPIDEMIC_VISIT_C', 1_000_000], ['EPIDEMIC_VISIT_N', 1_000_000], ['EPIDEMIC_VISIT_S', 500_000]]);
  for (const rule of [...await on('2020-01-01'), ...await on('2026-02-01')]) {
    expect([rule.code, welfareRules[rule.code as keyof typeof welfareRules].value.safeParse(rule.value).error?.issues ?? []]).toEqual([rule.code, []]);
    expect(rule.source).not.toMatch(/handbook|assumption|background|seed|not confirmed/i);
    expect(rule.source).toMatch(/\S/);
  }
});

it('WEL-03: names the steps of its process as scopes of deadlines', () => {
  expect([...welfareRules.STEP_DEADLINE.scopes]).toEqual(UNION_HOME.steps.map((step) => `UNION_HOME.${step.code}`));
});

it('WEL-01: a ceiling that changes on a day: a case of the day before uses the old one, refused with ceiling and decision', async () => {
  const rule = await propose({ code: 'SUPPORT_CEILING', scope: 'HOUSING_REPAIR', value: { amountVnd: 15_000_000 }, validFrom: '2026-03-03', decisionNumber: '15/QĐ-LĐLĐ' }).expect(201);
  const live = await checked(app, { amountVnd: 15_000_001 });
  const item = (caseNo: string, amountVnd: number) => ({ caseNo, unitCode: 'cong-ty-b', housingKind: 'REPAIR', memberName: 'Trần Văn Mẫu', householdKey: nextNumber(), amountVnd, programmeYear: 2026, surveyedOn: '2026-02-10' });
  await app.at('2026-03-03T02:00:00Z');
  await record(app, 'HOUSING_APPROVED', [item('M-0', 20_000_000)], { on: '2026-03-03' });
  await confirm(rule).expect(200);
  await app.expectPublished(WelfareRuleConfirmedV1, { code: 'SUPPORT_CEILING', scope: 'HOUSING_REPAIR', validFrom: '2026-03-03' });
  expect(await take(app, 'ha-noi', live.dossierId, await decision(app)).expectProblem(422, 'welfare/over-ceiling')).toMatchObject({ ceilingVnd: 15_000_000, decisionNumber: '15/QĐ-LĐLĐ' });
  expect(await app.api.as(app.tree.chairOf('ha-noi')).call(getHousingCase, { params: { id: live.id } }).expect(200)).toMatchObject({ ceilingVnd: 15_000_000, ceilingDecision: '15/QĐ-LĐLĐ' });
  await expect(record(app, 'HOUSING_APPROVED', [item('M-1', 15_000_001)], { on: '2026-03-03' })).rejects.toThrow('welfare/over-ceiling');
  const [yesterday = ''] = await paper(app, 'HOUSING_APPROVED', [item('M-2', 20_000_000)], { on: '2026-03-02' });
  const [today = ''] = await paper(app, 'HOUSING_APPROVED', [item('M-3', 15_000_000)], { on: '2026-03-03' });
  for (const [id, ceilingVnd] of [[yesterday, 20_000_000], [today, 15_000_000]] as const) {
    expect(await app.api.as(app.tree.chairOf('ha-noi')).call(getHousingCase, { params: { id } }).expect(200)).toMatchObject({ state: 'APPROVED', ceilingVnd });
  }
  await ruled({ code: 'SUPPORT_CEILING', scope: 'HOUSING_REPAIR', value: { amountVnd: 50_000_000 }, validFrom: '2026-03-03' });
  await take(app, 'ha-noi', live.dossierId, await decision(app)).expect(200);
});

it('WEL-04: a programme says what a case gets at most today: its own amount, or the rule that is lower from its first day', async () => {
  const ceilings = async () => {
    const { items } = await app.api.as(app.tree.officerOf('cong-ty-b')).call(listHousingProgrammes, { query: { own: 'true', year: 2026 } }).expect(200);
    expect(items.map(({ unitCode, year }) => [unitCode, year])).toEqual([['ha-noi', 2026]]);
    return items[0]?.ceilings;
  };
  await app.at('2026-03-09T02:00:00Z');
  await ruled({ code: 'SUPPORT_CEILING', scope: 'HOUSING_BUILD', value: { amountVnd: 25_000_000 }, validFrom: '2026-03-10', decisionNumber: '25/QĐ-LĐLĐ' });
  expect((await ceilings())?.BUILD.ceilingVnd).toBe(30_000_000);
  await app.at('2026-03-10T02:00:00Z');
  expect(await ceilings()).toMatchObject({ BUILD: { ceilingVnd: 25_000_000, decisionNumber: '25/QĐ-LĐLĐ' }, REPAIR: { ceilingVnd: 20_000_000 } });
  await apply(app, { housingKind: 'BUILD', amountVnd: 25_000_000 });
  await app.api.as(app.tree.officerOf('cong-ty-b')).call(applyForHousing, { body: application({ housingKind: 'BUILD', amountVnd: 25_000_001 }) }).expectProblem(422, 'welfare/over-ceiling');
  const other = await app.api.as(app.tree.officerOf('cong-ty-b')).call(listHousingProgrammes, { query: { own: 'true', year: 2025 } }).expect(200);
  expect(other.items).toEqual([]);
});

it('WEL-03: last days that the decision on a programme does not name are those of the rule of its day', async () => {
  for (const [year, on] of [[2020, '2020-12-31'], [2021, '2021-01-01']] as const) await paper(app, 'HOUSING_PROGRAMME', [{ year, budgetVnd: 1, buildVnd: 1, repairVnd: 1 }], { on });
  await paper(app, 'HOUSING_PROGRAMME', [{ year: 2019, budgetVnd: 1, buildVnd: 1, repairVnd: 1, dossierDueOn: '2019-07-15' }], { on: '2019-02-01' });
  await expect(record(app, 'HOUSING_PROGRAMME', [{ year: 2018, budgetVnd: 1, buildVnd: 1, repairVnd: 1, dossierDueOn: '2019-01-01' }], { on: '2019-02-02' })).rejects.toThrow('welfare/work-due-before-dossier');
  await propose({ code: 'HOUSING_DEADLINES', value: { dossierDueOn: '12-31', workDueOn: '06-30' } }).expectProblem(400, 'request/invalid');
  const { items } = await app.api.as(app.tree.chairOf('ha-noi')).call(listHousingProgrammes, {}).expect(200);
  const days = new Map(items.map(({ year, dossierDueOn, workDueOn }) => [year, [dossierDueOn, workDueOn]]));
  expect([days.get(2019), days.get(2020), days.get(2021)]).toEqual([['2019-07-15', '2019-12-31'], ['2020-06-30', '2020-12-31'], [null, null]]);
});

it('WEL-02: months of membership are asked for from the day on which the rule does', async () => {
  const housing = await apply(app, { amountVnd: 10_000_000, memberSince: '2024-03-06' });
  const unknown = await apply(app, { amountVnd: 10_000_000 });
  const rule = await propose({ code: 'HOUSING_MEMBERSHIP', value: { leastMonths: 24 }, validFrom: '2026-03-05', validTo: '2026-03-06' }).expect(201);
  await app.at('2026-03-05T02:00:00Z');
  await confirm(rule).expect(200);
  expect((await submit(app, housing).expectProblem(422, 'welfare/membership-too-short')).errors).toMatchObject([{ pointer: '/body/memberSince' }]);
  await submit(app, unknown).expectProblem(422, 'welfare/membership-too-short');
  await app.at('2026-03-06T02:00:00Z');
  await submit(app, housing).expect(200);
  await app.at('2026-03-07T02:00:00Z');
  await submit(app, unknown).expect(200);
});

it('WEL-02: on paper too, months of membership that are told are those of the rule of the day; what is not told is a warning', async () => {
  await ruled({ code: 'HOUSING_MEMBERSHIP', value: { leastMonths: 36 }, validFrom: '2026-02-10', validTo: '2026-02-10', decidedOn: '2026-02-01' });
  const approve = (on: string, over: object) => record(app, 'HOUSING_APPROVED', [{
    caseNo: nextNumber(), unitCode: 'cong-ty-b', housingKind: 'REPAIR', memberName: 'Trần Văn Mẫu', householdKey: nextNumber(), amountVnd: 1_000_000, programmeYear: 2026, surveyedOn: '2026-02-01', ...over,
  }], { on });
  const warned = async (id: string) => (await app.api.as(app.tree.chairOf('ha-noi')).call(DECISIONS.listDecisionItems, { params: { id } }).expect(200)).items[0]?.warnings.map((warning) => warning.code);
  await expect(approve('2026-02-10', { memberSince: '2023-02-11' })).rejects.toThrow('welfare/membership-too-short');
  expect(await warned(await approve('2026-02-10', { memberSince: '2023-02-10' }))).toEqual([]);
  expect(await warned(await approve('2026-02-10', { surveyedOn: undefined }))).toEqual(['SURVEY_MISSING', 'MEMBERSHIP_UNKNOWN']);
  expect(await warned(await approve('2026-02-11', { memberSince: '2026-02-11' }))).toEqual([]);
  await expect(approve('2026-02-11', { memberSince: '2026-02-12' })).rejects.toThrow('welfare/day-out-of-order');
});

it('WEL-03: a deadline of a step is a rule of the day on which the step begins', async () => {
  const due = async (dossierId: string | null) => (await app.api.as(app.tree.chairOf('ha-noi')).call(DOSSIERS.getDossier, { params: { id: dossierId ?? '' } }).expect(200)).dueOn;
  const before = await checked(app, { amountVnd: 10_000_000 });
  expect(await due(before.dossierId)).toBeNull();
  await ruled({ code: 'STEP_DEADLINE', scope: 'UNION_HOME.APPROVE', value: { dueDays: 15, dueOn: null }, validFrom: '2026-03-07' });
  await ruled({ code: 'STEP_DEADLINE', scope: 'UNION_HOME.SURVEY', value: { dueDays: null, dueOn: '04-30' }, validFrom: '2026-03-07' });
  expect(await due(before.dossierId)).toBeNull();
  const after = await apply(app, { amountVnd: 10_000_000 });
  await submit(app, after).expect(200);
  expect(await due(after.dossierId)).toBe('2026-04-30');
  for (const kind of ['SITE_PHOTO', 'MINUTES', 'LOCAL_CONFIRMATION']) await attach(app, app.tree.chairOf('cong-ty-b'), after.dossierId ?? '', kind);
  await take(app, 'cong-ty-b', after.dossierId).expect(200);
  expect(await due(after.dossierId)).toBeNull();
  await take(app, 'tay-ho', after.dossierId).expect(200);
  expect(await due(after.dossierId)).toBe('2026-03-22');
});

it('WEL-01: four eyes: no own confirmation, no lower or sister level, a file with every decision, one proposal at a time', async () => {
  const over = { code: 'SUPPORT_CEILING', scope: 'TET', value: { amountVnd: 1_500_000 }, validFrom: '2027-01-01', validTo: '2027-12-31' };
  for (const unit of ['tay-ho', 'thanh-xuan', 'cong-ty-b']) await propose(over, app.tree.chairOf(unit)).expectProblem(403, 'auth/permission-missing');
  await app.api.as(app.tree.officerOf('ha-noi')).post('/rules', body(over)).expectProblem(422, 'decision/file-missing');
  const proposed = await propose(over, app.tree.chairOf('ha-noi')).expect(201);
  await propose({ ...over, validFrom: '2027-12-31', validTo: null }).expectProblem(409, 'rules/proposal-overlaps');
  await confirm(proposed).expectProblem(403, 'rules/own-proposal');
  for (const unit of ['tay-ho', 'thanh-xuan', 'cong-ty-b']) await confirm(proposed, app.tree.chairOf(unit)).expectProblem(403, 'auth/permission-missing');
  expect(await confirm(proposed, app.tree.viceChairOf('ha-noi')).expect(200)).toMatchObject({ holds: [{ from: '2027-01-01', to: '2027-12-31' }] });
  await propose({ ...over, scope: 'GIFT' }).expectProblem(400, 'request/invalid');
});
