import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PostSource } from '@doanket/auth';
import type { DataOf, DomainService, EventContract, EventMeta } from '@doanket/contracts';
import { DirectoryWriter } from '@doanket/directory';
import { FixedClock } from '@doanket/kernel';
import { type Delivery, Messaging, readOutbox } from '@doanket/messaging';
import { type MigrationClass, Transactions } from '@doanket/persistence';
import { createApp, type DoorConfig, loadConfig, platformEnv, shutDown } from '@doanket/service';
import type { DynamicModule, Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { z } from 'zod';
import { TestApi } from './test-api';
import { TestDatabase } from './test-database';
import { TEST_AUDIENCE, TEST_ISSUER, TestIdentity } from './test-identity';
import { TestTree } from './test-tree';

export interface TestAppOptions {
  readonly service: DomainService;
  readonly migrations: readonly MigrationClass[];
  /** The service's environment schema; its own variables come from `env`. */
  readonly schema?: z.ZodObject;
  readonly env?: Readonly<Record<string, string>>;
  /** Where the clock stands; default 2026-03-02, 9:00 in Hanoi. */
  readonly now?: string;
}

/** A service in process on a database of its own: real PostgreSQL, real tokens, no broker. */
export class TestApp {
  readonly api: TestApi;
  readonly tree: TestTree;
  readonly transactions: Transactions;
  private since = '0';
  private test: string | undefined;

  constructor(
    readonly app: NestFastifyApplication, readonly database: TestDatabase, readonly identity: TestIdentity, readonly clock: FixedClock,
    service: DomainService, private readonly directory: string,
  ) {
    this.transactions = app.get(Transactions);
    this.tree = new TestTree(this.transactions, app.get(DirectoryWriter), clock, () => this.forgetPosts());
    this.api = new TestApi(app, identity, `/api/${service}`, null, () => this.beginTest());
  }

  /** A provider of the application. */
  get<T>(token: Type<T> | (abstract new (...args: never[]) => T)): T {
    return this.app.get(token as Type<T>, { strict: false });
  }

  /** Sets the clock and lets the directory turn its day and prove itself complete. */
  async at(instant: string): Promise<void> {
    this.clock.set(instant);
    await this.tree.heartbeat();
  }

  /**
   * Delivers an event as if it came from the broker: parse, inbox, handlers in one transaction. Throws when it became a dead
   * letter or nobody listens; what else became of it is the answer.
   */
  async deliver<E extends EventContract>(event: E, data: DataOf<E>, meta: Partial<EventMeta> = {}): Promise<Delivery> {
    await this.beginTest();
    const delivery = await this.get(Messaging).consumer.deliver(event, data, meta);
    this.forgetPosts();
    if (delivery.outcome === 'letter' || delivery.outcome === 'parked') {
      throw new Error(`${event.type} became a dead letter: ${delivery.reason ?? ''} ${delivery.error?.code ?? ''} ${delivery.error?.text ?? ''}`);
    }
    if (delivery.outcome === 'skipped') throw new Error(`Nobody consumes ${event.type} in this service`);
    return delivery;
  }

  /** Delivers the same event twice; the second time must change nothing. */
  async deliverTwice<E extends EventContract>(event: E, data: DataOf<E>, meta: Partial<EventMeta> = {}): Promise<void> {
    const aggregateVersion = meta.aggregateVersion ?? 1;
    await this.deliver(event, data, { ...meta, aggregateVersion });
    const again = await this.deliver(event, data, { ...meta, aggregateVersion });
    if (again.outcome !== 'duplicate') throw new Error(`The second delivery of ${event.type} was ${again.outcome}`);
  }

  /** Payloads of this event published since the test began, in order. */
  async published<E extends EventContract>(event: E): Promise<DataOf<E>[]> {
    await this.beginTest();
    const events = await this.transactions.runWhole((tx) => readOutbox(tx, { afterSeq: this.since, limit: 100_000 }));
    return events.filter(({ meta }) => meta.type === event.type).map(({ data }) => data as DataOf<E>);
  }

  /** Expects exactly one such event since the test began; answers its payload. */
  async expectPublished<E extends EventContract>(event: E, partial: Partial<DataOf<E>> = {}): Promise<DataOf<E>> {
    const all = await this.published(event);
    const fitting = all.filter((data) => Object.entries(partial).every(([name, value]) => JSON.stringify((data as Record<string, unknown>)[name]) === JSON.stringify(value)));
    const [only] = fitting;
    if (only === undefined || fitting.length > 1) {
      throw new Error(`Expected one ${event.type} with ${JSON.stringify(partial)}, found ${fitting.length} among ${JSON.stringify(all)}`);
    }
    return only;
  }

  async expectNotPublished<E extends EventContract>(event: E): Promise<void> {
    const all = await this.published(event);
    if (all.length > 0) throw new Error(`Expected no ${event.type}, found ${JSON.stringify(all)}`);
  }

  async close(): Promise<void> {
    await shutDown(this.app);
    await this.identity.stop();
    await this.database.drop();
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** Posts are cached for a second; a test does not wait for it. */
  private forgetPosts(): void {
    (this.app.get(PostSource) as { forget?: () => void }).forget?.();
  }

  /** Remembers where the event log stood when the running test made its first call. */
  private async beginTest(): Promise<void> {
    const running = expect.getState().currentTestName;
    if (running === this.test) return;
    this.test = running;
    const rows = (await this.transactions.runWhole((tx) => tx.query('select coalesce(max(seq), 0)::text as seq from outbox'))) as { seq: string }[];
    this.since = rows[0]?.seq ?? '0';
  }
}

/** Starts a service for tests; call it in `beforeAll` and `close()` it in `afterAll`. */
export async function createTestApp(appModule: Type<unknown> | DynamicModule, options: TestAppOptions): Promise<TestApp> {
  const database = await TestDatabase.create(options.service, options.migrations);
  const identity = await TestIdentity.start();
  const directory = mkdtempSync(join(tmpdir(), 'doanket-test-'));
  const clock = new FixedClock(options.now ?? '2026-03-02T02:00:00Z');
  try {
    const config = loadConfig(options.schema ?? platformEnv, { ...testEnvironment(database, identity, directory), ...options.env });
    const app = await createApp(appModule, config as unknown as DoorConfig, {
      clock, runtime: { background: false, checkAnswers: true, processMetrics: false },
    });
    return new TestApp(app, database, identity, clock, options.service, directory);
  } catch (error) {
    await identity.stop();
    await database.drop();
    throw error;
  }
}

function testEnvironment(database: TestDatabase, identity: TestIdentity, directory: string): Record<string, string> {
  return {
    HTTP_HOST: '127.0.0.1', HTTP_PORT: '0', PUBLIC_BASE_URL: 'http://doanket.test',
    LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'silent',
    DATABASE_URL: database.urlAs('app'), DATABASE_SEALER_URL: database.urlAs('sealer'), DATABASE_POOL_SIZE: '5',
    KAFKA_BROKERS: '127.0.0.1:1',
    AUTH_ISSUER: TEST_ISSUER, AUTH_JWKS_URL: identity.jwksUrl, AUTH_AUDIENCE: TEST_AUDIENCE, AUTH_ALLOWED_AZP: 'gateway,partner-*',
    FILES_DIR: directory,
  };
}
