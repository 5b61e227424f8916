/**
 * Brings the realm of a running Keycloak to what deploy/keycloak describes: makes it where there is none, changes what
 * differs, leaves alone what is not described, and never touches a person's account. Repeatable; needs no build.
 */
import { readFileSync } from 'node:fs';
import { adminRequest, tokenFrom } from './keycloak-admin.mjs';
import { inRoot } from './paths.mjs';
import { flowsChanged, requiredActionsChanged, unusedFlowsRemoved } from './realm-authentication.mjs';
import { clientsChanged, rolesChanged, scopesChanged, serviceAccountsChanged } from './realm-clients.mjs';
import { differs } from './realm-diff.mjs';

/** The client with which the realm is kept, once it exists. */
const KEEPER = 'realm-keeper';
/** Described in the same file, but kept by other addresses of the admin API than the realm's own. */
const ELSEWHERE = new Set(['realm', 'roles', 'defaultRole', 'clientScopes', 'defaultDefaultClientScopes', 'defaultOptionalClientScopes', 'scopeMappings', 'clientScopeMappings', 'clients', 'users', 'components']);

/**
 * @typedef {Record<string, any>} Json
 * @typedef {{ username: string, password: string }} Administrator Of Keycloak's own realm.
 * @typedef {object} Api The admin API of one realm, with a token that is renewed before it ends.
 * @property {(path: string) => Promise<any>} get
 * @property {(path: string, body?: unknown) => Promise<any>} post
 * @property {(path: string, body: unknown) => Promise<any>} put
 * @property {(path: string, body?: unknown) => Promise<any>} remove
 */

/** Nobody may keep the realm: its keeper is unknown and no administrator is left. */
export class RealmOutOfReach extends Error {}

/**
 * Answers what it changed, one line each, without values.
 * @param {object} options
 * @param {string} options.url Of the server, inside.
 * @param {string} options.realm
 * @param {Readonly<Record<string, string>>} options.environment Values for the `${NAMES}` of deploy/keycloak/realm.json.
 * @param {Administrator} [options.administrator] Needed to make the realm; tried when the keeper is refused.
 * @returns {Promise<string[]>}
 */
export async function applyRealm({ url, realm, environment, administrator }) {
  const wanted = describedRealm(realm, environment);
  const { flows, requiredActions } = JSON.parse(readFileSync(inRoot('deploy/keycloak/authentication.json'), 'utf8'));
  const secret = /** @type {Json} */ (wanted.clients.find((/** @type {Json} */ client) => client.clientId === KEEPER)).secret;
  const keeper = () => tokenFrom(url, realm, { grant_type: 'client_credentials', client_id: KEEPER, client_secret: secret });
  const byAdministrator = administrator && (() => tokenFrom(url, 'master', { grant_type: 'password', client_id: 'admin-cli', ...administrator }));

  const created = await createIfMissing({ url, realm, wanted, keeper, byAdministrator });
  const api = apiOf(`${url}/admin/realms/${realm}`, created.token);
  return [
    ...created.changes,
    ...await rolesChanged(api, wanted.roles.realm),
    ...await scopesChanged(api, wanted),
    ...await clientsChanged(api, wanted),
    ...await serviceAccountsChanged(api, wanted.users),
    ...await requiredActionsChanged(api, requiredActions),
    ...await flowsChanged(api, flows),
    ...await settingsChanged(api, wanted),
    ...await profileChanged(api, wanted),
    ...await unusedFlowsRemoved(api, flows),
  ];
}

/**
 * deploy/keycloak/realm.json with the name of the realm and the values of its placeholders.
 * @param {string} realm
 * @param {Readonly<Record<string, string>>} environment
 * @returns {Json}
 */
export function describedRealm(realm, environment) {
  const text = readFileSync(inRoot('deploy/keycloak/realm.json'), 'utf8');
  const missing = [...new Set([...text.matchAll(/\$\{([A-Z][A-Z_]+)\}/g)].map((match) => match[1] ?? ''))].filter((name) => !environment[name]);
  if (missing.length > 0) throw new Error(`deploy/keycloak/realm.json needs ${missing.join(', ')}`);
  const described = JSON.parse(text, (_key, value) => (typeof value === 'string' ? value.replace(/\$\{([A-Z][A-Z_]+)\}/g, (_all, name) => environment[name] ?? '') : value));
  return { ...described, realm, defaultRole: { ...described.defaultRole, name: `default-roles-${realm}` } };
}

/**
 * @param {{ url: string, realm: string, wanted: Json, keeper: () => Promise<string>, byAdministrator: (() => Promise<string>) | undefined }} options
 * @returns {Promise<{ token: () => Promise<string>, changes: string[] }>}
 */
async function createIfMissing({ url, realm, wanted, keeper, byAdministrator }) {
  const exists = (await fetch(`${url}/realms/${realm}`, { signal: AbortSignal.timeout(60_000) })).ok;
  if (exists && await keeper().then(() => true, () => false)) return { token: keeper, changes: [] };
  const refused = (/** @type {unknown} */ error) => {
    throw new RealmOutOfReach(`realm ${realm}: ${exists ? `its client ${KEEPER} is refused` : 'it does not exist'}, and no administrator of Keycloak is left (${error instanceof Error ? error.message : error}); make one with: kc.sh bootstrap-admin user`);
  };
  if (!byAdministrator) return refused('none is given');
  const token = await byAdministrator().catch(refused);
  if (exists) return { token: byAdministrator, changes: [] };
  // Flows are made one by one, and the realm points to them when they exist.
  const { browserFlow: _, ...first } = wanted;
  await adminRequest(`${url}/admin/realms`, token, { method: 'POST', body: first });
  return { token: byAdministrator, changes: [`realm ${realm}: made`] };
}

/**
 * @param {string} base
 * @param {() => Promise<string>} newToken
 * @returns {Api}
 */
function apiOf(base, newToken) {
  /** Administrators' tokens live for a minute. */
  const LIFE_MS = 30_000;
  /** @type {{ value: string, until: number } | undefined} */
  let token;
  const call = async (/** @type {string} */ method, /** @type {string} */ path, /** @type {unknown} */ body) => {
    if (!token || token.until < performance.now()) token = { value: await newToken(), until: performance.now() + LIFE_MS };
    return adminRequest(base + path, token.value, { method, body });
  };
  return {
    get: (path) => call('GET', path, undefined), post: (path, body) => call('POST', path, body),
    put: (path, body) => call('PUT', path, body), remove: (path, body) => call('DELETE', path, body),
  };
}

/**
 * @param {Api} api
 * @param {Json} wanted
 */
async function settingsChanged(api, wanted) {
  const current = await api.get('');
  const names = Object.keys(wanted).filter((name) => !ELSEWHERE.has(name) && differs(wanted[name], current[name]));
  if (names.length === 0) return [];
  await api.put('', { ...current, ...Object.fromEntries(names.map((name) => [name, wanted[name]])) });
  return names.map((name) => `realm: ${name}`);
}

/**
 * @param {Api} api
 * @param {Json} wanted
 */
async function profileChanged(api, wanted) {
  const [component] = wanted.components['org.keycloak.userprofile.UserProfileProvider'];
  const profile = JSON.parse(component.config['kc.user.profile.config'][0]);
  const current = await api.get('/users/profile');
  const same = current.attributes.length === profile.attributes.length
    && profile.attributes.every((/** @type {Json} */ one) => !differs(one, current.attributes.find((/** @type {Json} */ other) => other.name === one.name)));
  if (same) return [];
  await api.put('/users/profile', profile);
  return ['realm: profile of users'];
}
