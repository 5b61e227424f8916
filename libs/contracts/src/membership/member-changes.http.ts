import { z } from 'zod';
import { defineRoute } from '../core/route';
import { Code, DayText, IdParam, longText, pageOf, PageQuery, text } from '../core/shapes';
import { SignedDecision } from './decision.shapes';
import { MemberDetail } from './members.http';
import { MaskedText } from './person.shapes';

/**
 * TRANSFER_OUT: the day of leaving is to come. IN_TRANSIT: has left, the other union has not confirmed. CONFIRMED: goes on there.
 * Refused or cancelled, the membership goes on where it was. Source: handbook ORG-10.
 */
export const MEMBER_TRANSFER_STATES = ['TRANSFER_OUT', 'IN_TRANSIT', 'CONFIRMED', 'REFUSED', 'CANCELLED'] as const;
export const MemberTransferState = z.enum(MEMBER_TRANSFER_STATES);
export type MemberTransferState = z.infer<typeof MemberTransferState>;

/** Why a membership ends. */
export const MEMBER_END_REASONS = ['LEFT', 'RETIRED', 'DECEASED'] as const;
export const MemberEndReason = z.enum(MEMBER_END_REASONS);
export type MemberEndReason = z.infer<typeof MemberEndReason>;

export const MemberTransferView = z.object({
  id: z.uuid(), memberId: z.uuid(), personId: z.uuid(), fullName: z.string(), state: MemberTransferState, fromUnitCode: Code, fromUnitName: z.string(), toUnitCode: Code, toUnitName: z.string(),
  /** Last day in the union that is left. */
  leftOn: DayText, /** Last day on which the other union may confirm. */ confirmBy: DayText, overdue: z.boolean(), confirmedOn: DayText.nullable(), newMemberId: z.uuid().nullable(),
  memberSince: DayText.nullable(), reason: z.string().nullable(), version: z.number().int(),
});
export type MemberTransferView = z.infer<typeof MemberTransferView>;

const M = { service: 'membership', access: 'membership.member.move', status: 200 } as const;
const R = { service: 'membership', access: 'membership.member.read', method: 'GET' } as const;

export const transferMember = defineRoute({
  ...M, status: 201, name: 'transferMember', method: 'POST', path: '/members/:id/transfers', params: IdParam, answer: MemberTransferView,
  /** `version`: of the member, as it was seen; one that changed since is refused. */
  body: z.strictObject({ toUnitCode: Code, leftOn: DayText, decision: SignedDecision, version: z.number().int().optional() }),
  summary: 'Lets a member go to another grassroots union; that one confirms. Seniority is kept.',
});
export const confirmMemberTransfer = defineRoute({
  ...M, name: 'confirmMemberTransfer', method: 'POST', path: '/member-transfers/:id/confirmation', params: IdParam, body: z.strictObject({ confirmedOn: DayText }), answer: MemberTransferView,
  summary: 'Takes a member in transit in, on a day within the limit.',
});
export const refuseMemberTransfer = defineRoute({
  ...M, name: 'refuseMemberTransfer', method: 'POST', path: '/member-transfers/:id/refusal', params: IdParam, body: z.strictObject({ reason: longText(1000) }), answer: MemberTransferView,
  summary: 'Does not take a member in, with a reason; the membership goes on where it was.',
});
export const cancelMemberTransfer = defineRoute({
  ...M, name: 'cancelMemberTransfer', method: 'POST', path: '/member-transfers/:id/cancellation', params: IdParam, body: z.strictObject({ reason: longText(1000) }), answer: MemberTransferView,
  summary: 'Calls a transfer back that is not confirmed; the membership goes on where it was.',
});
export const listMemberTransfers = defineRoute({
  ...R, name: 'listMemberTransfers', path: '/member-transfers', query: PageQuery.extend({ unit: Code.optional(), direction: z.enum(['OUT', 'IN']).optional(), state: MemberTransferState.optional(), member: z.uuid().optional() }),
  answer: pageOf(MemberTransferView), summary: 'Transfers out of and into the units of the subtree, the newest first.',
});
export const endMember = defineRoute({
  ...M, name: 'endMember', method: 'POST', path: '/members/:id/end', params: IdParam, body: z.strictObject({ because: MemberEndReason, endedOn: DayText, decision: SignedDecision }), answer: MemberDetail,
  summary: 'Ends a membership: left, retired or deceased. `endedOn` is its last day.',
});

/** What was looked at. */
export const READINGS = ['IDENTIFIERS', 'SENSITIVE_FACTS', 'HEALTH'] as const;
/** One reading of what is masked otherwise. */
export const ReadingView = z.object({ at: z.iso.datetime(), what: z.enum(READINGS), byName: z.string().nullable(), post: z.string().nullable(), unitName: z.string().nullable(), reason: z.string().nullable() });
export type ReadingView = z.infer<typeof ReadingView>;
export const listReadings = defineRoute({
  ...R, name: 'listReadings', path: '/members/:id/readings', params: IdParam, query: PageQuery, answer: pageOf(ReadingView),
  summary: 'Who looked at the sensitive data of a member, when and why: for the member and for the unit. Source: handbook SOC-10.',
});

