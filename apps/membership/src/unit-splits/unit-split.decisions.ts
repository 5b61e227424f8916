import { Audit } from '@doanket/audit';
import { LEVEL_OF_TYPE, PostEndedV1, ReorganisationUndoneV1, UnitEndedV1, UnitFoundedV1, UnitMovedV1, type UnitSplitItem } from '@doanket/contracts';
import { Directory } from '@doanket/directory';
import { addDays, Clock, type Day } from '@doanket/kernel';
import { violated, type Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { DirectorySource, planned } from '../directory/directory-source';
import { UnionSplitsAlready } from '../reorganisations/reorganisation.errors';
import type { DecisionOf } from '../units/unit-decisions';
import { UnitTree } from '../units/unit-tree';
import { UnitSplitPlanner, type UnitSplitPlan } from './unit-split.planner';
import { MembersUnassigned, UnitSplitInEffect, UnitSplitNotFound, UnitSplitUndone } from './unit-split.errors';

export interface UnitSplit { readonly decisionId: string; readonly unitId: string; readonly issuerId: string; readonly effectiveOn: Day; readonly state: 'EXECUTED' | 'UNDONE' }

/** What a decision that splits a union does, live or on paper: the tree at once, the members on the effective day (ADR 24). */
@Injectable()
export class UnitSplitDecisions {
  constructor(
    private readonly planner: UnitSplitPlanner, private readonly source: DirectorySource, private readonly directory: Directory, private readonly tree: UnitTree, private readonly audit: Audit, private readonly clock: Clock,
  ) {}

  async execute(tx: Tx, item: UnitSplitItem, decision: DecisionOf, issuerId: string): Promise<string> {
    // One decision on the tree after the other: the second of two sees what the first did.
    await tx.query('select 1 from directory_state for update');
    const plan = await this.planner.plan(tx, item);
    const unassigned = plan.shares.find(({ part }) => part === null)?.members ?? 0;
    if (plan.successor !== null && unassigned > 0) throw new MembersUnassigned(unassigned);
    await this.save(tx, plan, decision.id, issuerId);
    await this.source.recordAtOnce(tx, decision.id, changesOf(plan), plan.effectiveOn);
    // A parent whose end is known by then hands its new children on.
    await this.tree.rehang(tx, plan.parts.map(({ unitId }) => unitId), decision.id);
    return decision.id;
  }

  /** Takes it back as a whole, before its effective day: the new unions never were, and their codes stay theirs. */
  async undo(tx: Tx, decisionId: string, reason: string): Promise<void> {
    const split = await this.get(tx, decisionId, true);
    if (split.state === 'UNDONE') throw new UnitSplitUndone();
    if (this.clock.today() >= split.effectiveOn) throw new UnitSplitInEffect(split.effectiveOn);
    const parts = (await tx.query('select part_id as id from unit_split_part where decision_id = $1 order by number', [decisionId]) as { id: string }[]).map(({ id }) => id);
    const lastDay = addDays(split.effectiveOn, -1);
    const posts = await this.directory.openPostsOfUnits(tx, parts, lastDay);
    await this.source.record(tx, decisionId, [
      planned(ReorganisationUndoneV1, {}, split.effectiveOn),
      ...posts.map(({ postId, unitId, personId }) => planned(PostEndedV1, { postId, unitId, personId, lastDay }, split.effectiveOn)),
      ...parts.map((unitId) => planned(UnitEndedV1, { unitId, lastDay, state: 'ENDED', successorId: split.unitId }, split.effectiveOn)),
    ]);
    await tx.query("update unit_split set state = 'UNDONE' where decision_id = $1", [decisionId]);
    await this.audit.record(tx, { action: 'unit-split.undo', objectType: 'unit-split', objectId: decisionId, unitId: split.unitId, why: reason });
  }

  async get(tx: Tx, decisionId: string, forUpdate = false): Promise<UnitSplit> {
    const [split]: UnitSplit[] = await tx.query(
      `select decision_id as "decisionId", unit_id as "unitId", issuer_id as "issuerId", effective_on::text as "effectiveOn", state from unit_split where decision_id = $1 ${forUpdate ? 'for update' : ''}`, [decisionId]);
    if (split === undefined) throw new UnitSplitNotFound();
    return split;
  }

  private async save(tx: Tx, plan: UnitSplitPlan, decisionId: string, issuerId: string): Promise<void> {
    const { unit, effectiveOn, parts } = plan;
    await tx.query('insert into unit_split (decision_id, unit_id, issuer_id, effective_on, successor_id, state) values ($1, $2, $3, $4, $5, $6)',
      [decisionId, unit.unitId, issuerId, effectiveOn, plan.successor?.unitId ?? null, 'EXECUTED']).catch((error: unknown) => {
      throw violated(error, 'unit_split_one_at_a_time') ? new UnionSplitsAlready(unit.code, effectiveOn) : error;
    });
    for (const [number, part] of parts.entries()) {
      const ids = (shared: boolean): string[] => part.employers.filter((one) => one.shared === shared).map(({ id }) => id);
      await tx.query('insert into unit_split_part (part_id, decision_id, unit_id, number, employer_ids, shared_employer_ids) values ($1, $2, $3, $4, $5, $6)',
        [part.unitId, decisionId, unit.unitId, number, ids(false), ids(true)]);
      await tx.query('insert into unit_split_member (decision_id, member_id, unit_id, part_id) select $1, id, $2, $3 from unnest($4::uuid[]) as t(id)', [decisionId, unit.unitId, part.unitId, part.item.memberIds]);
    }
    await this.audit.record(tx, {
      action: 'unit.split', objectType: 'unit', objectId: unit.unitId, unitId: unit.unitId,
      after: { decisionId, effectiveOn, parts: parts.map(({ item }) => item.code), members: plan.shares.flatMap(({ part, members }) => (part === null ? [] : [members])).reduce((sum, n) => sum + n, 0) },
    });
  }
}

/** The tree: new unions, what hangs on them, and the end of the old one. */
function changesOf({ unit, parts, moved, inside, endedPosts, successor, lastDay, effectiveOn }: UnitSplitPlan) {
  return [
    ...parts.map(({ unitId, item, parent, bloc }) => planned(UnitFoundedV1, {
      unitId, code: item.code, type: 'G', level: LEVEL_OF_TYPE.G, name: item.name, parentId: parent.unitId, state: item.state, bloc, territories: [...unit.territories],
    }, effectiveOn)),
    ...moved.map(({ unit: one, to, from }) => planned(UnitMovedV1, { unitId: one.unitId, parentId: to.unitId }, from)),
    ...endedPosts.map(({ postId, unitId, personId }) => planned(PostEndedV1, { postId, unitId, personId, lastDay }, effectiveOn)),
    ...inside.map(({ unitId }) => planned(UnitEndedV1, { unitId, lastDay, state: 'ENDED', successorId: null }, effectiveOn)),
    ...(successor === null ? [] : [planned(UnitEndedV1, { unitId: unit.unitId, lastDay, state: 'MERGED', successorId: successor.unitId }, effectiveOn)]),
  ];
}
