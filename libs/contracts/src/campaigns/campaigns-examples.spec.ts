import { campaignsEvents, campaignsPaperItems, campaignsRoutes } from './index';

describe('contracts of campaigns', () => {
  it.each(campaignsEvents.map((event) => [event.type, event] as const))('%s: the example parses and carries its key', (_type, event) => {
    const data = event.data.strict().parse(event.example) as Record<string, unknown>;
    expect(typeof data[event.key]).toBe('string');
  });

  it('names every route once', () => {
    const names = campaignsRoutes.map((route) => route.name);
    expect(new Set(names).size).toBe(names.length);
    const paths = campaignsRoutes.map((route) => `${route.method} ${route.path}`);
    expect(new Set(paths).size).toBe(paths.length);
  });

  it('refuses unknown fields of paper items', () => {
    for (const schema of Object.values(campaignsPaperItems)) expect(schema.safeParse({ unheardOf: 1 }).success).toBe(false);
  });
});
