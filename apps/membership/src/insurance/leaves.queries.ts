import type { LeaveKind, LeaveView } from '@doanket/contracts';
import type { Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';

export interface LeaveRow extends Omit<LeaveView, 'recordedAt'> { readonly recordedAt: Date; readonly unitId: string; readonly kind: LeaveKind; readonly sealedDisease: Buffer | null }
export interface LeaveFilter { readonly seen: readonly string[] | null; readonly id?: string; readonly memberId?: string | undefined; readonly on?: Day | undefined; readonly after: readonly [Day, string] | null; readonly limit: number }

@Injectable()
export class LeaveQueries {
  list(tx: Tx, { seen, id, memberId, on, after, limit }: LeaveFilter): Promise<LeaveRow[]> {
    return tx.query(
      `select l.id, l.member_id as "memberId", p.full_name as "memberName", l.unit_id as "unitId", u.code as "unitCode", l.kind, l.from_day::text as "fromDay", l.to_day::text as "toDay",
         l.exempt_from::text as "exemptFrom", l.exempt_to::text as "exemptTo", case when l.exchange_id is null then 'BY_HAND' else 'FILE' end as source, l.sealed_disease as "sealedDisease", l.recorded_at as "recordedAt"
       from leave_spell l join person p on p.id = l.person_id join directory_unit u on u.id = l.unit_id
       where ($1::uuid[] is null or l.unit_id = any($1)) and ($2::uuid is null or l.id = $2) and ($3::uuid is null or l.member_id = $3) and ($4::date is null or $4 between l.from_day and l.to_day)
         and ($5::date is null or (l.from_day, l.id) < ($5, $6::uuid))
       order by l.from_day desc, l.id desc limit $7`, [seen, id ?? null, memberId ?? null, on ?? null, after?.[0] ?? null, after?.[1] ?? null, limit]);
  }
}
