import { z } from 'zod';
import { defineRoute } from '../core/route';
import { Code, DayText, IdParam, pageOf, PageQuery, text } from '../core/shapes';
import { MonthText, SignedVnd } from './money.shapes';

export const BANK_FORMATS = ['CSV', 'CAMT053'] as const;
/** NEW: not looked at yet. OPEN: somebody says what it is. */
export const BANK_ENTRY_STATES = ['NEW', 'OPEN', 'MATCHED', 'IGNORED'] as const;
/** How sure a proposal is: HIGH is booked by itself. */
export const MATCH_CONFIDENCES = ['HIGH', 'MEDIUM', 'LOW'] as const;
/** What an entry may be: union fund of an employer, or dues a union sent up. */
export const MATCH_KINDS = ['FUND', 'REMITTANCE'] as const;
/** What spoke for a proposal. */
export const MATCH_SIGNS = ['ACCOUNT', 'CODE', 'NAME', 'AMOUNT'] as const;

export const BankStatementView = z.object({
  id: z.uuid(), unitCode: Code, format: z.enum(BANK_FORMATS), accountMasked: z.string(), reference: z.string(), from: DayText.nullable(), to: DayText.nullable(), importedAt: z.iso.datetime(),
  entries: z.number().int(), /** Entries another statement brought before. */ repeated: z.number().int(), matched: z.number().int(), open: z.number().int(),
});
export type BankStatementView = z.infer<typeof BankStatementView>;

export const MatchProposal = z.object({ kind: z.enum(MATCH_KINDS), targetId: z.uuid(), targetName: z.string(), month: MonthText.nullable(), confidence: z.enum(MATCH_CONFIDENCES), signs: z.array(z.enum(MATCH_SIGNS)) });
export type MatchProposal = z.infer<typeof MatchProposal>;

export const BankEntryView = z.object({
  id: z.uuid(), statementId: z.uuid(), entryRef: z.string(), bookedOn: DayText, amountVnd: SignedVnd, counterAccountMasked: z.string().nullable(), counterName: z.string().nullable(), text: z.string(),
  state: z.enum(BANK_ENTRY_STATES), match: MatchProposal.nullable(), /** Who said so: nobody means that it was sure by itself. */ byHand: z.boolean(), reason: z.string().nullable(), proposals: z.array(MatchProposal),
});
export type BankEntryView = z.infer<typeof BankEntryView>;

const K = { service: 'membership', access: 'membership.bank.keep', method: 'POST' } as const;
const R = { service: 'membership', access: 'membership.bank.keep', method: 'GET' } as const;

export const importBankStatement = defineRoute({
  ...K, name: 'importBankStatement', path: '/bank-statements', body: z.any(), bytes: 'raw-in', answer: BankStatementView,
  summary: 'Takes a statement of the collecting account: CSV or camt.053. The same statement or entry again changes nothing; all of it comes in or nothing.',
});
export const listBankStatements = defineRoute({ ...R, name: 'listBankStatements', path: '/bank-statements', query: PageQuery, answer: pageOf(BankStatementView), summary: 'Statements of the unit acted as, newest first.' });
export const listBankEntries = defineRoute({ ...R, name: 'listBankEntries', path: '/bank-entries', query: PageQuery.extend({ state: z.enum(BANK_ENTRY_STATES).optional(), statement: z.uuid().optional() }), answer: pageOf(BankEntryView), summary: 'Entries with what they may be, the oldest first.' });
export const matchBankEntry = defineRoute({
  ...K, name: 'matchBankEntry', path: '/bank-entries/:id/match', status: 200, params: IdParam, body: z.strictObject({ kind: z.enum(MATCH_KINDS), targetId: z.uuid(), month: MonthText.nullable().default(null) }), answer: BankEntryView,
  summary: 'Says what an entry is and books it; the account is known from now on.',
});
export const unmatchBankEntry = defineRoute({ ...K, name: 'unmatchBankEntry', path: '/bank-entries/:id/unmatch', status: 200, params: IdParam, body: z.strictObject({ reason: text(500) }), answer: BankEntryView, summary: 'Takes a match back with new postings; the entry is open again.' });
export const ignoreBankEntry = defineRoute({ ...K, name: 'ignoreBankEntry', path: '/bank-entries/:id/ignoring', status: 200, params: IdParam, body: z.strictObject({ reason: text(500) }), answer: BankEntryView, summary: 'Says that an entry is none of ours, with a reason.' });

export const bankRoutes = [importBankStatement, listBankStatements, listBankEntries, matchBankEntry, unmatchBankEntry, ignoreBankEntry];
