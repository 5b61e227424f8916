import { HEADS, type Post } from '@doanket/contracts';
import { Queue, type QueueAsk, type QueuePart, type QueueSource } from '@doanket/dossier';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';

interface Row { readonly kind: 'BENEFIT_CLAIM' | 'VISIT'; readonly id: string; readonly title: string; readonly dueOn: string | null; readonly since: string; readonly code: string; readonly name: string; readonly total: number; readonly late: number; readonly week: number }
/** Who keeps health data (SOC-10). */
const KEEPERS: readonly Post[] = [...HEADS, 'OFFICER'];

/** What the unit acted as is warned of: files past their last day or due this week, and members to visit (SOC-06, SOC-07). Why is not told. */
@Injectable()
export class HealthQueue implements QueueSource {
  constructor(queue: Queue) {
    queue.register(this);
  }

  async list(tx: Tx, { principal: { post }, limit, today, weekEnd }: QueueAsk): Promise<QueuePart> {
    const rows: Row[] = post === null || !KEEPERS.includes(post.post) ? [] : await tx.query(
      `with waits as (
         select 'BENEFIT_CLAIM' as kind, c.id, c.person_id, c.due_on, c.recorded_at::date as since from benefit_claim c where c.unit_id = $1 and c.due_on <= $3::date
         union all select 'VISIT', v.id, v.person_id, null, v.opened_on from visit_task v where v.unit_id = $1 and v.visited_on is null)
       select w.kind, w.id, p.full_name as title, w.due_on::text as "dueOn", w.since::text as since, u.code, coalesce(n.name, u.code) as name,
         count(*) over ()::int as total, (count(*) filter (where w.due_on < $2::date) over ())::int as late, (count(*) filter (where w.due_on >= $2::date) over ())::int as week
       from waits w join person p on p.id = w.person_id join directory_unit u on u.id = $1 left join directory_unit_version n on n.unit_id = u.id and upper_inf(n.recorded) and n.valid @> $2::date
       order by w.due_on nulls last, w.id limit $4`, [post.unitId, today, weekEnd, limit]);
    const [first] = rows;
    return {
      items: rows.map((row) => ({
        reason: 'TO_FOLLOW', kind: row.kind, id: row.id, title: row.title, unitCode: row.code, unitName: row.name, dueOn: row.dueOn, overdue: row.dueOn !== null && row.dueOn < today, since: `${row.since}T00:00:00.000Z`,
        path: row.kind === 'VISIT' ? '/health/injuries' : '/health/claims?late=true',
      })),
      counts: { toDecide: 0, returned: 0, dueThisWeek: first?.week ?? 0, overdue: first?.late ?? 0, total: first?.total ?? 0 },
    };
  }
}
