import { Server, type CustomTransportStrategy } from '@nestjs/microservices';
import type { Batch, Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import { describeError } from './classify';
import { CHUNK_SIZE, type EventConsumer } from './event-consumer';
import { environmentFailPoints, type FailPoints } from './fail-points';
import { withAdmin } from './kafka-client';
import type { MessagingLog } from './log';
import type { MessagingMetrics } from './metrics';
import { hasReached, progressOf } from './progress';
import { Sleeper } from './sleeper';

export interface StrategyOptions {
  /** Consumer group; `reports.g3` for a rebuild. */
  readonly group: string;
  readonly consumer: EventConsumer;
  readonly kafka: Kafka;
  readonly metrics: MessagingMetrics;
  readonly log: MessagingLog;
  /** Topics read to their end before the others start: `membership.directory`. Those nobody here listens to are left out. */
  readonly firstTopics?: readonly string[];
  /** Called once when this process can no longer consume; the supervisor starts a new one. Default: exit 1. */
  readonly onFatal?: (reason: string) => void;
  /** Default 30,000: how long the partitions of a killed process wait for their next owner. */
  readonly sessionTimeoutMs?: number;
  /** Longest time without a fetch while the broker can be reached; default 60,000 (engineering handbook 2.3). */
  readonly silenceMs?: number;
  readonly failPoints?: FailPoints;
}

const SILENCE_MS = 60_000;
const WATCH_EVERY_MS = 5_000;
const STOP_MS = 15_000;
/** How long the broker holds a fetch back while nothing comes; it answers at once when something does. A partition that was paused joins the next one. */
const FETCH_WAIT_MS = 1_000;
/**
 * Most of one fetch. kafkajs fetches again when all of it is done, and the database rests meanwhile: a fetch is a few
 * chunks of each of its partitions. Decoded it takes some ten times as much memory.
 */
const FETCH_BYTES = { maxBytesPerPartition: 512 * 1024, maxBytes: 4 * 1024 * 1024 };
const GATE_POLL_MS = 250;
const BACKOFF_MIN_MS = 100;
const BACKOFF_MAX_MS = 30_000;
/** Waits before the second and the third attempt of a failure that is not understood. */
const UNKNOWN_WAITS_MS = [200, 1_000];

/**
 * Nest transport on kafkajs `eachBatch`. kafkajs never sees an error of ours: `EventConsumer` classifies it, and a
 * partition that must wait is paused while the others go on. Offsets are committed after the database.
 * `listen` returns at once and keeps trying, so a service starts without a broker.
 */
export class KafkaConsumerStrategy extends Server implements CustomTransportStrategy {
  private kafkaConsumer: Consumer | null = null;
  private stopping = false;
  private starting: Promise<void> | null = null;
  private joined = false;
  private fatal: string | null = null;
  private lastFetch = performance.now();
  private watchdog: NodeJS.Timeout | null = null;
  /** The look that is under way; one at a time, and closing waits for it. */
  private watching: Promise<void> | null = null;
  private gateOpen = false;
  private readonly sleeper = new Sleeper();
  private readonly backoff = new Map<string, number>();
  private readonly waiting = new Set<NodeJS.Timeout>();
  private readonly topics: readonly string[];
  private readonly firstTopics: readonly string[];
  private readonly failPoints: FailPoints;
  private readonly silenceMs: number;

  constructor(private readonly options: StrategyOptions) {
    super();
    this.topics = options.consumer.topics();
    this.firstTopics = (options.firstTopics ?? []).filter((topic) => this.topics.includes(topic));
    this.failPoints = options.failPoints ?? environmentFailPoints();
    this.silenceMs = options.silenceMs ?? SILENCE_MS;
  }

  listen(callback: () => void): void {
    this.start();
    callback();
  }

  start(): void {
    if (this.starting !== null || this.topics.length === 0) return;
    this.stopping = false;
    this.starting = this.connectUntilJoined();
    this.watchdog = setInterval(() => this.lookAfter(), Math.min(WATCH_EVERY_MS, this.silenceMs / 4));
    this.watchdog.unref();
  }

  /** Stops fetching, lets the running chunks finish and commit, leaves the group. */
  async close(): Promise<void> {
    this.stopping = true;
    this.sleeper.wake(true);
    if (this.watchdog !== null) clearInterval(this.watchdog);
    for (const timer of this.waiting) clearTimeout(timer);
    const { kafkaConsumer } = this;
    this.kafkaConsumer = null;
    const leave = async (): Promise<void> => {
      await kafkaConsumer?.stop().catch(() => undefined);
      await kafkaConsumer?.disconnect().catch(() => undefined);
      await this.starting;
      await this.watching;
    };
    await Promise.race([leave(), new Sleeper().sleep(STOP_MS)]);
    this.starting = null;
    this.joined = false;
  }

  /** Why this consumer does not run as it should; empty when it does. A broker that is away is no reason to restart. */
  reasons(): string[] {
    if (this.topics.length === 0) return [];
    if (this.fatal !== null) return [`${this.options.group}: ${this.fatal}`];
    if (!this.joined) return [`${this.options.group}: not in its consumer group`];
    return this.gateOpen ? [] : [`${this.options.group}: still reading ${this.firstTopics.join(', ')}`];
  }

  get isFatal(): boolean {
    return this.fatal !== null;
  }

  get group(): string {
    return this.options.group;
  }

  topicsRead(): readonly string[] {
    return this.topics;
  }

  on(): void {
    throw new Error('The consumer strategy has no events of its own');
  }

  unwrap<T>(): T {
    return this.kafkaConsumer as T;
  }

  private async connectUntilJoined(): Promise<void> {
    for (let failures = 0; !this.stopping; failures += 1) {
      const consumer = this.createConsumer();
      try {
        await consumer.connect();
        await consumer.subscribe({ topics: [...this.topics], fromBeginning: true });
        this.kafkaConsumer = consumer;
        this.lastFetch = performance.now();
        await consumer.run({
          eachBatch: (payload) => this.eachBatch(payload),
          eachBatchAutoResolve: false, autoCommit: false, partitionsConsumedConcurrently: 3,
        });
        void this.openGate();
        return;
      } catch (error) {
        this.options.log.warn({ event: 'consumer-not-started', group: this.options.group, error: describeError(error) });
        this.kafkaConsumer = null;
        await consumer.disconnect().catch(() => undefined);
        if (!this.stopping) await this.sleeper.sleep(Math.min(5_000, 250 * 2 ** failures), false);
      }
    }
  }

  private createConsumer(): Consumer {
    const { kafka, group, sessionTimeoutMs } = this.options;
    const consumer = kafka.consumer({
      groupId: group, sessionTimeout: sessionTimeoutMs ?? 30_000, heartbeatInterval: 3_000, maxWaitTimeInMs: FETCH_WAIT_MS,
      ...FETCH_BYTES, allowAutoTopicCreation: false,
    });
    const { CRASH, FETCH, GROUP_JOIN, REBALANCING } = consumer.events;
    consumer.on(FETCH, () => { this.lastFetch = performance.now(); });
    consumer.on(GROUP_JOIN, ({ payload }) => {
      this.joined = true;
      this.options.log.info({ event: 'consumer-joined', group, assignment: payload.memberAssignment });
    });
    consumer.on(REBALANCING, () => this.options.log.info({ event: 'consumer-rebalancing', group }));
    consumer.on(CRASH, ({ payload }) => {
      this.joined = false;
      this.options.log.error({ event: 'consumer-crash', group, restart: payload.restart, error: describeError(payload.error) });
      if (!payload.restart && !this.stopping) this.die('the consumer crashed');
    });
    return consumer;
  }

  private async eachBatch(payload: EachBatchPayload): Promise<void> {
    const { batch, resolveOffset, commitOffsetsIfNecessary, heartbeat, isRunning, isStale, pause } = payload;
    const { topic, partition } = batch;
    if (!this.gateOpen && !this.firstTopics.includes(topic)) {
      pause();
      return;
    }
    const { consumer, log } = this.options;
    const { messages } = batch;
    // Beats during a long chunk; a rebalance it runs into is thrown by the beat after the chunk.
    const pulse = setInterval(() => void heartbeat().catch(() => undefined), 3_000);
    try {
      for (let from = 0; from < messages.length && isRunning() && !isStale() && !this.stopping;) {
        // Read chunk by chunk: what is read and waits costs the collector of garbage more than reading it.
        const chunk = messages.slice(from, from + CHUNK_SIZE).map((message) => consumer.read({ topic, partition, ...message }));
        const { done, retry } = await consumer.take(chunk);
        this.lastFetch = performance.now();
        if (done > 0) {
          this.failPoints.hit('after-effect-before-offset');
          const last = messages[from + done - 1]!.offset;
          resolveOffset(last);
          await commitOffsetsIfNecessary({ topics: [{ topic, partitions: [{ partition, offset: (BigInt(last) + 1n).toString() }] }] });
          from += done;
          this.observeLag(batch, last, messages[from - 1]!.timestamp);
        }
        if (retry !== null) {
          this.waitAndRetry(payload, messages[from]!.offset, retry.kind === 'UNKNOWN' ? retry.attempts : 0);
          return;
        }
        this.backoff.delete(`${topic}/${partition}`);
        await heartbeat();
      }
    } catch (error) {
      // Only kafkajs' own errors get here (commit, heartbeat): it rejoins on them. Ours would end consumption.
      log.warn({ event: 'batch-interrupted', group: this.options.group, topic, partition, error: describeError(error) });
      throw error;
    } finally {
      clearInterval(pulse);
    }
  }

  /** Pauses this partition only and fetches again from the message that is not done. */
  private waitAndRetry({ batch: { topic, partition }, pause }: EachBatchPayload, offset: string, unknownAttempts: number): void {
    const place = `${topic}/${partition}`;
    const before = this.backoff.get(place) ?? BACKOFF_MIN_MS / 2;
    const wait = unknownAttempts > 0 ? (UNKNOWN_WAITS_MS[unknownAttempts - 1] ?? BACKOFF_MIN_MS) : Math.min(BACKOFF_MAX_MS, before * 2);
    this.backoff.set(place, unknownAttempts > 0 ? before : wait);
    const resume = pause();
    this.kafkaConsumer?.seek({ topic, partition, offset });
    const timer = setTimeout(() => {
      this.waiting.delete(timer);
      if (!this.stopping) resume();
    }, wait * (0.8 + 0.4 * Math.random()));
    this.waiting.add(timer);
  }

  /** Waits until the group has read the first topics to what was their end when this consumer started. */
  private async openGate(): Promise<void> {
    const { kafka, group, log } = this.options;
    if (this.firstTopics.length > 0) {
      let target: Awaited<ReturnType<typeof progressOf>> | null = null;
      for (let done = false; !done && !this.stopping;) {
        try {
          const progress = await progressOf(kafka, group, this.firstTopics);
          target ??= progress;
          done = hasReached(progress, target);
        } catch (error) {
          log.warn({ event: 'gate-not-read', group, error: describeError(error) });
        }
        if (!done) await this.sleeper.sleep(GATE_POLL_MS, false);
      }
    }
    this.gateOpen = true;
    if (this.firstTopics.length > 0 && this.topics.length > this.firstTopics.length) {
      this.kafkaConsumer?.resume(this.topics.filter((topic) => !this.firstTopics.includes(topic)).map((topic) => ({ topic })));
    }
  }

  private observeLag(batch: Batch, last: string, timestamp: string): void {
    const { metrics, group } = this.options;
    const labels = { group, topic: batch.topic, partition: String(batch.partition) };
    const lag = BigInt(batch.highWatermark) - BigInt(last) - 1n;
    metrics.lag.set(labels, Number(lag > 0n ? lag : 0n));
    const age = (performance.timeOrigin + performance.now() - Number(timestamp)) / 1_000;
    metrics.lagSeconds.set(labels, lag > 0n ? Math.max(0, age) : 0);
  }

  private lookAfter(): void {
    this.watching ??= this.watch().finally(() => {
      this.watching = null;
    });
  }

  /** kafkajs can go silent after a rebalance. With the broker away there is nothing a restart could mend. */
  private async watch(): Promise<void> {
    if (this.kafkaConsumer === null || performance.now() - this.lastFetch < this.silenceMs || this.stopping || this.fatal !== null) return;
    const reachable = await withAdmin(this.options.kafka, (admin) => admin.describeCluster()).then(() => true, () => false);
    if (!reachable) this.lastFetch = performance.now();
    else if (performance.now() - this.lastFetch >= this.silenceMs) this.die(`no fetch for ${this.silenceMs / 1_000} s`);
  }

  private die(reason: string): void {
    if (this.fatal !== null) return;
    this.fatal = reason;
    this.options.log.error({ event: 'consumer-dead', group: this.options.group, reason });
    (this.options.onFatal ?? (() => process.exit(1)))(reason);
  }
}
