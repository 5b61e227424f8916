import { z } from 'zod';
import { DayText, text } from '../core/shapes';

/** A calendar month, `YYYY-MM`. */
export const MonthText = z.string().regex(/^(19|20)\d{2}-(0[1-9]|1[0-2])$/);

/** Whole đồng that may be negative: differences and credits. */
export const SignedVnd = z.number().int().min(-Number.MAX_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER);

/** A decision of a unit about its money: number, day, and a word why. */
export const MoneyDecision = { decisionNumber: text(120), decidedOn: DayText } as const;

/**
 * Accounts of a unit's ledger. Assets: money in hand and at the bank, dues and fund still owed, fund held by the level above.
 * Owed to others: credits of members, the share of the level above, the fund of grassroots unions. Funds: own shares.
 */
export const LEDGER_ACCOUNTS = [
  'CASH', 'DUES_RECEIVABLE', 'DUES_EXPECTED', 'MEMBER_CREDIT', 'DUES_OWN', 'DUES_EXTRA', 'DUES_UPPER', 'DUES_FROM_BELOW',
  'FUND_RECEIVABLE', 'FUND_EXPECTED', 'FUND_OWN', 'FUND_GRASSROOTS', 'FUND_HELD', 'FUND_CLAIM', 'OTHER_FUND',
] as const;
export const LedgerAccount = z.enum(LEDGER_ACCOUNTS);
export type LedgerAccount = z.infer<typeof LedgerAccount>;

/** Funds a unit spends from. */
export const SPENDABLE_FUNDS = ['DUES_OWN', 'DUES_EXTRA', 'DUES_FROM_BELOW', 'FUND_OWN', 'OTHER_FUND'] as const satisfies readonly LedgerAccount[];
