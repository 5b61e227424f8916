import { z } from 'zod';
import { defineRoute } from '../core/route';
import { Code, DayText, IdParam, pageOf, PageQuery, text } from '../core/shapes';
import { SignedDecision } from './decision.shapes';
import { EnterpriseCode, Ownership } from './employer.shapes';
import { PersonBody } from './person.shapes';
import { PostName } from './post.shapes';
import { Bloc } from './unit.shapes';

/** From the paper of the workers to the union. Source: handbook ORG-02. */
export const FOUNDING_STATES = ['DRAFT', 'SUBMITTED', 'FOUNDED', 'REJECTED', 'WITHDRAWN'] as const;
export const FoundingState = z.enum(FOUNDING_STATES);

/** Somebody who applies: known, or described; with a post when proposed for the provisional committee. */
export const FoundingApplicant = z.strictObject({
  personId: z.uuid().optional(),
  person: PersonBody.optional(),
  post: PostName.optional(),
  fullTime: z.boolean().default(false),
});

/** The employer by its enterprise number, which is its tax code; entered when it is not known yet. */
export const EmployerOfUnit = z.strictObject({ enterpriseCode: EnterpriseCode, name: text(300), ownership: Ownership });

/** An application to found a grassroots union. Source: handbook ORG-02. */
export const FoundingBody = z.strictObject({
  /** Public and for ever. */
  code: Code,
  name: text(300),
  /** The union above, or the city: who decides, or proposes to the city. */
  parentCode: Code,
  bloc: Bloc,
  territories: z.array(text(120)).max(60).default([]),
  employer: EmployerOfUnit,
  /** Workers at the employer on the day of the application. */
  workers: z.number().int().min(0).max(1_000_000),
  appliedOn: DayText,
  applicants: z.array(FoundingApplicant).min(1).max(2_000),
  /** Last day of the provisional committee; left out: as long as the rule of the day allows. */
  committeeUntil: DayText.optional(),
});
export type FoundingBody = z.output<typeof FoundingBody>;

export const FoundingView = z.object({
  id: z.uuid(), code: Code, name: z.string(), parentCode: Code, parentName: z.string(), bloc: Bloc, territories: z.array(z.string()), employer: EmployerOfUnit,
  workers: z.number().int(), appliedOn: DayText, applicants: z.number().int(), committee: z.number().int(), committeeUntil: DayText.nullable(), state: FoundingState,
  dossierId: z.uuid().nullable(), decisionId: z.uuid().nullable(), foundedOn: DayText.nullable(), reason: z.string().nullable(), version: z.number().int(),
});
export type FoundingView = z.infer<typeof FoundingView>;

export const FoundingDetail = FoundingView.extend({
  people: z.array(z.object({ n: z.number().int(), personId: z.uuid(), fullName: z.string().nullable(), post: PostName.nullable(), fullTime: z.boolean() })),
});
export type FoundingDetail = z.infer<typeof FoundingDetail>;

const S = { service: 'membership' } as const;
const A = { ...S, access: 'membership.founding.apply' } as const;
const R = { ...S, access: 'membership.unit.read', method: 'GET' } as const;

export const draftFounding = defineRoute({
  ...A, name: 'draftFounding', method: 'POST', path: '/foundings', body: FoundingBody, answer: FoundingDetail, summary: 'Writes down an application to found a grassroots union.',
});
export const changeFounding = defineRoute({
  ...A, name: 'changeFounding', method: 'PUT', path: '/foundings/:id', params: IdParam, body: FoundingBody, answer: FoundingDetail, summary: 'Replaces a draft; needs `If-Match`.',
});
export const submitFounding = defineRoute({
  ...A, name: 'submitFounding', method: 'POST', path: '/foundings/:id/submission', status: 200, params: IdParam, body: z.strictObject({}), answer: FoundingDetail,
  summary: 'Puts the application before whoever decides: the city, or the union above where it is delegated.',
});
export const listFoundings = defineRoute({
  ...R, name: 'listFoundings', path: '/foundings', query: PageQuery.extend({ state: FoundingState.optional(), parent: Code.optional() }), answer: pageOf(FoundingView),
  summary: 'Applications to found grassroots unions in the subtree, the newest first.',
});
export const getFounding = defineRoute({ ...R, name: 'getFounding', path: '/foundings/:id', params: IdParam, answer: FoundingDetail, summary: 'One application with the people who apply.' });

/** Powers of the city that a union above the grassroots may be given. Source: handbook ORG-02, 2.0. */
export const DELEGATED_POWERS = ['FOUND_UNIT', 'TRANSFER_UNIT'] as const;
export const DelegatedPower = z.enum(DELEGATED_POWERS);
export type DelegatedPower = z.infer<typeof DelegatedPower>;

export const DelegationView = z.object({
  id: z.uuid(), unitCode: Code, unitName: z.string(), power: DelegatedPower, validFrom: DayText, validTo: DayText.nullable(), decisionId: z.uuid(), endDecisionId: z.uuid().nullable(),
});
export type DelegationView = z.infer<typeof DelegationView>;

export const grantDelegation = defineRoute({
  ...S, name: 'grantDelegation', method: 'POST', path: '/delegations', access: 'membership.unit.decide',
  body: z.strictObject({ unitCode: Code, power: DelegatedPower, validFrom: DayText.optional(), validTo: DayText.optional(), decision: SignedDecision }), answer: DelegationView,
  summary: 'The city lets a union above the grassroots decide in its place, for a time.',
});
export const endDelegation = defineRoute({
  ...S, name: 'endDelegation', method: 'POST', path: '/delegations/:id/ending', status: 200, access: 'membership.unit.decide', params: IdParam,
  body: z.strictObject({ lastDay: DayText, decision: SignedDecision }), answer: DelegationView, summary: 'Ends a delegation.',
});
export const listDelegations = defineRoute({
  ...R, name: 'listDelegations', path: '/delegations', query: PageQuery.extend({ unit: Code.optional() }), answer: pageOf(DelegationView), summary: 'Who decides in the place of the city, since when and until when.',
});

export const foundingRoutes = [draftFounding, changeFounding, submitFounding, listFoundings, getFounding, grantDelegation, endDelegation, listDelegations];
