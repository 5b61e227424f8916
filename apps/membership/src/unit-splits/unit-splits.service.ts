import type { Principal } from '@doanket/auth';
import type { AnswerOf, executeUnitSplit, InputOf, listUnitSplits, UnitSplitItem, UnitSplitPreview, UnitSplitView, undoUnitSplit } from '@doanket/contracts';
import { Access, Directory, UnitNotFound } from '@doanket/directory';
import { Clock } from '@doanket/kernel';
import { Transactions, type Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { LiveDecisions } from '../decisions/live-decisions';
import { LosingRights } from '../reorganisations/losing-rights';
import { OpenCases } from '../reorganisations/open-cases';
import { UnitHoldings } from '../transfers/unit-holdings';
import { UnitSplitDecisions } from './unit-split.decisions';
import { UnitSplitNotFound } from './unit-split.errors';
import { UnitSplitPlanner, type UnitSplitPlan } from './unit-split.planner';
import { UnitSplitQueries } from './unit-splits.queries';

/** So many members without a union are named; the rest is counted. */
const NAMED = 100;

/** Splits of grassroots unions: dry run, decision, undo (ORG-05). */
@Injectable()
export class UnitSplitsService {
  constructor(
    private readonly transactions: Transactions, private readonly access: Access, private readonly directory: Directory, private readonly clock: Clock, private readonly planner: UnitSplitPlanner, private readonly changes: UnitSplitDecisions,
    private readonly decisions: LiveDecisions, private readonly queries: UnitSplitQueries, private readonly holdings: UnitHoldings, private readonly cases: OpenCases, private readonly rights: LosingRights,
  ) {}

  dryRun(item: UnitSplitItem, principal: Principal): Promise<UnitSplitPreview> {
    return this.transactions.runWhole(async (tx) => {
      await this.requireReach(tx, item, principal, 'membership.reorganisation.prepare');
      return this.preview(tx, await this.planner.plan(tx, item));
    });
  }

  execute({ decision: by, ...item }: InputOf<typeof executeUnitSplit>['body'], principal: Principal): Promise<UnitSplitView> {
    return this.transactions.run(async (tx) => {
      await this.requireReach(tx, item, principal, 'membership.unit.decide');
      const decision = await this.decisions.take(tx, principal, { kind: 'UNIT_SPLIT', ...by });
      return this.view(tx, await this.changes.execute(tx, item, decision, principal.post?.unitId ?? ''));
    });
  }

  undo({ params, body }: InputOf<typeof undoUnitSplit>, principal: Principal): Promise<UnitSplitView> {
    return this.transactions.run(async (tx) => {
      const { issuerId } = await this.changes.get(tx, params.id);
      await this.access.requireUnit(tx, principal, 'membership.unit.decide', issuerId).catch((error: unknown) => {
        throw error instanceof UnitNotFound ? new UnitSplitNotFound() : error;
      });
      await this.changes.undo(tx, params.id, body.reason);
      return this.view(tx, params.id);
    });
  }

  get(id: string): Promise<UnitSplitView> {
    return this.transactions.read((tx) => this.view(tx, id));
  }

  /** The union that was split and each that came out of it show the same decision; who reads one of them reads it. */
  list({ params }: InputOf<typeof listUnitSplits>, principal: Principal): Promise<AnswerOf<typeof listUnitSplits>> {
    return this.transactions.readWhole(async (tx) => {
      const { unitId } = await this.directory.getByCode(tx, params.code);
      await this.access.requireReadable(tx, principal, unitId);
      return { items: await this.views(tx, 's.unit_id = $1 or exists (select from unit_split_part o where o.decision_id = s.decision_id and o.part_id = $1)', unitId) };
    });
  }

  private async requireReach(tx: Tx, { unitCode, parts }: UnitSplitItem, principal: Principal, permission: 'membership.unit.decide' | 'membership.reorganisation.prepare'): Promise<void> {
    for (const code of [unitCode, ...parts.map(({ parentCode }) => parentCode)]) if (code !== undefined) await this.access.requireUnitByCode(tx, principal, permission, code);
  }

  private async preview(tx: Tx, plan: UnitSplitPlan): Promise<UnitSplitPreview> {
    const { unit, parts, shares, successor } = plan;
    const ended = successor === null ? [] : [unit, ...plan.inside];
    const sum = (of: UnitSplitPlan['shares']): number => of.reduce((all, { members }) => all + members, 0);
    const goesOn = successor?.item.code ?? unit.code;
    const [holdings] = await this.holdings.of(tx, [unit.unitId], plan.lastDay);
    if (holdings === undefined) throw new UnitNotFound();
    return {
      unitCode: unit.code, unitName: unit.name, lastDay: plan.lastDay, effectiveOn: plan.effectiveOn, successorCode: successor?.item.code ?? null, members: sum(shares),
      parts: parts.map(({ item, parent, bloc, groups, employers }, at) => {
        const mine = shares.filter(({ part }) => part === at);
        return {
          code: item.code, name: item.name, parentCode: parent.code, bloc, members: sum(mine), byGroup: sum(mine.filter(({ groupId }) => groupId !== null)), byName: sum(mine.filter(({ groupId }) => groupId === null)),
          groups: groups.map(({ unitId, code, name }) => ({ code, name, members: sum(mine.filter(({ groupId }) => groupId === unitId)) })),
          employers: employers.map(({ enterpriseCode, name, shared }) => ({ enterpriseCode, name, shared })),
        };
      }),
      unassigned: { count: sum(shares.filter(({ part }) => part === null)), items: await this.queries.unassigned(tx, plan.assignment, NAMED) },
      inTransit: await this.queries.inTransit(tx, unit.unitId), admittedSince: await this.queries.admittedSince(tx, plan.assignment, successor !== null),
      moved: plan.moved.map(({ unit: one, to }) => ({ unitCode: one.code, unitName: one.name, toCode: to.item.code })), endedGroups: plan.inside.map(({ code }) => code),
      losingRights: await this.rights.of(tx, plan.endedPosts, ended, plan.effectiveOn), holdings,
      cases: (await this.cases.of(tx, [unit.unitId])).map(({ kind, open }) => ({ kind, open })), casesGoTo: goesOn, moneyStaysWith: unit.code,
    };
  }

  private async view(tx: Tx, decisionId: string): Promise<UnitSplitView> {
    const [view] = await this.views(tx, 's.decision_id = $1', decisionId);
    if (view === undefined) throw new UnitSplitNotFound();
    return view;
  }

  private views(tx: Tx, condition: string, value: string): Promise<UnitSplitView[]> {
    return tx.query(
      `select s.decision_id as "decisionId", u.code as "unitCode", s.effective_on::text as "effectiveOn", x.code as "successorCode", s.state,
         (select json_agg(json_build_object('unitCode', n.code, 'unitName', coalesce(v.name, n.code), 'members', p.members) order by p.number) from unit_split_part p join directory_unit n on n.id = p.part_id
          left join lateral (select name from directory_unit_version w where w.unit_id = n.id and upper_inf(w.recorded) order by w.valid @> $2::date desc, lower(w.valid) limit 1) v on true where p.decision_id = s.decision_id) as parts
       from unit_split s join directory_unit u on u.id = s.unit_id left join directory_unit x on x.id = s.successor_id where ${condition} order by s.effective_on desc, s.decision_id desc limit 100`, [value, this.clock.today()]);
  }
}
