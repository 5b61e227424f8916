import type { Clock } from '@doanket/kernel';
import type { Transactions, Tx } from '@doanket/persistence';
import type { Kafka } from 'kafkajs';
import { handlersOf } from './consumes';
import { DeadLetters, type DeadLetterAudit } from './dead-letters';
import { forgetConsumer } from './dead-letter.store';
import { EventConsumer } from './event-consumer';
import { createKafka } from './kafka-client';
import { KafkaConsumerStrategy } from './kafka-consumer.strategy';
import type { MessagingLog } from './log';
import type { MessagingMetrics } from './metrics';
import { dropGroup, progressOf, type Progress } from './progress';
import { OutboxRelay } from './relay';

/** How a service sends and listens. */
export interface MessagingSettings {
  readonly service: string;
  /** `host:port` of brokers. None: nothing is sent or fetched, as in tests without a broker. */
  readonly brokers: readonly string[];
  /** Logs in as `<service>_app`; the relay's own connection. */
  readonly databaseUrl: string;
  /** Group and inbox name; default the service. */
  readonly group?: string;
  /** Topics read to their end before the others start. */
  readonly firstTopics?: readonly string[];
  readonly relayShards?: number;
  readonly sessionTimeoutMs?: number;
  readonly onFatal?: (reason: string) => void;
}

export interface MessagingParts {
  readonly transactions: Transactions;
  readonly clock: Clock;
  readonly metrics: MessagingMetrics;
  readonly log: MessagingLog;
  readonly audit: DeadLetterAudit;
  /** The instances whose methods have @Consumes; asked once, at the first use. */
  readonly consumers: () => readonly object[];
}

/** A second reader beside the running one, e.g. of projections that are being rebuilt. */
export interface SideConsumer {
  /** Group and inbox name, e.g. `reports.g3`. */
  readonly group: string;
  readonly consumers: readonly object[];
  readonly firstTopics?: readonly string[];
  /** Runs after the handlers in each of its transactions: writes what they collected. */
  readonly finish?: (tx: Tx) => Promise<void>;
}

/** Messages and seconds, for the system page. */
export interface MessagingStatus {
  readonly relay: { readonly active: boolean; readonly unpublished: number; readonly oldestSeconds: number };
  readonly consumers: readonly { readonly group: string; readonly lag: number | null; readonly reasons: readonly string[] }[];
  readonly deadLetters: readonly { readonly consumer: string; readonly open: number; readonly behind: number }[];
}

/** Starts, watches and stops the relay and the consumers of a service, in one place. */
export class Messaging {
  readonly relay: OutboxRelay | null;
  readonly deadLetters: DeadLetters;
  private readonly kafka: Kafka | null;
  private main: { readonly consumer: EventConsumer; readonly strategy: KafkaConsumerStrategy | null } | null = null;
  private readonly beside = new Map<string, { readonly consumer: EventConsumer; readonly strategy: KafkaConsumerStrategy | null }>();

  constructor(private readonly settings: MessagingSettings, private readonly parts: MessagingParts) {
    const { service, brokers, databaseUrl, relayShards } = settings;
    const { transactions, metrics, log, audit, clock } = parts;
    this.kafka = brokers.length === 0 ? null : createKafka({ brokers, clientId: service, log });
    this.relay = this.kafka === null ? null : new OutboxRelay({
      service, databaseUrl, kafka: this.kafka, transactions, metrics, log, ...(relayShards === undefined ? {} : { shards: relayShards }),
    });
    this.deadLetters = new DeadLetters(transactions, (name) => this.consumerByName(name), audit, clock);
  }

  /** Starts the relay and the consumer. Returns at once; a broker that is away is waited for. */
  start(): void {
    this.relay?.start();
    this.mainConsumer().strategy?.start();
  }

  /** Stops fetching, lets running chunks commit, leaves the groups, lets go of the relay lock. Call before closing the pool. */
  async stop(): Promise<void> {
    await Promise.all([this.main?.strategy?.close(), ...[...this.beside.values()].map(({ strategy }) => strategy?.close())]);
    await this.relay?.stop();
  }

  /** The path an event takes without a broker; tests deliver through it. */
  get consumer(): EventConsumer {
    return this.mainConsumer().consumer;
  }

  /** Nest transport of the main consumer, or null without brokers. */
  get strategy(): KafkaConsumerStrategy | null {
    return this.mainConsumer().strategy;
  }

