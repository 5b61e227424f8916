import type { BenefitClaimDetail, ClaimTurn } from '@doanket/contracts';
import type { Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';

export type ClaimRow = Omit<BenefitClaimDetail, 'late' | 'lateTurns'> & { readonly unitId: string; readonly sortDay: Day };
export interface ClaimFilter {
  readonly seen: readonly string[] | null; readonly id?: string; readonly memberId?: string | undefined; readonly turn?: ClaimTurn | undefined; readonly late?: boolean | undefined;
  readonly today: Day; readonly after: readonly [Day, string] | null; readonly limit: number;
}

@Injectable()
export class ClaimQueries {
  list(tx: Tx, { seen, id, memberId, turn, late, today, after, limit }: ClaimFilter): Promise<ClaimRow[]> {
    return tx.query(
      `select c.id, c.member_id as "memberId", p.full_name as "memberName", c.unit_id as "unitId", u.code as "unitCode", c.kind, c.returned_on::text as "returnedOn", c.turn, c.due_on::text as "dueOn",
         c.worker_due_on::text as "workerDueOn", c.worker_filed_on::text as "workerFiledOn", c.filed_with as "filedWith", c.employer_due_on::text as "employerDueOn", c.employer_filed_on::text as "employerFiledOn",
         c.insurer_due_on::text as "insurerDueOn", c.answered_on::text as "answeredOn", c.outcome, c.version, coalesce(c.due_on, '9999-12-31'::date)::text as "sortDay"
       from benefit_claim c join person p on p.id = c.person_id join directory_unit u on u.id = c.unit_id
       where ($1::uuid[] is null or c.unit_id = any($1)) and ($2::uuid is null or c.id = $2) and ($3::uuid is null or c.member_id = $3) and ($4::text is null or c.turn = $4)
         and ($5::boolean is null or (c.due_on is not null and c.due_on < $6::date) = $5) and ($7::date is null or (coalesce(c.due_on, '9999-12-31'::date), c.id) > ($7, $8::uuid))
       order by coalesce(c.due_on, '9999-12-31'::date), c.id limit $9`,
      [seen, id ?? null, memberId ?? null, turn ?? null, late ?? null, today, after?.[0] ?? null, after?.[1] ?? null, limit]);
  }
}
