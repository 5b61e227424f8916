import { Directory, type UnitLabel } from '@doanket/directory';
import { Clock, type Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { UnitsOutsideIssuer, UnitsUnknown } from './unit.errors';

/** Units many at a time, for lists and papers. */
@Injectable()
export class Units {
  constructor(private readonly directory: Directory, private readonly clock: Clock) {}

  labels(tx: Tx, unitIds: readonly string[]): Promise<(unitId: string) => UnitLabel> {
    return this.directory.labels(tx, unitIds, this.clock.today());
  }

  /** Ids of a unit and of all below it today, ended units under their successors; for filters of lists. */
  idsBelow(tx: Tx, code: string): Promise<string[]> {
    return this.directory.idsBelowToday(tx, code);
  }

  /** Ids by code of units that were the issuer or lay below it on that day. Throws UnitsUnknown, UnitsOutsideIssuer. */
  async withinOn(tx: Tx, issuerUnitId: string, unitCodes: readonly string[], on: Day): Promise<ReadonlyMap<string, string>> {
    const { found, unknown, outside } = await this.directory.withinOn(tx, issuerUnitId, unitCodes, on);
    if (unknown.length > 0) throw new UnitsUnknown(unknown, on);
    if (outside.length > 0) throw new UnitsOutsideIssuer(outside);
    return new Map([...found].map(([code, unit]) => [code, unit.unitId]));
  }
}
