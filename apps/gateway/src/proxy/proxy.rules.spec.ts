import { defineRoute } from '@doanket/contracts';
import { FixedClock } from '@doanket/kernel';
import { z } from 'zod';
import { apiTarget, isInternal, RouteTable } from './api-path.rules';
import { headersToCaller, headersToService } from './headers.rules';
import { TooManyCalls } from './proxy.errors';
import { RateLimiter } from './rate-limiter';
import { fullBucket, isFull, take } from './rate-limit.rules';

describe('addresses of services', () => {
  it.each([
    ['/api/welfare/claims', { service: 'welfare', path: '/claims' }],
    ['/api/welfare/claims/1?a=/../b', { service: 'welfare', path: '/claims/1' }],
    ['/api/reports/figures?unit=ha-noi', { service: 'reports', path: '/figures' }],
    ['/api/awards/certificates/check/80%2FKH', { service: 'awards', path: '/certificates/check/80%2FKH' }],
    ['/api/campaigns/ph%C6%B0%E1%BB%9Dng', { service: 'campaigns', path: '/ph%C6%B0%E1%BB%9Dng' }],
    ['/api/welfare/...', { service: 'welfare', path: '/...' }],
  ])('%s is read', (url, target) => expect(apiTarget(url)).toEqual(target));

  it.each([
    '/api/welfare', '/api/nowhere/x', '/api/Welfare/x', '/%61pi/welfare/x', '/api/welfare/../reports/x', '/api/welfare/./x', '/api/welfare/%2e%2e/x', '/api/welfare/.%2E/x', '/api/welfare//x',
    '/api/welfare/a%5cb', '/api/welfare/a\\b', '/api/welfare/a%00b', '/api/welfare/a b', '/api/welfare/a#b', 'http://localhost/api/welfare/x', '/api/welfare/x\u0001',
  ])('%p is not', (url) => expect(apiTarget(url)).toBeNull());

  it('keeps what is between services inside', () => {
    expect(['/internal/x', '/INTERNAL', '/health/ready', '/metrics'].map(isInternal)).toEqual([true, true, true, true]);
    expect(['/internals', '/claims/internal', '/healthy'].map(isInternal)).toEqual([false, false, false]);
  });
});

describe('the table of routes', () => {
  const base = { service: 'awards', answer: z.null(), summary: '' } as const;
  const table = new RouteTable([
    defineRoute({ ...base, name: 'check', method: 'GET', path: '/certificates/check/:number', access: 'PUBLIC' }),
    defineRoute({ ...base, name: 'upload', method: 'POST', path: '/files', access: 'SIGNED_IN', bytes: 'raw-in' }),
    defineRoute({ ...base, service: 'gateway', name: 'login', method: 'GET', path: '/auth/login', access: 'PUBLIC' }),
  ]);
  const open = (method: string, url: string) => table.isPublic(method, apiTarget(url) ?? { service: 'gateway', path: '' });

  it('lets through without identity exactly what the contracts say', () => {
    expect(open('GET', '/api/awards/certificates/check/HN-1')).toBe(true);
    expect(open('HEAD', '/api/awards/certificates/check/HN-1')).toBe(true);
    expect(open('GET', '/api/awards/openapi.json')).toBe(true);
    expect(open('POST', '/api/awards/certificates/check/HN-1')).toBe(false);
    expect(open('GET', '/api/awards/certificates/check/HN-1/more')).toBe(false);
    expect(open('GET', '/api/awards/certificates/check')).toBe(false);
    expect(open('GET', '/api/welfare/certificates/check/HN-1')).toBe(false);
    expect(open('GET', '/api/awards/x/certificates/check/HN-1')).toBe(false);
    expect(open('POST', '/api/awards/openapi.json')).toBe(false);
  });

  it('gives room for a file only where a file is taken', () => {
    expect(table.takesFile('POST', { service: 'awards', path: '/files' })).toBe(true);
    expect(table.takesFile('POST', { service: 'awards', path: '/files/1' })).toBe(false);
    expect(table.takesFile('PUT', { service: 'awards', path: '/files' })).toBe(false);
  });
});

describe('headers', () => {
  it('to a service are those of a list; whatever would forge an identity stays outside', () => {
    const raw = [
      'Accept', 'application/json', 'X-Acting-Post', 'p', 'X-User-Id', 'u', 'X-Person-Id', 'p', 'X-Forwarded-For', '1.2.3.4', 'Forwarded', 'for=1', 'Authorization', 'Bearer x', 'Cookie', 'sid=1',
      'Host', 'evil', 'Transfer-Encoding', 'chunked', 'Idempotency-Key', 'k', 'If-Match', '"1"', 'X-Original-URL', '/', 'X-Correlation-Id', 'c', 'Traceparent', 't', 'Content-Length', '1', 'Upgrade', 'h2c',
    ];
    expect(headersToService(raw)).toEqual(['accept', 'application/json', 'idempotency-key', 'k', 'if-match', '"1"']);
  });

  it('named in Connection stay behind', () => {
    expect(headersToService(['Connection', 'close, If-Match', 'If-Match', '"1"', 'Accept', 'a'])).toEqual(['accept', 'a']);
  });

  it('to the caller leave out cookies and what belongs to one connection', () => {
    const answer = { 'content-type': 'application/json', etag: '"1"', 'set-cookie': ['sid=1'], connection: 'close', 'transfer-encoding': 'chunked', 'x-powered-by': 'x', 'access-control-allow-origin': '*' };
    expect(headersToCaller(answer)).toEqual({ 'content-type': 'application/json', etag: '"1"' });
  });
});

describe('rate limits', () => {
  const rule = { burst: 2, perSecond: 1 };

  it('take the burst, then one a second', () => {
    const bucket = fullBucket(rule, 0);
    expect([take(bucket, rule, 0), take(bucket, rule, 0), take(bucket, rule, 0)]).toEqual([0, 0, 1]);
    expect(take(bucket, rule, 999)).toBe(1);
    expect(take(bucket, rule, 1_000)).toBe(0);
    expect(take(bucket, rule, 1_001)).toBe(1);
  });

  it('never hold more than the burst, and lose nothing to a clock that goes back', () => {
    const bucket = fullBucket(rule, 0);
    expect(isFull(bucket, rule, 1_000_000)).toBe(true);
    take(bucket, rule, 1_000_000);
    expect(isFull(bucket, rule, 1_000_999)).toBe(false);
    expect(isFull(bucket, rule, 1_001_000)).toBe(true);
    take(bucket, rule, 1_001_000);
    take(bucket, rule, 1_001_000);
    expect(take(bucket, rule, 900_000)).toBe(1);
  });

  it('say how long to wait, in whole seconds', () => {
    const slow = { burst: 1, perSecond: 0.1 };
    const bucket = fullBucket(slow, 0);
    take(bucket, slow, 0);
    expect(take(bucket, slow, 0)).toBe(10);
    expect(take(bucket, slow, 9_500)).toBe(1);
  });

  it('count each caller apart, and forget the idle', () => {
    const clock = new FixedClock('2026-03-02T02:00:00Z');
    const limiter = new RateLimiter({ session: rule, partner: rule, address: rule }, clock);
    limiter.count('session', 'a');
    limiter.count('session', 'a');
    expect(() => limiter.count('session', 'a')).toThrow(TooManyCalls);
    limiter.count('session', 'b');
    limiter.count('address', 'a');
    clock.set('2026-03-02T02:00:02Z');
    limiter.sweep();
    limiter.count('session', 'a');
  });
});
