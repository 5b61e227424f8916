import { z } from 'zod';
import { defineRoute } from '../core/route';
import { Code, DayText, IdParam, longText, pageOf, PageQuery } from '../core/shapes';
import { HealthReason, InjuryAllowance, InjuryKind, InjuryPaper } from './health.shapes';

const percent = z.number().int().min(0).max(100);
/** What happened to the person, in words: sealed. */
const nature = longText(1_000);

/** A work accident or an occupational disease, as lists show it. Source: handbook SOC-07. */
export const WorkInjuryView = z.object({
  id: z.uuid(), memberId: z.uuid(), memberName: z.string(), unitCode: Code, happenedOn: DayText,
  papers: z.array(InjuryPaper), employerFiledOn: DayText.nullable(), closedOn: DayText.nullable(),
  visit: z.object({ id: z.uuid(), openedOn: DayText, visitedOn: DayText.nullable() }).nullable(), version: z.number().int(),
});
export type WorkInjuryView = z.infer<typeof WorkInjuryView>;
export const WorkInjuryDetail = WorkInjuryView.extend({
  kind: InjuryKind, nature: z.string().nullable(), lossPercent: percent.nullable(), allowance: InjuryAllowance.nullable(),
  files: z.array(z.object({ paper: InjuryPaper, fileId: z.uuid(), addedAt: z.iso.datetime() })),
});
export type WorkInjuryDetail = z.infer<typeof WorkInjuryDetail>;

/** The grassroots union visits a member of whom the minutes of investigation are there. */
export const VisitTaskView = z.object({
  id: z.uuid(), injuryId: z.uuid(), memberId: z.uuid(), memberName: z.string(), unitCode: Code, openedOn: DayText, visitedOn: DayText.nullable(), note: z.string().nullable(),
});
export type VisitTaskView = z.infer<typeof VisitTaskView>;

const K = { service: 'membership', access: 'membership.health.keep', method: 'POST' } as const;
const R = { service: 'membership', access: 'membership.health.read', method: 'GET' } as const;

export const openInjury = defineRoute({
  ...K, name: 'openInjury', path: '/work-injuries', body: z.strictObject({ memberId: z.uuid(), kind: InjuryKind, happenedOn: DayText, nature: nature.optional() }), answer: WorkInjuryView,
  summary: 'Opens the case of a work accident or an occupational disease. What happened to the person is sealed.',
});
export const addInjuryPaper = defineRoute({
  ...K, name: 'addInjuryPaper', path: '/work-injuries/:id/papers', status: 200, params: IdParam, body: z.strictObject({ paper: InjuryPaper, fileId: z.uuid() }), answer: WorkInjuryView,
  summary: 'Adds a paper. The minutes of investigation open a visit task for the grassroots union, once.',
});
export const assessInjury = defineRoute({
  ...K, name: 'assessInjury', path: '/work-injuries/:id/assessment', status: 200, params: IdParam, body: z.strictObject({ lossPercent: percent }), answer: WorkInjuryView,
  summary: 'Notes the loss of ability to work by the assessment, which must be among the papers; sealed.',
});
export const noteInjuryRequest = defineRoute({
  ...K, name: 'noteInjuryRequest', path: '/work-injuries/:id/employer-filing', status: 200, params: IdParam, body: z.strictObject({ filedOn: DayText }), answer: WorkInjuryView,
  summary: "Notes that the employer sent its request (05A-HSB); the paper must be there.",
});
export const closeInjury = defineRoute({
  ...K, name: 'closeInjury', path: '/work-injuries/:id/closing', status: 200, params: IdParam, body: z.strictObject({ closedOn: DayText }), answer: WorkInjuryView,
  summary: 'Closes a case whose visit was made. From here on health data is kept as long as the rule says.',
});
export const listInjuries = defineRoute({
  ...R, name: 'listInjuries', path: '/work-injuries', query: PageQuery.extend({ unit: Code.optional(), member: z.uuid().optional(), open: z.enum(['true', 'false']).optional() }), answer: pageOf(WorkInjuryView),
  summary: 'Cases of the subtree, the newest first. Kind, harm and loss are not told.',
});
export const readInjury = defineRoute({
  ...R, name: 'readInjury', path: '/work-injuries/:id', params: IdParam, query: HealthReason, answer: WorkInjuryDetail, summary: 'One case in full, for a reason that is kept.',
});
export const listVisitTasks = defineRoute({
  ...R, name: 'listVisitTasks', path: '/visit-tasks', query: PageQuery.extend({ unit: Code.optional(), open: z.enum(['true', 'false']).default('true') }), answer: pageOf(VisitTaskView), summary: 'Visits to be made, and made, the newest first.',
});
export const noteVisit = defineRoute({
  ...K, name: 'noteVisit', path: '/visit-tasks/:id/visit', status: 200, params: IdParam, body: z.strictObject({ visitedOn: DayText, note: longText(1_000).optional() }), answer: VisitTaskView,
  summary: 'Notes that the member was visited.',
});

export const workInjuryRoutes = [openInjury, addInjuryPaper, assessInjury, noteInjuryRequest, closeInjury, listInjuries, readInjury, listVisitTasks, noteVisit];
