import { systemCall, withCallContext, type Transactions } from '@doanket/persistence';
import type { Kafka } from 'kafkajs';
import { describeError } from './classify';
import type { OutboxRow } from './envelope';
import { environmentFailPoints, type FailPoints } from './fail-points';
import type { MessagingLog } from './log';
import type { MessagingMetrics } from './metrics';
import { EventPublisher } from './producer';
import { IDLE_POLL_MS, jitter, pauseBetweenPolls, restAfterRead } from './relay-pauses';
import { RelayStore, type Shard } from './relay.store';
import { Sleeper } from './sleeper';

export interface RelayOptions {
  readonly service: string;
  /** Logs in as `<service>_app`; not through a transaction pooler. */
  readonly databaseUrl: string;
  readonly kafka: Kafka;
  readonly transactions: Transactions;
  readonly metrics: MessagingMetrics;
  readonly log: MessagingLog;
  /** Rows in one send; default 500. */
  readonly batchSize?: number;
  /** Relays that share the outbox by key; the same number in every replica. Default 1. */
  readonly shards?: number;
  readonly failPoints?: FailPoints;
}

const RETRY_MAX_MS = 5_000;
const PARTITIONS_EVERY_MS = 60_000;
const STOP_MS = 10_000;

/** A replay of the log needs the relay lock, and another process has it. */
export class RelayElsewhere extends Error {
  constructor() {
    super('The relay of this service runs in another process; stop that one first');
    this.name = 'RelayElsewhere';
  }
}

/**
 * Sends the outbox: one active relay per service and shard, in order of `seq`, again until the broker has it. Woken after
 * each commit in this process, else by a poll. Engineering handbook 3.2.
 */
export class OutboxRelay {
  private readonly shards: RelayShard[];

  constructor(options: RelayOptions) {
    const of = options.shards ?? 1;
    this.shards = Array.from({ length: of }, (_, index) => new RelayShard(options, { index, of }));
    options.transactions.onCommit(() => this.wake());
  }

  start(): void {
    for (const shard of this.shards) shard.start();
  }

  /** Finishes what is being sent and lets go of the lock. */
  async stop(): Promise<void> {
    await Promise.all(this.shards.map((shard) => shard.stop()));
  }

  /** There may be something to send. Cheap. */
  wake(): void {
    for (const shard of this.shards) shard.wake();
  }

  /** True while this process holds the lock of every shard. */
  get active(): boolean {
    return this.shards.every((shard) => shard.active);
  }

  /**
   * Sends these topics again from the first event on, verbatim: same ids and versions. For a lost log: recreate its topics
   * first, then forget the inbox rows and offsets of who reads them. Answers how many events. Throws RelayElsewhere when
   * another process is the relay.
   */
  async republish(topics: readonly string[]): Promise<number> {
    const counts = await Promise.all(this.shards.map((shard) => shard.republish(topics)));
    return counts.reduce((sum, count) => sum + count, 0);
  }
}

interface Sending { readonly rows: readonly OutboxRow[]; readonly done: Promise<void> }
interface Request { readonly topics: readonly string[]; readonly resolve: (count: number) => void; readonly reject: (error: unknown) => void }

class RelayShard {
  active = false;
  private stopping = false;
  private running: Promise<void> | null = null;
  private lastWork = 0;
  private inFlight: Promise<void> = Promise.resolve();
  private readonly sleeper = new Sleeper();
  private readonly publisher: EventPublisher;
  private readonly failPoints: FailPoints;
  private requests: Request[] = [];

  constructor(private readonly options: RelayOptions, private readonly shard: Shard) {
    this.publisher = new EventPublisher(options.kafka);
    this.failPoints = options.failPoints ?? environmentFailPoints();
  }

  start(): void {
    this.stopping = false;
    this.running ??= withCallContext(systemCall(this.options.service, 'outbox-relay'), () => this.run());
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.sleeper.wake(true);
    await Promise.race([this.running, new Sleeper().sleep(STOP_MS)]);
    this.running = null;
    await this.publisher.disconnect();
  }

  wake(): void {
    this.sleeper.wake();
  }

