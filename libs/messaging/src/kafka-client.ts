import { Kafka, logLevel, type Admin, type ISocketFactory, type logCreator } from 'kafkajs';
import { patchHeaderDecoder } from './header-decoder-patch';
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

/** A client with our patches, our log and bounded retries: what goes on longer is retried by us, where it can be seen. */
export function createKafka({ brokers, clientId, log, socketFactory }: KafkaOptions): Kafka {
  patchRequestQueue();
  patchHeaderDecoder();
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

/**
 * What a broker answers while it starts or moves a coordinator or a leader. kafkajs asks again by itself and calls each such
 * answer an error; what does not pass ends as an error of the one who asked, and is logged there.
 * Source: Kafka protocol, error codes 5, 6, 14, 15, 16.
 */
const PASSING = [
  /coordinator is loading/i, /coordinator is not available/i, /not the correct coordinator/i, /middle of a leadership election/i, /not the leader for that topic-partition/i,
];

/** `restart` of a consumer that gave up is an error whatever the cause. */
const GIVES_UP = /crash|restarting|exceeded|gave up/i;

/** Whether an entry of kafkajs tells of a state that passes. */
export function isPassing(entry: { readonly message: string; readonly error?: unknown }): boolean {
  if (GIVES_UP.test(entry.message)) return false;
  const text = `${entry.message} ${typeof entry.error === 'string' ? entry.error : ''}`;
  return PASSING.some((pattern) => pattern.test(text));
}

/** Once a minute is enough for the same passing state. */
const SAID_AGAIN_MS = 60_000;

/** Writes what kafkajs says to our log: passing states as warnings, each once a minute; everything else at its own level. */
export function logThrough(log: MessagingLog): logCreator {
  const said = new Map<string, number>();
  return () => ({ namespace, level, log: entry }) => {
    if (entry.message === EXPECTED) return;
    const facts = { event: 'kafkajs', namespace, text: entry.message, groupId: entry['groupId'] as unknown, error: entry['error'] as unknown };
    if (level <= logLevel.WARN && isPassing({ message: entry.message, error: entry['error'] as unknown })) {
      const key = `${namespace} ${entry.message} ${String(facts.error)}`;
      if (performance.now() - (said.get(key) ?? Number.NEGATIVE_INFINITY) < SAID_AGAIN_MS) return;
      if (said.size > 100) said.clear();
      said.set(key, performance.now());
      log.warn({ ...facts, event: 'kafkajs-passing' });
    } else if (level <= logLevel.ERROR) log.error(facts);
    else if (level <= logLevel.WARN) log.warn(facts);
    else log.info(facts);
  };
}
