import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDataSource, runMigrations, sql, systemCall, Transactions, withCallContext, type Scope } from '@doanket/persistence';
import { messagingMigration } from '@doanket/messaging';
import { Client } from 'pg';
import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import { directoryMigration, type DirectoryKeptAs } from '../src';

const POSTGRES = join(__dirname, '../../../deploy/postgres');

/** A database of its own with the directory tables of one service, made by the real scripts and migration. */
export class DirectoryDatabase {
  private constructor(private readonly name: string, readonly service: string, readonly dataSource: DataSource, readonly transactions: Transactions) {}

  static async create(service: string, keptAs: DirectoryKeptAs): Promise<DirectoryDatabase> {
    const name = `doanket_test_directory_${service}_${process.pid}`;
    await asSuperuser(null, async (client) => {
      await client.query(`drop database if exists ${name} with (force)`);
      await client.query(`create database ${name}`);
    });
    await asSuperuser(name, async (client) => {
      await client.query(readFileSync(join(POSTGRES, 'roles.sql'), 'utf8'));
      await client.query(readFileSync(join(POSTGRES, 'database.sql'), 'utf8'));
    });
    class CreateDirectory1760000000000 implements MigrationInterface {
      readonly name = 'CreateDirectory1760000000000';
      up(q: QueryRunner): Promise<void> {
        return q.query(sql(messagingMigration(service), directoryMigration(service, keptAs)));
      }
      down(): Promise<void> {
        throw new Error('Forward only');
      }
    }
    await runMigrations({ service, url: urlAs(name, `${service}_migrator`, service), migrations: [CreateDirectory1760000000000] });
    const dataSource = await createDataSource({ service, url: urlAs(name, `${service}_app`, service), entities: [] }).initialize();
    return new DirectoryDatabase(name, service, dataSource, new Transactions(dataSource, service));
  }

  /** Runs `work` as a call of this scope. */
  as<T>(scope: Scope, work: () => Promise<T>): Promise<T> {
    return withCallContext({ ...systemCall(this.service, 'test'), scope }, work);
  }

  async drop(): Promise<void> {
    await this.dataSource.destroy();
    await asSuperuser(null, (client) => client.query(`drop database if exists ${this.name} with (force)`));
  }
}

function testUrl(): URL {
  const url = process.env['DATABASE_URL_TEST'];
  if (url === undefined || !new URL(url).pathname.includes('test')) throw new Error('DATABASE_URL_TEST must name a database with "test" in its name');
  return new URL(url);
}

/** Logs in as superuser and works as `role`: its policies hold, and no password of a role is touched. */
function urlAs(database: string, role: string, service: string): string {
  const url = testUrl();
  url.pathname = `/${database}`;
  url.searchParams.set('options', `-c role=${role} -c search_path=${service},extensions`);
  return url.toString();
}

async function asSuperuser(database: string | null, work: (client: Client) => Promise<unknown>): Promise<void> {
  const url = testUrl();
  url.pathname = `/${database ?? 'postgres'}`;
  const client = new Client({ connectionString: url.toString() });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
