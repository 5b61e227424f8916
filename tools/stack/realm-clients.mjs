/** Roles, scopes and clients of the realm, and what the accounts of its clients may do. */
import { changeOf, differs, named } from './realm-diff.mjs';

/** @typedef {import('./realm.mjs').Json} Json @typedef {import('./realm.mjs').Api} Api */

/** How Keycloak keeps scopes that every client gets, and those of one client. */
const DEFAULTS = '/default-default-client-scopes';

/**
 * @param {Api} api
 * @param {readonly Json[]} wanted
 */
export async function rolesChanged(api, wanted) {
  const current = await api.get('/roles?briefRepresentation=true&max=1000');
  const changes = [];
  for (const role of wanted) {
    const known = current.find((/** @type {Json} */ one) => one.name === role.name);
    if (known && !differs(role, known)) continue;
    if (known) await api.put(`/roles-by-id/${known.id}`, { ...known, ...role });
    else await api.post('/roles', role);
    changes.push(`role ${role.name}`);
  }
  return changes;
}

/**
 * Scopes with their mappers and roles, and which of them every new client gets.
 * @param {Api} api
 * @param {Json} wanted
 */
export async function scopesChanged(api, wanted) {
  const changes = [];
  for (const { protocolMappers, ...scope } of wanted.clientScopes) {
    const known = (await api.get('/client-scopes')).find((/** @type {Json} */ one) => one.name === scope.name);
    if (!known) await api.post('/client-scopes', scope);
    else if (differs(scope, known)) await api.put(`/client-scopes/${known.id}`, { ...known, ...scope, attributes: { ...known.attributes, ...scope.attributes } });
    if (!known || differs(scope, known)) changes.push(`scope ${scope.name}`);
    const { id } = named(await api.get('/client-scopes'), 'name', scope.name);
    changes.push(...await mappersChanged(api, { id, name: scope.name, wanted: protocolMappers }));
    const roles = wanted.scopeMappings.find((/** @type {Json} */ one) => one.clientScope === scope.name)?.roles ?? [];
    changes.push(...await grantsChanged(api, { path: `/client-scopes/${id}/scope-mappings/realm`, known: '/roles?max=1000', wanted: roles, what: `scope ${scope.name}: role` }));
  }
  const all = await api.get('/client-scopes');
  const { add, drop } = changeOf(wanted.defaultDefaultClientScopes, (await api.get(DEFAULTS)).map((/** @type {Json} */ one) => one.name));
  for (const name of add) await api.put(`${DEFAULTS}/${named(all, 'name', name).id}`, {});
  for (const name of drop) await api.remove(`${DEFAULTS}/${named(all, 'name', name).id}`);
  return [...changes, ...[...add, ...drop].map((name) => `scope ${name}: default of clients`)];
}

/**
 * @param {Api} api
 * @param {{ id: string, name: string, wanted: readonly Json[] }} scope
 */
async function mappersChanged(api, { id, name, wanted }) {
  const path = `/client-scopes/${id}/protocol-mappers/models`;
  const current = await api.get(path);
  const changes = [];
  for (const mapper of wanted) {
    const known = current.find((/** @type {Json} */ one) => one.name === mapper.name);
    if (known && !differs(mapper, known)) continue;
    if (known) await api.put(`${path}/${known.id}`, { ...known, ...mapper });
    else await api.post(path, mapper);
    changes.push(`scope ${name}: mapper ${mapper.name}`);
  }
  for (const extra of current.filter((/** @type {Json} */ one) => !wanted.some((mapper) => mapper.name === one.name))) {
    await api.remove(`${path}/${extra.id}`);
    changes.push(`scope ${name}: mapper ${extra.name} removed`);
  }
  return changes;
}

/**
 * Clients of the description; those of partners are the membership service's.
 * @param {Api} api
 * @param {Json} wanted
 */