export const MEMBER_HAPPENINGS = ['APPLIED', 'ADMITTED', 'PROFILE_CHANGED', 'SENT_ON', 'RECEIVED', 'SENT_BACK', 'ENDED', 'MERGED_INTO', 'IMPORTED'] as const;
export const MemberHappening = z.object({ on: DayText, what: z.enum(MEMBER_HAPPENINGS), unitName: z.string().nullable(), detail: z.string().nullable() });
export type MemberHappening = z.infer<typeof MemberHappening>;
export const getMemberTimeline = defineRoute({
  ...R, name: 'getMemberTimeline', path: '/members/:id/timeline', params: IdParam, answer: z.object({ items: z.array(MemberHappening).max(200) }), summary: 'What happened to a membership and those before and after it, in order.',
});

/** What becomes of a linked kind when two records are merged. */
export const LINK_FATES = ['MOVE', 'KEEP', 'OWN', 'REFUSE'] as const;
export const DuplicateSide = z.object({
  personId: z.uuid(), fullName: z.string(), birthDate: DayText.nullable(), unitCode: Code, personalId: MaskedText.nullable(), socialInsuranceNo: MaskedText.nullable(), passportNo: MaskedText.nullable(),
  memberId: z.uuid().nullable(), memberStatus: z.string().nullable(), memberUnitCode: Code.nullable(), version: z.number().int(),
});
export type DuplicateSide = z.infer<typeof DuplicateSide>;
export const DuplicatePair = z.object({ a: DuplicateSide, b: DuplicateSide });
export type DuplicatePair = z.infer<typeof DuplicatePair>;
export const PairParams = z.strictObject({ id: z.uuid(), otherId: z.uuid() });

export const listDuplicates = defineRoute({
  service: 'membership', access: 'membership.person.merge', method: 'GET', name: 'listDuplicates', path: '/duplicates', query: PageQuery, answer: pageOf(DuplicatePair),
  summary: 'Persons of the subtree who may be one: the same name with or without marks and the same birth date, and no identifiers that differ.',
});
export const MergePreview = z.object({
  keep: DuplicateSide, other: DuplicateSide,
  links: z.array(z.object({ name: z.string(), fate: z.enum(LINK_FATES), count: z.number().int(), blocks: z.boolean() })).max(200),
  /** Why they cannot be merged now; empty when they can. */
  obstacles: z.array(z.string()).max(50),
  /** Transfers of either person that are under way and stand in the way. */
  openTransferIds: z.array(z.uuid()).max(10),
});
export type MergePreview = z.infer<typeof MergePreview>;
export const previewMerge = defineRoute({
  service: 'membership', access: 'membership.person.merge', method: 'GET', name: 'previewMerge', path: '/persons/:id/merges/:otherId', params: PairParams, answer: MergePreview,
  summary: 'What becomes of everything that names the other record, if the two are merged.',
});
export const mergePersons = defineRoute({
  service: 'membership', access: 'membership.person.merge', method: 'POST', status: 200, name: 'mergePersons', path: '/persons/:id/merges/:otherId', params: PairParams,
  body: z.strictObject({ reason: text(500), version: z.number().int(), otherVersion: z.number().int() }), answer: DuplicateSide,
  summary: 'Merges the other record into this one. Both must be as they were when they were looked at.',
});
export const dismissDuplicate = defineRoute({
  service: 'membership', access: 'membership.person.merge', method: 'POST', status: 200, name: 'dismissDuplicate', path: '/persons/:id/merges/:otherId/dismissal', params: PairParams, body: z.strictObject({ reason: text(500) }),
  answer: z.object({ dismissed: z.literal(true) }), summary: 'Says that two records are two persons; they are not proposed again.',
});

export const MemberCard = z.object({ cardNo: z.string(), fullName: z.string(), unitName: z.string(), memberSince: DayText.nullable(), valid: z.boolean(), issuedOn: DayText, checkUrl: z.string(), /** The QR code of `checkUrl` as SVG. */ qrSvg: z.string() });
export type MemberCard = z.infer<typeof MemberCard>;
export const getMemberCard = defineRoute({ ...R, name: 'getMemberCard', path: '/members/:id/card', params: IdParam, answer: MemberCard, summary: 'The digital card of a member, with a QR code that anybody can check.' });
export const renewMemberCard = defineRoute({
  ...M, access: 'membership.member.apply', name: 'renewMemberCard', method: 'POST', path: '/members/:id/card', params: IdParam, body: z.strictObject({}), answer: MemberCard, summary: 'Issues the card or a new one; the code of the card before is worth nothing from then on.',
});
export const CardCheck = z.object({ state: z.enum(['VALID', 'ENDED', 'UNKNOWN']), cardNo: z.string().nullable(), /** First letters only, for comparing with the card. */ initials: z.string().nullable(), unitName: z.string().nullable() });
export type CardCheck = z.infer<typeof CardCheck>;
export const checkMemberCard = defineRoute({
  service: 'membership', access: 'PUBLIC', method: 'GET', name: 'checkMemberCard', path: '/cards/:token', params: z.strictObject({ token: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/) }), answer: CardCheck,
  summary: 'Public check of a member card: valid, ended or unknown.',
});

export const memberChangeRoutes = [
  transferMember, confirmMemberTransfer, refuseMemberTransfer, cancelMemberTransfer, listMemberTransfers, endMember, listReadings, getMemberTimeline, listDuplicates, previewMerge, mergePersons, dismissDuplicate,
  getMemberCard, renewMemberCard, checkMemberCard,
];
