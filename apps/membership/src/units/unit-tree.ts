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
    return requireLive(await this.on(tx, code, day), day);
  }

  /** The same, not yet at its end: a proposed unit may be renamed or moved too. */
  async openOn(tx: Tx, code: string, day: Day): Promise<UnitOn> {
    return requireOpen(await this.on(tx, code, day), day);
  }

  /** A unit on which one of this type may hang from that day on. */
  async parentFor(tx: Tx, type: UnitType, parentCode: string, day: Day): Promise<UnitOn> {
    return requireParent(await this.on(tx, parentCode, day), type, day);
  }

  /** Throws UnitInsideItself when the new parent lies below the unit on that day or later. */
  async requireOutside(tx: Tx, unit: UnitOn, parentId: string, day: Day): Promise<void> {
    if ((await this.insideItself(tx, [{ unit, parentId, day }])).size > 0) throw new UnitInsideItself();
  }

  /** Ids of those units whose new parent lies below them on that day or later. */
  async insideItself(tx: Tx, moves: readonly { readonly unit: UnitOn; readonly parentId: string; readonly day: Day }[]): Promise<Set<string>> {
    const rows: { id: string }[] = await tx.query(
      `select distinct t.id from jsonb_to_recordset($1::jsonb) as t(id uuid, code text, parent uuid, day date)
       join directory_unit_version v on v.unit_id = t.parent and upper_inf(v.recorded) and (upper_inf(v.valid) or upper(v.valid) > t.day)
       where t.code = any(string_to_array(ltree2text(v.path), '.'))`,
      [JSON.stringify(moves.map(({ unit, parentId, day }) => ({ id: unit.unitId, code: unit.code, parent: parentId, day })))]);
    return new Set(rows.map(({ id }) => id));
  }

  /**
   * Puts units that would hang on an ended parent where the parent's other children went: on the successor, else the city.
   * Needed when the past is entered after the end of a parent is known. No live unit has an ended parent (ORG-05).
   */
  async rehang(tx: Tx, unitIds: readonly string[], decisionId: string): Promise<void> {
    let waiting = unitIds;
    for (let step = 0; waiting.length > 0 && step < MAX_FOLLOWING; step += 1) {
      const hanging: { unitId: string; day: Day; parentId: string }[] = await tx.query(
        `select distinct on (v.unit_id) v.unit_id as "unitId", greatest(lower(v.valid), lower(p.valid))::text as day, p.unit_id as "parentId"
         from directory_unit_version v
         join directory_unit_version p on p.unit_id = v.parent_id and p.valid && v.valid and upper_inf(p.recorded)
         where v.unit_id = any($1) and upper_inf(v.recorded) and v.state in ('PROPOSED', 'PROVISIONAL', 'ACTIVE') and p.state in ('ENDED', 'MERGED', 'TRANSFERRED_OUT')
         order by v.unit_id, greatest(lower(v.valid), lower(p.valid))`, [waiting]);
      const heirs = new Map<string, UnitOn>();
      for (const { parentId, day } of hanging) {
        if (!heirs.has(`${parentId} ${day}`)) heirs.set(`${parentId} ${day}`, await this.directory.liveUnit(tx, parentId, day));
      }
      const moves = hanging.flatMap(({ unitId, day, parentId }) => {
        const heir = heirs.get(`${parentId} ${day}`);
        return heir === undefined || isFinal(heir.state) ? [] : [{ unitId, day, heirId: heir.unitId }];
      });
      await this.source.record(tx, decisionId, moves.map(({ unitId, day, heirId }) => planned(UnitMovedV1, { unitId, parentId: heirId }, day)));
      waiting = moves.map(({ unitId }) => unitId);
    }
  }
}

/** Throws UnitNotLive unless the unit works. */
function requireLive(unit: UnitOn, day: Day): UnitOn {
  if (!isLive(unit.state)) throw new UnitNotLive(unit.code, unit.state, day);
  return unit;
}

/** Throws UnitNotLive when the unit has come to its end. */
export function requireOpen(unit: UnitOn, day: Day): UnitOn {
  if (isFinal(unit.state)) throw new UnitNotLive(unit.code, unit.state, day);
  return unit;
}

/** Throws unless one of this type may hang on the unit. */
export function requireParent(parent: UnitOn, type: UnitType, day: Day): UnitOn {
  requireLive(parent, day);
  if (!mayHangOn(type, parent.type)) throw new ParentNotHigher(type, parent.type);
  return parent;
}
