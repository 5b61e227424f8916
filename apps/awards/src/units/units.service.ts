import { Directory, type UnitLabel, type UnitRef } from '@doanket/directory';
import { Clock } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { UnitsUnknown } from './unit.errors';

/** Shows units, and finds them by code, many at a time. */
@Injectable()
export class Units {
  constructor(private readonly directory: Directory, private readonly clock: Clock) {}

  labels(tx: Tx, unitIds: readonly string[]): Promise<(unitId: string) => UnitLabel> {
    return this.directory.labels(tx, unitIds, this.clock.today());
  }

  /** The units with these codes; throws UnitsUnknown naming all that do not exist. */
  async byCodes(tx: Tx, codes: readonly string[]): Promise<ReadonlyMap<string, UnitRef>> {
    const { found, unknown } = await this.directory.byCodes(tx, codes);
    if (unknown.length > 0) throw new UnitsUnknown(unknown);
    return found;
  }

  /** Ids of a unit and of all that is below it today, ended units under their successors; for filters of lists. */
  idsBelow(tx: Tx, code: string): Promise<string[]> {
    return this.directory.idsBelowToday(tx, code);
  }
}
