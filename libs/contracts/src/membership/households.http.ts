import { z } from 'zod';
import { defineRoute } from '../core/route';
import { Code, DayText, IdParam, pageOf, PageQuery, text } from '../core/shapes';

/** What somebody is in a household. HOUSEHOLDER: who it is named after; at most one at a time. */
export const HOUSEHOLD_RELATIONS = ['HOUSEHOLDER', 'SPOUSE', 'CHILD', 'PARENT', 'SIBLING', 'OTHER'] as const;
export const HouseholdRelation = z.enum(HOUSEHOLD_RELATIONS);
export type HouseholdRelation = z.infer<typeof HouseholdRelation>;

const HouseholdPerson = z.object({ personId: z.uuid(), personName: z.string(), relation: HouseholdRelation, from: DayText, to: DayText.nullable(), isMember: z.boolean() });

/** People who live together: support is given to the household. Source: handbook WEL-02, WEL-15. */
export const HouseholdView = z.object({
  id: z.uuid(), /** Public number, e.g. `HGD-00000012`: what support is asked for under. */ householdNo: z.string(), unitCode: Code, unitName: z.string(), address: z.string().nullable(), openedOn: DayText,
  people: z.array(HouseholdPerson), version: z.number().int(),
});
export type HouseholdView = z.infer<typeof HouseholdView>;

const Entry = z.strictObject({ personId: z.uuid(), relation: HouseholdRelation, from: DayText.optional() });
export const OpenHouseholdBody = z.strictObject({
  /** The union that keeps it; left out: the unit acted as. */
  unitCode: Code.optional(), address: text(300).optional(), people: z.array(Entry).min(1).max(30),
});

const K = { service: 'membership', access: 'membership.household.keep' } as const;
const R = { service: 'membership', access: 'membership.household.read', method: 'GET' } as const;

export const openHousehold = defineRoute({
  ...K, name: 'openHousehold', method: 'POST', path: '/households', body: OpenHouseholdBody, answer: HouseholdView,
  summary: 'Opens a household with its first people: one of them at least is a member, and members among them have consented.',
});
export const changeHousehold = defineRoute({ ...K, name: 'changeHousehold', method: 'PUT', path: '/households/:id', params: IdParam, body: z.strictObject({ address: text(300).nullable() }), answer: HouseholdView, summary: 'Replaces the address; needs `If-Match`.' });
export const joinHousehold = defineRoute({
  ...K, name: 'joinHousehold', method: 'POST', path: '/households/:id/people', status: 200, params: IdParam, body: Entry, answer: HouseholdView, summary: 'Somebody joins. A person lives in one household at a time.',
});
export const leaveHousehold = defineRoute({
  ...K, name: 'leaveHousehold', method: 'POST', path: '/households/:id/people/:personId/leaving', status: 200, params: z.strictObject({ id: z.uuid(), personId: z.uuid() }), body: z.strictObject({ lastDay: DayText }), answer: HouseholdView,
  summary: 'Somebody leaves; the last day is the last one in the household.',
});
export const listHouseholds = defineRoute({
  ...R, name: 'listHouseholds', path: '/households', query: PageQuery.extend({ unit: Code.optional(), person: z.uuid().optional(), q: text(100).optional() }), answer: pageOf(HouseholdView),
  summary: 'Households of the subtree by number. `q`: a number, or a name in it with or without marks.',
});
export const getHousehold = defineRoute({ ...R, name: 'getHousehold', path: '/households/:id', params: IdParam, answer: HouseholdView, summary: 'One household and everyone who lives or lived in it.' });

export const householdRoutes = [openHousehold, changeHousehold, joinHousehold, leaveHousehold, listHouseholds, getHousehold];
