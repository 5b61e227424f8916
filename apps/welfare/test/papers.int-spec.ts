import { getHousingCase, HousingApprovedV1, HousingPaidV1, listHousingCases, listHousingProgrammes } from '@doanket/contracts';
import type { TestApp } from '@doanket/testing';
import { DECISIONS, nextNumber, paper, record, welfareApp } from './support/welfare-app';

const PROGRAMME = { year: 2025, budgetVnd: 120_000_000, buildVnd: 30_000_000, repairVnd: 20_000_000, dossierDueOn: '2025-06-30', workDueOn: '2025-12-31' };
const item = (caseNo: string, over: object = {}) => ({
  caseNo, unitCode: 'cong-ty-b', housingKind: 'BUILD', memberName: 'Trần Văn Mẫu', householdKey: nextNumber(), amountVnd: 30_000_000, programmeYear: 2025, surveyedOn: '2025-04-10', ...over,
});
const payment = (caseNo: string, over: object = {}) => ({ caseNo, unitCode: 'cong-ty-b', paidOn: '2025-05-06', amountVnd: 30_000_000, ...over });

let app: TestApp;
beforeAll(async () => {
  app = await welfareApp('2025-05-20T02:00:00Z');
  await paper(app, 'HOUSING_PROGRAMME', [PROGRAMME], { on: '2025-01-15' });
});
afterAll(() => app.close());
const city = () => app.api.as(app.tree.chairOf('ha-noi'));

it('WEL-03: 3 cases approved by and paid on 6/5/2025; a fourth, approved under a 30/6 deadline, turns overdue on 1/7', async () => {
  const cases = [item('DEMO-MA-1'), item('DEMO-MA-2'), item('DEMO-MA-3', { housingKind: 'REPAIR', amountVnd: 20_000_000 })];
  const ids = await paper(app, 'HOUSING_APPROVED', cases, { on: '2025-05-06' });
  await paper(app, 'HOUSING_PAID', cases.map(({ caseNo, amountVnd }) => payment(caseNo, { amountVnd })), { on: '2025-05-06' });
  const [fourth = ''] = await paper(app, 'HOUSING_APPROVED', [item('DEMO-MA-4', { surveyedOn: undefined })], { on: '2025-05-08' });
  expect((await app.published(HousingApprovedV1)).map(({ caseId, approvedOn }) => [caseId, approvedOn])).toEqual([...ids.map((id) => [id, '2025-05-06']), [fourth, '2025-05-08']]);
  const paid = await app.published(HousingPaidV1);
  expect(paid.map(({ housingKind, paidOn, amountVnd }) => [housingKind, paidOn, amountVnd])).toEqual([['BUILD', '2025-05-06', 30_000_000], ['BUILD', '2025-05-06', 30_000_000], ['REPAIR', '2025-05-06', 20_000_000]]);
  expect(JSON.stringify(paid)).not.toContain('Trần');
  for (const id of ids) expect(await city().call(getHousingCase, { params: { id } }).expect(200)).toMatchObject({ state: 'DISBURSED', approvedOn: '2025-05-06', paidOn: '2025-05-06', overdue: false });
  await app.at('2025-06-30T02:00:00Z');
  expect((await city().call(getHousingCase, { params: { id: fourth } }).expect(200)).overdue).toBe(false);
  await app.at('2025-07-01T02:00:00Z');
  expect(await city().call(getHousingCase, { params: { id: fourth } }).expect(200)).toMatchObject({ state: 'APPROVED', overdue: true });
  const { items } = await city().call(listHousingCases, { query: { overdue: 'true' } }).expect(200);
  expect(items.map((one) => one.id)).toEqual([fourth]);
  const { items: [programme] } = await city().call(listHousingProgrammes, {}).expect(200);
  expect(programme).toMatchObject({ approvedVnd: 110_000_000, paidVnd: 80_000_000, leftVnd: 10_000_000 });
});