export async function clientsChanged(api, wanted) {
  const changes = [];
  for (const { defaultClientScopes, optionalClientScopes, ...client } of wanted.clients) {
    const [known] = await api.get(`/clients?clientId=${encodeURIComponent(client.clientId)}`);
    if (!known) await api.post('/clients', { ...client, defaultClientScopes, optionalClientScopes });
    else if (differs(client, known)) await api.put(`/clients/${known.id}`, { ...known, ...client, attributes: { ...known.attributes, ...client.attributes } });
    if (!known || differs(client, known)) changes.push(...(known ? Object.keys(client).filter((name) => differs(client[name], known[name])).map((name) => `client ${client.clientId}: ${name}`) : [`client ${client.clientId}: made`]));
    const [{ id }] = await api.get(`/clients?clientId=${encodeURIComponent(client.clientId)}`);
    if (defaultClientScopes) changes.push(...await scopesOfClientChanged(api, { id, clientId: client.clientId, kind: 'default', wanted: defaultClientScopes }));
    if (optionalClientScopes) changes.push(...await scopesOfClientChanged(api, { id, clientId: client.clientId, kind: 'optional', wanted: optionalClientScopes }));
  }
  for (const [owner, mappings] of Object.entries(wanted.clientScopeMappings)) {
    const [{ id: ownerId }] = await api.get(`/clients?clientId=${encodeURIComponent(owner)}`);
    for (const { client, roles } of /** @type {Json[]} */ (mappings)) {
      const [{ id }] = await api.get(`/clients?clientId=${encodeURIComponent(client)}`);
      changes.push(...await grantsChanged(api, { path: `/clients/${id}/scope-mappings/clients/${ownerId}`, known: `/clients/${ownerId}/roles?max=1000`, wanted: roles, what: `client ${client}: scope` }));
    }
  }
  return changes;
}

/**
 * @param {Api} api
 * @param {{ id: string, clientId: string, kind: 'default' | 'optional', wanted: readonly string[] }} client
 */
async function scopesOfClientChanged(api, { id, clientId, kind, wanted }) {
  const path = `/clients/${id}/${kind}-client-scopes`;
  const current = await api.get(path);
  const { add, drop } = changeOf(wanted, current.map((/** @type {Json} */ one) => one.name));
  const all = add.length > 0 ? await api.get('/client-scopes') : [];
  for (const name of add) await api.put(`${path}/${named(all, 'name', name).id}`, {});
  for (const name of drop) await api.remove(`${path}/${named(current, 'name', name).id}`);
  return [...add, ...drop].map((name) => `client ${clientId}: ${kind} scope ${name}`);
}

/**
 * What the accounts of clients may do in the realm; the accounts of people are none of our business.
 * @param {Api} api
 * @param {readonly Json[]} users
 */
export async function serviceAccountsChanged(api, users) {
  const changes = [];
  for (const { serviceAccountClientId: clientId, clientRoles } of users.filter((user) => user.serviceAccountClientId)) {
    const [{ id }] = await api.get(`/clients?clientId=${encodeURIComponent(clientId)}`);
    const account = await api.get(`/clients/${id}/service-account-user`);
    for (const [owner, roles] of Object.entries(clientRoles)) {
      const [{ id: ownerId }] = await api.get(`/clients?clientId=${encodeURIComponent(owner)}`);
      changes.push(...await grantsChanged(api, {
        path: `/users/${account.id}/role-mappings/clients/${ownerId}`, known: `/clients/${ownerId}/roles?max=1000`, wanted: /** @type {string[]} */ (roles), what: `client ${clientId}: role`,
      }));
    }
  }
  return changes;
}

/**
 * @param {Api} api
 * @param {{ path: string, known: string, wanted: readonly string[], what: string }} grants
 */
async function grantsChanged(api, { path, known, wanted, what }) {
  const current = await api.get(path);
  const { add, drop } = changeOf(wanted, current.map((/** @type {Json} */ one) => one.name));
  if (add.length > 0) {
    const all = await api.get(known);
    await api.post(path, add.map((name) => named(all, 'name', name)));
  }
  if (drop.length > 0) await api.remove(path, drop.map((name) => named(current, 'name', name)));
  return [...add, ...drop.map((name) => `${name} removed`)].map((name) => `${what} ${name}`);
}
