import { Client } from 'pg';
import { CANONICAL, GENESIS, link } from './chain';

export interface AuditSealerOptions {
  readonly service: string;
  /** Logs in as `<service>_sealer`. */
  readonly url: string;
  /** Pause between two rounds with nothing to seal, milliseconds; default 2,000, so a row is sealed within 5 s. */
  readonly pauseMs?: number;
  /** Told of a failure; the sealer goes on with a new connection. */
  readonly onFailure?: (error: unknown) => void;
}

const BATCH = 500;

/**
 * Seals new rows into a hash chain, outside of business transactions: in the transaction one chain would let one writer at a
 * time through (engineering handbook 7.6). Rows are found by anti-join, never by `seq > last`: commits come out of order. One
 * sealer per service is active, by advisory lock on its own connection.
 */
export class AuditSealer {
  private stopped = true;
  private loop: Promise<void> = Promise.resolve();
  private wake: (() => void) | null = null;

  constructor(private readonly options: AuditSealerOptions) {}

  start(): void {
    if (!this.stopped) return;
    this.stopped = false;
    this.loop = this.run();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.wake?.();
    await this.loop;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      const client = new Client({ connectionString: this.options.url, application_name: `${this.options.service}-sealer`, connectionTimeoutMillis: 5_000, statement_timeout: 30_000 });
      client.on('error', () => undefined);
      try {
        await client.connect();
        while (!this.stopped && !(await this.locked(client))) await this.pause();
        while (!this.stopped) if ((await sealOnce(client, this.options.service)) < BATCH) await this.pause();
      } catch (error) {
        this.options.onFailure?.(error);
        await this.pause();
      } finally {
        await client.end().catch(() => undefined);
      }
    }
  }

  private async locked(client: Client): Promise<boolean> {
    const { rows } = await client.query<{ locked: boolean }>('select pg_try_advisory_lock(hashtext($1)) as locked', [`audit-sealer:${this.options.service}`]);
    return rows[0]?.locked ?? false;
  }

  private async pause(): Promise<void> {
    if (this.stopped) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, this.options.pauseMs ?? 2_000);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.wake = null;
  }
}

/** Seals up to one batch of rows in one transaction; answers how many. The caller holds the lock. */
export async function sealOnce(client: Client, service: string): Promise<number> {
  const schema = `${service}_audit`;
  await client.query('begin');
  try {
    const last = await client.query<{ n: string; h: Buffer }>(`select n::text as n, h from ${schema}.audit_seal order by n desc limit 1`);
    const rows = await client.query<{ seq: string; canonical: string }>(
      `select a.seq::text as seq, ${CANONICAL} as canonical from ${schema}.audit a
        where not exists (select 1 from ${schema}.audit_seal s where s.audit_seq = a.seq) order by a.seq limit ${BATCH}`,
    );
    let n = BigInt(last.rows[0]?.n ?? '0');
    let previous = last.rows[0]?.h ?? GENESIS;
    const seals = rows.rows.map((row) => {
      n += 1n;
      previous = link(previous, row.canonical);
      return { n: n.toString(), seq: row.seq, h: previous.toString('hex') };
    });
    if (seals.length > 0) {
      await client.query(
        `insert into ${schema}.audit_seal (n, audit_seq, h) select t.n, t.seq, decode(t.h, 'hex') from unnest($1::bigint[], $2::bigint[], $3::text[]) as t(n, seq, h)`,
        [seals.map((seal) => seal.n), seals.map((seal) => seal.seq), seals.map((seal) => seal.h)],
      );
    }
    await client.query('commit');
    return seals.length;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}
