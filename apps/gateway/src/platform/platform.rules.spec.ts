import { gatewayPlainRoutes, ROUTES, SERVICES } from '@doanket/contracts';
import { ConfigError, loadConfig, openApiOf } from '@doanket/service';
import { GatewayEnv } from '../config';
import { isPage } from '../console/console-door';
import { safeName } from '../console/console-files';
import { lacksOf } from '../health/service-health.service';
import { joinDocuments, type JsonObject } from '../openapi/join-documents.rules';
import { BACKENDS } from '../proxy/api-path.rules';
import { AnswerCutOff, AnswerLate, RefusedByDoor, ServiceDown, TooManyCalls } from '../proxy/proxy.errors';
import { NotSignedIn } from '../auth/auth.errors';
import { gatewayProblem } from './problem';
import { commonHeaders, policyFor } from './security-headers.rules';

describe('what an answer may do in a browser', () => {
  it.each([
    ['application/json; charset=utf-8', "default-src 'none'; frame-ancestors 'none'"], [undefined, "default-src 'none'; frame-ancestors 'none'"],
    ['application/pdf', "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"],
    ['text/html', "default-src 'none'; frame-ancestors 'none'; sandbox"], ['image/svg+xml', "default-src 'none'; frame-ancestors 'none'; sandbox"],
  ])('as %p', (type, policy) => expect(policyFor(type)).toBe(policy));

  it('includes strict transport only where there is TLS', () => {
    expect(commonHeaders(true)).toHaveProperty('strict-transport-security');
    expect(commonHeaders(false)).not.toHaveProperty('strict-transport-security');
  });
});

describe('files of the console', () => {
  it.each([['/index.html', 'index.html'], ['/assets/a-12345678.js', 'assets/a-12345678.js']])('%p is %p', (path, name) => expect(safeName(path)).toBe(name));
  it.each(['/../etc/passwd', '/%2e%2e/etc/passwd', '/a/..%2f..%2fb', '/.env', '/a/.git/config', '/a\\b', '/%00', '/%', '/a/', 'a', '//a'])('%p leads nowhere', (path) => expect(safeName(path)).toBeNull());
  it('are pages only where no other door and no file is meant', () => {
    expect(['/', '/rounds/ha-noi-2023-dot-1', '/apis', '/authors'].map(isPage)).toEqual([true, true, true, true]);
    expect(['/api/x', '/auth/x', '/auth', '/realms/master', '/admin', '/health/x', '/metrics', '/favicon.ico', '/assets/none'].map(isPage)).not.toContain(true);
  });
});

describe('problems', () => {
  const place = { base: 'http://localhost:4000', instance: '/api/x', traceId: 't' };
  it.each([
    [new NotSignedIn('SESSION_IDLE'), 401, { type: 'about:blank', reason: 'SESSION_IDLE' }, { 'www-authenticate': 'Bearer' }],
    [new TooManyCalls(7), 429, { type: 'about:blank' }, { 'retry-after': '7' }],
    [new RefusedByDoor(413, 'large'), 413, { type: 'about:blank', title: 'Payload Too Large' }, {}],
    [new ServiceDown('awards'), 503, { type: 'http://localhost:4000/problems/gateway/service-down', service: 'awards' }, { 'retry-after': '2' }],
    [new AnswerCutOff('awards'), 502, { type: 'http://localhost:4000/problems/gateway/answer-cut-off' }, {}],
    [new AnswerLate('awards', 1), 504, { type: 'http://localhost:4000/problems/gateway/answer-late' }, {}],
    [Object.assign(new Error('x'), { statusCode: 415 }), 415, { type: 'about:blank' }, {}],
    [new Error('secret'), 500, { type: 'http://localhost:4000/problems/internal' }, {}],
  ])('%p', (error, status, body, headers) => {
    const problem = gatewayProblem(error, place);
    expect(problem).toMatchObject({ status, body: { ...body, status, instance: '/api/x', traceId: 't' }, headers });
    expect(JSON.stringify(problem.body)).not.toContain('secret');
  });
});

describe('joined documents', () => {
  const schema = { type: 'object' };
  const document = {
    servers: [{ url: 'http://localhost:4001' }],
    paths: { '/api/awards/titles': { get: { operationId: 'awards.listTitles', security: [{ accessToken: [] }], responses: { 400: { $ref: '#/components/responses/Problem' } } } }, '/api/awards/check': { get: { security: [] } } },
    components: { responses: { Problem: { content: { $ref: '#/components/schemas/Problem' } } }, schemas: { Problem: schema }, securitySchemes: { accessToken: {} } },
  };

  it('keep the names of two services apart and say whose are missing', () => {
    const joined = joinDocuments([{ service: 'awards', document }, { service: 'welfare', document: { ...document, paths: { '/api/welfare/x': {} } } }, { service: 'reports', document: null }], { serverUrl: 'http://localhost:4000', version: '1' });
    expect(joined).toMatchObject({
      openapi: '3.1.0', info: { description: expect.stringContaining('reports') as string }, tags: [{ name: 'awards' }, { name: 'welfare' }],
      paths: { '/api/awards/titles': { get: { tags: ['awards'], security: [{ session: [] }, { partner: [] }], responses: { 400: { $ref: '#/components/responses/awards.Problem' } } } }, '/api/awards/check': { get: { security: [] } } },
      components: { schemas: { 'awards.Problem': schema, 'welfare.Problem': schema }, responses: { 'awards.Problem': { content: { $ref: '#/components/schemas/awards.Problem' } } } },
    });
    expect((joined['components'] as { securitySchemes: object }).securitySchemes).toEqual(expect.objectContaining({ session: expect.anything() as unknown, partner: expect.anything() as unknown }));
  });
});

