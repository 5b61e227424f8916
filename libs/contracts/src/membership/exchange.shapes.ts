import { z } from 'zod';

/** What is exchanged with the insurer and others. Source: handbook 4.8, SOC-02, SOC-03, SOC-05 to SOC-08. */
export const EXCHANGE_KINDS = ['EMPLOYER_LIST', 'D02_LT', 'C12_NOTICE', 'ARREARS_LIST', 'BENEFIT_LIST'] as const;
export const ExchangeKind = z.enum(EXCHANGE_KINDS);
export type ExchangeKind = z.infer<typeof ExchangeKind>;

/**
 * OPEN: parts come in. RECEIVED: whole, numbered, its hash and signature looked at. VALIDATED: read, totals hold. MATCHED: rows found
 * their persons and employers. APPLYING: effects are under way. APPLIED, PARTIAL, REJECTED: the outcome. SENT: an answer of ours.
 * Source: handbook SOC-03.
 */
export const EXCHANGE_STATES = ['OPEN', 'RECEIVED', 'VALIDATED', 'MATCHED', 'APPLYING', 'APPLIED', 'PARTIAL', 'REJECTED', 'SENT'] as const;
export const ExchangeState = z.enum(EXCHANGE_STATES);
export type ExchangeState = z.infer<typeof ExchangeState>;

/** NOT_OURS: a worker who is no member; nothing of the row is kept. UNCHANGED: known already. */
export const EXCHANGE_ROW_STATES = ['VALIDATED', 'MATCHED', 'APPLIED', 'UNCHANGED', 'NOT_OURS', 'REFUSED'] as const;
export const ExchangeRowState = z.enum(EXCHANGE_ROW_STATES);
export type ExchangeRowState = z.infer<typeof ExchangeRowState>;

/** What is wrong with a row or one of its columns. */
export const EXCHANGE_ROW_FAULTS = [
  'REQUIRED', 'TOO_LONG', 'NOT_A_NUMBER', 'NOT_A_DAY', 'NOT_A_MONTH', 'NOT_TEN_DIGITS', 'NOT_TWELVE_DIGITS', 'WORD_UNKNOWN', 'TO_BEFORE_FROM', 'IDENTIFIER_MISSING',
  'REPEATED_IN_FILE', 'EMPLOYER_UNKNOWN', 'IDENTIFIERS_OF_TWO', 'NOT_LATER_THAN_KNOWN', 'NOTHING_TO_END', 'OUT_OF_PERIOD', 'KNOWN_OTHERWISE',
] as const;
export const ExchangeRowFault = z.enum(EXCHANGE_ROW_FAULTS);
export type ExchangeRowFault = z.infer<typeof ExchangeRowFault>;

/** Why a file as a whole is refused. */
export const EXCHANGE_REFUSALS = ['TOTALS_DIFFER', 'ROWS_DIFFER', 'NO_ROWS', 'NOT_READABLE', 'COLUMN_MISSING', 'SIGNATURE_INVALID', 'ALL_ROWS_REFUSED'] as const;
export const ExchangeRefusal = z.enum(EXCHANGE_REFUSALS);

/** NONE: it bears none. UNVERIFIED: signed, the key is not known. */
export const SIGNATURE_STATES = ['NONE', 'UNVERIFIED', 'VALID', 'INVALID'] as const;

/** What somebody has to look into. */
export const EXCHANGE_TASK_KINDS = ['MISSING_FILE', 'LATE_FILE', 'REPEATED_FILE', 'OUT_OF_ORDER_FILE', 'REFUSED_FILE', 'REFUSED_ROWS'] as const;
export const ExchangeTaskKind = z.enum(EXCHANGE_TASK_KINDS);

export const EXCHANGE_FORMATS = ['CSV', 'XLSX', 'XML', 'JSON'] as const;

/** What a control total may be the sum of, by kind. */
export const EXCHANGE_TOTALS = {
  EMPLOYER_LIST: ['insuredWorkers', 'payrollVnd'], D02_LT: ['salaryVnd'], C12_NOTICE: ['dueVnd', 'paidVnd'], ARREARS_LIST: ['debtVnd'], BENEFIT_LIST: [],
} as const satisfies Record<ExchangeKind, readonly string[]>;

/** Columns of each kind, in the order of the form. A star marks what each row must say. Source: handbook 4.8. */
export const EXCHANGE_COLUMNS = {
  EMPLOYER_LIST: ['enterpriseCode*', 'name*', 'insuredWorkers*', 'workers', 'payrollVnd', 'ward', 'address', 'insuranceUnitCode', 'participantGroup', 'businessKind'],
  D02_LT: ['change*', 'enterpriseCode*', 'fullName', 'personalId', 'socialInsuranceNo', 'birthDate', 'job', 'salaryVnd', 'fromMonth*', 'note'],
  C12_NOTICE: ['enterpriseCode*', 'month*', 'insuredWorkers*', 'payrollVnd*', 'dueVnd*', 'paidVnd*'],
  ARREARS_LIST: ['enterpriseCode*', 'asOf*', 'monthsOwed*', 'debtVnd*', 'debtFileNo'],
  BENEFIT_LIST: ['benefit*', 'enterpriseCode', 'personalId', 'socialInsuranceNo', 'fromDay*', 'toDay*', 'diseaseCode'],
} as const satisfies Record<ExchangeKind, readonly string[]>;

/** Changes of a worker in D02-LT. */
export const D02_CHANGES = ['NEW_WORKER', 'WORKER_LEFT', 'SALARY_CHANGED'] as const;
/** Allowances and leaves that free of dues. Source: handbook SOC-05, 4.1. */
export const LEAVE_KINDS = ['SICKNESS', 'MATERNITY', 'UNPAID_LEAVE'] as const;
export const LeaveKind = z.enum(LEAVE_KINDS);
export type LeaveKind = z.infer<typeof LeaveKind>;

/** The permission that a partner's scope, or a post, needs for a kind. Health data is apart from everything else (SOC-10). */
export const PERMISSION_OF_EXCHANGE = {
  EMPLOYER_LIST: 'membership.exchange.dues', D02_LT: 'membership.exchange.dues', C12_NOTICE: 'membership.exchange.dues',
  ARREARS_LIST: 'membership.exchange.arrears', BENEFIT_LIST: 'membership.exchange.health',
} as const satisfies Record<ExchangeKind, string>;
