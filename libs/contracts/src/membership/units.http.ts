import { z } from 'zod';
import { defineRoute } from '../core/route';
import { Code, CodeParam, DayText, Level, pageOf, PageQuery, text } from '../core/shapes';
import { SignedDecision } from './decision.shapes';
import { Appointment, Body, PostName } from './post.shapes';
import { UnitAdvancedItem, UnitFoundedItem, UnitMovedItem, UnitReclassifiedItem, UnitRenamedItem } from './unit-items';
import { Bloc, UnitState, UnitType } from './unit.shapes';

/** `asOf`: as it was on that day (default today). `knownOn`: as we knew it at the end of that day (default now). */
export const AsOfQuery = z.strictObject({ asOf: DayText.optional(), knownOn: DayText.optional() });

/** A unit as others name it. */
export const UnitRefView = z.object({ id: z.uuid(), code: Code, name: z.string(), type: UnitType, level: Level, state: UnitState });
export type UnitRefView = z.infer<typeof UnitRefView>;

/** A unit as it was on the day asked for. */
export const UnitView = UnitRefView.extend({
  bloc: Bloc.nullable(),
  territories: z.array(z.string()),
  parentCode: Code.nullable(),
  successorCode: Code.nullable(),
  /** Codes from the root down to the unit itself. */
  path: z.array(Code),
  /** Period in which all of this was so; `validTo` is its last day, null while it lasts. */
  validFrom: DayText,
  validTo: DayText.nullable(),
  foundedOn: DayText,
  /** Units directly below that have not ended. */
  childCount: z.number().int(),
});
export type UnitView = z.infer<typeof UnitView>;

/** Who holds a post. `personName` is null where the caller may not read it. */
export const PostView = z.object({
  id: z.uuid(), unitCode: Code, unitName: z.string(), level: Level, personId: z.uuid(), personName: z.string().nullable(), post: PostName, body: Body, acting: z.boolean(),
  appointment: Appointment, fullTime: z.boolean(), validFrom: DayText, validTo: DayText.nullable(),
});
export type PostView = z.infer<typeof PostView>;

export const UnitDetail = UnitView.extend({
  /** Root first. */
  ancestors: z.array(UnitRefView),
  /** Units below that have not ended, by level; a level without units is missing. */
  descendants: z.partialRecord(Level, z.number().int()),
  /** Chair or acting head on that day; null while there is none. */
  head: PostView.nullable(),
});
export type UnitDetail = z.infer<typeof UnitDetail>;

/** One row of a unit's history: what was so from when to when, and since when and until when we knew it so. */
export const UnitVersionView = z.object({
  name: z.string(), parentCode: Code.nullable(), state: UnitState, successorCode: Code.nullable(), bloc: Bloc.nullable(), territories: z.array(z.string()),
  validFrom: DayText, validTo: DayText.nullable(), recordedAt: z.iso.datetime(), recordedUntil: z.iso.datetime().nullable(), decisionId: z.uuid(),
});
export type UnitVersionView = z.infer<typeof UnitVersionView>;

export const UnitsQuery = PageQuery.extend({
  ...AsOfQuery.shape,
  /** Units directly below this one. */
  parent: Code.optional(),
  /** Part of the name or code, with or without marks. */
  q: text(100).optional(),
  type: UnitType.optional(),
  level: Level.optional(),
  /** Left out: all that have not ended. */
  state: UnitState.optional(),
  bloc: Bloc.optional(),
});

export const TreeMarkView = z.object({ day: DayText, decisionId: z.uuid(), founded: z.number().int(), ended: z.number().int(), changed: z.number().int() });
export type TreeMarkView = z.infer<typeof TreeMarkView>;

export const TREE_CHANGES = ['FOUNDED', 'ENDED', 'ADVANCED', 'RENAMED', 'MOVED', 'RECLASSIFIED'] as const;
export const TreeDiffView = z.object({
  unit: UnitRefView,
  changes: z.array(z.enum(TREE_CHANGES)),
  before: z.object({ name: z.string(), parentCode: Code.nullable(), state: UnitState }).nullable(),
  after: z.object({ name: z.string(), parentCode: Code.nullable(), state: UnitState }).nullable(),
});
export type TreeDiffView = z.infer<typeof TreeDiffView>;

