import type { Principal } from '@doanket/auth';
import type { TakeStepBody } from '@doanket/contracts';
import { type Day, newId } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { NoPostActedAs } from './decision.errors';
import { SUBMITTER, type DossierDefinition } from './definition';
import { DefinitionStore } from './definition.store';
import { DossierInOtherState, EvidenceMissing, NotYourStep } from './dossier.errors';
import { isSubmitterSide, returnTarget, stepIndex, takerRefused, writes, type Actor } from './dossier.rules';
import * as store from './dossier.store';
import type { Dossier, DossierHandlers, OpenDossier, Returned } from './dossier.types';
import { StepDesk, type DossierParts, type StepDeadlines } from './step-desk';

/**
 * The engine of everything that climbs levels. Definitions are data; what holds for all is here: nobody decides what they
 * submitted, the unit of a step is found in the tree of the day, a decision has number, day, signer and file, a return a
 * reason. Every method works in the caller's transaction, for the person and post it is given.
 *
 *     constructor(dossiers: Dossiers) { dossiers.register(UNION_HOME, { onStep: (tx, dossier, taken) => … }); }
 */
export class Dossiers {
  readonly desk: StepDesk;
  readonly definitions: DefinitionStore;
  private readonly handlers = new Map<string, DossierHandlers>();

  constructor(private readonly parts: DossierParts) {
    this.definitions = new DefinitionStore(parts.clock);
    this.desk = new StepDesk(parts, this.definitions, (definition) => this.handlersOf(definition));
  }

  /** Takes dossiers of this process from now on; `definition` is its first version. */
  register(definition: DossierDefinition, handlers: DossierHandlers = {}): void {
    this.definitions.declare(definition);
    this.handlers.set(definition.code, handlers);
  }

  /** Opens a draft under the version in force today and answers its id. Throws DossierOpenAlready, DefinitionNotInForce. */
  async open(tx: Tx, principal: Principal, input: OpenDossier): Promise<string> {
    const { clock, audit } = this.parts;
    const actor = await this.desk.actor(tx, principal);
    if (actor.personId === null) throw new NoPostActedAs();
    const { version } = await this.definitions.on(tx, input.definition, clock.today());
    const dossier: Dossier = {
      id: newId(), definition: input.definition, definitionVersion: version, subjectType: input.subjectType, subjectId: input.subjectId,
      subjectPersonId: input.subjectPersonId ?? null, unitId: input.unitId, title: input.title, state: 'DRAFT', step: null, stepUnitId: null, stepSince: null,
      dueOn: null, openedByPersonId: actor.personId, submittedByPersonId: null, submittedOn: null, closedOn: null, version: 1,
    };
    await store.insert(tx, dossier, clock.now());
    await this.note(tx, dossier, actor, { action: 'OPEN' });
    await audit.record(tx, { action: 'dossier.open', objectType: 'dossier', objectId: dossier.id, unitId: dossier.unitId, after: { definition: dossier.definition, version, subjectId: dossier.subjectId } });
    return dossier.id;
  }

  /** Keeps the title of a dossier in step with its case. */
  async rename(tx: Tx, id: string, title: string): Promise<void> {
    await store.rename(tx, id, title);
  }

  /** Sends a draft, or what was given back, to its first step. */
  async submit(tx: Tx, principal: Principal, id: string, input: { note?: string | undefined; version?: number | undefined } = {}): Promise<Dossier> {
    const { clock, audit } = this.parts;
    const dossier = await this.desk.lock(tx, id, ['DRAFT', 'RETURNED'], input.version);
    const actor = await this.requireSubmitterSide(tx, principal, dossier);
    const { steps: [first], submissionEvidence = [] } = await this.definitions.version(tx, dossier.definition, dossier.definitionVersion);
    const attached = await store.evidenceKinds(tx, id);
    const missing = submissionEvidence.filter((kind) => !attached.includes(kind));
    if (missing.length > 0) throw new EvidenceMissing(missing);
    const personId = actor.personId ?? dossier.openedByPersonId;
    await store.markSubmitted(tx, id, personId, clock.today());
    const sent = { ...dossier, submittedByPersonId: personId, submittedOn: clock.today() };
    await this.handlersOf(dossier.definition).onSubmitted?.(tx, sent);
    await this.note(tx, dossier, actor, { action: 'SUBMIT', note: input.note });
    if (first !== undefined) await this.desk.openAt(tx, sent, first, clock.today());
    await audit.record(tx, { action: 'dossier.submit', objectType: 'dossier', objectId: id, unitId: dossier.unitId, before: { state: dossier.state }, after: { state: 'OPEN' } });
    return store.get(tx, id);
  }

