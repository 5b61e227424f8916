import { z } from 'zod';
import { defineRoute } from '../core/route';
import { Code, CodeParam, DayText, IdParam, pageOf, PageQuery, text, Vnd } from '../core/shapes';
import { MoneyDecision, MonthText, SignedVnd } from './money.shapes';
import { DuesBase, DuesGroup, Share } from './rules';

/** Bases that are amounts of a member. */
export const SALARY_BASES = ['INSURANCE_SALARY', 'NET_SALARY'] as const;
/** Where an amount comes from. */
export const BASE_SOURCES = ['OFFICER', 'INSURANCE_LIST', 'FILE'] as const;

/** Why somebody pays less or not now. Source: handbook 4.1, 4.2. */
export const RELIEF_KINDS = ['EXEMPTION', 'REDUCTION', 'SUSPENSION'] as const;
export const EXEMPTION_REASONS = ['ALLOWANCE', 'UNPAID_LEAVE'] as const;
export const RELIEF_REASONS = [...EXEMPTION_REASONS, 'HARDSHIP', 'FORCE_MAJEURE'] as const;

/** What became of a line: owed, exempt, suspended, or not to be reckoned because something is missing. */
export const DUES_STATUSES = ['DUE', 'EXEMPT', 'SUSPENDED', 'INCOMPLETE'] as const;
/** A month's line, what was suspended before and is due now, a difference found later. */
export const DUES_LINE_KINDS = ['REGULAR', 'MAKE_UP', 'CORRECTION'] as const;
export const DUES_LINE_REASONS = ['ALLOWANCE', 'UNPAID_LEAVE', 'LOW_SALARY', 'HARDSHIP', 'FORCE_MAJEURE', 'NO_BASE', 'NO_GROUP'] as const;
export const RUN_KINDS = ['REGULAR', 'CORRECTION'] as const;
export const RUN_STATES = ['RUNNING', 'DONE', 'CANCELLED'] as const;
/** How members pay. Source: handbook 4.1. CREDIT: from an overpaid month. */
export const COLLECTION_METHODS = ['PAYROLL', 'DIRECT'] as const;
export const REMITTANCE_STATES = ['SENT', 'RECEIVED', 'REFUSED'] as const;

/** The own terms of a unit from a month on: its group where the bloc does not say it, a higher rate, the fixed sum. */
export const DuesTermBody = z.strictObject({
  from: MonthText, group: DuesGroup.nullable().default(null),
  /** The whole rate the extended committee decided; what goes beyond the rule stays with the union and is shown apart. */
  rate: Share.nullable().default(null),
  fixedSumVnd: Vnd.nullable().default(null), ...MoneyDecision,
});
export const DuesTermView = z.object({
  id: z.uuid(), from: MonthText, to: MonthText.nullable(), group: DuesGroup.nullable(), rate: z.object({ numerator: z.number().int(), denominator: z.number().int() }).nullable(), fixedSumVnd: Vnd.nullable(),
  decisionNumber: z.string(), decidedOn: DayText,
});
export type DuesTermView = z.infer<typeof DuesTermView>;

/** What a member's dues are reckoned from, from a month on. */
export const DuesBaseRow = z.strictObject({ memberId: z.uuid(), base: z.enum(SALARY_BASES), from: MonthText, amountVnd: Vnd.max(1_000_000_000_000) });
export type DuesBaseRow = z.output<typeof DuesBaseRow>;

const period = { from: MonthText, to: MonthText } as const;
/** Relief: months by leave for an exemption; months and a decision for a reduction or a suspension, of one member or of all. */
export const ReliefBody = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('EXEMPTION'), memberId: z.uuid(), reason: z.enum(EXEMPTION_REASONS), firstDay: DayText, lastDay: DayText.describe('Never before the first.') }),
  z.strictObject({ kind: z.literal('REDUCTION'), memberId: z.uuid().nullable().default(null), reason: z.enum(['HARDSHIP', 'FORCE_MAJEURE']), ...period, share: Share, ...MoneyDecision }),
  z.strictObject({ kind: z.literal('SUSPENSION'), memberId: z.uuid().nullable().default(null), reason: z.enum(['HARDSHIP', 'FORCE_MAJEURE']), ...period, ...MoneyDecision }),
]);
export type ReliefBody = z.output<typeof ReliefBody>;
export const ReliefView = z.object({
  id: z.uuid(), kind: z.enum(RELIEF_KINDS), memberId: z.uuid().nullable(), reason: z.enum(RELIEF_REASONS), from: MonthText, to: MonthText,
  share: z.object({ numerator: z.number().int(), denominator: z.number().int() }).nullable(), decisionNumber: z.string().nullable(), decidedOn: DayText.nullable(),
  /** Last day on which what was suspended is to be made up. */
  dueOn: DayText.nullable(),
});
export type ReliefView = z.infer<typeof ReliefView>;

