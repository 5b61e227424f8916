/**
 * Brings the realm of a running Keycloak to what deploy/keycloak describes, and says what it changed:
 *   node tools/stack/apply-realm.mjs [--remove-admin]
 * KEYCLOAK_URL, KEYCLOAK_REALM (default doanket), the placeholders of deploy/keycloak/realm.json, and, where the realm has
 * still to be made, KEYCLOAK_ADMIN_USERNAME and KEYCLOAK_ADMIN_PASSWORD of an administrator of Keycloak's own realm.
 * A value may come as a file: NAME_FILE. --remove-admin: that administrator is deleted afterwards.
 */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { removeBootstrapAdmin } from './keycloak-admin.mjs';
import { textOf } from './options.mjs';
import { applyRealm } from './realm.mjs';
import { answers, until } from './wait.mjs';

const PLACEHOLDERS = ['PUBLIC_BASE_URL', 'GATEWAY_INTERNAL_URL', 'GATEWAY_CLIENT_SECRET', 'MEMBERSHIP_CLIENT_SECRET', 'REALM_KEEPER_CLIENT_SECRET', 'PLATFORM_ADMIN_PASSWORD', 'BROWSER_FLOW'];

/** @param {string} name */
function setting(name) {
  const direct = process.env[name];
  if (direct) return direct;
  const file = process.env[`${name}_FILE`];
  return file ? readFileSync(file, 'utf8').trim() : '';
}

async function main() {
  const url = setting('KEYCLOAK_URL').replace(/\/+$/, '');
  if (!url) throw new Error('KEYCLOAK_URL is missing');
  const [username, password] = [setting('KEYCLOAK_ADMIN_USERNAME'), setting('KEYCLOAK_ADMIN_PASSWORD')];
  const administrator = username && password ? { username, password } : undefined;
  await until(() => answers(`${url}/realms/master/.well-known/openid-configuration`), { what: `Keycloak at ${url}`, withinMs: 180_000, everyMs: 500 });
  const changes = await applyRealm({
    url, realm: setting('KEYCLOAK_REALM') || 'doanket', environment: Object.fromEntries(PLACEHOLDERS.map((name) => [name, setting(name)])), ...(administrator ? { administrator } : {}),
  });
  // On later starts it is gone already, and its password opens nothing.
  const removed = administrator !== undefined && process.argv.includes('--remove-admin')
    && await removeBootstrapAdmin({ url, ...administrator }).then(() => true, () => false);
  process.stdout.write(`${JSON.stringify({ event: 'realm-applied', changes, administratorRemoved: removed })}\n`);
}

main().catch((error) => {
  process.stderr.write(`${textOf(error)}\n`);
  process.exit(1);
});