  /** Takes the current step: approves or rejects. */
  async take(tx: Tx, principal: Principal, id: string, input: TakeStepBody): Promise<Dossier> {
    await this.desk.take(tx, principal, id, input);
    return store.get(tx, id);
  }

  /** Gives it back with a reason: to `to`, an earlier step or the submitter, else to the step's usual place. */
  async giveBack(tx: Tx, principal: Principal, id: string, input: { reason: string; to?: string | undefined; version?: number | undefined }): Promise<Dossier> {
    const { directory, clock, audit } = this.parts;
    await directory.requireFresh(tx);
    const open = await this.desk.openStep(tx, await this.desk.lock(tx, id, ['OPEN'], input.version));
    const unit = await this.desk.placeToday(tx, open);
    const actor = await this.desk.actor(tx, principal);
    const refused = takerRefused(await this.desk.facts(tx, open, unit), actor);
    if (refused !== null) throw refused;
    const returned: Returned = { reason: input.reason, to: returnTarget(open.definition, open.step.code, input.to) };
    await this.note(tx, open.dossier, actor, { action: 'RETURN', step: open.step.code, note: returned.reason, target: returned.to });
    await this.handlersOf(open.dossier.definition).onReturned?.(tx, open.dossier, returned);
    const target = returned.to === SUBMITTER ? undefined : open.definition.steps[stepIndex(open.definition, returned.to)];
    if (target === undefined) await store.leaveSteps(tx, id, 'RETURNED', { closedOn: null, at: clock.now() });
    else await this.desk.openAt(tx, open.dossier, target, clock.today());
    await audit.record(tx, { action: 'dossier.return', objectType: 'dossier', objectId: id, unitId: open.dossier.unitId, before: { step: open.step.code }, after: { to: returned.to }, why: returned.reason });
    return store.get(tx, id);
  }

  /** Takes an own dossier back before a decision was taken in it. */
  async withdraw(tx: Tx, principal: Principal, id: string, reason: string): Promise<Dossier> {
    const { clock, audit } = this.parts;
    const dossier = await this.desk.lock(tx, id, ['DRAFT', 'RETURNED', 'OPEN']);
    const actor = await this.requireSubmitterSide(tx, principal, dossier);
    if (await store.isDecided(tx, id)) throw new DossierInOtherState('DECIDED', ['DRAFT', 'RETURNED', 'OPEN']);
    await this.note(tx, dossier, actor, { action: 'WITHDRAW', step: dossier.step, note: reason });
    await this.handlersOf(dossier.definition).onWithdrawn?.(tx, dossier, reason);
    await store.leaveSteps(tx, id, 'WITHDRAWN', { closedOn: clock.today(), at: clock.now() });
    await audit.record(tx, { action: 'dossier.withdraw', objectType: 'dossier', objectId: id, unitId: dossier.unitId, before: { state: dossier.state }, after: { state: 'WITHDRAWN' }, why: reason });
    return store.get(tx, id);
  }

  /** Attaches a stored file as evidence: the submitter's side, and who writes in the unit of the current step. */
  async addEvidence(tx: Tx, principal: Principal, id: string, input: { kind: string; fileId: string }): Promise<Dossier> {
    const { files, clock, audit } = this.parts;
    const dossier = await this.desk.lock(tx, id, ['DRAFT', 'RETURNED', 'OPEN']);
    const actor = await this.desk.actor(tx, principal);
    const writesHere = actor.post !== null && actor.post.unitId === dossier.stepUnitId && writes(actor.post);
    if (!writesHere && !(await this.isSubmitterSide(tx, dossier, actor))) throw new NotYourStep(dossier.step);
    const file = await files.attach(tx, input.fileId, { type: 'dossier', id, unitId: dossier.unitId, personId: dossier.openedByPersonId });
    if (!(await store.insertEvidence(tx, dossier, { id: newId(), kind: input.kind, fileId: file.id, personId: actor.personId, at: clock.now() }))) return dossier;
    await store.touch(tx, id);
    await this.note(tx, dossier, actor, { action: 'ADD_EVIDENCE', step: dossier.step, note: input.kind });
    await audit.record(tx, { action: 'dossier.add-evidence', objectType: 'dossier', objectId: id, unitId: dossier.unitId, after: { kind: input.kind, fileSha256: file.sha256 } });
    return store.get(tx, id);
  }

