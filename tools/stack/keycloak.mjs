/**
 * Keycloak, built once into the cache, run from there with a home of its own per stack, so that two stacks (a
 * developer's and the tests') share the 185 MB but neither imports nor temporary files.
 */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { cached } from './cache.mjs';
import { java, maven, pomProperty } from './java.mjs';
import { removeBootstrapAdmin } from './keycloak-admin.mjs';
import { Managed } from './managed.mjs';
import { inRoot } from './paths.mjs';
import { applyRealm, RealmOutOfReach } from './realm.mjs';
import { answers, until } from './wait.mjs';

export const REALM = 'doanket';
const BUILD_OPTIONS = ['--db=postgres', '--health-enabled=true', '--metrics-enabled=true'];
const REALM_FILES = ['deploy/keycloak/realm.json', 'deploy/keycloak/authentication.json'];
const HEAP = ['-Xms128m', '-Xmx512m'];

/**
 * What Keycloak's own start script gives its JVM. We start the JVM directly: the script puts a shell in between, and a
 * fault run that kills "Keycloak" by its pid would kill the shell.
 */
const JVM_OPTIONS = [
  '-XX:MetaspaceSize=96M', '-XX:MaxMetaspaceSize=256m', '-XX:+ExitOnOutOfMemoryError', '-XX:+UseG1GC', '-Dfile.encoding=UTF-8',
  '-Dstdout.encoding=UTF-8', '-Dstderr.encoding=UTF-8', '-Duser.language=en', '-Duser.country=US', '-Djava.security.egd=file:/dev/urandom',
  '-Djava.util.logging.manager=org.jboss.logmanager.LogManager', '-Dpicocli.disable.closures=true', '-Dquarkus-log-max-startup-records=10000',
  '-Djava.util.concurrent.ForkJoinPool.common.threadFactory=io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory',
  '--add-opens=java.base/java.util=ALL-UNNAMED', '--add-opens=java.base/java.util.concurrent=ALL-UNNAMED',
  '--add-opens=java.base/java.security=ALL-UNNAMED', '--add-opens=java.base/java.lang=ALL-UNNAMED', '--enable-native-access=ALL-UNNAMED',
];

/**
 * @param {import('./postgres.mjs').InfraContext & { keepAdmin?: boolean }} context
 *   `keepAdmin`: leaves the administrator of Keycloak's own realm in place (tests rotate keys with it).
 */
export async function startKeycloak({ group, dataDir, ports, secrets, logFile, reportFor, started, keepAdmin = false }) {
  const dist = await keycloakDist({ group, logFile });
  const home = path.join(dataDir, 'keycloak');
  prepareHome(home, dist);
  const applied = path.join(home, 'realm.applied');
  const removed = path.join(home, 'admin-removed');
  const urls = keycloakUrls(ports);

  const server = new Managed('keycloak', group, {
    spec: {
      name: 'keycloak',
      command: java(),
      args: [
        ...JVM_OPTIONS, ...HEAP, `-Dkc.home.dir=${home}`, `-Djboss.server.config.dir=${path.join(dist, 'conf')}`,
        '-cp', path.join(dist, 'lib', 'quarkus-run.jar'), 'io.quarkus.bootstrap.runner.QuarkusEntryPoint',
        'start', '--optimized', '--cache=local',
      ],
      env: environment({ ports, secrets, firstStart: !existsSync(removed) }),
      cwd: home,
      logFile: logFile('keycloak'),
      graceMs: 15_000,
    },
    ready: async (child) => {
      const options = { withinMs: 300_000, everyMs: 100, orWhen: child.exited };
      await until(() => answers(`${urls.management}/health/ready`), { what: 'Keycloak', ...options });
      // For about a second after "ready" it still answers "Bootstrap in progress" to everything that matters.
      await until(() => answers(`${urls.internal}/realms/master/.well-known/openid-configuration`), { what: `Keycloak's first realm`, ...options });
    },
    restart: true,
    report: reportFor?.('keycloak'),
  });
  started?.(server);
  await server.start();

  await keepRealm({ urls, ports, secrets, applied, administrator: !existsSync(removed), report: reportFor?.('keycloak') });
  if (!keepAdmin && !existsSync(removed)) {
    await removeBootstrapAdmin({ url: urls.internal, username: 'bootstrap', password: secrets.keycloakAdmin });
    writeFileSync(removed, new Date().toISOString());
  }
  return Object.assign(server, { ...urls, realm: REALM, adminUsername: existsSync(removed) ? undefined : 'bootstrap' });
}

/**
 * Brings the realm to what deploy/keycloak describes; skipped when neither that nor an address or secret in it has changed.
 * @param {{ urls: ReturnType<typeof keycloakUrls>, ports: import('./ports.mjs').Ports, secrets: import('./secrets.mjs').Secrets, applied: string, administrator: boolean, report: ((event: string, detail: string) => void) | undefined }} options
 */
