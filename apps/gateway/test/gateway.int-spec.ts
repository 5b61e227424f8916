import { createHash } from 'node:crypto';
import { AUTH_PATHS, gatewayPlainRoutes } from '@doanket/contracts';
import { eventually } from '@doanket/testing';
// eslint-disable-next-line @nx/enforce-module-boundaries -- the tools' session is what the demo, the journeys and the fault runs sign in with; it is proven here
import { GatewaySession } from '../../../tools/src/support/gateway-session';
import { GatewayUnderTest, aPost } from './support/gateway';
import type { TestAccount } from './support/keycloak';

const POST_A = '01920000-0000-7000-8000-000000000001';
const POST_B = '01920000-0000-7000-8000-000000000002';

let gateway: GatewayUnderTest;
let person: TestAccount;

beforeAll(async () => {
  gateway = await GatewayUnderTest.start();
  person = await gateway.keycloak.addPerson('gateway');
});
afterAll(() => gateway?.close());
beforeEach(() => {
  gateway.clock.ahead(0);
  gateway.holds([aPost()]);
});

const signIn = () => GatewaySession.signIn({ baseUrl: gateway.baseUrl, username: person.username, password: person.password });
const plain = (path: string, init: RequestInit = {}) => fetch(gateway.baseUrl + path, { redirect: 'manual', ...init });
const sidOf = (session: GatewaySession) => /(?:^|; )sid=([^;]+)/.exec(session.cookie)?.[1] ?? '';

