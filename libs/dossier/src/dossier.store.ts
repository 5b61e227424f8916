import type { DossierEventView, Level } from '@doanket/contracts';
import type { PostHeld } from '@doanket/directory';
import { searchKey, type Day } from '@doanket/kernel';
import { violated, type Tx } from '@doanket/persistence';
import type { z } from 'zod';
import type { DossierDefinition, StepDefinition } from './definition';
import { DossierNotFound, DossierOpenAlready } from './dossier.errors';
import { stepIndex, type StepBefore } from './dossier.rules';
import type { Dossier, DossierState, Votes } from './dossier.types';

export const DOSSIER_COLUMNS = `
  d.id, d.definition, d.definition_version as "definitionVersion", d.subject_type as "subjectType", d.subject_id as "subjectId",
  d.subject_person_id as "subjectPersonId", d.unit_id as "unitId", d.title, d.state, d.step, d.step_unit_id as "stepUnitId",
  d.step_since::text as "stepSince", d.due_on::text as "dueOn", d.opened_by_person_id as "openedByPersonId",
  d.submitted_by_person_id as "submittedByPersonId", d.submitted_on::text as "submittedOn", d.closed_on::text as "closedOn", d.version`;

/** Throws DossierNotFound, also outside of the caller's units. */
export async function getForUpdate(tx: Tx, id: string): Promise<Dossier> {
  const rows: Dossier[] = await tx.query(`select ${DOSSIER_COLUMNS} from dossier d where d.id = $1 for update`, [id]);
  return found(rows[0]);
}

export async function get(tx: Tx, id: string): Promise<Dossier> {
  const rows: Dossier[] = await tx.query(`select ${DOSSIER_COLUMNS} from dossier d where d.id = $1`, [id]);
  return found(rows[0]);
}

/** The newest dossier of a case. */
export async function findBySubject(tx: Tx, subjectType: string, subjectId: string): Promise<Dossier | null> {
  const rows: Dossier[] = await tx.query(
    `select ${DOSSIER_COLUMNS} from dossier d where d.subject_type = $1 and d.subject_id = $2 order by d.id desc limit 1`, [subjectType, subjectId]);
  return rows[0] ?? null;
}

/** Throws DossierOpenAlready. */
export async function insert(tx: Tx, dossier: Dossier, at: Date): Promise<void> {
  await tx.query(
    `insert into dossier (id, definition, definition_version, subject_type, subject_id, subject_person_id, unit_id, title, title_key, state, waiting_since, opened_by_person_id, version)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'DRAFT', $10, $11, 1)`,
    [dossier.id, dossier.definition, dossier.definitionVersion, dossier.subjectType, dossier.subjectId, dossier.subjectPersonId, dossier.unitId, dossier.title,
      searchKey(dossier.title), at, dossier.openedByPersonId]).catch((error: unknown) => {
    throw violated(error, 'dossier_subject_unique') ? new DossierOpenAlready() : error;
  });
}

/** Makes a step the current one. */
export async function openStep(tx: Tx, id: string, step: StepDefinition, place: { unitId: string; since: Day; dueOn: Day | null; at: Date }): Promise<void> {
  await tx.query(
    `update dossier set state = 'OPEN', step = $2, step_level = $3, step_posts = $4, step_unit_id = $5, step_since = $6, due_on = $7, waiting_since = $8, version = version + 1
     where id = $1`,
    [id, step.code, step.decides.level, step.decides.posts, place.unitId, place.since, place.dueOn, place.at]);
}

/** Leaves the steps: given back, taken back or closed. */
export async function leaveSteps(tx: Tx, id: string, state: Exclude<DossierState, 'OPEN' | 'DRAFT'>, place: { closedOn: Day | null; at: Date }): Promise<void> {
  await tx.query(
    `update dossier set state = $2, step = null, step_level = null, step_posts = null, step_unit_id = null, step_since = null, due_on = null, closed_on = $3, waiting_since = $4,
       version = version + 1 where id = $1`, [id, state, place.closedOn, place.at]);
}

export async function markSubmitted(tx: Tx, id: string, personId: string, on: Day): Promise<void> {
  await tx.query('update dossier set submitted_by_person_id = $2, submitted_on = $3 where id = $1', [id, personId, on]);
}

export async function placeStep(tx: Tx, id: string, unitId: string): Promise<void> {
  await tx.query('update dossier set step_unit_id = $2, version = version + 1 where id = $1', [id, unitId]);
}

