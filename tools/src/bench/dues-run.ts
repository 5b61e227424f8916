import { cancelDuesRun, getDuesRun, startDuesRun, type DuesRunView } from '@doanket/contracts';
import type { Pool } from 'pg';
import type { BenchLab } from './bench-lab';
import { pause } from './bench-lab';
import { memoryOf, processes, treeOf } from './processes';
import { interleaved } from './rounds';
import { atMost, type Row } from './row';
import { median, short } from './stats';

const MEMBERS = Number(process.env['BENCH_DUES_MEMBERS'] ?? 700_000);
const UNITS = Math.max(1, Math.floor(MEMBERS / 100));
const ROUNDS = 3;
const DONE_WITHIN_MS = 600_000;
const MEMORY_MB = 500;
const TIMES = 4;
/** Units of the measurement bear this in their codes, so that they are found and taken away again. */
const MARK = 'bench-dues';
const PREFIX = '/api/membership';

/**
 * A month's dues of 700,000 members in 7,000 unions through the API, against the bare set-based statement that writes lines
 * with the same columns and indexes. The members are made by SQL beforehand and taken away afterwards.
 */
export async function duesRun(lab: BenchLab): Promise<Row[]> {
  const pool = lab.pool(2);
  const memory: number[] = [];
  try {
    await clean(pool);
    await fill(pool, lab);
    const ours = async (round: number): Promise<number> => {
      const began = performance.now();
      const run = await lab.people.chair.post<DuesRunView>(`${PREFIX}${startDuesRun.path}`, { unitCode: `${MARK}-top`, month: monthOf(round), kind: 'REGULAR' });
      memory.push(...(await watched(lab, run.id)));
      return (performance.now() - began) / 1_000;
    };
    const bare = async (round: number): Promise<number> => {
      const began = performance.now();
      await pool.query(BARE, [`${monthOf(round)}-01`]);
      return (performance.now() - began) / 1_000;
    };
    const times = await interleaved(ours, bare, ROUNDS);
    const ratio = median(times.a) / median(times.b);
    return [
      {
        id: 'h', title: `dues of a month, ${MEMBERS} members, ${UNITS} unions`, ours: { label: 'run through the API: lines, ledger, totals, events', unit: 's', values: times.a },
        baseline: { label: 'bare insert … select of the lines', unit: 's', values: times.b }, figure: `${short(ratio)} ×`, target: `≤ ${TIMES} ×`, pass: ratio <= TIMES,
      },
      atMost('h-memory', 'memory of membership during the runs', { label: 'membership', unit: 'MB', values: [Math.max(...memory)] }, MEMORY_MB),
    ];
  } finally {
    await clean(pool);
    await pool.end();
  }
}

/** A month of its own for each round, long before the others. */
const monthOf = (round: number): string => `2024-${String(round + 8).padStart(2, '0')}`;

/** Waits for the end of a run and answers what the service took meanwhile, in MB. */
async function watched(lab: BenchLab, id: string): Promise<number[]> {
  const pid = (await lab.stack.list())['membership']?.pid;
  const seen: number[] = [];
  for (const deadline = performance.now() + DONE_WITHIN_MS; ;) {
    const seenNow = await lab.people.chair.get<DuesRunView>(`${PREFIX}${getDuesRun.path.replace(':id', id)}`);
    if (pid !== undefined) seen.push(memoryOf(treeOf(processes(), pid)) / 1_024);
    if (seenNow.state === 'DONE') return seen;
    if (performance.now() > deadline) {
      await lab.people.chair.post(`${PREFIX}${cancelDuesRun.path.replace(':id', id)}`, {});
      throw new Error(`The run stands at ${seenNow.unitsDone} of ${seenNow.units} units`);
    }
    await pause(200);
  }
}

/** The same lines by one statement: who owes, the salary, rate and cap of the month, into a table with the columns and indexes of `dues_line`. */
const BARE = `
  insert into membership.bench_dues_line (month, unit_id, member_id, seq, run_id, kind, status, reason, rule_id, decision_number, base, base_vnd, rate_numerator, rate_denominator, cap_vnd, floor_vnd, relief_id,
    regular_vnd, extra_vnd, reduced_vnd, suspended_vnd, booked_in)
  select $1::date, m.unit_id, m.id, 0, r.id, 'REGULAR', 'DUE', null, r.id, r.decision_number, 'INSURANCE_SALARY', b.amount_vnd, 1, 100, 234000, null, null, least((2 * b.amount_vnd + 100) / 200, 234000), 0, 0, 0, $1::date
  from membership.member m join membership.dues_base b on b.member_id = m.id and b.base = 'INSURANCE_SALARY' and b.replaced_at is null and b.valid_from <= $1::date and (b.valid_to is null or b.valid_to >= $1::date)
    join membership.directory_unit u on u.id = m.unit_id and u.code like '${MARK}-%'
    cross join (select p.rule_id as id, w.decision_number from membership.rule_period p join membership.rule w on w.id = p.rule_id
      where p.code = 'DUES_RATE' and p.scope = 'NONSTATE' and p.valid @> $1::date and upper_inf(p.recorded)) r
  where m.dues_from <= $1::date and (m.dues_to is null or m.dues_to >= $1::date)
  order by m.unit_id, m.id`;

