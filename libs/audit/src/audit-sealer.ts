import { Client } from 'pg';
import type { AuditRoots, PublishedRoot } from './audit-roots';
import { CANONICAL, genesis, link } from './chain';

export interface SealerOptions {
  readonly service: string;
  /** Logs in as `<service>_sealer`; the sealer has a connection of its own. */
  readonly url: string;
  /** Pause between two rounds, milliseconds. Rows are sealed within 5 s. */
  readonly everyMs?: number;
  /** Rows sealed in one transaction. */
  readonly batch?: number;
  /** Signed roots outside the database; without it none are written. */
  readonly roots?: AuditRoots;
  /** Told of each root once it lies in its file, to send it on. A failure is a fault: the root is written again. */
  readonly onRoot?: (root: PublishedRoot) => Promise<void>;
  readonly onFault: (error: unknown) => void;
}

/** A row may commit after a later number was sealed, so rounds look back this far; and now and then at everything. */
const LOOK_BACK = "interval '10 minutes'";
const FULL_LOOK_MS = 15 * 60_000;
const ROOT_MS = 3_600_000;

/**
 * Seals the audit trail into a hash chain, outside of business transactions: one writer per service by advisory lock, in the
 * order in which it finds rows, by anti-join and never by "greater than the last". Source: engineering handbook 7.6.
 */
export class AuditSealer {
  private client: Client | null = null;
  private leads = false;
  private timer: NodeJS.Timeout | null = null;
  private round: Promise<unknown> = Promise.resolve();
  private stopped = true;
  private lastFullLook = Number.NEGATIVE_INFINITY;
  private lastRoot = Number.NEGATIVE_INFINITY;

  constructor(private readonly options: SealerOptions) {}

  start(): void {
    this.stopped = false;
    this.plan(0);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer !== null) clearTimeout(this.timer);
    await this.round;
    await this.disconnect();
  }

  /** One round: seals what is there and answers how many rows; 0 also when another process is the sealer. */
  async seal(): Promise<number> {
    const client = await this.connect();
    if (!(await this.lead(client))) return 0;
    const batch = this.options.batch ?? 1_000;
    const full = performance.now() - this.lastFullLook > FULL_LOOK_MS;
    let sealed = 0;
    for (;;) {
      const count = await this.sealBatch(client, batch, full);
      sealed += count;
      if (count < batch) break;
    }
    if (full) this.lastFullLook = performance.now();
    if (this.options.roots !== undefined && performance.now() - this.lastRoot > ROOT_MS) {
      if (await this.writeRoot(client, this.options.roots)) this.lastRoot = performance.now();
    }
    return sealed;
  }

  private plan(afterMs: number): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.round = this.seal().catch(async (error: unknown) => {
        this.options.onFault(error);
        await this.disconnect();
      }).finally(() => this.plan(this.options.everyMs ?? 2_000));
    }, afterMs).unref();
  }

  private async sealBatch(client: Client, batch: number, full: boolean): Promise<number> {
    const schema = `${this.options.service}_audit`;
    const since = full ? '' : `e.written_at > now() - ${LOOK_BACK} and`;
    // Nobody else seals while this connection holds the lock, so what is unsealed now is so in the transaction too.
    const { rows } = await client.query<{ seq: string; canonical: string }>({
      name: full ? 'unsealed-ever' : 'unsealed-of-late',
      text: `select e.seq, ${CANONICAL} as canonical from ${schema}.entry e
       where ${since} not exists (select from ${schema}.seal s where s.audit_seq = e.seq)
       order by e.seq limit ${batch}`,
    });
    if (rows.length === 0) return 0;
    await client.query('begin');
    try {
      const head = (await client.query<{ n: string; h: Buffer }>(`select n, h from ${schema}.seal order by n desc limit 1`)).rows[0];
      let n = BigInt(head?.n ?? 0);
      let h = head?.h ?? genesis(this.options.service);
      const seals = rows.map((row) => ({ n: (n += 1n).toString(), seq: row.seq, h: (h = link(h, row.canonical)) }));
      await client.query(`insert into ${schema}.seal (n, audit_seq, h) select * from unnest($1::bigint[], $2::bigint[], $3::bytea[])`,
        [seals.map((seal) => seal.n), seals.map((seal) => seal.seq), seals.map((seal) => seal.h)]);
      await client.query('commit');
      return seals.length;
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      throw error;
    }
  }

  /** False while there is nothing to sign. */
  private async writeRoot(client: Client, roots: AuditRoots): Promise<boolean> {
    const { rows } = await client.query<{ n: string; h: Buffer }>(`select n, h from ${this.options.service}_audit.seal order by n desc limit 1`);
    if (rows[0] === undefined) return false;
    const root = roots.write(rows[0].n, rows[0].h);
    await this.options.onRoot?.(root);
    return true;
  }

  private async connect(): Promise<Client> {
    if (this.client !== null) return this.client;
    const client = new Client({ connectionString: this.options.url, application_name: `${this.options.service}-sealer`, statement_timeout: 30_000, connectionTimeoutMillis: 5_000 });
    client.on('error', (error) => {
      this.options.onFault(error);
      void this.disconnect();
    });
    await client.connect();
    this.client = client;
    return client;
  }

  /** The lock lives as long as the connection: a killed sealer frees it by itself. */
  private async lead(client: Client): Promise<boolean> {
    if (!this.leads) {
      const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock(hashtext($1)) as got', [`audit-sealer:${this.options.service}`]);
      this.leads = rows[0]?.got === true;
    }
    return this.leads;
  }

  private async disconnect(): Promise<void> {
    const { client } = this;
    this.client = null;
    this.leads = false;
    await client?.end().catch(() => undefined);
  }
}
