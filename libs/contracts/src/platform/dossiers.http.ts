import { z } from 'zod';
import { defineRoute, type ServiceName } from '../core/route';
import { Code, DayText, IdParam, Level, longText, pageOf, PageQuery, text } from '../core/shapes';

/** OPEN waits for a step, RETURNED for the submitter. */
export const DOSSIER_STATES = ['DRAFT', 'OPEN', 'RETURNED', 'APPROVED', 'REJECTED', 'WITHDRAWN'] as const;
export const DOSSIER_ACTIONS = ['SUBMIT', 'APPROVE', 'REJECT', 'RETURN', 'WITHDRAW', 'ADD_EVIDENCE'] as const;
/** Why an action that exists is not mine now. */
export const ACTION_OBSTACLES = ['NOT_YOUR_STEP', 'OWN_SUBMISSION', 'DECIDED_EARLIER_STEP', 'EVIDENCE_MISSING', 'CLOSED', 'DIRECTORY_STALE'] as const;

const Step = z.object({
  code: z.string(), level: Level, decision: z.boolean(), evidence: z.array(z.string()), missingEvidence: z.array(z.string()),
  state: z.enum(['DONE', 'CURRENT', 'AHEAD', 'PASSED_UP']), unitCode: Code.nullable(), unitName: z.string().nullable(), dueOn: DayText.nullable(), returnsTo: z.array(z.string()),
});

export const DossierEventView = z.object({
  n: z.number().int(), action: z.enum([...DOSSIER_ACTIONS, 'OPEN', 'REROUTE', 'RECORD']), step: z.string().nullable(), personId: z.uuid().nullable(), post: z.string().nullable(), unitCode: Code.nullable(),
  at: z.iso.datetime(), on: DayText, note: z.string().nullable(), decisionNumber: z.string().nullable(), paper: z.boolean(),
});

export const EvidenceView = z.object({ id: z.uuid(), kind: z.string(), fileId: z.uuid(), fileName: z.string(), contentType: z.string(), size: z.number().int(), addedAt: z.iso.datetime() });

export const DossierView = z.object({
  id: z.uuid(), definition: z.string(), definitionVersion: z.number().int(), subjectType: z.string(), subjectId: z.uuid(), title: z.string(), unitCode: Code, unitName: z.string(), state: z.enum(DOSSIER_STATES),
  step: z.string().nullable(), dueOn: DayText.nullable(), overdue: z.boolean(), submittedOn: DayText.nullable(), submittedByPersonId: z.uuid().nullable(), version: z.number().int(),
  steps: z.array(Step), timeline: z.array(DossierEventView), evidence: z.array(EvidenceView),
  /** What stands beside the fields before a rule refuses: ceilings, quotas, deadlines, with their source. */
  rules: z.array(z.object({ code: z.string(), facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])), source: z.string().nullable() })),
  actions: z.array(z.object({ action: z.enum(DOSSIER_ACTIONS), enabled: z.boolean(), obstacle: z.enum(ACTION_OBSTACLES).nullable() })),
});
export type DossierView = z.infer<typeof DossierView>;

/** A dossier as a row of a list or a queue. */
export const DossierRow = z.object({
  id: z.uuid(), definition: z.string(), subjectType: z.string(), subjectId: z.uuid(), title: z.string(), unitCode: Code, unitName: z.string(), state: z.enum(DOSSIER_STATES), step: z.string().nullable(),
  dueOn: DayText.nullable(), overdue: z.boolean(), since: z.iso.datetime(),
});
export type DossierRow = z.infer<typeof DossierRow>;

/** Why a row is in my queue. */
export const QUEUE_REASONS = ['TO_DECIDE', 'RETURNED', 'DRAFT', 'TO_CONFIRM', 'TO_ANSWER', 'TO_VERIFY', 'TO_FOLLOW'] as const;
export const QueueItem = z.object({
  reason: z.enum(QUEUE_REASONS), kind: z.string(), id: z.string(), title: z.string(), unitCode: Code, unitName: z.string(), dueOn: DayText.nullable(), overdue: z.boolean(), since: z.iso.datetime(),
  /** Where the console opens it. */
  path: z.string(),
});
export type QueueItem = z.infer<typeof QueueItem>;
export const QueueAnswer = z.object({ items: z.array(QueueItem), counts: z.object({ toDecide: z.number().int(), returned: z.number().int(), dueThisWeek: z.number().int(), overdue: z.number().int(), total: z.number().int() }) });
export type QueueAnswer = z.infer<typeof QueueAnswer>;

