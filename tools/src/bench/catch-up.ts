import { randomUUID } from 'node:crypto';
import { PetitionReceivedV1 } from '@doanket/contracts';
import { toHeaders } from '@doanket/messaging';
import type { Message } from 'kafkajs';
import type { Pool } from 'pg';
import { send } from '../faults/topics';
import type { BenchLab } from './bench-lab';
import { pause } from './bench-lab';
import { interleaved } from './rounds';
import { atLeast, type Row } from './row';

/** Enough that starting cold, as a service does that was down, weighs as little as it does for a real backlog. */
const EVENTS = 100_000;
const PARTITIONS = 6;
/** The bare consumer is a fixed yardstick, as in the first version of this file: runs of today and of next year are compared with the same. */
const CHUNK = 200;
const BARE_FETCH = { maxBytesPerPartition: 256 * 1024, maxBytes: 2 * 1024 * 1024 };
const DONE_WITHIN_MS = 180_000;
const LOOK_EVERY_MS = 25;

/**
 * The service `reports` works off what gathered while it was down, against bare kafkajs with one INSERT of 200 rows at a time
 * into an equal table. Both are timed from the first row to the last, so that starting up and joining the group count for neither.
 */
export async function catchUp(lab: BenchLab): Promise<Row[]> {
  const pool = lab.pool(4);
  const { rows } = await pool.query<{ n: number }>(`select n from reports.generation where state = 'CURRENT'`);
  const table = `reports_g${rows[0]?.n ?? 1}.record`;
  await pool.query(`create schema if not exists bench; drop table if exists bench.record; create table bench.record (like ${table} including all)`);
  const topic = await lab.topic('catch-up');
  const ours = async (): Promise<number> => {
    await lab.stack.stop('reports');
    const backlog = events(lab);
    await send(lab.kafka, 'campaigns.petition', backlog);
    const timed = timeBetween(pool, table, backlog);
    await lab.stack.start('reports');
    return timed;
  };
  const bare = async (): Promise<number> => {
    const backlog = events(lab);
    await send(lab.kafka, topic, backlog);
    const timed = timeBetween(pool, 'bench.record', backlog);
    const consumer = lab.kafka.consumer({ groupId: topic, ...BARE_FETCH });
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await consumer.run({
      eachBatchAutoResolve: false, autoCommit: false, partitionsConsumedConcurrently: 3,
      eachBatch: async ({ batch, resolveOffset, commitOffsetsIfNecessary, heartbeat }) => {
        for (let from = 0; from < batch.messages.length; from += CHUNK) {
          const chunk = batch.messages.slice(from, from + CHUNK);
          await insert(pool, chunk.map(({ value }) => JSON.parse(value?.toString() ?? '{}') as PetitionData));
          const last = chunk.at(-1)?.offset ?? '0';
          resolveOffset(last);
          await commitOffsetsIfNecessary({ topics: [{ topic, partitions: [{ partition: batch.partition, offset: (BigInt(last) + 1n).toString() }] }] });
          await heartbeat();
        }
      },
    });
    try {
      return await timed;
    } finally {
      await consumer.disconnect();
    }
  };
  try {
    const rates = await interleaved(ours, bare);
    const series = (label: string, values: readonly number[]) => ({ label, unit: '/s', values });
    return [atLeast('d', `consumer catch-up, ${EVENTS} events`, series('service reports', rates.a), series('bare consume and batched INSERT', rates.b), 0.6)];
  } finally {
    await pool.query('drop schema bench cascade');
    await pool.end();
    await lab.dropTopics([topic]);
    await lab.stack.start('reports');
  }
}

type PetitionData = typeof PetitionReceivedV1.example & object;

/** Spread evenly over the partitions, so that the last of each is known. */
function events(lab: BenchLab): Message[] {
  return Array.from({ length: EVENTS }, (_, n) => {
    const id = randomUUID();
    const headers = toHeaders({
      id: randomUUID(), aggregate_type: PetitionReceivedV1.topic, aggregate_id: id, aggregate_version: 1, topic: PetitionReceivedV1.topic, key: id,
      headers: { ce_type: PetitionReceivedV1.type, ce_source: 'urn:doanket:bench', ce_time: '2026-01-05T00:00:00.000Z' },
    });
    return { key: id, partition: n % PARTITIONS, value: JSON.stringify({ ...PetitionReceivedV1.example, petitionId: id, unitId: lab.wardId, receivedOn: lab.today, roundCode: null }), headers };
  });
}

async function insert(pool: Pool, data: readonly PetitionData[]): Promise<void> {
  await pool.query(
    `insert into bench.record (kind, record_id, unit_id, on_day, round_code, attrs, source_path)
     select 'PETITION', r->>'petitionId', (r->>'unitId')::uuid, (r->>'receivedOn')::date, r->>'roundCode',
            jsonb_build_object('channel', r->'channel', 'topic', r->'topic', 'source', r->'source', 'outcome', null), '/api/campaigns/petitions/' || (r->>'petitionId')
     from jsonb_array_elements($1::jsonb) r on conflict (kind, record_id) do nothing`,
    [JSON.stringify(data)],
  );
}

/** How many of these records are there. */
async function countOf(pool: Pool, table: string, ids: readonly unknown[]): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(`select count(*)::int as n from ${table} where kind = 'PETITION' and record_id = any($1)`, [ids]);
  return rows[0]?.n ?? 0;
}

/**
 * Events a second from the look that saw the first row to the one that saw the last. Looked for are the first and the last
 * event of each partition, which are taken in order: counting a large table 40 times a second would take one of two cores
 * from what is measured. What the first look saw, a chunk or two, is in the count: half a percent.
 */
async function timeBetween(pool: Pool, table: string, backlog: readonly Message[]): Promise<number> {
  const ids = backlog.map(({ key }) => key);
  const [firsts, lasts] = [ids.slice(0, PARTITIONS), ids.slice(-PARTITIONS)];
  const deadline = performance.now() + DONE_WITHIN_MS;
  let began: number | null = null;
  for (;;) {
    if (began === null && (await countOf(pool, table, firsts)) > 0) began = performance.now();
    if (began !== null && (await countOf(pool, table, lasts)) === PARTITIONS) {
      const seconds = (performance.now() - began) / 1_000;
      const rows = await countOf(pool, table, ids);
      if (rows !== EVENTS) throw new Error(`${rows} of ${EVENTS} events came into ${table}`);
      return EVENTS / seconds;
    }
    if (performance.now() > deadline) throw new Error(`Only ${await countOf(pool, table, ids)} of ${EVENTS} events came into ${table}`);
    await pause(LOOK_EVERY_MS);
  }
}
