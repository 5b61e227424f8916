import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { directoryMigration } from '@doanket/directory';
import { newId } from '@doanket/kernel';
import { createDataSource, runMigrations, sql, systemCall, Transactions, withCallContext, type Tx } from '@doanket/persistence';
import { Client } from 'pg';
import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import { filesMigration } from '../src';

const POSTGRES = join(__dirname, '../../../deploy/postgres');
const SERVICE = 'welfare';

class CreateTables1760000000000 implements MigrationInterface {
  readonly name = 'CreateTables1760000000000';
  up(q: QueryRunner): Promise<void> {
    return q.query(sql(directoryMigration(SERVICE), filesMigration(SERVICE)));
  }
  down(): Promise<void> {
    throw new Error('Forward only');
  }
}

/** Who calls: a person, and the path of the unit acted as. */
export interface Caller { readonly personId: string; readonly path: string | null }

/** A database of its own with the tables of files, made by the real scripts and migrations, and a folder for contents. */
export class FilesDatabase {
  readonly folder = mkdtempSync(join(tmpdir(), 'doanket-files-'));
  private constructor(private readonly name: string, private readonly dataSource: DataSource, readonly transactions: Transactions) {}

  static async create(): Promise<FilesDatabase> {
    const name = `doanket_test_files_${process.pid}`;
    await asSuperuser('postgres', async (client) => {
      await client.query(`drop database if exists ${name} with (force)`);
      await client.query(`create database ${name}`);
    });
    await asSuperuser(name, async (client) => {
      for (const script of ['roles.sql', 'database.sql']) await client.query(readFileSync(join(POSTGRES, script), 'utf8'));
    });
    await runMigrations({ service: SERVICE, url: urlAs(name, 'migrator'), migrations: [CreateTables1760000000000] });
    const dataSource = await createDataSource({ service: SERVICE, url: urlAs(name, 'app'), entities: [] }).initialize();
    return new FilesDatabase(name, dataSource, new Transactions(dataSource, SERVICE));
  }

  /** A unit under the path of its parent; answers its id. */
  async unit(path: string): Promise<string> {
    const id = newId();
    await this.transactions.runWhole(async (tx) => {
      await tx.query("insert into directory_unit (id, code, type, level, founded_on) values ($1, $2, 'S_DISTRICT', 'S', '1995-01-01')", [id, path.split('.').pop()]);
      await tx.query('insert into directory_scope (unit_id, path) values ($1, text2ltree($2))', [id, path]);
    });
    return id;
  }

  /** One call of somebody, in the rows that are theirs. */
  as<T>({ personId, path }: Caller, work: (tx: Tx) => Promise<T>): Promise<T> {
    const call = systemCall(SERVICE, 'test');
    return withCallContext({ ...call, actor: { ...call.actor, personId }, scope: path === null ? { kind: 'none' } : { kind: 'units', paths: [path] } }, () => this.transactions.run(work));
  }

  async drop(): Promise<void> {
    await this.dataSource.destroy();
    await asSuperuser('postgres', (client) => client.query(`drop database if exists ${this.name} with (force)`));
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function urlAs(database: string, role: string): string {
  const url = testUrl();
  url.pathname = `/${database}`;
  url.searchParams.set('options', `-c role=${SERVICE}_${role} -c search_path=${SERVICE},extensions`);
  return url.toString();
}

function testUrl(): URL {
  const url = process.env['DATABASE_URL_TEST'];
  if (url === undefined || !new URL(url).pathname.includes('test')) throw new Error('DATABASE_URL_TEST must name a database with "test" in its name');
  return new URL(url);
}

async function asSuperuser(database: string, work: (client: Client) => Promise<unknown>): Promise<void> {
  const url = testUrl();
  url.pathname = `/${database}`;
  const client = new Client({ connectionString: url.toString() });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
