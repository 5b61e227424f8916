import { LEVELS, POSTS, type Level, type Post } from '@doanket/contracts';
import { isDay, type Day } from '@doanket/kernel';
import { z } from 'zod';

const StepCode = z.string().regex(/^[A-Z0-9_]{2,40}$/);

const Step = z.strictObject({
  code: StepCode,
  /** Who takes it: these posts of the unit at this level on the chain above the subject's unit, on the day it is taken. */
  decides: z.strictObject({ level: z.enum(LEVELS), posts: z.array(z.enum(POSTS)).min(1) }),
  /** Kinds of evidence that must lie in the dossier before it leaves the step. */
  evidence: z.array(StepCode).default([]),
  /** The step is a decision: number, day and signer are demanded. */
  decision: z.boolean().default(false),
  /** A file with the decision is demanded too. */
  decisionFile: z.boolean().default(false),
  /** Votes of a council are demanded. */
  votes: z.boolean().default(false),
  /** Earlier steps it may be returned to; the submitter is always possible. */
  returnsTo: z.array(StepCode).default([]),
  /** Days from the day after the step became current. */
  dueDays: z.number().int().min(1).max(3660).optional(),
  /** Month and day by which it is due, `MM-DD`. */
  dueOn: z.string().regex(/^\d{2}-\d{2}$/).optional(),
});

/** How something climbs the levels, as data. The version in code is the first row; later versions are rows with their own `validFrom`. */
export const DossierDefinition = z.strictObject({
  code: StepCode,
  validFrom: z.string().refine(isDay),
  /** Evidence the submitter must attach before sending. */
  submissionEvidence: z.array(StepCode).default([]),
  steps: z.array(Step).min(1).max(12),
}).superRefine((definition, context) => {
  const codes = definition.steps.map((step) => step.code);
  for (const [index, step] of definition.steps.entries()) {
    if (codes.indexOf(step.code) !== index) context.addIssue({ code: 'custom', message: `Step ${step.code} stands twice` });
    for (const target of step.returnsTo) if (codes.indexOf(target) < 0 || codes.indexOf(target) >= index) context.addIssue({ code: 'custom', message: `${step.code} returns to ${target}, which is no earlier step` });
    if (step.dueDays !== undefined && step.dueOn !== undefined) context.addIssue({ code: 'custom', message: `${step.code} has two deadlines` });
  }
});
export type DossierDefinition = z.output<typeof DossierDefinition>;
export type DossierStep = DossierDefinition['steps'][number];

/** Declares a process. Throws ZodError for one that makes no sense: a step twice, a return forwards. */
export function defineDossier(definition: z.input<typeof DossierDefinition>): DossierDefinition {
  return DossierDefinition.parse(definition);
}

/** The first step, or the one after `code`; null after the last. */
export function stepAfter(definition: DossierDefinition, code: string | null): DossierStep | null {
  const index = code === null ? -1 : definition.steps.findIndex((step) => step.code === code);
  return definition.steps[index + 1] ?? null;
}

/** Throws RangeError for a step the definition does not have. */
export function stepOf(definition: DossierDefinition, code: string): DossierStep {
  const step = definition.steps.find((candidate) => candidate.code === code);
  if (step === undefined) throw new RangeError(`No step ${code} in ${definition.code}`);
  return step;
}

/** Evidence that is still missing for leaving a step (or for sending, with null). */
export function missingEvidence(definition: DossierDefinition, stepCode: string | null, present: readonly string[]): string[] {
  const needed = stepCode === null ? definition.submissionEvidence : stepOf(definition, stepCode).evidence;
  return needed.filter((kind) => !present.includes(kind));
}

/** Last day of a step that became current on `from`; null without a deadline. A month-day deadline is the next one from that day on. */
export function dueDay(step: DossierStep, from: Day, addDays: (day: Day, days: number) => Day): Day | null {
  if (step.dueDays !== undefined) return addDays(from, step.dueDays);
  if (step.dueOn === undefined) return null;
  const year = Number(from.slice(0, 4));
  const thisYear = `${year}-${step.dueOn}`;
  return thisYear >= from ? thisYear : `${year + 1}-${step.dueOn}`;
}

/** Whether a post at a level takes the step of that level; who leads while the chair is vacant counts as chair. */
export function postTakesStep(step: DossierStep, post: Post): boolean {
  return step.decides.posts.includes(post) || (post === 'ACTING_HEAD' && step.decides.posts.includes('CHAIR'));
}

export interface StepUnit { readonly unitId: string; readonly level: Level }

/** What keeps a principal from taking the current step; null when nothing does. */
export function obstacleToStep(input: {
  readonly step: DossierStep; readonly stepUnitId: string; readonly mine: { readonly unitId: string; readonly post: Post } | null; readonly personId: string | null;
  readonly submittedBy: string | null; readonly takenBy: readonly string[]; readonly missing: readonly string[];
}): 'NOT_YOUR_STEP' | 'OWN_SUBMISSION' | 'DECIDED_EARLIER_STEP' | 'EVIDENCE_MISSING' | null {
  if (input.mine === null || input.mine.unitId !== input.stepUnitId || !postTakesStep(input.step, input.mine.post)) return 'NOT_YOUR_STEP';
  if (input.personId === null || input.submittedBy === input.personId) return 'OWN_SUBMISSION';
  if (input.takenBy.includes(input.personId)) return 'DECIDED_EARLIER_STEP';
  return input.missing.length > 0 ? 'EVIDENCE_MISSING' : null;
}
