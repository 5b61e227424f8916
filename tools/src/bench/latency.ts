import { randomUUID } from 'node:crypto';
import { Partitioners } from 'kafkajs';
import type { BenchLab } from './bench-lab';
import { pause } from './bench-lab';
import { interleaved } from './rounds';
import { atMostMore, type Row } from './row';
import { quantile } from './stats';

const PER_SECOND = 50;
const SECONDS = 6;
const COUNT = PER_SECOND * SECONDS;
const POLL_MS = 3;
const ARRIVE_WITHIN_MS = 30_000;

/** From the moment a petition is sent to the gateway until it stands in the read model, against produce → consume by bare kafkajs. */
export async function latency(lab: BenchLab): Promise<Row[]> {
  const raw = await rawPath(lab);
  const ours = await ourPath(lab);
  const p50 = { a: [] as number[], b: [] as number[] };
  const p99 = { a: [] as number[], b: [] as number[] };
  const keep = (side: 'a' | 'b', measure: () => Promise<number[]>) => async (round: number): Promise<number> => {
    const times = await measure();
    if (round >= 0) {
      p50[side].push(quantile(times, 0.5));
      p99[side].push(quantile(times, 0.99));
    }
    return 0;
  };
  try {
    await interleaved(keep('a', ours.measure), keep('b', raw.measure));
  } finally {
    await raw.close();
    await ours.close();
  }
  const title = `command → event → read model at ${PER_SECOND}/s`;
  const side = (label: string, values: number[]) => ({ label, unit: 'ms', values });
  return [
    atMostMore('a-p50', `${title}, p50`, side('gateway to read model', p50.a), side('bare kafkajs', p50.b), 25),
    atMostMore('a-p99', `${title}, p99`, side('gateway to read model', p99.a), side('bare kafkajs', p99.b), 150),
  ];
}

/** Starts `send` at a steady rate, whatever the last one does. */
async function paced(send: (n: number) => Promise<void>): Promise<void> {
  const began = performance.now();
  const sent: Promise<void>[] = [];
  for (let n = 0; n < COUNT; n += 1) {
    const wait = began + (n * 1_000) / PER_SECOND - performance.now();
    if (wait > 0) await pause(wait);
    sent.push(send(n));
  }
  await Promise.all(sent);
}

async function ourPath(lab: BenchLab) {
  const pool = lab.pool(1);
  const { rows } = await pool.query<{ n: number }>(`select n from reports.generation where state = 'CURRENT'`);
  const table = `reports_g${rows[0]?.n ?? 1}.record`;
  const measure = async (): Promise<number[]> => {
    const began = new Map<string, number>();
    const times: number[] = [];
    let sending = true;
    const watching = (async () => {
      for (let deadline = Infinity; sending || began.size > 0;) {
        if (!sending && deadline === Infinity) deadline = performance.now() + ARRIVE_WITHIN_MS;
        if (performance.now() > deadline) throw new Error(`${began.size} petitions never reached the read model`);
        if (began.size > 0) {
          const found = await pool.query<{ id: string }>(`select record_id as id from ${table} where kind = 'PETITION' and record_id = any($1)`, [[...began.keys()]]);
          const now = performance.now();
          for (const { id } of found.rows) {
            times.push(now - (began.get(id) ?? now));
            began.delete(id);
          }
        }
        await pause(POLL_MS);
      }
    })();
    await paced(async (n) => {
      const at = performance.now();
      const { id } = await lab.people.officer.post<{ id: string }>('/api/campaigns/petitions', { channel: 'DIRECT', unitCode: lab.people.ward, text: `Measured ${n}`, receivedOn: lab.today });
      began.set(id, at);
    });
    sending = false;
    await watching;
    return times;
  };
  return { measure, close: () => pool.end() };
}

async function rawPath(lab: BenchLab) {
  const topic = await lab.topic('latency');
  const producer = lab.kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  const consumer = lab.kafka.consumer({ groupId: topic, maxWaitTimeInMs: 250 });
  const began = new Map<string, number>();
  let times: number[] = [];
  await producer.connect();
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  await consumer.run({
    eachMessage: async ({ message }) => {
      const key = message.key?.toString() ?? '';
      const at = began.get(key);
      if (at !== undefined) times.push(performance.now() - at);
      began.delete(key);
    },
  });
  const measure = async (): Promise<number[]> => {
    times = [];
    await paced(async () => {
      const key = randomUUID();
      began.set(key, performance.now());
      await producer.send({ topic, acks: -1, messages: [{ key, value: JSON.stringify({ petitionId: key, text: 'x'.repeat(300) }) }] });
    });
    for (const deadline = performance.now() + ARRIVE_WITHIN_MS; began.size > 0;) {
      if (performance.now() > deadline) throw new Error(`${began.size} messages never came back`);
      await pause(5);
    }
    return times;
  };
  const close = async (): Promise<void> => {
    await consumer.disconnect();
    await producer.disconnect();
    await lab.dropTopics([topic]);
  };
  return { measure, close };
}
