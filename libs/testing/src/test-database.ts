import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServiceName } from '@doanket/contracts';
import { type MigrationClass, runMigrations } from '@doanket/persistence';
import { Client } from 'pg';
import type { QueryRunner } from 'typeorm';

const [ROLES_SCRIPT, DATABASE_SCRIPT] = ['roles.sql', 'database.sql'].map((name) => join(__dirname, '../../../deploy/postgres', name)) as [string, string];
const SCRIPTS = [ROLES_SCRIPT, DATABASE_SCRIPT];
/** Who holds it works on the roles of the server. */
const ROLES_LOCK = 'test-roles';
/** Templates kept per service. */
const KEPT_TEMPLATES = 3;
let clones = 0;

/**
 * A database of its own for one spec file: a clone of a template that the real scripts and migrations made. Templates are
 * kept by the hash of what made them, so the second run takes a fraction of a second.
 * Needs `DATABASE_URL_TEST` (a superuser, a database with `test` in its name) and fails without it: no test is skipped.
 */
export class TestDatabase {
  private constructor(readonly name: string, readonly service: ServiceName) {}

  static async create(service: ServiceName, migrations: readonly MigrationClass[]): Promise<TestDatabase> {
    const base = baseUrl().pathname.slice(1);
    const template = `${base}_${service}_${(await fingerprint(migrations)).slice(0, 12)}`;
    const name = `${base}_${service}_p${process.pid}_${(clones += 1)}`;
    await asSuperuser('postgres', async (client) => {
      const lock = `${base}_${service}`;
      await client.query('select pg_advisory_lock(hashtext($1))', [lock]);
      try {
        if (!(await exists(client, template))) {
          await dropTemplates(client, `${base}_${service}_`);
          await makeTemplate(client, template, service, migrations);
        }
        await dropAbandoned(client, `${base}_${service}_p`);
        await client.query(`drop database if exists "${name}" with (force)`);
        await client.query(`create database "${name}" template "${template}"`);
        // Rights on the database itself are not copied with it.
        await asSuperuser(name, (inside) => inside.query(readFileSync(DATABASE_SCRIPT, 'utf8')));
      } finally {
        await client.query('select pg_advisory_unlock(hashtext($1))', [lock]);
      }
    });
    return new TestDatabase(name, service);
  }

  /** Address that works as one of the service's roles: `app`, `migrator` or `sealer`. */
  urlAs(role: 'app' | 'migrator' | 'sealer'): string {
    return urlAs(this.name, this.service, role);
  }

  /** Runs `work` as superuser in this database: for looking behind the doors, never for making prior state. */
  asSuperuser<T>(work: (client: Client) => Promise<T>): Promise<T> {
    return asSuperuser(this.name, work);
  }

  async drop(): Promise<void> {
    await asSuperuser('postgres', (client) => client.query(`drop database if exists "${this.name}" with (force)`));
  }
}

/** `DATABASE_URL_TEST`, checked. */
export function baseUrl(): URL {
  const text = process.env['DATABASE_URL_TEST'];
  if (text === undefined || text === '') throw new Error('DATABASE_URL_TEST is missing: integration tests need a PostgreSQL server and never skip');
  const url = new URL(text);
  if (!url.pathname.includes('test')) throw new Error('DATABASE_URL_TEST must name a database with "test" in its name');
  return url;
}

async function makeTemplate(client: Client, template: string, service: ServiceName, migrations: readonly MigrationClass[]): Promise<void> {
  const making = `${template}_making`;
  await client.query(`drop database if exists "${making}" with (force)`);
  await client.query(`create database "${making}"`);
  // Roles belong to the whole server: two services that make theirs at once would change the same rows.
  await client.query('select pg_advisory_lock(hashtext($1))', [ROLES_LOCK]);
  try {
    await asSuperuser(making, async (inside) => {
      for (const script of SCRIPTS) if (existsSync(script)) await inside.query(readFileSync(script, 'utf8'));
    });
  } finally {
    await client.query('select pg_advisory_unlock(hashtext($1))', [ROLES_LOCK]);
  }
  await runMigrations({ service, url: urlAs(making, service, 'migrator'), migrations });
  await client.query(`alter database "${making}" rename to "${template}"`);
}

/** Logs in as superuser and works as `role`: its policies hold, and no password of a role is touched. */
function urlAs(database: string, service: ServiceName, role: string): string {
  const url = baseUrl();
  url.pathname = `/${database}`;
  url.searchParams.set('options', `-c role=${service}_${role} -c search_path=${service},extensions`);
  return url.toString();
}

async function asSuperuser<T>(database: string, work: (client: Client) => Promise<T>): Promise<T> {
  const url = baseUrl();
  url.pathname = `/${database}`;
  const client = new Client({ connectionString: url.toString() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function exists(client: Client, database: string): Promise<boolean> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [database]);
  return rowCount === 1;
}

/** Old templates, made by other migrations: their hash is twelve hexadecimal digits. The newest ones stay. */
async function dropTemplates(client: Client, prefix: string): Promise<void> {
  const { rows } = await client.query<{ datname: string }>('select datname from pg_database where starts_with(datname, $1) order by oid desc', [prefix]);
  const templates = rows.map(({ datname }) => datname).filter((name) => /^[0-9a-f]{12}(_making)?$/.test(name.slice(prefix.length)));
  for (const name of templates.slice(KEPT_TEMPLATES)) await client.query(`drop database if exists "${name}"`).catch(() => undefined);
}

/** Clones of runs that were killed: their process is gone. */
async function dropAbandoned(client: Client, prefix: string): Promise<void> {
  const { rows } = await client.query<{ datname: string }>('select datname from pg_database where starts_with(datname, $1)', [prefix]);
  for (const { datname } of rows) {
    const pid = Number(datname.slice(prefix.length).split('_')[0]);
    if (Number.isInteger(pid) && !isAlive(pid)) await client.query(`drop database if exists "${datname}" with (force)`).catch(() => undefined);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}

/** Hash of the scripts and of the SQL the migrations send; a migration that reads first is taken by its source. */
async function fingerprint(migrations: readonly MigrationClass[]): Promise<string> {
  const hash = createHash('sha256');
  for (const script of SCRIPTS) if (existsSync(script)) hash.update(readFileSync(script));
  for (const Migration of migrations) {
    hash.update(Migration.name).update(Migration.toString());
    const recorder = { query: async (sql: string, values?: unknown[]) => { hash.update(sql).update(JSON.stringify(values ?? [])); return []; } };
    await new Migration().up(recorder as unknown as QueryRunner).catch(() => undefined);
  }
  return hash.digest('hex');
}
