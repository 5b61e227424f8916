import { type AnswerOf, PLATFORM_ROUTES } from '@doanket/contracts';
import { newId } from '@doanket/kernel';
import { platformEnv, routesWithoutAccess } from '@doanket/service';
import { createTestApp, type TestApp } from '../src';
import { addNote, changeNote, CreateNotes1760000000000, getNote, handlerRuns, listNotes, LooseModule, noteRoutes, NotesModule, twoSteps, whoAmI } from './notes.fixture';

let t: TestApp;
const options = { service: 'campaigns', migrations: [CreateNotes1760000000000], schema: platformEnv, env: { HTTP_REQUEST_TIMEOUT_MS: '1500' } } as const;
const chair = () => t.tree.chairOf('ha-noi');
const note = (body = 'một ghi chú') => ({ body: { body } });

beforeAll(async () => {
  t = await createTestApp(NotesModule, options);
  await t.tree.standard();
});
afterAll(() => t.close());

describe('the HTTP table of the error model', () => {
  it.each([
    ['invalid', 400, 'notes/failure'], ['forbidden', 403, 'notes/failure'], ['not-found', 404, 'notes/failure'], ['conflict', 409, 'notes/failure'],
    ['refused', 422, 'notes/failure'], ['unavailable', 503, 'notes/failure'], ['too-many', 429, 'about:blank'],
    ['deadlock', 503, 'service/database-unavailable'], ['outside', 403, 'auth/outside-scope'], ['anything else', 500, 'internal'],
  ] as const)('%s is %i %s', async (kind, status, code) => {
    const call = t.api.as(chair()).post(`/failures/${encodeURIComponent(kind)}`);
    const problem = await call.expectProblem(status, code);
    expect(problem['instance']).toBe(`/api/campaigns/failures/${encodeURIComponent(kind)}`);
    expect(problem['traceId']).toMatch(/^[0-9a-f]{32}$/);
    expect(problem['title']).toEqual(expect.any(String));
    if (status === 503 || status === 429) expect((await call).headers['retry-after']).toBeDefined();
    if (code === 'notes/failure') expect(problem['because']).toBe('TEST');
    if (kind === 'invalid') expect(problem.errors).toEqual([{ pointer: '/body/body', detail: 'wrong' }]);
    if (status === 500) expect(JSON.stringify(problem)).not.toMatch(/secret|stack|TypeError|\.ts/);
  });

  it('points at every field that is wrong, in path, query and body at once', async () => {
    const problem = await t.api.as(chair()).put('/notes/not-an-id?x=1', { body: 5, extra: true, tags: [{ name: 'a' }, { name: '' }] }, { headers: { 'if-match': '"1"' } }).expectProblem(400, 'request/invalid');
    expect(problem.errors?.map((error) => error.pointer).sort()).toEqual(['/body/body', '/body/extra', '/body/tags/1/name', '/params/id', '/query/x']);
  });

  it('answers 401 with nothing to learn from for a missing, broken or foreign token', async () => {
    for (const authorization of [undefined, 'Bearer abc', 'Basic abc', `Bearer ${t.identity.token(newId(), { aud: 'other' })}`, `Bearer ${t.identity.token(newId(), { exp: 1 })}`]) {
      const call = t.api.get('/notes', authorization === undefined ? {} : { headers: { authorization } });
      const problem = await call.expectProblem(401, 'about:blank');
      expect(Object.keys(problem).sort()).toEqual(['instance', 'status', 'title', 'traceId', 'type']);
      expect((await call).headers['www-authenticate']).toBe('Bearer');
    }
  });

  it('answers 403 without the permission and 404 of the same shape for unknown and unreadable things', async () => {
    await t.api.as(t.tree.chairOf('tay-ho')).call(listNotes).expectProblem(403, 'auth/permission-missing');
    const made = await t.api.as(t.tree.chairOf('viet-nam')).call(addNote, note()).expect(201);
    const hidden = await t.api.as(chair()).call(getNote, { params: { id: made.id } }).expectProblem(404, 'notes/not-found');
    const unknown = await t.api.as(chair()).call(getNote, { params: { id: newId() } }).expectProblem(404, 'notes/not-found');
    expect({ ...hidden, instance: '', traceId: '' }).toEqual({ ...unknown, instance: '', traceId: '' });
  });

  it('refuses in the HTTP layer with its own 4xx: broken JSON, unknown path, method, media type', async () => {
    const asChair = t.api.as(chair());
    const json = { 'content-type': 'application/json' };
    await asChair.post('/notes', '{"body":', { headers: json }).expectProblem(400, 'about:blank');
    await asChair.post('/notes', '{"__proto__":{}}', { headers: json }).expectProblem(400, 'about:blank');
    await asChair.post('/notes', '<a/>', { headers: { 'content-type': 'application/xml' } }).expectProblem(415, 'about:blank');
    await asChair.post('/notes', 'body=x', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }).expectProblem(415, 'about:blank');
    await asChair.get('/nowhere').expectProblem(404, 'about:blank');
    await asChair.delete('/notes').expectProblem(404, 'about:blank');
    await asChair.get('/notes/%ff').expectProblem(400, 'about:blank');
  });
});

