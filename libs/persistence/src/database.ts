import { DataSource, type EntitySchema, type MixedList } from 'typeorm';

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

/** A connection costs thirty times what a request does, and it knows its statements: it outlives a pause between two clicks. */
const IDLE_CONNECTION_MS = 60_000;

/**
 * A page of a list is a few rows out of millions. Workers of a parallel plan each walk on for rows that nobody asked for: several
 * times the work, on cores that other requests need.
 */
const SETTINGS = '-c max_parallel_workers_per_gather=0';

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
    extra: { idleTimeoutMillis: IDLE_CONNECTION_MS, statement_timeout: options.statementTimeoutMs ?? 30_000, idle_in_transaction_session_timeout: 60_000, options: SETTINGS },
  });
}

/** A text as SQL literal, for statement batches, which take no parameters. */
export function quoted(value: string): string {
  return `'${value.replace(/'/g, "''")}'`;
}
