import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PoolClient } from 'pg';
import { interleaved } from '../rounds';
import { atMostTimes, stated, type Row } from '../row';
import { median } from '../stats';
import type { CityLab } from './city-lab';

const ROWS = 100_000;
const ROUNDS = 3;
const TIMES = 2.5;
/** What an import leaves behind, and which of it belongs to one: `$` is the import, `#` the newest row of the tally before it. */
const TABLES: readonly (readonly [table: string, rowsOf: string])[] = [
  ['membership.person', "import_id = '$'"],
  ['membership.member', "import_id = '$'"],
  ['membership.dues_base', "import_id = '$'"],
  ['membership.member_tally', 'id > #'],
  ['membership.aggregate_head', "aggregate_type = 'membership.member' and aggregate_id in (select id::text from membership.member where import_id = '$')"],
  ['membership.outbox', "aggregate_type = 'membership.member' and aggregate_id in (select id::text from membership.member where import_id = '$')"],
];

/**
 * 100,000 members by the import door, checked, compared with everybody who is there, sealed, with their events; against a bare
 * COPY of the very rows that it left into the very tables and indexes. Every round brings other members.
 */
export async function importCopy(city: CityLab): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-copy-'));
  // The server writes and reads these files itself, as its own user.
  chmodSync(folder, 0o777);
  let last = { id: '', tally: '' };
  const parts = { sent: [] as number[], checked: [] as number[], written: [] as number[] };
  const ours = async (round: number): Promise<number> => {
    await city.quiet();
    const { rows } = await city.pool.query<{ newest: string }>('select coalesce(max(id), 0)::text as newest from membership.member_tally');
    const { id, sent, checked, written } = await city.import(city.more(ROWS), `them-${round}.csv`);
    last = { id, tally: rows[0]?.newest ?? '0' };
    await city.quiet();
    if (round >= 0) {
      parts.sent.push(sent);
      parts.checked.push(checked);
      parts.written.push(written);
    }
    return sent + checked + written;
  };
  try {
    const times = await interleaved(ours, () => copied(city, folder, last), ROUNDS);
    const series = (label: string, values: readonly number[]) => ({ label, unit: 's', values });
    return [
      atMostTimes('city-import', `import of ${ROWS} members`, series('import door: sent, checked, written, with events', times.a), series('bare COPY of the rows it left', times.b), { times: TIMES }),
      ...(['sent', 'checked', 'written'] as const).map((part) => stated(`city-import-${part}`, `of it ${part}: ${Math.round(ROWS / median(parts[part]))} rows a second`, series('import door', parts[part]))),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Takes the rows of an import out to files and brings them back; only the way back is measured. */
async function copied(city: CityLab, folder: string, { id: importId, tally }: { id: string; tally: string }): Promise<number> {
  const client = await city.pool.connect();
  const file = (table: string): string => join(folder, `${table}.copy`);
  const rowsOf = (condition: string): string => condition.replace('$', importId).replace('#', tally);
  try {
    // Counters, directory and foreign keys stay out of it: a bare COPY.
    await client.query('set session_replication_role = replica');
    for (const [table, condition] of TABLES) await client.query(`copy (select * from ${table} where ${rowsOf(condition)}) to '${file(table)}'`);
    for (const [table, condition] of [...TABLES].reverse()) if (table !== 'membership.member') await client.query(`delete from ${table} where ${rowsOf(condition)}`);
    await client.query(`delete from membership.member where import_id = '${importId}'`);
    await client.query(`vacuum ${TABLES.map(([table]) => table).join(', ')}`);
    await client.query('checkpoint');
    const began = performance.now();
    await client.query('begin');
    for (const [table] of TABLES) await client.query(`copy ${table} from '${file(table)}'`);
    await client.query('commit');
    return (performance.now() - began) / 1_000;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    await reset(client);
  }
}

async function reset(client: PoolClient): Promise<void> {
  await client.query('reset session_replication_role').finally(() => client.release());
}
