import { ROUTES, type RouteContract } from '@doanket/contracts';
import type { z } from 'zod';
import type { Answer } from '../../../tools/src/support/gateway-session';
import { addressOf, codeOf, faultOfProblem, inBatches, nobody, partner, person, verdictOf, type Caller } from './roles';

/**
 * Objects by unit: own, below, above, sibling, and siblings whose code begins alike (`phuong-3` against `phuong-30`).
 * A unit out of sight answers like one that does not exist (issue sections 4 and 7, engineering handbook 10.3: API1).
 */
interface View { readonly username: string; readonly own: string; readonly below: readonly string[]; readonly above: readonly string[]; readonly beside: readonly string[] }
const VIEWS: readonly View[] = [
  { username: 's.chu-tich.phuong-1', own: 'phuong-1', below: ['ba-dinh-co-so-1'], above: ['ha-noi', 'viet-nam'], beside: ['phuong-10', 'phuong-3', 'phuong-30'] },
  { username: 's.chu-tich.phuong-3', own: 'phuong-3', below: [], above: ['ha-noi', 'viet-nam'], beside: ['phuong-30', 'phuong-1', 'ba-dinh-co-so-1'] },
  { username: 's.chu-tich.phuong-30', own: 'phuong-30', below: [], above: ['ha-noi'], beside: ['phuong-3', 'phuong-31', 'ba-dinh-co-so-1'] },
  { username: 'g.chu-tich.ba-dinh-co-so-1', own: 'ba-dinh-co-so-1', below: [], above: ['phuong-1', 'ha-noi'], beside: ['phuong-3', 'hoan-kiem-co-so-1'] },
];
const UNKNOWN = 'khong-co-don-vi';
const AT_ONCE = 6;

const viewers = new Map<string, Caller & { session: Awaited<ReturnType<typeof person>>['session'] }>();

beforeAll(async () => {
  for (const { username } of VIEWS) viewers.set(username, await person(username));
}, 120_000);

const viewer = (username: string) => viewers.get(username)!;
const unitRoutes = ROUTES.filter((route) => route.method === 'GET' && route.path.startsWith('/units/:code'));
const listRoutes = ROUTES.filter((route) => route.method === 'GET' && !route.path.includes(':') && 'unit' in shapeOf(route));

function shapeOf(route: RouteContract): Readonly<Record<string, z.ZodType>> {
  return (route.query as { shape?: Readonly<Record<string, z.ZodType>> }).shape ?? {};
}

/** What a query may want: a day, a month, a year, an indicator. */
const SAMPLES = ['2025-11-30', '2025-11', '2025', 'WORK_G'];
/** Of a unit these are told to itself and to whoever stands above it, not below: its members and its money. */
const INWARD = /\/(statistics|member-counts|growth|densities|sensitive-counts|groups|comparison|dues-terms|dues-reliefs|dues-lines|ledger|splits)(\/|$)/;

/** What the query cannot do without is filled in; figures want one scope. */
function asked(route: RouteContract, fixed: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams(fixed);
  for (const [name, field] of Object.entries(shapeOf(route))) {
    const wanted = !field.safeParse(undefined).success || (name === 'indicator' && 'asOf' in shapeOf(route)) || ((name === 'from' || name === 'to') && 'round' in shapeOf(route));
    const sample = SAMPLES.find((one) => field.safeParse(one).success);
    if (wanted && !query.has(name) && sample !== undefined) query.set(name, name === 'indicator' ? 'WORK_G' : sample);
  }
  return query.size === 0 ? '' : `?${query.toString()}`;
}

/** The list asked for one unit. */
const listOf = (route: RouteContract, unit: string): string => `${addressOf(route)}${asked(route, { unit })}`;
/** The record of one unit. */
const recordOf = (route: RouteContract, code: string): string => `${addressOf(route, { code })}${asked(route)}`;

/** What an answer tells, without what is of the single call; the code asked for is blotted out. */
function told({ status, body }: Answer, unit: string): string {
  const { instance: _instance, traceId: _traceId, correlationId: _correlationId, ...rest } = (body ?? {}) as Record<string, unknown>;
  return `${status} ${JSON.stringify(rest).replaceAll(unit, '<unit>')}`;
}

