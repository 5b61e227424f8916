import { getInitiative, InitiativeRecognisedV1, listInitiatives, raiseInitiative } from '@doanket/contracts';
import { DossierRouter } from '@doanket/dossier';
import type { TestApp } from '@doanket/testing';
import { DOSSIERS, file, initiativesApp, recognise, recognisedAtBase, submit } from './support/initiatives-app';

let app: TestApp;
beforeAll(async () => {
  app = await initiativesApp();
  for (const code of ['co-so-cu', 'co-so-moi']) await app.tree.unit(code, { parent: 'tay-ho' });
  for (const code of ['quan-cu', 'quan-moi']) await app.tree.unit(code, { parent: 'ha-noi' });
  await app.tree.unit('co-so-quan-cu', { parent: 'quan-cu' });
});
afterAll(() => app.close());

const route = () => app.get(DossierRouter).tick();
const see = (id: string, unit = 'ha-noi') => app.api.as(app.tree.officerOf(unit)).call(getInitiative, { params: { id } }).expect(200);
const approve = (dossierId: string | null, unit: string) => app.api.as(app.tree.chairOf(unit)).call(DOSSIERS.takeDossierStep, { params: { id: dossierId ?? '' }, body: { outcome: 'APPROVE' } });

it('ORG-05: an open initiative of a merged union is reviewed and recognised by its successor; one recognised before keeps the old union', async () => {
  const before = await recognisedAtBase(app, { unitCode: 'co-so-cu' });
  const open = await file(app, { unitCode: 'co-so-cu' });
  await submit(app, app.tree.officerOf('co-so-cu'), open.dossierId ?? '');
  await app.tree.end('co-so-cu', '2026-03-01', 'co-so-moi');
  await app.tree.heartbeat();
  await route();
  expect([(await see(before)).unitCode, (await see(open.id)).unitCode]).toEqual(['co-so-cu', 'co-so-moi']);
  expect((await app.api.as(app.tree.officerOf('co-so-moi')).call(listInitiatives, { query: { limit: 50 } }).expect(200)).items.map(({ id }) => id)).toContain(open.id);
  await approve(open.dossierId, 'truong-a').expectProblem(404, 'dossier/not-found');
  await approve(open.dossierId, 'co-so-moi').expect(200);
  await recognise(app, app.tree.chairOf('co-so-moi'), open.dossierId ?? '');
  expect(await see(open.id)).toMatchObject({ state: 'RECOGNISED_BASE', unitCode: 'co-so-moi' });
  await app.expectPublished(InitiativeRecognisedV1, { initiativeId: open.id, unitId: app.tree.get('co-so-moi').unitId });
});

it('ORG-05: what is raised to an upper union that is merged is recognised by the one that goes on for it, the initiative keeps its union', async () => {
  const id = await recognisedAtBase(app, { unitCode: 'co-so-quan-cu' });
  const raised = await app.api.as(app.tree.chairOf('co-so-quan-cu')).call(raiseInitiative, { params: { id }, body: { to: 'S', effect: 'Áp dụng được tại các trường trong quận' } }).expect(201);
  const { items } = await app.api.as(app.tree.officerOf('ha-noi')).call(DOSSIERS.listDossiers, { query: { limit: 100 } }).expect(200);
  const dossier = items.find((one) => one.definition === 'INITIATIVE_RAISE_S');
  expect(raised).toBeDefined();
  if (dossier?.state === 'DRAFT') await submit(app, app.tree.officerOf('co-so-quan-cu'), dossier.id);
  await app.tree.end('quan-cu', '2026-03-01', 'quan-moi');
  await app.tree.heartbeat();
  expect(await route()).toBeGreaterThan(0);
  await recognise(app, app.tree.chairOf('quan-moi'), dossier?.id ?? '');
  expect(await see(id)).toMatchObject({ unitCode: 'co-so-quan-cu' });
  await app.expectPublished(InitiativeRecognisedV1, { initiativeId: id, recognitionLevel: 'S' });
});
