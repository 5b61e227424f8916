import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';

/** Today's names of persons, for views of other features. What the transaction may not see is missing. */
@Injectable()
export class PersonNames {
  async of(tx: Tx, personIds: readonly string[]): Promise<Map<string, string>> {
    if (personIds.length === 0) return new Map();
    const rows: { id: string; full_name: string }[] = await tx.query('select id, full_name from person where id = any($1)', [[...new Set(personIds)]]);
    return new Map(rows.map((row) => [row.id, row.full_name]));
  }
}
