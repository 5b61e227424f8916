import { Counter, Gauge, Registry } from 'prom-client';

/** Results of one message, as counted. */
export type Outcome = 'handled' | 'skipped' | 'duplicate' | 'parked' | 'letter';

/** What messaging tells Prometheus; registered in the registry of the service. */
export class MessagingMetrics {
  readonly published: Counter<'topic'>;
  readonly publishFailures: Counter;
  readonly consumed: Counter<'consumer' | 'topic' | 'outcome'>;
  readonly gaps: Counter<'consumer' | 'topic'>;
  readonly failures: Counter<'consumer' | 'class'>;
  readonly letters: Counter<'consumer' | 'reason'>;
  readonly lag: Gauge<'group' | 'topic' | 'partition'>;
  readonly lagSeconds: Gauge<'group' | 'topic' | 'partition'>;
  readonly oldestUnpublished: Gauge;
  readonly openLetters: Gauge<'consumer' | 'kind'>;
  readonly relayActive: Gauge;

  constructor(registry: Registry = new Registry()) {
    const registers = [registry];
    const counter = <L extends string>(name: string, help: string, labelNames: L[] = []) => new Counter({ name, help, labelNames, registers });
    const gauge = <L extends string>(name: string, help: string, labelNames: L[] = []) => new Gauge({ name, help, labelNames, registers });
    this.published = counter('messaging_published_total', 'Events sent to the broker', ['topic']);
    this.publishFailures = counter('messaging_publish_failures_total', 'Sends that failed and were repeated');
    this.consumed = counter('messaging_consumed_total', 'Messages taken from the broker, by what became of them', ['consumer', 'topic', 'outcome']);
    this.gaps = counter('messaging_gaps_total', 'Missing earlier events of an aggregate', ['consumer', 'topic']);
    this.failures = counter('messaging_failures_total', 'Failed attempts to handle a chunk', ['consumer', 'class']);
    this.letters = counter('messaging_dead_letters_total', 'Dead letters written', ['consumer', 'reason']);
    this.lag = gauge('messaging_lag_messages', 'Messages behind the end of a partition', ['group', 'topic', 'partition']);
    this.lagSeconds = gauge('messaging_lag_seconds', 'Age of the last message taken while behind, else 0', ['group', 'topic', 'partition']);
    this.oldestUnpublished = gauge('messaging_outbox_oldest_unpublished_seconds', 'Age of the oldest event that is not yet sent');
    this.openLetters = gauge('messaging_dead_letters_open', 'Open dead letters and rows that wait behind them', ['consumer', 'kind']);
    this.relayActive = gauge('messaging_relay_active', '1 while this process holds the relay lock');
  }
}