describe.each(VIEWS)('$username', ({ username, own, below, above, beside }) => {
  it('reads the own unit, those below and the chain above', async () => {
    const cells = unitRoutes.filter((route) => verdictOf(viewer(username), route) === 'ALLOWED')
      .flatMap((route) => [own, ...below, ...above].map((code) => ({ address: recordOf(route, code), expected: above.includes(code) && INWARD.test(route.path) ? 404 : 200 })));
    const faults = await inBatches(cells, AT_ONCE, async ({ address, expected }) => {
      const { status } = await viewer(username).call('GET', address);
      return status === expected ? null : `${address}: ${status}, not ${expected}`;
    });
    expect(faults.filter(Boolean)).toEqual([]);
  });

  it('hears of units beside it what it hears of units that do not exist', async () => {
    const routes = unitRoutes.filter((route) => verdictOf(viewer(username), route) === 'ALLOWED');
    const faults = await inBatches(routes.flatMap((route) => beside.map((code) => ({ route, code }))), AT_ONCE, async ({ route, code }) => {
      const answer = await viewer(username).call('GET', recordOf(route, code));
      const unknown = await viewer(username).call('GET', recordOf(route, UNKNOWN));
      return answer.status === 404 && faultOfProblem(answer) === null && told(answer, code) === told(unknown, UNKNOWN) ? null : `${route.path} ${code}: ${told(answer, code)} but ${told(unknown, UNKNOWN)}`;
    });
    expect(faults.filter(Boolean)).toEqual([]);
  });

  it('lists the own unit and those below', async () => {
    const cells = listRoutes.filter((route) => verdictOf(viewer(username), route) === 'ALLOWED').flatMap((route) => [own, ...below].map((code) => listOf(route, code)));
    const faults = await inBatches(cells, AT_ONCE, async (address) => {
      const answer = await viewer(username).call('GET', address);
      return answer.status === 200 ? null : `${address}: ${answer.status} ${codeOf(answer)}`;
    });
    expect(faults.filter(Boolean)).toEqual([]);
  });

  it('lists of units beside it what it lists of units that do not exist', async () => {
    const cells = listRoutes.filter((route) => verdictOf(viewer(username), route) === 'ALLOWED').flatMap((route) => beside.map((code) => ({ route, code })));
    const faults = await inBatches(cells, AT_ONCE, async ({ route, code }) => {
      const answer = await viewer(username).call('GET', listOf(route, code));
      const unknown = await viewer(username).call('GET', listOf(route, UNKNOWN));
      return told(answer, code) === told(unknown, UNKNOWN) ? null : `${listOf(route, code)}: ${told(answer, code).slice(0, 200)} but ${told(unknown, UNKNOWN).slice(0, 200)}`;
    });
    expect(faults.filter(Boolean)).toEqual([]);
  });
});

describe('forged headers', () => {
  const OTHERS = { 'x-person-id': '00000000-0000-7000-8000-000000000001', 'x-forwarded-user': 'n.chu-tich', 'x-remote-user': 'n.chu-tich', 'x-user': 'n.chu-tich', 'x-unit-path': 'viet-nam', 'x-scope': 'whole', 'x-original-url': '/api/membership/units/phuong-30', 'x-http-method-override': 'DELETE' };

  it('change neither who I am nor what I see', async () => {
    const me = viewer('s.chu-tich.phuong-3');
    const plain = await me.call('GET', '/api/membership/me/posts');
    expect(plain.status).toBe(200);
    expect((await me.call('GET', '/api/membership/me/posts', undefined, OTHERS)).body).toEqual(plain.body);
    expect((await me.call('GET', '/api/membership/units/phuong-30', undefined, OTHERS)).status).toBe(404);
  });

  it('open nothing without a session', async () => {
    const acting = viewer('s.chu-tich.phuong-3').session.me.actingPostId ?? '';
    for (const headers of [OTHERS, { 'x-acting-post': acting }, { authorization: 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.' }, { authorization: `Basic ${Buffer.from('admin:admin').toString('base64')}` }]) {
      const answer = await nobody().call('GET', '/api/membership/me', undefined, headers);
      expect([answer.status, faultOfProblem(answer)]).toEqual([401, null]);
    }
  });

  it('the post of somebody else is refused, also to a partner', async () => {
    const other = viewer('s.chu-tich.phuong-30').session.me.actingPostId ?? '';
    const answer = await viewer('s.chu-tich.phuong-3').call('GET', '/api/membership/units/phuong-30', undefined, { 'x-acting-post': other });
    expect([answer.status, codeOf(answer), faultOfProblem(answer)]).toEqual([409, 'auth/acting-post-changed', null]);
    const system = await partner();
    const plain = await system.call('GET', '/api/campaigns/plans');
    expect((await system.call('GET', '/api/campaigns/plans', undefined, { 'x-acting-post': other })).status).toBe(plain.status);
    expect(plain.status).toBe(403);
  });

  it('a token beside a session does not count', async () => {
    const me = viewer('s.chu-tich.phuong-3');
    const plain = await me.call<Record<string, unknown>>('GET', '/api/membership/me');
    const beside = await me.call<Record<string, unknown>>('GET', '/api/membership/me', undefined, { authorization: 'Bearer x.y.z' });
    expect([beside.status, beside.body]).toEqual([200, plain.body]);
  });

  it('a change without the token of the page is refused', async () => {
    const answer = await viewer('s.chu-tich.phuong-3').call('POST', '/api/campaigns/petitions', { unitCode: 'phuong-3' }, { 'x-csrf-token': 'x' });
    expect([answer.status, codeOf(answer)]).toEqual([403, 'auth/csrf-refused']);
  });

  it('what only services and machines use is not at the door', async () => {
    for (const path of ['/api/membership/internal/posts', '/api/reports/metrics', '/api/campaigns/health/live']) expect((await nobody().call('GET', path)).status).toBe(404);
  });
});
