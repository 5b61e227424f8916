import { FixedClock } from '@doanket/kernel';
import { actingPostOf } from './acting-post.rules';
import { csrfRefusal } from './csrf.rules';
import { logoutClaims } from './logout-token';
import { safeReturnTo } from './return-to.rules';
import { clearCookie, cookieValue, isSessionId, sessionCookie, setCookie, signInCookie } from './session-cookie.rules';
import { hashOf, newSessionId, sameSecret, SessionBox } from './session-box';

describe('cookies', () => {
  it('carry the host prefix and Secure where there is TLS, and do without on loopback', () => {
    expect(setCookie(sessionCookie(true), 'v')).toBe('__Host-sid=v; Path=/; HttpOnly; SameSite=Lax; Secure');
    expect(setCookie(sessionCookie(false), 'v')).toBe('sid=v; Path=/; HttpOnly; SameSite=Lax');
    expect(signInCookie(true, 'abcdefghijklmnop').name).toBe('__Host-signin-abcdefghijkl');
    expect(clearCookie(signInCookie(false, 'abcdefghijklmnop'))).toBe('signin-abcdefghijkl=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0');
  });

  it.each([
    ['sid=a', 'a'], ['x=1; sid=a; y=2', 'a'], ['xsid=b', null], ['sid=', null], ['sid=a; sid=b', null], ['', null], [undefined, null],
  ])('are read from %p as %p', (header, value) => expect(cookieValue(header, 'sid')).toBe(value));

  it('hold a session id of 43 characters and nothing else', () => {
    expect(isSessionId(newSessionId())).toBe(true);
    expect(isSessionId('a'.repeat(42))).toBe(false);
    expect(isSessionId('a'.repeat(44))).toBe(false);
    expect(isSessionId(`${'a'.repeat(42)}'`)).toBe(false);
  });
});

describe('changes with a session', () => {
  const own = 'http://localhost:4000';
  const post = { method: 'POST', origin: own, fetchSite: 'same-origin', tokenMatches: true };

  it.each([
    ['our page with the token', post, null],
    ['a program without an origin, with the token', { ...post, origin: undefined, fetchSite: undefined }, null],
    ['our page without the token', { ...post, tokenMatches: false }, 'CSRF_TOKEN'],
    ['another origin with the token', { ...post, origin: 'http://localhost:4001' }, 'FOREIGN_ORIGIN'],
    ['an opaque origin', { ...post, origin: 'null' }, 'FOREIGN_ORIGIN'],
    ['our host by another scheme', { ...post, origin: 'https://localhost:4000' }, 'FOREIGN_ORIGIN'],
    ['no origin from a sibling site', { ...post, origin: undefined, fetchSite: 'same-site' }, 'FOREIGN_ORIGIN'],
    ['DELETE without the token', { ...post, method: 'DELETE', tokenMatches: false }, 'CSRF_TOKEN'],
    ['an unknown method without the token', { ...post, method: 'PURGE', tokenMatches: false }, 'CSRF_TOKEN'],
    ['a read from anywhere', { method: 'GET', origin: 'http://evil.example', fetchSite: 'cross-site', tokenMatches: false }, null],
  ])('from %s', (_from, request, refusal) => expect(csrfRefusal(request, own)).toBe(refusal));
});

describe('the way back after signing in', () => {
  it.each(['/', '/rounds/ha-noi-2023-dot-1?tab=works#top', '/authors', '/apis', '/a//b', '/%2F%2Fevil.example'])('takes %p', (path) => expect(safeReturnTo(path)).toBe(path));
  it.each([
    undefined, '', 'rounds', '//evil.example', '/\\evil.example', '\\\\evil.example', 'https://evil.example', 'javascript:alert(1)', '/\t/evil.example', '/\n/evil.example',
    '/a\\b', '/auth/login', '/auth', '/api/awards/x', `/${'a'.repeat(2_000)}`, ['/a'], ' /a',
  ])('does not take %p', (path) => expect(safeReturnTo(path)).toBe('/'));
});

describe('the post acted as', () => {
  const held = (...ids: string[]) => ids.map((postId) => ({ postId }));
  it.each([
    [held('a'), null, 'a'], [held('a', 'b'), null, null], [held('a', 'b'), 'b', 'b'], [held('a'), 'b', 'a'], [held('a', 'c'), 'b', null], [held(), 'b', null],
  ])('of %j with %p chosen is %p', (posts, chosen, acting) => expect(actingPostOf(posts, chosen)).toBe(acting));
});

describe('the box of a session', () => {
  const key = Buffer.alloc(32, 1);
  const box = new SessionBox(key);

  it('opens for its owner alone, unaltered, with the same key', () => {
    const sealed = box.seal({ accessToken: 'eyJ' }, 'owner');
    expect(box.open(sealed, 'owner')).toEqual({ accessToken: 'eyJ' });
    expect(sealed.toString('latin1')).not.toContain('eyJ');
    expect(box.open(sealed, 'other')).toBeNull();
    expect(new SessionBox(Buffer.alloc(32, 2)).open(sealed, 'owner')).toBeNull();
    const altered = Buffer.from(sealed);
    altered[altered.length - 1]! ^= 1;
    expect(box.open(altered, 'owner')).toBeNull();
    expect(box.open(sealed.subarray(0, 20), 'owner')).toBeNull();
    expect(() => new SessionBox(Buffer.alloc(31))).toThrow(RangeError);
  });

  it('derives a CSRF token from the cookie that says nothing about its hash', () => {
    expect(box.csrfTokenOf('a')).toBe(new SessionBox(key).csrfTokenOf('a'));
    expect(box.csrfTokenOf('a')).not.toBe(box.csrfTokenOf('b'));
    expect(hashOf('a')).toMatch(/^[0-9a-f]{64}$/);
    expect(sameSecret('abc', 'abc')).toBe(true);
    expect(sameSecret('abc', 'abd')).toBe(false);
    expect(sameSecret('abc', 'abcd')).toBe(false);
  });
});

describe('logout tokens', () => {
  const iat = new FixedClock('2026-03-02T02:00:00Z').now().getTime() / 1_000;
  const good = { jti: 'j', iat, sub: 's', sid: 'k', events: { 'http://schemas.openid.net/event/backchannel-logout': {} } };

  it('name a session of the identity server, or a subject', () => {
    expect(logoutClaims(good)).toEqual({ jti: 'j', issuedAt: new Date(iat * 1_000), identitySession: 'k', subject: 's' });
    expect(logoutClaims({ ...good, sid: undefined }).identitySession).toBeNull();
  });

  it.each([
    ['without jti', { jti: undefined }, 'JTI'], ['with an empty jti', { jti: '' }, 'JTI'], ['with a nonce, which only identity tokens have', { nonce: 'n' }, 'NONCE'],
    ['without events', { events: undefined }, 'EVENTS'], ['with another event', { events: { other: {} } }, 'EVENTS'], ['that name nobody', { sid: undefined, sub: undefined }, 'NOBODY_NAMED'],
  ])('%s are refused', (_how, over, because) => {
    expect(() => logoutClaims({ ...good, ...over } as typeof good)).toThrow(expect.objectContaining({ facts: { because } }) as Error);
  });
});
