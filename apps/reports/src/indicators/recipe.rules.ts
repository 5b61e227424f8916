import { z } from 'zod';

/** Kinds of projected records a figure can be counted over. */
export const RECORD_KINDS = [
  'WORK', 'PLAQUE', 'PETITION', 'CONTESTANT', 'PRIZE', 'HOLDING', 'DELEGATE', 'RECOGNITION', 'AUTHORSHIP', 'PROGRAMME_AUTHORSHIP', 'STAFF',
  'HOUSING_APPROVAL', 'HOUSING_PAYMENT', 'UNIT', 'UNIT_ENDED', 'PLANNED_ROUND', 'PLAN_ASKED', 'PLAN_ADOPTED',
  'AGREEMENT', 'AGREEMENT_IN_FORCE', 'EMPLOYER_COVERED', 'BRIDGE_TERRITORY',
] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

const Where = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
const Selection = z.strictObject({
  kind: z.enum(RECORD_KINDS),
  /** Attributes a record must have to count. */
  where: Where.default({}),
  /** Only records for which a record of another kind shares these attributes: alive on the same last day, where a stock is counted. */
  matching: z.strictObject({ kind: z.enum(RECORD_KINDS), where: Where.default({}), on: z.array(z.string()).min(1) }).optional(),
});

/** Part of a figure: how records become one number. */
const Count = z.discriminatedUnion('aggregate', [
  /** Records dated in the scope. `knownBy`: without one, zero is said only of a unit that has a record of this kind alive on the last day; others did not report. */
  Selection.extend({ aggregate: z.literal('COUNT'), knownBy: z.enum(RECORD_KINDS).optional() }),
  /** Distinct combinations of attributes among them. */
  Selection.extend({ aggregate: z.literal('DISTINCT'), of: z.array(z.string()).min(1) }),
  /** Sum of an attribute, or of the amount in VND. */
  Selection.extend({ aggregate: z.literal('SUM'), of: z.string() }),
  /** Records alive on the last day of the scope. */
  Selection.extend({ aggregate: z.literal('STOCK') }),
  /** Distinct combinations of attributes among the records alive on the last day of the scope. */
  Selection.extend({ aggregate: z.literal('STOCK_DISTINCT'), of: z.array(z.string()).min(1) }),
  /** Sum over units of the attribute in each unit's latest record up to the last day of the scope. */
  Selection.extend({ aggregate: z.literal('LATEST'), of: z.string() }),
]);
export type CountRecipe = z.infer<typeof Count>;

/**
 * How an indicator is computed; stored as data in the dictionary, so that a new figure is a row and not a release.
 * SUBMITTED has no records behind it: units submit it, and sums are made of counts alone.
 */
export const Recipe = z.discriminatedUnion('aggregate', [
  ...Count.options,
  z.strictObject({ aggregate: z.literal('RATIO'), numerator: Count, denominator: Count }),
  z.strictObject({ aggregate: z.literal('SUBMITTED'), rate: z.boolean() }),
]);
export type Recipe = z.infer<typeof Recipe>;

/** True where a total over units may be a sum: distinct things and rates never are. */
export function addsUp(recipe: Recipe): boolean {
  switch (recipe.aggregate) {
    case 'COUNT': case 'SUM': case 'STOCK': case 'LATEST': return true;
    case 'DISTINCT': case 'STOCK_DISTINCT': case 'RATIO': return false;
    case 'SUBMITTED': return !recipe.rate;
  }
}
