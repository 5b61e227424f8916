import { Directory, type UnitRef } from '@doanket/directory';
import { Clock, searchKey } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { UnitsUnknown } from './unit.errors';

/** How units are shown: by their public code and the name nearest to a day. */
export interface UnitLabel { readonly code: string; readonly name: string }

/** Shows units, and finds them by code, many at a time. */
@Injectable()
export class Units {
  constructor(private readonly directory: Directory, private readonly clock: Clock) {}

  async labels(tx: Tx, unitIds: readonly string[]): Promise<(unitId: string) => UnitLabel> {
    const ids = [...new Set(unitIds)];
    if (ids.length === 0) return () => ({ code: '', name: '' });
    const names = await this.directory.namesOn(tx, ids, this.clock.today());
    const rows: { id: string; code: string }[] = await tx.query('select id, code from directory_unit where id = any($1)', [ids]);
    const codes = new Map(rows.map((row) => [row.id, row.code]));
    return (unitId) => ({ code: codes.get(unitId) ?? '', name: names.get(unitId) ?? '' });
  }

  /** The units with these codes; throws UnitsUnknown naming all that do not exist. */
  async byCodes(tx: Tx, codes: readonly string[]): Promise<ReadonlyMap<string, UnitRef>> {
    const wanted = [...new Set(codes)];
    const rows: UnitRef[] = await tx.query('select id as "unitId", code, type, level from directory_unit where code = any($1)', [wanted]);
    const found = new Map(rows.map((unit) => [unit.code, unit]));
    const unknown = wanted.filter((code) => !found.has(code));
    if (unknown.length > 0) throw new UnitsUnknown(unknown);
    return found;
  }

  /** Ids of a unit and of all that is below it today, ended units under their successors; for filters of lists. */
  async idsBelow(tx: Tx, code: string): Promise<string[]> {
    const rows: { id: string }[] = await tx.query(
      `select s.unit_id as id from directory_scope s
       where s.path <@ (select mine.path from directory_scope mine join directory_unit u on u.id = mine.unit_id where u.code = $1)`, [code]);
    return rows.map((row) => row.id);
  }
}

/** A LIKE pattern that finds the text anywhere, without marks and case; its own wild cards are taken literally. */
export function likePattern(text: string): string {
  return `%${searchKey(text).replace(/[\\%_]/g, '\\$&')}%`;
}
