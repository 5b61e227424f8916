import {
  changeSelfScores, checkGrading, decideGrading, draftGrading, getGrading, getGradingSummary, listGradings, PLATFORM_ROUTES, submitGrading, UnionGradedV1, UnitReclassifiedV1, type GradingScores, type GradingView,
} from '@doanket/contracts';
import type { Officer } from '@doanket/testing';
import { MembershipApp } from './membership-app';

const { getQueue, returnDossier } = PLATFORM_ROUTES.membership.dossiers;
let app: MembershipApp;
let officer: Officer;
let district: Officer;
let districtOfficer: Officer;
const FULL: GradingScores = { representation: 40, organisation: 40, propaganda: 15, bonus: 5 };

beforeAll(async () => {
  app = await MembershipApp.start({ now: '2025-11-20T02:00:00Z' });
  await app.tree.standard();
  officer = await app.tree.officerOf('truong-a');
  district = await app.tree.chairOf('tay-ho');
  districtOfficer = await app.tree.officerOf('tay-ho');
});
afterAll(() => app.close());

const draft = (unitCode: string, year: number, scores: GradingScores, by = officer) => app.api.as(by).call(draftGrading, { body: { unitCode, year, scores } });
const submit = ({ id }: GradingView, by = officer) => app.api.as(by).call(submitGrading, { params: { id }, body: {} }).expect(200);
const check = (grading: GradingView, scores: GradingScores, note?: string, by = districtOfficer) =>
  app.api.as(by).call(checkGrading, { params: { id: grading.id }, body: { scores, ...(note === undefined ? {} : { note }) } }, { headers: { 'if-match': `"${grading.version}"` } });
const decide = ({ id }: GradingView, by = district) => app.api.as(by).call(decideGrading, { params: { id }, body: { decision: app.decision() } });
async function sent(unitCode: string, year: number, scores = FULL): Promise<GradingView> {
  const by = await app.tree.officerOf(unitCode);
  return submit(await draft(unitCode, year, scores, by).expect(201), by);
}

describe('ORG-20: from the own score to the band', () => {
  it('ORG-20: the checked score gives the band, none before the check', async () => {
    const grading = await sent('truong-a', 2025, { ...FULL, bonus: 0 });
    expect(grading).toMatchObject({ state: 'SELF_SCORED', sheet: 'STATE_TYPE', selfTotal: 95, checkedTotal: null, band: null, sheetDecision: '1294/HD-TLĐ' });
    await decide(grading).expectProblem(422, 'membership/grading-not-checked');
    const checked = await check(grading, { ...FULL, representation: 34.5, bonus: 0 }, 'Thiếu biên bản đối thoại').expect(200);
    expect(checked).toMatchObject({ checkedTotal: 89.5, selfTotal: 95, band: null });
    expect(await decide(checked).expect(200)).toMatchObject({ state: 'GRADED', band: 'BAND_GOOD', selfTotal: 95, checkedTotal: 89.5 });
    expect(await app.test.expectPublished(UnionGradedV1)).toMatchObject({ year: 2025, points: 89.5, band: 'BAND_GOOD' });
  });

  it.each([[90, 'BAND_EXCELLENT'], [70, 'BAND_GOOD'], [69.5, 'BAND_DONE'], [50, 'BAND_DONE'], [49.5, 'BAND_NOT_DONE']])('ORG-20: %d checked points are %s', async (points, band) => {
    const unitCode = `don-vi-${points * 10}`;
    await app.tree.unit(unitCode, { parent: 'tay-ho' });
    const scores = { representation: 40, organisation: Math.min(40, points - 40), propaganda: Math.max(0, points - 80), bonus: 0 };
    const checked = await check(await sent(unitCode, 2025, scores), scores).expect(200);
    expect(await decide(checked).expect(200)).toMatchObject({ checkedTotal: points, band });
  });

  it('ORG-20: no group above its maximum, neither scored nor checked; the field is named', async () => {
    expect((await draft('truong-a', 2024, { ...FULL, organisation: 40.5 }).expectProblem(422, 'membership/above-maximum')).errors).toMatchObject([{ pointer: '/body/scores/organisation' }]);
    const grading = await sent('truong-a', 2024);
    await check(grading, { ...FULL, bonus: 5.5 }, 'Cộng thêm').expectProblem(422, 'membership/above-maximum');
  });

  it('ORG-20: a difference to the own score says why; halves are the smallest part', async () => {
    const grading = await sent('truong-a', 2023);
    await check(grading, { ...FULL, bonus: 4 }).expectProblem(422, 'membership/grading-difference-unexplained');
    await check(grading, { ...FULL, bonus: 4.3 }, 'Lý do').expectProblem(400, 'request/invalid');
    await check(grading, FULL).expect(200);
  });

  it('ORG-20: given back, the union scores itself anew and what was checked no longer stands', async () => {
    const checked = await check(await sent('truong-a', 2022), FULL).expect(200);
    await app.api.as(district).call(returnDossier, { params: { id: checked.dossierId ?? '' }, body: { reason: 'Bổ sung minh chứng' } }).expect(200);
    const back = await app.api.as(officer).call(getGrading, { params: { id: checked.id } }).expect(200);
    expect(back).toMatchObject({ state: 'DRAFT', checkedScores: null });
    const changed = await app.api.as(officer).call(changeSelfScores, { params: { id: back.id }, body: { scores: { ...FULL, bonus: 0 } } }, { headers: { 'if-match': `"${back.version}"` } }).expect(200);
    await app.api.as(officer).call(changeSelfScores, { params: { id: back.id }, body: { scores: FULL } }, { headers: { 'if-match': `"${back.version}"` } }).expectProblem(412, 'request/changed-meanwhile');
    expect(await submit(changed)).toMatchObject({ state: 'SELF_SCORED', selfTotal: 95 });
  });
});

