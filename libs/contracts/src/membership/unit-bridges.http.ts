import { z } from 'zod';
import { defineRoute } from '../core/route';
import { Code, CodeParam, DayText } from '../core/shapes';
import { SignedDecision } from './decision.shapes';

/** Territories that came out of an ended unit, so that figures before and after can be compared. Source: handbook RPT-06. */
export const UnitBridgeView = z.object({ unitCode: Code, territories: z.array(Code), decisionId: z.uuid() });
export type UnitBridgeView = z.infer<typeof UnitBridgeView>;

const Side = z.object({ day: DayText, unitCodes: z.array(Code), members: z.number().int(), unions: z.number().int() });
export const ComparisonView = z.object({
  unitCode: Code, before: Side,
  /** Null where the unit had ended by then and no bridge says what came out of it: nothing is compared with a guess. */
  after: Side.extend({ bridged: z.boolean() }).nullable(),
});
export type ComparisonView = z.infer<typeof ComparisonView>;

export const bridgeUnit = defineRoute({
  service: 'membership', name: 'bridgeUnit', method: 'POST', path: '/units/:code/bridge', access: 'membership.unit.decide', params: CodeParam, body: z.strictObject({ territories: z.array(Code).min(1).max(60), decision: SignedDecision }), answer: UnitBridgeView,
  summary: 'Says which wards and communes came out of the area of an ended unit; a second one replaces the first.',
});
export const compareUnit = defineRoute({
  service: 'membership', name: 'compareUnit', method: 'GET', path: '/units/:code/comparison', access: 'membership.unit.read', params: CodeParam, query: z.strictObject({ from: DayText, to: DayText }), answer: ComparisonView,
  summary: 'A unit on two days; after its end the unions of the wards of its former area, only where a bridge exists.',
});

export const bridgeRoutes = [bridgeUnit, compareUnit];