describe('signing in', () => {
  it('leads through the identity server and says who is signed in, acting as the only post', async () => {
    const session = await signIn();
    expect(session.me).toMatchObject({
      person: { id: '01920000-0000-7000-8000-00000000000a', fullName: 'Nguyễn Thị Thử' }, username: person.username, roles: ['person'], actingPostId: POST_A,
      posts: [{ postId: POST_A, post: 'CHAIR', unitCode: 'tay-ho', unitName: 'LĐLĐ quận Tây Hồ', level: 'S' }],
    });
    expect(session.me.csrfToken).toMatch(/^[\w-]{43}$/);
  });

  it('chooses no post of several until one is picked, and refuses a post not held', async () => {
    gateway.holds([aPost(), aPost({ id: POST_B, unitCode: 'ha-noi', level: 'C' })]);
    const session = await signIn();
    expect(session.me.actingPostId).toBeNull();
    await session.actAs(POST_B);
    expect(session.me.actingPostId).toBe(POST_B);
    const refused = await session.call('POST', '/auth/act-as', { postId: '01920000-0000-7000-8000-000000000003' });
    expect([refused.status, (refused.body as { type: string }).type]).toEqual([422, `${gateway.baseUrl}/problems/auth/post-not-mine`]);
  });

  it('forgets the post acted as when it is no longer held', async () => {
    const session = await signIn();
    gateway.holds([]);
    expect((await session.refreshMe()).actingPostId).toBeNull();
  });

  it('goes on without a post while membership is out of reach, and chooses it later', async () => {
    const posts = { personId: null, fullName: null, posts: [aPost()] };
    let asked = 0;
    gateway.backend.on('/api/membership/me/posts', (_request, response) => {
      asked += 1;
      if (asked === 1) response.writeHead(503).end();
      else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(posts));
    });
    const session = await signIn();
    expect([asked, session.me.actingPostId, session.me.person.fullName]).toEqual([2, POST_A, 'Thử gateway']);
  });

  it('stores neither the cookie nor a token in clear', async () => {
    const session = await signIn();
    const rows = await gateway.database.asSuperuser((client) => client.query('select id_hash, box, row_to_json(session)::text as text from gateway.session'));
    const hash = createHash('sha256').update(sidOf(session)).digest('hex');
    const row = (rows.rows as { id_hash: string; box: Buffer; text: string }[]).find((one) => one.id_hash === hash);
    expect(row).toBeDefined();
    expect(row?.box.toString('latin1')).not.toContain('eyJ');
    expect(row?.text).not.toContain(sidOf(session));
  });

  it('makes a cookie that scripts cannot read, bound to our own pages', async () => {
    const begun = await plain('/auth/login?returnTo=//evil.example');
    const cookie = begun.headers.getSetCookie()[0] ?? '';
    expect(cookie).toMatch(/^signin-[\w-]{12}=[\w-]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=600$/);
    const address = new URL(begun.headers.get('location') ?? '');
    expect(Object.fromEntries(address.searchParams)).toMatchObject({ code_challenge_method: 'S256', response_type: 'code', redirect_uri: `${gateway.baseUrl}/auth/callback` });
  });

  it('does not take a callback that was not begun in this browser', async () => {
    const answer = await plain('/auth/callback?code=abc&state=0123456789abcdef');
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/?signInProblem=EXPIRED']);
  });

  it('signs one account in several times at once, although the identity server takes one attempt at a time', async () => {
    const sessions = await Promise.all(Array.from({ length: 4 }, signIn));
    expect(new Set(sessions.map(sidOf)).size).toBe(4);
  });

  it('fails at once and with the words of the identity server when the password is wrong', async () => {
    const other = await gateway.keycloak.addPerson('wrong');
    await expect(GatewaySession.signIn({ baseUrl: gateway.baseUrl, username: other.username, password: 'Sai-mat-khau-1' })).rejects.toThrow(/refused: Tên người dùng hoặc mật khẩu không hợp lệ\. \(200\)/);
    await eventually(async () => expect(await gateway.keycloak.signInFailures(other.id)).toBe(1));
  });

  it('ends one session by sign-out, with its cookie of no use afterwards', async () => {
    const session = await signIn();
    const cookie = session.cookie;
    const answer = await session.call<{ everywhere: boolean }>('POST', '/auth/logout');
    expect([answer.status, answer.body.everywhere]).toEqual([200, true]);
    const after = await plain('/auth/me', { headers: { cookie } });
    expect([after.status, ((await after.json()) as { reason: string }).reason]).toEqual([401, 'SESSION_ENDED']);
  });

  it('ends sessions by the back-channel when the identity server ends them', async () => {
    const session = await signIn();
    await gateway.keycloak.signOut(person.id);
    await eventually(async () => expect((await session.call('GET', '/auth/me')).status).toBe(401));
  });

  it('refuses a logout token that is not one', async () => {
    const form = new URLSearchParams({ logout_token: 'a.b.c' });
    const answer = await plain('/auth/backchannel-logout', { method: 'POST', body: form });
    expect([answer.status, ((await answer.json()) as { type: string }).type]).toEqual([400, `${gateway.baseUrl}/problems/auth/logout-token-refused`]);
  });
});

describe('without a session', () => {
  it.each([
    ['GET', '/auth/me', undefined], ['POST', '/auth/act-as', '{"postId":"no uuid"}'], ['POST', '/auth/act-as', '{"postId":'], ['POST', '/auth/act-as', 'x'.repeat(2_000_000)],
    ['POST', '/auth/act-as', undefined], ['POST', '/auth/logout', '{"unknown":1}'], ['GET', '/api/gateway/services?unknown=1', undefined],
  ])('%s %s is refused before anything sent is looked at (%#)', async (method, path, body) => {
    const answer = await plain(path, { method, headers: { 'content-type': 'application/json' }, ...(body === undefined ? {} : { body }) });
    expect([answer.status, answer.headers.get('content-type')?.split(';')[0], answer.headers.get('www-authenticate')]).toEqual([401, 'application/problem+json', 'Bearer']);
    expect(await answer.json()).toMatchObject({ type: 'about:blank', reason: 'NO_SESSION', instance: path.split('?')[0] });
  });

  it('and with one, the body is read and its fault named; a change without the token is refused first', async () => {
    const session = await signIn();
    const broken = await session.call('POST', '/auth/act-as', { postId: 'no uuid' });
    expect([broken.status, (broken.body as { errors: { pointer: string }[] }).errors.map((one) => one.pointer)]).toEqual([400, ['/body/postId']]);
    const forged = await session.call('POST', '/auth/act-as', { postId: 'no uuid' }, { headers: { 'x-csrf-token': '' } });
    expect([forged.status, (forged.body as { because: string }).because]).toEqual([403, 'CSRF_TOKEN']);
  });
});

