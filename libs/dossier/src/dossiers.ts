import type { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import { HEADS, type TakeStepBody } from '@doanket/contracts';
import type { Directory } from '@doanket/directory';
import type { Files } from '@doanket/files';
import { addDays, newId, searchKey, type Clock, type FieldError } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import type { DecisionRef, Decisions } from './decisions';
import { DossierDefinition, dueDay, missingEvidence, obstacleToStep, stepAfter, stepOf, type DossierStep } from './definition';
import {
  DossierChanged, DossierInOtherState, DossierNotFound, EvidenceMissing, NotTheSubmitter, OwnSubmissionDecided, ReturnTargetUnknown, SecondPersonNeeded, StepIncomplete, StepNotYours,
} from './dossier.errors';
import type { Dossier, DossierHandlers, DossierState, StepTaken } from './dossier.types';

export interface DossiersParts {
  readonly directory: Directory; readonly decisions: Decisions; readonly audit: Audit; readonly files: Files; readonly handlers: DossierHandlers; readonly clock: Clock;
}

interface Row {
  readonly id: string; readonly definition_code: string; readonly definition_version: number; readonly subject_type: string; readonly subject_id: string; readonly title: string; readonly unit_id: string;
  readonly state: DossierState; readonly step: string | null; readonly step_unit_id: string | null; readonly due_on: string | null; readonly opened_by: string | null; readonly submitted_by: string | null;
  readonly submitted_on: string | null; readonly version: number;
}

interface EventInput { readonly action: string; readonly step?: string | null; readonly outcome?: string; readonly note?: string | null; readonly decision?: DecisionRef | null; readonly votes?: StepTaken['votes'] }

const COLUMNS = `id, definition_code, definition_version, subject_type, subject_id, title, unit_id, state, step, step_unit_id, due_on::text as due_on, opened_by, submitted_by,
  submitted_on::text as submitted_on, version`;

/**
 * The one engine for everything that climbs levels. The chain is computed from the dated tree: the unit of a step is found on
 * the day the step becomes current, and again when it is taken; where a level is missing the next one above stands in.
 * Nobody decides what they submitted, and nobody takes two steps of one dossier.
 */
export class Dossiers {
  constructor(private readonly parts: DossiersParts) {}

  /** Writes the first version of each process that has none yet; at start-up. */
  async seedDefinitions(tx: Tx): Promise<void> {
    for (const { definition } of this.parts.handlers.all()) {
      await tx.query(`insert into dossier_definition (code, version, valid_from, body) values ($1, 1, $2, $3::jsonb) on conflict do nothing`, [definition.code, definition.validFrom, JSON.stringify(definition)]);
    }
  }

  /** Opens a draft for a subject of a unit, under the version of the process in force today. Answers its id. */
  async open(tx: Tx, input: { definition: string; subjectType: string; subjectId: string; unitId: string; title: string; principal: Principal }): Promise<string> {
    const [definition] = (await tx.query(`select version from dossier_definition where code = $1 and valid_from <= $2 order by valid_from desc, version desc limit 1`, [input.definition, this.parts.clock.today()])) as { version: number }[];
    if (definition === undefined) throw new Error(`No version of ${input.definition} is in force`);
    const id = newId();
    await tx.query(
      `insert into dossier (id, definition_code, definition_version, subject_type, subject_id, title, title_key, unit_id, state, opened_by, moved_at) values ($1, $2, $3, $4, $5, $6, $7, $8, 'DRAFT', $9, $10)`,
      [id, input.definition, definition.version, input.subjectType, input.subjectId, input.title, searchKey(input.title), input.unitId, input.principal.personId, this.parts.clock.now()],
    );
    await this.event(tx, { id, unitId: input.unitId }, input.principal, { action: 'OPEN' });
    return id;
  }

  /** Keeps the title of a draft in step with its subject. */
  async rename(tx: Tx, id: string, title: string): Promise<void> {
    await tx.query(`update dossier set title = $2, title_key = $3 where id = $1`, [id, title, searchKey(title)]);
  }

  /** Sends a draft, or a returned dossier to where it came back from. Throws NotTheSubmitter, EvidenceMissing, and what the feature refuses. */
  async submit(tx: Tx, principal: Principal, id: string, body: { note?: string | undefined; version?: number | undefined }): Promise<void> {
    const dossier = await this.getForUpdate(tx, id, body.version);
    if (dossier.state !== 'DRAFT' && dossier.state !== 'RETURNED') throw new DossierInOtherState(dossier.state, dossier.step);
    await this.requireOwnUnit(tx, principal, dossier);
    const definition = await this.definitionOf(tx, dossier);
    const missing = missingEvidence(definition, null, await this.evidenceKinds(tx, id));
    if (missing.length > 0) throw new EvidenceMissing(missing);
    await this.parts.handlers.get(dossier.definitionCode).onSubmit?.(tx, dossier, principal);
    const today = this.parts.clock.today();
    await tx.query(`update dossier set submitted_by = $2, submitted_on = $3 where id = $1`, [id, principal.personId, today]);
    await this.event(tx, dossier, principal, { action: 'SUBMIT', note: body.note ?? null });
    await this.enter(tx, dossier, definition, stepAfter(definition, null));
    await this.audit(tx, dossier, 'dossier.submit', { state: dossier.state }, { state: 'OPEN' });
  }

  /** Takes the current step. Throws StepNotYours, OwnSubmissionDecided, SecondPersonNeeded, EvidenceMissing, StepIncomplete, DossierChanged. */
  async take(tx: Tx, principal: Principal, id: string, body: TakeStepBody): Promise<void> {
    await this.parts.directory.requireFresh(tx);
    const dossier = await this.getForUpdate(tx, id, body.version);
    const definition = await this.definitionOf(tx, dossier);
    if (dossier.state !== 'OPEN' || dossier.step === null) throw new DossierInOtherState(dossier.state, dossier.step);
    const step = stepOf(definition, dossier.step);
    const today = this.parts.clock.today();
    const unit = await this.parts.directory.unitForStep(tx, dossier.unitId, step.decides.level, today);
    const missing = body.outcome === 'APPROVE' ? missingEvidence(definition, step.code, await this.evidenceKinds(tx, id)) : [];
    await this.requireMayTake(tx, principal, dossier, step, unit.unitId, missing);
    const decision = await this.decisionOf(tx, dossier, step, unit.unitId, principal, body);
    const taken: StepTaken = { step, outcome: body.outcome, on: body.decision?.decidedOn ?? today, unitId: unit.unitId, decision, votes: body.votes ?? null, note: body.note ?? null, principal };
    await this.event(tx, dossier, principal, { action: body.outcome, step: step.code, outcome: body.outcome, note: taken.note, decision, votes: taken.votes });
    const handler = this.parts.handlers.get(dossier.definitionCode);
    if (body.outcome === 'REJECT') {
      await this.close(tx, dossier, 'REJECTED');
      await handler.onRejected?.(tx, dossier, taken);
    } else {
      await handler.onStep?.(tx, dossier, taken);
      const next = stepAfter(definition, step.code);
      if (next === null) {
        await this.close(tx, dossier, 'APPROVED');
        await handler.onApproved?.(tx, dossier, taken);
      } else {
        await this.enter(tx, dossier, definition, next);
      }
    }
    await this.audit(tx, dossier, `dossier.${body.outcome.toLowerCase()}`, { step: step.code }, { decision: decision?.number ?? null, directoryVersion: await this.parts.directory.version(tx) });
  }

  /** Gives a dossier back: to an earlier step the process names, else to its submitter. A reason is always kept. */
  async giveBack(tx: Tx, principal: Principal, id: string, body: { reason: string; to?: string | undefined; version?: number | undefined }): Promise<void> {
    await this.parts.directory.requireFresh(tx);
    const dossier = await this.getForUpdate(tx, id, body.version);
    const definition = await this.definitionOf(tx, dossier);
    if (dossier.state !== 'OPEN' || dossier.step === null) throw new DossierInOtherState(dossier.state, dossier.step);
    const step = stepOf(definition, dossier.step);
    const unit = await this.parts.directory.unitForStep(tx, dossier.unitId, step.decides.level, this.parts.clock.today());
    await this.requireMayTake(tx, principal, dossier, step, unit.unitId, []);
    if (body.to !== undefined && !step.returnsTo.includes(body.to)) throw new ReturnTargetUnknown(step.returnsTo);
    await this.event(tx, dossier, principal, { action: 'RETURN', step: step.code, note: body.reason });
    if (body.to === undefined) await this.close(tx, dossier, 'RETURNED');
    else await this.enter(tx, dossier, definition, stepOf(definition, body.to));
    await this.parts.handlers.get(dossier.definitionCode).onReturned?.(tx, dossier, body.reason);
    await this.audit(tx, dossier, 'dossier.return', { step: step.code }, { to: body.to ?? 'SUBMITTER' }, body.reason);
  }

  /** Takes an own dossier back before it is decided. */
  async withdraw(tx: Tx, principal: Principal, id: string, reason: string): Promise<void> {
    const dossier = await this.getForUpdate(tx, id, undefined);
    if (!['DRAFT', 'OPEN', 'RETURNED'].includes(dossier.state)) throw new DossierInOtherState(dossier.state, dossier.step);
    await this.requireOwnUnit(tx, principal, dossier);
    await this.event(tx, dossier, principal, { action: 'WITHDRAW', step: dossier.step, note: reason });
    await this.close(tx, dossier, 'WITHDRAWN');
    await this.parts.handlers.get(dossier.definitionCode).onWithdrawn?.(tx, dossier);
    await this.audit(tx, dossier, 'dossier.withdraw', { state: dossier.state }, { state: 'WITHDRAWN' }, reason);
  }

  /** Attaches a stored file as evidence: officers of the subject's unit, or who takes the current step. */
  async addEvidence(tx: Tx, principal: Principal, id: string, body: { kind: string; fileId: string }): Promise<void> {
    const dossier = await this.getForUpdate(tx, id, undefined);
    if (['APPROVED', 'REJECTED', 'WITHDRAWN'].includes(dossier.state)) throw new DossierInOtherState(dossier.state, dossier.step);
    if (principal.post?.unitId !== dossier.stepUnitId) await this.requireOwnUnit(tx, principal, dossier);
    await this.parts.files.attach(tx, body.fileId, { type: 'dossier', id, unitId: dossier.unitId });
    await tx.query(
      `insert into dossier_evidence (id, dossier_id, unit_id, kind, file_id, added_by, added_at) values ($1, $2, $3, $4, $5, $6, $7) on conflict on constraint dossier_evidence_file_unique do nothing`,
      [newId(), id, dossier.unitId, body.kind, body.fileId, principal.personId, this.parts.clock.now()],
    );
    await this.event(tx, dossier, principal, { action: 'ADD_EVIDENCE', step: dossier.step, note: body.kind });
    await tx.query(`update dossier set version = version + 1 where id = $1`, [id]);
  }

  /** Open steps of units that have ended go to their successor, else to the city; called by a timer. Answers how many moved. */
  async reroute(tx: Tx): Promise<number> {
    const rows = (await tx.query(
      `select ${COLUMNS} from dossier d where state = 'OPEN' and exists (
         select from directory_unit_version v where v.unit_id = d.step_unit_id and upper_inf(v.recorded) and v.valid @> $1::date and v.state in ('ENDED', 'MERGED', 'TRANSFERRED_OUT'))
       order by id limit 500 for update skip locked`, [this.parts.clock.today()],
    )) as Row[];
    for (const row of rows) {
      const dossier = dossierOf(row);
      const definition = await this.definitionOf(tx, dossier);
      if (dossier.step === null) continue;
      await this.event(tx, dossier, null, { action: 'REROUTE', step: dossier.step });
      await this.enter(tx, dossier, definition, stepOf(definition, dossier.step), dossier.dueOn);
    }
    return rows.length;
  }

  /** Throws DossierNotFound. */
  async get(tx: Tx, id: string): Promise<Dossier> {
    const [row] = (await tx.query(`select ${COLUMNS} from dossier where id = $1`, [id])) as Row[];
    if (row === undefined) throw new DossierNotFound();
    return dossierOf(row);
  }

  /** The dossier of a subject, the newest where there are several. */
  async findOf(tx: Tx, subjectType: string, subjectId: string): Promise<Dossier | null> {
    const [row] = (await tx.query(`select ${COLUMNS} from dossier where subject_type = $1 and subject_id = $2 order by id desc limit 1`, [subjectType, subjectId])) as Row[];
    return row === undefined ? null : dossierOf(row);
  }

  async definitionOf(tx: Tx, dossier: Pick<Dossier, 'definitionCode' | 'definitionVersion'>): Promise<DossierDefinition> {
    const [row] = (await tx.query(`select body from dossier_definition where code = $1 and version = $2`, [dossier.definitionCode, dossier.definitionVersion])) as { body: unknown }[];
    return DossierDefinition.parse(row?.body);
  }

  async evidenceKinds(tx: Tx, id: string): Promise<string[]> {
    const rows = (await tx.query('select distinct kind from dossier_evidence where dossier_id = $1', [id])) as { kind: string }[];
    return rows.map((row) => row.kind);
  }

  /** Who took a step since the dossier was last sent. */
  async takenBy(tx: Tx, id: string): Promise<string[]> {
    const rows = (await tx.query(
      `select distinct person_id from dossier_event e where dossier_id = $1 and action = 'APPROVE' and person_id is not null
        and n > coalesce((select max(n) from dossier_event s where s.dossier_id = $1 and s.action = 'SUBMIT'), 0)`, [id],
    )) as { person_id: string }[];
    return rows.map((row) => row.person_id);
  }

  private async requireMayTake(tx: Tx, principal: Principal, dossier: Dossier, step: DossierStep, stepUnitId: string, missing: readonly string[]): Promise<void> {
    const obstacle = obstacleToStep({ step, stepUnitId, mine: principal.post, personId: principal.personId, submittedBy: dossier.submittedBy, takenBy: await this.takenBy(tx, dossier.id), missing });
    switch (obstacle) {
      case null: return;
      case 'NOT_YOUR_STEP': throw new StepNotYours(step.code, step.decides.level, step.decides.posts);
      case 'OWN_SUBMISSION': throw new OwnSubmissionDecided();
      case 'DECIDED_EARLIER_STEP': throw new SecondPersonNeeded();
      case 'EVIDENCE_MISSING': throw new EvidenceMissing(missing);
    }
  }

  private async decisionOf(tx: Tx, dossier: Dossier, step: DossierStep, unitId: string, principal: Principal, body: TakeStepBody): Promise<DecisionRef | null> {
    const errors: FieldError[] = [];
    if (step.decision && body.outcome === 'APPROVE' && body.decision === undefined) errors.push({ pointer: '/body/decision', detail: 'number, day and signer are required' });
    if (step.decisionFile && body.outcome === 'APPROVE' && body.decision?.fileId === undefined) errors.push({ pointer: '/body/decision/fileId', detail: 'required' });
    if (step.votes && body.votes === undefined) errors.push({ pointer: '/body/votes', detail: 'required' });
    if (body.votes !== undefined && body.votes.inFavour > body.votes.total) errors.push({ pointer: '/body/votes/inFavour', detail: 'more than the votes cast' });
    if (dossier.submittedOn !== null && body.decision !== undefined && body.decision.decidedOn < dossier.submittedOn) errors.push({ pointer: '/body/decision/decidedOn', detail: 'before the dossier was sent' });
    const signer = body.decision?.signerPostId ?? (principal.post !== null && (HEADS as readonly string[]).includes(principal.post.post) ? principal.post.postId : undefined);
    if (body.decision !== undefined && signer === undefined) errors.push({ pointer: '/body/decision/signerPostId', detail: 'required: the post acted as does not sign' });
    if (errors.length > 0) throw new StepIncomplete(errors);
    if (body.decision === undefined || signer === undefined) return null;
    return this.parts.decisions.decide(tx, {
      kind: `${dossier.definitionCode}_${step.code}`, issuerUnitId: unitId, number: body.decision.number, decidedOn: body.decision.decidedOn, signerPostId: signer, fileId: body.decision.fileId,
    });
  }

  private async enter(tx: Tx, dossier: Dossier, definition: DossierDefinition, step: DossierStep | null, dueOn?: string | null): Promise<void> {
    if (step === null) throw new RangeError(`${definition.code} has no step`);
    const today = this.parts.clock.today();
    const unit = await this.parts.directory.unitForStep(tx, dossier.unitId, step.decides.level, today);
    await tx.query(
      `update dossier set state = 'OPEN', step = $2, step_unit_id = $3, step_posts = $4, due_on = $5, moved_at = $6, version = version + 1 where id = $1`,
      [dossier.id, step.code, unit.unitId, step.decides.posts, dueOn === undefined ? dueDay(step, today, addDays) : dueOn, this.parts.clock.now()],
    );
  }

  private async close(tx: Tx, dossier: Dossier, state: DossierState): Promise<void> {
    await tx.query(`update dossier set state = $2, step = null, step_unit_id = null, step_posts = '{}', due_on = null, moved_at = $3, version = version + 1 where id = $1`, [dossier.id, state, this.parts.clock.now()]);
  }

  private async requireOwnUnit(tx: Tx, principal: Principal, dossier: Dossier): Promise<void> {
    if (principal.personId !== null && principal.personId === dossier.openedBy) return;
    const live = await this.parts.directory.liveUnit(tx, dossier.unitId, this.parts.clock.today());
    if (principal.post === null || principal.post.unitId !== live.unitId || principal.post.post === 'INSPECTOR') throw new NotTheSubmitter();
  }

  private async getForUpdate(tx: Tx, id: string, version: number | undefined): Promise<Dossier> {
    const [row] = (await tx.query(`select ${COLUMNS} from dossier where id = $1 for update`, [id])) as Row[];
    if (row === undefined) throw new DossierNotFound();
    if (version !== undefined && version !== row.version) throw new DossierChanged(row.version);
    return dossierOf(row);
  }

  private async event(tx: Tx, dossier: Pick<Dossier, 'id' | 'unitId'>, principal: Principal | null, event: EventInput): Promise<void> {
    await tx.query(
      `insert into dossier_event (dossier_id, n, unit_id, action, step, outcome, person_id, post_id, post, acting_unit_id, at, on_day, note, decision_id, decision_number, votes)
       select $1, coalesce((select max(n) from dossier_event where dossier_id = $1), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15::jsonb`,
      [
        dossier.id, dossier.unitId, event.action, event.step ?? null, event.outcome ?? null, principal?.personId ?? null, principal?.post?.postId ?? null, principal?.post?.post ?? null,
        principal?.post?.unitId ?? null, this.parts.clock.now(), event.decision?.on ?? this.parts.clock.today(), event.note ?? null, event.decision?.id ?? null, event.decision?.number ?? null,
        event.votes === undefined || event.votes === null ? null : JSON.stringify(event.votes),
      ],
    );
  }

  private audit(tx: Tx, dossier: Dossier, action: string, before: Record<string, unknown>, after: Record<string, unknown>, why?: string): Promise<void> {
    return this.parts.audit.record(tx, { action, objectType: dossier.subjectType, objectId: dossier.subjectId, unitId: dossier.unitId, before, after, ...(why === undefined ? {} : { why }) });
  }
}

function dossierOf(row: Row): Dossier {
  return {
    id: row.id, definitionCode: row.definition_code, definitionVersion: row.definition_version, subjectType: row.subject_type, subjectId: row.subject_id, title: row.title, unitId: row.unit_id,
    state: row.state, step: row.step, stepUnitId: row.step_unit_id, dueOn: row.due_on, openedBy: row.opened_by, submittedBy: row.submitted_by, submittedOn: row.submitted_on, version: row.version,
  };
}
