import { z } from 'zod';
import { defineRoute } from '../core/route';
import { Code, CodeParam, DayText, IdParam, pageOf, PageQuery, text } from '../core/shapes';
import { CongressHeldItem, CongressKind, TermNumber } from './congress-items';
import { SignedDecision } from './decision.shapes';

export const CONGRESS_STATES = ['PLANNED', 'HELD', 'CANCELLED'] as const;
export const CongressState = z.enum(CONGRESS_STATES);
export type CongressState = z.infer<typeof CongressState>;

/** One congress of a unit. Counts are null where nobody told them. */
export const CongressView = z.object({
  id: z.uuid(), unitCode: Code, unitName: z.string(), number: TermNumber, congressKind: CongressKind, state: CongressState,
  plannedOn: DayText.nullable(), heldFrom: DayText.nullable(), heldTo: DayText.nullable(),
  /** Members of the unit when it was planned or held, persons. */
  memberCount: z.number().int().nullable(),
  delegateCount: z.number().int().nullable(),
  /** The term it opened. */
  termId: z.uuid().nullable(),
  decisionId: z.uuid().nullable(), cancelledBecause: z.string().nullable(), version: z.number().int(),
});
export type CongressView = z.infer<typeof CongressView>;

/** A term of a unit's committee. `plannedEndYear` is what was planned, `endedOn` the real last day; null while it lasts. */
export const TermView = z.object({
  id: z.uuid(), unitCode: Code, unitName: z.string(), number: TermNumber,
  /** As people write it, e.g. `2023–2028`; it keeps the planned end even where the term was cut short. */
  label: z.string(),
  startsOn: DayText, plannedEndYear: z.number().int(), endedOn: DayText.nullable(),
  /** Ended in a year before the planned one. */
  cutShort: z.boolean(),
  congressId: z.uuid().nullable(), decisionId: z.uuid(),
});
export type TermView = z.infer<typeof TermView>;

/** The last day for congresses of one level, set by a decision of the level that leads them. */
export const CongressDeadlineView = z.object({
  id: z.uuid(), unitCode: Code, level: z.enum(['C', 'S', 'G']), periodFrom: DayText, dueOn: DayText, decisionNumber: z.string(), decidedOn: DayText,
});
export type CongressDeadlineView = z.infer<typeof CongressDeadlineView>;

export const DUTY_STATES = ['HELD', 'PLANNED', 'MISSING', 'OVERDUE'] as const;
/** What a unit has done of what a deadline asks. OVERDUE: the last day is over and no congress was held. */
export const CongressDutyView = z.object({
  unitCode: Code, unitName: z.string(), state: z.enum(DUTY_STATES), plannedOn: DayText.nullable(), heldTo: DayText.nullable(),
});
export type CongressDutyView = z.infer<typeof CongressDutyView>;

const R = { service: 'membership', method: 'GET', access: 'membership.unit.read' } as const;
const K = { service: 'membership', method: 'POST', access: 'membership.congress.keep' } as const;

export const listTerms = defineRoute({
  ...R, name: 'listTerms', path: '/units/:code/terms', params: CodeParam, query: z.strictObject({ asOf: DayText.optional() }), answer: z.object({ items: z.array(TermView).max(200) }),
  summary: 'Terms of a unit, the newest first; with `asOf` the one that ran on that day.',
});
export const listCongresses = defineRoute({
  ...R, name: 'listCongresses', path: '/congresses', query: PageQuery.extend({ unit: Code.optional(), state: CongressState.optional() }), answer: pageOf(CongressView),
  summary: 'Congresses of the caller\'s subtree, or of a unit and all below it, the latest first.',
});
export const getCongress = defineRoute({ ...R, name: 'getCongress', path: '/congresses/:id', params: IdParam, answer: CongressView, summary: 'One congress.' });
export const planCongress = defineRoute({
  ...K, name: 'planCongress', path: '/congresses', answer: CongressView, summary: 'Plans a congress. A grassroots union of fewer members than the rule says meets with all of them, not with delegates.',
  body: z.strictObject({ unitCode: Code, number: TermNumber, congressKind: CongressKind, plannedOn: DayText, memberCount: z.number().int().min(0).max(10_000_000) }),
});
export const holdCongress = defineRoute({
  service: 'membership', method: 'POST', access: 'membership.congress.recognise', name: 'holdCongress', path: '/congresses/:id/recognition', status: 200, params: IdParam, answer: CongressView,
  summary: 'The level above recognises the result: the congress was held, the term before it ends and its own begins.',
  body: CongressHeldItem.omit({ unitCode: true, number: true, congressKind: true }).extend({ decision: SignedDecision }),
});
export const cancelCongress = defineRoute({
  ...K, name: 'cancelCongress', path: '/congresses/:id/cancellation', status: 200, params: IdParam, answer: CongressView, body: z.strictObject({ reason: text(500) }),
  summary: 'A planned congress does not take place.',
});
export const setCongressDeadline = defineRoute({
  service: 'membership', method: 'POST', access: 'membership.congress.recognise', name: 'setCongressDeadline', path: '/congress-deadlines', answer: CongressDeadlineView,
  summary: 'Sets the last day by which the units of a level below hold their congress.',
  body: z.strictObject({ level: z.enum(['C', 'S', 'G']), periodFrom: DayText, dueOn: DayText, decision: SignedDecision }),
});
export const listCongressDeadlines = defineRoute({
  ...R, name: 'listCongressDeadlines', path: '/congress-deadlines', query: PageQuery, answer: pageOf(CongressDeadlineView), summary: 'Deadlines set by the unit acted as or above it, the latest first.',
});
export const listCongressDuties = defineRoute({
  ...R, name: 'listCongressDuties', path: '/congress-deadlines/:id/duties', params: IdParam, query: PageQuery.extend({ state: z.enum(DUTY_STATES).optional() }), answer: pageOf(CongressDutyView),
  summary: 'What each unit of the deadline\'s level, within the caller\'s subtree, has done by today.',
});

export const congressRoutes = [
  listTerms, listCongresses, getCongress, planCongress, holdCongress, cancelCongress, setCongressDeadline, listCongressDeadlines, listCongressDuties,
];
