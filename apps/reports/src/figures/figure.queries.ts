import type { Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import type { CountRecipe, RecordKind } from '../indicators/recipe.rules';

/** Everything a count needs to know; `units`: codes whose subtrees are counted, each for itself. */
export interface CountScope {
  readonly schema: string;
  readonly units: readonly string[];
  readonly roundCode: string | null;
  readonly from: Day;
  readonly to: Day;
  readonly asOf: Day;
}

interface Built { readonly sql: string; readonly params: unknown[] }

/** Kinds that are read from the directory itself, which is dated already. */
const DIRECTORY_SOURCES: Partial<Record<RecordKind, string>> = {
  UNIT: `(select 'UNIT' as kind, u.id::text as record_id, u.id as unit_id, min(lower(x.valid)) as on_day,
            (select min(lower(e.valid)) from directory_unit_version e where e.unit_id = u.id and upper_inf(e.recorded) and e.state in ('ENDED', 'MERGED', 'TRANSFERRED_OUT')) as until_day,
            null::text as round_code, null::bigint as amount_vnd,
            jsonb_build_object('level', u.level, 'unitType', u.type) as attrs, '/api/membership/units/' || u.code as source_path
       from directory_unit u join directory_unit_version x on x.unit_id = u.id and upper_inf(x.recorded) and x.state in ('PROVISIONAL', 'ACTIVE')
      group by u.id, u.code, u.level, u.type)`,
  UNIT_ENDED: `(select 'UNIT_ENDED' as kind, u.id::text as record_id, u.id as unit_id, min(lower(x.valid)) - 1 as on_day, null::date as until_day,
            null::text as round_code, null::bigint as amount_vnd,
            jsonb_build_object('level', u.level, 'unitType', u.type, 'state', min(x.state)) as attrs, '/api/membership/units/' || u.code as source_path
       from directory_unit u join directory_unit_version x on x.unit_id = u.id and upper_inf(x.recorded) and x.state in ('ENDED', 'MERGED', 'TRANSFERRED_OUT')
      group by u.id, u.code, u.level, u.type)`,
};

/**
 * The records a recipe counts. A record belongs to the subtree of a unit when, in the tree of the day it counts, the unit's
 * code is on the path of the record's unit: labels of paths are codes, so a moved unit keeps its past under the old parent
 * (RPT-06). A stock looks at the tree of the last day instead.
 */
function selected(recipe: CountRecipe, scope: CountScope): Built {
  const params: unknown[] = [];
  const p = (value: unknown): string => `$${params.push(value)}`;
  const last = scope.asOf < scope.to ? scope.asOf : scope.to;
  const source = DIRECTORY_SOURCES[recipe.kind] ?? `${scope.schema}.record`;
  const conditions = [`r.kind = ${p(recipe.kind)}`, `r.attrs @> ${p(JSON.stringify(recipe.where))}::jsonb`];
  const stock = recipe.aggregate === 'STOCK' || recipe.aggregate === 'STOCK_DISTINCT';
  if (stock) {
    conditions.push(`r.on_day <= ${p(last)}`, `(r.until_day is null or r.until_day > ${p(last)})`);
  } else {
    conditions.push(`r.on_day <= ${p(scope.asOf)}`, `(r.until_day is null or r.until_day > ${p(scope.asOf)})`);
    if (scope.roundCode !== null && recipe.aggregate !== 'LATEST') conditions.push(`r.round_code = ${p(scope.roundCode)}`);
    else if (recipe.aggregate === 'LATEST') conditions.push(`r.on_day <= ${p(scope.to)}`);
    else conditions.push(`r.on_day between ${p(scope.from)} and ${p(scope.to)}`);
  }
  if (recipe.matching !== undefined) {
    const on = recipe.matching.on.map((name) => `m.attrs->>'${attribute(name)}' = r.attrs->>'${attribute(name)}'`).join(' and ');
    conditions.push(`exists (select 1 from ${scope.schema}.record m where m.kind = ${p(recipe.matching.kind)} and m.attrs @> ${p(JSON.stringify(recipe.matching.where))}::jsonb
      and m.on_day <= ${p(stock ? last : scope.asOf)} and (m.until_day is null or m.until_day > ${p(stock ? last : scope.asOf)}) and ${on})`);
  }
  const day = stock ? `${p(last)}::date` : 'r.on_day';
  return {
    sql: `select r.*, v.name as unit_name, u.code as unit_code, a.code as asked from ${source} r
      join directory_unit u on u.id = r.unit_id
      join directory_unit_version v on v.unit_id = r.unit_id and upper_inf(v.recorded) and v.valid @> ${day}
      ${askedAbove('v.path', p(scope.units))}
      where ${conditions.join(' and ')}`,
    params,
  };
}

/** Joins each row to those asked units that are on its path, as `a.code`: labels of paths are codes. `units`: the parameter. */
export function askedAbove(path: string, units: string): string {
  return `cross join lateral (select code from unnest(string_to_array(${path}::text, '.')) l(code) where l.code = any(${units}::text[])) a`;
}

/** Attribute names come from the dictionary, never from a caller; still only plain words go into SQL. */
function attribute(name: string): string {
  if (!/^[a-zA-Z]{1,40}$/.test(name)) throw new RangeError(`Not an attribute: ${name}`);
  return name;
}

const amount = (of: string): string => (of === 'amountVnd' ? 's.amount_vnd' : `(s.attrs->>'${attribute(of)}')::numeric`);

function numberSql(recipe: CountRecipe, built: Built): string {
  switch (recipe.aggregate) {
    case 'COUNT': case 'STOCK': return counted('count(*)', built.sql);
    case 'DISTINCT': case 'STOCK_DISTINCT': return counted(`count(distinct (${recipe.of.map((name) => `s.attrs->>'${attribute(name)}'`).join(', ')}))`, built.sql);
    case 'SUM': return counted(`coalesce(sum(${amount(recipe.of)}), 0)`, built.sql);
    case 'LATEST': return counted(`coalesce(sum(${amount(recipe.of)}), 0)`, `select distinct on (asked, unit_id) * from (${built.sql}) x order by asked, unit_id, on_day desc, record_id desc`);
  }
}

const counted = (value: string, rows: string): string => `select s.asked, ${value} as value, count(*) as rows from (${rows}) s group by s.asked`;

/** The number a recipe gives, as text, and how many records are behind it. */
export interface Counted { readonly value: string; readonly rows: number }
const NOTHING: Counted = { value: '0', rows: 0 };

/** The numbers a recipe gives for the subtrees of all units of a scope, by code; one query. */
export async function countRecords(tx: Tx, recipe: CountRecipe, scope: CountScope): Promise<(code: string) => Counted> {
  const built = selected(recipe, scope);
  const rows: { asked: string; value: string; rows: string }[] = scope.units.length === 0 ? [] : await tx.query(numberSql(recipe, built), built.params);
  const byUnit = new Map(rows.map((row) => [row.asked, { value: String(row.value), rows: Number(row.rows) }]));
  return (code) => byUnit.get(code) ?? NOTHING;
}

export interface RecordRow {
  readonly kind: string; readonly record_id: string; readonly unit_code: string; readonly unit_name: string; readonly on_day: string;
  readonly amount_vnd: string | null; readonly attrs: Record<string, string | number | boolean | null>; readonly source_path: string | null;
}

/**
 * A page of the records behind a number, newest first, after the keyset `(day, recordId)`. For distinct things one record
 * stands for each, so that the total equals the figure.
 */
export async function listRecords(tx: Tx, recipe: CountRecipe, scope: CountScope, page: { limit: number; after: { day: string; recordId: string } | null }): Promise<RecordRow[]> {
  const built = selected(recipe, scope);
  const params = [...built.params];
  const p = (value: unknown): string => `$${params.push(value)}`;
  const base = recipe.aggregate === 'DISTINCT' || recipe.aggregate === 'STOCK_DISTINCT'
    ? `select distinct on (${recipe.of.map((name) => `attrs->>'${attribute(name)}'`).join(', ')}) * from (${built.sql}) d order by ${recipe.of.map((name) => `attrs->>'${attribute(name)}'`).join(', ')}, on_day desc, record_id`
    : recipe.aggregate === 'LATEST'
      ? `select distinct on (unit_id) * from (${built.sql}) d order by unit_id, on_day desc, record_id desc`
      : built.sql;
  const after = page.after === null ? '' : `where (s.on_day, s.record_id) < (${p(page.after.day)}::date, ${p(page.after.recordId)})`;
  return (await tx.query(
    `select s.kind, s.record_id, s.unit_code, s.unit_name, s.on_day::text as on_day, s.amount_vnd::text as amount_vnd, s.attrs, s.source_path
       from (${base}) s ${after} order by s.on_day desc, s.record_id desc limit ${p(page.limit)}`,
    params,
  )) as RecordRow[];
}
