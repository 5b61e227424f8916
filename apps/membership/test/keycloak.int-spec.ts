import { randomUUID } from 'node:crypto';
import { KeycloakTokenVerifier } from '@doanket/auth';
import { KeycloakIdentityAdmin } from '../src/persons/keycloak-admin';
import { IdentityAdminUnavailable, PasswordRefused } from '../src/persons/person.errors';

/** The real identity server, through the client that membership has in our realm and nothing more. */
const env = (name: string): string => {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is missing: this test needs the identity server and never skips`);
  return value;
};
const realm = process.env['KEYCLOAK_REALM_TEST'] ?? 'doanket';
const mark = randomUUID().slice(0, 8);
const clientId = `partner-test-${mark}`;
let url: string;
let token: string;
let admin: KeycloakIdentityAdmin;

const ask = async (method: string, path: string): Promise<unknown> => {
  const answer = await fetch(`${url}/admin/realms/${realm}${path}`, { method, headers: { authorization: `Bearer ${token}` } });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status}`);
  const text = await answer.text();
  return text === '' ? null : JSON.parse(text);
};
const tokenOf = (realmName: string, form: Record<string, string>) =>
  fetch(`${url}/realms/${realmName}/protocol/openid-connect/token`, { method: 'POST', body: new URLSearchParams(form) }).then((answer) => answer.json() as Promise<{ access_token: string }>);

beforeAll(async () => {
  url = env('KEYCLOAK_URL_TEST').replace(/\/$/, '');
  const form = { grant_type: 'password', client_id: 'admin-cli', username: env('KEYCLOAK_ADMIN_USERNAME_TEST'), password: env('KEYCLOAK_ADMIN_PASSWORD_TEST') };
  token = (await tokenOf('master', form)).access_token;
  const [client] = await ask('GET', '/clients?clientId=membership') as { id: string }[];
  const secret = await ask('GET', `/clients/${client?.id}/client-secret`) as { value: string };
  admin = new KeycloakIdentityAdmin({ url, realm, clientId: 'membership', clientSecret: secret.value });
});
afterAll(async () => {
  for (const user of await ask('GET', `/users?username=${mark}`) as { id: string }[]) await ask('DELETE', `/users/${user.id}`);
  for (const client of await ask('GET', `/clients?clientId=${clientId}`) as { id: string }[]) await ask('DELETE', `/clients/${client.id}`);
});

it('opens an account with its role and password, and again without harm', async () => {
  const account = { username: `can-bo-${mark}`, password: 'mat-khau-thu-nghiem', temporary: true };
  expect(await admin.findAccount(account.username)).toBeNull();
  const subject = await admin.openAccount(account);
  expect(await admin.openAccount(account)).toBe(subject);
  expect(await admin.findAccount(account.username)).toBe(subject);
  const roles = await ask('GET', `/users/${subject}/role-mappings/realm`) as { name: string }[];
  expect(roles.map((role) => role.name)).toContain('person');
  const user = await ask('GET', `/users/${subject}`) as { enabled: boolean; requiredActions: string[]; firstName?: string };
  expect(user).toMatchObject({ enabled: true, requiredActions: ['UPDATE_PASSWORD'] });
  expect(user.firstName).toBeUndefined();
  await expect(admin.setPassword(subject, 'ngan', false)).rejects.toThrow(PasswordRefused);
  await admin.setPassword(subject, 'mat-khau-moi-khac', false);
});

it('opens a partner whose token our services take, with the newest secret only', async () => {
  expect(await admin.hasClient(clientId)).toBe(false);
  await admin.openPartner(clientId, 'Đối tác thử');
  await admin.openPartner(clientId, 'Đối tác thử');
  expect(await admin.hasClient(clientId)).toBe(true);
  const old = await admin.renewSecret(clientId);
  const secret = await admin.renewSecret(clientId);
  const grant = (client_secret: string) => tokenOf(realm, { grant_type: 'client_credentials', client_id: clientId, client_secret });
  expect((await grant(old)).access_token).toBeUndefined();
  const { issuer } = await fetch(`${url}/realms/${realm}/.well-known/openid-configuration`).then((answer) => answer.json()) as { issuer: string };
  const verifier = new KeycloakTokenVerifier({ issuer, jwksUrl: `${url}/realms/${realm}/protocol/openid-connect/certs`, audience: 'doanket-api', allowedClients: ['partner-*'] });
  expect(await verifier.verify((await grant(secret)).access_token)).toMatchObject({ clientId, realmRoles: expect.arrayContaining(['partner']) });
});

it('says that it cannot be reached', async () => {
  const nowhere = new KeycloakIdentityAdmin({ url: 'http://127.0.0.1:1', realm, clientId: 'membership', clientSecret: 'x' });
  await expect(nowhere.findAccount('a')).rejects.toThrow(IdentityAdminUnavailable);
  const stranger = new KeycloakIdentityAdmin({ url, realm, clientId: 'membership', clientSecret: 'x' });
  await expect(stranger.findAccount('a')).rejects.toThrow(IdentityAdminUnavailable);
});