describe('ORG-20: who grades, and what', () => {
  it('ORG-20: one grading per union and year, and none for a year that has not begun', async () => {
    await draft('truong-a', 2025, FULL).expectProblem(409, 'membership/graded-twice');
    await draft('truong-a', 2026, FULL).expectProblem(422, 'membership/grading-year-ahead');
  });

  it('ORG-20: enterprises wait for weights of their own; until they are kept nobody is graded by others', async () => {
    await app.tree.unit('nha-may-x', { parent: 'tay-ho' });
    await app.tree.change(UnitReclassifiedV1, { unitId: app.tree.get('nha-may-x').unitId, bloc: 'FDI', territories: [] }, '2020-01-01');
    await draft('nha-may-x', 2025, FULL, await app.tree.officerOf('nha-may-x')).expectProblem(422, 'rules/no-rule-on-day');
  });

  it('ORG-20: the city checks where no upper union stands between', async () => {
    await app.tree.unit('co-so-thanh-pho', { parent: 'ha-noi', type: 'G' });
    const grading = await sent('co-so-thanh-pho', 2025);
    const cityOfficer = await app.tree.officerOf('ha-noi');
    const checked = await check(grading, FULL, undefined, cityOfficer).expect(200);
    expect(await decide(checked, await app.tree.chairOf('ha-noi')).expect(200)).toMatchObject({ band: 'BAND_EXCELLENT' });
  });

  it('ORG-20: the city does not check what waits at the district; another district sees nothing; it waits in the queue of the district', async () => {
    const grading = await sent('cong-ty-b', 2025);
    await check(grading, FULL, undefined, await app.tree.officerOf('ha-noi')).expectProblem(403, 'membership/not-the-checker');
    await check(grading, FULL, undefined, await app.tree.officerOf('thanh-xuan')).expectProblem(404, 'membership/grading-not-found');
    expect((await app.api.as(await app.tree.chairOf('thanh-xuan')).call(listGradings, {}).expect(200)).items).toEqual([]);
    expect((await app.api.as(officer).call(listGradings, { query: { limit: 100 } }).expect(200)).items.map((one) => one.unitCode)).not.toContain('cong-ty-b');
    const queue = await app.api.as(district).call(getQueue, {}).expect(200);
    expect(JSON.stringify(queue)).toContain(grading.dossierId);
  });

  it('ORG-20: the summary counts unions, own scores, gradings and bands of the subtree alone', async () => {
    const ofDistrict = await app.api.as(district).call(getGradingSummary, { query: { year: 2025 } }).expect(200);
    expect(ofDistrict).toMatchObject({ unions: 8, selfScored: 7, graded: 6 });
    expect(ofDistrict.bands.reduce((sum, { unions }) => sum + unions, 0)).toBe(6);
    expect(await app.api.as(await app.tree.chairOf('thanh-xuan')).call(getGradingSummary, { query: { year: 2025 } }).expect(200)).toMatchObject({ unions: 1, selfScored: 0, graded: 0, bands: [] });
  });
});
