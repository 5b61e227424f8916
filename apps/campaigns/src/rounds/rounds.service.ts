import type { Principal } from '@doanket/auth';
import {
  type approveRound, type archiveRound, type closeRound, type draftRound, type InputOf, type launchRound, type Permission, type PlannedRound, type reviewRound, type RoundLaunchedItem,
  RoundClosedV1, RoundLaunchedV1, RoundPlannedV1, RoundReviewedV1,
} from '@doanket/contracts';
import { Audit } from '@doanket/audit';
import { Access, Directory } from '@doanket/directory';
import { Clock, newId, searchKey, type Day } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import { Transactions, type Tx, violated } from '@doanket/persistence';
import { requireVersion } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { IsNull, LessThan, Not } from 'typeorm';
import { type DecisionRef, LiveDecisions, requireIssuedBy } from '../decisions/live-decisions.service';
import { Plan } from '../plans/plan.entity';
import { roundCode } from '../plans/plan.rules';
import type { TargetOwner } from '../targets/target.entity';
import { TargetsService } from '../targets/targets.service';
import { Units } from '../units/units.service';
import { Round } from './round.entity';
import { DayInFuture, RoundDaysWrong, RoundNotFound, RoundsOverlap } from './round.errors';

/** Peak rounds of plans (CMP-02, CMP-03): planned with the plan, drafted, approved, launched, reviewed and closed. */
@Injectable()
export class RoundsService {
  constructor(
    private readonly transactions: Transactions, private readonly outbox: Outbox, private readonly access: Access, private readonly directory: Directory, private readonly clock: Clock,
    private readonly targets: TargetsService, private readonly decisions: LiveDecisions, private readonly units: Units, private readonly audit: Audit,
  ) {}

  /** The round, or RoundNotFound for one the caller cannot read. */
  async getByCode(tx: Tx, code: string): Promise<Round> {
    const round = await tx.findOne(Round, { where: { code } });
    if (round === null) throw new RoundNotFound();
    return round;
  }

  /** Rounds by code, for batches. Throws RoundNotFound when one is missing. */
  async getByCodes(tx: Tx, codes: readonly string[]): Promise<ReadonlyMap<string, Round>> {
    const wanted = [...new Set(codes)];
    const rounds = wanted.length === 0 ? [] : await tx.createQueryBuilder(Round, 'r').where('r.code = any(:wanted)', { wanted }).getMany();
    if (rounds.length < wanted.length) throw new RoundNotFound();
    return new Map(rounds.map((round) => [round.code, round]));
  }

  /** The rounds that a plan states: drafts, numbered on from the unit's other rounds of the year. */
  async plan(tx: Tx, plan: Plan, planned: readonly PlannedRound[], decision: DecisionRef): Promise<void> {
    if (planned.length === 0) return;
    const { code } = await this.units.label(tx, plan.unitId);
    await tx.query('select pg_advisory_xact_lock(hashtext($1))', [`rounds:${plan.unitId}:${plan.year}`]);
    const [row]: { last: number }[] = await tx.query('select coalesce(max(ordinal), 0)::int as last from round where unit_id = $1 and year = $2', [plan.unitId, plan.year]);
    const first = (row?.last ?? 0) + 1;
    const rounds = planned.map((item, at) => Object.assign(new Round(), {
      id: newId(), code: roundCode(code, plan.year, first + at), planId: plan.id, planCode: plan.code, unitId: plan.unitId, level: plan.level, year: plan.year, ordinal: first + at,
      label: item.label ?? null, searchKey: searchKey(item.label ?? ''), startsOn: item.startsOn ?? null, endsOn: item.endsOn ?? null, registrationUntil: null, plaqueQuota: null,
      groups: [], state: 'DRAFT', paper: false, draftedBy: decision.takenBy, launchedOn: null, reviewedOn: null, review: null, closedOn: null, decisionId: null,
    }));
    await this.saving(tx.insert(Round, rounds));
    await this.outbox.publish(tx, RoundPlannedV1, rounds.map((round) => round.planned(plan.startsOn, decision.id)));
  }

  /** Codes of a plan's rounds, in their order. */
  async codesOf(tx: Tx, planId: string): Promise<string[]> {
    return (await tx.find(Round, { where: { planId }, order: { ordinal: 'ASC' } })).map((round) => round.code);
  }

  draft({ params, body }: InputOf<typeof draftRound>, version: number, principal: Principal): Promise<string> {
    return this.change(params.code, principal, 'campaigns.round.draft', 'draft', async (tx, round) => {
      requireVersion(version, round.version);
      const { targets, ...rest } = body;
      round.draft(rest, principal.personId);
      round.searchKey = searchKey(round.label ?? '');
      await this.requireInsidePlan(tx, round);
      if (targets !== undefined) await this.targets.store(tx, ownerOf(round), targets);
    });
  }

