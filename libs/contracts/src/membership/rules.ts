import { z } from 'zod';
import { Vnd } from '../core/shapes';
import { EVERYWHERE, MonthDay, type RuleKinds, StepDeadline, stepsOf } from '../platform/rules.http';
import { CONSENT_PURPOSES } from './consent.shapes';
import { BLOCS } from './unit.shapes';

/** Groups of grassroots unions by how their members pay dues. Source: handbook 4.1. */
export const DUES_GROUPS = ['PUBLIC_SERVICE', 'STATE_ENTERPRISE', 'NONSTATE', 'OCCUPATIONAL', 'AGENCY'] as const;
export const DuesGroup = z.enum(DUES_GROUPS);
export type DuesGroup = z.infer<typeof DuesGroup>;

/** What dues are reckoned from. Source: handbook 4.1. */
export const DUES_BASES = ['INSURANCE_SALARY', 'NET_SALARY', 'FIXED_SUM'] as const;
export const DuesBase = z.enum(DUES_BASES);
export type DuesBase = z.infer<typeof DuesBase>;

/** What a contribution may be suspended for. */
export const CONTRIBUTIONS = ['DUES', 'UNION_FUND'] as const;

/** What personal data is processed for. Source: handbook 4.11, SOC-10. */
export const DATA_PURPOSES = ['MEMBERSHIP', 'DUES', 'INSURANCE_EXCHANGE', 'DUES_EXEMPTION', 'BENEFIT_FOLLOWING', 'WORK_INJURY', 'HOUSEHOLD', 'STATISTICS'] as const;
export const DataPurpose = z.enum(DATA_PURPOSES);
export type DataPurpose = z.infer<typeof DataPurpose>;

/** What makes processing lawful. Silence is not consent: CONSENT needs one that was given for the purpose named beside it. */
export const LEGAL_BASES = ['LAW', 'CONSENT', 'CHARTER'] as const;
/** How long data of a purpose is kept: with the membership, as the rule for health data says, as a law says. */
export const DATA_RETENTIONS = ['MEMBERSHIP', 'HEALTH_RETENTION', 'BY_LAW'] as const;

/** A share as it is kept: two whole parts, at most one whole. */
export const Share = z.strictObject({ numerator: z.number().int().min(0).max(1_000_000), denominator: z.number().int().min(1).max(1_000_000) })
  .refine((share) => share.numerator <= share.denominator, { message: 'A share is at most the whole' }).describe('At most the whole.');
export type Share = z.infer<typeof Share>;

/** The two parts of a split; together they are the whole. */
const Split = z.strictObject({ grassroots: Share }).describe('The share that stays with the grassroots union; the rest goes up.');
const months = z.number().int().min(0).max(120);
const days = z.number().int().min(0).max(3660);
const people = z.number().int().min(0).max(10_000_000);
const points = z.number().int().min(0).max(100);
const all = [EVERYWHERE] as const;