describe('the description of everything', () => {
  const joined = joinDocuments(SERVICES.map((service) => ({ service, document: openApiOf(service, 'http://localhost:4000') as JsonObject })), { serverUrl: 'http://localhost:4000', version: '1' });
  const paths = joined['paths'] as Record<string, Record<string, { operationId: string; security: object[]; requestBody?: { content: object } }>>;

  it('has the operations of the gateway itself, which know sessions only', () => {
    const own = Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).filter(([, one]) => one.operationId.startsWith('gateway.')).map(([method, one]) => [`${method} ${path}`, one.security]));
    expect(own.sort()).toEqual([
      ['get /api/gateway/services', [{ session: [] }]], ['get /api/openapi.json', []], ['get /api/{service}/openapi.json', []], ['get /auth/callback', []], ['get /auth/login', []],
      ['get /auth/me', [{ session: [] }]], ['get /health/live', []], ['get /health/ready', []], ['post /auth/act-as', [{ session: [] }]], ['post /auth/backchannel-logout', []], ['post /auth/logout', [{ session: [] }]],
    ]);
    expect(Object.keys(paths['/auth/backchannel-logout']?.['post']?.requestBody?.content ?? {})).toEqual(['application/x-www-form-urlencoded']);
  });

  it('has every operation once and refers to nothing that is missing', () => {
    const ids = Object.values(paths).flatMap((methods) => Object.values(methods).map((one) => one.operationId));
    expect(ids.sort()).toEqual([...ROUTES, ...gatewayPlainRoutes].map((route) => `${route.service}.${route.name}`).sort());
    const text = JSON.stringify(joined);
    const known = new Set(Object.entries(joined['components'] as Record<string, object>).flatMap(([section, entries]) => Object.keys(entries).map((name) => `#/components/${section}/${name}`)));
    expect([...text.matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1] ?? '').filter((reference) => !known.has(reference))).toEqual([]);
  });
});

describe('health of a service', () => {
  it('names what is lacking, and nothing else it might say', () => {
    expect(lacksOf({ ready: false, checks: [{ name: 'database', ready: false, reason: 'x' }, { name: 'broker', ready: true }] })).toEqual(['database']);
    expect([lacksOf(null), lacksOf('x'), lacksOf({ checks: [null, 1] })]).toEqual([[], [], []]);
  });
});

describe('configuration', () => {
  const good = {
    HTTP_HOST: '127.0.0.1', HTTP_PORT: '4000', PUBLIC_BASE_URL: 'http://localhost:4000/', DATABASE_URL: 'postgres://x', AUTH_ISSUER: 'http://localhost:4013/realms/doanket',
    AUTH_JWKS_URL: 'http://127.0.0.1:4013/certs', AUTH_AUDIENCE: 'doanket-api', AUTH_ALLOWED_AZP: 'gateway', OIDC_CLIENT_ID: 'gateway', OIDC_CLIENT_SECRET: 's3cret',
    SESSION_KEY: Buffer.alloc(32, 1).toString('base64'), SERVICE_URLS: JSON.stringify(Object.fromEntries(BACKENDS.map((name) => [name, 'http://127.0.0.1:1/']))), CONSOLE_DIR: 'dist',
  };
  const faults = (over: Record<string, string>) => {
    try {
      loadConfig(GatewayEnv, { ...good, ...over });
      return [];
    } catch (error) {
      return error instanceof ConfigError ? error.faults.map((fault) => fault.name) : ['other'];
    }
  };

  it('takes plain HTTP on loopback only', () => {
    expect(loadConfig(GatewayEnv, good)).toMatchObject({ PUBLIC_BASE_URL: 'http://localhost:4000', SERVICE_URLS: { awards: 'http://127.0.0.1:1' } });
    expect(faults({ PUBLIC_BASE_URL: 'https://doanket.example' })).toEqual([]);
    expect(faults({ PUBLIC_BASE_URL: 'http://doanket.example', AUTH_ISSUER: 'http://id.example/realms/x' })).toEqual(['PUBLIC_BASE_URL', 'AUTH_ISSUER']);
    expect(faults({ PUBLIC_BASE_URL: 'http://localhost:4000/path' })).toEqual(['PUBLIC_BASE_URL']);
  });

  it('names every fault at once and never a value', () => {
    expect(faults({ SESSION_KEY: Buffer.alloc(31).toString('base64'), SERVICE_URLS: '{"awards": "x"}', OIDC_CLIENT_SECRET: '' })).toEqual(expect.arrayContaining(['SESSION_KEY', 'SERVICE_URLS', 'OIDC_CLIENT_SECRET']));
    expect(faults({ SERVICE_URLS: 'not json' })).toEqual(['SERVICE_URLS']);
  });
});
