import { WRITERS, type DossierView, type Level, type Post } from '@doanket/contracts';
import { givesRightsOf, type PostHeld, standsAtOrAbove } from '@doanket/directory';
import { dayInYear, lastDayOfPeriod, yearOf, type Day, type DomainError } from '@doanket/kernel';
import { DECISION_EVIDENCE, isDecided, OUTCOMES, returnTargets, type DossierDefinition, type Outcome, type StepDefinition } from './definition';
import {
  DecidedEarlierStep, DecidedOutsideStep, EvidenceMissing, NotYourStep, OutcomeNotOffered, OwnSubmission, ReturnNotOffered, StepIncomplete,
} from './dossier.errors';
import type { Dossier, Votes } from './dossier.types';

/** Who wants to act: the person, and the post acted as, as it is held on the day. */
export interface Actor { readonly personId: string | null; readonly post: PostHeld | null }

/** Who approved the step before, in which unit and for which level. */
export interface StepBefore { readonly step: string; readonly level: Level; readonly personId: string; readonly unitId: string }

/** All a rule needs to know of a step. */
export interface StepFacts {
  readonly dossier: Pick<Dossier, 'openedByPersonId' | 'submittedByPersonId' | 'subjectPersonId'>;
  readonly step: StepDefinition;
  readonly unit: { readonly unitId: string; readonly level: Level };
  readonly before: StepBefore | null;
  /** Kinds of evidence attached. */
  readonly evidence: readonly string[];
}

/** Last day of a step that became current on `since`; null without a deadline. Source: handbook 2.0: n days start on the day after. */
export function dueDay(step: Pick<StepDefinition, 'dueDays' | 'dueOn'>, since: Day): Day | null {
  if (step.dueDays !== undefined) return lastDayOfPeriod(since, step.dueDays);
  if (step.dueOn === undefined) return null;
  const thisYear = dayInYear(yearOf(since), step.dueOn);
  return thisYear >= since ? thisYear : dayInYear(yearOf(since) + 1, step.dueOn);
}

/** Overdue from the day after the last day, while it waits. */
export function isOverdue(dossier: { readonly state: string; readonly dueOn: Day | null }, today: Day): boolean {
  return dossier.state === 'OPEN' && dossier.dueOn !== null && dossier.dueOn < today;
}

/** Kinds of evidence a step still misses; the decision's own file counts as `DECISION`. */
export function missingEvidence(step: StepDefinition, attached: readonly string[], withDecisionFile = false): string[] {
  return (step.evidence ?? []).filter((kind) => !attached.includes(kind) && !(withDecisionFile && kind === DECISION_EVIDENCE));
}

/** True when a level above takes the step because there is none of its own. */
export function isPassedUp(step: StepDefinition, unit: { readonly level: Level }): boolean {
  return unit.level !== step.decides.level && standsAtOrAbove(unit, step.decides.level);
}

/** The first reason why this person may not take the step at all, or null. */
export function takerRefused(facts: StepFacts, actor: Actor): DomainError | null {
  const { dossier, step, unit, before } = facts;
  if (actor.personId === null || actor.post === null || actor.post.unitId !== unit.unitId || !givesRightsOf(actor.post, step.decides.posts)) return new NotYourStep(step.code);
  if (isParty(dossier, actor.personId)) return new OwnSubmission();
  if (before !== null && before.personId === actor.personId && before.unitId === unit.unitId && needsTwoPersons(before, step, unit)) return new DecidedEarlierStep(before.step);
  return null;
}

/** The person submitted it, opened it, or it is about them. */
export function isParty(dossier: StepFacts['dossier'], personId: string): boolean {
  return [dossier.openedByPersonId, dossier.submittedByPersonId, dossier.subjectPersonId].includes(personId);
}

/** Two steps of different levels in one unit (it stands in for one of them), or two steps of the city. Source: handbook 2.0. */
function needsTwoPersons(before: StepBefore, step: StepDefinition, unit: { readonly level: Level }): boolean {
  return before.level !== step.decides.level || unit.level === 'C';
}

/** What is told of the decision of a step. */
export interface DecisionGiven { readonly number?: string | undefined; readonly decidedOn?: Day | undefined; readonly fileId?: string | null | undefined }
/** What is told with an outcome. */
export interface OutcomeGiven { readonly decision: DecisionGiven | null; readonly votes: Votes | null }

