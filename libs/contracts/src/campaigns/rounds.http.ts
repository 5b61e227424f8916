import { z } from 'zod';
import { defineRoute } from '../core/route';
import { Code, CodeParam, DayText, Level, longText, pageOf, PageQuery, text } from '../core/shapes';
import { ContentGroupItem, CountedFigure, LiveDecision, RoundState, TargetItem, TargetView } from './emulation.shapes';

export const RoundSummaryView = z.object({
  id: z.uuid(), code: Code, planCode: Code, unitCode: Code, unitName: z.string(), level: Level, year: z.number().int(), ordinal: z.number().int(), label: z.string().nullable(),
  startsOn: DayText.nullable(), endsOn: DayText.nullable(),
  /** Calendar days with both ends, 153 for 1/5–30/9/2023; null while a day is open. Never derived from the label. */
  calendarDays: z.number().int().nullable(),
  state: RoundState,
});
export type RoundSummaryView = z.infer<typeof RoundSummaryView>;

/** What is counted of a round at this moment, in the units the caller reads. Works finished late are counted apart; `plaqueShare` is plaques ÷ all verified works. */
export const RoundCounts = z.object({
  works: z.object({ verified: z.number().int(), byLevel: z.object({ G: z.number().int(), S: z.number().int() }), late: z.number().int(), plaques: z.number().int(), plaqueShare: z.string().nullable() }),
  petitions: z.object({ received: z.number().int(), open: z.number().int(), overdue: z.number().int() }),
  contests: z.number().int(),
});

export const RoundView = RoundSummaryView.extend({
  registrationUntil: DayText.nullable(), plaqueQuota: z.number().int().nullable(), groups: z.array(ContentGroupItem), targets: z.array(TargetView),
  launchedOn: DayText.nullable(), reviewedOn: DayText.nullable(), review: z.string().nullable(), closedOn: DayText.nullable(), summarisedAt: z.string().nullable(),
  counts: RoundCounts, version: z.number().int(),
});
export type RoundView = z.infer<typeof RoundView>;

export const RoundDraftBody = z.strictObject({
  label: text(100).optional(), startsOn: DayText.optional(), endsOn: DayText.optional(), registrationUntil: DayText.optional(), plaqueQuota: z.number().int().min(0).max(1000).nullable().optional(),
  groups: z.array(ContentGroupItem).max(20).optional(), targets: z.array(TargetItem).max(50).optional(),
});
export type RoundDraftBody = z.infer<typeof RoundDraftBody>;

/** A figure frozen in a summary, with the records that stood behind it. */
export const FrozenFigure = CountedFigure.extend({ recordsUrl: z.string() });
export type FrozenFigure = z.infer<typeof FrozenFigure>;

export const FrozenGroup = z.object({ ordinal: z.number().int(), title: z.string(), text: z.string(), figures: z.array(FrozenFigure) });
export type FrozenGroup = z.infer<typeof FrozenGroup>;

/** A record of a summarised round changed afterwards: the frozen text stays, this says what moved. */
export const ChangeNotice = z.object({
  id: z.uuid(), raisedAt: z.string(), recordType: z.enum(['WORK', 'PETITION', 'CONTEST', 'HONOUR']), recordId: z.uuid(), unitCode: Code.nullable(), change: z.string(),
});
export type ChangeNotice = z.infer<typeof ChangeNotice>;

export const RoundSummaryDocument = z.object({
  roundCode: Code, label: z.string(), startsOn: DayText, endsOn: DayText, calendarDays: z.number().int(), summarisedOn: DayText, frozenAt: z.string(),
  groups: z.array(FrozenGroup), notices: z.array(ChangeNotice),
});
export type RoundSummaryDocument = z.infer<typeof RoundSummaryDocument>;

export const SummaryBody = z.strictObject({
  summarisedOn: DayText,
  /** Text for each content group, by its ordinal. */
  texts: z.array(z.strictObject({ ordinal: z.number().int().min(1).max(20), text: longText(10_000) })).max(20).default([]),
});
export type SummaryBody = z.infer<typeof SummaryBody>;

