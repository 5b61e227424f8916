import { Partitioners, type Kafka, type Producer, type TopicMessages } from 'kafkajs';
import { toHeaders, type OutboxRow } from './envelope';

/**
 * Sends events in order. One producer, one request at a time, idempotent; after any error that leaves kafkajs a new
 * producer takes over, because its sequence numbers can no longer be trusted (tulios/kafkajs #598, #1050). The batch is
 * then sent again: that gives duplicates only, which the inboxes drop.
 */
export class EventPublisher {
  private producer: Producer | null = null;

  constructor(private readonly kafka: Kafka) {}

  /** Sends the rows, in order per topic and key, and waits until the broker has all of them. Throws when it has not. */
  async send(rows: readonly OutboxRow[]): Promise<void> {
    try {
      const producer = await this.connected();
      await producer.sendBatch({ acks: -1, topicMessages: byTopic(rows) });
    } catch (error) {
      await this.disconnect();
      throw error;
    }
  }

  async disconnect(): Promise<void> {
    const { producer } = this;
    this.producer = null;
    await producer?.disconnect().catch(() => undefined);
  }

  private async connected(): Promise<Producer> {
    if (this.producer !== null) return this.producer;
    const producer = this.kafka.producer({
      idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
      retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 5 },
    });
    await producer.connect();
    this.producer = producer;
    return producer;
  }
}

function byTopic(rows: readonly OutboxRow[]): TopicMessages[] {
  const topics = new Map<string, TopicMessages>();
  for (const row of rows) {
    const batch = topics.get(row.topic) ?? { topic: row.topic, messages: [] };
    topics.set(row.topic, batch);
    batch.messages.push({ key: row.key, value: row.payload, headers: toHeaders(row) });
  }
  return [...topics.values()];
}