/** The first reason why the outcome cannot be taken now, or null. A rejection needs the papers only where it is itself a decision (handbook INI-03). */
export function outcomeRefused(facts: StepFacts, outcome: Outcome, { decision, votes }: OutcomeGiven): DomainError | null {
  const { step, evidence } = facts;
  if (!(step.outcomes ?? OUTCOMES).includes(outcome)) return new OutcomeNotOffered(outcome, step.code);
  const needsPapers = outcome === 'APPROVE' || isDecided(step, outcome);
  const errors = missingParts(step, outcome, decision);
  if (needsPapers && step.votes === true && votes === null) errors.push({ pointer: '/body/votes', detail: 'Missing' });
  if (votes !== null && votes.inFavour > votes.total) errors.push({ pointer: '/body/votes/inFavour', detail: 'More than voted' });
  if (errors.length > 0) return new StepIncomplete(errors);
  const missing = needsPapers ? missingEvidence(step, evidence, decision?.fileId != null) : [];
  return missing.length > 0 ? new EvidenceMissing(missing) : null;
}

function missingParts(step: StepDefinition, outcome: Outcome, decision: DecisionGiven | null): { pointer: string; detail: string }[] {
  if (!isDecided(step, outcome)) return [];
  return [
    ...(decision?.number === undefined ? [{ pointer: '/body/decision/number', detail: 'Missing' }] : []),
    ...(decision?.decidedOn === undefined ? [{ pointer: '/body/decision/decidedOn', detail: 'Missing' }] : []),
    ...(decision?.fileId == null ? [{ pointer: '/body/decision/fileId', detail: 'Missing' }] : []),
  ];
}

/** A decision is dated from the day the step became current until today. */
export function requireDayOfStep(decidedOn: Day, since: Day, today: Day): void {
  if (decidedOn < since || decidedOn > today) throw new DecidedOutsideStep(since, today);
}

/** Where the current step is given back to. Throws ReturnNotOffered. */
export function returnTarget(definition: DossierDefinition, step: string, to: string | undefined): string {
  const targets = returnTargets(definition, stepIndex(definition, step));
  const target = to ?? targets[0];
  if (target === undefined || !targets.includes(target)) throw new ReturnNotOffered(targets);
  return target;
}

/** Who may send, take back and complete a case: who opened it, and those who write in its unit. */
export function isSubmitterSide(dossier: Pick<Dossier, 'openedByPersonId' | 'submittedByPersonId'>, actor: Actor, liveUnitId: string): boolean {
  if (actor.personId === null) return false;
  if (actor.personId === dossier.openedByPersonId || actor.personId === dossier.submittedByPersonId) return true;
  return actor.post !== null && actor.post.unitId === liveUnitId && writes(actor.post);
}

/** True for a post that writes; the inspection committee only reads. */
export function writes(post: PostHeld): boolean {
  return (WRITERS as readonly Post[]).includes(post.authority);
}

/** Place of a step in its process. Throws RangeError for a step it does not have. */
export function stepIndex(definition: DossierDefinition, code: string): number {
  const at = definition.steps.findIndex((step) => step.code === code);
  if (at < 0) throw new RangeError(`${definition.code} has no step ${code}`);
  return at;
}

/** The post's own name, and those it stands for: an acting head has the rights of a chair. */
export function rightsOf(post: Post): Post[] {
  return post === 'ACTING_HEAD' ? ['ACTING_HEAD', 'CHAIR'] : [post];
}

const OBSTACLES: Readonly<Record<string, DossierView['actions'][number]['obstacle']>> = {
  'dossier/not-your-step': 'NOT_YOUR_STEP',
  'dossier/own-submission': 'OWN_SUBMISSION',
  'dossier/decided-earlier-step': 'DECIDED_EARLIER_STEP',
  'dossier/evidence-missing': 'EVIDENCE_MISSING',
};

/** A refusal as the reason beside a disabled button. */
export function obstacleOf(refused: DomainError | null): DossierView['actions'][number]['obstacle'] {
  return refused === null ? null : (OBSTACLES[refused.code] ?? 'NOT_YOUR_STEP');
}

/** Everything the person sees to do in an open dossier, with what is in the way. */
export function stepActions(facts: StepFacts, definition: DossierDefinition, actor: Actor, stale: boolean): DossierView['actions'] {
  const refused = takerRefused(facts, actor);
  const missing = missingEvidence(facts.step, facts.evidence, true);
  const obstacle = obstacleOf(refused) ?? (stale ? 'DIRECTORY_STALE' : null);
  const offered = facts.step.outcomes ?? OUTCOMES;
  const action = (name: DossierView['actions'][number]['action'], why: ReturnType<typeof obstacleOf>): DossierView['actions'][number] => ({ action: name, enabled: why === null, obstacle: why });
  const needsPapers = (outcome: Outcome): boolean => missing.length > 0 && (outcome === 'APPROVE' || isDecided(facts.step, outcome));
  return [
    ...OUTCOMES.filter((outcome) => offered.includes(outcome)).map((outcome) => action(outcome, obstacle ?? (needsPapers(outcome) ? 'EVIDENCE_MISSING' : null))),
    ...(returnTargets(definition, stepIndex(definition, facts.step.code)).length > 0 ? [action('RETURN', obstacle)] : []),
  ];
}