describe('passing on', () => {
  it('adds token, post and trace, and strips what would forge an identity', async () => {
    const session = await signIn();
    const forged = {
      authorization: 'Bearer forged', 'x-forwarded-for': '10.0.0.1', 'x-forwarded-user': 'admin', 'x-user-id': 'admin', 'x-person-id': 'admin', 'x-internal': '1', forwarded: 'for=10.0.0.1',
    };
    await session.call('GET', '/api/welfare/claims?limit=1', undefined, { headers: forged });
    const { url, headers } = gateway.backend.last();
    expect(url).toBe('/api/welfare/claims?limit=1');
    expect(headers['authorization']).toMatch(/^Bearer eyJ/);
    expect(headers['x-acting-post']).toBe(POST_A);
    expect(headers['traceparent']).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    for (const name of ['cookie', 'x-forwarded-for', 'x-forwarded-user', 'x-user-id', 'x-person-id', 'x-internal', 'forwarded', 'x-csrf-token', 'origin']) expect(headers[name]).toBeUndefined();
  });

  it('hides what only a service may know and adds the headers of safety', async () => {
    const session = await signIn();
    const answer = await session.call('GET', '/api/awards/titles');
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(Object.fromEntries(answer.headers)).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store', 'content-security-policy': expect.stringContaining("default-src 'none'") as string });
    expect(answer.headers.get('x-powered-by')).toBeNull();
  });

  it('refuses a post that is not the one the session acts as', async () => {
    const session = await signIn();
    const answer = await session.call('GET', '/api/welfare/claims', undefined, { headers: { 'x-acting-post': POST_B } });
    expect([answer.status, (answer.body as { type: string }).type]).toEqual([409, `${gateway.baseUrl}/problems/auth/acting-post-changed`]);
  });

  it.each([
    ['without the token', { 'x-csrf-token': '' }, 'CSRF_TOKEN'],
    ['with another token', { 'x-csrf-token': 'x'.repeat(43) }, 'CSRF_TOKEN'],
    ['from another origin', { origin: 'http://evil.example' }, 'FOREIGN_ORIGIN'],
    ['from another port', { origin: 'http://localhost:1' }, 'FOREIGN_ORIGIN'],
  ])('refuses a change %s', async (_how, headers, because) => {
    const session = await signIn();
    const before = gateway.backend.received.length;
    const answer = await session.call('POST', '/api/welfare/claims', { a: 1 }, { headers });
    expect([answer.status, (answer.body as { because: string }).because]).toEqual([403, because]);
    expect(gateway.backend.received).toHaveLength(before);
  });

  it('passes a change on as it came', async () => {
    const session = await signIn();
    await session.post('/api/welfare/claims', { name: 'Đặng Thị Ánh' }, { idempotencyKey: 'k-1' });
    const { method, body, headers } = gateway.backend.last();
    expect([method, body, headers['idempotency-key'], headers['content-type']]).toEqual(['POST', '{"name":"Đặng Thị Ánh"}', 'k-1', 'application/json']);
  });

  it('takes a partner by bearer token, without a post, and no token of its own browser client', async () => {
    const token = await gateway.keycloak.partnerToken(await gateway.keycloak.addPartner());
    const answer = await plain('/api/campaigns/works', { headers: { authorization: `Bearer ${token}`, 'x-acting-post': POST_A } });
    expect(answer.status).toBe(200);
    expect(gateway.backend.last().headers).toMatchObject({ authorization: `Bearer ${token}` });
    expect(gateway.backend.last().headers['x-acting-post']).toBeUndefined();
    const session = await signIn();
    await session.get('/api/campaigns/works');
    const stolen = gateway.backend.last().headers['authorization'] ?? '';
    expect((await plain('/api/campaigns/works', { headers: { authorization: stolen } })).status).toBe(401);
  });

  it.each([['nothing', {}], ['a made-up token', { authorization: 'Bearer a.b.c' }], ['a made-up cookie', { cookie: `sid=${'a'.repeat(43)}` }], ['basic authentication', { authorization: 'Basic YTpi' }]])(
    'refuses a caller with %s', async (_what, headers: Record<string, string>) => {
      const before = gateway.backend.received.length;
      const answer = await plain('/api/campaigns/works', { headers });
      expect(answer.status).toBe(401);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(gateway.backend.received).toHaveLength(before);
    });

  it('lets anyone check a certificate and read the description, without an identity of their own', async () => {
    const session = await signIn();
    await session.call('GET', '/api/awards/openapi.json');
    expect(gateway.backend.last().headers['authorization']).toBeUndefined();
    expect((await plain('/api/awards/openapi.json')).status).toBe(200);
  });

  it.each(['/api/welfare/internal/x', '/api/nowhere/x', '/api/welfare/../reports/x', '/api/welfare/%2e%2e/reports', '/api/welfare//claims', '/realms/master', '/admin/master/console', '/metrics', '/.secret', '/assets/none.js'])(
    'has nothing at %s', async (path) => {
      const session = await signIn();
      const answer = await rawGet(path, session.cookie);
      expect(answer).toBe(404);
    });

  it('stops at 1 MiB, and at 20 MB for files, declared or not', async () => {
    const session = await signIn();
    const large = 'x'.repeat(1_048_577);
    expect((await session.call('POST', '/api/welfare/claims', large)).status).toBe(413);
    const stream = new ReadableStream({ start: (controller) => { controller.enqueue(Buffer.from(large)); controller.close(); } });
    const undeclared = await fetch(`${gateway.baseUrl}/api/welfare/claims`, {
      method: 'POST', body: stream, duplex: 'half', headers: { cookie: session.cookie, 'x-csrf-token': session.me.csrfToken, 'content-type': 'application/json' },
    } as RequestInit);
    expect(undeclared.status).toBe(413);
    expect((await session.call('POST', '/api/welfare/claims', 'x'.repeat(1_000_000))).status).toBe(200);
  });

  it('streams a file past 1 MiB, and stops one beyond 20 MB, declared or not', async () => {
    const session = await signIn();
    const file = { bytes: new Uint8Array(3_000_000).fill(65), type: 'application/pdf', name: 'biên bản.pdf' };
    await session.upload('/api/welfare/files', file);
    const { headers, body } = gateway.backend.last();
    expect([headers['content-type'], headers['content-length'], headers['x-file-name'], body.length]).toEqual(['application/pdf', '3000000', 'bi%C3%AAn%20b%E1%BA%A3n.pdf', 3_000_000]);
    const before = gateway.backend.received.length;
    expect(await rawPost('/api/welfare/files', session, { 'content-length': '20971521' }, 0)).toBe(413);
    expect(await rawPost('/api/welfare/files', session, {}, 21_000_000)).toBe(413);
    expect(gateway.backend.received).toHaveLength(before);
  });

  it('says 503 when a service is down, 504 when it is too slow, 502 when it breaks off', async () => {
    const session = await signIn();
    gateway.backend.on('/api/awards/slow', () => undefined);
    gateway.backend.on('/api/awards/broken', (request) => request.socket.destroy());
    const down = await session.call('GET', '/api/reports/figures');
    expect([down.status, (down.body as { type: string }).type, down.headers.get('retry-after')]).toEqual([503, `${gateway.baseUrl}/problems/gateway/service-down`, '2']);
    const slow = await session.call('GET', '/api/awards/slow');
    expect([slow.status, (slow.body as { type: string }).type]).toEqual([504, `${gateway.baseUrl}/problems/gateway/answer-late`]);
    const broken = await session.call('POST', '/api/awards/broken', {});
    expect([broken.status, (broken.body as { type: string }).type]).toEqual([502, `${gateway.baseUrl}/problems/gateway/answer-cut-off`]);
  });

  it('streams a download, and shuts a file that could run in a sandbox', async () => {
    const bytes = Buffer.alloc(5_000_000, 7);
    gateway.backend.on('/api/awards/files/1/content', (_request, response) => response.writeHead(200, { 'content-type': 'text/html', 'content-length': bytes.length }).end(bytes));
    const session = await signIn();
    const answer = await plain('/api/awards/files/1/content', { headers: { cookie: session.cookie } });
    expect(answer.headers.get('content-security-policy')).toContain('sandbox');
    expect((await answer.arrayBuffer()).byteLength).toBe(bytes.length);
  });
});