async function keepRealm({ urls, ports, secrets, applied, administrator, report }) {
  const environment = realmEnvironment({ ports, secrets });
  const state = createHash('sha256').update(JSON.stringify([environment, ...REALM_FILES.map((file) => readFileSync(inRoot(file), 'utf8'))])).digest('hex');
  if (existsSync(applied) && readFileSync(applied, 'utf8') === state) return;
  try {
    const changes = await applyRealm({
      url: urls.internal, realm: REALM, environment, ...(administrator ? { administrator: { username: 'bootstrap', password: secrets.keycloakAdmin } } : {}),
    });
    if (existsSync(applied)) for (const change of changes) report?.('realm', change);
    writeFileSync(applied, state);
  } catch (error) {
    if (!(error instanceof RealmOutOfReach) || !existsSync(path.join(path.dirname(applied), 'imported'))) throw error;
    report?.('realm', `${error.message} (data of an earlier version: npm run reset makes it anew)`);
  }
}

/**
 * `localhost` is the name that browsers see and that stands in `iss`; programs go to 127.0.0.1, which needs no resolver.
 * @param {import('./ports.mjs').Ports} ports
 */
export function keycloakUrls(ports) {
  const url = `http://localhost:${ports.keycloak}`;
  return {
    url,
    issuer: `${url}/realms/${REALM}`,
    internal: `http://127.0.0.1:${ports.keycloak}`,
    management: `http://127.0.0.1:${ports.keycloakManagement}`,
  };
}

/**
 * The placeholders of deploy/keycloak/realm.json. On loopback nobody has a telephone at hand: no second factor.
 * @param {{ ports: import('./ports.mjs').Ports, secrets: import('./secrets.mjs').Secrets }} context
 */
function realmEnvironment({ ports, secrets }) {
  return {
    PUBLIC_BASE_URL: `http://localhost:${ports.gateway}`,
    GATEWAY_INTERNAL_URL: `http://127.0.0.1:${ports.gateway}`,
    GATEWAY_CLIENT_SECRET: secrets.gatewayClient,
    MEMBERSHIP_CLIENT_SECRET: secrets.membershipClient,
    REALM_KEEPER_CLIENT_SECRET: secrets.realmKeeperClient,
    PLATFORM_ADMIN_PASSWORD: secrets.platformAdmin,
    BROWSER_FLOW: 'browser',
  };
}

/** @param {{ ports: import('./ports.mjs').Ports, secrets: import('./secrets.mjs').Secrets, firstStart: boolean }} context */
function environment({ ports, secrets, firstStart }) {
  return {
    KC_DB_URL: `jdbc:postgresql://127.0.0.1:${ports.postgres}/keycloak`,
    KC_DB_USERNAME: 'keycloak',
    KC_DB_PASSWORD: secrets.keycloakDatabase,
    KC_DB_POOL_INITIAL_SIZE: '2',
    KC_DB_POOL_MIN_SIZE: '2',
    KC_DB_POOL_MAX_SIZE: '20',
    KC_HTTP_ENABLED: 'true',
    KC_HTTP_HOST: '127.0.0.1',
    KC_HTTP_PORT: String(ports.keycloak),
    KC_HTTP_MANAGEMENT_PORT: String(ports.keycloakManagement),
    KC_HOSTNAME: `http://localhost:${ports.keycloak}`,
    KC_LOG_LEVEL: 'info,io.smallrye.health:error',
    ...(firstStart ? { KC_BOOTSTRAP_ADMIN_USERNAME: 'bootstrap', KC_BOOTSTRAP_ADMIN_PASSWORD: secrets.keycloakAdmin } : {}),
  };
}

/**
 * @param {string} home
 * @param {string} dist
 */
function prepareHome(home, dist) {
  const blacklists = path.join(home, 'data', 'password-blacklists');
  mkdirSync(blacklists, { recursive: true });
  copyFileSync(inRoot('deploy/keycloak/common-passwords.txt'), path.join(blacklists, 'common-passwords.txt'));
  for (const name of ['lib', 'providers', 'themes', 'conf']) {
    rmSync(path.join(home, name), { force: true });
    symlinkSync(path.join(dist, name), path.join(home, name), 'dir');
  }
}

/**
 * Fetched and built once: 20 s that later starts do not pay.
 * @param {Pick<import('./postgres.mjs').InfraContext, 'group' | 'logFile'>} context
 */
export async function keycloakDist({ group, logFile }) {
  const version = pomProperty('keycloak.version');
  const key = ['keycloak', version, ...BUILD_OPTIONS].join('-').replace(/[^\w.]+/g, '-');
  const distribution = `keycloak-${version}`;
  const folder = await cached(key, async (partial) => {
    await maven({ group, profile: 'keycloak', folder: partial, logFile: logFile('maven-keycloak') });
    await group.run({
      name: 'keycloak build',
      command: path.join(partial, distribution, 'bin', 'kc.sh'),
      args: ['build', ...BUILD_OPTIONS],
      env: { JAVA_HOME: process.env.JAVA_HOME },
      logFile: logFile('keycloak-build'),
    });
  });
  return path.join(folder, distribution);
}