  approve({ params }: InputOf<typeof approveRound>, principal: Principal): Promise<string> {
    return this.change(params.code, principal, 'campaigns.round.decide', 'approve', async (_tx, round) => round.approve(principal.personId));
  }

  launch({ params, body }: InputOf<typeof launchRound>, principal: Principal): Promise<string> {
    return this.change(params.code, principal, 'campaigns.round.decide', 'launch', async (tx, round) => {
      this.requireNotFuture(body.decidedOn, '/body/decidedOn');
      const decision = await this.decisions.take(tx, principal, 'ROUND_LAUNCHED', round.unitId, body);
      await this.announceLaunch(tx, round, decision);
    });
  }

  /** Launches planned rounds that were launched on paper. */
  async launchPaper(tx: Tx, items: readonly RoundLaunchedItem[], decision: DecisionRef): Promise<string[]> {
    const ids: string[] = [];
    for (const item of items) {
      const round = await this.lock(tx, item.roundCode);
      requireIssuedBy(decision, round.unitId, round.code);
      const { roundCode: _code, targets, ...facts } = item;
      round.draft(facts, null);
      round.searchKey = searchKey(round.label ?? '');
      await this.requireInsidePlan(tx, round);
      await this.targets.store(tx, ownerOf(round), targets);
      await this.announceLaunch(tx, round, decision);
      await this.saving(tx.save(round));
      ids.push(round.id);
    }
    return ids;
  }

  review({ params, body }: InputOf<typeof reviewRound>, principal: Principal): Promise<string> {
    return this.change(params.code, principal, 'campaigns.round.decide', 'review', async (tx, round) => {
      this.requireNotFuture(body.reviewedOn, '/body/reviewedOn');
      await this.outbox.publish(tx, RoundReviewedV1, round.keepReview(body.reviewedOn, body.text));
    });
  }

  close({ params, body }: InputOf<typeof closeRound>, principal: Principal): Promise<string> {
    return this.change(params.code, principal, 'campaigns.round.decide', 'close', async (tx, round) => {
      this.requireNotFuture(body.closedOn, '/body/closedOn');
      const unreviewed = await tx.findOne(Round, {
        where: { planId: round.planId, startsOn: LessThan(round.startsOn ?? ''), launchedOn: Not(IsNull()), reviewedOn: IsNull() }, order: { startsOn: 'ASC' },
      });
      await this.outbox.publish(tx, RoundClosedV1, round.close(body.closedOn, unreviewed));
    });
  }

  archive({ params }: InputOf<typeof archiveRound>, principal: Principal): Promise<string> {
    return this.change(params.code, principal, 'campaigns.round.decide', 'archive', async (_tx, round) => round.archive());
  }

  /** Loads, checks reach, locks, changes and saves a round in one transaction; answers its code. */
  change(code: string, principal: Principal, permission: Permission, verb: string, work: (tx: Tx, round: Round) => Promise<void>): Promise<string> {
    return this.transactions.run(async (tx) => {
      const { unitId } = await this.getByCode(tx, code);
      await this.access.requireUnit(tx, principal, permission, unitId);
      if (permission === 'campaigns.round.decide') await this.directory.requireFresh(tx);
      const round = await this.lock(tx, code);
      const before = round.state;
      await work(tx, round);
      await this.saving(tx.save(round));
      await this.audit.record(tx, { action: `round.${verb}`, objectType: 'round', objectId: round.id, unitId, before: { state: before }, after: { state: round.state } });
      return round.code;
    });
  }

  requireNotFuture(day: Day, pointer: string): void {
    if (day > this.clock.today()) throw new DayInFuture(pointer);
  }

  private async announceLaunch(tx: Tx, round: Round, decision: DecisionRef): Promise<void> {
    await this.outbox.publish(tx, RoundLaunchedV1, round.launch({ id: decision.id, on: decision.on, paper: decision.paper }));
    await this.targets.announce(tx, ownerOf(round), decision.on);
  }

  private async lock(tx: Tx, code: string): Promise<Round> {
    const round = await tx.findOne(Round, { where: { code }, lock: { mode: 'pessimistic_write' } });
    if (round === null) throw new RoundNotFound();
    return round;
  }

  private async requireInsidePlan(tx: Tx, round: Round): Promise<void> {
    const plan = await tx.findOne(Plan, { where: { id: round.planId } });
    if (plan === null) return;
    const outside = (round.startsOn !== null && round.startsOn < plan.startsOn) || (round.endsOn !== null && round.endsOn > plan.endsOn);
    if (outside) throw new RoundDaysWrong('OUTSIDE_PLAN');
  }

  private saving<T>(work: Promise<T>): Promise<T> {
    return work.catch((error: unknown) => {
      throw violated(error, 'round_no_overlap') ? new RoundsOverlap() : error;
    });
  }
}

export const ownerOf = (round: Round): TargetOwner => ({ kind: 'ROUND', id: round.id, code: round.code, unitId: round.unitId, level: round.level });
