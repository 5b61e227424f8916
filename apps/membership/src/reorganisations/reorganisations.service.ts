import type { Principal } from '@doanket/auth';
import type { executeReorganisation, InputOf, ReorganisationPreview, ReorganisationView, undoReorganisation, UnitsEndedItem } from '@doanket/contracts';
import { Access } from '@doanket/directory';
import { Transactions, type Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { LiveDecisions } from '../decisions/live-decisions';
import { OpenAdmissions } from '../members/open-admissions';
import { UnitHoldings } from '../transfers/unit-holdings';
import { LosingRights } from './losing-rights';
import { MembershipMoves } from './membership-moves';
import { COUNTED_CASES, OpenCases } from './open-cases';
import { ReorganisationDecisions, toReorganisationView } from './reorganisation.decisions';
import { ReorganisationNotFound } from './reorganisation.errors';
import { ReorganisationPlanner, type ReorganisationPlan } from './reorganisation.planner';

type Ending = InputOf<typeof executeReorganisation>['body'];

/** Decisions over many units: dry run, execution, undo (ORG-05). */
@Injectable()
export class ReorganisationsService {
  constructor(
    private readonly transactions: Transactions, private readonly access: Access, private readonly planner: ReorganisationPlanner,
    private readonly changes: ReorganisationDecisions, private readonly decisions: LiveDecisions, private readonly rights: LosingRights, private readonly admissions: OpenAdmissions,
    private readonly holdings: UnitHoldings, private readonly cases: OpenCases, private readonly moves: MembershipMoves,
  ) {}

  dryRun(item: UnitsEndedItem, principal: Principal): Promise<ReorganisationPreview> {
    // Over all rows, once every unit is known to be within reach: half a million memberships, each held against the caller's 7,000 units, took a minute.
    return this.transactions.runWhole(async (tx) => {
      await this.requireReach(tx, item, principal, 'membership.reorganisation.prepare');
      return this.preview(tx, await this.planner.plan(tx, item));
    });
  }

  execute({ decision: by, ...item }: Ending, principal: Principal): Promise<ReorganisationView> {
    return this.transactions.run(async (tx) => {
      // One decision on the tree after the other: the second of two sees what the first did.
      await tx.query('select 1 from directory_state for update');
      await this.requireReach(tx, item, principal, 'membership.unit.decide');
      const decision = await this.decisions.take(tx, principal, { kind: 'UNITS_ENDED', ...by });
      return toReorganisationView(await this.changes.execute(tx, item, decision, principal.post?.unitId ?? ''));
    });
  }

  undo({ params, body }: InputOf<typeof undoReorganisation>, principal: Principal): Promise<ReorganisationView> {
    return this.transactions.run(async (tx) => {
      const reorganisation = await this.changes.getForUpdate(tx, params.id);
      await this.access.requireUnit(tx, principal, 'membership.unit.decide', reorganisation.unitId);
      return toReorganisationView(await this.changes.undo(tx, reorganisation, body.reason));
    });
  }

  get(id: string): Promise<ReorganisationView> {
    return this.transactions.read(async (tx) => {
      const found = await this.changes.find(tx, id);
      if (found === null) throw new ReorganisationNotFound();
      return toReorganisationView(found);
    });
  }

  private async requireReach(tx: Tx, item: UnitsEndedItem, principal: Principal, permission: 'membership.unit.decide' | 'membership.reorganisation.prepare'): Promise<void> {
    for (const { unitCode, successorCode, childrenTo } of item.units) {
      for (const code of [unitCode, successorCode, childrenTo]) if (code !== undefined) await this.access.requireUnitByCode(tx, principal, permission, code);
    }
  }

  private async preview(tx: Tx, plan: ReorganisationPlan): Promise<ReorganisationPreview> {
    const endedIds = [...plan.endings.map(({ unit }) => unit), ...plan.inside].map(({ unitId }) => unitId);
    const losingRights = await this.rights.of(tx, plan.endedPosts, [...plan.endings.map(({ unit }) => unit), ...plan.inside], plan.effectiveOn);
    const childrenOf = new Map<string, number>();
    for (const { from } of plan.rehung) childrenOf.set(from.unitId, (childrenOf.get(from.unitId) ?? 0) + 1);
    return {
      lastDay: plan.lastDay, effectiveOn: plan.effectiveOn,
      ended: plan.endings.map(({ unit, successor }) => ({
        unitCode: unit.code, unitName: unit.name, successorCode: successor?.code ?? null, children: childrenOf.get(unit.unitId) ?? 0,
      })),
      rehung: plan.rehung.map(({ unit, from, to }) => ({ unitCode: unit.code, unitName: unit.name, level: unit.level, fromCode: from.code, toCode: to.code })),
      orphans: plan.rehung.filter(({ orphan }) => orphan).map(({ unit }) => unit.code),
      losingRights, openCases: await this.admissions.countIn(tx, endedIds), admittedSince: await this.moves.admittedSince(tx, plan.endings.flatMap(({ unit, state, successor }) => (state === 'MERGED' && unit.level === 'G' && successor?.level === 'G' ? [unit.unitId] : [])), plan.effectiveOn),
      holdings: await this.holdings.of(tx, endedIds, plan.lastDay), cases: await this.cases.of(tx, endedIds), counted: COUNTED_CASES.map((kind) => kind),
    };
  }
}
