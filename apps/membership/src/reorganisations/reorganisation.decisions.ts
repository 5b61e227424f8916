import { PostEndedV1, ReorganisationUndoneV1, UnitEndedV1, UnitMovedV1, type ReorganisationView, type UnitsEndedItem } from '@doanket/contracts';
import { Audit } from '@doanket/audit';
import { Clock } from '@doanket/kernel';
import { FailPoints } from '@doanket/messaging';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { DirectorySource, planned } from '../directory/directory-source';
import type { DecisionOf } from '../units/unit-decisions';
import { ReorganisationInEffect, ReorganisationNotFound, ReorganisationUndone } from './reorganisation.errors';
import { ReorganisationPlanner } from './reorganisation.planner';
import { Reorganisation } from './reorganisation.entity';

/** What a decision that ends many units does, live or on paper. */
@Injectable()
export class ReorganisationDecisions {
  constructor(
    private readonly planner: ReorganisationPlanner, private readonly source: DirectorySource, private readonly audit: Audit, private readonly clock: Clock, private readonly points: FailPoints,
  ) {}

  async execute(tx: Tx, item: UnitsEndedItem, decision: DecisionOf, issuerUnitId: string): Promise<Reorganisation> {
    const plan = await this.planner.plan(tx, item);
    const { lastDay, effectiveOn } = plan;
    const changes = [
      ...plan.rehung.map(({ unit, to, validFrom }) => planned(UnitMovedV1, { unitId: unit.unitId, parentId: to.unitId }, validFrom)),
      ...plan.endedPosts.map(({ postId, unitId, personId }) => planned(PostEndedV1, { postId, unitId, personId, lastDay }, effectiveOn)),
      ...plan.inside.map(({ unitId }) => planned(UnitEndedV1, { unitId, lastDay, state: 'ENDED', successorId: null }, effectiveOn)),
      ...plan.endings.map(({ unit, state, successor }) =>
        planned(UnitEndedV1, { unitId: unit.unitId, lastDay, state, successorId: successor?.unitId ?? null }, effectiveOn)),
    ];
    await this.source.recordAtOnce(tx, decision.id, changes, effectiveOn);
    const reorganisation = Reorganisation.executed({
      decisionId: decision.id, unitId: issuerUnitId, effectiveOn, endedUnits: plan.endings.length + plan.inside.length,
      movedUnits: plan.rehung.length, endedPosts: plan.endedPosts.length,
    });
    const saved = await tx.save(reorganisation);
    this.points.hit('reorganisation-recorded');
    return saved;
  }

  /** Takes it back as a whole, before its effective day. */
  async undo(tx: Tx, reorganisation: Reorganisation, reason: string): Promise<Reorganisation> {
    if (reorganisation.state === 'UNDONE') throw new ReorganisationUndone();
    if (this.clock.today() >= reorganisation.effectiveOn) throw new ReorganisationInEffect(reorganisation.effectiveOn);
    await this.source.record(tx, reorganisation.decisionId, [planned(ReorganisationUndoneV1, {}, reorganisation.effectiveOn)]);
    reorganisation.state = 'UNDONE';
    await this.audit.record(tx, {
      action: 'reorganisation.undo', objectType: 'reorganisation', objectId: reorganisation.decisionId, unitId: reorganisation.unitId, why: reason,
    });
    return tx.save(reorganisation);
  }

  find(tx: Tx, decisionId: string): Promise<Reorganisation | null> {
    return tx.findOne(Reorganisation, { where: { decisionId } });
  }

  async getForUpdate(tx: Tx, decisionId: string): Promise<Reorganisation> {
    const found = await tx.findOne(Reorganisation, { where: { decisionId }, lock: { mode: 'pessimistic_write' } });
    if (found === null) throw new ReorganisationNotFound();
    return found;
  }
}

export function toReorganisationView(one: Reorganisation): ReorganisationView {
  return {
    decisionId: one.decisionId, effectiveOn: one.effectiveOn, endedUnits: one.endedUnits, movedUnits: one.movedUnits, endedPosts: one.endedPosts, state: one.state,
  };
}
