/** PostgreSQL, Kafka and Keycloak of one stack, started together; and what others need to reach them. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startKafka } from './kafka.mjs';
import { startKeycloak } from './keycloak.mjs';
import { startPostgres, urlOf, DATABASE } from './postgres.mjs';

export { startKafka, startKeycloak, startPostgres };

/**
 * PostgreSQL first (Keycloak stands on it), then Kafka and Keycloak side by side.
 * @param {import('./postgres.mjs').InfraContext & { keepAdmin?: boolean, phase?: import('./phases.mjs').Phase }} context
 */
export async function startInfra(context) {
  const phase = context.phase ?? ((_name, work) => work());
  const postgres = await phase('PostgreSQL', () => startPostgres(context));
  const [kafka, keycloak] = await Promise.all([
    phase('Kafka', () => startKafka(context)),
    phase('Keycloak', () => startKeycloak(context)),
  ]);
  const infra = { postgres, kafka, keycloak };
  writeConnections(context, infra);
  return infra;
}

/** @typedef {Awaited<ReturnType<typeof startInfra>>} Infra */

/**
 * <dataDir>/infra.json: what a developer's own tools and the tests connect with. Holds secrets, hence mode 0600.
 * @param {import('./postgres.mjs').InfraContext} context
 * @param {Infra} infra
 */
function writeConnections({ dataDir, ports, secrets, logFile }, { postgres, kafka, keycloak }) {
  const roleUrl = (/** @type {string} */ role) => `postgres://${role}:${secrets.roles[role]}@127.0.0.1:${ports.postgres}/${DATABASE}`;
  const connections = {
    postgres: {
      pid: postgres.pid,
      superuserUrl: urlOf({ ports, secrets }, DATABASE),
      maintenanceUrl: urlOf({ ports, secrets }),
      roles: Object.fromEntries(Object.keys(secrets.roles).map((role) => [role, roleUrl(role)])),
    },
    kafka: { pid: kafka.pid, brokers: kafka.brokers },
    keycloak: {
      pid: keycloak.pid,
      url: keycloak.url,
      internalUrl: keycloak.internal,
      realm: keycloak.realm,
      issuer: keycloak.issuer,
      jwksUrl: `${keycloak.internal}/realms/${keycloak.realm}/protocol/openid-connect/certs`,
      ...(keycloak.adminUsername ? { adminUsername: keycloak.adminUsername, adminPassword: secrets.keycloakAdmin } : {}),
      clients: { gateway: secrets.gatewayClient, membership: secrets.membershipClient },
      platformAdmin: { username: 'admin.he-thong', password: secrets.platformAdmin },
    },
    ports,
    logs: path.dirname(logFile('x')),
  };
  mkdirSync(dataDir, { recursive: true });
  const file = path.join(dataDir, 'infra.json');
  writeFileSync(`${file}.new`, `${JSON.stringify(connections, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
