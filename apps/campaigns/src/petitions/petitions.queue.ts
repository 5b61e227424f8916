import { OPEN_PETITION_STATES } from '@doanket/contracts';
import { Queue, type QueueAsk, type QueuePart, type QueueSource } from '@doanket/dossier';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';

interface Row { id: string; title: string; code: string; name: string; due_on: string | null; received_on: string }

/** Petitions that the unit acted as owns and has not answered, the nearest deadline first. */
@Injectable()
export class PetitionsQueue implements QueueSource {
  constructor(queue: Queue) {
    queue.register(this);
  }

  async list(tx: Tx, { principal, limit, today, weekEnd }: QueueAsk): Promise<QueuePart> {
    const mine = 'from petition p where p.owner_unit_id = $1 and p.state = any($2) and p.merged_into is null';
    const values = [principal.post?.unitId ?? null, [...OPEN_PETITION_STATES]];
    const [count]: { total: number; overdue: number; week: number }[] = await tx.query(
      `select count(*)::int as total, count(*) filter (where p.due_on < $3)::int as overdue, count(*) filter (where p.due_on between $3 and $4)::int as week ${mine}`,
      [...values, today, weekEnd]);
    const rows: Row[] = await tx.query(
      `select o.*, u.code, coalesce(v.name, u.code) as name from (select p.id, left(p.text, 120) as title, p.unit_id, p.due_on::text, p.received_on::text ${mine} order by p.due_on nulls last, p.id limit $3) o
       join directory_unit u on u.id = o.unit_id left join directory_unit_version v on v.unit_id = u.id and v.valid @> $4::date and upper_inf(v.recorded) order by o.due_on nulls last, o.id`,
      [...values, limit, today]);
    return {
      items: rows.map((row) => ({
        reason: 'TO_ANSWER', kind: 'PETITION', id: row.id, title: row.title, unitCode: row.code, unitName: row.name, dueOn: row.due_on,
        overdue: row.due_on !== null && row.due_on < today, since: `${row.received_on}T00:00:00.000Z`, path: `/petitions/${row.id}`,
      })),
      counts: { toDecide: count?.total ?? 0, returned: 0, dueThisWeek: count?.week ?? 0, overdue: count?.overdue ?? 0, total: count?.total ?? 0 },
    };
  }
}