export const DuesRunView = z.object({
  id: z.uuid(), unitCode: Code, month: MonthText, kind: z.enum(RUN_KINDS), state: z.enum(RUN_STATES), units: z.number().int(), unitsDone: z.number().int(),
  members: z.number().int(), membersDone: z.number().int(), startedAt: z.iso.datetime(), endedAt: z.iso.datetime().nullable(),
});
export type DuesRunView = z.infer<typeof DuesRunView>;

/** Totals of one unit and month; every one of them is the sum of lines that can be opened. */
export const DuesTotals = z.object({
  members: z.number().int(), payers: z.number().int(), exempt: z.number().int(), suspended: z.number().int(), incomplete: z.number().int(),
  /** By the rule, and beyond it by the union's own decision. */
  regularVnd: SignedVnd, extraVnd: SignedVnd, suspendedVnd: SignedVnd,
  collectedVnd: SignedVnd, /** Of the collected: what goes up, and what went up and arrived. */ dueUpVnd: SignedVnd, remittedVnd: SignedVnd,
  /** Owed by members and not collected; never below zero. */
  arrearsVnd: SignedVnd,
});
export type DuesTotals = z.infer<typeof DuesTotals>;
export const DuesMonthCell = DuesTotals.extend({ month: MonthText, /** False where the rule collects nothing. */ collects: z.boolean(), locked: z.boolean() });
export const DuesBoardRow = z.object({ unitId: z.uuid(), unitCode: Code, unitName: z.string(), months: z.array(DuesMonthCell) });
export type DuesBoardRow = z.infer<typeof DuesBoardRow>;
/** The whole subtree in a month: which units are in, and which have no figures yet. */
export const DuesSumRow = DuesTotals.extend({ month: MonthText, unitsCalculated: z.number().int(), unitsWithMembers: z.number().int() });
export type DuesSumRow = z.infer<typeof DuesSumRow>;

export const DuesLineView = z.object({
  memberId: z.uuid(), fullName: z.string(), month: MonthText, kind: z.enum(DUES_LINE_KINDS), status: z.enum(DUES_STATUSES), reason: z.enum(DUES_LINE_REASONS).nullable(),
  ruleId: z.uuid().nullable(), decisionNumber: z.string().nullable(), base: DuesBase.nullable(), baseVnd: Vnd.nullable(),
  rate: z.object({ numerator: z.number().int(), denominator: z.number().int() }).nullable(), capVnd: Vnd.nullable(), floorVnd: Vnd.nullable(),
  regularVnd: SignedVnd, extraVnd: SignedVnd, reducedVnd: SignedVnd, suspendedVnd: SignedVnd, bookedIn: MonthText,
});
export type DuesLineView = z.infer<typeof DuesLineView>;

/** Dues of one member: what was reckoned and paid per month, and what is to the member's credit. */
export const MemberDuesView = z.object({
  memberId: z.uuid(), creditVnd: Vnd, arrearsVnd: Vnd,
  bases: z.array(z.object({ base: z.enum(SALARY_BASES), from: MonthText, to: MonthText.nullable(), amountVnd: Vnd, source: z.enum(BASE_SOURCES) })),
  months: z.array(z.object({ month: MonthText, dueVnd: SignedVnd, paidVnd: SignedVnd, lines: z.array(DuesLineView.omit({ fullName: true, memberId: true, month: true })) })),
});
export type MemberDuesView = z.infer<typeof MemberDuesView>;

export const CollectionBody = z.strictObject({
  month: MonthText, collectedOn: DayText, method: z.enum(COLLECTION_METHODS),
  /** Who paid what; left out: everybody paid all that is owed for the month. */
  members: z.array(z.strictObject({ memberId: z.uuid(), amountVnd: Vnd.min(1) })).min(1).max(1000).optional(),
});
/** What was collected, and how it was split. */
export const CollectionView = z.object({ month: MonthText, members: z.number().int(), collectedVnd: Vnd, ownVnd: Vnd, upperVnd: Vnd, extraVnd: Vnd, journalId: z.uuid() });
export type CollectionView = z.infer<typeof CollectionView>;

