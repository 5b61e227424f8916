import { z } from 'zod';
import { defineRoute } from '../core/route';
import { Code, CodeParam, DayText, IdParam, text } from '../core/shapes';
import { SignedDecision } from './decision.shapes';
import { LosingRightsView } from './reorganisations.http';
import { UnitHoldings } from './transfers.http';
import { UnitSplitItem } from './unit-items';
import { Bloc } from './unit.shapes';

/** One new union as it would be: who goes there, with what. */
export const SplitPartPreview = z.object({
  code: Code, name: z.string(), parentCode: Code, bloc: Bloc.nullable(),
  members: z.number().int(), byGroup: z.number().int(), byName: z.number().int(),
  groups: z.array(z.object({ code: Code, name: z.string(), members: z.number().int() })),
  employers: z.array(z.object({ enterpriseCode: z.string(), name: z.string(), shared: z.boolean() })),
});

/** What a split would do. Nothing is changed by a dry run. Source: handbook ORG-05. */
export const UnitSplitPreview = z.object({
  unitCode: Code, unitName: z.string(), lastDay: DayText, effectiveOn: DayText,
  /** Null: the old union goes on. */
  successorCode: Code.nullable(),
  /** Members of the old union: each stays or goes to one of the parts. */
  members: z.number().int(),
  parts: z.array(SplitPartPreview),
  /** Members for whom nothing is said: they stay; where the old union ends they stand in the way. `items`: the first hundred. */
  unassigned: z.object({ count: z.number().int(), items: z.array(z.object({ memberId: z.uuid(), personName: z.string().nullable() })) }),
  /** Members on their way to another union: their transfer goes on. */
  inTransit: z.number().int(),
  /** Members who go, admitted on the effective day or since: they go on from the day of their admission, not from before it. Who was admitted since is in no other number. */
  admittedSince: z.number().int(),
  /** Departments, groups and member unions that hang elsewhere afterwards. */
  moved: z.array(z.object({ unitCode: Code, unitName: z.string(), toCode: Code })),
  /** Departments and groups that end with the old union. */
  endedGroups: z.array(Code),
  losingRights: z.array(LosingRightsView),
  holdings: UnitHoldings,
  cases: z.array(z.object({ kind: z.string(), open: z.number().int() })),
  /** Who goes on with what is open. */
  casesGoTo: Code,
  /** In whose books money stays: what is owed and held belongs to the old union. */
  moneyStaysWith: Code,
});
export type UnitSplitPreview = z.infer<typeof UnitSplitPreview>;

export const UnitSplitView = z.object({
  decisionId: z.uuid(), unitCode: Code, effectiveOn: DayText, successorCode: Code.nullable(),
  /** `members`: who went there; null until the split is in effect and done. */
  parts: z.array(z.object({ unitCode: Code, unitName: z.string(), members: z.number().int().nullable() })),
  state: z.enum(['EXECUTED', 'UNDONE']),
});
export type UnitSplitView = z.infer<typeof UnitSplitView>;

const S = { service: 'membership' } as const;

export const dryRunUnitSplit = defineRoute({
  ...S, name: 'dryRunUnitSplit', method: 'POST', path: '/unit-splits/dry-run', status: 200, access: 'membership.reorganisation.prepare', body: UnitSplitItem, answer: UnitSplitPreview,
  summary: 'Says who would go where and what stays when a grassroots union is split, and changes nothing.',
});
export const executeUnitSplit = defineRoute({
  ...S, name: 'executeUnitSplit', method: 'POST', path: '/unit-splits', access: 'membership.unit.decide', body: UnitSplitItem.extend({ decision: SignedDecision }), answer: UnitSplitView,
  summary: 'Splits a grassroots union by one decision: new unions from the effective day on, members follow then.',
});
export const undoUnitSplit = defineRoute({
  ...S, name: 'undoUnitSplit', method: 'POST', path: '/unit-splits/:id/undoing', status: 200, access: 'membership.unit.decide', params: IdParam, body: z.strictObject({ reason: text(500) }), answer: UnitSplitView,
  summary: 'Takes a split back, before its effective day only. `id` is its decision.',
});
export const getUnitSplit = defineRoute({
  ...S, name: 'getUnitSplit', method: 'GET', path: '/unit-splits/:id', access: 'membership.unit.read', params: IdParam, answer: UnitSplitView,
  summary: 'One split. `id` is its decision.',
});
export const listUnitSplits = defineRoute({
  ...S, name: 'listUnitSplits', method: 'GET', path: '/units/:code/splits', access: 'membership.unit.read', params: CodeParam, answer: z.object({ items: z.array(UnitSplitView).max(100) }),
  summary: 'Splits of a union, and the one it came out of; newest first.',
});

export const unitSplitRoutes = [dryRunUnitSplit, executeUnitSplit, undoUnitSplit, getUnitSplit, listUnitSplits];