it('WEL-04: on paper too, the budget is reached and not passed; ceilings are those of the day', async () => {
  const approve = (over: object, on = '2025-05-09') => record(app, 'HOUSING_APPROVED', [item('DEMO-MA-9', over)], { on });
  await expect(approve({ housingKind: 'REPAIR', amountVnd: 10_000_001 })).rejects.toThrow('welfare/over-budget');
  await expect(approve({ amountVnd: 30_000_001 })).rejects.toThrow('welfare/over-ceiling');
  await expect(approve({ programmeYear: 2024 })).rejects.toThrow('welfare/programme-missing');
  await expect(approve({ amountVnd: 1_000_000 }, '2025-01-14')).rejects.toThrow('welfare/programme-missing');
  await expect(approve({ amountVnd: 1_000_000, surveyedOn: '2025-05-10' })).rejects.toThrow('welfare/day-out-of-order');
  const id = await approve({ housingKind: 'REPAIR', amountVnd: 10_000_000 });
  await city().call(DECISIONS.discardDecision, { params: { id }, body: { reason: 'Ghi thử' } }).expect(200);
});

it('WEL-02: once per household on paper too; case numbers are unique; until confirmed it counts nowhere', async () => {
  const small = { housingKind: 'REPAIR', amountVnd: 1_000_000 };
  const [id = ''] = await paper(app, 'HOUSING_APPROVED', [item('DEMO-MA-10', { ...small, householdKey: 'H-1' })], { on: '2025-05-12' });
  const again = (over: object) => record(app, 'HOUSING_APPROVED', [item('DEMO-MA-11', { ...small, ...over })], { on: '2025-05-13' });
  await expect(again({ householdKey: 'h 1' })).rejects.toThrow('welfare/household-already-helped');
  await expect(again({ caseNo: 'DEMO-MA-10' })).rejects.toThrow('welfare/case-no-taken');
  await expect(again({ unitCode: 'khong-co' })).rejects.toThrow('welfare/units-unknown');
  await expect(record(app, 'HOUSING_APPROVED', [item('X', { ...small, householdKey: 'H-2' }), item('Y', { ...small, householdKey: 'H-2' })], { on: '2025-05-13' })).rejects.toThrow('welfare/item-twice');
  await record(app, 'HOUSING_APPROVED', [item('DEMO-MA-12', small)], { on: '2025-05-13' });
  const { items } = await city().call(listHousingCases, { query: { q: 'demo-ma-1' } }).expect(200);
  expect(items.map((one) => one.caseNo)).not.toContain('DEMO-MA-12');
  await app.api.as(app.tree.officerOf('truong-a')).call(getHousingCase, { params: { id } }).expectProblem(404, 'welfare/housing-case-not-found');
});

it('WEL-03: a payment on paper names an approved case of the unit, once, not above it, not before its approval', async () => {
  const pay = (over: object) => record(app, 'HOUSING_PAID', [payment('DEMO-MA-4', over)], { on: '2025-05-30' });
  await expect(pay({ caseNo: 'DEMO-MA-99' })).rejects.toThrow('welfare/case-unknown');
  await expect(pay({ unitCode: 'truong-a' })).rejects.toThrow('welfare/case-unknown');
  await expect(pay({ paidOn: '2025-05-07' })).rejects.toThrow('welfare/day-out-of-order');
  await expect(pay({ paidOn: '2025-05-30', amountVnd: 30_000_001 })).rejects.toThrow('welfare/paid-more-than-approved');
  await expect(pay({ caseNo: 'DEMO-MA-1', paidOn: '2025-05-30' })).rejects.toThrow('welfare/housing-state');
  const id = await pay({ paidOn: '2025-05-30' });
  const { items } = await city().call(DECISIONS.listDecisionItems, { params: { id } }).expect(200);
  expect(items[0]?.warnings.map((warning) => warning.code)).toEqual(['DOSSIER_NOT_RECORDED']);
  await app.expectNotPublished(HousingPaidV1);
});

it('keeps the tables and the entities alike', async () => {
  const { DataSource } = await import('typeorm');
  const { upQueries } = await app.get(DataSource).driver.createSchemaBuilder().log();
  expect(upQueries.map((one) => one.query)).toEqual([]);
});