  republish(topics: readonly string[]): Promise<number> {
    if (!this.active) return Promise.reject(new RelayElsewhere());
    return new Promise((resolve, reject) => {
      this.requests.push({ topics, resolve, reject });
      this.wake();
    });
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      try {
        await this.lead();
      } catch (error) {
        if (!this.stopping) this.options.log.warn({ event: 'relay-lost', shard: this.shard.index, error: describeError(error) });
      }
      if (!this.stopping) await this.sleeper.sleep(jitter(IDLE_POLL_MS), false);
    }
  }

  /** Waits for the lock, then sends until the connection breaks or the relay is stopped. */
  private async lead(): Promise<void> {
    const { databaseUrl, service, metrics, log } = this.options;
    const store = await RelayStore.connect(databaseUrl, service, this.shard);
    try {
      while (!(await store.tryLock())) {
        await this.sleeper.sleep(jitter(IDLE_POLL_MS), false);
        if (this.stopping) return;
      }
      this.active = true;
      metrics.relayActive.set(1);
      log.info({ event: 'relay-active', shard: this.shard.index });
      await this.pump(store);
    } finally {
      this.active = false;
      metrics.relayActive.set(0);
      for (const request of this.requests.splice(0)) request.reject(new RelayElsewhere());
      await store.end();
      // The producer is not shared with the next turn before it has come to rest.
      await this.inFlight;
    }
  }

  /**
   * Reads the next batch while the one before is under way; it is sent only after that one has arrived, so order is kept.
   * What has arrived is marked in the round trip that reads what comes after the batch under way.
   */
  private async pump(store: RelayStore): Promise<void> {
    let sending: Sending | null = null;
    let arrived: readonly OutboxRow[] = [];
    let partitionsAt = -Infinity;
    for (;;) {
      if (now() - partitionsAt > PARTITIONS_EVERY_MS) {
        await store.ensurePartitions();
        partitionsAt = now();
      }
      const [request] = this.requests;
      const noMore = this.stopping || request !== undefined;
      const underWay: readonly OutboxRow[] = sending?.rows ?? [];
      const asked = now();
      // Marked first: what has arrived must not be read again.
      const marking = arrived.length > 0 ? this.published(store, arrived) : null;
      const reading: Promise<OutboxRow[]> = noMore ? Promise.resolve([]) : store.next(this.options.batchSize ?? 500, underWay.map(({ seq }) => seq));
      const [rows] = await Promise.all([reading, marking]);
      const took = now() - asked;
      if (sending !== null) await sending.done;
      sending = null;
      arrived = underWay;
      if (rows.length > 0) {
        this.failPoints.hit('after-commit-before-publish');
        sending = { rows, done: this.send(store, rows) };
        this.inFlight = sending.done.catch(() => undefined);
      }
      if (sending !== null || arrived.length > 0) continue;
      if (this.stopping) return;
      if (request !== undefined) {
        this.requests.shift();
        await store.unpublish(request.topics).then(request.resolve, request.reject);
      } else {
        const rest = restAfterRead(took);
        if (rest > 0) await this.sleeper.sleep(rest, false);
        if (!this.stopping) await this.sleeper.sleep(jitter(pauseBetweenPolls(now() - this.lastWork)));
        store.assertAlive();
      }
    }
  }

  private async published(store: RelayStore, rows: readonly OutboxRow[]): Promise<void> {
    this.failPoints.hit('after-publish-before-mark');
    await store.mark(rows.map(({ seq }) => seq));
    this.lastWork = now();
    const counts = new Map<string, number>();
    for (const { topic } of rows) counts.set(topic, (counts.get(topic) ?? 0) + 1);
    for (const [topic, count] of counts) this.options.metrics.published.inc({ topic }, count);
  }

  /** The same batch until the broker has it. Gives up only when the lock is lost or the relay is stopped. */
  private async send(store: RelayStore, rows: readonly OutboxRow[]): Promise<void> {
    for (let failures = 0; ; failures += 1) {
      try {
        return await this.publisher.send(rows);
      } catch (error) {
        this.options.metrics.publishFailures.inc();
        this.options.log.warn({ event: 'publish-failed', failures: failures + 1, rows: rows.length, error: describeError(error) });
        if (this.stopping) throw error;
        await this.sleeper.sleep(jitter(Math.min(RETRY_MAX_MS, 100 * 2 ** failures)), false);
        if (this.stopping) throw error;
        store.assertAlive();
      }
    }
  }
}

const now = (): number => performance.now();