export const RefundBody = z.strictObject({ memberId: z.uuid(), /** Left out: all there is. */ amountVnd: Vnd.min(1).optional(), paidOn: DayText, reference: text(200).optional() });
/** Credit paid out to somebody who left; `creditVnd`: what is left of it. */
export const RefundView = z.object({ memberId: z.uuid(), amountVnd: Vnd, creditVnd: Vnd, paidOn: DayText, journalId: z.uuid() });
export type RefundView = z.infer<typeof RefundView>;

export const RemittanceView = z.object({
  id: z.uuid(), unitCode: Code, receiverCode: Code, amountVnd: Vnd, sentOn: DayText, reference: z.string().nullable(), state: z.enum(REMITTANCE_STATES), answeredOn: DayText.nullable(), reason: z.string().nullable(),
});
export type RemittanceView = z.infer<typeof RemittanceView>;

/** A union that has not sent up what it collected by the day it was due, or members who have not paid. */
export const ArrearsView = z.object({ unitCode: Code, unitName: z.string(), month: MonthText, dueOn: DayText, membersOweVnd: Vnd, unitOwesVnd: Vnd, reminders: z.number().int(), remindedOn: DayText.nullable() });
export type ArrearsView = z.infer<typeof ArrearsView>;

const R = { service: 'membership', access: 'membership.dues.read', method: 'GET' } as const;
const K = { service: 'membership', access: 'membership.dues.keep', method: 'POST' } as const;
const D = { service: 'membership', access: 'membership.dues.decide', method: 'POST' } as const;
const run = { service: 'membership', access: 'membership.dues.run' } as const;
const months = { from: MonthText, to: MonthText } as const;

