import type { ValueUnit } from '@doanket/contracts';
import { combineQualifiers, percentText, type Day, type Qualifier } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { askedAbove } from './figure.queries';
import type { ScopeAsked } from './scope.rules';

/** A value units submitted, resolved for one unit and scope. */
export interface SubmittedFigure {
  readonly value: string | null;
  readonly valueUnit: ValueUnit;
  readonly qualifier: Qualifier;
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly submissions: number;
}

interface Row {
  readonly value: string; readonly value_unit: ValueUnit; readonly qualifier: Qualifier; readonly numerator: string | null; readonly denominator: string | null;
  readonly indicator: string; readonly asked: string; readonly own: boolean; readonly from_day: string; readonly to_day: string;
}

/** SQL of the latest accepted values of indicators in a scope, for each asked unit and what lay below it on the day of submission. */
function submittedSql(schema: string, scope: ScopeAsked): string {
  const inScope = { ROUND: 'm.round_code = $4', CLUSTER: 'm.cluster_code = $4', PERIOD: 'm.from_day >= $4 and m.to_day <= $5' }[scope.kind];
  return `select distinct on (m.indicator, a.code, m.unit_id, m.from_day, m.to_day) m.indicator, a.code as asked, m.submission_id, m.value::text as value, m.value_unit, m.qualifier, m.numerator::text as numerator,
             m.denominator::text as denominator, u.code = a.code as own, m.from_day::text as from_day, m.to_day::text as to_day,
             u.code as unit_code, v.name as unit_name, m.submitted_on::text as submitted_on
        from ${schema}.submitted_value m
        join directory_unit u on u.id = m.unit_id
        join directory_unit_version v on v.unit_id = m.unit_id and upper_inf(v.recorded) and v.valid @> m.submitted_on
        ${askedAbove('v.path', '$2')}
       where m.indicator = any($1) and m.submitted_on <= $3 and ${inScope}
       order by m.indicator, a.code, m.unit_id, m.from_day, m.to_day, m.submitted_on desc, m.submission_id desc`;
}

function scopeParams(scope: ScopeAsked): string[] {
  return scope.kind === 'PERIOD' ? [scope.from, scope.to] : [scope.code];
}

/** Which submitted values are asked for. */
export interface SubmittedQuery { readonly schema: string; readonly indicators: readonly string[]; readonly units: readonly string[]; readonly scope: ScopeAsked; readonly asOf: Day }

/**
 * What was submitted for units in a scope, or null where nothing was; one query. A unit's own value stands; without one,
 * counts of the units below are added and rates are computed from their summed parts. Percents alone are never added.
 * `counted`: the indicator is counted over records; then a value is an override of its own unit alone, and the levels above
 * go on counting (RPT-04): one union's correction does not stand for a city.
 */
export async function findSubmitted(tx: Tx, query: SubmittedQuery): Promise<(indicator: string, unit: string, counted: boolean) => SubmittedFigure | null> {
  const all = await selectSubmitted<Row>(tx, query);
  const found = new Map<string, Row[]>();
  for (const row of all) {
    const key = `${row.indicator} ${row.asked}`;
    found.set(key, [...(found.get(key) ?? []), row]);
  }
  return (indicator, unit, counted) => {
    const rows = chosen(found.get(`${indicator} ${unit}`) ?? [], counted);
    return rows.length === 0 ? null : combine(rows);
  };
}

function selectSubmitted<R>(tx: Tx, { schema, indicators, units, scope, asOf }: SubmittedQuery): Promise<R[]> {
  return tx.query(submittedSql(schema, scope), [indicators, units, asOf, ...scopeParams(scope)]);
}

/** A unit's own values, else those of all below it; of an indicator that is counted over records its own alone. */
function chosen<R extends { readonly own: boolean }>(rows: readonly R[], counted: boolean): readonly R[] {
  const own = rows.filter((row) => row.own);
  return own.length > 0 || counted ? own : rows;
}

/** Throws RangeError for an empty list. */
export function combine(rows: readonly Pick<Row, 'value' | 'value_unit' | 'qualifier' | 'numerator' | 'denominator'>[]): SubmittedFigure {
  const [first] = rows;
  if (first === undefined) throw new RangeError('Nothing to combine');
  const qualifier = combineQualifiers(rows.map((row) => row.qualifier));
  if (rows.length === 1) {
    return { value: plain(first.value), valueUnit: first.value_unit, qualifier, numerator: plainOrNull(first.numerator), denominator: plainOrNull(first.denominator), submissions: 1 };
  }
  if (rows.some((row) => row.value_unit === 'LEGACY_PERCENT')) {
    return { value: null, valueUnit: first.value_unit, qualifier, numerator: null, denominator: null, submissions: rows.length };
  }
  if (first.value_unit === 'PERCENT') {
    const numerator = sum(rows.map((row) => row.numerator ?? '0'));
    const denominator = sum(rows.map((row) => row.denominator ?? '0'));
    return {
      value: percentText({ numerator: Number(numerator), denominator: Number(denominator) }), valueUnit: 'PERCENT', qualifier, numerator, denominator, submissions: rows.length,
    };
  }
  return { value: sum(rows.map((row) => row.value)), valueUnit: first.value_unit, qualifier, numerator: null, denominator: null, submissions: rows.length };
}

/** Exact sum of decimals written as text. */
export function sum(values: readonly string[]): string {
  const scale = 1_000_000n;
  const total = values.reduce((left, value) => {
    const [whole = '0', rest = ''] = value.replace('-', '').split('.');
    const parsed = BigInt(whole) * scale + BigInt(rest.padEnd(6, '0').slice(0, 6));
    return value.startsWith('-') ? left - parsed : left + parsed;
  }, 0n);
  const sign = total < 0n ? '-' : '';
  const positive = total < 0n ? -total : total;
  return plain(`${sign}${positive / scale}.${(positive % scale).toString().padStart(6, '0')}`);
}

/** A decimal without trailing zeros: `75.200` is `75.2`, `5.0` is `5`. */
export function plain(value: string): string {
  return value.includes('.') ? value.replace(/\.?0+$/, '') : value;
}

const plainOrNull = (value: string | null): string | null => (value === null ? null : plain(value));

export interface SubmittedRow { readonly submission_id: string; readonly unit_code: string; readonly unit_name: string; readonly submitted_on: string; readonly value: string; readonly value_unit: string; readonly qualifier: string; readonly own: boolean }

/** The submissions behind the submitted figure of one indicator and unit. */
export async function listSubmitted(tx: Tx, query: SubmittedQuery, counted: boolean): Promise<readonly SubmittedRow[]> {
  return chosen(await selectSubmitted<SubmittedRow>(tx, query), counted);
}
