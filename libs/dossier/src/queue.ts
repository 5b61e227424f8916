import type { AccessControl, Principal } from '@doanket/auth';
import { FINAL_UNIT_STATES, WRITERS, type DomainService, type Post, type QueueAnswer, type QueueItem } from '@doanket/contracts';
import { addDays, type Clock, type Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import type { Decisions } from './decisions';
import { NAME_OF_UNIT } from './dossier.views';
import { rightsOf } from './dossier.rules';

/** What a source asks for and by. */
export interface QueueAsk { readonly principal: Principal; readonly limit: number; readonly today: Day; /** Sunday of this week. */ readonly weekEnd: Day }
/** `items`: at most `limit`, the most urgent first. `counts`: of all, `total` included. */
export interface QueuePart { readonly items: readonly QueueItem[]; readonly counts: QueueAnswer['counts'] }
/** Something else that waits for people: petitions to answer, works to verify. */
export interface QueueSource { list(tx: Tx, ask: QueueAsk): Promise<QueuePart> }

interface Row { readonly reason: QueueItem['reason']; readonly kind: string; readonly id: string; readonly title: string; readonly unitCode: string; readonly unitName: string; readonly dueOn: Day | null; readonly since: Date }
interface Counted { readonly reason: QueueItem['reason']; readonly total: number; readonly overdue: number; readonly week: number }

/** Sunday of the week of a day; weeks begin on Monday. */
export function endOfWeek(day: Day): Day {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 ? day : addDays(day, 7 - weekday);
}

/** Overdue first, then by last day, then by how long it has waited. */
export function byUrgency(one: QueueItem, other: QueueItem): number {
  const due = (item: QueueItem): string => item.dueOn ?? '9999-12-31';
  return due(one).localeCompare(due(other)) || one.since.localeCompare(other.since) || one.id.localeCompare(other.id);
}

/** "My work": what waits for the post acted as. Dossiers and papers to confirm are in it; features add their own. */
export class Queue {
  private readonly sources: QueueSource[] = [];

  constructor(private readonly parts: { readonly service: DomainService; readonly decisions: Decisions; readonly control: AccessControl; readonly clock: Clock }) {
    this.sources.push({ list: (tx, ask) => this.dossiers(tx, ask) }, { list: (tx, ask) => this.papers(tx, ask) });
  }

  register(source: QueueSource): void {
    this.sources.push(source);
  }

  async answer(tx: Tx, principal: Principal, limit: number): Promise<QueueAnswer> {
    const today = this.parts.clock.today();
    const ask: QueueAsk = { principal, limit, today, weekEnd: endOfWeek(today) };
    const found: QueuePart[] = [];
    for (const source of this.sources) found.push(await source.list(tx, ask));
    const counts = { toDecide: 0, returned: 0, dueThisWeek: 0, overdue: 0, total: 0 };
    for (const part of found) for (const name of Object.keys(counts) as (keyof typeof counts)[]) counts[name] += part.counts[name];
    return { items: found.flatMap((part) => part.items).sort(byUrgency).slice(0, limit), counts };
  }

  private async dossiers(tx: Tx, { principal, limit, today, weekEnd }: QueueAsk): Promise<QueuePart> {
    const { personId, post } = principal;
    if (personId === null) return { items: [], counts: { toDecide: 0, returned: 0, dueThisWeek: 0, overdue: 0, total: 0 } };
    const mine = `
      select case d.state when 'OPEN' then 'TO_DECIDE' when 'RETURNED' then 'RETURNED' else 'DRAFT' end as reason, d.definition, d.id, d.title, d.unit_id, d.due_on, d.waiting_since
      from dossier d where d.state = 'OPEN' and d.step_unit_id = $1::uuid and d.step_posts && $2::text[]
        and d.opened_by_person_id <> $3 and d.submitted_by_person_id is distinct from $3 and d.subject_person_id is distinct from $3
      union
      select d.state, d.definition, d.id, d.title, d.unit_id, d.due_on, d.waiting_since from dossier d
      where d.state = 'RETURNED' and (d.submitted_by_person_id = $3 or d.opened_by_person_id = $3 or ($4 and d.unit_id = $1::uuid))
      union
      select d.state, d.definition, d.id, d.title, d.unit_id, d.due_on, d.waiting_since from dossier d where d.state = 'DRAFT' and d.opened_by_person_id = $3`;
    const writer = post !== null && (WRITERS as readonly Post[]).includes(post.post);
    const values = [post?.unitId ?? null, post === null ? [] : rightsOf(post.post), personId, writer];
    const rows: Row[] = await tx.query(
      `select m.reason, m.definition as kind, m.id, m.title, u.code as "unitCode", ${NAME_OF_UNIT('u')} as "unitName", m.due_on::text as "dueOn", m.waiting_since as since
       from (${mine}) m join directory_unit u on u.id = m.unit_id order by m.due_on nulls last, m.waiting_since, m.id limit $5`, [...values, limit]);
    const counted: Counted[] = await tx.query(
      `select m.reason, count(*)::int as total, count(*) filter (where m.due_on < $5)::int as overdue, count(*) filter (where m.due_on between $5 and $6)::int as week
       from (${mine}) m group by m.reason`, [...values, today, weekEnd]);
    return partOf(rows, counted, today, (row) => `/dossiers/${this.parts.service}/${row.id}`);
  }

  /** Papers of the own unit, and of ended ones whose papers nobody else confirms, recorded by somebody else. */
  private async papers(tx: Tx, { principal, limit, today }: QueueAsk): Promise<QueuePart> {
    const { personId, post } = principal;
    const { decisions, control, service } = this.parts;
    if (personId === null || post === null || !control.holds(principal, decisions.permission('confirm'))) return partOf([], [], today, () => '');
    const mine = `
      from decision d join directory_unit u on u.id = d.issuer_unit_id join directory_scope s on s.unit_id = u.id
      where d.state = 'RECORDED' and d.recorded_by_person_id <> $1 and s.path <@ text2ltree($5)
        and (d.issuer_unit_id = $2 or exists (select from directory_unit_version v where v.unit_id = u.id and upper_inf(v.recorded) and v.valid @> $3::date and v.state = any($4)))`;
    const values = [personId, post.unitId, today, FINAL_UNIT_STATES, post.unitPath];
    const rows: Row[] = await tx.query(
      `select 'TO_CONFIRM' as reason, d.kind, d.id, d.number as title, u.code as "unitCode", ${NAME_OF_UNIT('u')} as "unitName", null as "dueOn", d.recorded_at as since
       ${mine} order by d.recorded_at, d.id limit $6`, [...values, limit]);
    const counted: Counted[] = await tx.query(`select 'TO_CONFIRM' as reason, count(*)::int as total, 0 as overdue, 0 as week ${mine}`, values);
    return partOf(rows, counted, today, (row) => `/decisions/${service}/${row.id}`);
  }
}

function partOf(rows: readonly Row[], counted: readonly Counted[], today: Day, pathOf: (row: Row) => string): QueuePart {
  const sum = (of: (one: Counted) => number): number => counted.reduce((total, one) => total + of(one), 0);
  const to = (one: Counted): number => (one.reason === 'DRAFT' || one.reason === 'RETURNED' ? 0 : one.total);
  return {
    items: rows.map((row) => ({
      reason: row.reason, kind: row.kind, id: row.id, title: row.title, unitCode: row.unitCode, unitName: row.unitName, dueOn: row.dueOn,
      overdue: row.reason === 'TO_DECIDE' && row.dueOn !== null && row.dueOn < today, since: row.since.toISOString(), path: pathOf(row),
    })),
    counts: {
      toDecide: sum(to), returned: sum((one) => (one.reason === 'RETURNED' ? one.total : 0)), dueThisWeek: sum((one) => one.week), overdue: sum((one) => one.overdue), total: sum((one) => one.total),
    },
  };
}
