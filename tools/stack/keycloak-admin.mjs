/** The little that the stack itself does through Keycloak's admin API. Accounts and partners are the membership service's. */

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
    signal: AbortSignal.timeout(15_000),
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
    signal: AbortSignal.timeout(15_000),
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

/**
 * The realm is imported once, but the ports may move between starts: the gateway's addresses in it follow.
 * @param {{ url: string, realm: string, secret: string, clientUrls: { PUBLIC_BASE_URL: string, GATEWAY_INTERNAL_URL: string } }} options
 */
export async function syncClientUrls({ url, realm, secret, clientUrls }) {
  const token = await tokenFrom(url, realm, { grant_type: 'client_credentials', client_id: 'membership', client_secret: secret });
  const clients = `${url}/admin/realms/${realm}/clients`;
  const [client] = await adminRequest(`${clients}?clientId=gateway`, token);
  const wanted = gatewayUrls(clientUrls);
  const attributes = { ...client.attributes, ...wanted.attributes };
  if (JSON.stringify([client.redirectUris, client.attributes]) === JSON.stringify([wanted.redirectUris, attributes])) return;
  await adminRequest(`${clients}/${client.id}`, token, { method: 'PUT', body: { ...client, ...wanted, attributes } });
}

/** @param {{ PUBLIC_BASE_URL: string, GATEWAY_INTERNAL_URL: string }} urls The same addresses as in deploy/keycloak/realm.json. */
function gatewayUrls({ PUBLIC_BASE_URL, GATEWAY_INTERNAL_URL }) {
  return {
    rootUrl: PUBLIC_BASE_URL,
    baseUrl: `${PUBLIC_BASE_URL}/`,
    redirectUris: [`${PUBLIC_BASE_URL}/auth/callback`],
    attributes: {
      'post.logout.redirect.uris': `${PUBLIC_BASE_URL}/`,
      'backchannel.logout.url': `${GATEWAY_INTERNAL_URL}/auth/backchannel-logout`,
    },
  };
}
