/** The secrets of one stack: made once, at random, kept in <dataDir>/secrets.json (mode 0600) and nowhere else. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { APPS } from './paths.mjs';

/**
 * @typedef {object} Secrets
 * @property {string} postgres Password of the superuser.
 * @property {Record<string, string>} roles Password by login role.
 * @property {string} keycloakDatabase
 * @property {string} keycloakAdmin Password of the bootstrap administrator of Keycloak's own realm.
 * @property {string} platformAdmin Password of `admin.he-thong`, the one administrator of an empty platform.
 * @property {string} gatewayClient
 * @property {string} membershipClient
 * @property {string} realmKeeperClient
 * @property {string} fieldKey 32 bytes, base64.
 * @property {string} blindIndexKey 32 bytes, base64.
 * @property {string} householdKey 32 bytes, base64.
 * @property {string} sessionKey 32 bytes, base64.
 * @property {string} kafkaClusterId
 */

/**
 * @param {string} dataDir
 * @returns {Secrets}
 */
export function secretsOf(dataDir) {
  const file = path.join(dataDir, 'secrets.json');
  const known = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const secrets = { ...fresh(), ...known };
  if (Object.keys(secrets).some((key) => !(key in known))) {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  return secrets;
}

/** @returns {Secrets} */
function fresh() {
  const password = () => randomBytes(18).toString('base64url');
  const key = () => randomBytes(32).toString('base64');
  const logins = APPS.flatMap((name) => ['migrator', 'app', 'sealer'].map((kind) => `${name}_${kind}`));
  return {
    postgres: password(),
    roles: Object.fromEntries(logins.map((role) => [role, password()])),
    keycloakDatabase: password(),
    keycloakAdmin: password(),
    // A policy of the realm asks for 12 characters; this one is typed by hand.
    platformAdmin: randomBytes(10).toString('hex').replace(/(.{5})(?=.)/g, '$1-'),
    gatewayClient: password(),
    membershipClient: password(),
    realmKeeperClient: password(),
    fieldKey: key(),
    blindIndexKey: key(),
    householdKey: key(),
    sessionKey: key(),
    kafkaClusterId: randomBytes(16).toString('base64url'),
  };
}
