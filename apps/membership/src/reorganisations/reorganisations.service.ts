import type { Principal } from '@doanket/auth';
import type { executeReorganisation, InputOf, ReorganisationPreview, ReorganisationView, undoReorganisation, UnitsEndedItem } from '@doanket/contracts';
import { Access, Directory } from '@doanket/directory';
import { Transactions, type Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { LiveDecisions } from '../decisions/live-decisions';
import { OpenAdmissions } from '../members/open-admissions';
import { PersonNames } from '../persons/person-names';
import { ReorganisationDecisions, toReorganisationView } from './reorganisation.decisions';
import { ReorganisationNotFound } from './reorganisation.errors';
import { ReorganisationPlanner, type ReorganisationPlan } from './reorganisation.planner';

type Ending = InputOf<typeof executeReorganisation>['body'];

/** Decisions over many units: dry run, execution, undo (ORG-05). */
@Injectable()
export class ReorganisationsService {
  constructor(
    private readonly transactions: Transactions, private readonly access: Access, private readonly directory: Directory, private readonly planner: ReorganisationPlanner,
    private readonly changes: ReorganisationDecisions, private readonly decisions: LiveDecisions, private readonly names: PersonNames, private readonly admissions: OpenAdmissions,
  ) {}

  dryRun(item: UnitsEndedItem, principal: Principal): Promise<ReorganisationPreview> {
    return this.transactions.run(async (tx) => {
      await this.requireReach(tx, item, principal, 'membership.reorganisation.prepare');
      return this.preview(tx, await this.planner.plan(tx, item));
    });
  }

  execute({ decision: by, ...item }: Ending, principal: Principal): Promise<ReorganisationView> {
    return this.transactions.run(async (tx) => {
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
    const codes = new Map([...plan.endings.map(({ unit }) => unit), ...plan.inside].map((unit) => [unit.unitId, unit.code]));
    const persons = plan.endedPosts.map(({ personId }) => personId);
    const names = await this.names.of(tx, persons);
    const accounts = new Set((await tx.query('select person_id from directory_account where person_id = any($1)', [persons]) as { person_id: string }[]).map((row) => row.person_id));
    const losingRights: ReorganisationPreview['losingRights'] = [];
    for (const post of plan.endedPosts) {
      const kept = (await this.directory.postsOfPerson(tx, post.personId, plan.effectiveOn)).filter(({ unitId }) => !endedIds.includes(unitId));
      losingRights.push({
        personId: post.personId, personName: names.get(post.personId) ?? null, postId: post.postId, unitCode: codes.get(post.unitId) ?? '',
        hasAccount: accounts.has(post.personId), keepsOtherPosts: kept.length > 0,
      });
    }
    return {
      lastDay: plan.lastDay, effectiveOn: plan.effectiveOn,
      ended: plan.endings.map(({ unit, successor }) => ({
        unitCode: unit.code, unitName: unit.name, successorCode: successor?.code ?? null, children: plan.rehung.filter(({ from }) => from.unitId === unit.unitId).length,
      })),
      rehung: plan.rehung.map(({ unit, from, to }) => ({ unitCode: unit.code, unitName: unit.name, level: unit.level, fromCode: from.code, toCode: to.code })),
      orphans: plan.rehung.filter(({ orphan }) => orphan).map(({ unit }) => unit.code),
      losingRights, openCases: await this.admissions.countIn(tx, endedIds),
    };
  }
}
