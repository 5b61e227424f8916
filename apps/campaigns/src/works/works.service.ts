import type { Principal } from '@doanket/auth';
import {
  type acceptWork, type attachPlaque, type completeWork, type InputOf, type Permission, PlaqueAttachedV1, type registerWork, type startWork, type verifyWork, WorkRegisteredV1, WorkVerifiedV1,
} from '@doanket/contracts';
import { Audit } from '@doanket/audit';
import { Access, Directory, UnitNotFound } from '@doanket/directory';
import { Clock, newId, searchKey, type Day } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import { Transactions, type Tx, violated } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { LiveDecisions } from '../decisions/live-decisions.service';
import { Notices } from '../rounds/notices.service';
import type { Round } from '../rounds/round.entity';
import { isLate } from '../rounds/round.rules';
import { RoundsService } from '../rounds/rounds.service';
import { Work } from './work.entity';
import { LevelMismatch, NotTheNextLevel, PlaqueQuotaUsed, RegistrationClosed, RoundOfUnitBelow, WorkNotFound, WorkTwice } from './work.errors';

/** Registered works, products and tasks, from registration to plaque (CMP-08, CMP-09). */
@Injectable()
export class WorksService {
  constructor(
    private readonly transactions: Transactions, private readonly outbox: Outbox, private readonly access: Access, private readonly directory: Directory, private readonly clock: Clock,
    private readonly rounds: RoundsService, private readonly notices: Notices, private readonly decisions: LiveDecisions, private readonly audit: Audit,
  ) {}

  /** Registered by G or S while the round is launched and its registration open. */
  register({ body }: InputOf<typeof registerWork>, principal: Principal): Promise<string> {
    return this.transactions.run(async (tx) => {
      const round = await this.rounds.getByCode(tx, body.roundCode);
      const today = this.clock.today();
      const unitId = principal.post?.unitId;
      if (unitId === undefined) throw new UnitNotFound();
      await this.access.requireUnit(tx, principal, 'campaigns.work.register', unitId);
      if (round.state !== 'LAUNCHED' || round.registrationUntil === null || today > round.registrationUntil) throw new RegistrationClosed(round.registrationUntil);
      const unit = await this.directory.requireUnitOn(tx, unitId, today);
      if (unit.level !== 'G' && unit.level !== 'S') throw new LevelMismatch(unit.code, unit.level);
      const issuers = [unit, ...(await this.directory.levelsAbove(tx, unitId, today))];
      if (!issuers.some((issuer) => issuer.unitId === round.unitId)) throw new RoundOfUnitBelow(round.code);
      const work = Object.assign(new Work(), {
        id: newId(), roundId: round.id, roundCode: round.code, unitId, level: unit.level, kind: body.kind, title: body.title, titleKey: searchKey(body.title), state: 'REGISTERED',
        registeredOn: today, completedOn: null, verifiedOn: null, late: false, valueVnd: body.valueVnd ?? null, plaque: null, handledBy: principal.personId === null ? [] : [principal.personId], decisionId: null, warnings: [],
      });
      await tx.insert(Work, work).catch((error: unknown) => {
        throw violated(error, 'work_title_unique') ? new WorkTwice(unit.code, work.title) : error;
      });
      await this.outbox.publish(tx, WorkRegisteredV1, work.registered());
      return work.id;
    });
  }

  accept({ params }: InputOf<typeof acceptWork>, principal: Principal): Promise<string> {
    return this.change(params.id, principal, 'campaigns.work.verify', 'accept', async (tx, work) => {
      await this.requireNextLevel(tx, work, principal, this.clock.today());
      work.accept(principal.personId);
    });
  }

  start({ params }: InputOf<typeof startWork>, principal: Principal): Promise<string> {
    return this.change(params.id, principal, 'campaigns.work.register', 'start', async (_tx, work) => work.start());
  }