/** Honours that name a round or a movement, as awards decided them; persons stay in awards. */
export const HonourView = z.object({
  holdingId: z.uuid(), titleCode: z.string(), level: Level, receiverKind: z.string(), unitCode: Code.nullable(), unitName: z.string().nullable(), decidedOn: DayText, revokedOn: DayText.nullable(),
});
export type HonourView = z.infer<typeof HonourView>;

const S = { service: 'campaigns' } as const;
const step = { ...S, method: 'POST', status: 200, access: 'campaigns.round.decide', params: CodeParam, answer: RoundView } as const;

export const listRounds = defineRoute({
  ...S, name: 'listRounds', method: 'GET', path: '/rounds', access: 'campaigns.emulation.read', summary: 'Rounds of the subtree and of the levels above.',
  query: PageQuery.extend({ year: z.coerce.number().int().min(1900).max(2200).optional(), unit: Code.optional(), plan: Code.optional(), state: RoundState.optional(), q: text(100).optional() }), answer: pageOf(RoundSummaryView),
});
export const getRound = defineRoute({
  ...S, name: 'getRound', method: 'GET', path: '/rounds/:code', access: 'campaigns.emulation.read', summary: 'One round with targets, content groups and counts.', params: CodeParam, answer: RoundView,
});
export const draftRound = defineRoute({
  ...S, name: 'draftRound', method: 'PATCH', path: '/rounds/:code', access: 'campaigns.round.draft', summary: 'Sets dates, label, targets and content groups of a drafted round. Needs If-Match with the version.',
  params: CodeParam, body: RoundDraftBody, answer: RoundView,
});
export const approveRound = defineRoute({ ...step, name: 'approveRound', path: '/rounds/:code/approval', summary: 'Approves a drafted round; another person drafted it.' });
export const launchRound = defineRoute({ ...step, name: 'launchRound', path: '/rounds/:code/launch', summary: 'Launches an approved round by decision.', body: LiveDecision });
export const reviewRound = defineRoute({
  ...step, name: 'reviewRound', path: '/rounds/:code/review', summary: 'Keeps the interim review (sơ kết); the next round cannot be closed without it.', body: z.strictObject({ reviewedOn: DayText, text: longText(10_000) }),
});
export const closeRound = defineRoute({ ...step, name: 'closeRound', path: '/rounds/:code/closure', summary: 'Closes a round after its last day.', body: z.strictObject({ closedOn: DayText }) });
export const archiveRound = defineRoute({ ...step, name: 'archiveRound', path: '/rounds/:code/archiving', summary: 'Archives a summarised round.' });
export const summariseRound = defineRoute({
  ...S, name: 'summariseRound', method: 'POST', path: '/rounds/:code/summary', access: 'campaigns.round.decide', summary: 'Freezes text and figures of a closed round; refused while a petition of the round is open.',
  params: CodeParam, body: SummaryBody, answer: RoundSummaryDocument,
});
export const getRoundSummary = defineRoute({
  ...S, name: 'getRoundSummary', method: 'GET', path: '/rounds/:code/summary', access: 'campaigns.emulation.read', summary: 'The frozen summary, with notices of what changed since.', params: CodeParam, answer: RoundSummaryDocument,
});
export const listHonours = defineRoute({
  ...S, name: 'listHonours', method: 'GET', path: '/honours', access: 'campaigns.emulation.read', summary: 'Honours that name a round or a movement.',
  query: PageQuery.extend({ round: Code.optional(), movement: Code.optional(), titleCode: text(60).optional(), level: Level.optional(), receiverKind: text(20).optional() }), answer: pageOf(HonourView).extend({ total: z.number().int() }),
});

export const roundRoutes = [
  listRounds, getRound, draftRound, approveRound, launchRound, reviewRound, closeRound, archiveRound, summariseRound, getRoundSummary, listHonours,
];
