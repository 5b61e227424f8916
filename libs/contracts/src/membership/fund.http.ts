import { z } from 'zod';
import { defineRoute } from '../core/route';
import { Code, CodeParam, DayText, IdParam, pageOf, PageQuery, text, Vnd } from '../core/shapes';
import { MoneyDecision, MonthText, SignedVnd } from './money.shapes';

/** Where the insured payroll of a month comes from: entered by an officer, or the insurer's notice, which goes before. */
export const PAYROLL_SOURCES = ['OFFICER', 'INSURANCE_LIST'] as const;

/** What does not fit between the member list, the insurer's list and the money. Source: handbook SOC-04. */
export const FUND_GAPS = ['NO_PAYROLL', 'MEMBERS_ABOVE_INSURED', 'SALARIES_ABOVE_PAYROLL', 'MONEY_SHORT', 'MONEY_OVER'] as const;
export const MONEY_TASK_STATES = ['OPEN', 'CLOSED'] as const;

/** One employer in one month: what members, the insurer and the bank say, and where they differ. */
export const ReconciliationView = z.object({
  employerId: z.uuid(), employerName: z.string(), enterpriseCode: z.string(), month: MonthText,
  /** The member list: members of the unions that cover it, and the salaries known of them. */
  members: z.number().int(), memberSalaryVnd: Vnd, membersWithSalary: z.number().int(),
  /** The insurer's list; null while nothing is known of the month. */
  insuredWorkers: z.number().int().nullable(), insuredPayrollVnd: Vnd.nullable(), source: z.enum(PAYROLL_SOURCES).nullable(),
  /** The money: 2 % of the payroll, what of it is suspended, what was made up, what came in. */
  dueVnd: Vnd, suspendedVnd: Vnd, receivedVnd: Vnd, differenceVnd: SignedVnd, toleranceVnd: Vnd,
  rate: z.object({ numerator: z.number().int(), denominator: z.number().int() }).nullable(), ruleId: z.uuid().nullable(),
  gaps: z.array(z.enum(FUND_GAPS)),
});
export type ReconciliationView = z.infer<typeof ReconciliationView>;

/** A gap that somebody looks into. It closes by itself when the gap is gone. */
export const MoneyTaskView = z.object({
  id: z.uuid(), employerId: z.uuid(), employerName: z.string(), month: MonthText, gap: z.enum(FUND_GAPS), amount: SignedVnd.describe('Đồng, or persons for MEMBERS_ABOVE_INSURED.'), state: z.enum(MONEY_TASK_STATES),
  openedOn: DayText, closedOn: DayText.nullable(), reason: z.string().nullable(),
});
export type MoneyTaskView = z.infer<typeof MoneyTaskView>;

export const FundReceiptView = z.object({
  id: z.uuid(), employerId: z.uuid(), month: MonthText, amountVnd: SignedVnd, receivedOn: DayText, reference: z.string().nullable(),
  /** How it was split: what stays above, and what the unions at the employer may use. */
  upperVnd: SignedVnd, grassrootsVnd: SignedVnd, shares: z.array(z.object({ unitCode: Code, amountVnd: SignedVnd })),
});
export type FundReceiptView = z.infer<typeof FundReceiptView>;

const K = { service: 'membership', access: 'membership.fund.keep', method: 'POST' } as const;
const R = { service: 'membership', access: 'membership.fund.read', method: 'GET' } as const;
const months = { from: MonthText, to: MonthText } as const;

export const declarePayroll = defineRoute({
  ...K, name: 'declarePayroll', path: '/employers/:id/fund-months', params: IdParam, body: z.strictObject({ month: MonthText, insuredWorkers: z.number().int().min(0).max(10_000_000), insuredPayrollVnd: Vnd }), answer: ReconciliationView,
  summary: 'Says the insured payroll of an employer in a month; the union fund due follows from it by the rule of that month.',
});
export const suspendFund = defineRoute({
  ...K, name: 'suspendFund', path: '/employers/:id/fund-suspensions', params: IdParam, body: z.strictObject({ ...months, ...MoneyDecision }), answer: z.object({ id: z.uuid(), from: MonthText, to: MonthText, dueOn: DayText }),
  summary: 'Suspends the contribution of an employer by decision; what was suspended is due in the month after.',
});
export const receiveFund = defineRoute({
  ...K, name: 'receiveFund', path: '/employers/:id/fund-receipts', params: IdParam, body: z.strictObject({ month: MonthText, amountVnd: Vnd.min(1), receivedOn: DayText, reference: text(300).nullable().default(null) }), answer: FundReceiptView,
  summary: 'Books union fund that came in, and splits it between the levels.',
});
export const payOutFund = defineRoute({
  ...K, name: 'payOutFund', path: '/units/:code/fund-payouts', params: CodeParam, body: z.strictObject({ amountVnd: Vnd.min(1), paidOn: DayText, ...MoneyDecision }), answer: z.object({ unitCode: Code, amountVnd: Vnd, claimLeftVnd: Vnd }),
  summary: 'Pays a grassroots union its share of the union fund.',
});
export const listFundMonths = defineRoute({ ...R, name: 'listFundMonths', path: '/employers/:id/reconciliations', params: IdParam, query: z.strictObject(months), answer: z.object({ items: z.array(ReconciliationView) }), summary: 'One employer by months: members, insurer, money side by side. At most twelve months.' });
export const listReconciliations = defineRoute({
  ...R, name: 'listReconciliations', path: '/reconciliations', query: PageQuery.extend({ unit: Code.optional(), month: MonthText, gap: z.enum(FUND_GAPS).optional(), onlyGaps: z.enum(['true']).optional() }), answer: pageOf(ReconciliationView),
  summary: 'Employers of the subtree in a month, those with gaps first.',
});
export const reconcile = defineRoute({
  ...K, name: 'reconcile', path: '/reconciliations', status: 200, body: z.strictObject({ unitCode: Code, month: MonthText }), answer: z.object({ employers: z.number().int(), opened: z.number().int(), closed: z.number().int() }),
  summary: 'Compares members, insurer and money of a month and opens a task for each gap; tasks whose gap is gone close.',
});
export const listMoneyTasks = defineRoute({ ...R, name: 'listMoneyTasks', path: '/money-tasks', query: PageQuery.extend({ state: z.enum(MONEY_TASK_STATES).optional(), employer: z.uuid().optional() }), answer: pageOf(MoneyTaskView), summary: 'Gaps that somebody looks into, the newest first.' });
export const closeMoneyTask = defineRoute({ ...K, name: 'closeMoneyTask', path: '/money-tasks/:id/closing', status: 200, params: IdParam, body: z.strictObject({ reason: text(500) }), answer: MoneyTaskView, summary: 'Closes a task by hand, with a reason.' });

export const fundRoutes = [declarePayroll, suspendFund, receiveFund, payOutFund, listFundMonths, listReconciliations, reconcile, listMoneyTasks, closeMoneyTask];
