import { awardTitles, getNomination, listHoldings, listNominations, TitleAwardedV1 } from '@doanket/contracts';
import { DossierRouter } from '@doanket/dossier';
import type { TestApp } from '@doanket/testing';
import { aNomination, awarded, confirmed, fileOf, nextNumber, nominated, routes, startAwards, voted } from './support';

let app: TestApp;
beforeAll(async () => {
  app = await startAwards();
  for (const code of ['co-so-cu', 'co-so-moi']) await app.tree.unit(code, { parent: 'tay-ho' });
  await app.tree.unit('quan-cu', { parent: 'ha-noi' });
  await app.tree.unit('co-so-quan-cu', { parent: 'quan-cu' });
});
afterAll(() => app.close());

const route = () => app.get(DossierRouter).tick();
const see = (id: string) => app.api.as(app.tree.officerOf('ha-noi')).call(getNomination, { params: { id } }).expect(200);
const check = (dossierId: string | null, unit: string) => app.api.as(app.tree.chairOf(unit)).call(routes.dossiers.takeDossierStep, { params: { id: dossierId ?? '' }, body: { outcome: 'APPROVE' } });
const award = async (nominationIds: string[]): Promise<unknown> => {
  const chair = app.tree.chairOf('ha-noi');
  return app.api.as(chair).call(awardTitles, { body: { unitCode: 'ha-noi', titleCode: 'OUTSTANDING_WORKER', number: nextNumber(), decidedOn: app.clock.today(), signerPostId: (await chair).postId, fileId: await fileOf(app, chair), nominationIds } }).expect(201);
};

it('ORG-05: an open nomination of a merged union is checked, voted and decided as its successor\'s; the title of last year keeps the old union', async () => {
  await confirmed(app, { kind: 'TITLE_AWARDED', issuer: 'tay-ho', decidedOn: '2025-12-20', items: [awarded('Lã Thị Hợp Nhất', { year: 2025, unitCode: 'co-so-cu' })] });
  const nomination = await nominated(app, aNomination('Lã Thị Hợp Nhất', { unitCode: 'co-so-cu' }));
  await app.tree.end('co-so-cu', '2026-03-01', 'co-so-moi');
  await app.tree.heartbeat();
  await route();
  expect(await see(nomination.id)).toMatchObject({ state: 'NOMINATED', unitCode: 'co-so-moi' });
  expect((await app.api.as(app.tree.chairOf('co-so-moi')).call(listNominations, { query: { q: 'la thi hop nhat' } }).expect(200)).items.map(({ id }) => id)).toEqual([nomination.id]);

  await check(nomination.dossierId, 'thanh-xuan').expectProblem(404, 'dossier/not-found');
  await check(nomination.dossierId, 'tay-ho').expect(200);
  await voted(app, [nomination.id]);
  await award([nomination.id]);
  expect(await see(nomination.id)).toMatchObject({ state: 'DECIDED', unitCode: 'co-so-moi' });
  await app.expectPublished(TitleAwardedV1, { unitId: app.tree.get('co-so-moi').unitId, titleCode: 'OUTSTANDING_WORKER' });
  const holdings = (await app.api.as(app.tree.chairOf('ha-noi')).call(listHoldings, { query: { q: 'la thi hop nhat', limit: 20 } }).expect(200)).items;
  expect(holdings.map(({ unitCode }) => unitCode).sort()).toEqual(['co-so-cu', 'co-so-moi']);
});

it('ORG-05: a check that waits for an upper union that ends is the city\'s, whose council and decision follow', async () => {
  const nomination = await nominated(app, aNomination('Lã Văn Giải Thể', { unitCode: 'co-so-quan-cu' }));
  await check(nomination.dossierId, 'ha-noi').expectProblem(403, 'dossier/not-your-step');
  await app.tree.end('quan-cu', '2026-03-01');
  await app.tree.heartbeat();
  expect(await route()).toBeGreaterThan(0);
  expect(await see(nomination.id)).toMatchObject({ state: 'NOMINATED', unitCode: 'co-so-quan-cu' });
  await check(nomination.dossierId, 'ha-noi').expect(200);
  expect(await see(nomination.id)).toMatchObject({ state: 'CHECKED' });
  await voted(app, [nomination.id]);
  expect(await see(nomination.id)).toMatchObject({ state: 'VOTED' });
});

it('ORG-05: a draft goes on in the successor, which sends it; nobody of the old union is asked for', async () => {
  for (const code of ['co-so-bon', 'co-so-nam']) await app.tree.unit(code, { parent: 'tay-ho' });
  const nomination = await nominated(app, aNomination('Lã Thị Trả Lại', { unitCode: 'co-so-bon' }));
  await app.api.as(app.tree.chairOf('tay-ho')).call(routes.dossiers.returnDossier, { params: { id: nomination.dossierId ?? '' }, body: { reason: 'Thiếu số liệu' } }).expect(200);
  await app.tree.end('co-so-bon', '2026-03-01', 'co-so-nam');
  await app.tree.heartbeat();
  await route();
  expect(await see(nomination.id)).toMatchObject({ state: 'DRAFT', unitCode: 'co-so-nam' });
  await app.api.as(app.tree.officerOf('co-so-nam')).call(routes.dossiers.submitDossier, { params: { id: nomination.dossierId ?? '' }, body: {} }).expect(200);
  expect(await see(nomination.id)).toMatchObject({ state: 'NOMINATED' });
});
