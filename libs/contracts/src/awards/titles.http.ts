import { z } from 'zod';
import { defineRoute } from '../core/route';
import { Code, DayText, Level, pageOf, PageQuery, text, Vnd } from '../core/shapes';
import { DecisionView } from '../platform/decisions.http';
import { CONFIDENCES, RuleView } from '../platform/rules.http';
import { TITLE_CONDITIONS, TITLE_KINDS, TitleCode } from './rules';
import { RECEIVER_KINDS } from './title-awarded.v1';

/** One version of a title or form of commendation at one deciding level (AWD-01). State titles and union titles stay apart. */
export const TitleBody = z.strictObject({
  code: TitleCode, name: text(300), level: Level, kind: z.enum(TITLE_KINDS), receiverKinds: z.array(z.enum(RECEIVER_KINDS)).min(1).max(3),
  conditions: z.array(z.enum(TITLE_CONDITIONS)).max(5).default([]),
  /** Money in thousandths of the base salary, or a sum in VND; at most one of them. */
  baseSalaryThousandths: z.number().int().min(0).max(100_000).optional(), amountVnd: Vnd.optional(),
  /** Tiers of a joint award, 1 is the highest (AWD-13); without it the title has none. */
  tiers: z.number().int().min(2).max(9).optional(),
  /** Body that awards a joint title with the union. */
  partner: text(200).optional(),
  /** Short mark in certificate numbers, e.g. `CNG` in `0001/2023/CNG`. */
  mark: z.string().regex(/^[A-Z0-9-]{2,20}$/).optional(),
  validFrom: DayText, validTo: DayText.optional(), decisionNumber: text(60), source: text(200).optional(),
});
export type TitleBody = z.infer<typeof TitleBody>;
export const TitleView = TitleBody.extend({
  id: z.uuid(), baseSalaryThousandths: z.number().int().nullable(), amountVnd: z.number().int().nullable(), validTo: DayText.nullable(), source: z.string().nullable(),
  tiers: z.number().int().nullable(), partner: z.string().nullable(), mark: z.string(),
  /** Null for what is practised without a decision we know of; the source says so. */
  decisionNumber: z.string().nullable(),
});
export type TitleView = z.infer<typeof TitleView>;

export const listTitles = defineRoute({
  service: 'awards', name: 'listTitles', method: 'GET', path: '/titles', access: 'awards.award.read', summary: 'The catalogue of titles and forms on a day.',
  query: PageQuery.extend({ level: Level.optional(), asOf: DayText.optional(), q: text(100).optional() }), answer: pageOf(TitleView),
});
/** A title as it is proposed, with the decision that made it. */
export const TitleProposal = TitleBody.extend({
  decidedOn: DayText.optional(), confidence: z.enum(CONFIDENCES).default('CONFIRMED'),
  /** The decision itself; refused without it. */
  fileId: z.uuid().optional(),
});
export type TitleProposal = z.infer<typeof TitleProposal>;
export const proposeTitle = defineRoute({
  service: 'awards', name: 'proposeTitle', method: 'POST', path: '/titles', access: 'awards.rule.propose', body: TitleProposal, answer: RuleView,
  summary: 'Proposes a title, or a new version of one, as a rule `TITLE`. When a second person confirms it, the version before ends.',
});

/**
 * How many a unit may award of a title in a year, or in a round (AWD-05, INI-08), or how many delegates of one kind it may send
 * of the title's holders (AWD-06). Raised only by a decision, and only by who set it or stands above.
 */
export const QuotaBody = z.strictObject({
  titleCode: TitleCode, level: Level, unitCode: Code, year: z.number().int().min(1990).max(2200), round: Code.optional(), delegates: z.enum(RECEIVER_KINDS).optional(),
  places: z.number().int().min(0).max(100_000), decisionNumber: text(60), decidedOn: DayText,
  /** The decision itself; refused without it. One decision may set several quotas. */
  fileId: z.uuid().optional(),
});
export const QuotaView = QuotaBody.omit({ fileId: true }).extend({ id: z.uuid(), round: Code.nullable(), delegates: z.enum(RECEIVER_KINDS).nullable(), used: z.number().int() });
export type QuotaBody = z.infer<typeof QuotaBody>;
export type QuotaView = z.infer<typeof QuotaView>;
export const listQuotas = defineRoute({
  service: 'awards', name: 'listQuotas', method: 'GET', path: '/quotas', access: 'awards.award.read', summary: 'Quotas with the places used.', query: PageQuery.extend({ year: z.coerce.number().int().optional(), titleCode: TitleCode.optional() }), answer: pageOf(QuotaView),
});
export const setQuota = defineRoute({ service: 'awards', name: 'setQuota', method: 'POST', path: '/quotas', access: 'awards.title.manage', summary: 'Records the decision that sets or raises a quota; it holds when a second person confirms it.', body: QuotaBody, answer: DecisionView });
