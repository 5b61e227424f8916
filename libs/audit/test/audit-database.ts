import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { directoryMigration } from '@doanket/directory';
import { createDataSource, runMigrations, sql, systemCall, Transactions, withCallContext, type Actor, type Scope } from '@doanket/persistence';
import { Client } from 'pg';
import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import { auditMigration } from '../src';

const POSTGRES = join(__dirname, '../../../deploy/postgres');
export const SERVICE = 'welfare';

class CreateTables1760000000000 implements MigrationInterface {
  readonly name = 'CreateTables1760000000000';
  up(q: QueryRunner): Promise<void> {
    return q.query(sql(directoryMigration(SERVICE), auditMigration(SERVICE)));
  }
  down(): Promise<void> {
    throw new Error('Forward only');
  }
}

/** A database of its own with the audit trail of one service, made by the real scripts and migrations. */
export class AuditDatabase {
  private constructor(private readonly name: string, private readonly dataSource: DataSource, readonly transactions: Transactions) {}

  static async create(): Promise<AuditDatabase> {
    const name = `doanket_test_audit_${process.pid}`;
    await asSuperuser('postgres', async (client) => {
      await client.query(`drop database if exists ${name} with (force)`);
      await client.query(`create database ${name}`);
    });
    await asSuperuser(name, async (client) => {
      for (const script of ['roles.sql', 'database.sql']) await client.query(readFileSync(join(POSTGRES, script), 'utf8'));
    });
    await runMigrations({ service: SERVICE, url: urlAs(name, 'migrator'), migrations: [CreateTables1760000000000] });
    const dataSource = await createDataSource({ service: SERVICE, url: urlAs(name, 'app'), entities: [] }).initialize();
    return new AuditDatabase(name, dataSource, new Transactions(dataSource, SERVICE));
  }

  get sealerUrl(): string {
    return urlAs(this.name, 'sealer');
  }

  /** Runs `work` as a call of this actor in this scope. */
  as<T>(actor: Partial<Actor>, scope: Scope, work: () => Promise<T>): Promise<T> {
    const call = systemCall(SERVICE, 'correlation');
    return withCallContext({ ...call, traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', actor: { ...call.actor, ...actor }, scope }, work);
  }

  /** One statement as one of the service's roles, outside of the application. */
  async statement(role: 'app' | 'sealer' | 'migrator', text: string): Promise<unknown[]> {
    const client = new Client({ connectionString: urlAs(this.name, role) });
    await client.connect();
    try {
      return (await client.query(text)).rows as unknown[];
    } finally {
      await client.end();
    }
  }

  /** What somebody with the keys to the machine could do: triggers and policies do not hold them. */
  tamper(text: string): Promise<void> {
    return asSuperuser(this.name, async (client) => {
      await client.query("set session_replication_role = 'replica'");
      await client.query(text);
    });
  }

  async drop(): Promise<void> {
    await this.dataSource.destroy();
    await asSuperuser('postgres', (client) => client.query(`drop database if exists ${this.name} with (force)`));
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
