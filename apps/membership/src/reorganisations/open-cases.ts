import type { ReorganisationPreview } from '@doanket/contracts';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';

/** Kinds of open cases that are looked for: those that membership keeps. Others are kept by their own services, which pass them on by themselves. */
export const COUNTED_CASES = ['MEMBER_APPLICATION', 'DOSSIER_OF_UNIT', 'DOSSIER_WAITING', 'UNION_FOUNDING', 'UNIT_TRANSFER'] as const;

/** What is open in units that are about to end, unit by unit (ORG-05). */
@Injectable()
export class OpenCases {
  of(tx: Tx, unitIds: readonly string[]): Promise<ReorganisationPreview['cases']> {
    return tx.query(
      `select u.code as "unitCode", c.kind, c.open::int as open from (
         select unit_id, 'MEMBER_APPLICATION' as kind, count(*) as open from member where unit_id = any($1) and status in ('DRAFT', 'SUBMITTED') group by unit_id
         union all select unit_id, 'DOSSIER_OF_UNIT', count(*) from dossier where unit_id = any($1) and state in ('DRAFT', 'RETURNED', 'OPEN') group by unit_id
         union all select step_unit_id, 'DOSSIER_WAITING', count(*) from dossier where step_unit_id = any($1) and state = 'OPEN' and unit_id <> step_unit_id group by step_unit_id
         union all select unit_id, 'UNION_FOUNDING', count(*) from founding where unit_id = any($1) and state in ('DRAFT', 'SUBMITTED') group by unit_id
         union all select x.unit_id, 'UNIT_TRANSFER', count(*) from (select unit_id from unit_transfer where state = 'TRANSFER_PENDING' union all select receiver_id from unit_transfer where state = 'TRANSFER_PENDING') x
           where x.unit_id = any($1) group by x.unit_id
       ) c join directory_unit u on u.id = c.unit_id order by u.code, c.kind`, [unitIds]);
  }
}
