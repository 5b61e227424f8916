import { z } from 'zod';
import { defineRoute } from '../core/route';
import { Code, DayText, IdParam, Level, text } from '../core/shapes';
import { SignedDecision } from './decision.shapes';
import { UnitHoldings } from './transfers.http';
import { UnitsEndedItem } from './unit-items';

/** Something hanging on a unit that ends, and where it goes. */
export const RehungView = z.object({ unitCode: Code, unitName: z.string(), level: Level, fromCode: Code, toCode: Code });

/** A person who loses the rights of a post. */
export const LosingRightsView = z.object({ personId: z.uuid(), personName: z.string().nullable(), postId: z.uuid(), unitCode: Code, hasAccount: z.boolean(), keepsOtherPosts: z.boolean() });

/** What a reorganisation would do, or did. Nothing is changed by a dry run. Source: handbook ORG-05. */
export const ReorganisationPreview = z.object({
  lastDay: DayText,
  effectiveOn: DayText,
  ended: z.array(z.object({ unitCode: Code, unitName: z.string(), successorCode: Code.nullable(), children: z.number().int() })),
  rehung: z.array(RehungView),
  /** Those of `rehung` that name no successor of their own: they hang on the city. */
  orphans: z.array(Code),
  losingRights: z.array(LosingRightsView),
  /** Open admissions of units that end. */
  openCases: z.number().int(),
  /** Members of merged unions who were admitted on the effective day or since: they go on from the day of their admission, not from before it. */
  admittedSince: z.number().int(),
  /** What belongs to each unit that ends. */
  holdings: z.array(UnitHoldings),
  /** Open cases unit by unit; `counted` says which kinds were looked for. */
  cases: z.array(z.object({ unitCode: Code, kind: z.string(), open: z.number().int() })),
  counted: z.array(z.string()),
});
export type ReorganisationPreview = z.infer<typeof ReorganisationPreview>;

export const ReorganisationView = z.object({
  decisionId: z.uuid(), effectiveOn: DayText, endedUnits: z.number().int(), movedUnits: z.number().int(), endedPosts: z.number().int(), state: z.enum(['EXECUTED', 'UNDONE']),
});
export type ReorganisationView = z.infer<typeof ReorganisationView>;

const S = { service: 'membership' } as const;

export const dryRunReorganisation = defineRoute({
  ...S, name: 'dryRunReorganisation', method: 'POST', path: '/reorganisations/dry-run', status: 200, access: 'membership.reorganisation.prepare', body: UnitsEndedItem, answer: ReorganisationPreview,
  summary: 'Names everything a reorganisation would move, end or take away, and changes nothing.',
});
export const executeReorganisation = defineRoute({
  ...S, name: 'executeReorganisation', method: 'POST', path: '/reorganisations', access: 'membership.unit.decide', body: UnitsEndedItem.extend({ decision: SignedDecision }), answer: ReorganisationView,
  summary: 'Ends many units by one decision; everything switches at once on the effective day.',
});
export const undoReorganisation = defineRoute({
  ...S, name: 'undoReorganisation', method: 'POST', path: '/reorganisations/:id/undoing', status: 200, access: 'membership.unit.decide', params: IdParam, body: z.strictObject({ reason: text(500) }), answer: ReorganisationView,
  summary: 'Takes a reorganisation back, before its effective day only. `id` is its decision.',
});
export const getReorganisation = defineRoute({
  ...S, name: 'getReorganisation', method: 'GET', path: '/reorganisations/:id', access: 'membership.unit.read', params: IdParam, answer: ReorganisationView,
  summary: 'One executed reorganisation. `id` is its decision.',
});

export const reorganisationRoutes = [dryRunReorganisation, executeReorganisation, undoReorganisation, getReorganisation];
