import { z } from 'zod';
import { defineRoute } from '../core/route';
import { Code, CodeParam, DayText, pageOf, PageQuery, text } from '../core/shapes';
import { OCCASION_KINDS } from './emulation.shapes';

/** An occasion (CMP-18): an anniversary counts its years from the founding day; a congress or holiday has its own day. */
export const OccasionBody = z.strictObject({
  code: Code, name: text(200), kind: z.enum(OCCASION_KINDS),
  /** Day something was founded or happened; the anniversary returns every year. */
  foundedOn: DayText.optional(),
  /** The day itself, for what happens once. Exactly one of the two. */
  heldOn: DayText.optional(),
});
export type OccasionBody = z.infer<typeof OccasionBody>;

export const OccasionView = z.object({
  id: z.uuid(), code: Code, name: z.string(), kind: z.enum(OCCASION_KINDS), unitCode: Code, foundedOn: DayText.nullable(), heldOn: DayText.nullable(),
  year: z.number().int(),
  /** The day in that year; null where it does not fall into it. */
  day: DayText.nullable(),
  /** Years since the founding day, 90 in 2019 for 28/7/1929; null without one. */
  years: z.number().int().nullable(),
});
export type OccasionView = z.infer<typeof OccasionView>;

const S = { service: 'campaigns' } as const;
const YearQuery = z.coerce.number().int().min(1900).max(2200).optional().describe('default: this year');

export const listOccasions = defineRoute({
  ...S, name: 'listOccasions', method: 'GET', path: '/occasions', access: 'campaigns.emulation.read', summary: 'Occasions, with their day and number of years in a year.',
  query: PageQuery.extend({ year: YearQuery, q: text(100).optional() }), answer: pageOf(OccasionView),
});
export const getOccasion = defineRoute({
  ...S, name: 'getOccasion', method: 'GET', path: '/occasions/:code', access: 'campaigns.emulation.read', summary: 'One occasion in a year.', params: CodeParam, query: z.strictObject({ year: YearQuery }), answer: OccasionView,
});
export const addOccasion = defineRoute({
  ...S, name: 'addOccasion', method: 'POST', path: '/occasions', access: 'campaigns.occasion.keep', summary: 'Adds an occasion to the calendar of the unit acted as.', body: OccasionBody, answer: OccasionView,
});

export const occasionRoutes = [listOccasions, getOccasion, addOccasion];
