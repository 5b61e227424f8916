import { z } from 'zod';
import { defineRoute } from '../core/route';
import { Code, CodeParam, DayText, longText, pageOf, PageQuery, text } from '../core/shapes';
import { SignedDecision } from './decision.shapes';
import { PostName } from './post.shapes';
import { UnitDetail } from './units.http';

/** A ward or commune, and the union that looks after it on a day. Source: handbook ORG-06. */
export const TerritoryView = z.object({
  code: Code, name: z.string(), kind: z.enum(['WARD', 'COMMUNE']), neighbours: z.array(Code), validFrom: DayText, validTo: DayText.nullable(),
  union: z.object({ unitCode: Code, since: DayText }).nullable(),
});
export type TerritoryView = z.infer<typeof TerritoryView>;

export const WardUnionCheck = z.object({
  members: z.number().int(), units: z.number().int(), leastMembers: z.number().int(), leastUnits: z.number().int(),
  /** Either figure is below the guideline. */
  belowGuideline: z.boolean(),
  /** Unions in these territories that would be attached. */
  unitCodes: z.array(Code),
  /** Unions of neighbouring territories that could look after these. */
  neighbours: z.array(z.object({ unitCode: Code, unitName: z.string(), territories: z.array(Code), members: z.number().int(), units: z.number().int() })),
});
export type WardUnionCheck = z.infer<typeof WardUnionCheck>;

const Territories = z.array(Code).min(1).max(60);
/** Which unions come under it: those named, and where none is named those whose employer lies in the territories. */
const Attached = z.array(Code).max(1_000).optional();

export const WardUnionBody = z.strictObject({
  code: Code, name: text(300), parentCode: Code, territories: Territories, unitCodes: Attached,
  legal: z.strictObject({ sealNo: text(60), bankAccount: z.string().regex(/^\d{6,20}$/), bankName: text(200) }),
  /** Appointed at the start, not elected. */
  committee: z.array(z.strictObject({ personId: z.uuid(), post: PostName, fullTime: z.boolean().default(false) })).min(1).max(60),
  /** Needed below the guideline. */
  overrideReason: longText(1_000).optional(),
  validFrom: DayText.optional(),
  decision: SignedDecision,
});
export type WardUnionBody = z.output<typeof WardUnionBody>;

const D = { service: 'membership', access: 'membership.unit.decide', method: 'POST' } as const;
const R = { service: 'membership', access: 'membership.unit.read', method: 'GET' } as const;

export const keepTerritory = defineRoute({
  ...D, name: 'keepTerritory', path: '/territories', body: z.strictObject({ code: Code, name: text(200), kind: z.enum(['WARD', 'COMMUNE']), neighbours: z.array(Code).max(30).default([]), validFrom: DayText }), answer: TerritoryView,
  summary: 'Enters a ward or commune with its neighbours, from a day on.',
});
export const listTerritories = defineRoute({ ...R, name: 'listTerritories', path: '/territories', query: PageQuery.extend({ asOf: DayText.optional() }), answer: pageOf(TerritoryView), summary: 'Wards and communes of a day, each with the union that looks after it.' });
export const checkWardUnion = defineRoute({ ...D, name: 'checkWardUnion', path: '/ward-unions/check', status: 200, access: 'membership.reorganisation.prepare', body: z.strictObject({ territories: Territories, unitCodes: Attached, on: DayText.optional() }), answer: WardUnionCheck, summary: 'Holds a ward union against the guideline and proposes neighbours; changes nothing.' });
export const foundWardUnion = defineRoute({ ...D, name: 'foundWardUnion', path: '/ward-unions', body: WardUnionBody, answer: UnitDetail, summary: 'Founds a ward union for one or several territories with seal, account and appointed committee, and attaches unions to it.' });
export const assignTerritories = defineRoute({ ...D, name: 'assignTerritories', path: '/units/:code/territories', status: 200, params: CodeParam, body: z.strictObject({ territories: Territories, unitCodes: Attached, validFrom: DayText.optional(), decision: SignedDecision }), answer: UnitDetail, summary: 'A ward union looks after further territories from a day on; their unions come under it.' });

export const wardUnionRoutes = [keepTerritory, listTerritories, checkWardUnion, foundWardUnion, assignTerritories];
