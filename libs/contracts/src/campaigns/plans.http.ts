import { z } from 'zod';
import { defineRoute } from '../core/route';
import { Code, CodeParam, DayText, Level, longText, pageOf, PageQuery, text } from '../core/shapes';
import { Bloc } from '../membership/unit.shapes';
import { ADOPTION_STATES, Comparator, RoundState, TargetView, YearTheme } from './emulation.shapes';
import { PlanItem, PlannedRound } from './paper';

const Year = z.coerce.number().int().min(1900).max(2200);

/** adopted ÷ asked, as parts; `percent` is null where nobody was asked. */
export const AdoptionRate = z.object({ adopted: z.number().int(), asked: z.number().int(), percent: z.string().nullable() });

export const PlanSummaryView = z.object({
  id: z.uuid(), code: Code, title: z.string(), unitCode: Code, unitName: z.string(), level: Level, year: z.number().int(), number: z.string(), issuedOn: DayText,
  startsOn: DayText, endsOn: DayText, roundsPlanned: z.number().int(), parentPlanCode: Code.nullable(),
});
export type PlanSummaryView = z.infer<typeof PlanSummaryView>;

export const PlanView = PlanSummaryView.extend({
  themes: z.array(YearTheme), blocs: z.array(Bloc), occasionCodes: z.array(Code), targets: z.array(TargetView), adoption: AdoptionRate,
  rounds: z.array(z.object({ code: Code, ordinal: z.number().int(), label: z.string().nullable(), startsOn: DayText.nullable(), endsOn: DayText.nullable(), state: RoundState })),
  decisionId: z.uuid(), version: z.number().int(),
});
export type PlanView = z.infer<typeof PlanView>;

export const AdoptionView = z.object({
  id: z.uuid(), planCode: Code, unitCode: Code, unitName: z.string(), state: z.enum(ADOPTION_STATES), askedOn: DayText, adoptedOn: DayText.nullable(),
  childPlanCode: Code.nullable(), report: z.string().nullable(), reportedOn: DayText.nullable(),
});
export type AdoptionView = z.infer<typeof AdoptionView>;

/** Issues a plan live: the head signed in decides under a number (CMP-01). `unitCode` left out: the unit acted as. */
export const PlanBody = PlanItem.extend({ unitCode: Code.optional(), number: text(60), decidedOn: DayText, fileId: z.uuid().optional() });
export type PlanBody = z.infer<typeof PlanBody>;

/** One round more needs an amended plan (CMP-03). */
export const PlanAmendmentBody = z.strictObject({ number: text(60), decidedOn: DayText, fileId: z.uuid().optional(), addedRounds: z.array(PlannedRound).min(1).max(12) });
export type PlanAmendmentBody = z.infer<typeof PlanAmendmentBody>;

const S = { service: 'campaigns' } as const;

export const listPlans = defineRoute({
  ...S, name: 'listPlans', method: 'GET', path: '/plans', access: 'campaigns.emulation.read', summary: 'Yearly emulation plans: of the subtree, and those issued from above.',
  query: PageQuery.extend({ year: Year.optional(), unit: Code.optional(), q: text(100).optional() }), answer: pageOf(PlanSummaryView),
});
export const getPlan = defineRoute({
  ...S, name: 'getPlan', method: 'GET', path: '/plans/:code', access: 'campaigns.emulation.read', summary: 'One plan with themes, rounds, targets and its adoption rate.', params: CodeParam, answer: PlanView,
});
export const issuePlan = defineRoute({
  ...S, name: 'issuePlan', method: 'POST', path: '/plans', access: 'campaigns.plan.issue', summary: 'Issues a plan; its rounds start as drafts.', body: PlanBody, answer: PlanView,
});
export const amendPlan = defineRoute({
  ...S, name: 'amendPlan', method: 'POST', path: '/plans/:code/amendments', access: 'campaigns.plan.issue', summary: 'Amends a plan by further rounds.', params: CodeParam, body: PlanAmendmentBody, answer: PlanView,
});
export const askAdoption = defineRoute({
  ...S, name: 'askAdoption', method: 'POST', path: '/plans/:code/asked-units', access: 'campaigns.plan.issue', status: 200, summary: 'Asks units below to adopt the plan.',
  params: CodeParam, body: z.strictObject({ unitCodes: z.array(Code).min(1).max(500) }), answer: AdoptionRate,
});
export const adoptPlan = defineRoute({
  ...S, name: 'adoptPlan', method: 'POST', path: '/plans/:code/adoption', access: 'campaigns.plan.adopt', status: 200, summary: 'The unit acted as adopts the plan; it may name its own plan.',
  params: CodeParam, body: z.strictObject({ adoptedOn: DayText, childPlanCode: Code.optional() }), answer: AdoptionView,
});
export const reportAdoption = defineRoute({
  ...S, name: 'reportAdoption', method: 'POST', path: '/plans/:code/adoption-report', access: 'campaigns.plan.adopt', status: 200, summary: 'The unit acted as reports back on a plan it adopted.',
  params: CodeParam, body: z.strictObject({ reportedOn: DayText, report: longText(5000) }), answer: AdoptionView,
});
export const listAdoptions = defineRoute({
  ...S, name: 'listAdoptions', method: 'GET', path: '/plans/:code/adoptions', access: 'campaigns.emulation.read', summary: 'Which units were asked, adopted and reported.',
  params: CodeParam, query: PageQuery.extend({ state: z.enum(ADOPTION_STATES).optional() }), answer: pageOf(AdoptionView),
});

/** A target's verdict for the two parts of a figure (CMP-07): exact, on the parts. */
export const TargetVerdict = z.object({
  target: TargetView, numerator: z.number().int(), denominator: z.number().int().nullable(), percent: z.string().nullable(),
  /** Null where the denominator is zero: there is no rate of nothing. */
  met: z.boolean().nullable(),
});
export type TargetVerdict = z.infer<typeof TargetVerdict>;

export const listTargets = defineRoute({
  ...S, name: 'listTargets', method: 'GET', path: '/targets', access: 'campaigns.emulation.read', summary: 'Targets of plans, rounds and movements. A unit with a bloc sees those of its bloc.',
  query: PageQuery.extend({ plan: Code.optional(), round: Code.optional(), movement: Code.optional(), unit: Code.optional(), comparator: Comparator.optional() }), answer: pageOf(TargetView),
});
export const judgeTarget = defineRoute({
  ...S, name: 'judgeTarget', method: 'GET', path: '/targets/:id/verdict', access: 'campaigns.emulation.read', summary: 'Whether a figure, given by its parts, meets a target.',
  params: z.strictObject({ id: z.uuid() }),
  query: z.strictObject({ numerator: z.coerce.number().int().min(0).max(1e12), denominator: z.coerce.number().int().min(0).max(1e12).optional() }), answer: TargetVerdict,
});

export const planRoutes = [listPlans, getPlan, issuePlan, amendPlan, askAdoption, adoptPlan, reportAdoption, listAdoptions, listTargets, judgeTarget];
