import { z } from 'zod';
import { defineRoute } from '../core/route';
import { Code, DayText, IdParam, longText, pageOf, PageQuery, text } from '../core/shapes';

/** Source: handbook CBA-01. EXPIRING: in force, and the first warning has come. */
export const AGREEMENT_STATES = ['NEGOTIATING', 'BALLOTED', 'SIGNED', 'FILED', 'IN_FORCE', 'EXPIRING', 'EXPIRED', 'RENEWED', 'VOID'] as const;
export const AgreementState = z.enum(AGREEMENT_STATES);
export type AgreementState = z.infer<typeof AgreementState>;
export const AGREEMENT_KINDS = ['ENTERPRISE_AGREEMENT', 'GROUP_AGREEMENT', 'SECTOR_AGREEMENT'] as const;
export const AgreementKind = z.enum(AGREEMENT_KINDS);
/** What clauses better than the law are about. Source: handbook CBA-04. */
export const CLAUSE_KINDS = ['WAGE', 'BONUS', 'JOB_SECURITY', 'TRAINING_CLAUSE', 'SHIFT_MEAL', 'THIRTEENTH_MONTH', 'TET_BONUS', 'TRAVEL', 'BREAKS_AND_CHILDBIRTH', 'SMALL_CHILDREN', 'OTHER_CLAUSE'] as const;
export const ClauseKind = z.enum(CLAUSE_KINDS);

const people = z.number().int().min(1).max(10_000_000);
export const Clause = z.strictObject({ kind: ClauseKind, text: longText(2_000) });

export const AgreementView = z.object({
  id: z.uuid(), employerId: z.uuid(), employerName: z.string(), unitCode: Code, unitName: z.string(), kind: AgreementKind, state: AgreementState, workersCovered: z.number().int(), negotiatingSince: DayText,
  ballot: z.object({ on: DayText, workers: z.number().int(), agreed: z.number().int() }).nullable(),
  signedOn: DayText.nullable(), filedOn: DayText.nullable(), /** Last day for filing. */ fileBy: DayText.nullable(), filedLate: z.boolean(),
  validFrom: DayText.nullable(), validTo: DayText.nullable(), /** The nearest warning that has come, in days before the end. */ warning: z.number().int().nullable(),
  renewsId: z.uuid().nullable(), endedOn: DayText.nullable(), clauses: z.array(z.object({ kind: ClauseKind, text: z.string() })),
  amendments: z.array(z.object({ number: z.string(), signedOn: DayText, note: z.string() })), version: z.number().int(),
});
export type AgreementView = z.infer<typeof AgreementView>;

/** Coverage of one unit: enterprises with an agreement in force of those with a grassroots union. Both parts, never a lone percent. Source: handbook CBA-03. */
export const CoverageRow = z.object({
  unitCode: Code, unitName: z.string(), withAgreement: z.number().int(), withUnion: z.number().int(), denominator: z.literal('EMPLOYERS_WITH_UNION'),
  /** At most two decimals; null where there is no enterprise with a union. */
  percent: z.string().nullable(), newlySigned: z.number().int(), renewed: z.number().int(),
});
export type CoverageRow = z.infer<typeof CoverageRow>;

const K = { service: 'membership', access: 'membership.agreement.keep', method: 'POST', params: IdParam, answer: AgreementView } as const;
const R = { service: 'membership', access: 'membership.agreement.read', method: 'GET' } as const;

export const openAgreement = defineRoute({
  service: 'membership', access: 'membership.agreement.keep', name: 'openAgreement', method: 'POST', path: '/agreements', answer: AgreementView,
  body: z.strictObject({ employerId: z.uuid(), unitCode: Code, kind: AgreementKind.default('ENTERPRISE_AGREEMENT'), workersCovered: people, negotiatingSince: DayText, renewsId: z.uuid().optional(), clauses: z.array(Clause).max(100).default([]) }),
  summary: 'Enters an agreement that is being negotiated, also one that renews another.',
});
export const ballotAgreement = defineRoute({
  ...K, name: 'ballotAgreement', path: '/agreements/:id/ballot', status: 200, body: z.strictObject({ ballotedOn: DayText, workers: people, agreed: z.number().int().min(0).max(10_000_000) }),
  summary: 'Notes the vote of the workers; refused where not more than the share the rule asks for agreed.',
});
export const signAgreement = defineRoute({ ...K, name: 'signAgreement', path: '/agreements/:id/signing', status: 200, body: z.strictObject({ signedOn: DayText, validFrom: DayText, validTo: DayText }), summary: 'Notes signing and term.' });
export const fileAgreement = defineRoute({ ...K, name: 'fileAgreement', path: '/agreements/:id/filing', status: 200, body: z.strictObject({ filedOn: DayText }), summary: 'Notes that a copy was filed with the labour body; late filing is marked. On its first day the agreement comes into force.' });
export const amendAgreement = defineRoute({
  ...K, name: 'amendAgreement', path: '/agreements/:id/amendments', body: z.strictObject({ number: text(60), signedOn: DayText, note: longText(1_000), clauses: z.array(Clause).max(100) }), summary: 'Amends an agreement in force: the clauses as they are to be; what they were stays in the audit.',
});
export const voidAgreement = defineRoute({ ...K, name: 'voidAgreement', path: '/agreements/:id/voiding', status: 200, body: z.strictObject({ on: DayText, reason: longText(1_000) }), summary: 'Notes that an agreement is void from a day on.' });
export const listAgreements = defineRoute({
  ...R, name: 'listAgreements', path: '/agreements', answer: pageOf(AgreementView), summary: 'Agreements within reach, those that end first in front.',
  query: PageQuery.extend({
    unit: Code.optional(), state: AgreementState.optional(), clause: ClauseKind.optional(), /** Words of a clause, or of the employer's name, with or without marks. */ q: text(100).optional(), employerId: z.uuid().optional(),
    /** Ends within so many days. */ endsWithin: z.coerce.number().int().min(0).max(3_660).optional(),
  }),
});
export const getAgreement = defineRoute({ ...R, name: 'getAgreement', path: '/agreements/:id', params: IdParam, answer: AgreementView, summary: 'One agreement with its clauses.' });
export const getAgreementCoverage = defineRoute({
  ...R, name: 'getAgreementCoverage', path: '/agreement-coverage',
  query: z.strictObject({ /** Codes, separated by commas: a cluster, or the units to compare. */ units: z.string().regex(/^[a-z0-9-]+(,[a-z0-9-]+)*$/).max(2_000), on: DayText.optional(), /** Signed in a period: newly and as renewals, apart. */ signedFrom: DayText.optional(), signedTo: DayText.optional() }),
  answer: z.object({ items: z.array(CoverageRow), /** Units with a rate, of all asked for: the line of a cluster; never an average. */ withRate: z.number().int(), of: z.number().int() }),
  summary: 'Coverage by agreements per unit, with its denominator named and both parts.',
});

export const agreementRoutes = [openAgreement, ballotAgreement, signAgreement, fileAgreement, amendAgreement, voidAgreement, listAgreements, getAgreementCoverage, getAgreement];
