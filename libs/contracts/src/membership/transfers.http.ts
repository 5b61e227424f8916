import { z } from 'zod';
import { defineRoute } from '../core/route';
import { Code, DayText, IdParam, longText, pageOf, PageQuery, text } from '../core/shapes';
import { SignedDecision } from './decision.shapes';
import { Bloc } from './unit.shapes';

/** WITHIN: to another parent in the tree. OUT: to an organisation that is not in it. IN: from there. Source: handbook ORG-04. */
export const TRANSFER_DIRECTIONS = ['WITHIN', 'OUT', 'IN'] as const;
export const TransferDirection = z.enum(TRANSFER_DIRECTIONS);
/** Pending until the receiver confirms. Source: handbook ORG-04. */
export const TRANSFER_STATES = ['TRANSFER_PENDING', 'TRANSFER_DONE', 'TRANSFER_REFUSED', 'TRANSFER_WITHDRAWN'] as const;
export const TransferState = z.enum(TRANSFER_STATES);

/** A union that is handed over; one that comes in and was never known here is described. */
export const TransferredUnit = z.strictObject({ unitCode: Code, name: text(300).optional(), bloc: Bloc.optional() });

export const TransferBody = z.strictObject({
  direction: TransferDirection,
  units: z.array(TransferredUnit).min(1).max(1_000),
  /** The new parent; left out when they leave the tree. */
  receiverCode: Code.optional(),
  /** The organisation outside that receives or gives. */
  otherParty: text(300).optional(),
  effectiveOn: DayText,
  decision: SignedDecision,
});

/** What goes along with a union, for the hand-over list. */
export const UnitHoldings = z.object({
  unitCode: Code, unitName: z.string(),
  members: z.number().int(), applicants: z.number().int(), posts: z.number().int(), departmentsAndGroups: z.number().int(), openDossiers: z.number().int(),
  employers: z.array(z.object({ enterpriseCode: z.string(), name: z.string() })),
  /** Its own books: cash, credit of members, what members owe and what has not gone up yet. Missing in lists frozen before it was shown. */
  money: z.object({ cashVnd: z.number().int(), memberCreditVnd: z.number().int(), membersOweVnd: z.number().int(), unsentVnd: z.number().int() }).optional(),
});
export type UnitHoldings = z.infer<typeof UnitHoldings>;

export const TransferView = z.object({
  id: z.uuid(), direction: TransferDirection, state: TransferState, issuerCode: Code, receiverCode: Code.nullable(), otherParty: z.string().nullable(), effectiveOn: DayText,
  /** Since when they belong to the receiver: the effective day, or the confirmation when that came later. */
  movedOn: DayText.nullable(), decisionId: z.uuid(), units: z.number().int(), reason: z.string().nullable(), version: z.number().int(),
});
export type TransferView = z.infer<typeof TransferView>;
export const TransferDetail = TransferView.extend({
  confirmation: z.object({ confirmedOn: DayText, number: z.string().nullable() }).nullable(),
  /** As it is while pending, frozen with the confirmation. */
  handOver: z.array(UnitHoldings),
});
export type TransferDetail = z.infer<typeof TransferDetail>;

const S = { service: 'membership' } as const;
const decided = { ...S, method: 'POST', access: 'membership.unit.transfer' } as const;
const R = { ...S, method: 'GET', access: 'membership.unit.read' } as const;

export const openTransfer = defineRoute({ ...decided, name: 'openTransfer', path: '/transfers', body: TransferBody, answer: TransferDetail, summary: 'Decides to hand unions over, or to take them over; pending until the receiver confirms.' });
export const confirmTransfer = defineRoute({
  ...S, name: 'confirmTransfer', method: 'POST', path: '/transfers/:id/confirmation', status: 200, access: 'membership.transfer.confirm', params: IdParam,
  body: z.strictObject({ confirmedOn: DayText, /** Letter of the organisation outside. */ number: text(60).optional() }), answer: TransferDetail,
  summary: 'The receiver confirms; for an organisation outside a second person records its letter. The unions change over.',
});
export const refuseTransfer = defineRoute({
  ...S, name: 'refuseTransfer', method: 'POST', path: '/transfers/:id/refusal', status: 200, access: 'membership.transfer.confirm', params: IdParam, body: z.strictObject({ reason: longText(1000) }), answer: TransferDetail,
  summary: 'The receiver refuses, with a reason; nothing changes over.',
});
export const withdrawTransfer = defineRoute({
  ...decided, name: 'withdrawTransfer', path: '/transfers/:id/withdrawal', status: 200, params: IdParam, body: z.strictObject({ reason: longText(1000) }), answer: TransferDetail, summary: 'Takes a pending transfer back.',
});
export const listTransfers = defineRoute({ ...R, name: 'listTransfers', path: '/transfers', query: PageQuery.extend({ state: TransferState.optional() }), answer: pageOf(TransferView), summary: 'Transfers the caller gives or receives, the newest first.' });
export const getTransfer = defineRoute({ ...R, name: 'getTransfer', path: '/transfers/:id', params: IdParam, answer: TransferDetail, summary: 'One transfer with its hand-over list.' });

export const transferRoutes = [openTransfer, confirmTransfer, refuseTransfer, withdrawTransfer, listTransfers, getTransfer];
