/** The little that the stack itself does through Keycloak's admin API. Accounts and partners are the membership service's. */

/** A cold server on a busy machine takes its time to make a realm. */
const TIMEOUT_MS = 120_000;

/**
 * @param {string} url
 * @param {string} realm
 * @param {Record<string, string>} form
 * @returns {Promise<string>} An access token.
 */
export async function tokenFrom(url, realm, form) {
  const response = await fetch(`${url}/realms/${realm}/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const body = /** @type {{ access_token?: string, error?: string, error_description?: string }} */ (await response.json());
  if (!body.access_token) throw new Error(`Keycloak refused a token in realm ${realm}: ${body.error_description ?? body.error ?? response.status}`);
  return body.access_token;
}

/**
 * @param {string} address
 * @param {string} token
 * @param {{ method?: string, body?: unknown }} [options]
 */
export async function adminRequest(address, token, { method = 'GET', body } = {}) {
  const response = await fetch(address, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${address}: ${response.status} ${text.slice(0, 300)}`);
  return text ? JSON.parse(text) : undefined;
}

/**
 * The bootstrap administrator deletes itself. From then on nobody can administer Keycloak's own realm over the network;
 * the way back is `kc.sh bootstrap-admin user` on the machine itself.
 * @param {{ url: string, username: string, password: string }} options
 */
export async function removeBootstrapAdmin({ url, username, password }) {
  const token = await tokenFrom(url, 'master', { grant_type: 'password', client_id: 'admin-cli', username, password });
  const users = `${url}/admin/realms/master/users`;
  const [user] = await adminRequest(`${users}?username=${encodeURIComponent(username)}&exact=true`, token);
  if (user) await adminRequest(`${users}/${user.id}`, token, { method: 'DELETE' });
}
