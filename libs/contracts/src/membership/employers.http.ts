import { z } from 'zod';
import { defineRoute } from '../core/route';
import { Code, DayText, IdParam, pageOf, PageQuery, text, Vnd } from '../core/shapes';
import { EnterpriseCode, InsuranceUnit, Ownership, WorkforceSource } from './employer.shapes';
import { Bloc } from './unit.shapes';

const headcount = z.number().int().min(0).max(10_000_000);

/** What an employer is from a day on. */
export const EmployerStanding = z.strictObject({ ownership: Ownership, bloc: Bloc, validFrom: DayText });
export type EmployerStanding = z.output<typeof EmployerStanding>;

/** A count of workers on a day. What a source does not say is null, never zero. */
export const WorkforceCount = z.strictObject({
  countedOn: DayText, source: WorkforceSource,
  workers: headcount.nullable(),
  /** Workers with compulsory insurance. */
  insuredWorkers: headcount.nullable().default(null),
  womenWorkers: headcount.nullable().default(null),
  /** Monthly payroll on which insurance is reckoned, whole VND. */
  insuredPayrollVnd: Vnd.nullable().default(null),
});
export type WorkforceCount = z.output<typeof WorkforceCount>;

const standingView = z.object({ ownership: Ownership, bloc: Bloc, validFrom: DayText, validTo: DayText.nullable() });
const workforceView = z.object({
  id: z.uuid(), countedOn: DayText, source: WorkforceSource, workers: z.number().int().nullable(), insuredWorkers: z.number().int().nullable(),
  womenWorkers: z.number().int().nullable(), insuredPayrollVnd: z.number().int().nullable(),
});
export type WorkforceView = z.infer<typeof workforceView>;
export const EmployerUnionView = z.object({ id: z.uuid(), unitCode: Code, unitName: z.string(), validFrom: DayText, validTo: DayText.nullable() });
export type EmployerUnionView = z.infer<typeof EmployerUnionView>;

export const EmployerView = z.object({
  id: z.uuid(), enterpriseCode: z.string(), insuranceUnit: z.object(InsuranceUnit.shape).nullable(), name: z.string(), address: z.string().nullable(), ward: z.string().nullable(),
  keeperCode: Code,
  /** What it is today; null when nothing is known yet. */
  standing: standingView.nullable(),
  /** Unions that cover it today. */
  unions: z.array(EmployerUnionView),
  /** The newest count. */
  workforce: workforceView.nullable(),
  version: z.number().int(),
});
export type EmployerView = z.infer<typeof EmployerView>;

export const EmployerDetail = EmployerView.extend({
  /** Newest first. */
  standings: z.array(standingView), pastUnions: z.array(EmployerUnionView), counts: z.array(workforceView),
});
export type EmployerDetail = z.infer<typeof EmployerDetail>;

const described = { insuranceUnit: InsuranceUnit.nullable(), name: text(300), address: text(500).nullable(), ward: text(120).nullable() };

export const EmployerBody = z.strictObject({
  enterpriseCode: EnterpriseCode, insuranceUnit: described.insuranceUnit.default(null), name: described.name,
  address: described.address.default(null), ward: described.ward.default(null),
  standing: EmployerStanding.optional(), workforce: WorkforceCount.optional(),
  /** The unit that keeps the data; left out: the unit acted as. */
  keeperCode: Code.optional(),
  /** The grassroots union that covers it, where there is one. */
  union: z.strictObject({ unitCode: Code, validFrom: DayText }).optional(),
});
export type EmployerBody = z.output<typeof EmployerBody>;

export const EmployersQuery = PageQuery.extend({
  /** Part of the name with or without marks, or the beginning of the enterprise number. */
  q: text(100).optional(),
  /** Covered by unions in or kept by the subtree of this unit. */
  unit: Code.optional(),
  ward: text(120).optional(), bloc: Bloc.optional(), ownership: Ownership.optional(),
});

export const RecruitingQuery = PageQuery.extend({ unit: Code.optional(), ward: text(120).optional(), minWorkers: z.coerce.number().int().min(0).max(10_000_000).default(1) });

const K = { service: 'membership', access: 'membership.employer.keep' } as const;
const R = { service: 'membership', access: 'membership.employer.read', method: 'GET' } as const;

export const registerEmployer = defineRoute({ ...K, name: 'registerEmployer', method: 'POST', path: '/employers', body: EmployerBody, answer: EmployerDetail, summary: 'Enters an employer; its enterprise number is unique.' });
export const changeEmployer = defineRoute({
  ...K, name: 'changeEmployer', method: 'PUT', path: '/employers/:id', params: IdParam, body: z.strictObject(described), answer: EmployerDetail, summary: 'Replaces name, codes at the insurer and address; needs `If-Match`.',
});
export const classifyEmployer = defineRoute({
  ...K, name: 'classifyEmployer', method: 'POST', path: '/employers/:id/standings', params: IdParam, body: EmployerStanding, answer: EmployerDetail, summary: 'Says what the employer is from a day on; what it was before ends the day before.',
});
export const countWorkforce = defineRoute({
  ...K, name: 'countWorkforce', method: 'POST', path: '/employers/:id/counts', params: IdParam, body: WorkforceCount, answer: EmployerDetail, summary: 'Adds a count of workers; one per day and source.',
});
export const coverEmployer = defineRoute({
  ...K, name: 'coverEmployer', method: 'POST', path: '/employers/:id/unions', params: IdParam, body: z.strictObject({ unitCode: Code, validFrom: DayText }), answer: EmployerDetail,
  summary: 'Says that a grassroots union covers the employer from a day on.',
});
export const uncoverEmployer = defineRoute({
  ...K, name: 'uncoverEmployer', method: 'POST', path: '/employers/:id/unions/:unionId/ending', status: 200, params: IdParam.extend({ unionId: z.uuid() }), body: z.strictObject({ lastDay: DayText }), answer: EmployerDetail,
  summary: 'Ends the covering of an employer by a union; the last day still counts.',
});
export const listEmployers = defineRoute({ ...R, name: 'listEmployers', path: '/employers', query: EmployersQuery, answer: pageOf(EmployerView), summary: 'Employers within reach, by name.' });
export const listRecruiting = defineRoute({
  ...R, name: 'listRecruiting', path: '/recruiting-list', query: RecruitingQuery, answer: pageOf(EmployerView), summary: 'Employers that no union covers today, those with the most workers first.',
});
export const getEmployer = defineRoute({ ...R, name: 'getEmployer', path: '/employers/:id', params: IdParam, answer: EmployerDetail, summary: 'One employer with its history.' });

export const employerRoutes = [registerEmployer, changeEmployer, classifyEmployer, countWorkforce, coverEmployer, uncoverEmployer, listEmployers, listRecruiting, getEmployer];
