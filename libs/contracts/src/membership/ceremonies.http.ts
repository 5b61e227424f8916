import { z } from 'zod';
import { defineRoute } from '../core/route';
import { Code, CodeParam, DayText, pageOf, PageQuery, text } from '../core/shapes';

export const CeremonyEntry = z.object({
  unitCode: Code, unitName: z.string(), decisionId: z.uuid(), number: z.string(), decidedOn: DayText,
  /** Why it was taken off the programme; null while it is on it. The decision itself stays. */
  removedBecause: z.string().nullable(),
});
/** One event, many founding decisions, each with its own number. Source: handbook ORG-03. */
export const CeremonyView = z.object({ code: Code, name: z.string(), heldOn: DayText, place: z.string(), unitCode: Code, listed: z.number().int(), version: z.number().int() });
export type CeremonyView = z.infer<typeof CeremonyView>;
export const CeremonyDetail = CeremonyView.extend({
  entries: z.array(CeremonyEntry),
  /** Numbers between the first and the last one that no listed decision bears; `unitCode` where one was taken off. */
  gaps: z.array(z.object({ number: z.number().int(), unitCode: Code.nullable() })).max(1000),
});
export type CeremonyDetail = z.infer<typeof CeremonyDetail>;

const D = { service: 'membership', access: 'membership.unit.decide', method: 'POST' } as const;
const R = { service: 'membership', access: 'membership.unit.read', method: 'GET' } as const;

export const openCeremony = defineRoute({ ...D, name: 'openCeremony', path: '/ceremonies', body: z.strictObject({ code: Code, name: text(300), heldOn: DayText, place: text(300) }), answer: CeremonyDetail, summary: 'Plans a ceremony at which unions are founded.' });
export const decideAtCeremony = defineRoute({
  ...D, name: 'decideAtCeremony', path: '/ceremonies/:code/decisions', status: 200, params: CodeParam,
  body: z.strictObject({ decidedOn: DayText, fileId: z.uuid().optional().describe('One scan of all the decisions; a decision may name a file of its own.'), foundings: z.array(z.strictObject({ foundingId: z.uuid(), number: text(60), fileId: z.uuid().optional() })).min(1).max(200) }), answer: CeremonyDetail,
  summary: 'Decides many applications at once, each under its own number, and lists them; all or none.',
});
export const listAtCeremony = defineRoute({
  ...D, name: 'listAtCeremony', path: '/ceremonies/:code/entries', status: 200, params: CodeParam, body: z.strictObject({ unitCodes: z.array(Code).min(1).max(200) }), answer: CeremonyDetail, summary: 'Lists unions whose founding was decided, live or on paper.',
});
export const removeFromCeremony = defineRoute({
  ...D, name: 'removeFromCeremony', path: '/ceremonies/:code/removals', status: 200, params: CodeParam, body: z.strictObject({ unitCode: Code, reason: text(500) }), answer: CeremonyDetail, summary: 'Takes a union off the programme; its decision stays, and the gap is shown.',
});
export const getCeremony = defineRoute({ ...R, name: 'getCeremony', path: '/ceremonies/:code', params: CodeParam, answer: CeremonyDetail, summary: 'The programme of a ceremony, for print: decisions by number, and gaps in the numbering.' });
export const listCeremonies = defineRoute({ ...R, name: 'listCeremonies', path: '/ceremonies', query: PageQuery, answer: pageOf(CeremonyView), summary: 'Founding ceremonies, the newest first.' });

export const ceremonyRoutes = [openCeremony, decideAtCeremony, listAtCeremony, removeFromCeremony, getCeremony, listCeremonies];