describe('tokens that end', () => {
  it('renews them once for many calls at the same time', async () => {
    const session = await signIn();
    await session.get('/api/welfare/claims');
    const before = gateway.backend.last().headers['authorization'];
    gateway.clock.ahead(285_000);
    const answers = await Promise.all(Array.from({ length: 20 }, () => session.call('GET', '/api/welfare/claims')));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
    const tokens = new Set(gateway.backend.received.slice(-20).map((one) => one.headers['authorization']));
    expect(tokens.size).toBe(1);
    expect(tokens.has(before)).toBe(false);
  });

  it('goes on while the identity server is down, until the access token ends, and lets nothing unchecked in', async () => {
    const session = await signIn();
    await gateway.line.cut();
    try {
      gateway.clock.ahead(285_000);
      expect((await session.call('GET', '/api/welfare/claims')).status).toBe(200);
      gateway.clock.ahead(301_000);
      const over = await session.call('GET', '/api/welfare/claims');
      expect([over.status, (over.body as { type: string }).type]).toEqual([503, `${gateway.baseUrl}/problems/auth/identity-unavailable`]);
      expect((await plain('/api/welfare/claims', { headers: { authorization: 'Bearer a.b.c' } })).status).toBe(401);
      const login = await plain('/auth/login');
      expect(login.status).toBe(303);
    } finally {
      await gateway.line.open();
    }
    expect((await session.call('GET', '/api/welfare/claims')).status).toBe(200);
  });

  it('ends a session by name when a renewal was killed after the identity server had done its part', async () => {
    const session = await signIn();
    const hash = createHash('sha256').update(sidOf(session)).digest('hex');
    const row = 'from gateway.session where id_hash = $1';
    const old = await gateway.database.asSuperuser((client) => client.query(`select box, access_expires_at ${row}`, [hash]));
    gateway.clock.ahead(285_000);
    await session.get('/api/welfare/claims');
    const { box, access_expires_at: expires } = old.rows[0] as { box: Buffer; access_expires_at: Date };
    const killed = "update gateway.session set box = $2, access_expires_at = $3, lease_owner = gen_random_uuid(), lease_until = now() - interval '1 second' where id_hash = $1";
    await gateway.database.asSuperuser((client) => client.query(killed, [hash, box, expires]));
    gateway.clock.ahead(305_000);
    const answer = await session.call('GET', '/api/welfare/claims');
    expect([answer.status, (answer.body as { reason: string }).reason]).toEqual([401, 'REFRESH_INTERRUPTED']);
  });

  it('ends a session nobody used for half an hour', async () => {
    const session = await signIn();
    gateway.clock.ahead(30 * 60_000);
    const answer = await session.call('GET', '/auth/me');
    expect([answer.status, (answer.body as { reason: string }).reason]).toEqual([401, 'SESSION_IDLE']);
  });
});

