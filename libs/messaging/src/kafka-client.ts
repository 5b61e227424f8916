import { Kafka, logLevel, type Admin, type ISocketFactory, type logCreator } from 'kafkajs';
import type { MessagingLog } from './log';
import { patchRequestQueue } from './request-queue-patch';

export interface KafkaOptions {
  readonly brokers: readonly string[];
  /** Who connects, as the broker's logs name it. */
  readonly clientId: string;
  readonly log: MessagingLog;
  /** How connections are made; for tests that cut them. */
  readonly socketFactory?: ISocketFactory;
}

/** A client with our patch, our log and bounded retries: what goes on longer is retried by us, where it can be seen. */
export function createKafka({ brokers, clientId, log, socketFactory }: KafkaOptions): Kafka {
  patchRequestQueue();
  return new Kafka({
    brokers: [...brokers], clientId, logLevel: logLevel.WARN, logCreator: logThrough(log),
    ...(socketFactory === undefined ? {} : { socketFactory }),
    connectionTimeout: 3_000, requestTimeout: 30_000,
    retry: { initialRetryTime: 200, maxRetryTime: 5_000, retries: 5, restartOnFailure: () => Promise.resolve(true) },
  });
}

/** Runs `work` with a connected admin client. */
export async function withAdmin<T>(kafka: Kafka, work: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = kafka.admin();
  try {
    await admin.connect();
    return await work(admin);
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}

/** Said at each start of a producer; what it warns of, duplicates, is what the inboxes are for. */
const EXPECTED = 'Limiting retries for the idempotent producer may invalidate EoS guarantees';

const logThrough = (log: MessagingLog): logCreator => () => ({ namespace, level, log: entry }) => {
  if (entry.message === EXPECTED) return;
  const facts = { event: 'kafkajs', namespace, text: entry.message, groupId: entry['groupId'] as unknown, error: entry['error'] as unknown };
  if (level <= logLevel.ERROR) log.error(facts);
  else if (level <= logLevel.WARN) log.warn(facts);
  else log.info(facts);
};