describe('limits', () => {
  it('takes no NUL in any text', async () => {
    const problem = await t.api.as(chair()).call(addNote, { body: { body: 'a\0b', tags: [{ name: '\0' }] } }).expectProblem(400, 'request/invalid');
    expect(problem.errors?.map((error) => error.pointer)).toEqual(['/body/body', '/body/tags/0/name']);
    expect((await t.api.as(chair()).get('/notes?cursor=%00').expectProblem(400, 'request/invalid')).errors?.[0]?.pointer).toBe('/query/cursor');
    await t.api.as(chair()).call(addNote, { body: { body: String.raw`\u0000 as written` } }).expect(201);
  });

  it('bounds the body, its depth, the length of pages and cursors, and the time', async () => {
    const asChair = t.api.as(chair());
    const json = { 'content-type': 'application/json' };
    await asChair.post('/notes', JSON.stringify({ body: 'x'.repeat(1_100_000) }), { headers: json }).expectProblem(413, 'about:blank');
    const deep = await asChair.post('/notes', `${'['.repeat(21)}${']'.repeat(21)}`, { headers: json }).expectProblem(400, 'request/invalid');
    expect(deep.errors?.[0]?.pointer).toBe('/body');
    expect((await asChair.get('/notes?limit=101').expectProblem(400, 'request/invalid')).errors?.[0]?.pointer).toBe('/query/limit');
    expect((await asChair.get('/notes?cursor=forged').expectProblem(400, 'request/invalid')).errors?.[0]?.pointer).toBe('/query/cursor');
    const late = t.api.get('/slowly');
    await late.expectProblem(503, 'about:blank');
    expect((await late).headers['retry-after']).toBeDefined();
  });

  it('pages by keyset without losing or doubling a row', async () => {
    const asChair = t.api.as(chair());
    for (let n = 0; n < 5; n += 1) await asChair.call(addNote, note(`trang ${n}`)).expect(201);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page: AnswerOf<typeof listNotes> = await asChair.call(listNotes, { query: { limit: 2, cursor } }).expect(200);
      seen.push(...page.items.map((item) => item.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen.length).toBeGreaterThanOrEqual(5);
    expect(new Set(seen).size).toBe(seen.length);
  });
});

describe('the key of a repeated POST', () => {
  it('is needed', async () => {
    const problem = await t.api.as(chair()).post('/notes', { body: 'x' }, { key: '' }).expectProblem(400, 'request/invalid');
    expect(problem.errors?.[0]?.pointer).toBe('/headers/idempotency-key');
  });

  it('gives the same answer to the same request and runs it once', async () => {
    const key = newId();
    const asChair = t.api.as(chair());
    const first = await asChair.call(addNote, note(), { key });
    const runs = handlerRuns();
    const again = await asChair.call(addNote, note(), { key });
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(again.headers['etag']).toBe('"1"');
    expect(handlerRuns()).toBe(runs);
  });

  it('refuses another request with the same key, and keeps callers and routes apart', async () => {
    const key = newId();
    await t.api.as(chair()).call(addNote, note(), { key }).expect(201);
    await t.api.as(chair()).call(addNote, note('khác'), { key }).expectProblem(422, 'request/key-reused');
    await t.api.as(t.tree.chairOf('viet-nam')).call(addNote, note(), { key }).expect(201);
    await t.api.as(chair()).call(twoSteps, note(), { key }).expect(201);
  });

  it('lets one of many at once take effect, and answers all alike', async () => {
    const key = newId();
    const runs = handlerRuns();
    const caller = await chair();
    const answers = await Promise.all(Array.from({ length: 4 }, () => t.api.as(caller).call(addNote, note('cùng lúc'), { key })));
    expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201, 201]);
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
    expect(handlerRuns()).toBe(runs + 1);
    const rows = await t.database.asSuperuser((client) => client.query("select 1 from campaigns.note where body = 'cùng lúc'"));
    expect(rows.rowCount).toBe(1);
  });

  const storedRows = (words: string) => t.database.asSuperuser(async (client) => {
    const { rows } = await client.query<{ text: string }>("select idempotency::text as text from campaigns.idempotency");
    return rows.filter(({ text }) => text.includes(words)).length;
  });

  it('keeps neither the key nor a readable answer', async () => {
    const key = newId();
    const before = await storedRows('');
    const made = await t.api.as(chair()).call(addNote, note('bí mật'), { key }).expect(201);
    expect(await storedRows('')).toBe(before + 1);
    expect([await storedRows(key), await storedRows(made.id), await storedRows('bí mật')]).toEqual([0, 0, 0]);
  });

  it('leaves the key free when the command was refused', async () => {
    const key = newId();
    const before = await storedRows('');
    await t.api.as(chair()).call(addNote, note('refuse'), { key }).expectProblem(422, 'notes/failure');
    expect(await storedRows('')).toBe(before);
    await t.api.as(chair()).call(addNote, note('refuse'), { key }).expectProblem(422, 'notes/failure');
  });

  it('keeps the answer of a command whose transaction returned something else', async () => {
    const key = newId();
    const first = await t.api.as(chair()).call(twoSteps, note(), { key }).expect(201);
    expect(await t.api.as(chair()).call(twoSteps, note(), { key }).expect(201)).toEqual(first);
    const failing = newId();
    await t.api.as(chair()).call(twoSteps, note('fail after'), { key: failing }).expectProblem(409, 'notes/failure');
    await t.api.as(chair()).call(twoSteps, note('fail after'), { key: failing }).expectProblem(409, 'notes/failure');
  });

  it('says so when the answer was not kept', async () => {
    const key = newId();
    await t.api.as(chair()).call(addNote, note(), { key }).expect(201);
    await t.database.asSuperuser((client) => client.query('update campaigns.idempotency set answered = false, answer = null'));
    await t.api.as(chair()).call(addNote, note(), { key }).expectProblem(409, 'request/answer-lost');
  });

  it('shows the stored answers to their owner alone', async () => {
    const rows = await t.transactions.run((tx) => tx.query('select 1 from idempotency')) as unknown[];
    expect(rows).toEqual([]);
  });

  it('covers uploaded bytes', async () => {
    const key = newId();
    const asChair = t.api.as(chair());
    const send = (content: string) => asChair.upload('/files', Buffer.from(content), 'text/plain', { key, headers: { 'x-file-name': encodeURIComponent('biên bản.txt') } });
    const first = await send('nội dung').expect(201);
    expect(await send('nội dung').expect(201)).toEqual(first);
    await send('nội khác').expectProblem(422, 'request/key-reused');
    const content = await asChair.get(`/files/${first.id}/content`);
    expect(content.status).toBe(200);
    expect(content.bytes.toString()).toBe('nội dung');
    await t.api.as(t.tree.chairOf('thanh-xuan')).get(`/files/${first.id}/content`).expectProblem(404, 'files/file-not-found');
    const problem = await asChair.upload('/files', Buffer.from('x'), 'text/plain').expectProblem(400, 'request/invalid');
    expect(problem.errors?.[0]?.pointer).toBe('/headers/x-file-name');
  });
});

