import { EVENTS, topicsOf } from '@doanket/contracts';
import { createKafka, ensureTopics, type MessagingLog } from '@doanket/messaging';

/**
 * Creates every topic the contracts name, with its partitions and retention, before any consumer starts. Idempotent.
 * `KAFKA_BROKERS`: addresses, joined by commas. `KAFKA_REPLICATION`: copies of each partition, default 1.
 * Operators who create topics by other means find them in deploy/kafka/topics.json.
 */
async function main(): Promise<void> {
  const topics = topicsOf(EVENTS);
  const replicas = Number(process.env['KAFKA_REPLICATION'] ?? '1');
  const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',').filter((address) => address !== '');
  if (brokers.length === 0) throw new Error('KAFKA_BROKERS is missing');
  const created = await ensureTopics(createKafka({ brokers, clientId: 'topics', log: stderrLog }), topics, replicas);
  process.stdout.write(`${JSON.stringify({ event: 'topics-ready', topics: topics.length, created })}\n`);
}

const line = (level: string) => (facts: object): void => {
  process.stderr.write(`${JSON.stringify({ level, ...facts })}\n`);
};
const stderrLog: MessagingLog = { info: () => undefined, warn: line('warn'), error: line('error') };

main().catch((error: unknown) => {
  process.stderr.write(`${JSON.stringify({ event: 'topics-failed', error: error instanceof Error ? error.message : String(error) })}\n`);
  process.exitCode = 1;
});
