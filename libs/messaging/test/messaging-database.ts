import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDataSource, protectTable, runMigrations, sql, systemCall, Transactions, withCallContext, type Scope, type Tx } from '@doanket/persistence';
import { Client } from 'pg';
import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import { inboxTakeMigration, messagingMigration } from '../src';

const SCRIPTS = join(__dirname, '../../../deploy/postgres');

/** A row written by a handler of the tests. */
export interface Effect { readonly consumer: string; readonly key: string; readonly version: number; readonly value: string }

/** One service's schema in a database of its own, with a table `effect` that the handlers of the tests write. */
export class MessagingDatabase {
  private constructor(readonly name: string, readonly service: string, readonly dataSource: DataSource, readonly transactions: Transactions) {}

  static async create(label: string, service = 'welfare'): Promise<MessagingDatabase> {
    const name = `doanket_test_messaging_${label}_${process.pid}`;
    await asSuperuser(null, async (client) => {
      await client.query(`drop database if exists ${name} with (force)`);
      await client.query(`create database ${name}`);
    });
    await asSuperuser(name, async (client) => {
      for (const script of ['roles.sql', 'database.sql']) await client.query(readFileSync(join(SCRIPTS, script), 'utf8'));
    });
    class CreateMessaging1760000000000 implements MigrationInterface {
      readonly name = 'CreateMessaging1760000000000';
      up(q: QueryRunner): Promise<void> {
        return q.query(sql(messagingMigration(service), inboxTakeMigration(service),
          `create table effect (n bigint generated always as identity primary key, consumer text not null, key text not null, version int not null, value text not null);
           ${protectTable(service, 'effect', { kind: 'SYSTEM' })}`));
      }
      down(): Promise<void> {
        throw new Error('Forward only');
      }
    }
    await runMigrations({ service, url: urlAs(name, service, 'migrator'), migrations: [CreateMessaging1760000000000] });
    const dataSource = await createDataSource({ service, url: urlAs(name, service, 'app'), entities: [] }).initialize();
    return new MessagingDatabase(name, service, dataSource, new Transactions(dataSource, service));
  }

  get appUrl(): string {
    return urlAs(this.name, this.service, 'app');
  }

  /** Runs `work` in a transaction of a caller with this scope. */
  as<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
    return withCallContext({ ...systemCall(this.service, 'test'), scope }, () => this.transactions.run(work));
  }

  rows<R>(text: string, values: unknown[] = []): Promise<R[]> {
    return this.transactions.runWhole((tx) => tx.query(text, values) as Promise<R[]>);
  }

  effects(): Promise<Effect[]> {
    return this.rows<Effect>('select consumer, key, version, value from effect order by n');
  }

  asSuperuser<T>(work: (client: Client) => Promise<T>): Promise<T> {
    return asSuperuser(this.name, work);
  }

  async drop(): Promise<void> {
    await this.dataSource.destroy();
    await asSuperuser(null, (client) => client.query(`drop database if exists ${this.name} with (force)`));
  }
}

/** Waits until `check` no longer throws. */
export async function eventually(check: () => Promise<void> | void, withinMs = 15_000): Promise<void> {
  const until = Date.now() + withinMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** Addresses of the test brokers; fails without them: no test is skipped. */
export function testBrokers(): string[] {
  const brokers = process.env['KAFKA_BROKERS_TEST'];
  if (brokers === undefined || brokers === '') throw new Error('KAFKA_BROKERS_TEST is missing: platform tests need a broker and never skip');
  return brokers.split(',');
}

function testUrl(): URL {
  const url = process.env['DATABASE_URL_TEST'];
  if (url === undefined || !new URL(url).pathname.includes('test')) throw new Error('DATABASE_URL_TEST must name a database with "test" in its name');
  return new URL(url);
}

/** Logs in as superuser and works as `role`: its policies hold, and no password of a role is touched. */
function urlAs(database: string, service: string, role: 'app' | 'migrator'): string {
  const url = testUrl();
  url.pathname = `/${database}`;
  url.searchParams.set('options', `-c role=${service}_${role} -c search_path=${service},extensions`);
  return url.toString();
}

async function asSuperuser<T>(database: string | null, work: (client: Client) => Promise<T>): Promise<T> {
  const url = testUrl();
  url.pathname = `/${database ?? 'postgres'}`;
  const client = new Client({ connectionString: url.toString() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
