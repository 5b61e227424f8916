import { DataSource, type EntitySchema, type MixedList } from 'typeorm';
import { currentCall, type Scope } from './call-context';
import type { Tx } from './tx';

/** How a service reaches its schema. `url` logs in as `<service>_app`. */
export interface DatabaseOptions {
  readonly service: string;
  readonly url: string;
  readonly entities: MixedList<Function | string | EntitySchema>;
  /** Connections in the pool; default 10. */
  readonly poolSize?: number;
  /** Longest time of one statement, milliseconds; default 30,000. */
  readonly statementTimeoutMs?: number;
}

/** The connection pool of a service. `connect()` it before use, `destroy()` it last. */
export function createDataSource(options: DatabaseOptions): DataSource {
  return new DataSource({
    type: 'postgres',
    url: options.url,
    schema: options.service,
    entities: options.entities,
    synchronize: false,
    installExtensions: false,
    poolSize: options.poolSize ?? 10,
    applicationName: options.service,
    connectTimeoutMS: 5_000,
    extra: { statement_timeout: options.statementTimeoutMs ?? 30_000, idle_in_transaction_session_timeout: 60_000 },
  });
}

/** Work to do once a transaction has been committed, e.g. waking the relay. Never throws into the caller. */
export type AfterCommit = () => void;

/** Statements that go out with the opening of a writing transaction, in the same round trip. Values are quoted by the hook. */
export type AtBegin = () => readonly string[];

/** Work inside a writing transaction after the use case, before its commit; sees what the use case returned. May throw. */
export type BeforeCommit = (tx: Tx, result: unknown) => Promise<void>;

/**
 * Opens transactions. Each one sets the caller's scope first (row-level security, engineering handbook 7.4): an unset
 * scope sees nothing. Never use another entity manager inside: it would take a second connection and can dead-lock the pool.
 */
export class Transactions {
  private readonly listeners: AfterCommit[] = [];
  private readonly atBegin: AtBegin[] = [];
  private readonly beforeCommit: BeforeCommit[] = [];

  constructor(private readonly dataSource: DataSource, private readonly service: string) {}

  /** Runs `work` in one transaction under the scope of the current call; commits when it returns, rolls back when it throws. */
  run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.inTransaction(currentCall()?.scope ?? { kind: 'none' }, false, work);
  }

  /** The same, read only. */
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.inTransaction(currentCall()?.scope ?? { kind: 'none' }, true, work);
  }

  /**
   * Runs `work` over all rows whatever the caller may see: consumers, pollers, jobs, and searches that carry their own
   * `unit_id = any(…)` from the scope builder. Lint names the files that may call it.
   */
  runWhole<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.inTransaction({ kind: 'whole' }, false, work);
  }

  /** `runWhole`, read only: for searches and look-ups. */
  readWhole<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.inTransaction({ kind: 'whole' }, true, work);
  }

  /** Calls `listener` after each commit of a writing transaction. */
  onCommit(listener: AfterCommit): void {
    this.listeners.push(listener);
  }

  /** Adds statements to the opening of each writing transaction. */
  onBegin(hook: AtBegin): void {
    this.atBegin.push(hook);
  }

  /** Calls `hook` inside each writing transaction, just before its commit. */
  onBeforeCommit(hook: BeforeCommit): void {
    this.beforeCommit.push(hook);
  }

  private async inTransaction<T>(scope: Scope, readOnly: boolean, work: (tx: Tx) => Promise<T>): Promise<T> {
    const result = await this.dataSource.transaction(async (manager) => {
      await manager.query(this.scopeSql(scope, readOnly));
      const outcome = await work(manager as Tx);
      if (!readOnly) for (const hook of this.beforeCommit) await hook(manager as Tx, outcome);
      return outcome;
    });
    if (!readOnly) for (const listener of this.listeners) listener();
    return result;
  }

  /** One statement batch, so that setting the scope costs one round trip. Values are quoted here because a batch takes no parameters. */
  private scopeSql(scope: Scope, readOnly: boolean): string {
    const statements = readOnly ? ['set transaction read only'] : [];
    if (scope.kind === 'whole') statements.push(`set local role ${this.service}_whole`);
    const paths = scope.kind === 'units' ? `{${scope.paths.join(',')}}` : '{}';
    statements.push(`select set_config('app.unit_paths', ${quoted(paths)}, true), set_config('app.person_id', ${quoted(currentCall()?.actor.personId ?? '')}, true)`);
    if (!readOnly) statements.push(...this.atBegin.flatMap((hook) => hook()));
    return statements.join('; ');
  }
}

/** A text as SQL literal, for statement batches, which take no parameters. */
export function quoted(value: string): string {
  return `'${value.replace(/'/g, "''")}'`;
}
