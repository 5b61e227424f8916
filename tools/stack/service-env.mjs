/** The environment that each process of ours gets: the one place where settings of the local stack are composed. */
import path from 'node:path';
import { keycloakUrls, REALM } from './keycloak.mjs';
import { inRoot, SERVICES } from './paths.mjs';
import { DATABASE } from './postgres.mjs';

/**
 * @typedef {object} EnvContext
 * @property {string} dataDir
 * @property {import('./ports.mjs').Ports} ports
 * @property {import('./secrets.mjs').Secrets} secrets
 * @property {boolean} [dev]
 */

/** @param {EnvContext} context */
export const publicBaseUrl = ({ ports }) => `http://localhost:${ports.gateway}`;

/** @param {EnvContext} context @param {string} role */
export const databaseUrl = ({ ports, secrets }, role) => `postgres://${role}:${secrets.roles[role]}@127.0.0.1:${ports.postgres}/${DATABASE}`;

/**
 * Names as in apps/<name>/src/config.ts, and the same as in docker-compose.yml (tools/checks/compose.spec.ts).
 * @param {import('./paths.mjs').AppName} name
 * @param {EnvContext} context
 * @returns {Record<string, string>}
 */
export function serviceEnv(name, context) {
  const { ports, dev } = context;
  const keycloak = keycloakUrls(ports);
  return {
    NODE_ENV: dev ? 'development' : 'production',
    HTTP_HOST: '127.0.0.1',
    HTTP_PORT: String(ports[name]),
    PUBLIC_BASE_URL: publicBaseUrl(context),
    DATABASE_URL: databaseUrl(context, `${name}_app`),
    DATABASE_MIGRATOR_URL: databaseUrl(context, `${name}_migrator`),
    AUTH_ISSUER: keycloak.issuer,
    AUTH_JWKS_URL: `${keycloak.internal}/realms/${REALM}/protocol/openid-connect/certs`,
    AUTH_AUDIENCE: 'doanket-api',
    AUTH_ALLOWED_AZP: 'gateway,partner-*',
    LOG_LEVEL: 'info',
    ...(name === 'gateway' ? gatewayEnv(context) : domainEnv(name, context)),
    ...(name === 'membership' ? membershipEnv(context) : {}),
    ...(name === 'welfare' ? { HOUSEHOLD_KEY: context.secrets.householdKey } : {}),
  };
}

/**
 * What every service behind the gateway has: broker, files, the sealed audit.
 * @param {import('./paths.mjs').AppName} name
 * @param {EnvContext} context
 */
function domainEnv(name, context) {
  return {
    DATABASE_SEALER_URL: databaseUrl(context, `${name}_sealer`),
    KAFKA_BROKERS: `127.0.0.1:${context.ports.kafka}`,
    KAFKAJS_NO_PARTITIONER_WARNING: '1',
    FILES_DIR: path.join(context.dataDir, 'files'),
    AUDIT_ROOTS_DIR: path.join(context.dataDir, 'audit-roots'),
  };
}

/** Membership opens accounts in Keycloak and keeps what must be encrypted. @param {EnvContext} context */
function membershipEnv({ ports, secrets }) {
  return {
    KEYCLOAK_ADMIN_URL: keycloakUrls(ports).internal,
    KEYCLOAK_ADMIN_REALM: REALM,
    KEYCLOAK_ADMIN_CLIENT_ID: 'membership',
    KEYCLOAK_ADMIN_CLIENT_SECRET: secrets.membershipClient,
    FIELD_KEY: secrets.fieldKey,
    BLIND_INDEX_KEY: secrets.blindIndexKey,
  };
}

/** The gateway signs people in and serves the built console. @param {EnvContext} context */
function gatewayEnv({ ports, secrets }) {
  return {
    SERVICE_URLS: JSON.stringify(Object.fromEntries(SERVICES.map((service) => [service, `http://127.0.0.1:${ports[service]}`]))),
    TRUSTED_PROXIES: '',
    METRICS_PORT: String(ports.gatewayMetrics),
    OIDC_CLIENT_ID: 'gateway',
    OIDC_CLIENT_SECRET: secrets.gatewayClient,
    SESSION_KEY: secrets.sessionKey,
    CONSOLE_DIR: inRoot('apps/console/dist'),
  };
}

/**
 * What the demo, the journeys, the fault runs and the benchmarks get: the public address, and for those who look
 * behind it, the infrastructure.
 * @param {EnvContext} context
 * @returns {Record<string, string>}
 */
export function toolEnv(context) {
  const { dataDir, ports, secrets } = context;
  const keycloak = keycloakUrls(ports);
  return {
    BASE_URL: publicBaseUrl(context),
    DATA_DIR: dataDir,
    DEMO_FILE: path.join(dataDir, 'demo.json'),
    INFRA_FILE: path.join(dataDir, 'infra.json'),
    KEYCLOAK_URL: keycloak.url,
    AUTH_ISSUER: keycloak.issuer,
    KAFKA_BROKERS: `127.0.0.1:${ports.kafka}`,
    KAFKAJS_NO_PARTITIONER_WARNING: '1',
    ADMIN_USERNAME: 'admin.he-thong',
    ADMIN_PASSWORD: secrets.platformAdmin,
  };
}
