import { routesWithoutAccess } from '@doanket/service';
import type { TestApp } from '@doanket/testing';
import { campaignsApp } from './support/campaigns-app';

describe('routes of campaigns', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await campaignsApp();
  });
  afterAll(() => app.close());

  it('serves every contract once and nothing without one', () => {
    expect(routesWithoutAccess(app.app)).toEqual([]);
  });

  it('is ready, and closed to whoever does not sign in', async () => {
    await app.api.get('/health/ready').expect(200);
    expect((await app.api.get('/plans')).status).toBe(401);
  });

  it('lists are paged by cursor and refuse a foreign one', async () => {
    const reader = app.api.as(app.tree.officerOf('ha-noi'));
    for (const path of ['/plans', '/rounds', '/works', '/clusters', '/contests', '/movements', '/occasions', '/petitions', '/targets', '/honours']) {
      expect(await reader.get(`${path}?limit=2`).expect(200)).toMatchObject({ items: [], nextCursor: null });
      await reader.get(`${path}?cursor=bm90LWEtY3Vyc29y`).expectProblem(400, 'request/invalid');
      await reader.get(`${path}?unknown=1`).expectProblem(400, 'request/invalid');
    }
  });
});
