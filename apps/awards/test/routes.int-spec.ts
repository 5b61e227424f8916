import { awardsRoutes } from '@doanket/contracts';
import { boundRoutes, routesWithoutAccess } from '@doanket/service';
import type { TestApp } from '@doanket/testing';
import { DataSource } from 'typeorm';
import { startAwards } from './support';

let app: TestApp;
beforeAll(async () => { app = await startAwards(); });
afterAll(() => app.close());

it('serves every contract once and nothing without one', () => {
  expect(routesWithoutAccess(app.app)).toEqual([]);
  expect(boundRoutes(app.app).routes.filter((route) => route.access === 'PUBLIC').map((route) => route.name)).toEqual(['checkCertificate']);
});

it('is ready, and closed to whoever does not sign in', async () => {
  await app.api.get('/health/ready').expect(200);
  for (const route of awardsRoutes.filter(({ access, method }) => access !== 'PUBLIC' && method === 'GET')) {
    expect((await app.api.get(route.path.replace(':id', '01920000-0000-7000-8000-000000000001'))).status).toBe(401);
  }
});

it('lists are paged by cursor and refuse a foreign one', async () => {
  const reader = app.api.as(app.tree.officerOf('ha-noi'));
  for (const path of ['/quotas', '/nominations', '/holdings', '/council-sessions']) {
    expect(await reader.get(`${path}?limit=2`).expect(200)).toMatchObject({ items: [], nextCursor: null });
  }
  for (const path of ['/titles', '/quotas', '/nominations', '/holdings', '/council-sessions']) {
    await reader.get(`${path}?cursor=bm90LWEtY3Vyc29y`).expectProblem(400, 'request/invalid');
    await reader.get(`${path}?unknown=1`).expectProblem(400, 'request/invalid');
  }
  const first = await reader.get('/titles?limit=3').expect(200);
  const second = await reader.get(`/titles?limit=100&cursor=${first.nextCursor}`).expect(200);
  const codes = [...first.items, ...second.items].map((one: { code: string; level: string }) => `${one.code} ${one.level}`);
  expect(new Set(codes).size).toBe(codes.length);
});

it('entities and tables agree', async () => {
  const source = app.get(DataSource);
  const { upQueries } = await source.driver.createSchemaBuilder().log();
  expect(upQueries.map((one) => one.query)).toEqual([]);
});
