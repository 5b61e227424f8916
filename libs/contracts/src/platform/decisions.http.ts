import { z } from 'zod';
import { defineRoute, type ServiceName } from '../core/route';
import { Code, DayText, IdParam, Level, longText, pageOf, PageQuery, text } from '../core/shapes';
import type { Permission } from '../permissions';

/** RECORDED counts nowhere. CONFIRMED by a second person it takes effect, dated as the paper says. */
export const DECISION_STATES = ['RECORDED', 'CONFIRMED', 'DISCARDED'] as const;
/** Items of one paper decision. */
export const MAX_DECISION_ITEMS = 1000;

/** Something the paper can no longer meet; it does not keep the record from being confirmed (handbook 2.0). */
export const PaperWarning = z.object({ code: z.string(), detail: z.string() });
export type PaperWarning = z.infer<typeof PaperWarning>;

export const DecisionView = z.object({
  id: z.uuid(), kind: z.string(), number: z.string(), year: z.number().int(), issuerCode: Code, issuerName: z.string(), level: Level, decidedOn: DayText, signerPostId: z.uuid(), signerPost: z.string(),
  fileId: z.uuid().nullable(), paper: z.boolean(), state: z.enum(DECISION_STATES), itemCount: z.number().int(), warningCount: z.number().int(), note: z.string().nullable(),
  recordedByPersonId: z.uuid(), recordedAt: z.iso.datetime(), confirmedByPersonId: z.uuid().nullable(), confirmedAt: z.iso.datetime().nullable(),
  /** Whether the caller may confirm it, and why not. */
  mayConfirm: z.boolean(), whyNot: z.enum(['NOT_OPEN', 'OWN_RECORD', 'NO_RIGHT']).nullable(),
});
export type DecisionView = z.infer<typeof DecisionView>;

export const DecisionItemView = z.object({
  n: z.number().int(), payload: z.record(z.string(), z.unknown()), warnings: z.array(PaperWarning),
  /** The record it became once confirmed. */
  recordId: z.string().nullable(),
});
export type DecisionItemView = z.infer<typeof DecisionItemView>;

const head = {
  issuerCode: Code,
  /** Unique per issuer and year, outside the product's own number sequences. */
  number: text(60),
  decidedOn: DayText,
  /** A post that led the issuer on that day; its holder needs no account. */
  signerPostId: z.uuid(),
  fileId: z.uuid().optional(),
  note: longText(2000).optional(),
};

/** A paper decision as it is sent: which kind decides what an item is. */
export interface PaperDecisionBody {
  readonly kind: string; readonly issuerCode: string; readonly number: string; readonly decidedOn: string; readonly signerPostId: string;
  readonly fileId?: string | undefined; readonly note?: string | undefined; readonly items: readonly Record<string, unknown>[];
}

/** Routes of paper decisions of one service; `items` holds the schema of an item per kind. */
export function decisionRoutesOf(service: ServiceName, items: Readonly<Record<string, z.ZodType>>) {
  const read = { service, access: `${service}.decision.record` as Permission } as const;
  const confirm = { service, access: `${service}.decision.confirm` as Permission } as const;
  const kinds = Object.entries(items).map(([kind, item]) => z.strictObject({ kind: z.literal(kind), ...head, items: z.array(item).min(1).max(MAX_DECISION_ITEMS) }));
  const [first, ...rest] = kinds;
  if (first === undefined) throw new RangeError(`${service} has no kind of paper decision`);
  const body = z.discriminatedUnion('kind', [first, ...rest]) as unknown as z.ZodType<PaperDecisionBody, PaperDecisionBody>;
  return {
    recordDecision: defineRoute({ ...read, name: 'recordDecision', method: 'POST', path: '/decisions', summary: 'Records a decision taken on paper. It counts nowhere until a second person confirms it.', body, answer: DecisionView }),
    listDecisions: defineRoute({
      ...read, name: 'listDecisions', method: 'GET', path: '/decisions', summary: 'Decisions of the units the caller may read, newest first.',
      query: PageQuery.extend({ state: z.enum(DECISION_STATES).optional(), kind: z.string().max(60).optional(), issuer: Code.optional(), paper: z.enum(['true', 'false']).optional(), q: text(60).optional() }), answer: pageOf(DecisionView),
    }),
    getDecision: defineRoute({ ...read, name: 'getDecision', method: 'GET', path: '/decisions/:id', summary: 'One decision.', params: IdParam, answer: DecisionView }),
    listDecisionItems: defineRoute({
      ...read, name: 'listDecisionItems', method: 'GET', path: '/decisions/:id/items', summary: 'Items of a paper decision in their order.', params: IdParam,
      query: PageQuery.extend({ warnings: z.enum(['true', 'false']).optional() }), answer: pageOf(DecisionItemView),
    }),
    confirmDecision: defineRoute({ ...confirm, name: 'confirmDecision', method: 'POST', path: '/decisions/:id/confirmation', status: 200, summary: 'Confirms the record of a paper decision; all its items take effect at once.', params: IdParam, answer: DecisionView }),
    discardDecision: defineRoute({ ...confirm, name: 'discardDecision', method: 'POST', path: '/decisions/:id/discard', status: 200, summary: 'Discards the record of a paper decision that is wrong.', params: IdParam, body: z.strictObject({ reason: longText(1000) }), answer: DecisionView }),
  };
}
