import { z } from 'zod';
import { defineRoute } from '../core/route';
import { DayText, pageOf, PageQuery, text } from '../core/shapes';
import { IndicatorCode, ValueUnit } from './figures.http';

/** How the records of an indicator become a figure. */
export const AGGREGATES = ['COUNT', 'DISTINCT', 'SUM', 'STOCK', 'STOCK_DISTINCT', 'LATEST', 'RATIO', 'SUBMITTED'] as const;

/** One entry of the indicator dictionary (RPT-01). Entries are dated: a changed meaning is a new version. */
export const IndicatorView = z.object({
  code: IndicatorCode,
  name: z.string(),
  valueUnit: ValueUnit,
  aggregate: z.enum(AGGREGATES),
  /** How it is counted, in words. */
  formula: z.string(),
  numerator: z.string().nullable(),
  denominator: z.string().nullable(),
  blocs: z.array(z.string()),
  validFrom: DayText,
  validTo: DayText.nullable(),
  source: z.string().nullable(),
});
export type IndicatorView = z.infer<typeof IndicatorView>;

export const listIndicators = defineRoute({
  service: 'reports', name: 'listIndicators', method: 'GET', path: '/indicators', access: 'reports.figure.read',
  summary: 'The indicator dictionary.',
  query: PageQuery.extend({ q: text(100).optional(), asOf: DayText.optional() }), answer: pageOf(IndicatorView),
});

export const getIndicator = defineRoute({
  service: 'reports', name: 'getIndicator', method: 'GET', path: '/indicators/:code', access: 'reports.figure.read',
  summary: 'All versions of one indicator.', params: z.strictObject({ code: IndicatorCode }), answer: z.object({ versions: z.array(IndicatorView) }),
});

/** A new indicator that units submit, or a renamed version of one. Counted indicators come with the records that feed them. */
export const IndicatorBody = z.strictObject({
  code: IndicatorCode, name: text(200), valueUnit: ValueUnit.exclude(['LEGACY_PERCENT']), formula: text(1000),
  numerator: text(200).optional(), denominator: text(200).optional(), blocs: z.array(text(60)).max(20).default([]), validFrom: DayText,
});
export type IndicatorBody = z.infer<typeof IndicatorBody>;

export const addIndicator = defineRoute({
  service: 'reports', name: 'addIndicator', method: 'POST', path: '/indicators', access: 'reports.indicator.manage',
  summary: 'Adds an indicator that units submit, or a new version of its wording.', body: IndicatorBody, answer: IndicatorView,
});