const R = { service: 'membership', access: 'membership.unit.read', method: 'GET' } as const;

export const listUnits = defineRoute({
  ...R, name: 'listUnits', path: '/units', query: UnitsQuery, answer: pageOf(UnitView),
  summary: 'Units of the caller\'s subtree on a day: below one parent, or found by name, type, level or state.',
});
export const getUnit = defineRoute({
  ...R, name: 'getUnit', path: '/units/:code', params: CodeParam, query: AsOfQuery, answer: UnitDetail,
  summary: 'One unit on a day, with the chain above it, the counts below it and its head.',
});
export const getUnitHistory = defineRoute({
  ...R, name: 'getUnitHistory', path: '/units/:code/history', params: CodeParam, answer: z.object({ items: z.array(UnitVersionView).max(1000) }),
  summary: 'Everything that was ever said of a unit, corrected rows included; the newest knowledge first.',
});
export const listUnitPosts = defineRoute({
  ...R, name: 'listUnitPosts', path: '/units/:code/posts', params: CodeParam, query: AsOfQuery, answer: z.object({ items: z.array(PostView).max(1000) }),
  summary: 'Who held posts in a unit on a day, heads first.',
});
export const listUnitAncestors = defineRoute({
  ...R, name: 'listUnitAncestors', path: '/units/:code/ancestors', params: CodeParam, query: AsOfQuery, answer: z.object({ items: z.array(UnitRefView).max(20) }),
  summary: 'The chain above a unit on a day, nearest first.',
});
export const listTreeMarks = defineRoute({
  ...R, name: 'listTreeMarks', path: '/tree-marks', query: PageQuery.extend({ unit: Code.optional() }), answer: pageOf(TreeMarkView),
  summary: 'Days on which decisions changed the tree of the caller\'s subtree, newest first: the marks of the date slider.',
});
export const getTreeDiff = defineRoute({
  ...R, name: 'getTreeDiff', path: '/tree-diff', query: PageQuery.extend({ from: DayText, to: DayText, unit: Code.optional() }), answer: pageOf(TreeDiffView),
  summary: 'What is different in the tree between two days.',
});

const D = { service: 'membership', access: 'membership.unit.decide', method: 'POST' } as const;
const decided = { decision: SignedDecision };

export const foundUnit = defineRoute({
  ...D, name: 'foundUnit', path: '/units', body: UnitFoundedItem.extend(decided), answer: UnitDetail, summary: 'Founds a unit.',
});
export const advanceUnit = defineRoute({
  ...D, name: 'advanceUnit', path: '/units/:code/advancement', status: 200, params: CodeParam, body: UnitAdvancedItem.omit({ unitCode: true }).extend(decided), answer: UnitDetail,
  summary: 'Makes a proposed unit provisional or active, a provisional one active.',
});
export const renameUnit = defineRoute({
  ...D, name: 'renameUnit', path: '/units/:code/renaming', status: 200, params: CodeParam, body: UnitRenamedItem.omit({ unitCode: true }).extend(decided), answer: UnitDetail,
  summary: 'Gives a unit another name from a day on.',
});
export const reclassifyUnit = defineRoute({
  ...D, name: 'reclassifyUnit', path: '/units/:code/reclassification', status: 200, params: CodeParam, body: UnitReclassifiedItem.omit({ unitCode: true }).extend(decided), answer: UnitDetail,
  summary: 'Changes the bloc or the areas of a unit from a day on.',
});
export const moveUnit = defineRoute({
  ...D, name: 'moveUnit', path: '/units/:code/move', status: 200, params: CodeParam, body: UnitMovedItem.omit({ unitCode: true }).extend(decided), answer: UnitDetail,
  summary: 'Puts a unit and all below it under another parent from a day on.',
});

export const unitRoutes = [
  listUnits, getUnit, getUnitHistory, listUnitPosts, listUnitAncestors, listTreeMarks, getTreeDiff, foundUnit, advanceUnit, renameUnit, reclassifyUnit, moveUnit,
];