  /** Starts a second reader from the first event on; answers what to watch and stop it with. Starting it twice gives the same. */
  startBeside(side: SideConsumer): { consumer: EventConsumer; stop: () => Promise<void> } {
    const known = this.beside.get(side.group) ?? this.create(side);
    this.beside.set(side.group, known);
    known.strategy?.start();
    return { consumer: known.consumer, stop: () => this.stopBeside(side.group) };
  }

  async stopBeside(group: string): Promise<void> {
    const known = this.beside.get(group);
    this.beside.delete(group);
    await known?.strategy?.close();
  }

  /** Archives the letters of a stopped reader, forgets its marks, and removes its group from the broker. */
  async forget(group: string): Promise<void> {
    await this.stopBeside(group);
    await this.parts.transactions.runWhole((tx) => forgetConsumer(tx, group));
    if (this.kafka !== null) await dropGroup(this.kafka, group);
  }

  /** How far a group of this service is; default the main one. */
  progressOf(group: string = this.group): Promise<Progress[]> {
    if (this.kafka === null) return Promise.resolve([]);
    const one = this.beside.get(group)?.consumer ?? this.consumer;
    return progressOf(this.kafka, group, one.topics());
  }

  /** Reasons why this process should be taken out of service; a broker that is away is none. */
  fatalReasons(): string[] {
    return this.strategies().filter((strategy) => strategy.isFatal).flatMap((strategy) => strategy.reasons());
  }

  /** What does not run as it should, fatal or not. */
  reasons(): string[] {
    return this.strategies().flatMap((strategy) => strategy.reasons());
  }

  async status(): Promise<MessagingStatus> {
    const outbox = await this.unpublished();
    const consumers = await Promise.all(this.strategies().map(async (strategy) => ({
      group: strategy.group,
      reasons: strategy.reasons(),
      lag: await this.progressOf(strategy.group).then((all) => Number(all.reduce((sum, { lag }) => sum + lag, 0n)), () => null),
    })));
    return { relay: { active: this.relay?.active ?? false, ...outbox }, consumers, deadLetters: await this.deadLetters.counts() };
  }

  /** Refreshes the gauges that are read from the database; call before each scrape. */
  async collect(): Promise<void> {
    const { metrics } = this.parts;
    metrics.oldestUnpublished.set((await this.unpublished()).oldestSeconds);
    metrics.openLetters.reset();
    for (const { consumer, open, behind } of await this.deadLetters.counts()) {
      metrics.openLetters.set({ consumer, kind: 'letter' }, open);
      metrics.openLetters.set({ consumer, kind: 'behind' }, behind);
    }
  }

  private get group(): string {
    return this.settings.group ?? this.settings.service;
  }

  private strategies(): KafkaConsumerStrategy[] {
    return [this.main, ...this.beside.values()].flatMap((one) => (one?.strategy == null ? [] : [one.strategy]));
  }

  private mainConsumer(): { readonly consumer: EventConsumer; readonly strategy: KafkaConsumerStrategy | null } {
    const { firstTopics } = this.settings;
    this.main ??= this.create({ group: this.group, consumers: this.parts.consumers(), ...(firstTopics === undefined ? {} : { firstTopics }) });
    return this.main;
  }

  private create({ group, consumers, firstTopics, finish }: SideConsumer) {
    const { transactions, clock, metrics, log } = this.parts;
    const { service, sessionTimeoutMs, onFatal } = this.settings;
    const consumer = new EventConsumer({
      service, consumer: group, handlers: consumers.flatMap(handlersOf), transactions, clock, metrics, log,
      ...(finish === undefined ? {} : { finish }),
    });
    const strategy = this.kafka === null ? null : new KafkaConsumerStrategy({
      group, consumer, kafka: this.kafka, metrics, log,
      ...(firstTopics === undefined ? {} : { firstTopics }), ...(sessionTimeoutMs === undefined ? {} : { sessionTimeoutMs }), ...(onFatal === undefined ? {} : { onFatal }),
    });
    return { consumer, strategy };
  }

  private consumerByName(name: string): EventConsumer | null {
    return name === this.group ? this.consumer : (this.beside.get(name)?.consumer ?? null);
  }

  private unpublished(): Promise<{ unpublished: number; oldestSeconds: number }> {
    return this.parts.transactions.readWhole(async (tx) => {
      const [row]: { unpublished: number; oldest: number }[] = await tx.query(
        `select count(*)::int as unpublished, coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0)::float8 as oldest
         from (select created_at from outbox where published_at is null order by seq limit 10000) as head`,
      );
      return { unpublished: row?.unpublished ?? 0, oldestSeconds: Math.max(0, row?.oldest ?? 0) };
    });
  }
}
