import { z } from 'zod';
import { defineRoute } from '../core/route';
import { Code, DayText, IdParam, pageOf, PageQuery } from '../core/shapes';
import { SignedDecision } from './decision.shapes';
import { RatioView } from './statistics.http';

export const GROWTH_TARGETS = ['NEW_MEMBERS', 'NEW_UNIONS'] as const;
const Year = z.coerce.number().int().min(2000).max(2100);

/** Targets go down the tree, results come up. Source: handbook ORG-14. */
export const GrowthTargetView = z.object({
  id: z.uuid(), unitCode: Code, unitName: z.string(), year: z.number().int(), kind: z.enum(GROWTH_TARGETS), target: z.number().int(),
  /** From records of the subtree in that year; REPORTED for a year of which the records do not exist. */
  result: z.number().int(), source: z.enum(['RECORDS', 'REPORTED']), achieved: RatioView,
  /** Sum of the targets given to the units directly below, and what is not given on. */
  givenOn: z.number().int(), left: z.number().int(), decisionId: z.uuid(), version: z.number().int(),
  /** Who has it since a merger; the row stays as it was. Null for a target that is the unit's own. */
  passedTo: z.object({ unitCode: Code, on: DayText }).nullable(),
  /** What mergers added, from whom; `result` counts what those reached before. Source: handbook ORG-05. */
  passedFrom: z.array(z.object({ unitCode: Code, target: z.number().int(), on: DayText })).max(1_000),
});
export type GrowthTargetView = z.infer<typeof GrowthTargetView>;

const S = { service: 'membership' } as const;
export const setGrowthTarget = defineRoute({
  ...S, name: 'setGrowthTarget', method: 'POST', path: '/growth-targets', access: 'membership.target.set',
  body: z.strictObject({ unitCode: Code, year: Year, kind: z.enum(GROWTH_TARGETS), target: z.number().int().min(1).max(10_000_000), decision: SignedDecision }), answer: GrowthTargetView,
  summary: 'Gives a unit its target of a year; a second one replaces the first.',
});
export const reportGrowthResult = defineRoute({
  ...S, name: 'reportGrowthResult', method: 'POST', path: '/growth-targets/:id/result', status: 200, access: 'membership.target.set', params: IdParam,
  body: z.strictObject({ result: z.number().int().min(0).max(10_000_000), decision: SignedDecision }), answer: GrowthTargetView, summary: 'Enters the result of a year of which the records do not exist.',
});
export const listGrowthTargets = defineRoute({
  ...S, name: 'listGrowthTargets', method: 'GET', path: '/growth-targets', access: 'membership.unit.read', query: PageQuery.extend({ year: Year.optional(), unit: Code.optional(), kind: z.enum(GROWTH_TARGETS).optional() }), answer: pageOf(GrowthTargetView),
  summary: 'Targets of the subtree with results, newest year first; `unit`: that unit and those directly below.',
});
export const growthTargetRoutes = [setGrowthTarget, reportGrowthResult, listGrowthTargets];
