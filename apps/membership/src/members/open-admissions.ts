import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';

/** Admissions under way, for whoever is about to end units. */
@Injectable()
export class OpenAdmissions {
  async countIn(tx: Tx, unitIds: readonly string[]): Promise<number> {
    const rows: { n: number }[] = await tx.query("select count(*)::int as n from member where unit_id = any($1) and status in ('DRAFT', 'SUBMITTED')", [unitIds]);
    return rows[0]?.n ?? 0;
  }
}
