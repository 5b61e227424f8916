import { Messaging, type EventConsumer } from '@doanket/messaging';
import { statement, Transactions } from '@doanket/persistence';
import { Background, Log } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { schemaOf } from './generation';
import { Projector } from './projector';
import { RecordStore } from './record.store';

/** How often the generations that should be read are compared with those that are. */
const WATCH_MS = 5_000;

const LIVING = statement<{ readonly n: number }>('reports.generations-living', `select n from generation where state in ('CURRENT', 'BUILDING')`);

/** Consumer group and inbox name of a generation. */
export const groupOf = (generation: number): string => `reports.g${generation}`;

/**
 * Keeps every living generation of the read model filled: the current one, and the one that is being built beside it. Each
 * has a consumer group and an inbox of its own, so a new one starts with the first event. The table says which generations
 * live, so that several processes of this service agree.
 */
@Injectable()
export class ReadModel {
  private readonly running = new Map<number, { readonly consumer: EventConsumer; readonly stop: () => Promise<void> }>();

  constructor(private readonly transactions: Transactions, private readonly messaging: Messaging, background: Background, log: Log) {
    background.add({ name: 'read-model', start: () => this.follow().catch((error: unknown) => log.failure('read-model-start-failed', error)), stop: () => this.stop() });
    background.addTimer('read-model-watch', WATCH_MS, () => this.follow());
  }

  /** Starts the consumers of generations that live and stops those of generations that do not. */
  async follow(): Promise<void> {
    const living = await this.transactions.askWhole(LIVING, []);
    for (const { n } of living) this.consumerOf(n);
    for (const [n, { stop }] of this.running) {
      if (living.some((generation) => generation.n === n)) continue;
      this.running.delete(n);
      await stop();
    }
  }

  /** The consumer of a generation; started when first asked for. */
  consumerOf(generation: number): EventConsumer {
    const known = this.running.get(generation) ?? this.startReading(generation);
    this.running.set(generation, known);
    return known.consumer;
  }

  private startReading(generation: number): { readonly consumer: EventConsumer; readonly stop: () => Promise<void> } {
    const store = new RecordStore(schemaOf(generation));
    return this.messaging.startBeside({ group: groupOf(generation), consumers: [new Projector(store)], firstTopics: [], finish: (tx) => store.flush(tx) });
  }

  private async stop(): Promise<void> {
    for (const { stop } of this.running.values()) await stop();
    this.running.clear();
  }
}