describe('console and description', () => {
  it('serves one page for every address of the console, and files that never change for ever', async () => {
    const page = await plain('/rounds/ha-noi-2023-dot-1', { headers: { accept: 'text/html' } });
    expect([page.status, page.headers.get('cache-control'), page.headers.get('content-type')]).toEqual([200, 'no-cache', 'text/html; charset=utf-8']);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    const asset = await plain('/assets/index-B4x9k2Qz.js');
    expect([asset.status, asset.headers.get('cache-control'), asset.headers.get('content-encoding')]).toEqual([200, 'public, max-age=31536000, immutable', 'gzip']);
    const again = await plain('/assets/index-B4x9k2Qz.js', { headers: { 'if-none-match': asset.headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
  });

  it('joins the documents of the services and names those that are missing', async () => {
    gateway.backend.onJson('/api/awards/openapi.json', { openapi: '3.1.0', paths: { '/api/awards/titles': { get: { operationId: 'awards.listTitles' } } }, components: {} });
    const document = (await (await plain('/api/openapi.json')).json()) as { paths: Record<string, unknown>; info: { description: string } };
    expect(document.paths).toHaveProperty(['/api/awards/titles']);
    expect(document.info.description).toContain('reports');
  });

  it('describes its own routes beside those of the services, and answers as it says', async () => {
    const { paths } = (await (await plain('/api/openapi.json')).json()) as { paths: Record<string, unknown> };
    expect(Object.keys(paths)).toEqual(expect.arrayContaining([...Object.values(AUTH_PATHS), '/api/gateway/services', '/api/openapi.json', '/health/live', '/health/ready']));
    gateway.backend.onJson('/api/awards/openapi.json', { openapi: '3.1.0', paths: {}, components: {} });
    for (const route of gatewayPlainRoutes) {
      const answer = await plain(route.path.replace(':service', 'awards'));
      expect([route.status, route.alsoStatus]).toContain(answer.status);
      expect(route.answer.safeParse(await answer.json()).error).toBeUndefined();
    }
  });

  it('says which services answer', async () => {
    const session = await signIn();
    const { items } = await session.get<{ items: { service: string; state: string }[] }>('/api/gateway/services');
    expect(items.find((one) => one.service === 'reports')?.state).toBe('DOWN');
    expect(items.find((one) => one.service === 'awards')?.state).toBe('READY');
  });
});

describe('too many calls', () => {
  it('refuses with Retry-After once the budget of an address is used up, and lets a session of that address go on', async () => {
    const session = await signIn();
    const answers = await Promise.all(Array.from({ length: 260 }, () => plain('/api/campaigns/works')));
    const refused = answers.filter((answer) => answer.status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(answers.filter((answer) => answer.status === 401)).toHaveLength(answers.length - refused.length);
    expect((await session.call('GET', '/api/campaigns/works')).status).toBe(200);
  });
});

/** Sends `bytes` bytes under these headers, without a declared length where they name none; answers the status. */
function rawPost(path: string, session: GatewaySession, headers: Record<string, string>, bytes: number): Promise<number> {
  return import('node:http').then(({ request }) => new Promise((resolve, reject) => {
    const { hostname, port } = new URL(gateway.baseUrl);
    const sent = { cookie: session.cookie, 'x-csrf-token': session.me.csrfToken, 'content-type': 'application/pdf', 'idempotency-key': 'raw', ...headers };
    let answered = false;
    const call = request({ host: hostname, port, path, method: 'POST', headers: sent }, (response) => {
      answered = true;
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    call.on('error', (error) => {
      if (!answered) reject(error);
    });
    const part = Buffer.alloc(1_000_000, 65);
    for (let left = bytes; left > 0; left -= part.length) call.write(part.subarray(0, Math.min(left, part.length)));
    if (bytes > 0) call.end();
    else call.flushHeaders();
  }));
}

/** A request whose path no client library tidies up first. */
function rawGet(path: string, cookie: string): Promise<number> {
  return import('node:http').then(({ request }) => new Promise((resolve, reject) => {
    const { hostname, port } = new URL(gateway.baseUrl);
    request({ host: hostname, port, path, headers: { cookie } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    }).on('error', reject).end();
  }));
}
