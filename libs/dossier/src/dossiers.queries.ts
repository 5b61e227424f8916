import type { Principal } from '@doanket/auth';
import { DOSSIER_ACTIONS, type DossierRow, type DossierView, type QueueItem } from '@doanket/contracts';
import type { Directory } from '@doanket/directory';
import { searchKey, type Clock } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { missingEvidence, obstacleToStep, postTakesStep, stepOf, type DossierDefinition } from './definition';
import type { Dossier, DossierHandlers } from './dossier.types';
import type { Dossiers } from './dossiers';
import type { QueueSource } from './queue';

interface ListRow {
  readonly id: string; readonly definition_code: string; readonly subject_type: string; readonly subject_id: string; readonly title: string; readonly unit_code: string; readonly unit_name: string;
  readonly state: DossierRow['state']; readonly step: string | null; readonly due_on: string | null; readonly moved_at: Date;
}

type Action = DossierView['actions'][number];

const LIST = `select d.id, d.definition_code, d.subject_type, d.subject_id, d.title, u.code as unit_code, coalesce(v.name, u.code) as unit_name, d.state, d.step, d.due_on::text as due_on, d.moved_at
  from dossier d join directory_unit u on u.id = d.unit_id
  left join lateral (select name from directory_unit_version x where x.unit_id = u.id and upper_inf(x.recorded) order by x.valid desc limit 1) v on true`;

/** Views of dossiers under the scope of the transaction, and the queue of who takes their steps. */
export class DossierQueries implements QueueSource {
  constructor(private readonly service: string, private readonly dossiers: Dossiers, private readonly directory: Directory, private readonly handlers: DossierHandlers, private readonly clock: Clock) {}

  async list(tx: Tx, filter: { definition?: string | undefined; state?: string | undefined; unit?: string | undefined; overdue?: boolean | undefined; q?: string | undefined }, page: { limit: number; after: string | null }): Promise<DossierRow[]> {
    const rows = (await tx.query(
      `${LIST} where ($1::uuid is null or d.id < $1) and ($2::text is null or d.definition_code = $2) and ($3::text is null or d.state = $3) and ($4::text is null or u.code = $4)
         and ($5::boolean is null or (d.state = 'OPEN' and d.due_on < $6::date) = $5) and ($7::text is null or d.title_key like '%' || $7 || '%') order by d.id desc limit $8`,
      [page.after, filter.definition ?? null, filter.state ?? null, filter.unit ?? null, filter.overdue ?? null, this.clock.today(), filter.q === undefined ? null : searchKey(filter.q).replace(/[%_\\]/g, '\\$&'), page.limit],
    )) as ListRow[];
    return rows.map((row) => this.row(row));
  }

  async waiting(tx: Tx, principal: Principal, limit: number): Promise<readonly QueueItem[]> {
    const { post } = principal;
    if (post === null) return [];
    const posts = post.post === 'ACTING_HEAD' ? ['ACTING_HEAD', 'CHAIR'] : [post.post];
    const rows = (await tx.query(
      `${LIST} where (d.state = 'OPEN' and d.step_unit_id = $1 and d.step_posts && $2 and d.submitted_by is distinct from $3)
          or (d.state in ('DRAFT', 'RETURNED') and d.unit_id = $1 and d.opened_by = $3) order by d.due_on nulls last, d.moved_at limit $4`,
      [post.unitId, posts, principal.personId, limit],
    )) as ListRow[];
    return rows.map((row) => ({
      reason: row.state === 'OPEN' ? 'TO_DECIDE' as const : row.state === 'RETURNED' ? 'RETURNED' as const : 'DRAFT' as const, kind: row.definition_code, id: row.id, title: row.title, unitCode: row.unit_code,
      unitName: row.unit_name, dueOn: row.due_on, overdue: this.isOverdue(row), since: row.moved_at.toISOString(), path: `/dossiers/${this.service}/${row.id}`,
    }));
  }

  /** The whole dossier as this principal sees it. Throws DossierNotFound. */
  async view(tx: Tx, principal: Principal, id: string): Promise<DossierView> {
    const dossier = await this.dossiers.get(tx, id);
    const definition = await this.dossiers.definitionOf(tx, dossier);
    const unit = await this.directory.getById(tx, dossier.unitId);
    const today = this.clock.today();
    const timeline = (await tx.query(
      `select e.n, e.action, e.step, e.person_id, e.post, u.code as unit_code, e.at, e.on_day::text as on_day, e.note, e.decision_number, e.paper
         from dossier_event e left join directory_unit u on u.id = e.acting_unit_id where e.dossier_id = $1 order by e.n limit 500`, [id],
    )) as { n: number; action: DossierView['timeline'][number]['action']; step: string | null; person_id: string | null; post: string | null; unit_code: string | null; at: Date; on_day: string; note: string | null; decision_number: string | null; paper: boolean }[];
    const evidence = (await tx.query(
      `select e.id, e.kind, e.file_id, f.name, f.content_type, f.size::int as size, e.added_at from dossier_evidence e join file f on f.id = e.file_id where e.dossier_id = $1 order by e.added_at, e.id limit 200`, [id],
    )) as { id: string; kind: string; file_id: string; name: string; content_type: string; size: number; added_at: Date }[];
    const kinds = evidence.map((row) => row.kind);
    return {
      id, definition: dossier.definitionCode, definitionVersion: dossier.definitionVersion, subjectType: dossier.subjectType, subjectId: dossier.subjectId, title: dossier.title, unitCode: unit.code,
      unitName: await this.directory.nameOn(tx, dossier.unitId, today), state: dossier.state, step: dossier.step, dueOn: dossier.dueOn, overdue: dossier.state === 'OPEN' && dossier.dueOn !== null && dossier.dueOn < today,
      submittedOn: dossier.submittedOn, submittedByPersonId: dossier.submittedBy, version: dossier.version,
      steps: await this.steps(tx, dossier, definition, timeline, kinds),
      timeline: timeline.map((row) => ({
        n: row.n, action: row.action, step: row.step, personId: row.person_id, post: row.post, unitCode: row.unit_code, at: row.at.toISOString(), on: row.on_day, note: row.note, decisionNumber: row.decision_number, paper: row.paper,
      })),
      evidence: evidence.map((row) => ({ id: row.id, kind: row.kind, fileId: row.file_id, fileName: row.name, contentType: row.content_type, size: row.size, addedAt: row.added_at.toISOString() })),
      rules: (await this.handlers.get(dossier.definitionCode).rules?.(tx, dossier)) ?? [],
      actions: await this.actions(tx, principal, dossier, definition, kinds),
    };
  }

