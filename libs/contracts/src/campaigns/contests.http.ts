import { z } from 'zod';
import { defineRoute } from '../core/route';
import { Code, CodeParam, DayText, Level, pageOf, PageQuery, text, Vnd } from '../core/shapes';
import { ContestState, DomainCode, LiveDecision, PrizeRank } from './emulation.shapes';
import { ContestEntryFields, ContestItem, MoneyByRank, PrizeFields } from './paper';

export const ContestSummaryView = z.object({
  id: z.uuid(), code: Code, title: z.string(), unitCode: Code, unitName: z.string(), level: Level, year: z.number().int(), heldOn: DayText, heldUntil: DayText, state: ContestState,
  roundCode: Code.nullable(), movementCode: Code.nullable(),
});
export type ContestSummaryView = z.infer<typeof ContestSummaryView>;

/** Entries are distinct units of this edition; contestants are persons. Money leaves team prizes out. */
export const ContestStatistics = z.object({
  contestants: z.number().int(), enterprises: z.number().int(), units: z.number().int(), entries: z.number().int(), winners: z.number().int(),
  /** Winners ÷ contestants. */
  winnerShare: z.string().nullable(),
  moneyVnd: Vnd, teamPrizes: z.number().int(),
  byTrade: z.array(z.object({ trade: DomainCode, name: z.string(), contestants: z.number().int(), prizes: z.number().int() })),
  byRank: z.array(z.object({ rank: PrizeRank, prizes: z.number().int(), moneyVnd: Vnd })),
});
export type ContestStatistics = z.infer<typeof ContestStatistics>;

export const ContestView = ContestSummaryView.extend({
  coOrganisers: z.array(z.string()), trades: z.array(z.object({ code: DomainCode, name: z.string() })), moneyByRank: MoneyByRank, budgetVnd: Vnd.nullable(), closedOn: DayText.nullable(),
  statistics: ContestStatistics, decisionId: z.uuid(), version: z.number().int(),
});
export type ContestView = z.infer<typeof ContestView>;

export const ContestEntryView = z.object({
  id: z.uuid(), entryNo: z.string(), contestantName: z.string(), birthYear: z.number().int().nullable(), enterprise: z.string(), trade: DomainCode, unitCode: Code.nullable(), unitName: z.string(),
  qualifiedIn: Code.nullable(), theoryMark: z.number().nullable(), practiceMark: z.number().nullable(), total: z.number().nullable(), place: z.number().int().nullable(),
  prize: z.object({ rank: PrizeRank, amountVnd: Vnd, certificateNo: z.string() }).nullable(),
});
export type ContestEntryView = z.infer<typeof ContestEntryView>;

export const PrizeView = z.object({
  id: z.uuid(), rank: PrizeRank, teamPrize: z.boolean(), entryNo: z.string().nullable(), trade: DomainCode.nullable(), unitName: z.string(), amountVnd: Vnd, certificateNo: z.string(), awardedOn: DayText,
});
export type PrizeView = z.infer<typeof PrizeView>;

const S = { service: 'campaigns' } as const;
const Mark = z.number().min(0).max(100);

export const listContests = defineRoute({
  ...S, name: 'listContests', method: 'GET', path: '/contests', access: 'campaigns.emulation.read', summary: 'Editions of skill contests.',
  query: PageQuery.extend({ year: z.coerce.number().int().min(1900).max(2200).optional(), unit: Code.optional(), round: Code.optional(), movement: Code.optional(), state: ContestState.optional(), q: text(100).optional() }), answer: pageOf(ContestSummaryView),
});
export const getContest = defineRoute({
  ...S, name: 'getContest', method: 'GET', path: '/contests/:code', access: 'campaigns.emulation.read', summary: 'One edition with its statistics by trade and rank.', params: CodeParam, answer: ContestView,
});
export const announceContest = defineRoute({
  ...S, name: 'announceContest', method: 'POST', path: '/contests', access: 'campaigns.contest.organise', summary: 'Announces an edition by decision.', body: ContestItem.extend(LiveDecision.shape), answer: ContestView,
});
export const enterContest = defineRoute({
  ...S, name: 'enterContest', method: 'POST', path: '/contests/:code/entries', access: 'campaigns.contest.enter', summary: 'Enters a contestant for one trade.', params: CodeParam, body: z.strictObject(ContestEntryFields), answer: ContestEntryView,
});
export const listContestEntries = defineRoute({
  ...S, name: 'listContestEntries', method: 'GET', path: '/contests/:code/entries', access: 'campaigns.contestant.read', summary: 'Contestants with marks and prizes; best first within a trade by `order=place`.',
  params: CodeParam, query: PageQuery.extend({ trade: DomainCode.optional(), unit: Code.optional(), q: text(100).optional() }), answer: pageOf(ContestEntryView).extend({ total: z.number().int() }),
});
export const markEntries = defineRoute({
  ...S, name: 'markEntries', method: 'POST', path: '/contests/:code/marks', access: 'campaigns.contest.judge', status: 200, summary: 'Marks theory and practice; the place in the trade follows from the total.', params: CodeParam,
  body: z.strictObject({ marks: z.array(z.strictObject({ entryNo: text(20), theory: Mark, practice: Mark })).min(1).max(500) }), answer: z.object({ marked: z.number().int() }),
});
export const holdContest = defineRoute({
  ...S, name: 'holdContest', method: 'POST', path: '/contests/:code/holding', access: 'campaigns.contest.organise', status: 200, summary: 'The contest was held: entries are final.', params: CodeParam, answer: ContestView,
});
export const awardPrizes = defineRoute({
  ...S, name: 'awardPrizes', method: 'POST', path: '/contests/:code/prizes', access: 'campaigns.contest.organise', summary: 'Awards prizes by decision.', params: CodeParam,
  body: LiveDecision.extend({ prizes: z.array(z.strictObject(PrizeFields)).min(1).max(500) }), answer: ContestView,
});
export const listPrizes = defineRoute({
  ...S, name: 'listPrizes', method: 'GET', path: '/contests/:code/prizes', access: 'campaigns.emulation.read', summary: 'Prizes of an edition; contestants by their number only.', params: CodeParam,
  query: PageQuery.extend({ rank: PrizeRank.optional(), trade: DomainCode.optional() }), answer: pageOf(PrizeView).extend({ total: z.number().int() }),
});
export const closeContest = defineRoute({
  ...S, name: 'closeContest', method: 'POST', path: '/contests/:code/closure', access: 'campaigns.contest.organise', status: 200, summary: 'Closes an edition; refused unless the prizes add up to the budget.',
  params: CodeParam, body: z.strictObject({ closedOn: DayText }), answer: ContestView,
});

export const contestRoutes = [
  listContests, getContest, announceContest, enterContest, listContestEntries, markEntries, holdContest, awardPrizes, listPrizes, closeContest,
];
