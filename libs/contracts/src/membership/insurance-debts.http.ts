import { z } from 'zod';
import { defineRoute } from '../core/route';
import { Code, DayText, pageOf, PageQuery } from '../core/shapes';

/** An employer in arrears by the insurer's newest list. Source: handbook SOC-08. */
export const InsuranceDebtView = z.object({
  employerId: z.uuid(), employerName: z.string(), enterpriseCode: z.string(), asOf: DayText, monthsOwed: z.number().int(), debtVnd: z.number().int(), debtFileNo: z.string().nullable(),
  /** On the supervision plan. */
  supervised: z.boolean(), unionCodes: z.array(Code),
});
export type InsuranceDebtView = z.infer<typeof InsuranceDebtView>;

export const listInsuranceDebts = defineRoute({
  service: 'membership', access: 'membership.insurance-debt.read', name: 'listInsuranceDebts', method: 'GET', path: '/insurance-debts', query: PageQuery.extend({ supervised: z.enum(['true', 'false']).optional() }), answer: pageOf(InsuranceDebtView),
  summary: 'Employers in arrears by the newest list of each, the largest debt first: those the own unions cover or the own units keep.',
});

export const insuranceDebtRoutes = [listInsuranceDebts];
