import { FINAL_UNIT_STATES } from '@doanket/contracts';
import { Directory } from '@doanket/directory';
import { Clock, type Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { UnitsOutsideIssuer, UnitsUnknown } from './unit.errors';

/** How a unit is shown: its public code and the name nearest to today. */
export interface UnitLabel { readonly code: string; readonly name: string }

/** Units many at a time, for lists and papers. */
@Injectable()
export class Units {
  constructor(private readonly directory: Directory, private readonly clock: Clock) {}

  async labels(tx: Tx, unitIds: readonly string[]): Promise<(unitId: string) => UnitLabel> {
    const ids = [...new Set(unitIds)];
    if (ids.length === 0) return () => ({ code: '', name: '' });
    const names = await this.directory.namesOn(tx, ids, this.clock.today());
    const rows: { id: string; code: string }[] = await tx.query('select id, code from directory_unit where id = any($1)', [ids]);
    const codes = new Map(rows.map((row) => [row.id, row.code]));
    return (unitId) => ({ code: codes.get(unitId) ?? '', name: names.get(unitId) ?? codes.get(unitId) ?? '' });
  }

  /** Ids of a unit and of all below it today, ended units under their successors; for filters of lists. */
  async idsBelow(tx: Tx, code: string): Promise<string[]> {
    const rows: { id: string }[] = await tx.query(
      `select s.unit_id as id from directory_scope s
       where s.path <@ (select top.path from directory_scope top join directory_unit u on u.id = top.unit_id where u.code = $1)`, [code]);
    return rows.map((row) => row.id);
  }

  /** Ids by code of units that were the issuer or lay below it on that day. Throws UnitsUnknown, UnitsOutsideIssuer. */
  async withinOn(tx: Tx, issuerUnitId: string, unitCodes: readonly string[], on: Day): Promise<ReadonlyMap<string, string>> {
    const codes = [...new Set(unitCodes)];
    const rows: { code: string; unitId: string; within: boolean }[] = await tx.query(
      `select u.code, u.id as "unitId", coalesce(v.path <@ i.path, false) as within
       from directory_unit u join directory_unit_version v on v.unit_id = u.id and v.valid @> $2::date and upper_inf(v.recorded) and v.state <> all($4)
       left join directory_unit_version i on i.unit_id = $3 and i.valid @> $2::date and upper_inf(i.recorded)
       where u.code = any($1)`, [codes, on, issuerUnitId, FINAL_UNIT_STATES]);
    const found = new Map(rows.map((row) => [row.code, row.unitId]));
    const unknown = codes.filter((code) => !found.has(code));
    if (unknown.length > 0) throw new UnitsUnknown(unknown, on);
    const outside = rows.filter((row) => !row.within).map((row) => row.code);
    if (outside.length > 0) throw new UnitsOutsideIssuer(outside);
    return found;
  }
}
