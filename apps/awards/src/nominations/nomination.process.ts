import { type Dossier, type DossierHandlers, Dossiers, type Returned, type RuleLine, type StepTaken } from '@doanket/dossier';
import { Clock } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { Awarding, type Awarded } from '../holdings/awarding.service';
import { Candidates } from '../holdings/candidates.service';
import { conditionsOf, refusalLive } from '../titles/condition.rules';
import { AwardedTwice } from '../holdings/holding.errors';
import { usesOf } from '../holdings/title-awarded.paper';
import { QuotasService } from '../quotas/quotas.service';
import { TitlesService } from '../titles/titles.service';
import { NOMINATION_PROCESSES } from './nomination.dossier';
import { type CouncilVotes, Nomination } from './nomination.entity';
import { NominationStateWrong, VotedInCouncil } from './nomination.errors';
import { lockNomination, lockNominations } from './nominations.store';

interface Settled { readonly nominationId: string; readonly taken: StepTaken }

/** What the steps of a nomination's dossier do to it. */
@Injectable()
export class NominationProcess implements DossierHandlers {
  /** Votes being recorded by a council session, by the transaction and the nomination. */
  private readonly sessions = new WeakMap<Tx, ReadonlyMap<string, CouncilVotes>>();
  /** Lists being decided together. */
  private readonly lists = new WeakMap<Tx, Settled[]>();

  constructor(
    private readonly candidates: Candidates, private readonly titles: TitlesService, private readonly quotas: QuotasService, private readonly awarding: Awarding, dossiers: Dossiers, private readonly clock: Clock,
  ) {
    for (const definition of NOMINATION_PROCESSES) dossiers.register(definition, this);
  }

  /** Lets `work` take VOTE steps with these votes; outside of it they are refused. */
  async inSession(tx: Tx, votes: ReadonlyMap<string, CouncilVotes>, work: () => Promise<void>): Promise<void> {
    this.sessions.set(tx, votes);
    try {
      await work();
    } finally {
      this.sessions.delete(tx);
    }
  }

  /** Decides all that `work` approves as one list: one run of certificate numbers, in this order (AWD-04). */
  async asOneList(tx: Tx, nominationIds: readonly string[], work: () => Promise<void>): Promise<Awarded[]> {
    const settled: Settled[] = [];
    this.lists.set(tx, settled);
    try {
      await work();
    } finally {
      this.lists.delete(tx);
    }
    const place = new Map(nominationIds.map((id, at) => [id, at]));
    return this.award(tx, [...settled].sort((a, b) => (place.get(a.nominationId) ?? 0) - (place.get(b.nominationId) ?? 0)));
  }

  async onSubmitted(tx: Tx, dossier: Dossier): Promise<void> {
    const nomination = await lockNomination(tx, dossier.subjectId);
    await this.titles.requireVersion(tx, nomination.titleCode, nomination.level, { on: this.clock.today(), year: nomination.year });
    nomination.submit();
    await tx.save(nomination);
  }

  async onStep(tx: Tx, dossier: Dossier, taken: StepTaken): Promise<void> {
    if (taken.isLast) return;
    const nomination = await lockNomination(tx, dossier.subjectId);
    if (taken.step.code === 'CHECK') nomination.check();
    else nomination.vote(this.votesOf(tx, nomination.id, taken));
    await tx.save(nomination);
  }

  async onApproved(tx: Tx, dossier: Dossier, taken: StepTaken): Promise<void> {
    const settled = { nominationId: dossier.subjectId, taken };
    const list = this.lists.get(tx);
    if (list === undefined) await this.award(tx, [settled]);
    else list.push(settled);
  }

  async onRejected(tx: Tx, dossier: Dossier, taken: StepTaken): Promise<void> {
    const nomination = await lockNomination(tx, dossier.subjectId);
    if (taken.step.code === 'VOTE') nomination.votedDown(this.votesOf(tx, nomination.id, taken));
    else nomination.reject();
    await tx.save(nomination);
  }

  async onReturned(tx: Tx, dossier: Dossier, returned: Returned): Promise<void> {
    const nomination = await lockNomination(tx, dossier.subjectId);
    nomination.giveBack(returned.to === 'CHECK' ? 'NOMINATED' : returned.to === 'VOTE' ? 'CHECKED' : 'DRAFT');
    await tx.save(nomination);
  }

