import type { MemberStatus, MemberView } from '@doanket/contracts';
import { searchKey, type Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';

export interface MemberFilter {
  /** Units the caller may look at, null for all; and the caller, for one's own. */
  readonly seen: readonly string[] | null;
  readonly personId: string | null;
  /** Units asked for, null for all that are seen. */
  readonly units: readonly string[] | null;
  readonly status: MemberStatus | null;
  readonly q: string | null;
  readonly day: Day;
  readonly after: readonly [nameKey: string, id: string] | null;
  readonly limit: number;
}

export interface MemberRow extends MemberView { readonly nameKey: string }

/** Lists of members; over all rows with the caller's units put in (engineering handbook 7.4). */
@Injectable()
export class MemberQueries {
  list(tx: Tx, filter: MemberFilter): Promise<MemberRow[]> {
    return tx.query(
      `select m.id, m.person_id as "personId", p.full_name as "fullName", p.name_key as "nameKey", u.code as "unitCode",
              coalesce((select v.name from directory_unit_version v where v.unit_id = m.unit_id and upper_inf(v.recorded) and v.valid @> $7::date), u.code) as "unitName",
              m.status, m.applied_on::text as "appliedOn", m.admitted_on::text as "admittedOn", m.decision_id as "decisionId", m.dossier_id as "dossierId",
              m.rejected_because as "rejectedBecause", m.version
       from member m join person p on p.id = m.person_id join directory_unit u on u.id = m.unit_id
       where ($1::uuid[] is null or m.unit_id = any($1) or m.person_id = $2)
         and ($3::uuid[] is null or m.unit_id = any($3)) and ($4::text is null or m.status = $4) and ($5::text is null or p.name_key like $5)
         and ($8::text is null or (p.name_key, m.id) > ($8, $9::uuid))
       order by p.name_key, m.id limit $6`,
      [filter.seen, filter.personId, filter.units, filter.status, filter.q === null ? null : `%${searchKey(filter.q).replace(/[\\%_]/g, '\\$&')}%`,
        filter.limit, filter.day, filter.after?.[0] ?? null, filter.after?.[1] ?? null]);
  }
}
