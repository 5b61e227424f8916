import type { Principal } from '@doanket/auth';
import { OPEN_PETITION_STATES, type QueueItem } from '@doanket/contracts';
import { type QueueSource, WorkQueue } from '@doanket/dossier';
import { Clock } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';

interface Row { id: string; channel: string; topic: string | null; code: string; name: string; due_on: string | null; received_on: string }

/** Petitions that the unit acted as owns and has not answered, the nearest deadline first. */
@Injectable()
export class PetitionsQueue implements QueueSource {
  constructor(queue: WorkQueue, private readonly clock: Clock) {
    queue.add(this);
  }

  async waiting(tx: Tx, principal: Principal, limit: number): Promise<readonly QueueItem[]> {
    const unitId = principal.post?.unitId;
    if (unitId === undefined) return [];
    const today = this.clock.today();
    const rows: Row[] = await tx.query(
      `select p.id, p.channel, p.topic, u.code, coalesce(v.name, u.code) as name, p.due_on::text, p.received_on::text
       from petition p join directory_unit u on u.id = p.unit_id
       left join directory_unit_version v on v.unit_id = u.id and v.valid @> $3::date and upper_inf(v.recorded)
       where p.owner_unit_id = $1 and p.state = any($2) and p.merged_into is null order by p.due_on nulls last, p.id limit $4`,
      [unitId, [...OPEN_PETITION_STATES], today, limit]);
    return rows.map((row) => ({
      reason: 'TO_ANSWER', kind: 'PETITION', id: row.id, title: row.topic ?? row.channel, unitCode: row.code, unitName: row.name, dueOn: row.due_on,
      overdue: row.due_on !== null && row.due_on < today, since: `${row.received_on}T00:00:00.000Z`, path: `/petitions/${row.id}`,
    }));
  }
}
