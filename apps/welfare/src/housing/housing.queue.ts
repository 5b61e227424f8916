import { HEADS, type Post, WRITERS } from '@doanket/contracts';
import { Queue, type QueueAsk, type QueuePart, type QueueSource } from '@doanket/dossier';
import type { Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { Units } from '../units/units.service';
import { type HousingState, isOverdue, nextDue } from './housing.rules';

interface Row { id: string; title: string; state: HousingState; unitId: string; dossierDueOn: Day | null; workDueOn: Day | null; since: Day }

/** Most rows that are looked at to find the urgent ones; counts stop there too. */
const MOST = 1000;
const NOTHING: QueuePart = { items: [], counts: { toDecide: 0, returned: 0, dueThisWeek: 0, overdue: 0, total: 0 } };

/** Cases that wait after their approval: papers, work and hand-over for the member's union, payment for the city. */
@Injectable()
export class HousingQueue implements QueueSource {
  constructor(queue: Queue, private readonly units: Units) {
    queue.register(this);
  }

  async list(tx: Tx, { principal: { post }, limit, today, weekEnd }: QueueAsk): Promise<QueuePart> {
    if (post === null) return NOTHING;
    const pays = post.level === 'C' && (HEADS as readonly Post[]).includes(post.post);
    const writes = post.level === 'G' && (WRITERS as readonly Post[]).includes(post.post);
    if (!pays && !writes) return NOTHING;
    const rows: Row[] = await tx.query(
      `select c.id, c.case_no || ' · ' || c.member_name as title, c.state, c.unit_id as "unitId", p.dossier_due_on::text as "dossierDueOn", p.work_due_on::text as "workDueOn",
              coalesce(c.work_done_on, c.paid_on, c.dossier_completed_on, c.approved_on)::text as since
       from housing_case c
       left join lateral (select * from housing_programme h where h.unit_id = c.programme_unit_id and h.year = c.programme_year order by h.version desc limit 1) p on true
       where c.${pays ? 'programme_unit_id' : 'unit_id'} = $1 and c.state = any($2) order by c.approved_on, c.id limit ${MOST}`,
      [post.unitId, pays ? ['DOSSIER_COMPLETE'] : ['APPROVED', 'DISBURSED', 'WORK_DONE']]);
    const label = await this.units.labels(tx, rows.map((row) => row.unitId));
    const items = rows.map((row) => ({
      reason: 'TO_DECIDE' as const, kind: `HOUSING_${row.state}`, id: row.id, title: row.title, unitCode: label(row.unitId).code, unitName: label(row.unitId).name,
      dueOn: nextDue(row.state, row), overdue: isOverdue(row.state, row, today), since: `${row.since}T00:00:00.000Z`, path: `/welfare/housing/${row.id}`,
    }));
    const urgent = items.sort((one, other) => (one.dueOn ?? '9999-12-31').localeCompare(other.dueOn ?? '9999-12-31'));
    return {
      items: urgent.slice(0, limit),
      counts: {
        toDecide: items.length, returned: 0, dueThisWeek: items.filter(({ dueOn }) => dueOn !== null && dueOn >= today && dueOn <= weekEnd).length,
        overdue: items.filter((item) => item.overdue).length, total: items.length,
      },
    };
  }
}
