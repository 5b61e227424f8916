import type { InjuryKind, InjuryPaper, VisitTaskView, WorkInjuryView } from '@doanket/contracts';
import type { Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';

export interface InjuryRow extends WorkInjuryView { readonly unitId: string; readonly personId: string; readonly kind: InjuryKind; readonly sealedNature: Buffer | null; readonly sealedLoss: Buffer | null }
export type VisitRow = VisitTaskView & { readonly unitId: string };
interface Page { readonly seen: readonly string[] | null; readonly id?: string; readonly open?: boolean | undefined; readonly after: readonly [Day, string] | null; readonly limit: number }

@Injectable()
export class InjuryQueries {
  list(tx: Tx, { seen, id, memberId, open, after, limit }: Page & { readonly memberId?: string | undefined }): Promise<InjuryRow[]> {
    return tx.query(
      `select i.id, i.member_id as "memberId", i.person_id as "personId", p.full_name as "memberName", i.unit_id as "unitId", u.code as "unitCode", i.kind, i.happened_on::text as "happenedOn",
         array(select distinct e.paper from work_injury_paper e where e.injury_id = i.id order by 1) as papers, i.sealed_nature as "sealedNature", i.sealed_loss as "sealedLoss",
         i.employer_filed_on::text as "employerFiledOn", i.closed_on::text as "closedOn", i.version,
         (select jsonb_build_object('id', v.id, 'openedOn', v.opened_on, 'visitedOn', v.visited_on) from visit_task v where v.injury_id = i.id) as visit
       from work_injury i join person p on p.id = i.person_id join directory_unit u on u.id = i.unit_id
       where ($1::uuid[] is null or i.unit_id = any($1)) and ($2::uuid is null or i.id = $2) and ($3::uuid is null or i.member_id = $3) and ($4::boolean is null or (i.closed_on is null) = $4)
         and ($5::date is null or (i.happened_on, i.id) < ($5, $6::uuid))
       order by i.happened_on desc, i.id desc limit $7`, [seen, id ?? null, memberId ?? null, open ?? null, after?.[0] ?? null, after?.[1] ?? null, limit]);
  }

  files(tx: Tx, injuryId: string): Promise<{ paper: InjuryPaper; fileId: string; addedAt: Date }[]> {
    return tx.query('select paper, file_id as "fileId", added_at as "addedAt" from work_injury_paper where injury_id = $1 order by added_at, file_id limit 200', [injuryId]);
  }

  visits(tx: Tx, { seen, id, open, after, limit }: Page): Promise<VisitRow[]> {
    return tx.query(
      `select v.id, v.injury_id as "injuryId", v.member_id as "memberId", p.full_name as "memberName", v.unit_id as "unitId", u.code as "unitCode", v.opened_on::text as "openedOn", v.visited_on::text as "visitedOn", v.note
       from visit_task v join person p on p.id = v.person_id join directory_unit u on u.id = v.unit_id
       where ($1::uuid[] is null or v.unit_id = any($1)) and ($2::uuid is null or v.id = $2) and ($3::boolean is null or (v.visited_on is null) = $3) and ($4::date is null or (v.opened_on, v.id) < ($4, $5::uuid))
       order by v.opened_on desc, v.id desc limit $6`, [seen, id ?? null, open ?? null, after?.[0] ?? null, after?.[1] ?? null, limit]);
  }
}
