import { Directory, type UnitLabel, type UnitRef } from '@doanket/directory';
import { Clock, type Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { UnitsOutsideIssuer } from '../decisions/decision.errors';
import { UnitsUnknown } from './unit.errors';

/** Shows units, and finds them by code, many at a time. */
@Injectable()
export class Units {
  constructor(private readonly directory: Directory, private readonly clock: Clock) {}

  labels(tx: Tx, unitIds: readonly (string | null | undefined)[]): Promise<(unitId: string | null | undefined) => UnitLabel> {
    return this.directory.labels(tx, unitIds, this.clock.today());
  }

  async label(tx: Tx, unitId: string): Promise<UnitLabel> {
    return (await this.labels(tx, [unitId]))(unitId);
  }

  /** The units with these codes; throws UnitsUnknown naming all that do not exist. */
  async byCodes(tx: Tx, codes: readonly string[]): Promise<ReadonlyMap<string, UnitRef>> {
    const { found, unknown } = await this.directory.byCodes(tx, codes);
    if (unknown.length > 0) throw new UnitsUnknown(unknown);
    return found;
  }

  /** Throws UnitsOutsideIssuer unless all of these units were the issuer or below it on that day. */
  async requireWithin(tx: Tx, issuerUnitId: string, codes: readonly string[], on: Day): Promise<ReadonlyMap<string, UnitRef>> {
    const refs = await this.byCodes(tx, codes);
    const rows: { id: string }[] = await tx.query(
      `select v.unit_id as id from directory_unit_version v join directory_unit_version i on i.unit_id = $2 and i.valid @> $3::date and upper_inf(i.recorded) and v.path <@ i.path
       where v.unit_id = any($1) and v.valid @> $3::date and upper_inf(v.recorded)`, [[...refs.values()].map((unit) => unit.unitId), issuerUnitId, on]);
    const within = new Set(rows.map((row) => row.id));
    const outside = [...refs.values()].filter((unit) => !within.has(unit.unitId)).map((unit) => unit.code);
    if (outside.length > 0) throw new UnitsOutsideIssuer(outside);
    return refs;
  }

  /** Ids of a unit and of all that is below it today, ended units under their successors; for filters of lists. */
  idsBelow(tx: Tx, code: string): Promise<string[]> {
    return this.directory.idsBelowToday(tx, code);
  }
}
