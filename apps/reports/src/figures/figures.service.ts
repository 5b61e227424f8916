import {
  type ComparisonQuery, type FigureAnswer, type FigureComparison, type FigureItem, type FigureQuery, type FigureSummary, type RecordAnswer, type RecordQuery,
} from '@doanket/contracts';
import type { Principal } from '@doanket/auth';
import { Access, Directory } from '@doanket/directory';
import { Clock, combineQualifiers, percentText, type Day } from '@doanket/kernel';
import { Transactions, type Tx } from '@doanket/persistence';
import { decodeCursor, encodeCursor } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Dictionary, type Indicator } from '../indicators/dictionary.service';
import { addsUp, type CountRecipe } from '../indicators/recipe.rules';
import { currentGeneration, schemaOf } from '../projections/generation';
import { NoRecordsBehind, UnknownScope } from './figure.errors';
import { countRecords, listRecords, type Counted, type CountScope } from './figure.queries';
import { scopeAsked, type ScopeAsked } from './scope.rules';
import { findSubmitted, listSubmitted, sum, type SubmittedFigure } from './submitted.queries';

const RecordCursor = z.tuple([z.iso.date(), z.string().max(100)]);

/** A scope resolved against the read model: its days, its units, and what was frozen. */
interface ResolvedScope {
  readonly asked: ScopeAsked;
  readonly from: Day;
  readonly to: Day;
  readonly units: readonly { readonly unitId: string; readonly code: string; readonly name: string; readonly existed: boolean }[];
  readonly frozen: Readonly<Record<string, string>> | null;
  readonly frozenAt: string | null;
}

/** Answers figures: queries over projected records at a day, or what units submitted (RPT-04, RPT-06). */
@Injectable()
export class FiguresService {
  constructor(
    private readonly transactions: Transactions,
    private readonly directory: Directory,
    private readonly access: Access,
    private readonly dictionary: Dictionary,
    private readonly clock: Clock,
  ) {}

  /** Throws OneScopeExpected, UnknownIndicator, UnknownScope; a unit that is unknown or unreadable is the same not-found. */
  list(principal: Principal, query: FigureQuery): Promise<FigureAnswer> {
    return this.transactions.readWhole((tx) => this.answer(tx, principal, query));
  }

  /**
   * A unit in two periods. After its end the unions of the wards that came out of its area answer, where a bridge says which
   * (RPT-06); without one nothing is compared. Throws as `list`.
   */
  compare(principal: Principal, { withFrom, withTo, ...first }: ComparisonQuery): Promise<FigureComparison> {
    return this.transactions.readWhole(async (tx) => {
      const before = await this.answer(tx, principal, first);
      const second = { ...first, from: withFrom, to: withTo };
      scopeAsked(second);
      const [unit] = await this.readableUnit(tx, principal, first.unit, withFrom, withTo);
      if (unit === undefined || unit.existed) return { before, after: await this.answer(tx, principal, second), bridged: false };
      const unions = await this.bridged(tx, principal, unit.unitId, withTo, first.asOf ?? this.clock.today());
      return { before, after: unions.length === 0 ? null : await this.answer(tx, principal, second, unions), bridged: unions.length > 0 };
    });
  }

  /** `members`: these units side by side instead of the one asked for; whoever gives them has asked for the right. */
  private async answer(tx: Tx, principal: Principal, query: FigureQuery, members?: readonly string[]): Promise<FigureAnswer> {
    const asked = scopeAsked(query);
    const asOf = query.asOf ?? this.clock.today();
    const indicators = (await this.dictionary.getAll(tx, query.indicator.split(',').map((code) => code.trim()), asOf)).map((indicator) => ofProgramme(indicator, query.programme));
    const schema = schemaOf(await currentGeneration(tx));
    const scope = await this.resolve(tx, principal, schema, asked, query.unit, members);
    const units = scope.units.filter((unit) => unit.existed).map((unit) => unit.code);
    const submitted = await findSubmitted(tx, { schema, indicators: indicators.map(({ code }) => code), units, scope: scope.asked, asOf });
    const items: FigureItem[] = [];
    const summaries: FigureSummary[] = [];
    for (const indicator of indicators) {
      const isCounted = indicator.recipe.aggregate !== 'SUBMITTED';
      const counted = units.filter((code) => submitted(indicator.code, code, isCounted) === null);
      const values = await valuesOf(tx, indicator, countScope(schema, scope, counted, asOf));
      const own = scope.units.map((unit) => figureItem(indicator, { scope, unit, asOf, frozenAsked: query.frozen === 'true', programme: query.programme }, submitted(indicator.code, unit.code, isCounted), values));
      items.push(...own);
      summaries.push(summarise(indicator, own));
    }
    const [summary] = summaries;
    if (summary === undefined) throw new RangeError('No indicator');
    return { items, summary, summaries, asOf };
  }

