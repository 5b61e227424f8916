import { UnitMovedV1, type UnitType } from '@doanket/contracts';
import { Directory, type UnitOn } from '@doanket/directory';
import type { Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { DirectorySource, planned } from '../directory/directory-source';
import { ParentNotHigher, UnitInsideItself, UnitNotLive } from './unit.errors';
import { isFinal, isLive, mayHangOn } from './unit.rules';

/** Moves that may follow from one change before something is wrong with the tree. */
const MAX_FOLLOWING = 20;

/** What the tree allows, asked of it on the day of a change. */
@Injectable()
export class UnitTree {
  constructor(private readonly directory: Directory, private readonly source: DirectorySource) {}

  /** The unit on a day; throws UnitNotFound for an unknown code, UnitNotThereYet before its founding. */
  async on(tx: Tx, code: string, day: Day): Promise<UnitOn> {
    const { unitId } = await this.directory.getByCode(tx, code);
    return this.directory.requireUnitOn(tx, unitId, day);
  }

  /** The same, working on that day. */
  async liveOn(tx: Tx, code: string, day: Day): Promise<UnitOn> {
    const unit = await this.on(tx, code, day);
    if (!isLive(unit.state)) throw new UnitNotLive(code, unit.state, day);
    return unit;
  }

  /** The same, not yet at its end: a proposed unit may be renamed or moved too. */
  async openOn(tx: Tx, code: string, day: Day): Promise<UnitOn> {
    const unit = await this.on(tx, code, day);
    if (isFinal(unit.state)) throw new UnitNotLive(code, unit.state, day);
    return unit;
  }

  /** A unit on which one of this type may hang from that day on. */
  async parentFor(tx: Tx, type: UnitType, parentCode: string, day: Day): Promise<UnitOn> {
    const parent = await this.liveOn(tx, parentCode, day);
    if (!mayHangOn(type, parent.type)) throw new ParentNotHigher(type, parent.type);
    return parent;
  }

  /** Throws UnitInsideItself when the new parent lies below the unit on that day or later. */
  async requireOutside(tx: Tx, unit: UnitOn, parentId: string, day: Day): Promise<void> {
    const rows: unknown[] = await tx.query(
      `select 1 from directory_unit_version v where v.unit_id = $1 and upper_inf(v.recorded) and (upper_inf(v.valid) or upper(v.valid) > $3::date)
         and v.path ~ ('*.' || $2 || '.*')::lquery limit 1`, [parentId, unit.code, day]);
    if (rows.length > 0) throw new UnitInsideItself();
  }

  /**
   * Puts a unit that would hang on an ended parent where the parent's other children went: on the successor, else the city.
   * Needed when the past is entered after the end of a parent is known. No live unit has an ended parent (ORG-05).
   */
  async rehang(tx: Tx, unitId: string, decisionId: string): Promise<void> {
    for (let step = 0; step < MAX_FOLLOWING; step += 1) {
      const rows: { day: Day; parentId: string }[] = await tx.query(
        `select greatest(lower(v.valid), lower(p.valid))::text as day, p.unit_id as "parentId"
         from directory_unit_version v
         join directory_unit_version p on p.unit_id = v.parent_id and p.valid && v.valid and upper_inf(p.recorded)
         where v.unit_id = $1 and upper_inf(v.recorded) and v.state in ('PROPOSED', 'PROVISIONAL', 'ACTIVE') and p.state in ('ENDED', 'MERGED', 'TRANSFERRED_OUT')
         order by 1 limit 1`, [unitId]);
      const [hanging] = rows;
      if (hanging === undefined) return;
      const heir = await this.directory.liveUnit(tx, hanging.parentId, hanging.day);
      if (isFinal(heir.state)) return;
      await this.source.record(tx, decisionId, [planned(UnitMovedV1, { unitId, parentId: heir.unitId }, hanging.day)]);
    }
  }
}