describe('changes', () => {
  it('carry the version that was read', async () => {
    const asChair = t.api.as(chair());
    const made = await asChair.call(addNote, note());
    expect(made.headers['etag']).toBe('"1"');
    const change = (ifMatch?: string) => asChair.call(changeNote, { params: { id: made.body.id }, body: { body: 'mới' } }, ifMatch === undefined ? {} : { headers: { 'if-match': ifMatch } });
    expect((await change().expectProblem(400, 'request/invalid')).errors?.[0]?.pointer).toBe('/headers/if-match');
    expect((await change('"1"')).headers['etag']).toBe('"2"');
    expect((await change('"1"').expectProblem(412, 'request/changed-meanwhile'))['version']).toBe(2);
  });
});

describe('who acts, and on which rows', () => {
  it('takes the only post, asks which of several, and refuses one that is not held', async () => {
    const one = await t.tree.appoint('tay-ho', 'OFFICER');
    const two = await t.tree.appoint('thanh-xuan', 'OFFICER', one);
    await t.api.as({ ...one, postId: null }).call(listNotes).expectProblem(409, 'auth/post-not-chosen');
    expect(await t.api.as({ ...one, postId: null }).call(whoAmI).expect(200)).toEqual({ kind: 'PERSON', label: '-', scope: '{}' });
    expect((await t.api.as(two).call(whoAmI).expect(200)).scope).toBe('{viet-nam.ha-noi.thanh-xuan}');
    await t.api.as({ ...two, postId: (await chair()).postId }).call(whoAmI).expectProblem(403, 'auth/post-not-held');
    expect((await t.api.as({ ...(await chair()), postId: null }).call(whoAmI).expect(200)).scope).toBe('{viet-nam.ha-noi}');
    expect((await t.api.as(t.tree.chairOf('viet-nam')).call(whoAmI).expect(200)).scope).toBe('whole');
  });

  it('takes a post away with its last day', async () => {
    const officer = await t.tree.appoint('phuong-3', 'OFFICER', { to: '2026-03-02' });
    expect((await t.api.as(officer).call(whoAmI).expect(200)).label).toBe('phuong-3');
    await t.at('2026-03-02T17:00:01Z');
    await t.api.as(officer).call(whoAmI).expectProblem(403, 'auth/post-not-held');
  });

  it('binds a partner to its unit and its scopes, and an administrator to its role', async () => {
    const partner = await t.tree.partner('tay-ho', ['platform.audit.read']);
    expect(await t.api.as(partner).call(whoAmI).expect(200)).toEqual({ kind: 'PARTNER', label: '-', scope: '{viet-nam.ha-noi.tay-ho}' });
    await t.api.as(partner).call(listNotes).expectProblem(403, 'auth/permission-missing');
    await t.api.as(t.tree.admin()).call(PLATFORM_ROUTES.campaigns.audit.listAudit).expect(200);
    await t.api.as(t.tree.admin()).call(getNote, { params: { id: newId() } }).expectProblem(404, 'notes/not-found');
    const stranger = { subject: newId(), personId: null, postId: null };
    await t.api.as(stranger).call(listNotes).expectProblem(403, 'auth/permission-missing');
  });
});

