import { FINAL_UNIT_STATES, type Level } from '@doanket/contracts';
import { addDays, type Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import type { AsOf, UnitOn, UnitRef, UnitThen } from './directory.types';

/** Columns of `UnitOn`; `v` is the version, `u` the unit. */
export const UNIT_ON_COLUMNS = `
  v.unit_id as "unitId", u.code, u.type, u.level, v.name, v.state, v.bloc, v.territories, v.parent_id as "parentId",
  v.successor_id as "successorId", v.path::text as path, lower(v.valid)::text as "validFrom",
  (upper(v.valid) - 1)::text as "validTo", v.decision_id as "decisionId"`;

const FROM_VERSION = 'from directory_unit_version v join directory_unit u on u.id = v.unit_id';

/** Condition for the versions known at an instant; null for now. `n` is the number of the parameter. */
export const knownSql = (n: number, alias = 'v'): string =>
  `(case when $${n}::timestamptz is null then upper_inf(${alias}.recorded) else ${alias}.recorded @> $${n}::timestamptz end)`;

/** The last instant of a day in Hanoi, as ISO 8601: what was known by the end of that day. */
export function endOfDay(day: Day): string {
  return new Date(Date.parse(`${addDays(day, 1)}T00:00:00+07:00`) - 1).toISOString();
}

export async function unitRef(tx: Tx, column: 'code' | 'id', value: string): Promise<UnitRef | null> {
  const rows: UnitRef[] = await tx.query(
    `select id as "unitId", code, type, level from directory_unit where ${column === 'code' ? 'code = $1' : 'id = $1'}`, [value]);
  return rows[0] ?? null;
}

export function unitsOn(tx: Tx, unitIds: readonly string[], { day, knownAt }: AsOf): Promise<UnitOn[]> {
  return tx.query(
    `select ${UNIT_ON_COLUMNS} ${FROM_VERSION} where v.unit_id = any($1) and v.valid @> $2::date and ${knownSql(3)}`,
    [unitIds, day, knownAt ?? null]);
}

/**
 * Nearest ancestor first. They are looked up by the codes that the path is made of: under row-level security the server
 * compares paths only after it has judged each row, so `v.path @> path` would read every unit of the federation.
 */
export function ancestorsOn(tx: Tx, unitId: string, { day, knownAt }: AsOf): Promise<UnitOn[]> {
  return tx.query(
    `with me as materialized (select v.path from directory_unit_version v where v.unit_id = $1 and v.valid @> $2::date and ${knownSql(3)})
     select ${UNIT_ON_COLUMNS} from me cross join unnest(string_to_array(ltree2text(me.path), '.')) as above(code)
     join directory_unit u on u.code = above.code join directory_unit_version v on v.unit_id = u.id and v.path @> me.path and v.unit_id <> $1
     where v.valid @> $2::date and ${knownSql(3)} order by nlevel(v.path) desc`, [unitId, day, knownAt ?? null]);
}

/** Each of these codes on its day; a code that nobody bears is missing, one that was not there yet has no `unitId`. */
export function unitsByCodeOn(tx: Tx, asked: readonly { readonly code: string; readonly on: Day }[]): Promise<(Omit<UnitOn, 'unitId'> & { readonly unitId: string | null; readonly asked: Day })[]> {
  return tx.query(
    `select a."on"::text as asked, ${UNIT_ON_COLUMNS}
     from (select distinct code, "on" from jsonb_to_recordset($1::jsonb) as t(code text, "on" date)) a join directory_unit u on u.code = a.code
     left join directory_unit_version v on v.unit_id = u.id and v.valid @> a."on" and upper_inf(v.recorded)`, [JSON.stringify(asked)]);
}

export function childrenOn(tx: Tx, unitId: string, { day, knownAt }: AsOf): Promise<UnitOn[]> {
  return tx.query(
    `select ${UNIT_ON_COLUMNS} ${FROM_VERSION}
     where v.parent_id = $1 and v.valid @> $2::date and ${knownSql(3)} order by u.code`, [unitId, day, knownAt ?? null]);
}

/** The unit itself and everything below it on that day. */
export async function subtreeOn(tx: Tx, unitId: string, { day, knownAt }: AsOf): Promise<string[]> {
  const rows: { id: string }[] = await tx.query(
    `select v.unit_id as id from directory_unit_version v
     where v.valid @> $2::date and ${knownSql(3)}
       and v.path <@ (select m.path from directory_unit_version m where m.unit_id = $1 and m.valid @> $2::date and ${knownSql(3, 'm')})`,
    [unitId, day, knownAt ?? null]);
  return rows.map((row) => row.id);
}

/** Order of versions by their nearness to a day: the one of the day, then the nearest. `n` is the number of the parameter. */
const nearestFirst = (n: number, alias: string): string =>
  `(${alias}.valid @> $${n}::date) desc, case when lower(${alias}.valid) > $${n}::date then lower(${alias}.valid) - $${n}::date else $${n}::date - upper(${alias}.valid) end`;

/** An expression for the name of a unit on a day, else the nearest one it had; for statements that show units. `n` is the number of the parameter. */
export const nameOnSql = (unitId: string, n: number): string =>
  `(select named.name from directory_unit_version named where named.unit_id = ${unitId} and upper_inf(named.recorded) order by ${nearestFirst(n, 'named')} limit 1)`;

/**
 * An expression for the name of a unit on a day of the statement's own, else its code: `unit` is the alias of its row in
 * `directory_unit`, `day` an expression. What a list shows beside a fact is the name the unit had when it happened.
 */
export const nameThenSql = (unit: string, day: string, column: 'name' | 'name_key' = 'name'): string =>
  `coalesce((select named.${column} from directory_unit_version named where named.unit_id = ${unit}.id and upper_inf(named.recorded) and named.valid @> ${day}), ${unit}.code)`;

/** Codes of units by their ids. */
export async function codesOf(tx: Tx, unitIds: readonly string[]): Promise<Map<string, string>> {
  const rows: { id: string; code: string }[] = await tx.query('select id, code from directory_unit where id = any($1)', [unitIds]);
  return new Map(rows.map((row) => [row.id, row.code]));
}

export function refsByCode(tx: Tx, codes: readonly string[]): Promise<UnitRef[]> {
  return tx.query('select id as "unitId", code, type, level from directory_unit where code = any($1)', [codes]);
}

/** The unit and all below it today, ended units under their successors. */
export async function idsBelowToday(tx: Tx, code: string): Promise<string[]> {
  const rows: { id: string }[] = await tx.query(
    `select s.unit_id as id from directory_scope s
     where s.path <@ (select top.path from directory_scope top join directory_unit u on u.id = top.unit_id where u.code = $1)`, [code]);
  return rows.map((row) => row.id);
}

/** Units that worked on a day, and whether each was the issuer or lay below it on that day. */
export function withinOn(tx: Tx, issuerUnitId: string, codes: readonly string[], on: Day): Promise<(UnitThen & { readonly within: boolean })[]> {
  return tx.query(
    `select u.code, u.id as "unitId", v.bloc, coalesce(v.path <@ i.path, false) as within
     from directory_unit u join directory_unit_version v on v.unit_id = u.id and v.valid @> $2::date and upper_inf(v.recorded) and v.state <> all($4)
     left join directory_unit_version i on i.unit_id = $3 and i.valid @> $2::date and upper_inf(i.recorded)
     where u.code = any($1)`, [codes, on, issuerUnitId, FINAL_UNIT_STATES]);
}

/** The name on the day, else the nearest one that the unit ever had. */
export async function namesOn(tx: Tx, unitIds: readonly string[], day: Day): Promise<Map<string, string>> {
  const rows: { id: string; name: string }[] = await tx.query(
    `select distinct on (v.unit_id) v.unit_id as id, v.name from directory_unit_version v
     where v.unit_id = any($1) and upper_inf(v.recorded)
     order by v.unit_id, ${nearestFirst(2, 'v')}`,
    [unitIds, day]);
  return new Map(rows.map((row) => [row.id, row.name]));
}

const RANKS: Readonly<Record<Level, number>> = { N: 0, C: 1, S: 2, G: 3, D: 4, T: 5 };

/** True when `unit` stands at `level` or above it. */
export const standsAtOrAbove = (unit: { readonly level: Level }, level: Level): boolean => RANKS[unit.level] <= RANKS[level];

/** True when the unit had come to its end. */
export const hasEnded = (unit: Pick<UnitOn, 'state'>): boolean => (FINAL_UNIT_STATES as readonly string[]).includes(unit.state);
