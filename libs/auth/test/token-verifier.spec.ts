import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FixedClock } from '@doanket/kernel';
import { IdentityUnavailable, KeycloakTokenVerifier, type KeycloakOptions, TokenRefused } from '../src';
import { KeyServer, newKey, signed, signedByHmac, unsigned } from './identity-server';

const key = newKey('a');
const other = newKey('b');
const weak = newKey('weak', 1024);
const issuer = 'http://identity.test/realms/doanket';
const nowS = Math.floor(Date.now() / 1000);
const valid = {
  iss: issuer, aud: ['doanket-api', 'account'], azp: 'gateway', sub: 'somebody', typ: 'Bearer', iat: nowS - 5, exp: nowS + 295,
  realm_access: { roles: ['person'] }, scope: 'openid profile', sid: 'session-1',
};
const without = (name: keyof typeof valid) => Object.fromEntries(Object.entries(valid).filter(([claim]) => claim !== name));

let server: KeyServer;
beforeEach(async () => {
  server = await KeyServer.start();
  server.keys = [key];
});
afterEach(() => server.stop());

const verifierOf = (over: Partial<KeycloakOptions> = {}, clock?: FixedClock) => new KeycloakTokenVerifier({
  issuer, jwksUrl: server.url, audience: 'doanket-api', allowedClients: ['gateway', 'partner-*'], ...over,
}, ...(clock === undefined ? [] : [clock]));
const verify = (raw: string) => verifierOf().verify(raw);
const faultOf = (raw: string) => verify(raw).then(() => 'accepted', (error: unknown) => (error instanceof TokenRefused ? error.fault : error));

it('takes a sound token and says what it holds', async () => {
  expect(await verify(signed(valid, key))).toEqual({
    subject: 'somebody', clientId: 'gateway', realmRoles: ['person'], scopes: ['openid', 'profile'], expiresAt: valid.exp, issuedAt: valid.iat, sessionId: 'session-1',
  });
  expect((await verify(signed({ ...valid, azp: 'partner-so-lieu', aud: 'doanket-api' }, key))).clientId).toBe('partner-so-lieu');
  expect((await verify(signed({ ...valid, iat: nowS + 25, nbf: nowS + 25 }, key))).subject).toBe('somebody');
});

/** ASVS API2, and every weakness of keycloak-connect in the engineering handbook 6.3 that a token can reach. */
it.each<[row: string, raw: () => string, fault: string]>([
  ['no token', () => '', 'malformed'],
  ['not a token', () => 'abc.def', 'malformed'],
  ['four parts', () => `${signed(valid, key)}.x`, 'malformed'],
  ['claims that are no object', () => signed('[]', key), 'malformed'],
  ['claims that are no JSON', () => signed('{', key), 'malformed'],
  ['oversized', () => signed({ ...valid, filler: 'x'.repeat(8_192) }, key), 'oversized'],
  ['expired', () => signed({ ...valid, exp: nowS - 1, iat: nowS - 300 }, key), 'expired'],
  ['no exp', () => signed(without('exp'), key), 'claims'],
  ['exp as text', () => signed({ ...valid, exp: String(valid.exp) }, key), 'claims'],
  ['no iat', () => signed(without('iat'), key), 'claims'],
  ['no sub', () => signed(without('sub'), key), 'claims'],
  ['no azp', () => signed(without('azp'), key), 'claims'],
  ['future nbf', () => signed({ ...valid, nbf: nowS + 60 }, key), 'not-yet-valid'],
  ['future iat', () => signed({ ...valid, iat: nowS + 60 }, key), 'not-yet-valid'],
  ['nbf that is no number', () => signed({ ...valid, nbf: 'soon' }, key), 'claims'],
  ['valid for too long', () => signed({ ...valid, exp: valid.iat + 901 }, key), 'lifetime'],
  ['wrong iss', () => signed({ ...valid, iss: 'http://identity.test/realms/other' }, key), 'issuer'],
  ['iss of the inner network', () => signed({ ...valid, iss: 'http://127.0.0.1:1/realms/doanket' }, key), 'issuer'],
  ['wrong aud', () => signed({ ...valid, aud: 'account' }, key), 'audience'],
  ['no aud', () => signed(without('aud'), key), 'audience'],
  ['foreign azp', () => signed({ ...valid, azp: 'stranger' }, key), 'authorized-party'],
  ['azp that only begins like ours', () => signed({ ...valid, azp: 'gateway-evil' }, key), 'authorized-party'],
  ['alg none', () => unsigned(valid), 'malformed'],
  ['alg none with a signature', () => signed(valid, key, { alg: 'none' }), 'algorithm'],
  ['alg HS256 by the public key', () => signedByHmac(valid, key), 'algorithm'],
  ['alg PS256', () => signed(valid, key, { alg: 'PS256' }), 'algorithm'],
  ['header typ of a logout token', () => signed(valid, key, { typ: 'logout+jwt' }), 'header-type'],
  ['critical extension', () => signed(valid, key, { crit: ['x'] }), 'header-type'],
  ['no kid', () => signed(valid, key, { kid: undefined }), 'unknown-key'],
  ['unknown kid', () => signed(valid, other), 'unknown-key'],
  ['known kid, foreign key', () => signed(valid, { ...other, id: 'a' }), 'signature'],
  ['key in the header', () => signed(valid, { ...other, id: 'a' }, { jwk: other.publicKey.export({ format: 'jwk' }) }), 'signature'],
  ['id token', () => signed({ ...valid, typ: 'ID' }, key), 'token-type'],
  ['refresh token', () => signed({ ...valid, typ: 'Refresh' }, key), 'token-type'],
  ['no typ', () => signed(without('typ'), key), 'token-type'],
  ['tampered claims', () => tampered(), 'signature'],
  ['tampered signature', () => signed(valid, key).replace(/.{8}$/, 'AAAAAAAA'), 'signature'],
])('refuses: %s', async (_row, raw, fault) => {
  expect(await faultOf(raw())).toBe(fault);
});

