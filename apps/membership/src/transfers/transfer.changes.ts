import { LEVEL_OF_TYPE, PostEndedV1, UnitAdvancedV1, UnitEndedV1, UnitFoundedV1, UnitMovedV1 } from '@doanket/contracts';
import { Directory } from '@doanket/directory';
import { addDays, newId, type Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { DirectorySource, planned, type PlannedChange } from '../directory/directory-source';
import { UnitTree } from '../units/unit-tree';
import { NotTransferable } from './transfer.errors';
import type { Transfer, TransferUnit } from './transfer.store';

/** What a confirmed transfer does to the tree, everything at once. */
@Injectable()
export class TransferChanges {
  constructor(private readonly directory: Directory, private readonly tree: UnitTree, private readonly source: DirectorySource) {}

  async apply(tx: Tx, transfer: Transfer, units: readonly TransferUnit[], from: Day): Promise<void> {
    const changes: PlannedChange[] = [];
    for (const unit of units) changes.push(...(await this.of(tx, transfer, unit, from)));
    await this.source.recordAtOnce(tx, transfer.decisionId, changes, from);
    // A parent whose end is known by then hands its new children on.
    if (transfer.direction === 'WITHIN') await this.tree.rehang(tx, units.flatMap(({ unitId }) => unitId ?? []), transfer.decisionId);
  }

  private async of(tx: Tx, { direction, receiverId }: Transfer, unit: TransferUnit, from: Day): Promise<PlannedChange[]> {
    if (direction === 'OUT') return this.leaving(tx, unit, from);
    const parent = await this.receiver(tx, receiverId, from);
    if (direction === 'WITHIN') {
      const moved = await this.tree.liveOn(tx, unit.code, from);
      await this.tree.parentFor(tx, moved.type, parent.code, from);
      await this.tree.requireOutside(tx, moved, parent.unitId, from);
      return [planned(UnitMovedV1, { unitId: moved.unitId, parentId: parent.unitId }, from)];
    }
    await this.tree.parentFor(tx, 'G', parent.code, from);
    const known = await this.directory.findByCode(tx, unit.code);
    if (known === null) {
      return [planned(UnitFoundedV1, {
        unitId: newId(), code: unit.code, type: 'G', level: LEVEL_OF_TYPE.G, name: unit.name ?? unit.code, parentId: parent.unitId, state: 'ACTIVE', bloc: unit.bloc, territories: [],
      }, from)];
    }
    // It was here before: the same union with its history goes on.
    if ((await this.directory.requireUnitOn(tx, known.unitId, from)).state !== 'TRANSFERRED_OUT') throw new NotTransferable(unit.code);
    return [
      planned(UnitAdvancedV1, { unitId: known.unitId, state: 'ACTIVE' }, from),
      planned(UnitMovedV1, { unitId: known.unitId, parentId: parent.unitId }, from),
    ];
  }

  /** The union, the departments and groups inside it, and the rights of its committee here, end. */
  private async leaving(tx: Tx, { code }: TransferUnit, from: Day): Promise<PlannedChange[]> {
    const unit = await this.tree.liveOn(tx, code, from);
    const lastDay = addDays(from, -1);
    const below = await this.directory.subtreeOn(tx, unit.unitId, from);
    const states = await this.directory.unitsOn(tx, below, from);
    const ending = below.filter((id) => ['PROPOSED', 'PROVISIONAL', 'ACTIVE'].includes(states.get(id)?.state ?? ''));
    const posts = await this.directory.openPostsOfUnits(tx, ending, lastDay);
    return [
      ...posts.map(({ postId, unitId, personId }) => planned(PostEndedV1, { postId, unitId, personId, lastDay }, from)),
      ...ending.filter((id) => id !== unit.unitId).map((unitId) => planned(UnitEndedV1, { unitId, lastDay, state: 'TRANSFERRED_OUT', successorId: null }, from)),
      planned(UnitEndedV1, { unitId: unit.unitId, lastDay, state: 'TRANSFERRED_OUT', successorId: null }, from),
    ];
  }

  private receiver(tx: Tx, receiverId: string | null, from: Day) {
    if (receiverId === null) throw new Error('A transfer within the tree without a receiver');
    return this.directory.liveUnit(tx, receiverId, from);
  }
}