  /** The case passes to another unit, e.g. the successor in a merge; its current step is found anew. */
  async passTo(tx: Tx, id: string, unitId: string): Promise<Dossier> {
    const dossier = await this.desk.lock(tx, id, ['DRAFT', 'RETURNED', 'OPEN']);
    await store.placeDossier(tx, id, unitId);
    await this.handlersOf(dossier.definition).onPassed?.(tx, dossier, unitId);
    await this.parts.audit.record(tx, { action: 'dossier.pass', objectType: 'dossier', objectId: id, unitId, before: { unitId: dossier.unitId }, after: { unitId } });
    return this.reroute(tx, id);
  }

  /** Passes a dossier of a merged unit to whoever goes on for it, where its feature takes that; answers whether it passed. */
  async passMerged(tx: Tx, id: string): Promise<boolean> {
    const dossier = await store.get(tx, id);
    if (this.handlers.get(dossier.definition)?.onPassed === undefined) return false;
    const unit = await this.parts.directory.requireUnitOn(tx, dossier.unitId, this.today());
    const heir = await this.parts.directory.liveUnit(tx, dossier.unitId, this.today());
    if (unit.state !== 'MERGED' || heir.unitId === unit.unitId) return false;
    await this.passTo(tx, id, heir.unitId);
    return true;
  }

  /** Finds the unit of the current step anew in the tree of today. */
  async reroute(tx: Tx, id: string): Promise<Dossier> {
    const dossier = await store.getForUpdate(tx, id);
    if (dossier.state !== 'OPEN') return dossier;
    await this.desk.placeToday(tx, await this.desk.openStep(tx, dossier));
    return store.get(tx, id);
  }

  /** Throws DossierNotFound. */
  get(tx: Tx, id: string): Promise<Dossier> {
    return store.get(tx, id);
  }

  /** The newest dossier of a case, or null. */
  findBySubject(tx: Tx, subjectType: string, subjectId: string): Promise<Dossier | null> {
    return store.findBySubject(tx, subjectType, subjectId);
  }

  /** Adds a later version of a process, by the decision that changed it. */
  addVersion(tx: Tx, definition: DossierDefinition, decisionNo: string): Promise<number> {
    return this.definitions.add(tx, definition, decisionNo);
  }

  /** Deadlines kept as dated rules go before those of the definitions; a step keeps the last day it was given. */
  useDeadlines(deadlines: StepDeadlines): void {
    this.desk.useDeadlines(deadlines);
  }

  handlersOf(definition: string): DossierHandlers {
    const handlers = this.handlers.get(definition);
    if (handlers === undefined) throw new Error(`No such dossier definition: ${definition}`);
    return handlers;
  }

  /** Whether the actor may send, complete and take back. */
  async isSubmitterSide(tx: Tx, dossier: Dossier, actor: Actor): Promise<boolean> {
    const live = await this.parts.directory.liveUnit(tx, dossier.unitId, this.today());
    return isSubmitterSide(dossier, actor, live.unitId);
  }

  private async requireSubmitterSide(tx: Tx, principal: Principal, dossier: Dossier): Promise<Actor> {
    const actor = await this.desk.actor(tx, principal);
    if (!(await this.isSubmitterSide(tx, dossier, actor))) throw new NotYourStep(dossier.step);
    return actor;
  }

  private async note(tx: Tx, dossier: Dossier, actor: Actor, event: { action: store.DossierEvent['action']; step?: string | null; note?: string | undefined; target?: string }): Promise<void> {
    const { clock } = this.parts;
    await store.addEvent(tx, dossier, { ...event, note: event.note ?? null, personId: actor.personId, post: actor.post, at: clock.now(), on: clock.today() });
  }

  private today(): Day {
    return this.parts.clock.today();
  }
}