  complete({ params, body }: InputOf<typeof completeWork>, principal: Principal): Promise<string> {
    return this.change(params.id, principal, 'campaigns.work.register', 'complete', async (_tx, work, round) => {
      this.rounds.requireNotFuture(body.completedOn, '/body/completedOn');
      work.complete(body.completedOn, isLate(body.completedOn, round), principal.personId);
      work.valueVnd = body.valueVnd ?? work.valueVnd;
    });
  }

  verify({ params, body }: InputOf<typeof verifyWork>, principal: Principal): Promise<string> {
    return this.change(params.id, principal, 'campaigns.work.verify', 'verify', async (tx, work) => {
      this.rounds.requireNotFuture(body.decidedOn, '/body/decidedOn');
      await this.requireNextLevel(tx, work, principal, body.decidedOn);
      const decision = await this.decisions.take(tx, principal, 'WORK_VERIFIED', principal.post?.unitId ?? '', body);
      await this.outbox.publish(tx, WorkVerifiedV1, work.verify(decision, principal.personId));
      await this.notices.raise(tx, work.roundCode, [{ unitId: work.unitId, recordType: 'WORK', recordId: work.id, change: 'WORK_VERIFIED' }]);
    });
  }

  attachPlaque({ params, body }: InputOf<typeof attachPlaque>, principal: Principal): Promise<string> {
    return this.change(params.id, principal, 'campaigns.plaque.decide', 'plaque', async (tx, work, round) => {
      this.rounds.requireNotFuture(body.attachedOn, '/body/attachedOn');
      await this.requirePlaqueLeft(tx, round, 1);
      const decision = await this.decisions.take(tx, principal, 'PLAQUE_ATTACHED', principal.post?.unitId ?? '', body);
      const { socialMeaning, plaqueText, attachedOn, place, valueVnd } = body;
      await this.outbox.publish(tx, PlaqueAttachedV1, work.attach({ socialMeaning, plaqueText, attachedOn, place, valueVnd: valueVnd ?? null, decisionId: decision.id }, decision.issuerUnitId));
      await this.notices.raise(tx, work.roundCode, [{ unitId: work.unitId, recordType: 'WORK', recordId: work.id, change: 'PLAQUE_ATTACHED' }]);
    });
  }

  /** CMP-09: the quota is set per round; without one there is no limit. Counting and attaching are serialised per round. */
  async requirePlaqueLeft(tx: Tx, round: Round, wanted: number): Promise<void> {
    if (round.plaqueQuota === null) return;
    await tx.query('select pg_advisory_xact_lock(hashtext($1))', [`plaques:${round.id}`]);
    const used = await tx.countBy(Work, { roundId: round.id, state: 'PLAQUE_ATTACHED' });
    if (used + wanted > round.plaqueQuota) throw new PlaqueQuotaUsed(round.plaqueQuota);
  }

  /** Verified by the next level: S for a G, the city where there is no S; the city for an S (CMP-08). */
  private async requireNextLevel(tx: Tx, work: Work, principal: Principal, on: Day): Promise<void> {
    const next = await this.directory.unitForStep(tx, work.unitId, work.level === 'G' ? 'S' : 'C', on);
    if (next.unitId !== principal.post?.unitId) throw new NotTheNextLevel(next.code);
  }

  private change(id: string, principal: Principal, permission: Permission, verb: string, work: (tx: Tx, thing: Work, round: Round) => Promise<void>): Promise<string> {
    return this.transactions.run(async (tx) => {
      const thing = await tx.findOne(Work, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (thing === null) throw new WorkNotFound();
      await this.access.requireUnit(tx, principal, permission, thing.unitId);
      if (permission !== 'campaigns.work.register') await this.directory.requireFresh(tx);
      const before = thing.state;
      await work(tx, thing, await this.rounds.getByCode(tx, thing.roundCode));
      await tx.save(thing);
      await this.audit.record(tx, { action: `work.${verb}`, objectType: 'work', objectId: id, unitId: thing.unitId, before: { state: before }, after: { state: thing.state } });
      return thing.id;
    });
  }
}
