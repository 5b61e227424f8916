import type { Principal } from '@doanket/auth';
import { DOSSIER_ACTIONS, type DossierRow, type DossierView } from '@doanket/contracts';
import { type Access, DirectoryStale, type Directory, UnitNotFound } from '@doanket/directory';
import { type Clock } from '@doanket/kernel';
import { likePattern, type Tx } from '@doanket/persistence';
import { isDecision, returnTargets, type DossierDefinition } from './definition';
import { DossierNotFound } from './dossier.errors';
import { isOverdue, isPassedUp, missingEvidence, stepActions, stepIndex, writes } from './dossier.rules';
import * as store from './dossier.store';
import type { Dossier } from './dossier.types';
import type { Dossiers } from './dossiers';

export interface DossierQuery {
  readonly limit: number;
  /** Dossiers opened before this one. */
  readonly before?: string | undefined;
  readonly definition?: string | undefined;
  readonly state?: string | undefined;
  /** Code of the unit the case belongs to. */
  readonly unit?: string | undefined;
  readonly overdue?: boolean | undefined;
  /** Part of the title, with or without marks. */
  readonly q?: string | undefined;
}
export interface ViewParts { readonly dossiers: Dossiers; readonly directory: Directory; readonly access: Access; readonly clock: Clock }

type Action = DossierView['actions'][number];
type TimelineRow = Omit<DossierView['timeline'][number], 'at'> & { readonly at: Date };

/** The name a unit bears today, or bore last. */
export const NAME_OF_UNIT = (unit: string): string =>
  `coalesce((select v.name from directory_unit_version v where v.unit_id = ${unit}.id and upper_inf(v.recorded) order by upper(v.valid) desc nulls first limit 1), ${unit}.code)`;

/** Reads dossiers as the caller sees them: with the timeline, the rules, and what is the caller's to do. */
export class DossierViews {
  constructor(private readonly parts: ViewParts) {}

  /** Throws DossierNotFound, also outside of the caller's units. */
  async get(tx: Tx, principal: Principal, id: string): Promise<DossierView> {
    const dossier = await store.get(tx, id);
    await this.requireReadable(tx, principal, dossier);
    const { dossiers, directory, clock } = this.parts;
    const definition = await dossiers.definitions.version(tx, dossier.definition, dossier.definitionVersion);
    const timeline = await this.timeline(tx, id);
    const evidence = await this.evidence(tx, id);
    const attached = [...new Set(evidence.map((one) => one.kind))];
    const unit = await directory.getById(tx, dossier.unitId);
    return {
      id, definition: dossier.definition, definitionVersion: dossier.definitionVersion, subjectType: dossier.subjectType, subjectId: dossier.subjectId,
      title: dossier.title, unitCode: unit.code, unitName: await directory.nameOn(tx, unit.unitId, clock.today()), state: dossier.state, step: dossier.step,
      dueOn: dossier.dueOn, overdue: isOverdue(dossier, clock.today()), submittedOn: dossier.submittedOn, submittedByPersonId: dossier.submittedByPersonId,
      version: dossier.version, steps: await this.steps(tx, dossier, definition, timeline, attached), timeline, evidence,
      rules: await this.rules(tx, dossier), actions: await this.actions(tx, principal, dossier, definition, attached),
    };
  }

  /**
   * Newest first, at most `limit`: those of the caller's units and those the caller opened. The transaction must be whole; the
   * scope is set here, so that a search uses its indexes (engineering handbook 7.4).
   */
  async list(tx: Tx, principal: Principal, query: DossierQuery): Promise<DossierRow[]> {
    const units = await this.parts.access.unitsOf(tx, principal);
    const today = this.parts.clock.today();
    const rows: (Omit<DossierRow, 'since' | 'overdue'> & { since: Date })[] = await tx.query(
      `select d.id, d.definition, d.subject_type as "subjectType", d.subject_id as "subjectId", d.title, u.code as "unitCode", ${NAME_OF_UNIT('u')} as "unitName",
              d.state, d.step, d.due_on::text as "dueOn", d.waiting_since as since
       from dossier d join directory_unit u on u.id = d.unit_id
       where ($2::uuid[] is null or d.unit_id = any($2) or d.opened_by_person_id = $3::uuid) and ($4::uuid is null or d.id < $4) and ($5::text is null or d.definition = $5)
         and ($6::text is null or d.state = $6) and ($7::text is null or u.code = $7)
         and ($8::boolean is null or coalesce(d.state = 'OPEN' and d.due_on < $9::date, false) = $8) and ($10::text is null or d.title_key like $10)
       order by d.id desc limit $1`,
      [query.limit, units, principal.personId, query.before ?? null, query.definition ?? null, query.state ?? null, query.unit ?? null, query.overdue ?? null, today,
        query.q === undefined ? null : likePattern(query.q)]);
    return rows.map((row) => ({ ...row, overdue: isOverdue(row, today), since: row.since.toISOString() }));
  }

  private async requireReadable(tx: Tx, principal: Principal, dossier: Dossier): Promise<void> {
    if (principal.personId !== null && principal.personId === dossier.openedByPersonId) return;
    await this.parts.access.requireReadable(tx, principal, dossier.unitId).catch((error: unknown) => {
      throw error instanceof UnitNotFound ? new DossierNotFound() : error;
    });
  }