  async onWithdrawn(tx: Tx, dossier: Dossier): Promise<void> {
    const nomination = await lockNomination(tx, dossier.subjectId);
    nomination.withdraw();
    await tx.save(nomination);
  }

  async onPassed(tx: Tx, dossier: Dossier, unitId: string): Promise<void> {
    const nomination = await lockNomination(tx, dossier.subjectId);
    nomination.unitId = unitId;
    await tx.save(nomination);
  }

  /** The conditions of the title and the quotas of the deciding unit, beside the fields. */
  async rules(tx: Tx, dossier: Dossier): Promise<readonly RuleLine[]> {
    const nomination = await tx.findOne(Nomination, { where: { id: dossier.subjectId } });
    if (nomination === null) return [];
    const candidate = nomination.candidate();
    const [facts] = await this.candidates.factsOf(tx, [candidate], nomination.decidedOn ?? this.clock.today());
    if (facts === undefined) return [];
    const quotas = dossier.stepUnitId === null ? [] : await this.quotas.quotasFor(tx, dossier.stepUnitId, candidate);
    return [
      ...conditionsOf(candidate, facts).map(({ condition, fulfilled, detail }) => ({ code: condition, facts: { fulfilled, detail }, source: 'AWD-01' })),
      ...quotas.map((quota) => ({ code: 'QUOTA', facts: { places: quota.places, used: quota.used, year: quota.year, round: quota.round }, source: quota.decisionNumber })),
    ];
  }

  /** Votes of the running session; those of a paper come with the step. */
  private votesOf(tx: Tx, nominationId: string, taken: StepTaken): CouncilVotes {
    const votes = this.sessions.get(tx)?.get(nominationId);
    if (votes !== undefined) return votes;
    if (taken.paper && taken.votes !== null) return { present: taken.votes.total, members: taken.votes.total, inFavour: taken.votes.inFavour };
    throw new VotedInCouncil();
  }

  /** Checks the conditions by the day of the decision and the quotas of its unit, then gives the titles. */
  private async award(tx: Tx, settled: readonly Settled[]): Promise<Awarded[]> {
    const [first] = settled;
    if (first === undefined) return [];
    const { decision, unit } = first.taken;
    if (decision === null) throw new RangeError('The deciding step has no decision');
    const byId = new Map((await lockNominations(tx, settled.map((one) => one.nominationId))).map((nomination) => [nomination.id, nomination]));
    const nominations = settled.flatMap((one) => byId.get(one.nominationId) ?? []);
    const candidates = nominations.map((nomination) => nomination.candidate());
    const facts = await this.candidates.factsOf(tx, candidates, decision.decidedOn);
    const moneyOf = await this.titles.moneyOn(tx, decision.decidedOn);
    const [exceeded] = await this.quotas.exceeded(tx, unit.unitId, usesOf(candidates), decision.decidedOn);
    if (exceeded !== undefined) throw exceeded;
    const awards = nominations.map((nomination, at) => {
      const [candidate, fact] = [candidates[at], facts[at]];
      if (nomination.state !== 'VOTED') throw new NominationStateWrong(nomination.state, 'VOTED', [nomination.id]);
      if (candidate === undefined || fact === undefined) throw new RangeError('Nomination without facts');
      const refused = refusalLive(conditionsOf(candidate, fact)) ?? (fact.heldThisYear ? new AwardedTwice(candidate.titleCode, candidate.year) : null);
      if (refused !== null || fact.title === null) throw refused ?? new RangeError('No title');
      return {
        candidate, title: fact.title, standsOn: fact.below?.holdingId ?? null, movement: nomination.movement, schoolYear: nomination.schoolYear, certificateNo: null, amountVnd: moneyOf(fact.title),
        nominationId: nomination.id,
      };
    });
    const level = nominations[0]?.level ?? unit.level;
    const awarded = await this.awarding.award(tx, { id: decision.id, number: decision.number, on: decision.decidedOn, signerPostId: decision.signerPostId, issuerUnitId: unit.unitId, level }, awards);
    await tx.query(
      `update nomination n set state = 'DECIDED', holding_id = a.holding, decided_on = $3, version = n.version + 1 from unnest($1::uuid[], $2::uuid[]) as a(id, holding) where n.id = a.id`,
      [awarded.map((one) => one.nominationId), awarded.map((one) => one.id), decision.decidedOn]);
    return awarded;
  }
}
