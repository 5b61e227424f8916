import { campaignsPaperItems as items, type Level, type PlanIssuedItem } from '@doanket/contracts';
import { Directory } from '@doanket/directory';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { ClustersService } from '../clusters/clusters.service';
import { SurveysService } from '../clusters/surveys.service';
import { ContestsService } from '../contests/contests.service';
import { EntriesService } from '../contests/entries.service';
import type { DecisionRef } from '../decisions/live-decisions.service';
import { MovementsService } from '../movements/movements.service';
import { PetitionsPaper } from '../petitions/petitions.paper';
import { AdoptionsService } from '../plans/adoptions.service';
import { PlansService } from '../plans/plans.service';
import { RoundsService } from '../rounds/rounds.service';
import { WorksPaper } from '../works/works.paper';
import { paper } from './paper';

const ALL: readonly Level[] = ['N', 'C', 'S', 'G'];

/** Every kind of paper decision that campaigns takes, and who does it. */
@Injectable()
export class CampaignPapers {
  constructor(
    private readonly plans: PlansService, private readonly adoptions: AdoptionsService, private readonly rounds: RoundsService, private readonly works: WorksPaper,
    private readonly clusters: ClustersService, private readonly surveys: SurveysService, private readonly contests: ContestsService, private readonly entries: EntriesService,
    private readonly petitions: PetitionsPaper, private readonly movements: MovementsService, private readonly directory: Directory,
  ) {}

  all() {
    return [
      paper({ kind: 'PLAN_ISSUED', item: items.PLAN_ISSUED, issuers: ALL, apply: (tx, list, decision) => this.each(list, (item) => this.issuePlan(tx, item, decision)) }),
      paper({ kind: 'PLAN_AMENDED', item: items.PLAN_AMENDED, issuers: ALL, apply: (tx, list, decision) => this.each(list, async (item) => (await this.plans.amendBy(tx, item.planCode, item.addedRounds, decision)).id) }),
      paper({ kind: 'ROUND_LAUNCHED', item: items.ROUND_LAUNCHED, issuers: ALL, apply: (tx, list, decision) => this.rounds.launchPaper(tx, list, decision) }),
      paper({
        kind: 'PLAN_ADOPTED', item: items.PLAN_ADOPTED, issuers: ALL,
        warn: async (tx, list) => {
          const asked = await this.adoptions.asked(tx, list);
          return list.map((item) => (asked.has(`${item.planCode} ${item.unitCode}`) ? [] : ['NOT_ASKED']));
        },
        apply: (tx, list, decision) => this.adoptions.adoptPaper(tx, list, decision),
      }),
      paper({
        kind: 'MOVEMENT_OPENED', item: items.MOVEMENT_OPENED, issuers: ALL,
        apply: (tx, list, decision) => this.each(list, async (item) => (await this.movements.open(tx, item, decision, null)).id),
      }),
      paper({
        kind: 'MOVEMENT_CLOSED', item: items.MOVEMENT_CLOSED, issuers: ALL,
        apply: (tx, list, decision) => this.each(list, async (item) => (await this.movements.close(tx, item, decision)).id),
      }),
      paper({
        kind: 'CLUSTER_FORMED', item: items.CLUSTER_FORMED, issuers: ['N', 'C', 'S'],
        apply: (tx, list, decision) => this.each(list, async (item) => (await this.clusters.form(tx, item, decision)).id),
      }),
      paper({
        kind: 'COMMITMENT_SIGNED', item: items.COMMITMENT_SIGNED, issuers: ALL,
        warn: async (_tx, list) => list.map((item) => (item.titleCodes.length === 0 ? ['NO_TITLE'] : [])), apply: (tx, list, decision) => this.clusters.signPaper(tx, list, decision),
      }),
      paper({ kind: 'CLUSTER_SURVEYED', item: items.CLUSTER_SURVEYED, issuers: ['N', 'C', 'S'], apply: (tx, list, decision) => this.surveys.holdPaper(tx, list, decision) }),
      paper({
        kind: 'WORK_VERIFIED', item: items.WORK_VERIFIED, issuers: ['C', 'S'],
        warn: (tx, list, decision) => this.works.checkVerified(tx, list, decision), apply: (tx, list, decision) => this.works.applyVerified(tx, list, decision),
      }),
      paper({ kind: 'PLAQUE_ATTACHED', item: items.PLAQUE_ATTACHED, issuers: ['C'], apply: (tx, list, decision) => this.works.applyPlaques(tx, list, decision) }),
      paper({ kind: 'CONTEST_HELD', item: items.CONTEST_HELD, issuers: ALL, apply: (tx, list, decision) => this.contests.holdPaper(tx, list, decision) }),
      paper({ kind: 'CONTEST_ENTRIES', item: items.CONTEST_ENTRIES, issuers: ALL, apply: (tx, list, decision) => this.entries.enterPaper(tx, list, decision) }),
      paper({ kind: 'CONTEST_PRIZES', item: items.CONTEST_PRIZES, issuers: ALL, apply: (tx, list, decision) => this.contests.awardPaper(tx, list, decision) }),
      paper({ kind: 'PETITIONS_SETTLED', item: items.PETITIONS_SETTLED, issuers: ALL, apply: (tx, list, decision) => this.petitions.apply(tx, list, decision) }),
    ] as const;
  }

  /** A plan, and the rounds it launched with the same paper. */
  private async issuePlan(tx: Tx, item: PlanIssuedItem, decision: DecisionRef): Promise<string> {
    const plan = await this.plans.issue(tx, { ...item, rounds: item.rounds.map(({ launch: _launch, ...round }) => round) }, await this.directory.getById(tx, decision.issuerUnitId), decision);
    const codes = await this.rounds.codesOf(tx, plan.id);
    const launched = item.rounds.flatMap(({ launch, label, startsOn, endsOn }, at) => {
      const roundCode = codes[at];
      if (launch === undefined || roundCode === undefined) return [];
      return [{ roundCode, label: label ?? '', startsOn: startsOn ?? '', endsOn: endsOn ?? '', ...launch }];
    });
    await this.rounds.launchPaper(tx, launched, decision);
    return plan.id;
  }

  private async each<Item>(list: readonly Item[], work: (item: Item) => Promise<string>): Promise<string[]> {
    const ids: string[] = [];
    for (const item of list) ids.push(await work(item));
    return ids;
  }
}
