import { execFile } from 'node:child_process';
import { createHash, createHmac, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { eventually } from '../src';

/**
 * The realm as deploy/keycloak describes it, applied to a realm of its own on the real identity server: every row of
 * engineering handbook 6.2 holds in the file and live, what has drifted is put right, and people's accounts are left alone.
 */
type Json = Record<string, unknown>;
interface Client {
  readonly clientId: string; readonly enabled?: boolean; readonly publicClient?: boolean; readonly secret?: string; readonly fullScopeAllowed?: boolean; readonly implicitFlowEnabled?: boolean;
  readonly directAccessGrantsEnabled?: boolean; readonly redirectUris?: readonly string[]; readonly attributes?: Readonly<Record<string, string>>; readonly clientAuthenticatorType?: string;
}
interface Realm extends Json { readonly clients: readonly Client[]; readonly clientScopes: readonly { name: string; protocolMappers?: readonly { protocolMapper: string; config: Json }[] }[] }

const root = join(__dirname, '../../..');
const env = (name: string): string => {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is missing: this test needs the identity server and never skips`);
  return value;
};
const realm = `realm-test-${randomUUID().slice(0, 8)}`;
const secrets = { GATEWAY_CLIENT_SECRET: randomUUID(), MEMBERSHIP_CLIENT_SECRET: randomUUID(), REALM_KEEPER_CLIENT_SECRET: randomUUID(), PLATFORM_ADMIN_PASSWORD: `Nguoi-quan-tri-${randomUUID().slice(0, 8)}` };
const PUBLIC = 'http://localhost:4';
const placeholders = { PUBLIC_BASE_URL: PUBLIC, GATEWAY_INTERNAL_URL: 'http://127.0.0.1:4', BROWSER_FLOW: 'browser with second factor', ...secrets };
const OURS = ['gateway', 'membership', 'realm-keeper'];
let url: string;
let token = { value: '', until: 0 };

const administrator = () => ({ KEYCLOAK_ADMIN_USERNAME: env('KEYCLOAK_ADMIN_USERNAME_TEST'), KEYCLOAK_ADMIN_PASSWORD: env('KEYCLOAK_ADMIN_PASSWORD_TEST') });

async function apply(over: Readonly<Record<string, string>> = {}, ...flags: string[]): Promise<{ changes: string[]; administratorRemoved: boolean }> {
  const { stdout } = await promisify(execFile)(process.execPath, [join(root, 'tools/stack/apply-realm.mjs'), ...flags], {
    env: { PATH: process.env['PATH'], KEYCLOAK_URL: url, KEYCLOAK_REALM: realm, ...placeholders, ...over },
  });
  return JSON.parse(stdout) as { changes: string[]; administratorRemoved: boolean };
}

async function adminToken(): Promise<string> {
  const form = { grant_type: 'password', client_id: 'admin-cli', username: administrator().KEYCLOAK_ADMIN_USERNAME, password: administrator().KEYCLOAK_ADMIN_PASSWORD };
  const answer = await fetch(`${url}/realms/master/protocol/openid-connect/token`, { method: 'POST', body: new URLSearchParams(form) });
  return ((await answer.json()) as { access_token: string }).access_token;
}

async function send(method: string, path: string, body?: unknown, of = realm): Promise<Response> {
  if (token.until < performance.now()) token = { value: await adminToken(), until: performance.now() + 30_000 };
  return fetch(`${url}/admin/realms/${of}${path}`, { method, headers: { authorization: `Bearer ${token.value}`, 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
}

async function admin<T = Json>(method: string, path: string, body?: unknown, of = realm): Promise<T> {
  const answer = await send(method, path, body, of);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return (text === '' ? null : JSON.parse(text)) as T;
}

const clientNamed = async (clientId: string): Promise<Client & { id: string }> => (await admin<(Client & { id: string })[]>('GET', `/clients?clientId=${clientId}`))[0]!;
const described = (): Realm => JSON.parse(readFileSync(join(root, 'deploy/keycloak/realm.json'), 'utf8')) as Realm;
const live = async (): Promise<Realm> => ({ ...(await admin('GET', '')), clients: await admin('GET', '/clients?max=500'), clientScopes: await admin('GET', '/client-scopes') });

beforeAll(async () => {
  url = env('KEYCLOAK_URL_TEST').replace(/\/$/, '');
  expect((await apply(administrator())).changes).toEqual(expect.arrayContaining([`realm ${realm}: made`, 'flow browser with second factor: made', 'realm: browserFlow']));
  // A token knows the realms there were when it was given.
  token = { value: '', until: 0 };
}, 120_000);
afterAll(() => admin('DELETE', ''));

/** One line of engineering handbook 6.2: what to read, and what it must be. `only`: where it can be read. */
type Row = [setting: string, read: (realm: Realm) => unknown, expected: unknown, only?: 'file' | 'live'];
const of = (clientId: string) => (from: Realm) => from.clients.find((client) => client.clientId === clientId);
const enabled = (from: Realm) => from.clients.filter((client) => client.enabled !== false);
const ROWS: Row[] = [
  ['access token 5 min', (r) => r['accessTokenLifespan'], 300],
  ['SSO idle 30 min', (r) => r['ssoSessionIdleTimeout'], 1_800],
  ['SSO max 10 h', (r) => r['ssoSessionMaxLifespan'], 36_000],
  ['refresh rotation', (r) => r['revokeRefreshToken'], true],
  ['refresh reuse 0', (r) => r['refreshTokenMaxReuse'], 0],
  ['full scope off, our clients', (r) => OURS.map((name) => of(name)(r)?.fullScopeAllowed), [false, false, false]],
  ['one audience scope', (r) => r.clientScopes.find(({ name }) => name === 'doanket-api')?.protocolMappers?.map(({ protocolMapper, config }) => [protocolMapper, config['included.custom.audience'], config['access.token.claim']]), [['oidc-audience-mapper', 'doanket-api', 'true']]],
  ['RS256', (r) => [r['defaultSignatureAlgorithm'], ...OURS.map((name) => of(name)(r)?.attributes?.['access.token.signed.response.alg'])], ['RS256', 'RS256', 'RS256', 'RS256']],
  ['PKCE S256 required', (r) => of('gateway')(r)?.attributes?.['pkce.code.challenge.method'], 'S256'],
  ['exact redirect URIs, file', (r) => of('gateway')(r)?.redirectUris, ['${PUBLIC_BASE_URL}/auth/callback'], 'file'],
  ['exact redirect URIs, live', (r) => of('gateway')(r)?.redirectUris, [`${PUBLIC}/auth/callback`], 'live'],
  ['no redirect URI is a pattern, our clients', (r) => OURS.flatMap((name) => of(name)(r)?.redirectUris ?? []).filter((address) => address.includes('*')), []],
  ['direct grants off everywhere', (r) => enabled(r).filter((client) => client.directAccessGrantsEnabled === true).map(({ clientId }) => clientId), []],
  ['implicit off everywhere', (r) => enabled(r).filter((client) => client.implicitFlowEnabled === true).map(({ clientId }) => clientId), []],
  ['brute force on', (r) => r['bruteForceProtected'], true],
  ['10 failures', (r) => r['failureFactor'], 10],
  ['mixed lockout: for a time, then for good', (r) => [r['permanentLockout'], Number(r['maxTemporaryLockouts']) > 0], [true, true]],
  ['user events', (r) => r['eventsEnabled'], true],
  ['administrator events', (r) => r['adminEventsEnabled'], true],
  ['TOTP, where it is on', (r) => r['browserFlow'], 'browser with second factor', 'live'],
  ['TOTP is one code of 6 digits, once', (r) => [r['otpPolicyType'], r['otpPolicyDigits'], r['otpPolicyCodeReusable']], ['totp', 6, false]],
  ['passkeys allowed', (r) => r['webAuthnPolicyPasswordlessPasskeysEnabled'], true],
  ['passkeys ask for the person', (r) => r['webAuthnPolicyPasswordlessUserVerificationRequirement'], 'required'],
  ['password: 12, not username, not email, blacklist', (r) => r['passwordPolicy'], 'length(12) and notUsername(undefined) and notEmail(undefined) and passwordBlacklist(common-passwords.txt)'],
  ['back-channel logout address', (r) => of('gateway')(r)?.attributes?.['backchannel.logout.url']?.endsWith('/auth/backchannel-logout'), true],
  ['back-channel logout with the session', (r) => of('gateway')(r)?.attributes?.['backchannel.logout.session.required'], 'true'],
  ['one confidential client per service', (r) => OURS.map((name) => [of(name)(r)?.publicClient, of(name)(r)?.clientAuthenticatorType]), [[false, 'client-secret'], [false, 'client-secret'], [false, 'client-secret']]],
  ['secrets from the environment', (r) => OURS.map((name) => of(name)(r)?.secret), ['${GATEWAY_CLIENT_SECRET}', '${MEMBERSHIP_CLIENT_SECRET}', '${REALM_KEEPER_CLIENT_SECRET}'], 'file'],
  ['administration of the realm from inside it is off', (r) => ['admin-cli', 'security-admin-console'].map((name) => of(name)(r)?.enabled), [false, false]],
  ['nobody registers', (r) => [r['registrationAllowed'], r['resetPasswordAllowed'], r['rememberMe']], [false, false, false]],
];

describe('each setting of the handbook', () => {
  it.each(ROWS.filter(([, , , only]) => only !== 'live'))('%s, in the file', (_setting, read, expected) => expect(read(described())).toEqual(expected));
  let now: Realm;
  beforeAll(async () => {
    now = await live();
  });
  it.each(ROWS.filter(([, , , only]) => only !== 'file'))('%s, live', (_setting, read, expected) => expect(read(now)).toEqual(expected));

  it('the account of membership may keep users and clients, and nothing else', async () => {
    const { id } = await clientNamed('membership');
    const account = await admin<{ id: string }>('GET', `/clients/${id}/service-account-user`);
    const { id: owner } = await clientNamed('realm-management');
    const roles = await admin<{ name: string }[]>('GET', `/users/${account.id}/role-mappings/clients/${owner}`);
    expect(roles.map(({ name }) => name).sort()).toEqual(['manage-clients', 'manage-users', 'query-clients', 'query-users', 'view-clients', 'view-realm', 'view-users']);
  });
});

describe('applying', () => {
  it('changes nothing the second time, without an administrator', async () => expect(await apply()).toEqual({ event: 'realm-applied', changes: [], administratorRemoved: false }), 60_000);

  it('puts right what has drifted, names it, and leaves accounts alone', async () => {
    const username = `nguoi-${randomUUID().slice(0, 8)}`;
    await admin('POST', '/users', { username, enabled: false, firstName: 'Thử', attributes: { locale: ['en'] }, credentials: [{ type: 'password', value: 'Khong-ai-doan-ra-12', temporary: false }] });
    const people = () => admin<Json[]>('GET', '/users?max=100&briefRepresentation=false');
    const before = await people();
    const gateway = await clientNamed('gateway');
    await admin('PUT', `/clients/${gateway.id}`, { ...gateway, redirectUris: [`${PUBLIC}/*`], fullScopeAllowed: true, attributes: { ...gateway.attributes, 'pkce.code.challenge.method': '' } });
    await admin('PUT', '', { ...(await admin('GET', '')), ssoSessionIdleTimeout: 99_999, bruteForceProtected: false });
    const scope = (await admin<{ id: string; name: string; protocolMappers: { id: string }[] }[]>('GET', '/client-scopes')).find(({ name }) => name === 'doanket-api')!;
    await admin('DELETE', `/client-scopes/${scope.id}/protocol-mappers/models/${scope.protocolMappers[0]!.id}`);
    await admin('POST', `/client-scopes/${scope.id}/protocol-mappers/models`, { name: 'email', protocol: 'openid-connect', protocolMapper: 'oidc-usermodel-attribute-mapper', config: { 'user.attribute': 'email', 'claim.name': 'email', 'access.token.claim': 'true' } });
    const membership = await clientNamed('membership');
    const account = await admin<{ id: string }>('GET', `/clients/${membership.id}/service-account-user`);
    const owner = await clientNamed('realm-management');
    await admin('POST', `/users/${account.id}/role-mappings/clients/${owner.id}`, [await admin('GET', `/clients/${owner.id}/roles/realm-admin`)]);

    const { changes } = await apply();
    expect(changes.sort()).toEqual([
      'client gateway: attributes', 'client gateway: fullScopeAllowed', 'client gateway: redirectUris', 'client membership: role realm-admin removed', 'realm: bruteForceProtected',
      'realm: ssoSessionIdleTimeout', 'scope doanket-api: mapper audience doanket-api', 'scope doanket-api: mapper email removed',
    ]);
    const now = await live();
    for (const [setting, read, expected, only] of ROWS) if (only !== 'file') expect([setting, read(now)]).toEqual([setting, expected]);
    expect(await people()).toEqual(before);
    expect(await apply()).toMatchObject({ changes: [] });
  }, 90_000);

  it('gives a client its new secret', async () => {
    const next = randomUUID();
    expect((await apply({ GATEWAY_CLIENT_SECRET: next })).changes).toEqual(['client gateway: secret']);
    expect((await clientNamed('gateway')).secret).toBe(next);
    await apply();
  }, 60_000);

  it('moves to another flow and back', async () => {
    expect((await apply({ BROWSER_FLOW: 'browser' })).changes).toEqual(['realm: browserFlow']);
    expect((await apply()).changes).toEqual(['realm: browserFlow']);
  }, 60_000);

  it('says who may help when the keeper is refused and no administrator is left', async () => {
    await expect(apply({ REALM_KEEPER_CLIENT_SECRET: 'another' })).rejects.toThrow(/realm-keeper is refused.*bootstrap-admin/);
    await expect(apply({ GATEWAY_CLIENT_SECRET: '' })).rejects.toThrow(/needs GATEWAY_CLIENT_SECRET/);
  });

  it('removes the administrator it was made with', async () => {
    const temporary = { username: `tam-${randomUUID().slice(0, 8)}`, password: randomUUID() };
    const made = await send('POST', '/users', { username: temporary.username, enabled: true, credentials: [{ type: 'password', value: temporary.password, temporary: false }] }, 'master');
    const id = made.headers.get('location')?.split('/').at(-1) ?? '';
    await admin('POST', `/users/${id}/role-mappings/realm`, [await admin('GET', '/roles/admin', undefined, 'master')], 'master');
    const given = { KEYCLOAK_ADMIN_USERNAME: temporary.username, KEYCLOAK_ADMIN_PASSWORD: temporary.password };
    expect(await apply(given, '--remove-admin')).toMatchObject({ administratorRemoved: true });
    expect((await send('GET', `/users/${id}`, undefined, 'master')).status).toBe(404);
    expect(await apply(given, '--remove-admin')).toMatchObject({ changes: [], administratorRemoved: false });
  }, 90_000);
});

describe('passwords', () => {
  const username = `mat-khau-thu-${randomUUID().slice(0, 8)}`;
  let id: string;
  beforeAll(async () => {
    const made = await send('POST', '/users', { username, email: 'mot-nguoi-nao-do@example.test', enabled: true });
    id = made.headers.get('location')?.split('/').at(-1) ?? '';
  });

  it.each([
    ['11 characters', 'Cay-bang-9x', 400], ['12 characters', 'Cay-bang-9xy', 204], ['the username', username, 400], ['the email', 'mot-nguoi-nao-do@example.test', 400],
    ['a common one', 'qwerty123456', 400], ['a common Vietnamese one', 'matkhau123456', 400], ['the same in capitals', 'MatKhau123456', 400], ['a year behind it', 'congdoan@2023', 400],
  ])('%s', async (_what, value, status) => expect((await send('PUT', `/users/${id}/reset-password`, { type: 'password', value, temporary: false })).status).toBe(status));
});

describe('the second factor', () => {
  it('is set up at the first sign-in and asked for at the next; a wrong code does not do', async () => {
    const first = await openForm();
    const setUp = await first.send({ username: 'admin.he-thong', password: secrets.PLATFORM_ADMIN_PASSWORD });
    const secret = /name="totpSecret" value="([^"]+)"/.exec(setUp.html)?.[1] ?? '';
    expect(secret).not.toBe('');
    const refused = await setUp.send({ totp: codeOf(secret, -10), totpSecret: secret, userLabel: '' });
    expect(refused.location).toBeNull();
    const done = await refused.send({ totp: codeOf(secret, 0), totpSecret: secret, userLabel: '' });
    expect(done.location).toMatch(/^http:\/\/localhost:4\/auth\/callback\?.*code=/);

    const again = await (await openForm()).send({ username: 'admin.he-thong', password: secrets.PLATFORM_ADMIN_PASSWORD });
    expect(again.location).toBeNull();
    expect(again.html).toContain('name="otp"');
    let form = await again.send({ otp: codeOf(secret, -10) });
    expect(form.location).toBeNull();
    // The code of the set-up is used up; the next one is already good. While the brute-force detection still counts the wrong one, it refuses.
    await eventually(async () => {
      form = await form.send({ otp: codeOf(secret, 1) });
      expect(form.location).toMatch(/code=/);
    }, { withinMs: 20_000, everyMs: 1_000 });
  }, 60_000);
});

interface Page { readonly html: string; readonly location: string | null; readonly send: (form: Record<string, string>) => Promise<Page> }

/** The sign-in form, as a browser without cookies sees it; where it sends the browser back is not followed. */
async function openForm(): Promise<Page> {
  const cookies = new Map<string, string>();
  const request = async (address: string, form?: Record<string, string>): Promise<Page> => {
    const answer = await fetch(address, { method: form === undefined ? 'GET' : 'POST', redirect: 'manual', headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }, ...(form === undefined ? {} : { body: new URLSearchParams(form) }) });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    const location = answer.headers.get('location');
    const html = await answer.text();
    if (location !== null && location.startsWith(url)) return request(location);
    const action = /<form[^>]*action="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    return { html, location, send: (fields) => request(action, fields) };
  };
  const query = { client_id: 'gateway', redirect_uri: `${PUBLIC}/auth/callback`, response_type: 'code', scope: 'openid', state: randomUUID(), code_challenge_method: 'S256', code_challenge: createHash('sha256').update(randomUUID()).digest('base64url') };
  return request(`${url}/realms/${realm}/protocol/openid-connect/auth?${new URLSearchParams(query)}`);
}

/** RFC 6238: SHA-1, 30 s, 6 digits; `steps` away from now. */
function codeOf(secret: string, steps: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const hash = createHmac('sha1', secret).update(counter).digest();
  const at = hash[hash.length - 1]! & 0xf;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