export const setDuesTerm = defineRoute({ ...D, name: 'setDuesTerm', path: '/units/:code/dues-terms', params: CodeParam, body: DuesTermBody, answer: DuesTermView, summary: 'Sets the own terms of a union from a month on; what held before ends the month before.' });
export const listDuesTerms = defineRoute({ ...R, name: 'listDuesTerms', path: '/units/:code/dues-terms', params: CodeParam, query: PageQuery, answer: pageOf(DuesTermView), summary: 'Own terms of a union, newest first.' });
export const setDuesBases = defineRoute({
  ...K, name: 'setDuesBases', path: '/units/:code/dues-bases', status: 200, params: CodeParam, body: z.strictObject({ rows: z.array(DuesBaseRow).min(1).max(1000) }), answer: z.object({ changed: z.number().int() }),
  summary: 'Says what dues of members are reckoned from, from a month on, up to the next amount known.',
});
export const grantRelief = defineRoute({ ...D, name: 'grantRelief', path: '/units/:code/dues-reliefs', params: CodeParam, body: ReliefBody, answer: ReliefView, summary: 'Exempts for a leave, reduces or suspends by decision; at most the months the rule names.' });
export const endRelief = defineRoute({
  ...D, name: 'endRelief', path: '/dues-reliefs/:id/ending', status: 200, params: IdParam, body: z.strictObject({ lastMonth: MonthText }), answer: ReliefView, summary: 'Ends a relief earlier; its last month still counts.',
});
export const listReliefs = defineRoute({ ...R, name: 'listReliefs', path: '/units/:code/dues-reliefs', params: CodeParam, query: PageQuery.extend({ month: MonthText.optional() }), answer: pageOf(ReliefView), summary: 'Reliefs of a union, newest first.' });
export const startDuesRun = defineRoute({
  ...run, name: 'startDuesRun', method: 'POST', path: '/dues-runs', body: z.strictObject({ unitCode: Code, month: MonthText, kind: z.enum(RUN_KINDS).default('REGULAR') }), answer: DuesRunView,
  summary: 'Reckons a month for a unit and all below it, or finds the differences of one that was reckoned. Goes on in the background.',
});
export const getDuesRun = defineRoute({ ...run, name: 'getDuesRun', method: 'GET', path: '/dues-runs/:id', params: IdParam, answer: DuesRunView, summary: 'A run with its progress.' });
export const listDuesRuns = defineRoute({ ...run, name: 'listDuesRuns', method: 'GET', path: '/dues-runs', query: PageQuery.extend({ month: MonthText.optional() }), answer: pageOf(DuesRunView), summary: 'Runs, newest first.' });
export const cancelDuesRun = defineRoute({ ...run, name: 'cancelDuesRun', method: 'POST', path: '/dues-runs/:id/cancellation', status: 200, params: IdParam, answer: DuesRunView, summary: 'Stops a run; the units that are done stay done, another run goes on with the rest.' });
export const listDuesMonths = defineRoute({
  ...R, name: 'listDuesMonths', path: '/dues-months', query: PageQuery.extend({ unit: Code.optional(), ...months }), answer: pageOf(DuesBoardRow),
  summary: 'Units by months: expected, collected, sent up, owed. At most twelve months.',
});
export const sumDuesMonths = defineRoute({ ...R, name: 'sumDuesMonths', path: '/dues-sums', query: z.strictObject({ unit: Code.optional(), ...months }), answer: z.object({ items: z.array(DuesSumRow) }), summary: 'The same for the whole subtree, with the number of units that are in it.' });
export const listDuesLines = defineRoute({
  ...R, name: 'listDuesLines', path: '/units/:code/dues-lines', params: CodeParam, query: PageQuery.extend({ month: MonthText, status: z.enum(DUES_STATUSES).optional(), kind: z.enum(DUES_LINE_KINDS).optional(), owing: z.enum(['true']).optional() }), answer: pageOf(DuesLineView),
  summary: 'The lines behind the figures of a unit and month, by name.',
});
export const getMemberDues = defineRoute({ ...R, name: 'getMemberDues', path: '/members/:id/dues', params: IdParam, query: z.strictObject({ from: MonthText.optional() }), answer: MemberDuesView, summary: 'Dues of one member: bases, lines, payments, credit.' });
export const collectDues = defineRoute({ ...K, name: 'collectDues', path: '/units/:code/dues-collections', params: CodeParam, body: CollectionBody, answer: CollectionView, summary: 'Books dues that were collected and splits them between the levels.' });
export const refundCredit = defineRoute({
  ...K, name: 'refundCredit', path: '/units/:code/dues-refunds', params: CodeParam, body: RefundBody, answer: RefundView,
  summary: 'Pays the credit of somebody who left the union out; a member keeps it for the next dues.',
});
export const sendRemittance = defineRoute({
  ...K, name: 'sendRemittance', path: '/units/:code/remittances', params: CodeParam, body: z.strictObject({ amountVnd: Vnd.min(1), sentOn: DayText, reference: text(200).nullable().default(null) }), answer: RemittanceView,
  summary: 'Sends the share of the level above up; it counts as received once that level says so.',
});
export const receiveRemittance = defineRoute({ ...K, name: 'receiveRemittance', path: '/remittances/:id/receipt', status: 200, params: IdParam, body: z.strictObject({ receivedOn: DayText }), answer: RemittanceView, summary: 'The level above says that the money has come in.' });
export const refuseRemittance = defineRoute({ ...K, name: 'refuseRemittance', path: '/remittances/:id/refusal', status: 200, params: IdParam, body: z.strictObject({ reason: text(500) }), answer: RemittanceView, summary: 'The level above says that the money has not come in.' });
export const listRemittances = defineRoute({ ...R, name: 'listRemittances', path: '/remittances', query: PageQuery.extend({ unit: Code.optional(), state: z.enum(REMITTANCE_STATES).optional() }), answer: pageOf(RemittanceView), summary: 'Money sent up, newest first.' });
export const listArrears = defineRoute({ ...R, name: 'listArrears', path: '/dues-arrears', query: PageQuery.extend({ unit: Code.optional() }), answer: pageOf(ArrearsView), summary: 'Months past their day in which something is owed, the oldest first, with the reminders that went out.' });

export const duesRoutes = [
  setDuesTerm, listDuesTerms, setDuesBases, grantRelief, endRelief, listReliefs, startDuesRun, getDuesRun, listDuesRuns, cancelDuesRun, listDuesMonths, sumDuesMonths, listDuesLines, getMemberDues,
  collectDues, refundCredit, sendRemittance, receiveRemittance, refuseRemittance, listRemittances, listArrears,
];
