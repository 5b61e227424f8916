import { z } from 'zod';
import { defineRoute } from '../core/route';
import { Code, DayText, DecimalText, IdParam, longText, pageOf, PageQuery, QualifierCode } from '../core/shapes';
import { IndicatorCode, ValueUnit } from './figures.http';

export const SUBMISSION_STATES = ['DRAFT', 'SUBMITTED', 'RETURNED', 'ACCEPTED', 'CONSOLIDATED', 'LOCKED'] as const;

/**
 * A value a unit submits (RPT-03). A rate needs both parts, or is a LEGACY_PERCENT without them (RPT-01).
 * The period is `from` to `to`; it may belong to a round or a cluster.
 */
export const SubmissionValue = z.strictObject({
  indicator: IndicatorCode,
  unitCode: Code,
  from: DayText,
  to: DayText,
  round: Code.optional(),
  cluster: Code.optional(),
  value: DecimalText.optional().describe('left out for a rate: it is computed from its parts'),
  numerator: DecimalText.optional(),
  denominator: DecimalText.optional(),
  valueUnit: ValueUnit,
  qualifier: QualifierCode.default('EXACT'),
  /** Why a value is submitted although records could be counted (RPT-04); demanded for such indicators. */
  reason: longText(1000).optional(),
});
export type SubmissionValue = z.infer<typeof SubmissionValue>;

export const SubmissionView = z.object({
  id: z.uuid(), indicator: IndicatorCode, unitCode: Code, unitName: z.string(), from: DayText, to: DayText, round: Code.nullable(), cluster: Code.nullable(),
  value: DecimalText, numerator: DecimalText.nullable(), denominator: DecimalText.nullable(), valueUnit: ValueUnit, qualifier: QualifierCode,
  reason: z.string().nullable(), state: z.enum(SUBMISSION_STATES), submittedOn: DayText.nullable(), returnReason: z.string().nullable(),
  decisionId: z.uuid().nullable(), version: z.number().int(),
});
export type SubmissionView = z.infer<typeof SubmissionView>;

/** A value as it was handed in before it was corrected, with the reason it came back for. */
export const SubmissionEdition = z.object({
  version: z.number().int(), from: DayText, to: DayText, round: Code.nullable(), cluster: Code.nullable(), value: DecimalText, numerator: DecimalText.nullable(), denominator: DecimalText.nullable(),
  valueUnit: ValueUnit, qualifier: QualifierCode, reason: z.string().nullable(), returnReason: z.string().nullable(), replacedAt: z.iso.datetime(),
});
export type SubmissionEdition = z.infer<typeof SubmissionEdition>;
export const SubmissionDetail = SubmissionView.extend({
  /** What was written before, the latest first. */
  history: z.array(SubmissionEdition),
});
export type SubmissionDetail = z.infer<typeof SubmissionDetail>;

export const listSubmissions = defineRoute({
  service: 'reports', name: 'listSubmissions', method: 'GET', path: '/submissions', access: 'reports.figure.read',
  summary: 'Submissions of the units the caller may read.',
  query: PageQuery.extend({ state: z.enum(SUBMISSION_STATES).optional(), unit: Code.optional(), cluster: Code.optional(), round: Code.optional(), indicator: IndicatorCode.optional() }),
  answer: pageOf(SubmissionView),
});

export const addSubmission = defineRoute({
  service: 'reports', name: 'addSubmission', method: 'POST', path: '/submissions', access: 'reports.submission.submit',
  summary: 'Saves a draft of a value for the own unit.', body: SubmissionValue, answer: SubmissionView,
});

export const getSubmission = defineRoute({
  service: 'reports', name: 'getSubmission', method: 'GET', path: '/submissions/:id', access: 'reports.figure.read',
  summary: 'One submission with what was written before it was corrected.', params: IdParam, answer: SubmissionDetail,
});

export const changeSubmission = defineRoute({
  service: 'reports', name: 'changeSubmission', method: 'PUT', path: '/submissions/:id', access: 'reports.submission.submit',
  summary: 'Corrects a draft or a returned value of the same unit and indicator; then it is sent again. Needs If-Match.', params: IdParam, body: SubmissionValue, answer: SubmissionDetail,
});

const move = { service: 'reports', method: 'POST', status: 200, params: IdParam, answer: SubmissionView } as const;

export const sendSubmission = defineRoute({
  ...move, name: 'sendSubmission', path: '/submissions/:id/sending', access: 'reports.submission.submit', summary: 'Sends a draft or a returned value to the level above.',
});

export const acceptSubmission = defineRoute({
  ...move, name: 'acceptSubmission', path: '/submissions/:id/acceptance', access: 'reports.submission.review', summary: 'Accepts a value; from then on it counts.',
});

export const returnSubmission = defineRoute({
  ...move, name: 'returnSubmission', path: '/submissions/:id/return', access: 'reports.submission.review', summary: 'Returns a value with a reason.',
  body: z.strictObject({ reason: longText(1000) }),
});

/** Consolidation names the children that are missing; nothing missing is counted as zero. */
export const ConsolidationBody = z.strictObject({ indicator: IndicatorCode, unitCode: Code, from: DayText, to: DayText, lock: z.boolean().default(false) });
export const ConsolidationView = z.object({
  indicator: IndicatorCode, unitCode: Code, value: DecimalText.nullable(), qualifier: QualifierCode, reportedUnits: z.number().int(), units: z.number().int(), missing: z.array(Code),
  state: z.enum(SUBMISSION_STATES),
});
export type ConsolidationView = z.infer<typeof ConsolidationView>;

export const consolidateSubmissions = defineRoute({
  service: 'reports', name: 'consolidateSubmissions', method: 'POST', path: '/consolidations', access: 'reports.submission.review', status: 200,
  summary: 'Sums what the children submitted for a period and names who is missing.', body: ConsolidationBody, answer: ConsolidationView,
});

/** Items of a paper decision of kind SUBMISSION: what units handed in on a day in the past. */
export const SubmissionItem = SubmissionValue;
