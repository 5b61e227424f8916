import { Queue, type QueueAsk, type QueuePart, type QueueSource } from '@doanket/dossier';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';

interface Row { id: string; title: string; state: string; code: string; name: string; since: string; total: number }

/** Works that wait for the next level: to accept, or to verify once completed. */
@Injectable()
export class WorksQueue implements QueueSource {
  constructor(queue: Queue) {
    queue.register(this);
  }

  async list(tx: Tx, { principal: { post }, limit, today }: QueueAsk): Promise<QueuePart> {
    // The next level is the nearest S or C above a G, the C above an S, in the tree of today.
    const rows: Row[] = post === null || (post.level !== 'S' && post.level !== 'C') ? [] : await tx.query(
      `select w.id, w.title, w.state, u.code, coalesce(v.name, u.code) as name, coalesce(w.completed_on, w.registered_on)::text as since, count(*) over ()::int as total
       from work w join directory_unit u on u.id = w.unit_id join directory_scope s on s.unit_id = w.unit_id
       left join directory_unit_version v on v.unit_id = u.id and v.valid @> $3::date and upper_inf(v.recorded)
       where w.state in ('REGISTERED', 'COMPLETED') and $1 = (
         select a.unit_id from directory_scope a join directory_unit au on au.id = a.unit_id
         where a.path @> s.path and a.unit_id <> w.unit_id and au.level = any(case when w.level = 'G' then array['S', 'C'] else array['C'] end) order by nlevel(a.path) desc limit 1)
       order by w.id limit $2`, [post.unitId, limit, today]);
    const total = rows[0]?.total ?? 0;
    return {
      items: rows.map((row) => ({
        reason: 'TO_VERIFY', kind: row.state === 'COMPLETED' ? 'WORK_VERIFICATION' : 'WORK_ACCEPTANCE', id: row.id, title: row.title, unitCode: row.code, unitName: row.name, dueOn: null,
        overdue: false, since: `${row.since}T00:00:00.000Z`, path: `/works/${row.id}`,
      })),
      counts: { toDecide: total, returned: 0, dueThisWeek: 0, overdue: 0, total },
    };
  }
}