/** Rates, caps, shares, deadlines and thresholds of membership. Source: handbook 4.1, 4.2, 4.4, 4.7, 4.8. */
export const membershipRules = {
  /** Dues: what they are reckoned from and at which rate; `collected: false` where nothing is collected. `rate` of the base, for FIXED_SUM of the base salary. */
  DUES_RATE: { scopes: DUES_GROUPS, value: z.strictObject({ collected: z.boolean(), base: DuesBase, rate: Share }) },
  /** Most a member pays in a month, as a share of the base salary; null for no cap. */
  DUES_CAP: { scopes: DUES_GROUPS, value: z.strictObject({ ofBaseSalary: Share.nullable() }) },
  /** Least a member pays in a month, as a share of the base salary; null for no floor. */
  DUES_FLOOR: { scopes: DUES_GROUPS, value: z.strictObject({ ofBaseSalary: Share.nullable() }) },
  BASE_SALARY: { scopes: all, value: z.strictObject({ amountVnd: Vnd }) },
  DUES_SPLIT: { scopes: all, value: Split },
  /** Months of insurance allowance, and of unpaid leave, from which a month is exempt. */
  DUES_EXEMPTION: { scopes: all, value: z.strictObject({ allowanceMonths: months, unpaidLeaveMonths: months }) },
  /** Whether a salary below the base salary is exempt. */
  DUES_LOW_SALARY: { scopes: all, value: z.strictObject({ exempt: z.boolean() }) },
  /** Longest suspension; what was suspended is due by the last day of the month `dueMonthsAfter` later. */
  SUSPENSION: { scopes: CONTRIBUTIONS, value: z.strictObject({ maxMonths: months, dueMonthsAfter: months }) },
  /** Day of the month after by which dues of a month are due up, and the day on which arrears are reminded of. */
  DUES_REMITTANCE: { scopes: all, value: z.strictObject({ dueDayOfNextMonth: z.number().int().min(1).max(28) }) },
  UNION_FUND_RATE: { scopes: all, value: z.strictObject({ rate: Share }) },
  UNION_FUND_SPLIT: { scopes: all, value: Split },
  /** A gap counts from here on: beyond the amount and beyond the share of what was due. */
  FUND_TOLERANCE: { scopes: all, value: z.strictObject({ amountVnd: Vnd, share: Share }) },
  /** Most points of each group. Enterprises have weights of their own; until they are kept here nobody is graded by them. */
  GRADING_GROUPS: { scopes: ['STATE_TYPE', 'ENTERPRISE_TYPE'], value: z.strictObject({ representation: points, organisation: points, propaganda: points, bonus: points }) },
  /** Least points of each band; below `done` it is not done. */
  GRADING_BANDS: { scopes: all, value: z.strictObject({ excellent: points, good: points, done: points }) },
  /** Fewest members with which a grassroots union may meet by delegates. */
  CONGRESS_DELEGATES: { scopes: all, value: z.strictObject({ membersFrom: people }) },
  DIALOGUE_YEARLY: { scopes: all, value: z.strictObject({ least: z.number().int().min(0).max(366) }) },
  /** Least people of the workers' side by size of the workforce, from the smallest; of the employer's side. */
  DIALOGUE_SIDES: {
    scopes: all,
    value: z.strictObject({ employerLeast: people, workers: z.array(z.strictObject({ fromWorkforce: people, least: people, most: people.nullable() })).min(1).max(20) }),
  },
  AGREEMENT_FILING: { scopes: all, value: z.strictObject({ copies: z.number().int().min(0).max(10), withinDays: days }) },
  AGREEMENT_TERM: { scopes: all, value: z.strictObject({ leastYears: z.number().int().min(0).max(10), mostYears: z.number().int().min(0).max(10) }) },
  /** More than this share of the workers agrees. */
  AGREEMENT_BALLOT: { scopes: all, value: z.strictObject({ moreThan: Share }) },
  /** The identifier by which the insurer names a person. */
  INSURANCE_IDENTIFIER: { scopes: all, value: z.strictObject({ identifier: z.enum(['SOCIAL_INSURANCE_NO', 'PERSONAL_ID']) }) },
  /** Days a claim may take: the worker in days, employer and insurer in working days. */
  INSURANCE_CLAIM: {
    scopes: ['SICKNESS', 'MATERNITY'],
    value: z.strictObject({ workerDays: days, employerWorkingDays: days, insurerWorkingDays: days, insurerWorkingDaysFiledByWorker: days }),
  },
  /** Percent of lost ability to work: paid once from, monthly from. */
  WORK_ACCIDENT_LOSS: { scopes: all, value: z.strictObject({ onceFrom: points, monthlyFrom: points }) },
  /** Least people who apply to found a grassroots union, and longest term of its provisional committee. Source: handbook ORG-02. */
  FOUNDING: { scopes: all, value: z.strictObject({ leastApplicants: people, committeeMonths: months }) },
  /** Guideline of a ward union; below either figure a neighbour is proposed. Source: handbook ORG-06. */
  WARD_UNION: { scopes: all, value: z.strictObject({ leastMembers: people, leastUnits: people }) },
  /** Whether a bloc takes new members; closed, it stays in what is counted up to then. Source: handbook ORG-15. */
  BLOC_MEMBERS: { scopes: BLOCS, value: z.strictObject({ open: z.boolean() }) },
  /** Most days between leaving one union and being confirmed by the next. Source: handbook ORG-10. */
  MEMBER_TRANSIT: { scopes: all, value: z.strictObject({ days }) },
  /** What dues rest on that goes on in another union after a transfer: amounts and insured salaries, reliefs by their kind. By the last day in the union that is left. */
  DUES_CARRIED: { scopes: all, value: z.strictObject({ bases: z.boolean(), exemptions: z.boolean(), reductions: z.boolean(), suspensions: z.boolean() }) },
  EMPLOYER_LIST: { scopes: all, value: z.strictObject({ dueOn: MonthDay }) },
  /** Day of the month after by which the insurance files of a month are due. */
  EXCHANGE_DUE: { scopes: all, value: z.strictObject({ dayOfNextMonth: z.number().int().min(1).max(28) }) },
  /** Days on which nobody works besides Saturdays and Sundays, and weekend days on which they do; a rule per year. */
  HOLIDAYS: { scopes: all, value: z.strictObject({ holidays: z.array(z.iso.date()).max(60), workingWeekendDays: z.array(z.iso.date()).max(20) }) },
  /** Months of arrears from which an employer goes on the supervision plan. */
  ARREARS_SUPERVISION: { scopes: all, value: z.strictObject({ months }) },
  /** Months after its end that health data of a leave is kept. */
  HEALTH_RETENTION: { scopes: all, value: z.strictObject({ months }) },
  /** Last day of a step of a process. */
  STEP_DEADLINE: {
    scopes: stepsOf({ MEMBER_ADMISSION: ['ADMIT'], UNION_FOUNDING: ['FOUND'], UNION_FOUNDING_DELEGATED: ['FOUND'], UNION_GRADING: ['GRADE'] }), value: StepDeadline,
  },
  /** The register of what personal data is processed for: on which basis, whether it is sensitive, how long it is kept. Source: handbook 4.11, SOC-10. */
  DATA_PURPOSE: {
    scopes: DATA_PURPOSES,
    value: z.strictObject({
      basis: z.enum(LEGAL_BASES), law: z.string().min(1).max(300), consentFor: z.enum(CONSENT_PURPOSES).nullable(), health: z.boolean(), finance: z.boolean(), retention: z.enum(DATA_RETENTIONS),
    }).refine((value) => (value.basis === 'CONSENT') === (value.consentFor !== null), { message: 'Consent, and nothing else, names what it was given for', path: ['consentFor'] }),
  },
  /** Days before its end on which an agreement warns. */
  AGREEMENT_WARNING: { scopes: all, value: z.strictObject({ daysBefore: z.array(z.number().int().min(1).max(366)).min(1).max(10) }) },
} as const satisfies RuleKinds;
