import { AUTH_PATHS, gatewayPlainRoutes, ROUTES, type RouteContract } from '@doanket/contracts';
import { randomUUID } from 'node:crypto';
import { addressOf, administrator, codeOf, faultOfProblem, inBatches, nobody, partner, person, verdictOf, type Caller } from './roles';

/**
 * The role matrix: every route of the contracts asked by every role of the demo, the outcome computed from the one list
 * of permissions (issue section 7, engineering handbook 10.3: API1, API5).
 */
const PERSONS = [
  'n.chu-tich', 'n.can-bo', 'c.chu-tich', 'c.can-bo', 'c.kiem-tra', 's.chu-tich.phuong-1', 's.can-bo.phuong-1', 's.chu-tich.phuong-3', 's.chu-tich.phuong-30', 'g.chu-tich.ba-dinh-co-so-1', 'g.can-bo.ba-dinh-co-so-1',
] as const;
const ROLES = [...PERSONS, 'the administrator', 'a partner', 'nobody'];
/** Calls on the way at once; a browser's burst is far above. */
const AT_ONCE = 8;
/** A field no body has: what may be called is refused for its content, so that nothing happens. Posts to act as are looked for after the session, so that one is well-formed and nobody's. */
const bodyOf = (route: RouteContract): unknown => route.method === 'GET' ? undefined : route.path === AUTH_PATHS.actAs ? { postId: randomUUID() } : { 'truong-khong-co': true };

const callers = new Map<string, Caller>();

beforeAll(async () => {
  for (const username of PERSONS) callers.set(username, await person(username));
  callers.set('the administrator', await administrator());
  callers.set('a partner', await partner());
  callers.set('nobody', nobody());
}, 180_000);

function caller(name: string): Caller {
  const found = callers.get(name);
  if (found === undefined) throw new Error(`Not signed in: ${name}`);
  return found;
}

/** Signing out would end the session the matrix is asked with; the journeys sign out. */
const asked = (route: RouteContract, who: Caller): boolean => route.path !== AUTH_PATHS.logout || who.who.kind === 'NOBODY' || who.who.kind === 'PARTNER';

/** What is wrong with the answer to one cell of the matrix, in one line; null when it is as the list says. */
async function faultAt(who: Caller, route: RouteContract): Promise<string | null> {
  const address = addressOf(route);
  const answer = route.bytes === 'raw-in'
    ? await who.call(route.method, address, new Uint8Array([1]), { 'content-type': 'application/octet-stream' })
    : await who.call(route.method, address, bodyOf(route));
  const { status } = answer;
  const fault = faultOfProblem(answer);
  const cell = `${route.method} ${address} (${route.access}) answers ${status} ${codeOf(answer)}`;
  if (fault !== null) return `${cell}: ${fault}`;
  if (status >= 500) return cell;
  const denied = status === 403 && codeOf(answer) === 'auth/permission-missing';
  switch (verdictOf(who, route)) {
    case 'NOT_SIGNED_IN': return status === 401 ? null : `${cell}, not 401`;
    case 'FORBIDDEN': return denied ? null : `${cell}, not 403`;
    case 'OPEN': return status === 401 || status === 403 ? cell : null;
    case 'ALLOWED': return status === 401 || denied ? cell : null;
  }
}

describe('every route for every role', () => {
  it.each(ROLES)('%s', async (name) => {
    const who = caller(name);
    const faults = await inBatches(ROUTES.filter((route) => asked(route, who)), AT_ONCE, (route) => faultAt(who, route));
    expect(faults.filter((fault) => fault !== null)).toEqual([]);
  });
});

it('the operations that the services and the gateway publish are the routes of the contracts', async () => {
  const { body } = await nobody().call<{ paths: Record<string, Record<string, unknown>> }>('GET', '/api/openapi.json');
  const published = Object.entries(body.paths).flatMap(([path, methods]) => Object.keys(methods).filter((method) => /^(get|post|put|patch|delete)$/.test(method)).map((method) => `${method.toUpperCase()} ${path}`));
  const declared = [...ROUTES, ...gatewayPlainRoutes].map((route) => `${route.method} ${addressOf(route, Object.fromEntries([...route.path.matchAll(/:([A-Za-z]+)/g)].map(([, name = '']) => [name, `{${name}}`]))).replaceAll('%7B', '{').replaceAll('%7D', '}')}`);
  expect([...new Set(published)].sort()).toEqual([...new Set(declared)].sort());
});
