import { z } from 'zod';
import { defineRoute } from '../core/route';
import { Code, DayText } from '../core/shapes';
import { FigureAnswer, IndicatorCode } from './figures.http';

/** A unit in two periods, both days of each included. */
export const ComparisonQuery = z.strictObject({ indicator: IndicatorCode, unit: Code, from: DayText, to: DayText, withFrom: DayText, withTo: DayText, asOf: DayText.optional() });
export type ComparisonQuery = z.infer<typeof ComparisonQuery>;

/** Source: handbook RPT-06. */
export const FigureComparison = z.object({
  before: FigureAnswer,
  /** Null where the unit had ended by then and no bridge says what came of it: nothing is compared with a guess. */
  after: FigureAnswer.nullable(),
  /** The second period is answered by the unions of the wards of the former area. */
  bridged: z.boolean(),
});
export type FigureComparison = z.infer<typeof FigureComparison>;

export const compareFigures = defineRoute({
  service: 'reports', name: 'compareFigures', method: 'GET', path: '/comparisons', access: 'reports.figure.read',
  summary: 'One figure of one unit in two periods; after its end by the unions of the wards of its former area, only where a bridge exists.',
  query: ComparisonQuery, answer: FigureComparison,
});
