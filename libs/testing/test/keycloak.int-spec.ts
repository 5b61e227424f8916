import { randomUUID } from 'node:crypto';
import { KeycloakTokenVerifier, TokenRefused } from '@doanket/auth';

/** Tokens of the real identity server, with the realm of this repository: what the verifier expects is what it issues. */
const env = (name: string): string => {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is missing: this test needs the identity server and never skips`);
  return value;
};
const clientId = `partner-test-${randomUUID().slice(0, 8)}`;
const clientSecret = randomUUID();
let url: string;
let realm: string;
let admin: string;
let clientUuid: string;
let issuer: string;

const form = (realmName: string, fields: Record<string, string>) =>
  fetch(`${url}/realms/${realmName}/protocol/openid-connect/token`, { method: 'POST', body: new URLSearchParams(fields) }).then((answer) => answer.json() as Promise<Record<string, string>>);
const adminCall = async (method: string, path: string, body?: unknown): Promise<unknown> => {
  const answer = await fetch(`${url}/admin/realms/${realm}${path}`, {
    method, headers: { authorization: `Bearer ${admin}`, 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  const text = await answer.text();
  return text === '' ? null : JSON.parse(text);
};
const partnerToken = async (): Promise<string> => {
  const { access_token: token } = await form(realm, { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret });
  if (token === undefined) throw new Error('No token for the partner');
  return token;
};
const verifierOf = (over: { audience?: string; allowedClients?: string[]; issuer?: string } = {}) => new KeycloakTokenVerifier({
  issuer, jwksUrl: `${url}/realms/${realm}/protocol/openid-connect/certs`, audience: 'doanket-api', allowedClients: ['gateway', 'partner-*'], ...over,
});

beforeAll(async () => {
  url = env('KEYCLOAK_URL_TEST');
  realm = process.env['KEYCLOAK_REALM_TEST'] ?? 'doanket';
  const token = await form('master', { grant_type: 'password', client_id: 'admin-cli', username: env('KEYCLOAK_ADMIN_USERNAME_TEST'), password: env('KEYCLOAK_ADMIN_PASSWORD_TEST') });
  admin = token['access_token'] ?? '';
  await adminCall('POST', '/clients', {
    clientId, secret: clientSecret, protocol: 'openid-connect', publicClient: false, serviceAccountsEnabled: true, standardFlowEnabled: false,
    directAccessGrantsEnabled: false, fullScopeAllowed: false, defaultClientScopes: ['basic', 'roles', 'doanket-api'],
  });
  clientUuid = (await adminCall('GET', `/clients?clientId=${clientId}`) as { id: string }[])[0]?.id ?? '';
  const account = await adminCall('GET', `/clients/${clientUuid}/service-account-user`) as { id: string };
  const role = await adminCall('GET', '/roles/partner') as { id: string; name: string };
  await adminCall('POST', `/users/${account.id}/role-mappings/realm`, [role]);
  await adminCall('POST', `/clients/${clientUuid}/scope-mappings/realm`, [role]);
  issuer = (await fetch(`${url}/realms/${realm}/.well-known/openid-configuration`).then((answer) => answer.json()) as { issuer: string }).issuer;
});
afterAll(() => adminCall('DELETE', `/clients/${clientUuid}`));

it('takes a partner\'s token as the realm issues it', async () => {
  const token = await verifierOf().verify(await partnerToken());
  expect(token.clientId).toBe(clientId);
  expect(token.realmRoles).toContain('partner');
  // Keycloak looks at its clock for the beginning and for the end, in whole seconds: one may end between them, but not in each of three tokens.
  const others = [await verifierOf().verify(await partnerToken()), await verifierOf().verify(await partnerToken())];
  expect(Math.min(...[token, ...others].map(({ expiresAt, issuedAt }) => expiresAt - issuedAt))).toBeLessThanOrEqual(300);
});

it('refuses it for another audience, another client or another issuer', async () => {
  const raw = await partnerToken();
  await expect(verifierOf({ audience: 'other' }).verify(raw)).rejects.toThrow(TokenRefused);
  await expect(verifierOf({ allowedClients: ['gateway'] }).verify(raw)).rejects.toThrow(TokenRefused);
  await expect(verifierOf({ issuer: `${issuer}-2` }).verify(raw)).rejects.toThrow(TokenRefused);
});

it('refuses the token of a service that talks to the identity server itself', async () => {
  await expect(verifierOf().verify(admin)).rejects.toThrow(TokenRefused);
});
