import type { Admin, IHeaders, Kafka, Message } from 'kafkajs';
import { randomUUID } from 'node:crypto';

/** A message as it lies in the broker. */
export interface Stored {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: IHeaders;
}

/** Where each partition ends (or a reader begins), by topic. */
export type Places = ReadonlyMap<string, ReadonlyMap<number, bigint>>;

const READ_WITHIN_MS = 60_000;

export async function withAdmin<T>(kafka: Kafka, work: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}

/** The end of every partition of these topics. */
export function endsOf(kafka: Kafka, topics: readonly string[]): Promise<Places> {
  return withAdmin(kafka, async (admin) => {
    const places = new Map<string, ReadonlyMap<number, bigint>>();
    for (const topic of topics) places.set(topic, new Map((await admin.fetchTopicOffsets(topic)).map(({ partition, high }) => [partition, BigInt(high)])));
    return places;
  });
}

/** Reads topics as a stranger would: from `from` (default: the first message) to what is the end now, in order per partition. */
export async function readTopics(kafka: Kafka, topics: readonly string[], from?: Places): Promise<Stored[]> {
  const ends = await endsOf(kafka, topics);
  const startOf = (topic: string, partition: number): bigint => from?.get(topic)?.get(partition) ?? 0n;
  const missing = new Set<string>();
  for (const [topic, partitions] of ends) for (const [partition, end] of partitions) if (end > startOf(topic, partition)) missing.add(`${topic}/${partition}`);
  // By place: a fetch may be under way when the reader is moved to its start, and would be seen twice.
  const found = new Map<string, Stored>();
  if (missing.size === 0) return [];
  const groupId = `faults-reader-${randomUUID()}`;
  const consumer = kafka.consumer({ groupId, maxBytesPerPartition: 8 * 1024 * 1024 });
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: [...topics], fromBeginning: true });
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`Could not read ${[...missing].join(', ')} to the end`)), READ_WITHIN_MS);
      const finish = (): void => {
        clearTimeout(late);
        resolve();
      };
      consumer.run({
        autoCommit: false, partitionsConsumedConcurrently: 3,
        eachBatch: async ({ batch, heartbeat }) => {
          const start = startOf(batch.topic, batch.partition);
          for (const { offset, key, value, headers } of batch.messages) {
            if (BigInt(offset) < start) continue;
            const { topic, partition } = batch;
            found.set(`${topic}/${partition}/${offset}`, { topic, partition, offset: BigInt(offset), key, value, headers: headers ?? {} });
          }
          await heartbeat();
          const end = ends.get(batch.topic)?.get(batch.partition) ?? 0n;
          if (BigInt(batch.lastOffset()) + 1n >= end) missing.delete(`${batch.topic}/${batch.partition}`);
          if (missing.size === 0) finish();
        },
      }).then(() => {
        for (const [topic, partitions] of ends) for (const partition of partitions.keys()) if (from !== undefined) consumer.seek({ topic, partition, offset: startOf(topic, partition).toString() });
      }, reject);
    });
  } finally {
    await consumer.disconnect().catch(() => undefined);
    await withAdmin(kafka, (admin) => admin.deleteGroups([groupId])).catch(() => undefined);
  }
  return [...found.values()];
}

/** Sends messages as they are, each to the partition it names or that its key belongs to. Sequential, so order is kept. */
export async function send(kafka: Kafka, topic: string, messages: readonly Message[]): Promise<void> {
  const producer = kafka.producer({ allowAutoTopicCreation: false });
  await producer.connect();
  try {
    for (let from = 0; from < messages.length; from += 500) await producer.send({ topic, messages: messages.slice(from, from + 500) });
  } finally {
    await producer.disconnect();
  }
}

export function header(message: Stored, name: string): string {
  const value = message.headers[name];
  return value === undefined ? '' : String(Array.isArray(value) ? value[0] : value);
}
