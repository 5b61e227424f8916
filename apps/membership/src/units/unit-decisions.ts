import {
  LEVEL_OF_TYPE, UnitAdvancedV1, UnitFoundedV1, UnitMovedV1, UnitReclassifiedV1, UnitRenamedV1, type UnitAdvancedItem, type UnitFoundedItem,
  type UnitMovedItem, type UnitReclassifiedItem, type UnitRenamedItem, type UnitType,
} from '@doanket/contracts';
import { newId, type Day } from '@doanket/kernel';
import { violated, type Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { Blocs } from '../blocs/blocs';
import { DirectorySource, planned } from '../directory/directory-source';
import { UnitTree } from './unit-tree';
import { BlocNotForLevel, UnitCannotAdvance, UnitCodeTaken } from './unit.errors';
import { mayAdvance } from './unit.rules';

/** The decision behind a change: live or on paper, the rules are the same. */
export interface DecisionOf { readonly id: string; readonly decidedOn: Day }

/**
 * What decisions do to single units. A change holds from its `validFrom`, else from the day of the decision; one that is
 * recorded later holds from then all the same (handbook 2.0). Each method answers the unit's id.
 */
@Injectable()
export class UnitDecisions {
  constructor(private readonly tree: UnitTree, private readonly source: DirectorySource, private readonly blocs: Blocs) {}

  async found(tx: Tx, item: UnitFoundedItem, decision: DecisionOf): Promise<string> {
    const from = item.validFrom ?? decision.decidedOn;
    const parent = await this.tree.parentFor(tx, item.type, item.parentCode, from);
    requireBlocFits(item.type, item.bloc);
    await this.blocs.requireOpen(tx, item.bloc, from);
    const unitId = newId();
    const founded = planned(UnitFoundedV1, {
      unitId, code: item.code, type: item.type, level: LEVEL_OF_TYPE[item.type], name: item.name, parentId: parent.unitId, state: item.state,
      bloc: item.bloc, territories: item.territories,
    }, from);
    await this.source.record(tx, decision.id, [founded]).catch((error: unknown) => {
      throw violated(error, 'directory_unit_code_unique') ? new UnitCodeTaken(item.code) : error;
    });
    await this.tree.rehang(tx, unitId, decision.id);
    return unitId;
  }

  async advance(tx: Tx, item: UnitAdvancedItem, decision: DecisionOf): Promise<string> {
    const from = item.validFrom ?? decision.decidedOn;
    const unit = await this.tree.on(tx, item.unitCode, from);
    if (!mayAdvance(unit.state, item.state)) throw new UnitCannotAdvance(unit.state);
    await this.source.record(tx, decision.id, [planned(UnitAdvancedV1, { unitId: unit.unitId, state: item.state }, from)]);
    return unit.unitId;
  }

  async rename(tx: Tx, item: UnitRenamedItem, decision: DecisionOf): Promise<string> {
    const from = item.validFrom ?? decision.decidedOn;
    const unit = await this.tree.openOn(tx, item.unitCode, from);
    await this.source.record(tx, decision.id, [planned(UnitRenamedV1, { unitId: unit.unitId, name: item.name }, from)]);
    return unit.unitId;
  }

  async reclassify(tx: Tx, item: UnitReclassifiedItem, decision: DecisionOf): Promise<string> {
    const from = item.validFrom ?? decision.decidedOn;
    const unit = await this.tree.openOn(tx, item.unitCode, from);
    requireBlocFits(unit.type, item.bloc);
    if (item.bloc !== unit.bloc) await this.blocs.requireOpen(tx, item.bloc, from);
    await this.source.record(tx, decision.id, [
      planned(UnitReclassifiedV1, { unitId: unit.unitId, bloc: item.bloc, territories: item.territories }, from),
    ]);
    return unit.unitId;
  }

  async move(tx: Tx, item: UnitMovedItem, decision: DecisionOf): Promise<string> {
    const from = item.validFrom ?? decision.decidedOn;
    const unit = await this.tree.openOn(tx, item.unitCode, from);
    const parent = await this.tree.parentFor(tx, unit.type, item.parentCode, from);
    await this.tree.requireOutside(tx, unit, parent.unitId, from);
    await this.source.record(tx, decision.id, [planned(UnitMovedV1, { unitId: unit.unitId, parentId: parent.unitId }, from)]);
    await this.tree.rehang(tx, unit.unitId, decision.id);
    return unit.unitId;
  }
}

function requireBlocFits(type: UnitType, bloc: string | null): void {
  if (bloc !== null && LEVEL_OF_TYPE[type] !== 'G') throw new BlocNotForLevel(type);
}
