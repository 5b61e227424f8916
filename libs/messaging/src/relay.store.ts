import { Client } from 'pg';
import type { OutboxRow } from './envelope';

/** Which part of the outbox a relay sends. One shard is all of it. */
export interface Shard { readonly index: number; readonly of: number }

/**
 * The relay's own connection: it holds the advisory lock, and reads and marks on the same one. So a relay that has lost its
 * lock cannot go on; two at once can only send something twice. No transaction pooler may stand in between.
 */
export class RelayStore {
  private broken: Error | null = null;
  private readonly filter: string;

  private constructor(private readonly client: Client, private readonly service: string, private readonly shard: Shard) {
    // One topic may have one partition and so a total order: all of it then belongs to one shard.
    this.filter = shard.of === 1 ? '' : `and mod(abs(hashtext(case when topic like '%.directory' then topic else key end)::bigint), ${shard.of}) = ${shard.index}`;
  }

  /** Connects as `<service>_app` and works as `<service>_whole`. */
  static async connect(url: string, service: string, shard: Shard): Promise<RelayStore> {
    const client = new Client({
      connectionString: url, application_name: `${service}-relay`, keepAlive: true, connectionTimeoutMillis: 5_000,
      statement_timeout: 60_000, query_timeout: 65_000,
      // What is asked goes out at once: marking what was sent and reading what comes next cost one round trip.
      pipeline: true,
    });
    const store = new RelayStore(client, service, shard);
    client.on('error', (error) => { store.broken = error; });
    client.on('end', () => { store.broken ??= new Error('The relay connection was closed'); });
    await client.connect();
    await client.query(`set role ${service}_whole`);
    // A mark that a crash of the server loses sends an event twice, which the inboxes are for: no flush to disk is waited for.
    await client.query('set synchronous_commit = off');
    // Statistics of a quiet time say that nothing waits; a plan made of them would sort the whole of a backlog for each batch.
    await client.query('set enable_sort = off');
    return store;
  }

  /** Throws when the connection, and with it the lock, is gone. */
  assertAlive(): void {
    if (this.broken !== null) throw this.broken;
  }

  async tryLock(): Promise<boolean> {
    const { rows } = await this.query<{ locked: boolean }>('select pg_try_advisory_lock(hashtextextended($1, 0)) as locked', [this.lockName()]);
    return rows[0]?.locked === true;
  }

  /** Keeps two partitions ahead of the one in use. */
  async ensurePartitions(): Promise<void> {
    await this.query('select outbox_ensure_partitions()', []);
  }

  /** The next unpublished rows in order, without those that are being sent. */
  async next(limit: number, inFlight: readonly string[]): Promise<OutboxRow[]> {
    // The limit stands in the text, so that the plan that is kept knows it: by the index of what is unpublished, in order.
    const { rows } = await this.query<OutboxRow>(
      `select seq, id, aggregate_type, aggregate_id, aggregate_version, topic, key, headers, payload::text as payload
       from outbox where published_at is null and seq <> all($1::bigint[]) ${this.filter} order by seq limit ${limit}`,
      [inFlight], `relay-next-${limit}`,
    );
    return rows;
  }

  async mark(seqs: readonly string[]): Promise<void> {
    await this.query('update outbox set published_at = clock_timestamp() where seq = any($1::bigint[]) and published_at is null', [seqs], 'relay-mark');
  }

  /** Makes the relay send these topics again from the first event on, in one statement, so that order is kept. Answers how many. */
  async unpublish(topics: readonly string[]): Promise<number> {
    await this.client.query('set statement_timeout = 0');
    await this.client.query('set synchronous_commit = on');
    const { rowCount } = await this.client.query({ text: 'update outbox set published_at = null where topic = any($1::text[]) and published_at is not null', values: [topics], query_timeout: 3_600_000 } as never);
    await this.client.query('set statement_timeout = 60000');
    await this.client.query('set synchronous_commit = off');
    return rowCount ?? 0;
  }

  async end(): Promise<void> {
    this.broken ??= new Error('The relay connection was closed');
    await this.client.end().catch(() => undefined);
  }

  private lockName(): string {
    return `outbox-relay:${this.service}:${this.shard.index}/${this.shard.of}`;
  }

  /** With a name the server keeps the statement's plan. */
  private async query<R extends object>(text: string, values: readonly unknown[], name?: string): Promise<{ rows: R[] }> {
    this.assertAlive();
    return this.client.query<R>({ text, values: [...values], ...(name === undefined ? {} : { name }) });
  }
}
