import { PetitionReceivedV1 } from '@doanket/contracts';
import { newId, SystemClock } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import { createDataSource, Transactions, withCallContext, systemCall } from '@doanket/persistence';
import { Client, Pool } from 'pg';
import type { BenchLab } from './bench-lab';
import { pause } from './bench-lab';
import { interleaved } from './rounds';
import { atLeast, type Row } from './row';

const CLIENTS = 8;
const TURN_MS = 4_000;
const DRAINED_WITHIN_MS = 120_000;

const COLUMNS = `id, unit_id, level, bloc, channel, topic, text, search_key, source, source_id, author_person_id, author_hidden, received_on, round_code, cluster_code, state,
  owner_unit_id, owner_body, due_on, outcome, answer, settled_on, resolved_on, merged_into, link_group, decision_id, version`;

/** One statement as it went to the server; with a name where the server keeps its plan. */
interface Statement { readonly name?: string; readonly text: string; readonly values: readonly unknown[] }

/** A command through our transaction, scope and outbox, against the very same statements by bare pg: what the platform costs. */
export async function commands(lab: BenchLab): Promise<Row[]> {
  const url = lab.urlOf('campaigns_app');
  const source = await createDataSource({ service: 'campaigns', url, entities: [], poolSize: CLIENTS }).initialize();
  const transactions = new Transactions(source, 'campaigns');
  const outbox = new Outbox('campaigns', new SystemClock());
  const command = (id: string): Promise<void> => withCallContext(systemCall('campaigns', id), () => transactions.runWhole(async (tx) => {
    await tx.query(INSERT, petitionValues(lab, id));
    await outbox.publish(tx, PetitionReceivedV1, {
      petitionId: id, unitId: lab.wardId, level: 'S', channel: 'DIRECT', topic: null, bloc: null, source: 'UNIT', roundCode: null, clusterCode: null, receivedOn: lab.today, decisionId: null,
    });
  }));
  const bare = new Pool({ connectionString: url, max: CLIENTS, options: '-c search_path=campaigns,public' });
  const recorded = await record(() => command(newId()));
  const replay = async (): Promise<void> => {
    const client = await bare.connect();
    const ids = new Map<string, string>();
    try {
      for (const { values, ...statement } of recorded.statements) await client.query({ ...statement, values: values.map((value) => renewed(value, recorded.ids, ids)) });
    } finally {
      client.release();
    }
  };
  try {
    const rates = await interleaved(() => rate(lab, () => command(newId())), () => rate(lab, replay));
    const series = (label: string, values: readonly number[]) => ({ label, unit: '/s', values });
    return [atLeast('b', `commands with outbox, ${CLIENTS} clients`, series('transaction and outbox', rates.a), series('same SQL by bare pg', rates.b), 0.5)];
  } finally {
    await bare.end();
    await source.destroy();
  }
}

const INSERT = `insert into petition (${COLUMNS}) values (${Array.from({ length: 27 }, (_, index) => `$${index + 1}`).join(', ')})`;

function petitionValues(lab: BenchLab, id: string): unknown[] {
  const nothing = null;
  return [id, lab.wardId, 'S', nothing, 'DIRECT', nothing, 'Measured', 'measured', 'UNIT', nothing, nothing, false, lab.today, nothing, nothing, 'RECEIVED',
    nothing, nothing, nothing, nothing, nothing, nothing, nothing, nothing, nothing, nothing, 1];
}

/** Commands a second by clients that each send one after another. The relay sends what they leave between the turns. */
async function rate(lab: BenchLab, one: () => Promise<void>): Promise<number> {
  const until = performance.now() + TURN_MS;
  let done = 0;
  const client = async (): Promise<void> => {
    while (performance.now() < until) {
      await one();
      done += 1;
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: CLIENTS }, client));
  const perSecond = (done * 1_000) / (performance.now() - began);
  await drained(lab);
  return perSecond;
}

async function drained(lab: BenchLab): Promise<void> {
  const pool = lab.pool(1);
  try {
    for (const deadline = performance.now() + DRAINED_WITHIN_MS; ;) {
      const { rows } = await pool.query<{ n: number }>('select count(*)::int as n from campaigns.outbox where published_at is null');
      if (rows[0]?.n === 0) return;
      if (performance.now() > deadline) throw new Error('The outbox of campaigns is not drained');
      await pause(200);
    }
  } finally {
    await pool.end();
  }
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Lets one command run and keeps what it sends, so that the baseline sends the same and nothing else. */
async function record(run: () => Promise<void>): Promise<{ statements: Statement[]; ids: ReadonlySet<string> }> {
  const statements: Statement[] = [];
  const original = Client.prototype.query as (...args: unknown[]) => unknown;
  Client.prototype.query = function watched(this: Client, ...args: unknown[]): unknown {
    const [first, second] = args;
    const { name, text, values } = typeof first === 'string' ? { name: undefined, text: first, values: second } : (first as { name?: string; text: string; values?: unknown });
    statements.push({ text, values: Array.isArray(values) ? values : [], ...(name === undefined ? {} : { name }) });
    return original.apply(this, args);
  } as typeof Client.prototype.query;
  try {
    await run();
  } finally {
    Client.prototype.query = original as typeof Client.prototype.query;
  }
  const ids = new Set<string>();
  const inserted = statements.find(({ text }) => text === INSERT)?.values[0];
  if (typeof inserted !== 'string') throw new Error('The command was not seen on its way to the server');
  ids.add(inserted);
  for (const { values } of statements) for (const value of values) if (Array.isArray(value)) for (const item of value) if (typeof item === 'string' && new RegExp(`^${UUID.source}$`).test(item)) ids.add(item);
  return { statements, ids };
}

/** The same value with new ids in place of those of the recorded command. */
function renewed(value: unknown, recorded: ReadonlySet<string>, ids: Map<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => renewed(item, recorded, ids));
  if (typeof value !== 'string') return value;
  return value.replace(UUID, (id) => {
    if (!recorded.has(id)) return id;
    const known = ids.get(id) ?? newId();
    ids.set(id, known);
    return known;
  });
}