it('refuses keys that are too short or not for signatures', async () => {
  server.keys = [key, weak];
  server.extra = [{ ...other.publicKey.export({ format: 'jwk' }), kid: 'enc', use: 'enc' }, { kty: 'EC', kid: 'ec' }, { kty: 'oct', kid: 'oct', k: 'AAAA' }];
  expect(await faultOf(signed(valid, weak))).toBe('unknown-key');
  expect(await faultOf(signed(valid, { ...other, id: 'enc' }))).toBe('unknown-key');
  expect(await faultOf(signed(valid, key))).toBe('accepted');
});

describe('reading the keys', () => {
  it('is one call for 200 at once', async () => {
    const verifier = verifierOf();
    await Promise.all(Array.from({ length: 200 }, (_, n) => verifier.verify(signed({ ...valid, sub: `s${n}` }, key))));
    expect(server.calls).toBe(1);
  });

  it('fails within the time-out when the identity server hangs: 503 and not 401', async () => {
    server.mode = 'HANGS';
    const started = performance.now();
    await expect(verifierOf({ timeoutMs: 200 }).verify(signed(valid, key))).rejects.toThrow(IdentityUnavailable);
    expect(performance.now() - started).toBeLessThan(1_500);
  });

  it.each(['FAILS', 'RUBBISH', 'REDIRECTS'] as const)('is out of reach when the answer %s', async (mode) => {
    server.mode = mode;
    await expect(verifierOf().verify(signed(valid, key))).rejects.toThrow(IdentityUnavailable);
    await expect(verifierOf().preload()).rejects.toThrow(IdentityUnavailable);
  });

  it('asks again for an unknown key, but not for each token of an attacker', async () => {
    const verifier = verifierOf();
    await verifier.preload();
    for (let n = 0; n < 20; n += 1) await expect(verifier.verify(signed({ ...valid, sub: `s${n}` }, other))).rejects.toThrow(TokenRefused);
    expect(server.calls).toBe(1);
  });

  it('takes a new key as soon as it is used', async () => {
    const verifier = verifierOf({ pauseMs: 0 });
    await verifier.verify(signed(valid, key));
    server.keys = [key, other];
    expect((await verifier.verify(signed(valid, other))).subject).toBe('somebody');
  });
});

describe('as time goes by', () => {
  const at = (seconds: number) => new Date((nowS + seconds) * 1000).toISOString();
  const long = { ...valid, exp: nowS + 800 };

  it('trusts a withdrawn key for an hour at most, and its cached tokens not longer', async () => {
    const clock = new FixedClock(at(0));
    const verifier = verifierOf({ refreshMs: 60_000 }, clock);
    await verifier.verify(signed(long, key));
    server.keys = [other];
    clock.set(at(61));
    await verifier.verify(signed({ ...long, sub: 'second' }, key)).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await expect(verifier.verify(signed(long, key))).rejects.toThrow(TokenRefused);
    expect((await verifier.verify(signed(long, other))).subject).toBe('somebody');
  });

  it('goes on with old keys while the identity server is down, but not for ever', async () => {
    const clock = new FixedClock(at(0));
    const verifier = verifierOf({ refreshMs: 10_000 }, clock);
    await verifier.verify(signed(long, key));
    server.mode = 'FAILS';
    clock.set(at(60));
    expect((await verifier.verify(signed({ ...long, sub: 'later' }, key))).subject).toBe('later');
    clock.set(at(911));
    await expect(verifier.verify(signed({ ...valid, iat: nowS + 900, exp: nowS + 1200 }, key))).rejects.toThrow(IdentityUnavailable);
  });

  it('keeps verified claims for 30 s, and not beyond the end of the token', async () => {
    const clock = new FixedClock(at(0));
    const verifier = verifierOf({}, clock);
    const short = signed({ ...valid, exp: nowS + 10 }, key);
    const first = await verifier.verify(short);
    expect(await verifier.verify(short)).toBe(first);
    clock.set(at(10));
    await expect(verifier.verify(short)).rejects.toThrow(TokenRefused);
    const usual = signed(valid, key);
    const kept = await verifier.verify(usual);
    clock.set(at(29 + 10));
    expect(await verifier.verify(usual)).toBe(kept);
    clock.set(at(41));
    expect(await verifier.verify(usual)).not.toBe(kept);
  });
});

it('loads nothing of keycloak-connect but its verifier: its middleware mounts open routes', () => {
  const source = readFileSync(join(__dirname, '../src/keycloak-token-verifier.ts'), 'utf8');
  const loaded = [...source.matchAll(/require\('(keycloak-connect[^']*)'\)/g)].map((match) => match[1]);
  expect(loaded).toEqual(['config', 'grant-manager', 'token'].map((name) => `keycloak-connect/middleware/auth-utils/${name}`));
  expect(source).not.toMatch(/from 'keycloak-connect/);
});

function tampered(): string {
  const [head, , signature] = signed(valid, key).split('.');
  return [head, Buffer.from(JSON.stringify({ ...valid, sub: 'somebody else' })).toString('base64url'), signature].join('.');
}