async function fill(pool: Pool, lab: BenchLab): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    // Triggers of counters and of the directory stay out of it: nothing of this is left behind.
    await client.query('set local session_replication_role = replica');
    await client.query('set local search_path = membership, extensions, public');
    const { rows } = await client.query<{ path: string; id: string }>(
      `select s.path::text as path, u.id from directory_unit ward join directory_scope w on w.unit_id = ward.id join directory_scope s on s.path @> w.path join directory_unit u on u.id = s.unit_id and u.level = 'C' where ward.id = $1`, [lab.wardId]);
    const [city] = rows;
    if (city === undefined) throw new Error('The city of the measurement is missing');
    await client.query(
      `insert into directory_unit (id, code, type, level, founded_on) select gen_random_uuid(), '${MARK}-top', 'S_ZONE', 'S', date '2020-01-01'
       union all select gen_random_uuid(), '${MARK}-' || n, 'G', 'G', date '2020-01-01' from generate_series(1, $1::int) n`, [UNITS]);
    await client.query(
      `insert into directory_unit_version (unit_id, name, name_key, parent_id, state, bloc, territories, path, valid, recorded, decision_id)
       select u.id, u.code, u.code, case when u.level = 'S' then $1::uuid else top.id end, 'ACTIVE', case when u.level = 'G' then 'ENTERPRISE_NONSTATE' end, '{}',
         text2ltree($2 || '.${MARK}-top' || case when u.level = 'G' then '.' || u.code else '' end), daterange('2020-01-01', null), tstzrange('2020-01-01', null), gen_random_uuid()
       from directory_unit u cross join (select id from directory_unit where code = '${MARK}-top') top where u.code like '${MARK}-%'`, [city.id, city.path]);
    await client.query(`insert into directory_scope (unit_id, path) select v.unit_id, v.path from directory_unit_version v join directory_unit u on u.id = v.unit_id where u.code like '${MARK}-%'`);
    await client.query(
      `insert into member (id, person_id, unit_id, status, applied_on, admitted_on, member_since, dues_from, consent_purposes, profile_changes, version)
       select gen_random_uuid(), gen_random_uuid(), u.id, 'ACTIVE', '2020-01-01', '2020-01-01', '2020-01-01', '2020-01-01', '{}', 0, 1
       from directory_unit u cross join generate_series(1, $1::int) where u.code like '${MARK}-%' and u.level = 'G'`, [Math.ceil(MEMBERS / UNITS)]);
    await client.query(
      `insert into dues_base (member_id, base, valid_from, amount_vnd, source, recorded_at)
       select m.id, 'INSURANCE_SALARY', '2020-01-01', 5000000 + (row_number() over () % 500) * 100000, 'FILE', now() from member m join directory_unit u on u.id = m.unit_id where u.code like '${MARK}-%'`);
    await client.query('create table bench_dues_line (like dues_line including all)');
    await client.query('commit');
    for (const table of ['member', 'dues_base', 'directory_unit', 'directory_unit_version', 'directory_scope']) await client.query(`analyze membership.${table}`);
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

async function clean(pool: Pool): Promise<void> {
  const client = await pool.connect();
  const units = `(select id from directory_unit where code like '${MARK}-%')`;
  try {
    await client.query('begin');
    await client.query('set local session_replication_role = replica');
    await client.query('set local search_path = membership, extensions, public');
    await client.query('drop table if exists bench_dues_line');
    await client.query(`delete from ledger_posting where unit_id in ${units}`);
    await client.query(`delete from dues_run_unit where run_id in (select id from dues_run where unit_id in ${units})`);
    await client.query(`delete from dues_base where member_id in (select id from member where unit_id in ${units})`);
    for (const table of ['ledger_journal', 'ledger_balance', 'ledger_book', 'dues_line', 'dues_month', 'dues_run', 'member', 'directory_scope', 'directory_unit_version']) await client.query(`delete from ${table} where unit_id in ${units}`);
    await client.query(`delete from directory_unit where code like '${MARK}-%'`);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}