/** Number, day, signer and file of a decision; demanded where the step is one. */
export const StepDecision = z.strictObject({ number: text(60), decidedOn: DayText, signerPostId: z.uuid().optional(), fileId: z.uuid().optional() });

/** Votes of a council. */
const Votes = z.strictObject({ inFavour: z.number().int().min(0).max(200), total: z.number().int().min(1).max(200) });

const Step4 = z.strictObject({ outcome: z.enum(['APPROVE', 'REJECT']), note: longText(5000).optional(), decision: StepDecision.optional(), /** Votes of the council, where it voted. */ votes: Votes.optional(), version: z.number().int().min(1).optional() });
export type TakeStepBody = z.infer<typeof Step4>;

/** Item of the paper kind DOSSIER_STEP: a step of a live dossier that was taken on paper (handbook 2.0). */
export const DossierStepItem = z.strictObject({
  dossierId: z.uuid(), step: z.string().regex(/^[A-Z][A-Z0-9_]{1,39}$/), outcome: z.enum(['APPROVE', 'REJECT']), note: longText(5000).optional(), votes: Votes.optional(),
});
export type DossierStepItem = z.infer<typeof DossierStepItem>;

/** Routes of dossiers of one service. Reading and acting follow the step, so the routes ask for a signed-in person and the engine decides. */
export function dossierRoutesOf(service: ServiceName) {
  const signedIn = { service, access: 'SIGNED_IN' } as const;
  const one = { ...signedIn, params: IdParam, answer: DossierView, status: 200 } as const;
  return {
    getQueue: defineRoute({ ...signedIn, name: 'getQueue', method: 'GET', path: '/queue', summary: 'What waits for the post acted as: to decide, returned, due this week, overdue.', query: z.strictObject({ limit: z.coerce.number().int().min(1).max(100).default(50) }), answer: QueueAnswer }),
    listDossiers: defineRoute({
      ...signedIn, name: 'listDossiers', method: 'GET', path: '/dossiers', summary: 'Dossiers of the units the caller may read, newest first.',
      query: PageQuery.extend({ definition: z.string().max(60).optional(), state: z.enum(DOSSIER_STATES).optional(), unit: Code.optional(), overdue: z.enum(['true', 'false']).optional(), q: text(200).optional() }), answer: pageOf(DossierRow),
    }),
    getDossier: defineRoute({ ...one, name: 'getDossier', method: 'GET', path: '/dossiers/:id', summary: 'A dossier with its timeline, evidence, rules and the actions that are mine.' }),
    submitDossier: defineRoute({ ...one, name: 'submitDossier', method: 'POST', path: '/dossiers/:id/submission', summary: 'Sends a draft or a returned dossier on.', body: z.strictObject({ note: longText(5000).optional(), version: z.number().int().min(1).optional() }) }),
    takeDossierStep: defineRoute({ ...one, name: 'takeDossierStep', method: 'POST', path: '/dossiers/:id/decision', summary: 'Takes the current step: approve or reject.', body: Step4 }),
    returnDossier: defineRoute({ ...one, name: 'returnDossier', method: 'POST', path: '/dossiers/:id/return', summary: 'Gives a dossier back with a reason.', body: z.strictObject({ reason: longText(5000), to: z.string().max(60).optional(), version: z.number().int().min(1).optional() }) }),
    withdrawDossier: defineRoute({ ...one, name: 'withdrawDossier', method: 'POST', path: '/dossiers/:id/withdrawal', summary: 'Takes an own dossier back before it is decided.', body: z.strictObject({ reason: longText(1000) }) }),
    addDossierEvidence: defineRoute({ ...one, name: 'addDossierEvidence', method: 'POST', path: '/dossiers/:id/evidence', summary: 'Attaches a stored file as evidence of a kind.', body: z.strictObject({ kind: z.string().regex(/^[A-Z0-9_]{2,40}$/), fileId: z.uuid() }) }),
  };
}