  private async steps(tx: Tx, dossier: Dossier, definition: DossierDefinition, timeline: readonly { n: number; action: string; step: string | null }[], kinds: readonly string[]): Promise<DossierView['steps']> {
    const sent = timeline.filter((event) => event.action === 'SUBMIT').at(-1)?.n ?? 0;
    const done = new Set(timeline.filter((event) => event.n > sent && event.action === 'APPROVE').map((event) => event.step));
    const currentIndex = definition.steps.findIndex((step) => step.code === dossier.step);
    const steps: DossierView['steps'] = [];
    for (const [index, step] of definition.steps.entries()) {
      const unit = await this.directory.unitForStep(tx, dossier.unitId, step.decides.level, this.clock.today());
      const isDone = dossier.state === 'APPROVED' || (done.has(step.code) && (currentIndex < 0 || index < currentIndex));
      steps.push({
        code: step.code, level: step.decides.level, decision: step.decision, evidence: step.evidence, missingEvidence: isDone ? [] : missingEvidence(definition, step.code, kinds),
        state: isDone ? 'DONE' : index === currentIndex ? 'CURRENT' : unit.level === step.decides.level ? 'AHEAD' : 'PASSED_UP', unitCode: unit.code, unitName: unit.name,
        dueOn: index === currentIndex ? dossier.dueOn : null, returnsTo: step.returnsTo,
      });
    }
    return steps;
  }

  private async actions(tx: Tx, principal: Principal, dossier: Dossier, definition: DossierDefinition, kinds: readonly string[]): Promise<Action[]> {
    const mine = principal.post;
    const live = await this.directory.liveUnit(tx, dossier.unitId, this.clock.today());
    const own = (principal.personId !== null && principal.personId === dossier.openedBy) || (mine !== null && mine.unitId === live.unitId && mine.post !== 'INSPECTOR');
    const actions: Action[] = [];
    const add = (action: (typeof DOSSIER_ACTIONS)[number], obstacle: Action['obstacle']): void => {
      actions.push({ action, enabled: obstacle === null, obstacle });
    };
    if (own && (dossier.state === 'DRAFT' || dossier.state === 'RETURNED')) add('SUBMIT', missingEvidence(definition, null, kinds).length > 0 ? 'EVIDENCE_MISSING' : null);
    if (dossier.state === 'OPEN' && dossier.step !== null) {
      const step = stepOf(definition, dossier.step);
      const unit = await this.directory.unitForStep(tx, dossier.unitId, step.decides.level, this.clock.today());
      if (mine !== null && mine.unitId === unit.unitId && postTakesStep(step, mine.post)) {
        const base = { step, stepUnitId: unit.unitId, mine, personId: principal.personId, submittedBy: dossier.submittedBy, takenBy: await this.dossiers.takenBy(tx, dossier.id) };
        const obstacle = obstacleToStep({ ...base, missing: [] });
        add('APPROVE', obstacleToStep({ ...base, missing: missingEvidence(definition, step.code, kinds) }));
        add('REJECT', obstacle);
        add('RETURN', obstacle);
        add('ADD_EVIDENCE', null);
      }
    }
    if (own && ['DRAFT', 'OPEN', 'RETURNED'].includes(dossier.state)) {
      if (!actions.some((action) => action.action === 'ADD_EVIDENCE')) add('ADD_EVIDENCE', null);
      add('WITHDRAW', null);
    }
    return actions;
  }

  private row(row: ListRow): DossierRow {
    return {
      id: row.id, definition: row.definition_code, subjectType: row.subject_type, subjectId: row.subject_id, title: row.title, unitCode: row.unit_code, unitName: row.unit_name, state: row.state, step: row.step,
      dueOn: row.due_on, overdue: this.isOverdue(row), since: row.moved_at.toISOString(),
    };
  }

  private isOverdue(row: ListRow): boolean {
    return row.state === 'OPEN' && row.due_on !== null && row.due_on < this.clock.today();
  }
}
