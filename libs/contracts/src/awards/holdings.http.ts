import { z } from 'zod';
import { defineRoute } from '../core/route';
import { Code, DayText, IdParam, Level, longText, pageOf, PageQuery, text, Vnd } from '../core/shapes';
import { Receiver } from './nominations.http';
import { RECEIVER_KINDS } from './title-awarded.v1';
import { TitleCode } from './rules';

/**
 * Of an award: CORRECTED still counts, its name was corrected once. Of a certificate: CORRECTED was replaced by a newer one,
 * which is VALID.
 */
export const HOLDING_STATES = ['VALID', 'CORRECTED', 'REVOKED'] as const;

export const HoldingView = z.object({
  id: z.uuid(), titleCode: TitleCode, titleName: z.string(), level: Level, issuerCode: Code, unitCode: Code, unitName: z.string(), receiverKind: z.enum(RECEIVER_KINDS), name: z.string(),
  directWorker: z.boolean().nullable(), tier: z.number().int().nullable(), year: z.number().int(), round: Code.nullable(), movement: Code.nullable(), schoolYear: z.string().nullable(), decidedOn: DayText, decisionId: z.uuid(), decisionNumber: z.string(),
  certificateNo: z.string(), amountVnd: z.number().int(), state: z.enum(HOLDING_STATES), revokedOn: DayText.nullable(), delegate: z.boolean(),
  /** Day and place of the hand-over; null until then. */
  presentedOn: DayText.nullable(), presentedIn: z.string().nullable(),
  /** The award of the level below this one stands on, where the title asks for it. */
  standsOn: z.uuid().nullable(),
});
export type HoldingView = z.infer<typeof HoldingView>;

export const listHoldings = defineRoute({
  service: 'awards', name: 'listHoldings', method: 'GET', path: '/holdings', access: 'awards.award.read', summary: 'Awards held in the units the caller may read.',
  query: PageQuery.extend({ q: text(200).optional(), unit: Code.optional(), titleCode: TitleCode.optional(), level: Level.optional(), year: z.coerce.number().int().optional(), round: Code.optional(), decisionId: z.uuid().optional() }), answer: pageOf(HoldingView),
});
export const getHolding = defineRoute({ service: 'awards', name: 'getHolding', method: 'GET', path: '/holdings/:id', access: 'awards.award.read', summary: 'One award.', params: IdParam, answer: HoldingView });

/** Awards what the council voted: one decision, one certificate number each, numbers without gaps (AWD-04). */
export const AwardDecisionBody = z.strictObject({ unitCode: Code, titleCode: TitleCode, number: text(60), decidedOn: DayText, signerPostId: z.uuid(), fileId: z.uuid(), nominationIds: z.array(z.uuid()).min(1).max(1000) });
export const AwardDecisionView = z.object({ decisionId: z.uuid(), holdings: z.number().int(), firstCertificateNo: z.string(), lastCertificateNo: z.string(), amountVnd: z.number().int(), warnings: z.array(z.object({ nominationId: z.uuid(), code: z.string(), detail: z.string() })) });
export type AwardDecisionView = z.infer<typeof AwardDecisionView>;
export type AwardDecisionBody = z.infer<typeof AwardDecisionBody>;
export const awardTitles = defineRoute({ service: 'awards', name: 'awardTitles', method: 'POST', path: '/award-decisions', access: 'awards.title.award', summary: 'Signs the decision over voted nominations and issues their certificates.', body: AwardDecisionBody, answer: AwardDecisionView });

