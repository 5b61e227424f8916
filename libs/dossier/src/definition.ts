import { Level, POSTS, type Post } from '@doanket/contracts';
import { isDay, type Day } from '@doanket/kernel';
import { z } from 'zod';

/** Where a dossier goes that is given back to whoever sent it. */
export const SUBMITTER = 'SUBMITTER';
export const OUTCOMES = ['APPROVE', 'REJECT'] as const;
export type Outcome = (typeof OUTCOMES)[number];
/** Kind of evidence that the file of a step's decision counts as. */
export const DECISION_EVIDENCE = 'DECISION';

const StepCode = z.string().regex(/^[A-Z][A-Z0-9_]{1,39}$/);

/** One step of a process: who takes it and what it takes. */
export const StepDefinition = z.strictObject({
  code: StepCode,
  /** Level of the unit, found from the tree of the day; posts in it that may decide. A missing level passes the step up. */
  decides: z.strictObject({ level: Level, posts: z.array(z.enum(POSTS)).min(1).readonly() }).readonly(),
  /** Kinds of evidence that must be there before the step is left. */
  evidence: z.array(StepCode).max(10).readonly().optional(),
  /** Approving it is a decision: number, day, signer and file. The evidence `DECISION` implies it. */
  decision: z.boolean().optional(),
  /** Rejecting it is a decision as well, with all the papers. */
  rejectionDecided: z.boolean().optional(),
  /** A council votes: its votes are told. */
  votes: z.boolean().optional(),
  /** Where it may be given back to, the usual place first: earlier steps, or `SUBMITTER`. Left out: to the submitter, until a decision was taken. */
  returnsTo: z.union([StepCode, z.array(StepCode).min(1).readonly()]).optional(),
  /** Days from the day after the step became current. */
  dueDays: z.number().int().min(1).max(3650).optional(),
  /** Last day in the year, `MM-DD`; after it, that of the next year. */
  dueOn: z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/).optional(),
  /** What may come out; both unless told. */
  outcomes: z.array(z.enum(OUTCOMES)).min(1).readonly().optional(),
}).readonly();
export type StepDefinition = z.infer<typeof StepDefinition>;

/** A process that climbs levels, as data. The one in code is the first version; later ones are rows with their own `validFrom`. */
export const DossierDefinition = z.strictObject({
  code: StepCode,
  validFrom: z.iso.date(),
  /** Kinds of evidence that must be there before it is sent. */
  submissionEvidence: z.array(StepCode).max(10).readonly().optional(),
  steps: z.array(StepDefinition).min(1).max(20).readonly(),
}).readonly();
export type DossierDefinition = z.infer<typeof DossierDefinition>;

export interface StepInput {
  readonly code: string;
  readonly decides: { readonly level: Level; readonly posts: readonly Post[] };
  readonly evidence?: readonly string[];
  readonly decision?: boolean;
  readonly rejectionDecided?: boolean;
  readonly votes?: boolean;
  readonly returnsTo?: string | readonly string[];
  readonly dueDays?: number;
  readonly dueOn?: string;
  readonly outcomes?: readonly Outcome[];
}
export interface DossierDefinitionInput { readonly code: string; readonly validFrom: Day; readonly submissionEvidence?: readonly string[]; readonly steps: readonly StepInput[] }

/** Declares the first version of a process. Throws RangeError or ZodError for one that cannot work. */
export function defineDossier(definition: DossierDefinitionInput): DossierDefinition {
  return checkedDefinition(definition);
}

/** The same for a version that came from a row. */
export function checkedDefinition(input: unknown): DossierDefinition {
  const definition = DossierDefinition.parse(input);
  const codes = definition.steps.map((step) => step.code);
  if (new Set(codes).size !== codes.length || codes.includes(SUBMITTER)) throw new RangeError(`${definition.code}: step codes must differ, and SUBMITTER is taken`);
  for (const [at, step] of definition.steps.entries()) {
    if (step.dueDays !== undefined && step.dueOn !== undefined) throw new RangeError(`${definition.code}.${step.code}: one deadline, not two`);
    if (step.dueOn !== undefined && !isDay(`2024-${step.dueOn}`)) throw new RangeError(`${definition.code}.${step.code}: no such day`);
    for (const target of listed(step)) requireTarget(definition, at, target);
  }
  return definition;
}

/** True when approving the step is a decision. */
export function isDecision(step: StepDefinition): boolean {
  return step.decision === true || step.evidence?.includes(DECISION_EVIDENCE) === true;
}

/** True when this outcome of the step is a decision. */
export function isDecided(step: StepDefinition, outcome: Outcome): boolean {
  return outcome === 'APPROVE' ? isDecision(step) : step.rejectionDecided === true;
}

/** Where a step may be given back to, the usual place first. */
export function returnTargets(definition: DossierDefinition, at: number): string[] {
  const step = definition.steps[at];
  if (step === undefined) return [];
  const named = listed(step);
  if (named.length > 0) return named;
  return definition.steps.slice(0, at).some(isDecision) ? [] : [SUBMITTER];
}

function listed(step: StepDefinition): string[] {
  if (step.returnsTo === undefined) return [];
  return typeof step.returnsTo === 'string' ? [step.returnsTo] : [...step.returnsTo];
}

/** Back to an earlier step, and never behind a decision: that is corrected by a new one, not undone (handbook 2.0). */
function requireTarget(definition: DossierDefinition, at: number, target: string): void {
  const to = target === SUBMITTER ? 0 : definition.steps.findIndex((step) => step.code === target);
  const step = definition.steps[at];
  if (to < 0 || (target !== SUBMITTER && to >= at)) throw new RangeError(`${definition.code}.${step?.code}: ${target} is no earlier step`);
  if (definition.steps.slice(to, at).some(isDecision)) throw new RangeError(`${definition.code}.${step?.code}: ${target} lies behind a decision`);
}