  /** The records behind one figure. Throws as `list`, and NoRecordsBehind for a submitted indicator that nobody submitted. */
  records(principal: Principal, query: RecordQuery): Promise<RecordAnswer> {
    const asked = scopeAsked(query);
    const asOf = query.asOf ?? this.clock.today();
    return this.transactions.readWhole(async (tx) => {
      const [found] = await this.dictionary.getAll(tx, [query.indicator], asOf);
      if (found === undefined) throw new RangeError('No indicator');
      const indicator = ofProgramme(found, query.programme);
      const schema = schemaOf(await currentGeneration(tx));
      const scope = await this.resolve(tx, principal, schema, asked, query.unit);
      const [unit] = scope.units;
      if (unit === undefined || scope.units.length > 1) throw new UnknownScope('cluster', query.cluster ?? '');
      const submitted = await listSubmitted(tx, { schema, indicators: [indicator.code], units: [unit.code], scope: asked, asOf }, indicator.recipe.aggregate !== 'SUBMITTED');
      if (submitted.length > 0) {
        return {
          total: submitted.length, nextCursor: null,
          items: submitted.map((row) => ({
            recordId: row.submission_id, kind: 'SUBMISSION', unit: row.unit_code, unitName: row.unit_name, day: row.submitted_on, amountVnd: null,
            attributes: { value: row.value, valueUnit: row.value_unit, qualifier: row.qualifier }, sourceUrl: `/api/reports/submissions?indicator=${indicator.code}&unit=${row.unit_code}`,
          })),
        };
      }
      const recipe = recipePart(indicator, query.part);
      const counted = countScope(schema, scope, [unit.code], asOf);
      const { value, rows } = (await countRecords(tx, recipe, counted))(unit.code);
      const after = decodeCursor(query.cursor, RecordCursor);
      const page = await listRecords(tx, recipe, counted, { limit: query.limit + 1, after: after === null ? null : { day: after[0], recordId: after[1] } });
      const items = page.slice(0, query.limit);
      const last = items.at(-1);
      return {
        total: recipe.aggregate === 'DISTINCT' || recipe.aggregate === 'STOCK_DISTINCT' ? Number(value) : rows,
        nextCursor: page.length > query.limit && last !== undefined ? encodeCursor([last.on_day, last.record_id]) : null,
        items: items.map((row) => ({
          recordId: row.record_id, kind: row.kind, unit: row.unit_code, unitName: row.unit_name, day: row.on_day,
          amountVnd: row.amount_vnd === null ? null : Number(row.amount_vnd), attributes: row.attrs, sourceUrl: row.source_path,
        })),
      };
    });
  }

  private async resolve(tx: Tx, principal: Principal, schema: string, asked: ScopeAsked, unitCode: string | undefined, members?: readonly string[]): Promise<ResolvedScope> {
    if (asked.kind === 'PERIOD') {
      const units = members !== undefined ? await this.existing(tx, members, asked.from, asked.to) : await this.readableUnit(tx, principal, unitCode ?? principal.post?.unitCode ?? '', asked.from, asked.to);
      return { asked, from: asked.from, to: asked.to, units, frozen: null, frozenAt: null };
    }
    if (asked.kind === 'ROUND') {
      const [round] = (await tx.query(
        `select r.starts_on::text as starts_on, r.ends_on::text as ends_on, r.frozen, r.frozen_at, u.code as issuer
           from ${schema}.round r join directory_unit u on u.id = r.issuer_unit_id where r.code = $1`, [asked.code],
      )) as { starts_on: Day; ends_on: Day; frozen: Record<string, string> | null; frozen_at: Date | null; issuer: string }[];
      if (round === undefined) throw new UnknownScope('round', asked.code);
      const unit = unitCode ?? round.issuer;
      const units = await this.readableUnit(tx, principal, unit, round.starts_on, round.ends_on);
      const whole = unit === round.issuer;
      return { asked, from: round.starts_on, to: round.ends_on, units, frozen: whole ? round.frozen : null, frozenAt: whole ? (round.frozen_at?.toISOString() ?? null) : null };
    }
    const [cluster] = (await tx.query(
      `select c.year, c.member_unit_ids as member_ids, array(select u.code from unnest(c.member_unit_ids) with ordinality m(id, n) join directory_unit u on u.id = m.id order by m.n) as members
         from ${schema}.cluster c where c.code = $1`, [asked.code],
    )) as { year: number; member_ids: string[]; members: string[] }[];
    if (cluster === undefined) throw new UnknownScope('cluster', asked.code);
    const from = `${cluster.year}-01-01`;
    const to = `${cluster.year}-12-31`;
    const codes = unitCode === undefined ? cluster.members : cluster.members.filter((code) => code === unitCode);
    if (unitCode !== undefined && codes.length === 0) codes.push(unitCode);
    // Members of a cluster read what the cluster shares (handbook 2.0).
    const mine = await this.access.unitsOf(tx, principal);
    const shared = mine === null || cluster.member_ids.some((id) => mine.includes(id));
    for (const code of codes) if (!shared || !cluster.members.includes(code)) await this.requireReadable(tx, principal, code);
    return { asked, from, to, units: await this.existing(tx, codes, from, to), frozen: null, frozenAt: null };
  }

