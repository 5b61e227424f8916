import type { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import type { StepDeadline, TakeStepBody } from '@doanket/contracts';
import { hasEnded, standsAtOrAbove, type Directory, type UnitOn } from '@doanket/directory';
import type { Files } from '@doanket/files';
import { newId, type Clock, type Day } from '@doanket/kernel';
import { currentCall, type Tx } from '@doanket/persistence';
import type { DecisionRef, Decisions } from './decisions';
import { DECISION_EVIDENCE, type DossierDefinition, type Outcome, type StepDefinition } from './definition';
import type { DefinitionStore } from './definition.store';
import { DossierChanged, DossierInOtherState, EvidenceMissing, NotTheStepUnit, OwnSubmission, StepNotCurrent } from './dossier.errors';
import { dueDay, isParty, isPassedUp, outcomeRefused, requireDayOfStep, stepIndex, takerRefused, type Actor, type StepFacts } from './dossier.rules';
import * as store from './dossier.store';
import type { Dossier, DossierHandlers, DossierState, StepTaken, Votes } from './dossier.types';
import type { ItemWarning, PaperContext } from './paper-kind';

export interface DossierParts {
  readonly directory: Directory;
  readonly decisions: Decisions;
  readonly files: Files;
  readonly audit: Audit;
  readonly clock: Clock;
}

/** A step on a paper: what `DOSSIER_STEP` items say. */
export interface PaperStep { readonly dossierId: string; readonly step: string; readonly outcome: Outcome; readonly note?: string | undefined; readonly votes?: Votes | undefined }

interface OpenStep { readonly dossier: Dossier; readonly definition: DossierDefinition; readonly step: StepDefinition; readonly since: Day }
interface Settlement { readonly taken: StepTaken; readonly personId: string; readonly recordedByPersonId: string | null }

/** The deadline that rules give a step on a day; null where none holds. */
export type StepDeadlines = (tx: Tx, asked: { readonly process: string; readonly step: string; readonly on: Day }) => Promise<StepDeadline | null>;

/** Takes steps, live and from papers, and finds who takes the next one. */
export class StepDesk {
  /** Deadlines that are kept as rules, where the service keeps them so. */
  private deadlines: StepDeadlines | null = null;

  constructor(
    private readonly parts: DossierParts, private readonly definitions: DefinitionStore, private readonly handlersOf: (definition: string) => DossierHandlers,
  ) {}

  /** Asks these rules for the last day of steps from now on. */
  useDeadlines(deadlines: StepDeadlines): void {
    this.deadlines = deadlines;
  }

  /** Who acts: the person, and the post acted as, as it is held today. */
  async actor(tx: Tx, { personId, post }: Principal): Promise<Actor> {
    return { personId, post: post === null ? null : await this.parts.directory.postHeldOn(tx, post.postId, this.parts.clock.today()) };
  }

  /** The locked dossier, in one of these states and of the version that was read. */
  async lock(tx: Tx, id: string, expected: readonly DossierState[], version?: number): Promise<Dossier> {
    const dossier = await store.getForUpdate(tx, id);
    if (version !== undefined && version !== dossier.version) throw new DossierChanged(dossier.version);
    if (!expected.includes(dossier.state)) throw new DossierInOtherState(dossier.state, expected);
    return dossier;
  }

  /** The current step with all that its rules ask. */
  async facts(tx: Tx, { dossier, definition, step }: Pick<OpenStep, 'dossier' | 'definition' | 'step'>, unit: UnitOn): Promise<StepFacts> {
    return { dossier, step, unit, before: await store.stepBefore(tx, dossier, definition), evidence: await store.evidenceKinds(tx, dossier.id) };
  }

  /**
   * Who takes a step on a day: the nearest unit at its level or above, from the unit of the case upwards. For one that has
   * ended its successor does, else the city (handbook 2.0).
   */
  async unitFor(tx: Tx, { unitId }: Pick<Dossier, 'unitId'>, step: StepDefinition, day: Day): Promise<UnitOn> {
    const { directory } = this.parts;
    const start = await directory.liveUnit(tx, unitId, day);
    const chain = [start, ...(await directory.levelsAbove(tx, start.unitId, day))];
    const nearest = chain.find((unit) => standsAtOrAbove(unit, step.decides.level)) ?? start;
    return hasEnded(nearest) ? directory.liveUnit(tx, nearest.unitId, day) : nearest;
  }

  /** Takes the current step now. */
  async take(tx: Tx, principal: Principal, id: string, input: TakeStepBody): Promise<void> {
    const { directory, decisions, clock } = this.parts;
    await directory.requireFresh(tx);
    const open = await this.openStep(tx, await this.lock(tx, id, ['OPEN'], input.version));
    const unit = await this.placeToday(tx, open);
    const actor = await this.actor(tx, principal);
    const facts = await this.facts(tx, open, unit);
    const given = input.decision;
    throwIf(takerRefused(facts, actor) ?? outcomeRefused(facts, input.outcome, { decision: given ?? null, votes: input.votes ?? null }));
    if (given !== undefined) requireDayOfStep(given.decidedOn, open.since, clock.today());
    const decision = given === undefined ? null : await decisions.decide(tx, {
      kind: `${open.dossier.definition}.${open.step.code}`, issuerUnitId: unit.unitId, number: given.number, decidedOn: given.decidedOn,
      signerPostId: given.signerPostId, fileId: given.fileId, filePointer: '/body/decision/fileId', signers: open.step.decides.posts,
    });
    if (decision !== null && isParty(open.dossier, decision.signerPersonId)) throw new OwnSubmission();
    if (actor.post === null || actor.personId === null) throw new OwnSubmission();
    const taken = this.takenOf(open, unit, { outcome: input.outcome, on: decision?.decidedOn ?? clock.today(), decision, votes: input.votes ?? null, note: input.note ?? null, post: actor.post, paper: false });
    await this.settle(tx, open, { taken, personId: actor.personId, recordedByPersonId: null });
  }

  /** What a paper says of a step, by the rules of its day: throws, or answers what it can no longer meet. */
  async checkPaper(tx: Tx, item: PaperStep, paper: PaperContext): Promise<Omit<ItemWarning, 'item'>[]> {
    return (await this.readPaper(tx, item, paper)).warnings;
  }

  /** Takes the step that a paper took; the paper is being confirmed. */
  async takePaper(tx: Tx, item: PaperStep, paper: PaperContext): Promise<void> {
    const { open, unit } = await this.readPaper(tx, item, paper);
    const personId = currentCall()?.actor.personId ?? null;
    if (personId !== null && isParty(open.dossier, personId)) throw new OwnSubmission();
    const decision: DecisionRef = {
      id: paper.decisionId, number: paper.number, year: paper.year, decidedOn: paper.on, issuerUnitId: unit.unitId, signerPostId: paper.signer.postId,
      signerPersonId: paper.signer.personId, fileId: paper.fileId, paper: true,
    };
    const taken = this.takenOf(open, unit, { outcome: item.outcome, on: paper.on, decision, votes: item.votes ?? null, note: item.note ?? null, post: paper.signer, paper: true });
    await this.settle(tx, open, { taken, personId: paper.signer.personId, recordedByPersonId: personId });
  }

  /** Makes a step the current one; its unit is found in the tree of today, its deadline counts from `since`. */
  async openAt(tx: Tx, dossier: Dossier, step: StepDefinition, since: Day): Promise<void> {
    const { clock } = this.parts;
    const unit = await this.unitFor(tx, dossier, step, clock.today());
    const told = await this.handlersOf(dossier.definition).dueOn?.(tx, dossier, { code: step.code, level: step.decides.level, since });
    const dueOn = told === undefined ? dueDay(await this.deadlineOf(tx, dossier, step, since), since) : told;
    await store.openStep(tx, dossier.id, step, { unitId: unit.unitId, since, dueOn, at: clock.now() });
  }

  /** The rule of the day the step became current; where none holds, the definition says. */
  private async deadlineOf(tx: Tx, dossier: Dossier, step: StepDefinition, since: Day): Promise<Pick<StepDefinition, 'dueDays' | 'dueOn'>> {
    const rule = await this.deadlines?.(tx, { process: dossier.definition, step: step.code, on: since });
    if (rule === undefined || rule === null) return step;
    return { ...(rule.dueDays === null ? {} : { dueDays: rule.dueDays }), ...(rule.dueOn === null ? {} : { dueOn: rule.dueOn }) };
  }

  /** Finds the unit of the current step anew: it ended, moved, or another one stands between. Answers it. */
  async placeToday(tx: Tx, { dossier, step }: Pick<OpenStep, 'dossier' | 'step'>): Promise<UnitOn> {
    const { clock, audit } = this.parts;
    const unit = await this.unitFor(tx, dossier, step, clock.today());
    if (unit.unitId === dossier.stepUnitId) return unit;
    await store.placeStep(tx, dossier.id, unit.unitId);
    await store.addEvent(tx, dossier, { action: 'REROUTE', step: step.code, personId: null, post: null, actingUnitId: unit.unitId, at: clock.now(), on: clock.today(), target: unit.code });
    await audit.record(tx, { action: 'dossier.reroute', objectType: 'dossier', objectId: dossier.id, unitId: dossier.unitId, before: { stepUnitId: dossier.stepUnitId }, after: { stepUnitId: unit.unitId } });
    return unit;
  }

  /** The current step of an open dossier. */
  async openStep(tx: Tx, dossier: Dossier): Promise<OpenStep> {
    const definition = await this.definitions.version(tx, dossier.definition, dossier.definitionVersion);
    const step = definition.steps[stepIndex(definition, dossier.step ?? '')];
    if (step === undefined || dossier.stepSince === null) throw new RangeError(`Dossier ${dossier.id} is at no step`);
    return { dossier, definition, step, since: dossier.stepSince };
  }

  private async readPaper(tx: Tx, item: PaperStep, paper: PaperContext): Promise<{ open: OpenStep; unit: UnitOn; warnings: Omit<ItemWarning, 'item'>[] }> {
    const { clock } = this.parts;
    const open = await this.openStep(tx, await this.lock(tx, item.dossierId, ['OPEN']));
    if (open.step.code !== item.step) throw new StepNotCurrent(open.step.code);
    const unit = await this.unitFor(tx, open.dossier, open.step, paper.on);
    if (unit.unitId !== paper.issuer.unitId) throw new NotTheStepUnit(unit.code);
    requireDayOfStep(paper.on, open.since, clock.today());
    const facts = await this.facts(tx, open, unit);
    const refused = takerRefused(facts, { personId: paper.signer.personId, post: paper.signer })
      ?? outcomeRefused(facts, item.outcome, { decision: { number: paper.number, decidedOn: paper.on, fileId: paper.fileId }, votes: item.votes ?? null });
    if (refused !== null && !(refused instanceof EvidenceMissing)) throw refused;
    return { open, unit, warnings: refused === null ? [] : [{ code: 'EVIDENCE_MISSING', detail: refused.message }] };
  }

  private takenOf({ definition, step }: OpenStep, unit: UnitOn, over: Pick<StepTaken, 'outcome' | 'on' | 'decision' | 'votes' | 'note' | 'post' | 'paper'>): StepTaken {
    return { step, unit, passedUp: isPassedUp(step, unit), isLast: stepIndex(definition, step.code) === definition.steps.length - 1, ...over };
  }

  /** Writes the step down, lets the feature act, and goes on. */
  private async settle(tx: Tx, { dossier, definition, step }: OpenStep, { taken, personId, recordedByPersonId }: Settlement): Promise<void> {
    const { files, audit, clock } = this.parts;
    const handlers = this.handlersOf(dossier.definition);
    const at = clock.now();
    if (taken.decision?.fileId != null) {
      await files.attach(tx, taken.decision.fileId, { type: 'dossier', id: dossier.id, unitId: dossier.unitId, personId: dossier.openedByPersonId });
      await store.insertEvidence(tx, dossier, { id: newId(), kind: DECISION_EVIDENCE, fileId: taken.decision.fileId, personId, at });
    }
    await store.addEvent(tx, dossier, {
      action: taken.outcome, step: step.code, personId, post: taken.post, actingUnitId: taken.unit.unitId, at, on: taken.on, note: taken.note,
      decisionId: taken.decision?.id ?? null, votes: taken.votes, paper: taken.paper, recordedByPersonId,
    });
    const next = definition.steps[stepIndex(definition, step.code) + 1];
    if (taken.outcome === 'REJECT') {
      await handlers.onRejected?.(tx, dossier, taken);
      await store.leaveSteps(tx, dossier.id, 'REJECTED', { closedOn: taken.on, at });
    } else {
      await handlers.onStep?.(tx, dossier, taken);
      if (next === undefined) {
        await handlers.onApproved?.(tx, dossier, taken);
        await store.leaveSteps(tx, dossier.id, 'APPROVED', { closedOn: taken.on, at });
      } else await this.openAt(tx, dossier, next, taken.on);
    }
    await audit.record(tx, {
      action: taken.outcome === 'REJECT' ? 'dossier.reject' : 'dossier.approve', objectType: 'dossier', objectId: dossier.id, unitId: dossier.unitId,
      before: { state: dossier.state, step: step.code },
      after: { step: taken.outcome === 'REJECT' ? null : (next?.code ?? null), decisionId: taken.decision?.id ?? null, paper: taken.paper },
      ...(taken.note === null ? {} : { why: taken.note }),
    });
  }
}

function throwIf(error: Error | null): void {
  if (error !== null) throw error;
}