  private async timeline(tx: Tx, id: string): Promise<DossierView['timeline']> {
    const rows: TimelineRow[] = await tx.query(
      `select e.n, e.action, e.step, e.person_id as "personId", e.post, u.code as "unitCode", e.at, e.on_day::text as "on",
              coalesce(e.note, e.target) as note, c.number as "decisionNumber", e.paper
       from dossier_event e left join directory_unit u on u.id = e.acting_unit_id left join decision c on c.id = e.decision_id
       where e.dossier_id = $1 order by e.n`, [id]);
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  }

  private async evidence(tx: Tx, id: string): Promise<DossierView['evidence']> {
    const rows: (Omit<DossierView['evidence'][number], 'addedAt'> & { addedAt: Date })[] = await tx.query(
      `select e.id, e.kind, e.file_id as "fileId", f.name as "fileName", f.content_type as "contentType", f.size, e.added_at as "addedAt"
       from dossier_evidence e join file f on f.id = e.file_id where e.dossier_id = $1 order by e.added_at, e.id`, [id]);
    return rows.map((row) => ({ ...row, addedAt: row.addedAt.toISOString() }));
  }

  private async steps(tx: Tx, dossier: Dossier, definition: DossierDefinition, timeline: DossierView['timeline'], attached: readonly string[]): Promise<DossierView['steps']> {
    const { dossiers, directory, clock } = this.parts;
    const reached = reachedStep(dossier, definition, timeline);
    const steps: DossierView['steps'] = [];
    for (const [at, step] of definition.steps.entries()) {
      const done = at < reached;
      const current = dossier.state === 'OPEN' && at === reached;
      const taken = done ? timeline.findLast((event) => event.step === step.code && (event.action === 'APPROVE' || event.action === 'REJECT')) : undefined;
      const unit = done
        ? taken?.unitCode == null ? null : await directory.findByCode(tx, taken.unitCode)
        : await dossiers.desk.unitFor(tx, dossier, step, clock.today());
      steps.push({
        code: step.code, level: step.decides.level, decision: isDecision(step), evidence: [...(step.evidence ?? [])], missingEvidence: done ? [] : missingEvidence(step, attached),
        state: done ? 'DONE' : current ? 'CURRENT' : unit !== null && isPassedUp(step, unit) ? 'PASSED_UP' : 'AHEAD',
        unitCode: unit?.code ?? null, unitName: unit === null ? null : await directory.nameOn(tx, unit.unitId, taken?.on ?? clock.today()),
        dueOn: current ? dossier.dueOn : null, returnsTo: returnTargets(definition, at),
      });
    }
    return steps;
  }

  private async rules(tx: Tx, dossier: Dossier): Promise<DossierView['rules']> {
    const lines = await this.parts.dossiers.handlersOf(dossier.definition).rules?.(tx, dossier);
    const due = dossier.dueOn === null ? [] : [{ code: 'STEP_DUE', facts: { step: dossier.step, dueOn: dossier.dueOn }, source: null }];
    return [...due, ...(lines ?? [])];
  }

  /** What this person sees to do, and what is in the way. */
  private async actions(tx: Tx, principal: Principal, dossier: Dossier, definition: DossierDefinition, attached: readonly string[]): Promise<Action[]> {
    const { dossiers } = this.parts;
    if (!['DRAFT', 'RETURNED', 'OPEN'].includes(dossier.state)) return [];
    const actor = await dossiers.desk.actor(tx, principal);
    const submitterSide = await dossiers.isSubmitterSide(tx, dossier, actor);
    const actions: Action[] = [];
    let inStepUnit = false;
    if (dossier.state === 'OPEN' && actor.post !== null) {
      const open = await dossiers.desk.openStep(tx, dossier);
      const unit = await dossiers.desk.unitFor(tx, dossier, open.step, this.parts.clock.today());
      inStepUnit = actor.post.unitId === unit.unitId;
      actions.push(...stepActions(await dossiers.desk.facts(tx, open, unit), definition, actor, await this.isStale(tx)));
    }
    if (submitterSide && dossier.state !== 'OPEN') {
      const complete = (definition.submissionEvidence ?? []).every((kind) => attached.includes(kind));
      actions.push(complete ? free('SUBMIT') : { action: 'SUBMIT', enabled: false, obstacle: 'EVIDENCE_MISSING' });
    }
    if (submitterSide && !(await store.isDecided(tx, dossier.id))) actions.push(free('WITHDRAW'));
    if (submitterSide || (inStepUnit && actor.post !== null && writes(actor.post))) actions.push(free('ADD_EVIDENCE'));
    return actions.sort((one, other) => DOSSIER_ACTIONS.indexOf(one.action) - DOSSIER_ACTIONS.indexOf(other.action));
  }

  private async isStale(tx: Tx): Promise<boolean> {
    try {
      await this.parts.directory.requireFresh(tx);
      return false;
    } catch (error) {
      if (error instanceof DirectoryStale) return true;
      throw error;
    }
  }
}

const free = (action: Action['action']): Action => ({ action, enabled: true, obstacle: null });

/** How many steps are behind. */
function reachedStep(dossier: Dossier, definition: DossierDefinition, timeline: DossierView['timeline']): number {
  if (dossier.state === 'OPEN' && dossier.step !== null) return stepIndex(definition, dossier.step);
  if (dossier.state === 'APPROVED') return definition.steps.length;
  const rejected = dossier.state === 'REJECTED' ? timeline.findLast((event) => event.action === 'REJECT')?.step : null;
  return rejected == null ? 0 : stepIndex(definition, rejected) + 1;
}