  /** Ward unions, on a day, over the territories that came out of an ended unit; those the caller reads. */
  private async bridged(tx: Tx, principal: Principal, unitId: string, on: Day, asOf: Day): Promise<string[]> {
    const rows: { code: string }[] = await tx.query(
      `select distinct u.code from ${schemaOf(await currentGeneration(tx))}.record b
         join directory_unit_version v on upper_inf(v.recorded) and v.valid @> $2::date and v.state in ('PROVISIONAL', 'ACTIVE') and b.attrs->>'territoryName' = any(v.territories)
         join directory_unit u on u.id = v.unit_id and u.type = 'S_WARD'
        where b.kind = 'BRIDGE_TERRITORY' and b.unit_id = $1 and b.on_day <= $3 and (b.until_day is null or b.until_day > $3) and ($4::uuid[] is null or u.id = any($4)) order by u.code`,
      [unitId, on, asOf, await this.access.unitsOf(tx, principal)]);
    return rows.map((row) => row.code);
  }

  /** A unit the caller may read today, whatever the tree was like in the period. Throws the not-found of the directory. */
  private async readableUnit(tx: Tx, principal: Principal, code: string, from: Day, to: Day): Promise<ResolvedScope['units']> {
    await this.requireReadable(tx, principal, code);
    return this.existing(tx, [code], from, to);
  }

  private async requireReadable(tx: Tx, principal: Principal, code: string): Promise<void> {
    const unit = await this.directory.getByCode(tx, code);
    await this.access.requireUnit(tx, principal, 'reports.figure.read', unit.unitId);
  }

  /** The units with these codes, in their order, and whether each worked in the period. */
  private async existing(tx: Tx, codes: readonly string[], from: Day, to: Day): Promise<ResolvedScope['units']> {
    const rows: ResolvedScope['units'] = await tx.query(
      `select u.id as "unitId", u.code,
              coalesce((select v.name from directory_unit_version v where v.unit_id = u.id and upper_inf(v.recorded) and v.valid && daterange($2, $3, '[]') order by v.valid desc limit 1),
                       (select v.name from directory_unit_version v where v.unit_id = u.id and upper_inf(v.recorded) order by v.valid desc limit 1)) as name,
              exists (select 1 from directory_unit_version v where v.unit_id = u.id and upper_inf(v.recorded) and v.valid && daterange($2, $3, '[]')
                       and v.state in ('PROVISIONAL', 'ACTIVE')) as existed
         from unnest($1::text[]) with ordinality asked(code, n) join directory_unit u on u.code = asked.code order by asked.n`, [codes, from, to]);
    const lost = codes.find((code) => !rows.some((row) => row.code === code));
    if (lost !== undefined) throw new UnknownScope('cluster', lost);
    return rows;
  }
}

/** What a recipe counts for each unit; a rate has two parts, a submitted indicator none. */
interface Values { readonly value: (unit: string) => Counted; readonly denominator: ((unit: string) => Counted) | null; /** Records that make a zero a report; null where it always is one. */ readonly known: ((unit: string) => Counted) | null }

/** The recipe with the programme that was asked for: only entries in it count. Indicators without entries stay as they are. */
function ofProgramme(indicator: Indicator, programme: string | undefined): Indicator {
  const { recipe } = indicator;
  if (programme === undefined || recipe.aggregate !== 'RATIO' || recipe.numerator.matching?.kind !== 'PROGRAMME_AUTHORSHIP') return indicator;
  const { matching } = recipe.numerator;
  return { ...indicator, recipe: { ...recipe, numerator: { ...recipe.numerator, matching: { ...matching, where: { ...matching.where, programmeCode: programme } } } } };
}

