import { FINAL_UNIT_STATES, type Level } from '@doanket/contracts';
import { Directory, type UnitLabel, type UnitThen } from '@doanket/directory';
import { Clock, type Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { UnitsOutsideIssuer, UnitsUnknown } from './unit.errors';

/** A unit named in a paper, and who decides for it at a level on that day. */
export interface DecidedUnit { readonly unitId: string; readonly deciderId: string; readonly deciderCode: string; readonly deciderLevel: Level }

const RANK = (level: string): string => `array_position(array['N','C','S','G','D','T'], ${level})`;

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

  /**
   * Who decides at a level for each unit in the tree of that day: the nearest unit at the level or above, from the unit
   * upwards; so the city stands in where there was no S. By `code level`. Throws UnitsUnknown.
   */
  async decidersOn(tx: Tx, wanted: readonly { readonly unitCode: string; readonly level: Level }[], on: Day): Promise<ReadonlyMap<string, DecidedUnit>> {
    const keys = [...new Set(wanted.map(({ unitCode, level }) => `${unitCode} ${level}`))];
    const rows: (DecidedUnit & { key: string })[] = await tx.query(
      `select distinct on (w.code, w.level) w.code || ' ' || w.level as key, u.id as "unitId", a.unit_id as "deciderId", au.code as "deciderCode", au.level as "deciderLevel"
       from unnest($1::text[], $2::text[]) as w(code, level)
       join directory_unit u on u.code = w.code
       join directory_unit_version v on v.unit_id = u.id and v.valid @> $3::date and upper_inf(v.recorded) and v.state <> all($4)
       join directory_unit_version a on a.path @> v.path and a.valid @> $3::date and upper_inf(a.recorded) and a.state <> all($4)
       join directory_unit au on au.id = a.unit_id and ${RANK('au.level')} <= ${RANK('w.level')}
       order by w.code, w.level, nlevel(a.path) desc`,
      [keys.map((key) => key.split(' ')[0]), keys.map((key) => key.split(' ')[1]), on, FINAL_UNIT_STATES]);
    const found = new Map(rows.map((row) => [row.key, row]));
    const unknown = keys.filter((key) => !found.has(key)).map((key) => key.split(' ')[0] ?? '');
    if (unknown.length > 0) throw new UnitsUnknown([...new Set(unknown)], on);
    return found;
  }

  /** The units with these codes, which were the issuer or lay below it on that day. Throws UnitsUnknown, UnitsOutsideIssuer. */
  async withinOn(tx: Tx, issuerUnitId: string, unitCodes: readonly string[], on: Day): Promise<ReadonlyMap<string, UnitThen>> {
    const { found, unknown, outside } = await this.directory.withinOn(tx, issuerUnitId, unitCodes, on);
    if (unknown.length > 0) throw new UnitsUnknown(unknown, on);
    if (outside.length > 0) throw new UnitsOutsideIssuer(outside);
    return found;
  }
}