export const correctCertificate = defineRoute({
  service: 'awards', name: 'correctCertificate', method: 'POST', path: '/holdings/:id/correction', status: 200, access: 'awards.title.revoke', summary: 'Corrects the name on a certificate; the old number shows as corrected.', params: IdParam,
  body: z.strictObject({ name: text(300), reason: longText(1000) }), answer: HoldingView,
});
export const revokeAward = defineRoute({
  service: 'awards', name: 'revokeAward', method: 'POST', path: '/holdings/:id/revocation', status: 200, access: 'awards.title.revoke', summary: 'Revokes an award by decision.', params: IdParam,
  body: z.strictObject({ ground: z.enum(['FALSE_REPORT', 'FORGED_FILE', 'WRONG_PROCEDURE', 'LATER_FINDING']), reason: longText(2000), number: text(60), decidedOn: DayText, signerPostId: z.uuid(), fileId: z.uuid().optional() }), answer: HoldingView,
});
/** Chooses delegates among the holders of a title (AWD-06); `unitCode` is the sending unit. */
export const DelegatesBody = z.strictObject({
  unitCode: Code, holdingIds: z.array(z.uuid()).min(1).max(500), chosenOn: DayText, movement: Code.optional(), number: text(60), decidedOn: DayText, signerPostId: z.uuid(), fileId: z.uuid().optional(),
});
export type DelegatesBody = z.infer<typeof DelegatesBody>;
export const chooseDelegates = defineRoute({
  service: 'awards', name: 'chooseDelegates', method: 'POST', path: '/delegations', access: 'awards.title.award', summary: 'Sends holders of a title to the conference above, within the quota of their kind.', body: DelegatesBody,
  answer: z.object({ decisionId: z.uuid(), delegates: z.number().int() }),
});
export const printCertificate = defineRoute({
  service: 'awards', name: 'printCertificate', method: 'GET', path: '/holdings/:id/certificate', access: 'awards.certificate.print', summary: 'The certificate as PDF with number and QR code.', params: IdParam, answer: z.any(), bytes: 'raw-out',
});
export const printCertificates = defineRoute({
  service: 'awards', name: 'printCertificates', method: 'GET', path: '/award-decisions/:id/certificates', access: 'awards.certificate.print', summary: 'All certificates of a decision as one PDF.', params: IdParam, answer: z.any(), bytes: 'raw-out',
});

/** Hands over what a decision awarded (AWD-02: PRESENTED): all of it, or the awards named. */
export const PresentationBody = z.strictObject({ presentedOn: DayText, place: text(300), holdingIds: z.array(z.uuid()).min(1).max(1000).optional() });
export type PresentationBody = z.infer<typeof PresentationBody>;
export const presentAwards = defineRoute({
  service: 'awards', name: 'presentAwards', method: 'POST', path: '/award-decisions/:id/presentation', status: 200, access: 'awards.title.award', params: IdParam, body: PresentationBody,
  summary: 'Records that the awards of a decision were handed over, all of them or those named.', answer: z.object({ decisionId: z.uuid(), presented: z.number().int(), waiting: z.number().int() }),
});

/** The public check of a certificate: no personal data. */
export const CertificateCheck = z.object({ state: z.enum([...HOLDING_STATES, 'UNKNOWN']), certificateNo: z.string(), titleName: z.string().nullable(), level: Level.nullable(), issuerName: z.string().nullable(), decidedOn: DayText.nullable(), changedOn: DayText.nullable() });
export type CertificateCheck = z.infer<typeof CertificateCheck>;
export const checkCertificate = defineRoute({
  service: 'awards', name: 'checkCertificate', method: 'GET', path: '/certificates/:token', access: 'PUBLIC', summary: 'Public check of a certificate by the token of its QR code: valid, corrected, revoked or unknown.',
  params: z.strictObject({ token: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/) }), answer: CertificateCheck,
});

/** Paper kind TITLE_AWARDED: one receiver of one title, awarded on the decision's day. */
export const TitleAwardedItem = z.strictObject({
  unitCode: Code, titleCode: TitleCode, year: z.number().int().min(1990).max(2200), round: Code.optional(), movement: Code.optional(), schoolYear: z.string().regex(/^\d{4}-\d{4}$/).optional(),
  receiver: Receiver, tier: z.number().int().min(1).max(9).optional(), certificateNo: text(60).optional(), amountVnd: Vnd.optional(),
});
export type TitleAwardedItem = z.infer<typeof TitleAwardedItem>;

/** Paper kind DELEGATE_CHOSEN: a holder, named by unit, title and name, goes on to the conference above. */
export const DelegateChosenItem = z.strictObject({ unitCode: Code, titleCode: TitleCode, name: text(300), chosenOn: DayText, movement: Code.optional() });
export type DelegateChosenItem = z.infer<typeof DelegateChosenItem>;

/** Decision QUOTA_SET: a quota of a year. */
export const QuotaSetItem = z.strictObject({
  titleCode: TitleCode, level: Level,
  /** Unit whose quota it is; the issuer unless told. */
  unitCode: Code.optional(),
  /** The quota is of delegates of this kind. */
  delegates: z.enum(RECEIVER_KINDS).optional(), year: z.number().int().min(1990).max(2200), round: Code.optional(), places: z.number().int().min(0).max(100_000),
});
export type QuotaSetItem = z.infer<typeof QuotaSetItem>;
