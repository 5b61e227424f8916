import { z } from 'zod';
import { defineRoute } from '../core/route';
import { Code, DayText, IdParam, longText, pageOf, PageQuery } from '../core/shapes';
import { SignedDecision } from './decision.shapes';

/** Groups of points on the sheet, in its order. Source: handbook ORG-20, 4.4. */
export const GRADING_GROUPS = ['representation', 'organisation', 'propaganda', 'bonus'] as const;
const Points = z.number().min(0).max(100).multipleOf(0.5);
/** Points of one grassroots union, halves allowed; no group above its maximum on the sheet. */
export const GradingScores = z.strictObject({ representation: Points, organisation: Points, propaganda: Points, bonus: Points });
export type GradingScores = z.infer<typeof GradingScores>;

/** Which sheet a union is graded by: its bloc tells. */
export const GRADING_SHEETS = ['STATE_TYPE', 'ENTERPRISE_TYPE'] as const;
export const GradingSheet = z.enum(GRADING_SHEETS);
export type GradingSheet = z.infer<typeof GradingSheet>;
export const GRADING_BANDS = ['BAND_EXCELLENT', 'BAND_GOOD', 'BAND_DONE', 'BAND_NOT_DONE'] as const;
export const GradingBand = z.enum(GRADING_BANDS);
export type GradingBand = z.infer<typeof GradingBand>;
export const GRADING_STATES = ['DRAFT', 'SELF_SCORED', 'GRADED', 'WITHDRAWN'] as const;
export const GradingState = z.enum(GRADING_STATES);
export type GradingState = z.infer<typeof GradingState>;

/** The grading of one grassroots union for one year. The checked score gives the band; before the check there is none. */
export const GradingView = z.object({
  id: z.uuid(), unitCode: Code, unitName: z.string(), year: z.number().int(), sheet: GradingSheet,
  /** Most points of each group on the sheet of that year, with the decision it stands in. */
  maxima: GradingScores, sheetDecision: z.string().nullable(),
  state: GradingState, selfScores: GradingScores, selfTotal: z.number(), note: z.string().nullable(),
  checkedScores: GradingScores.nullable(), checkedTotal: z.number().nullable(), checkNote: z.string().nullable(),
  band: GradingBand.nullable(), gradedOn: DayText.nullable(), decisionId: z.uuid().nullable(), dossierId: z.uuid().nullable(), version: z.number().int(),
});
export type GradingView = z.infer<typeof GradingView>;

/** How far a year's grading has come in a subtree. `unions`: grassroots unions working on the last day of the year, or today. */
export const GradingSummary = z.object({
  year: z.number().int(), unions: z.number().int(), selfScored: z.number().int(), graded: z.number().int(), bands: z.array(z.object({ band: GradingBand, unions: z.number().int() })),
});
export type GradingSummary = z.infer<typeof GradingSummary>;

const Year = z.number().int().min(2000).max(2200);
const R = { service: 'membership', method: 'GET', access: 'membership.grading.read' } as const;
const S = { service: 'membership', access: 'membership.grading.score' } as const;
const selfScored = { scores: GradingScores, note: longText(5000).optional() };

export const listGradings = defineRoute({
  ...R, name: 'listGradings', path: '/gradings', answer: pageOf(GradingView), summary: 'Gradings of the caller\'s subtree, the latest year first, by name of the union.',
  query: PageQuery.extend({ year: z.coerce.number().pipe(Year).optional(), state: GradingState.optional(), band: GradingBand.optional(), unit: Code.optional() }),
});
export const getGrading = defineRoute({ ...R, name: 'getGrading', path: '/gradings/:id', params: IdParam, answer: GradingView, summary: 'One grading.' });
export const getGradingSummary = defineRoute({
  ...R, name: 'getGradingSummary', path: '/grading-summary', query: z.strictObject({ year: z.coerce.number().pipe(Year), unit: Code.optional() }), answer: GradingSummary,
  summary: 'How many unions of a subtree scored themselves, were graded, and into which bands.',
});
export const draftGrading = defineRoute({
  ...S, name: 'draftGrading', method: 'POST', path: '/gradings', answer: GradingView, body: z.strictObject({ unitCode: Code, year: Year, ...selfScored }),
  summary: 'A grassroots union scores itself for a year.',
});
export const changeSelfScores = defineRoute({
  ...S, name: 'changeSelfScores', method: 'PUT', path: '/gradings/:id/self-scores', params: IdParam, answer: GradingView, body: z.strictObject(selfScored), summary: 'Changes the own scores while they are not sent. Wants If-Match.',
});
export const submitGrading = defineRoute({
  ...S, name: 'submitGrading', method: 'POST', path: '/gradings/:id/submission', status: 200, params: IdParam, answer: GradingView, body: z.strictObject({}), summary: 'Sends the own scores to the level that checks them.',
});
export const checkGrading = defineRoute({
  service: 'membership', access: 'membership.grading.check', name: 'checkGrading', method: 'PUT', path: '/gradings/:id/checked-scores', params: IdParam, answer: GradingView,
  summary: 'The level that checks enters its scores; where they differ from the own ones a note says why. Wants If-Match.',
  body: z.strictObject({ scores: GradingScores, note: longText(5000).optional() }),
});
export const decideGrading = defineRoute({
  service: 'membership', access: 'membership.grading.decide', name: 'decideGrading', method: 'POST', path: '/gradings/:id/decision', status: 200, params: IdParam, answer: GradingView,
  summary: 'Decides the grading by the checked scores: the band follows from them.', body: z.strictObject({ decision: SignedDecision }),
});

export const gradingRoutes = [listGradings, getGrading, getGradingSummary, draftGrading, changeSelfScores, submitGrading, checkGrading, decideGrading];
