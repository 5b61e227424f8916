import type { ServiceName } from '@doanket/contracts';
import { type Actor, createDataSource, type Scope, sql, systemCall, Transactions, type Tx, withCallContext } from '@doanket/persistence';
import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import { TestDatabase } from '../src';

const TRACEPARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

/** A database of its own with the tables of one platform library, made by the real scripts and its migration, without an application on top. */
export class LibraryDatabase {
  private constructor(private readonly database: TestDatabase, readonly service: ServiceName, readonly dataSource: DataSource, readonly transactions: Transactions) {}

  /** `parts`: what the migration of the service runs, as the libraries give it. */
  static async create(service: ServiceName, ...parts: readonly string[]): Promise<LibraryDatabase> {
    class CreateTables1760000000000 implements MigrationInterface {
      readonly name = 'CreateTables1760000000000';
      up(q: QueryRunner): Promise<void> {
        return q.query(sql(...parts));
      }
      down(): Promise<void> {
        throw new Error('Forward only');
      }
    }
    const database = await TestDatabase.create(service, [CreateTables1760000000000]);
    const dataSource = await createDataSource({ service, url: database.urlAs('app'), entities: [] }).initialize();
    return new LibraryDatabase(database, service, dataSource, new Transactions(dataSource, service));
  }

  get sealerUrl(): string {
    return this.database.urlAs('sealer');
  }

  /** Runs `work` as a call of this actor in this scope. */
  as<T>(scope: Scope, work: () => Promise<T>, actor: Partial<Actor> = {}): Promise<T> {
    const call = systemCall(this.service, 'correlation');
    return withCallContext({ ...call, traceparent: TRACEPARENT, actor: { ...call.actor, ...actor }, scope }, work);
  }

  /** The same in a transaction. */
  run<T>(scope: Scope, work: (tx: Tx) => Promise<T>, actor: Partial<Actor> = {}): Promise<T> {
    return this.as(scope, () => this.transactions.run(work), actor);
  }

  /** One statement as one of the service's roles, outside of the application. */
  statement(role: 'app' | 'sealer' | 'migrator', text: string): Promise<unknown[]> {
    return this.database.asSuperuser(async (client) => {
      await client.query(`set role ${this.service}_${role}`);
      return (await client.query(text)).rows as unknown[];
    });
  }

  /** What somebody with the keys to the machine could do: triggers and policies do not hold them. */
  tamper(text: string): Promise<void> {
    return this.database.asSuperuser(async (client) => {
      await client.query("set session_replication_role = 'replica'");
      await client.query(text);
    });
  }

  async drop(): Promise<void> {
    await this.dataSource.destroy();
    await this.database.drop();
  }
}
