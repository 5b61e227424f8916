import { randomUUID } from 'node:crypto';
import { PetitionReceivedV1 } from '@doanket/contracts';
import { MessagingMetrics, OutboxRelay, toHeaders } from '@doanket/messaging';
import { createDataSource, Transactions } from '@doanket/persistence';
import { Partitioners, type Message } from 'kafkajs';
import type { Pool } from 'pg';
import type { BenchLab } from './bench-lab';
import { pause } from './bench-lab';
import { interleaved } from './rounds';
import { atLeast, type Row } from './row';

const ROWS = 20_000;
const BATCH = 500;
const DONE_WITHIN_MS = 120_000;

/**
 * The relay sends what waits in an outbox, against the same messages from memory by bare kafkajs. The relay of campaigns
 * stands still meanwhile, and the rows name a topic that nobody reads.
 */
export async function drain(lab: BenchLab): Promise<Row[]> {
  const topics = [await lab.topic('drain'), await lab.topic('bare')] as const;
  const pool = lab.pool(2);
  const url = lab.urlOf('campaigns_app');
  const source = await createDataSource({ service: 'campaigns', url, entities: [], poolSize: 1 }).initialize();
  const producer = lab.kafka.producer({ idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false, createPartitioner: Partitioners.DefaultPartitioner });
  await lab.stack.stop('campaigns');
  const relay = new OutboxRelay({
    service: 'campaigns', databaseUrl: url, kafka: lab.kafka, transactions: new Transactions(source, 'campaigns'), metrics: new MessagingMetrics(),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  });
  try {
    await producer.connect();
    relay.start();
    while (!relay.active) await pause(50);
    const messages = sample(lab);
    const ours = async (): Promise<number> => {
      await fill(pool, topics[0], lab);
      const began = performance.now();
      relay.wake();
      await emptied(pool);
      return (ROWS * 1_000) / (performance.now() - began);
    };
    const bare = async (): Promise<number> => {
      const began = performance.now();
      for (let from = 0; from < ROWS; from += BATCH) {
        await producer.sendBatch({ acks: -1, topicMessages: [{ topic: topics[1], messages: messages.slice(from, from + BATCH) }] });
      }
      return (ROWS * 1_000) / (performance.now() - began);
    };
    const rates = await interleaved(ours, bare);
    const series = (label: string, values: readonly number[]) => ({ label, unit: '/s', values });
    return [atLeast('c', `outbox drain, ${ROWS} events`, series('relay', rates.a), series('bare kafkajs sendBatch', rates.b), 0.7)];
  } finally {
    await relay.stop();
    await producer.disconnect();
    await pool.query('delete from campaigns.outbox where topic = $1', [topics[0]]);
    await pool.end();
    await source.destroy();
    await lab.dropTopics(topics);
    await lab.stack.start('campaigns');
  }
}

function payloadOf(lab: BenchLab): string {
  return JSON.stringify({ ...PetitionReceivedV1.example, unitId: lab.wardId });
}

const STORED = { ce_type: PetitionReceivedV1.type, ce_source: 'urn:doanket:campaigns', ce_time: '2026-01-05T00:00:00.000Z', actor: 'system:bench', correlationid: randomUUID() };

async function fill(pool: Pool, topic: string, lab: BenchLab): Promise<void> {
  await pool.query(
    `insert into campaigns.outbox (id, aggregate_type, aggregate_id, aggregate_version, topic, key, headers, payload)
     select id, $1, id::text, 1, $1, id::text, $2::jsonb, $3::jsonb from (select gen_random_uuid() as id from generate_series(1, $4)) as fresh(id)`,
    [topic, JSON.stringify(STORED), payloadOf(lab), ROWS],
  );
}

/** The messages as the relay would send them. */
function sample(lab: BenchLab): Message[] {
  const value = payloadOf(lab);
  return Array.from({ length: ROWS }, () => {
    const id = randomUUID();
    return { key: id, value, headers: toHeaders({ id, aggregate_type: 'bench', aggregate_id: id, aggregate_version: 1, topic: 'bench', key: id, headers: STORED }) };
  });
}

async function emptied(pool: Pool): Promise<void> {
  for (const deadline = performance.now() + DONE_WITHIN_MS; ;) {
    const { rows } = await pool.query<{ waits: boolean }>('select exists (select from campaigns.outbox where published_at is null) as waits');
    if (rows[0]?.waits === false) return;
    if (performance.now() > deadline) throw new Error('The relay did not drain the outbox');
    await pause(20);
  }
}
