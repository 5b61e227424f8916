import type { HouseholdView } from '@doanket/contracts';
import { searchKey, type Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';

export type HouseholdRow = HouseholdView & { readonly unitId: string };
export interface HouseholdFilter { readonly seen: readonly string[] | null; readonly id?: string; readonly personId?: string | undefined; readonly q?: string | undefined; readonly after: string | null; readonly limit: number }

@Injectable()
export class HouseholdQueries {
  list(tx: Tx, { seen, id, personId, q, after, limit }: HouseholdFilter, today: Day): Promise<HouseholdRow[]> {
    return tx.query(
      `select h.id, h.household_no as "householdNo", h.unit_id as "unitId", u.code as "unitCode",
         coalesce((select v.name from directory_unit_version v where v.unit_id = h.unit_id and upper_inf(v.recorded) and v.valid @> $7::date), u.code) as "unitName", h.address, h.opened_on::text as "openedOn", h.version,
         (select jsonb_agg(jsonb_build_object('personId', o.person_id, 'personName', p.full_name, 'relation', o.relation, 'from', lower(o.lived), 'to', upper(o.lived) - 1,
            'isMember', exists (select from member m where m.person_id = o.person_id and m.status in ('ACTIVE', 'TRANSFER_OUT', 'IN_TRANSIT'))) order by lower(o.lived), p.name_key, p.id)
          from household_person o join person p on p.id = o.person_id where o.household_id = h.id) as people
       from household h join directory_unit u on u.id = h.unit_id
       where ($1::uuid[] is null or h.unit_id = any($1)) and ($2::uuid is null or h.id = $2)
         and ($3::uuid is null or exists (select from household_person o where o.household_id = h.id and o.person_id = $3))
         and ($4::text is null or h.household_no = upper($4) or exists (select from household_person o join person p on p.id = o.person_id where o.household_id = h.id and p.name_key like '%' || $5 || '%'))
         and ($6::text is null or h.household_no > $6)
       order by h.household_no limit $8`, [seen, id ?? null, personId ?? null, q ?? null, q === undefined ? null : searchKey(q).replace(/[%_\\]/g, '\\$&'), after, today, limit]);
  }
}
