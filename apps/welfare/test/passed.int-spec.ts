import { getHousingCase, HousingApprovedV1, listHousingCases, listHousingProgrammes, setHousingProgramme } from '@doanket/contracts';
import { DossierRouter } from '@doanket/dossier';
import type { TestApp } from '@doanket/testing';
import { apply, approved, attach, checked, decision, DECISIONS, DOSSIERS, nextNumber, submit, take, upload, welfareApp } from './support/welfare-app';

let app: TestApp;
beforeAll(async () => {
  app = await welfareApp();
  const { id } = await app.api.as(app.tree.chairOf('ha-noi')).call(setHousingProgramme, {
    body: { year: 2026, budgetVnd: 400_000_000, buildVnd: 30_000_000, repairVnd: 20_000_000, decisionNumber: nextNumber(), decidedOn: '2026-01-15' },
  }).expect(201);
  await app.api.as(app.tree.viceChairOf('ha-noi')).call(DECISIONS.confirmDecision, { params: { id } }).expect(200);
  for (const code of ['co-so-cu', 'co-so-moi']) await app.tree.unit(code, { parent: 'tay-ho' });
  await app.tree.unit('quan-cu', { parent: 'ha-noi' });
  await app.tree.unit('co-so-quan-cu', { parent: 'quan-cu' });
});
afterAll(() => app.close());

const route = () => app.get(DossierRouter).tick();
const as = (unit: string) => app.api.as(app.tree.chairOf(unit));
const see = (id: string, unit = 'ha-noi') => as(unit).call(getHousingCase, { params: { id } }).expect(200);
const approvedVnd = async (): Promise<number> => (await as('ha-noi').call(listHousingProgrammes, {}).expect(200)).items.find(({ year }) => year === 2026)?.approvedVnd ?? 0;
const listedIn = async (unit: string): Promise<string[]> => (await app.api.as(app.tree.officerOf(unit)).call(listHousingCases, { query: { limit: 100 } }).expect(200)).items.map(({ id }) => id);

it('ORG-05: an open case of a merged union goes on in its successor, from the step it stands at to the money; what was approved keeps the old union', async () => {
  const done = await approved(app, { unitCode: 'co-so-cu' });
  const waiting = await apply(app, { unitCode: 'co-so-cu' });
  await submit(app, waiting).expect(200);
  const draft = await apply(app, { unitCode: 'co-so-cu' });
  await app.tree.end('co-so-cu', '2026-03-02', 'co-so-moi');
  await app.at('2026-03-03T02:00:00Z');
  await route();

  expect([(await see(done.id)).unitCode, (await see(waiting.id)).unitCode, (await see(draft.id)).unitCode]).toEqual(['co-so-cu', 'co-so-moi', 'co-so-moi']);
  expect(await see(waiting.id, 'co-so-moi')).toMatchObject({ state: 'SUBMITTED', unitCode: 'co-so-moi' });
  expect((await listedIn('co-so-moi')).sort()).toEqual(expect.arrayContaining([waiting.id, draft.id]));
  const before = await approvedVnd();
  for (const kind of ['SITE_PHOTO', 'MINUTES', 'LOCAL_CONFIRMATION']) await attach(app, app.tree.chairOf('co-so-moi'), waiting.dossierId ?? '', kind);
  await take(app, 'truong-a', waiting.dossierId).expectProblem(404, 'dossier/not-found');
  await take(app, 'co-so-moi', waiting.dossierId).expect(200);
  await take(app, 'tay-ho', waiting.dossierId).expect(200);
  await take(app, 'ha-noi', waiting.dossierId, await decision(app)).expect(200);
  await app.expectPublished(HousingApprovedV1, { caseId: waiting.id, unitId: app.tree.get('co-so-moi').unitId });
  expect(await approvedVnd()).toBe(before + 20_000_000);
  expect((await see(waiting.id)).state).toBe('APPROVED');
  expect(await route()).toBe(0);
});

it('ORG-05: a step that waits for an upper union that ends is the city\'s, which decides it; the case keeps its union', async () => {
  const housing = await apply(app, { unitCode: 'co-so-quan-cu' });
  await submit(app, housing).expect(200);
  for (const kind of ['SITE_PHOTO', 'MINUTES', 'LOCAL_CONFIRMATION']) await attach(app, app.tree.chairOf('co-so-quan-cu'), housing.dossierId ?? '', kind);
  await take(app, 'co-so-quan-cu', housing.dossierId).expect(200);
  await take(app, 'ha-noi', housing.dossierId).expectProblem(403, 'dossier/not-your-step');
  await app.tree.end('quan-cu', '2026-03-03');
  await app.at('2026-03-04T02:00:00Z');
  expect(await route()).toBeGreaterThan(0);
  const dossier = await as('ha-noi').call(DOSSIERS.getDossier, { params: { id: housing.dossierId ?? '' } }).expect(200);
  expect(dossier).toMatchObject({ state: 'OPEN', step: 'CHECK' });
  const before = await approvedVnd();
  await take(app, 'ha-noi', housing.dossierId).expect(200);
  // The city stands in for the level that is missing, and still two persons take two steps.
  await take(app, 'ha-noi', housing.dossierId, await decision(app)).expectProblem(422, 'dossier/decided-earlier-step');
  const vice = app.tree.holder('ha-noi', 'STANDING_VICE_CHAIR');
  await app.api.as(vice).call(DOSSIERS.takeDossierStep, { params: { id: housing.dossierId ?? '' }, body: { outcome: 'APPROVE', decision: { number: nextNumber(), decidedOn: app.clock.today(), fileId: await upload(app, vice) } } }).expect(200);
  expect(await see(housing.id)).toMatchObject({ state: 'APPROVED', unitCode: 'co-so-quan-cu' });
  expect(await approvedVnd()).toBe(before + 20_000_000);
});

it('ORG-05: a case checked by an upper union is not checked again when that one is merged: it waits for the city as before', async () => {
  for (const code of ['quan-hai', 'quan-ba']) await app.tree.unit(code, { parent: 'ha-noi' });
  await app.tree.unit('co-so-quan-hai', { parent: 'quan-hai' });
  const housing = await checked(app, { unitCode: 'co-so-quan-hai' }, 'quan-hai');
  await app.tree.end('quan-hai', '2026-03-04', 'quan-ba');
  await app.at('2026-03-05T02:00:00Z');
  await route();
  expect(await as('ha-noi').call(DOSSIERS.getDossier, { params: { id: housing.dossierId ?? '' } }).expect(200)).toMatchObject({ step: 'APPROVE', state: 'OPEN' });
  await take(app, 'ha-noi', housing.dossierId, await decision(app)).expect(200);
  expect(await see(housing.id)).toMatchObject({ state: 'APPROVED' });
});
