import { z } from 'zod';
import { defineRoute } from '../core/route';
import { Code, DayText, DecimalText, QualifierCode } from '../core/shapes';

/** Unit of a value. LEGACY_PERCENT: a percent that was handed down without its two parts; it enters no sum or rate. */
export const VALUE_UNITS = ['COUNT', 'PERSON', 'PERCENT', 'VND', 'LEGACY_PERCENT'] as const;
export const ValueUnit = z.enum(VALUE_UNITS);
export type ValueUnit = z.infer<typeof ValueUnit>;

/** Where a figure comes from: counted over records, or a value that a unit submitted (RPT-03). */
export const FIGURE_SOURCES = ['RECORDS', 'SUBMISSION'] as const;

export const IndicatorCode = z.string().regex(/^[A-Z][A-Z0-9_]{1,59}$/);

/**
 * Exactly one scope: `round`, `cluster`, or `from` and `to` (both days included). `unit` defaults to the round's issuer,
 * to the cluster's members, else to the unit acted as. `asOf` is the day the figure is asked for, default today.
 */
export const FigureQuery = z.strictObject({
  /** One code, or several joined by commas. */
  indicator: z.string().min(1).max(1000).describe('indicator code, or several joined by commas'),
  unit: Code.optional(),
  round: Code.optional(),
  cluster: Code.optional(),
  from: DayText.optional(),
  to: DayText.optional(),
  asOf: DayText.optional(),
  /** The programme whose entries count, for a share of entered initiatives; left out: ONE_MILLION_INITIATIVES (INI-06). */
  programme: z.string().regex(/^[A-Z0-9_]{2,60}$/).optional(),
  /** `true`: answer the frozen value of a summarised round as the value. */
  frozen: z.enum(['true', 'false']).optional(),
});
export type FigureQuery = z.infer<typeof FigureQuery>;

/** One figure of one unit. Not reported is `reported: false` with a null value, never zero. */
export const FigureItem = z.object({
  indicator: IndicatorCode,
  unit: Code,
  unitName: z.string(),
  reported: z.boolean(),
  value: DecimalText.nullable(),
  valueUnit: ValueUnit,
  qualifier: QualifierCode,
  numerator: DecimalText.nullable(),
  denominator: DecimalText.nullable(),
  source: z.enum(FIGURE_SOURCES),
  /** The records behind the figure; their `total` equals a counted value. Null where there are none. */
  recordsUrl: z.string().nullable(),
  /** The value frozen with the round's summary, and when. */
  frozenValue: DecimalText.nullable().optional(),
  frozenAt: z.iso.datetime().optional(),
  /** Dead letters wait in front of the records this figure is counted from. */
  incomplete: z.boolean().optional(),
});
export type FigureItem = z.infer<typeof FigureItem>;

/** The figure over all items: null for rates, which are never averaged. `missing` names units that reported nothing. */
export const FigureSummary = z.object({
  indicator: IndicatorCode,
  value: DecimalText.nullable(),
  qualifier: QualifierCode,
  reportedUnits: z.number().int(),
  units: z.number().int(),
  missing: z.array(Code),
});
export type FigureSummary = z.infer<typeof FigureSummary>;

export const FigureAnswer = z.object({
  items: z.array(FigureItem),
  /** Of the first indicator asked for; `summaries` holds one for each. */
  summary: FigureSummary,
  summaries: z.array(FigureSummary),
  asOf: DayText,
});
export type FigureAnswer = z.infer<typeof FigureAnswer>;

export const listFigures = defineRoute({
  service: 'reports', name: 'listFigures', method: 'GET', path: '/figures', access: 'reports.figure.read',
  summary: 'Figures of units in a round, a cluster or a period, each traceable to its records.',
  query: FigureQuery, answer: FigureAnswer,
});

/** Records behind one figure: the same scope as the figure, one indicator, paged. */
export const RecordQuery = FigureQuery.omit({ frozen: true }).extend({
  indicator: IndicatorCode,
  /** `denominator`: the records behind the lower part of a rate. */
  part: z.enum(['value', 'denominator']).default('value'),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.string().max(500).optional(),
});
export type RecordQuery = z.infer<typeof RecordQuery>;

export const FigureRecord = z.object({
  recordId: z.string(),
  kind: z.string(),
  unit: Code,
  unitName: z.string(),
  day: DayText,
  amountVnd: z.number().int().nullable(),
  /** What the record says of itself: kind of work, trade, rank, channel, level. Never a person's name. */
  attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  /** The record in the service that owns it. */
  sourceUrl: z.string().nullable(),
});
export type FigureRecord = z.infer<typeof FigureRecord>;

export const RecordAnswer = z.object({
  items: z.array(FigureRecord),
  nextCursor: z.string().nullable(),
  /** Counted records (or distinct things, where the indicator counts those); equals a counted value. */
  total: z.number().int(),
});
export type RecordAnswer = z.infer<typeof RecordAnswer>;

export const listFigureRecords = defineRoute({
  service: 'reports', name: 'listFigureRecords', method: 'GET', path: '/records', access: 'reports.figure.read',
  summary: 'The records behind one figure.', query: RecordQuery, answer: RecordAnswer,
});