export async function placeDossier(tx: Tx, id: string, unitId: string): Promise<void> {
  await tx.query('update dossier set unit_id = $2, version = version + 1 where id = $1', [id, unitId]);
}

export async function rename(tx: Tx, id: string, title: string): Promise<void> {
  await tx.query('update dossier set title = $2, title_key = $3 where id = $1', [id, title, searchKey(title)]);
}

export async function touch(tx: Tx, id: string): Promise<void> {
  await tx.query('update dossier set version = version + 1 where id = $1', [id]);
}

/** A line of the timeline. */
export interface DossierEvent {
  readonly action: z.infer<typeof DossierEventView>['action'];
  readonly step?: string | null;
  readonly personId: string | null;
  readonly post: PostHeld | null;
  /** Unit that acted; the unit of the post unless told. */
  readonly actingUnitId?: string | null;
  readonly at: Date;
  readonly on: Day;
  readonly note?: string | null;
  /** Where it went: a step, `SUBMITTER`, a unit. */
  readonly target?: string | null;
  readonly decisionId?: string | null;
  readonly votes?: Votes | null;
  readonly paper?: boolean;
  readonly recordedByPersonId?: string | null;
}

/** Adds a line; the dossier is locked, so lines count on without gaps. */
export async function addEvent(tx: Tx, dossier: Dossier, event: DossierEvent): Promise<void> {
  await tx.query(
    `insert into dossier_event (dossier_id, n, unit_id, opened_by_person_id, action, step, person_id, post_id, post, acting_unit_id, at, on_day, note, target, decision_id, votes, paper, recorded_by_person_id)
     select $1, coalesce(max(n), 0) + 1, $2::uuid, $3::uuid, $4, $5, $6::uuid, $7::uuid, $8, $9::uuid, $10::timestamptz, $11::date, $12, $13, $14::uuid, $15::jsonb, $16::boolean, $17::uuid
     from dossier_event where dossier_id = $1`,
    [dossier.id, dossier.unitId, dossier.openedByPersonId, event.action, event.step ?? null, event.personId, event.post?.postId ?? null, event.post?.post ?? null,
      event.actingUnitId ?? event.post?.unitId ?? null, event.at, event.on, event.note ?? null, event.target ?? null, event.decisionId ?? null,
      event.votes == null ? null : JSON.stringify(event.votes), event.paper ?? false, event.recordedByPersonId ?? null]);
}

export async function evidenceKinds(tx: Tx, id: string): Promise<string[]> {
  const rows: { kind: string }[] = await tx.query('select distinct kind from dossier_evidence where dossier_id = $1', [id]);
  return rows.map((row) => row.kind);
}

/** Attaches evidence; false when it was there already. */
export async function insertEvidence(tx: Tx, dossier: Dossier, evidence: { id: string; kind: string; fileId: string; personId: string | null; at: Date }): Promise<boolean> {
  const rows: unknown[] = await tx.query(
    `insert into dossier_evidence (id, dossier_id, unit_id, opened_by_person_id, kind, step, file_id, added_by_person_id, added_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict on constraint dossier_evidence_once do nothing returning id`,
    [evidence.id, dossier.id, dossier.unitId, dossier.openedByPersonId, evidence.kind, dossier.step, evidence.fileId, evidence.personId, evidence.at]);
  return rows.length > 0;
}

/** Who approved the step before the current one, last time. */
export async function stepBefore(tx: Tx, dossier: Dossier, definition: DossierDefinition): Promise<StepBefore | null> {
  const before = dossier.step === null ? undefined : definition.steps[stepIndex(definition, dossier.step) - 1];
  if (before === undefined) return null;
  const rows: { personId: string; unitId: string }[] = await tx.query(
    `select person_id as "personId", acting_unit_id as "unitId" from dossier_event
     where dossier_id = $1 and action = 'APPROVE' and step = $2 order by n desc limit 1`, [dossier.id, before.code]);
  const [row] = rows;
  return row === undefined ? null : { step: before.code, level: before.decides.level as Level, personId: row.personId, unitId: row.unitId };
}

/** True when a step that is a decision was approved before. */
export async function isDecided(tx: Tx, id: string): Promise<boolean> {
  const rows: unknown[] = await tx.query("select 1 from dossier_event where dossier_id = $1 and action = 'APPROVE' and decision_id is not null limit 1", [id]);
  return rows.length > 0;
}

function found(dossier: Dossier | undefined): Dossier {
  if (dossier === undefined) throw new DossierNotFound();
  return dossier;
}
