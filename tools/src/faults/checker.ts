import type { Entry, Ledger } from './ledger';
import type { Lab } from './lab';
import { quiet } from './quiet';
import { endsOf, header, readTopics, type Places, type Stored } from './topics';

export const PETITIONS = 'campaigns.petition';

/** What stood before a case, so that only its own doings are compared. */
export interface Baseline {
  readonly ends: Places;
  readonly figures: Awaited<ReturnType<Lab['figures']>>;
  readonly records: number;
  readonly petitions: number;
}

/** Counts of one comparison, and what did not agree. */
export interface Findings {
  readonly sent: number;
  readonly acknowledged: number;
  readonly repeats: number;
  readonly rows: number;
  readonly events: number;
  /** Events the broker holds more than once; harmless, the inboxes drop them. */
  readonly duplicateDeliveries: number;
  readonly faults: readonly string[];
}

interface Row { readonly id: string; readonly text: string; readonly channel: Entry['channel']; readonly state: string }

export async function baselineOf(lab: Lab): Promise<Baseline> {
  await quiet(lab);
  return { ends: await endsOf(lab.kafka, [PETITIONS]), figures: await lab.figures(), records: await recordsOf(lab), petitions: await petitionsOf(lab) };
}

/**
 * Compares the ledger with tables, topic, read model and figures once everything is quiet. Nothing lost, nothing
 * doubled, order per key kept. `strangers`: keys of messages the case itself put into the topic.
 */
export async function check(lab: Lab, ledger: Ledger, before: Baseline, strangers: ReadonlySet<string> = new Set()): Promise<Findings> {
  await quiet(lab);
  const faults: string[] = [];
  const rows = await lab.sql<Row>('select id, text, channel, state from campaigns.petition where text like $1', [`${ledger.name} %`]);
  compareTables(ledger, rows, faults);
  const messages = (await readTopics(lab.kafka, [PETITIONS], before.ends)).filter(({ key }) => !strangers.has(key?.toString() ?? ''));
  const events = compareTopic(messages, rows, faults);
  await compareReadModel(lab, rows, before, faults);
  return { sent: ledger.entries.length, acknowledged: ledger.acknowledged, repeats: ledger.repeats, rows: rows.length, ...events, faults };
}

function compareTables(ledger: Ledger, rows: readonly Row[], faults: string[]): void {
  const byMark = new Map<string, Row[]>();
  for (const row of rows) byMark.set(row.text, [...(byMark.get(row.text) ?? []), row]);
  for (const entry of ledger.entries) {
    const found = byMark.get(entry.mark) ?? [];
    byMark.delete(entry.mark);
    const [row] = found;
    if (found.length > 1) faults.push(`doubled: ${entry.mark} has ${found.length} rows`);
    if (entry.state.startsWith('ACKNOWLEDGED') && row === undefined) faults.push(`lost: ${entry.mark} was acknowledged and has no row`);
    if (entry.refusal !== null) faults.push(`refused: ${entry.mark}: ${entry.refusal}`);
    if (entry.state === 'REFUSED' && row !== undefined) faults.push(`effect of a refusal: ${entry.mark}`);
    if (entry.id !== null && row !== undefined && row.id !== entry.id) faults.push(`other id: ${entry.mark} is ${row.id}, the answer said ${entry.id}`);
    if (entry.settled === 'ACKNOWLEDGED' && row !== undefined && row.state !== 'ANSWERED') faults.push(`lost: the answer to ${entry.mark} was acknowledged, its row is ${row.state}`);
  }
  for (const mark of byMark.keys()) faults.push(`phantom: a row ${mark} that nobody sent`);
}

/** Every row has its events, in order and without a gap; no event is there without its row. */
function compareTopic(messages: readonly Stored[], rows: readonly Row[], faults: string[]): { events: number; duplicateDeliveries: number } {
  const seen = new Map<string, string[]>();
  let duplicateDeliveries = 0;
  for (const message of messages) {
    const key = message.key?.toString() ?? '';
    const ids = seen.get(key) ?? [];
    const version = Number(header(message, 'aggregateversion'));
    const id = header(message, 'ce_id');
    if (version <= ids.length && ids[version - 1] === id) duplicateDeliveries += 1;
    else if (version === ids.length + 1) ids.push(id);
    else faults.push(`order: ${key} got version ${version} after ${ids.length}`);
    seen.set(key, ids);
  }
  for (const row of rows) {
    const wanted = row.state === 'ANSWERED' ? 2 : 1;
    const found = seen.get(row.id)?.length ?? 0;
    if (found !== wanted) faults.push(`topic: ${row.text} has ${found} events, its row says ${wanted}`);
  }
  const known = new Set(rows.map(({ id }) => id));
  for (const key of seen.keys()) if (!known.has(key)) faults.push(`phantom: an event of ${key}, which no row of this case is`);
  return { events: [...seen.values()].reduce((sum, ids) => sum + ids.length, 0), duplicateDeliveries };
}

async function compareReadModel(lab: Lab, rows: readonly Row[], before: Baseline, faults: string[]): Promise<void> {
  const generation = await lab.generation();
  const records = await lab.sql<{ record_id: string; channel: string; outcome: string | null }>(
    `select record_id, attrs->>'channel' as channel, attrs->>'outcome' as outcome from reports_g${generation}.record where kind = 'PETITION' and record_id = any($1)`,
    [rows.map(({ id }) => id)],
  );
  const byId = new Map(records.map((record) => [record.record_id, record]));
  for (const row of rows) {
    const record = byId.get(row.id);
    if (record === undefined) faults.push(`read model: ${row.text} is missing`);
    else if (record.channel !== row.channel || (record.outcome ?? '') !== (row.state === 'ANSWERED' ? 'ANSWERED' : '')) faults.push(`read model: ${row.text} differs`);
  }
  const grown = (await recordsOf(lab)) - before.records;
  const raised = (await petitionsOf(lab)) - before.petitions;
  if (grown !== raised) faults.push(`read model: ${grown} records more, the table has ${raised} rows more`);
  const now = await lab.figures();
  for (const channel of ['WRITTEN', 'DIRECT', 'ONLINE'] as const) {
    const counted = now[channel] - before.figures[channel];
    const wanted = rows.filter((row) => row.channel === channel).length;
    if (counted !== wanted) faults.push(`figures: PETITION_${channel} rose by ${counted}, the table by ${wanted}`);
  }
}

async function recordsOf(lab: Lab): Promise<number> {
  const [row] = await lab.sql<{ n: number }>(`select count(*)::int as n from reports_g${await lab.generation()}.record where kind = 'PETITION'`);
  return row?.n ?? 0;
}

async function petitionsOf(lab: Lab): Promise<number> {
  const [row] = await lab.sql<{ n: number }>('select count(*)::int as n from campaigns.petition');
  return row?.n ?? 0;
}