/** One query per part of the recipe, over all units of the scope. */
async function valuesOf(tx: Tx, { recipe }: Indicator, scope: CountScope): Promise<Values | null> {
  if (recipe.aggregate === 'SUBMITTED') return null;
  if (recipe.aggregate === 'RATIO') return { value: await countRecords(tx, recipe.numerator, scope), denominator: await countRecords(tx, recipe.denominator, scope), known: null };
  const knownBy = recipe.aggregate === 'COUNT' ? recipe.knownBy : undefined;
  return {
    value: await countRecords(tx, recipe, scope), denominator: null, known: knownBy === undefined ? null : await countRecords(tx, { aggregate: 'STOCK', kind: knownBy, where: {} }, scope),
  };
}

interface Asked { readonly scope: ResolvedScope; readonly unit: ResolvedScope['units'][number]; readonly asOf: Day; readonly frozenAsked: boolean; readonly programme: string | undefined }

function figureItem(indicator: Indicator, { scope, unit, asOf, frozenAsked, programme }: Asked, submitted: SubmittedFigure | null, values: Values | null): FigureItem {
  const frozenValue = scope.frozen?.[indicator.code];
  const frozen = scope.frozenAt === null ? {} : { frozenValue: frozenValue ?? null, frozenAt: scope.frozenAt };
  const base = { indicator: indicator.code, unit: unit.code, unitName: unit.name, ...frozen };
  const none: FigureItem = {
    ...base, reported: false, value: null, valueUnit: indicator.valueUnit, qualifier: 'EXACT', numerator: null, denominator: null,
    source: values === null ? 'SUBMISSION' : 'RECORDS', recordsUrl: null,
  };
  if (!unit.existed) return none;
  const recordsUrl = recordsPath(indicator.code, scope.asked, unit.code, { asOf, ...(programme === undefined ? {} : { programme }) });
  if (submitted !== null) {
    const { submissions: _, ...value } = submitted;
    return { ...base, reported: value.value !== null, ...value, source: 'SUBMISSION', recordsUrl };
  }
  if (values === null) return none;
  const live = values.value(unit.code);
  if (live.rows === 0 && values.known !== null && values.known(unit.code).rows === 0) return none;
  if (values.denominator === null) return { ...none, reported: true, value: frozenAsked && frozenValue !== undefined ? frozenValue : live.value, recordsUrl };
  const denominator = values.denominator(unit.code);
  if (denominator.rows === 0) return none;
  const value = percentText({ numerator: Number(live.value), denominator: Number(denominator.value) });
  return { ...none, reported: value !== null, value, numerator: live.value, denominator: denominator.value, recordsUrl };
}

function recipePart(indicator: Indicator, part: 'value' | 'denominator'): CountRecipe {
  const { recipe } = indicator;
  if (recipe.aggregate === 'SUBMITTED') throw new NoRecordsBehind(indicator.code);
  if (recipe.aggregate === 'RATIO') return part === 'denominator' ? recipe.denominator : recipe.numerator;
  return recipe;
}

function countScope(schema: string, scope: ResolvedScope, units: readonly string[], asOf: Day): CountScope {
  return { schema, units, roundCode: scope.asked.kind === 'ROUND' ? scope.asked.code : null, from: scope.from, to: scope.to, asOf };
}

function recordsPath(indicator: string, asked: ScopeAsked, unit: string, more: { readonly asOf: Day; readonly programme?: string }): string {
  const scope = asked.kind === 'PERIOD' ? { from: asked.from, to: asked.to } : asked.kind === 'ROUND' ? { round: asked.code } : { cluster: asked.code };
  return `/api/reports/records?${new URLSearchParams({ indicator, unit, ...scope, ...more }).toString()}`;
}

/** The line under the items: a sum where sums mean something, never an average; units that reported nothing are named. */
export function summarise(indicator: Pick<Indicator, 'code' | 'recipe'>, items: readonly FigureItem[]): FigureSummary {
  const reported = items.filter((item) => item.reported);
  const summable = addsUp(indicator.recipe) && reported.every((item) => item.valueUnit !== 'LEGACY_PERCENT' && item.valueUnit !== 'PERCENT');
  const [only] = items;
  const single = items.length === 1 ? (only?.value ?? null) : null;
  return {
    indicator: indicator.code,
    value: items.length === 1 ? single : summable && reported.length > 0 ? sum(reported.map((item) => item.value ?? '0')) : null,
    qualifier: combineQualifiers(reported.map((item) => item.qualifier)),
    reportedUnits: reported.length,
    units: items.length,
    missing: items.filter((item) => !item.reported).map((item) => item.unit),
  };
}