describe('what every process has', () => {
  it('says whether it lives and is ready, and measures itself', async () => {
    await t.api.get('/health/live').expect(200);
    const ready = await t.api.get('/health/ready').expect(200);
    expect(ready.checks.map((check: { name: string }) => check.name)).toEqual(expect.arrayContaining(['database', 'identity-keys', 'messaging']));
    const metrics = await t.api.get('/metrics').expect(200);
    expect(metrics).toContain('http_request_duration_seconds_count');
    expect(metrics).toContain('messaging_outbox_oldest_unpublished_seconds');
  });

  it('goes on with the trace and correlation of the caller, and starts its own from rubbish', async () => {
    const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
    const known = await t.api.as(chair()).get('/nowhere', { headers: { traceparent, 'x-correlation-id': 'abc-1' } });
    expect(known.body['traceId']).toBe('a'.repeat(32));
    expect(known.headers['x-correlation-id']).toBe('abc-1');
    const own = await t.api.get('/nowhere', { headers: { traceparent: '00-x', 'x-correlation-id': 'a b' } });
    expect(own.body['traceId']).toMatch(/^[0-9a-f]{32}$/);
    expect(own.headers['x-correlation-id']).not.toBe('a b');
  });

  it('describes itself', async () => {
    const document = await t.api.get('/openapi.json').expect(200);
    expect(document.openapi).toBe('3.1.0');
    expect(document.paths['/api/campaigns/system/dead-letters/{id}/replay'].post.parameters.map((parameter: { name: string }) => parameter.name)).toContain('Idempotency-Key');
  });

  it('shows operators its state and its dead letters, and nobody else', async () => {
    const routes = PLATFORM_ROUTES.campaigns;
    const status = await t.api.as(chair()).call(routes.system.getSystemStatus).expect(200);
    expect(status.directory.source).toBe(false);
    expect(status.directory.version).toBeGreaterThan(0);
    expect((await t.api.as(t.tree.admin()).call(routes.deadLetters.listDeadLetters).expect(200)).items).toEqual([]);
    await t.api.as(t.tree.chairOf('tay-ho')).call(routes.system.getSystemStatus).expectProblem(403, 'auth/permission-missing');
    await t.api.as(chair()).call(routes.deadLetters.discardDeadLetter, { params: { id: newId() }, body: { why: 'x' } }).expectProblem(403, 'auth/permission-missing');
  });

  it('offers the queue, dossiers and decisions', async () => {
    const routes = PLATFORM_ROUTES.campaigns;
    const queue = await t.api.as(chair()).call(routes.dossiers.getQueue).expect(200);
    expect(queue).toEqual({ items: [], counts: { toDecide: 0, returned: 0, dueThisWeek: 0, overdue: 0, total: 0 } });
    expect((await t.api.as(chair()).call(routes.dossiers.listDossiers, { query: { q: 'nhà', overdue: 'true' } }).expect(200)).items).toEqual([]);
    expect((await t.api.as(chair()).call(routes.decisions.listDecisions, { query: { paper: 'true' } }).expect(200)).items).toEqual([]);
    await t.api.as(chair()).call(routes.dossiers.getDossier, { params: { id: newId() } }).expectProblem(404, 'dossier/not-found');
    await t.api.as(chair()).call(routes.decisions.listDecisionItems, { params: { id: newId() } }).expectProblem(404, 'decision/not-found');
  });

  it('checks answers by their contract in tests', async () => {
    await t.api.get('/leak').expectProblem(500, 'internal');
    await t.api.get('/anyone').expect(200);
  });
});

