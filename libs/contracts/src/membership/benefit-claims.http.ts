import { z } from 'zod';
import { defineRoute } from '../core/route';
import { Code, DayText, IdParam, pageOf, PageQuery } from '../core/shapes';
import { ClaimKind, ClaimOutcome, ClaimReceiver, ClaimTurn, HealthReason } from './health.shapes';

/**
 * A file for sickness or maternity pay that the union follows. The union files nothing: it sees whose turn it is, until when,
 * and what came late. Source: handbook SOC-06.
 */
export const BenefitClaimView = z.object({
  id: z.uuid(), memberId: z.uuid(), memberName: z.string(), unitCode: Code,
  /** Back at work, or the leave ended. */
  returnedOn: DayText, turn: ClaimTurn,
  /** Last day of the turn; null when nothing is waited for. */
  dueOn: DayText.nullable(), late: z.boolean(),
  workerFiledOn: DayText.nullable(), filedWith: ClaimReceiver.nullable(), employerFiledOn: DayText.nullable(), answeredOn: DayText.nullable(), outcome: ClaimOutcome.nullable(),
  /** Turns that were, or are, late. */
  lateTurns: z.array(ClaimTurn),
  version: z.number().int(),
});
export type BenefitClaimView = z.infer<typeof BenefitClaimView>;
export const BenefitClaimDetail = BenefitClaimView.extend({ kind: ClaimKind, workerDueOn: DayText, employerDueOn: DayText.nullable(), insurerDueOn: DayText.nullable() });
export type BenefitClaimDetail = z.infer<typeof BenefitClaimDetail>;

const K = { service: 'membership', access: 'membership.health.keep', method: 'POST' } as const;
const R = { service: 'membership', access: 'membership.health.read', method: 'GET' } as const;

export const followClaim = defineRoute({
  ...K, name: 'followClaim', path: '/benefit-claims', body: z.strictObject({ memberId: z.uuid(), kind: ClaimKind, returnedOn: DayText }), answer: BenefitClaimView,
  summary: 'Begins to follow a file: the worker has so many days from the return to work to hand it in.',
});
export const noteWorkerFiling = defineRoute({
  ...K, name: 'noteWorkerFiling', path: '/benefit-claims/:id/worker-filing', status: 200, params: IdParam, body: z.strictObject({ filedOn: DayText, filedWith: ClaimReceiver }), answer: BenefitClaimView,
  summary: 'Notes that the worker handed the file in, to the employer or to the insurer.',
});
export const noteEmployerFiling = defineRoute({
  ...K, name: 'noteEmployerFiling', path: '/benefit-claims/:id/employer-filing', status: 200, params: IdParam, body: z.strictObject({ filedOn: DayText }), answer: BenefitClaimView,
  summary: 'Notes that the employer filed with the insurer.',
});
export const noteInsurerAnswer = defineRoute({
  ...K, name: 'noteInsurerAnswer', path: '/benefit-claims/:id/insurer-answer', status: 200, params: IdParam, body: z.strictObject({ answeredOn: DayText, outcome: ClaimOutcome }), answer: BenefitClaimView,
  summary: 'Notes what the insurer answered; the file is done.',
});
export const listClaims = defineRoute({
  ...R, name: 'listClaims', path: '/benefit-claims', query: PageQuery.extend({ unit: Code.optional(), member: z.uuid().optional(), turn: ClaimTurn.optional(), late: z.enum(['true', 'false']).optional() }), answer: pageOf(BenefitClaimView),
  summary: 'Files of the subtree, those due first in front. `late`: past the last day of the turn they are in. For what they are is not told.',
});
export const readClaim = defineRoute({
  ...R, name: 'readClaim', path: '/benefit-claims/:id', params: IdParam, query: HealthReason, answer: BenefitClaimDetail, summary: 'One file with its kind and all its last days, for a reason that is kept.',
});

export const benefitClaimRoutes = [followClaim, noteWorkerFiling, noteEmployerFiling, noteInsurerAnswer, listClaims, readClaim];
