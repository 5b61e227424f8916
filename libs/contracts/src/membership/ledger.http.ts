import { z } from 'zod';
import { defineRoute } from '../core/route';
import { CodeParam, DayText, longText, pageOf, PageQuery, text, Vnd } from '../core/shapes';
import { LedgerAccount, MoneyDecision, MonthText, SignedVnd, SPENDABLE_FUNDS } from './money.shapes';

/** What a journal entry tells. */
export const JOURNAL_KINDS = [
  'DUES_CALCULATED', 'DUES_CORRECTED', 'DUES_COLLECTED', 'DUES_REFUNDED', 'REMITTANCE_SENT', 'REMITTANCE_REFUSED', 'REMITTANCE_RECEIVED', 'FUND_DECLARED', 'FUND_RECEIVED', 'FUND_TAKEN_BACK', 'FUND_PAID_OUT',
  'FUND_SHARE', 'SPENT', 'OTHER_INCOME',
] as const;
export const JournalKind = z.enum(JOURNAL_KINDS);
export type JournalKind = z.infer<typeof JournalKind>;

/** Turnover of one account in one month. Debits and credits are positive; `closingVnd` is on the account's own side. */
export const LedgerLine = z.object({ account: LedgerAccount, openingVnd: SignedVnd, debitVnd: Vnd, creditVnd: Vnd, closingVnd: SignedVnd });
export const LedgerView = z.object({ unitCode: z.string(), month: MonthText, locked: z.boolean(), accounts: z.array(LedgerLine) });
export type LedgerView = z.infer<typeof LedgerView>;

export const JournalView = z.object({
  id: z.uuid(), kind: JournalKind, month: MonthText, bookedOn: DayText, note: z.string().nullable(),
  postings: z.array(z.object({ account: LedgerAccount, /** Debit positive, credit negative. */ amountVnd: SignedVnd })),
});
export type JournalView = z.infer<typeof JournalView>;

export const PERIOD_ACTIONS = ['LOCKED', 'REOPENED'] as const;
export const PeriodView = z.object({
  month: MonthText, action: z.enum(PERIOD_ACTIONS), at: z.iso.datetime(), decisionNumber: z.string().nullable(), decidedOn: DayText.nullable(), reason: z.string().nullable(),
});
export type PeriodView = z.infer<typeof PeriodView>;

const R = { service: 'membership', access: 'membership.ledger.read', method: 'GET', params: CodeParam } as const;
const ofMonth = z.strictObject({ month: MonthText });

export const getLedger = defineRoute({ ...R, name: 'getLedger', path: '/units/:code/ledger', query: ofMonth, answer: LedgerView, summary: 'The accounts of a unit in a month: opening, debit, credit, closing.' });
export const listJournals = defineRoute({
  ...R, name: 'listJournals', path: '/units/:code/ledger/journals', query: PageQuery.extend({ month: MonthText.optional(), account: LedgerAccount.optional() }), answer: pageOf(JournalView),
  summary: 'Journal entries of a unit, newest first.',
});
export const listPeriods = defineRoute({ ...R, name: 'listPeriods', path: '/units/:code/ledger/periods', query: PageQuery, answer: pageOf(PeriodView), summary: 'Every closing and reopening of a month, newest first.' });
export const lockPeriod = defineRoute({
  service: 'membership', access: 'membership.ledger.lock', name: 'lockPeriod', method: 'POST', path: '/units/:code/ledger/periods/:month/lock', status: 200, params: CodeParam.extend({ month: MonthText }), answer: PeriodView,
  summary: 'Closes a month that has ended: nothing is booked in it any more.',
});
export const reopenPeriod = defineRoute({
  service: 'membership', access: 'membership.ledger.reopen', name: 'reopenPeriod', method: 'POST', path: '/units/:code/ledger/periods/:month/reopening', status: 200, params: CodeParam.extend({ month: MonthText }),
  body: z.strictObject({ ...MoneyDecision, reason: longText(1000) }), answer: PeriodView, summary: 'Opens a closed month again, by a decision of the level above.',
});
export const bookSpending = defineRoute({
  service: 'membership', access: 'membership.ledger.keep', name: 'bookSpending', method: 'POST', path: '/units/:code/ledger/spendings', params: CodeParam,
  body: z.strictObject({ fund: z.enum(SPENDABLE_FUNDS), amountVnd: Vnd.min(1), paidOn: DayText, purpose: text(300), ...MoneyDecision }), answer: JournalView, summary: 'Books what was paid out of a fund; no fund goes below zero.',
});
export const bookOtherIncome = defineRoute({
  service: 'membership', access: 'membership.ledger.keep', name: 'bookOtherIncome', method: 'POST', path: '/units/:code/ledger/incomes', params: CodeParam,
  body: z.strictObject({ amountVnd: Vnd.min(1), receivedOn: DayText, purpose: text(300) }), answer: JournalView, summary: 'Books other income: all of it stays with the unit.',
});

export const ledgerRoutes = [getLedger, listJournals, listPeriods, lockPeriod, reopenPeriod, bookSpending, bookOtherIncome];