it('needs one connection per call: a pool of one does not stand still', async () => {
  const small = await createTestApp(NotesModule, { ...options, env: { ...options.env, DATABASE_POOL_SIZE: '1' } });
  try {
    await small.tree.standard();
    const key = newId();
    const made = await small.api.as(small.tree.chairOf('ha-noi')).call(addNote, note(), { key }).expect(201);
    const again = await Promise.all([1, 2].map(() => small.api.as(small.tree.chairOf('ha-noi')).call(addNote, note(), { key }).expect(201)));
    expect(again).toEqual([made, made]);
    await small.api.as(small.tree.chairOf('ha-noi')).call(twoSteps, note()).expect(201);
  } finally {
    await small.close();
  }
});

it('has no route without access, and notices one that is nobody\'s', async () => {
  const contracts = [...noteRoutes, ...Object.values(PLATFORM_ROUTES.campaigns).flatMap((group) => Object.values(group))];
  expect(routesWithoutAccess(t.app, contracts)).toEqual([]);
  expect(routesWithoutAccess(t.app, contracts.slice(1))).toEqual(['addNote is not in the list of routes']);
  expect(routesWithoutAccess(t.app, [...contracts, { ...addNote, name: 'forgotten' }])).toEqual(['forgotten is served by nobody']);
  const loose = await createTestApp(LooseModule, options);
  try {
    expect(routesWithoutAccess(loose.app, contracts)).toEqual(['unlisted is not in the list of routes']);
  } finally {
    await loose.close();
  }
});
