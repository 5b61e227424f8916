import type { Principal } from '@doanket/auth';
import {
  type assignPetition, type classifyPetition, type InputOf, type linkPetition, type mergePetition, type Permission, PetitionReceivedV1, PetitionResolvedV1, PetitionSettledV1, type raisePetition,
  type resolvePetition, type settlePetition,
} from '@doanket/contracts';
import { Audit } from '@doanket/audit';
import { Access, Directory } from '@doanket/directory';
import { Clock, newId, searchKey } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import { Transactions, type Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { Notices } from '../rounds/notices.service';
import { DayInFuture } from '../rounds/round.errors';
import { RoundsService } from '../rounds/rounds.service';
import { Petition } from './petition.entity';
import { ChannelNotOpen, DueInPast, NotTheOwner, OwnerNotAbove, PetitionNotFound } from './petition.errors';
import { isOpen } from './petition.rules';

/** What a petition starts with; the rest follows in its life. */
export type NewPetition = Pick<Petition, 'unitId' | 'level' | 'bloc' | 'channel' | 'topic' | 'text' | 'source' | 'receivedOn' | 'roundCode'> & Partial<Petition>;

/** Petitions (DLG-02, 03, 04): raised, classified, assigned, merged, answered, solved. */
@Injectable()
export class PetitionsService {
  constructor(
    private readonly transactions: Transactions, private readonly outbox: Outbox, private readonly access: Access, private readonly directory: Directory, private readonly clock: Clock,
    private readonly rounds: RoundsService, private readonly notices: Notices, private readonly audit: Audit,
  ) {}

  /** An officer raises for a unit, any person online for themselves. */
  raise({ body }: InputOf<typeof raisePetition>, principal: Principal): Promise<string> {
    return this.transactions.run(async (tx) => {
      const today = this.clock.today();
      const unit = await this.directory.getByCode(tx, body.unitCode);
      const asPerson = principal.post === null || body.source === 'PERSON';
      if (principal.post !== null) await this.access.requireUnit(tx, principal, 'campaigns.petition.raise', unit.unitId);
      if (asPerson && body.channel !== 'ONLINE') throw new ChannelNotOpen(body.channel);
      const receivedOn = body.receivedOn ?? today;
      if (receivedOn > today) throw new DayInFuture('/body/receivedOn');
      const on = await this.directory.requireUnitOn(tx, unit.unitId, receivedOn);
      const round = body.roundCode === undefined ? null : await this.rounds.getByCode(tx, body.roundCode);
      const petition = petitionOf({
        unitId: unit.unitId, level: on.level, bloc: body.bloc ?? on.bloc, channel: body.channel, topic: body.topic ?? null, text: body.text, source: asPerson ? 'PERSON' : body.source,
        receivedOn, roundCode: round?.code ?? null, authorHidden: body.authorHidden, authorPersonId: asPerson ? principal.personId : null,
        state: body.topic === undefined ? 'RECEIVED' : 'CLASSIFIED',
      });
      await this.receive(tx, [petition]);
      return petition.id;
    });
  }

  /** Stores petitions and says that they came in. */
  async receive(tx: Tx, petitions: readonly Petition[]): Promise<void> {
    if (petitions.length === 0) return;
    await tx.insert(Petition, [...petitions]);
    await this.outbox.publish(tx, PetitionReceivedV1, petitions.map((petition) => petition.received()));
    await this.tell(tx, petitions, 'PETITION_RECEIVED');
  }

  classify({ params, body }: InputOf<typeof classifyPetition>, principal: Principal): Promise<string> {
    return this.change(params.id, principal, 'campaigns.petition.handle', 'classify', async (_tx, petition) => petition.classify(body.topic));
  }

  /** The owner is the unit the petition was raised for, or one above it today. */
  assign({ params, body }: InputOf<typeof assignPetition>, principal: Principal): Promise<string> {
    return this.change(params.id, principal, 'campaigns.petition.handle', 'assign', async (tx, petition) => {
      const owner = await this.directory.getByCode(tx, body.ownerUnitCode);
      const today = this.clock.today();
      if (body.dueOn < today) throw new DueInPast(body.dueOn);
      await this.requireOwner(tx, petition, owner.unitId, owner.code);
      petition.assign({ unitId: owner.unitId, body: body.ownerBody ?? null, dueOn: body.dueOn });
    });
  }

  merge({ params, body }: InputOf<typeof mergePetition>, principal: Principal): Promise<string> {
    return this.change(params.id, principal, 'campaigns.petition.handle', 'merge', async (tx, petition) => {
      const lead = await this.lock(tx, body.into);
      petition.mergeInto(lead);
      // What was merged into this one goes with it: every source points at the one that will be answered.
      await tx.query('update petition set merged_into = $2, version = version + 1 where merged_into = $1', [petition.id, lead.id]);
    });
  }

  link({ params, body }: InputOf<typeof linkPetition>, principal: Principal): Promise<string> {
    return this.change(params.id, principal, 'campaigns.petition.handle', 'link', async (tx, petition) => {
      const other = await this.lock(tx, body.with);
      const joined = other.linkGroup;
      const group = petition.linkWith(other);
      await tx.save(other);
      if (joined !== null && joined !== group) await tx.query('update petition set link_group = $2, version = version + 1 where link_group = $1', [joined, group]);
    });
  }

  /** The owner answers or directs; petitions merged into this one get the same answer, so it goes back to every author. */
  settle({ params, body }: InputOf<typeof settlePetition>, principal: Principal): Promise<string> {
    return this.change(params.id, principal, 'campaigns.petition.answer', 'settle', async (tx, petition) => {
      this.rounds.requireNotFuture(body.settledOn, '/body/settledOn');
      this.requireOwnUnit(petition, principal);
      const answer = { outcome: body.outcome, text: body.text, on: body.settledOn };
      const settled = [petition.settle(answer)];
      const sources = await tx.find(Petition, { where: { mergedInto: petition.id }, lock: { mode: 'pessimistic_write' } });
      for (const source of sources.filter((one) => isOpen(one.state))) settled.push(source.settle({ ...answer, on: answer.on < source.receivedOn ? source.receivedOn : answer.on }, petition));
      await tx.save(sources);
      await this.outbox.publish(tx, PetitionSettledV1, settled);
      await this.tell(tx, [petition, ...sources], 'PETITION_SETTLED');
    });
  }

  resolve({ params, body }: InputOf<typeof resolvePetition>, principal: Principal): Promise<string> {
    return this.change(params.id, principal, 'campaigns.petition.answer', 'resolve', async (tx, petition) => {
      this.rounds.requireNotFuture(body.resolvedOn, '/body/resolvedOn');
      this.requireOwnUnit(petition, principal);
      await this.outbox.publish(tx, PetitionResolvedV1, petition.resolve(body.resolvedOn));
      await this.tell(tx, [petition], 'PETITION_RESOLVED');
    });
  }

  /** Says that petitions came in and were settled at once: paper, and answers given in a survey. */
  async announceSettled(tx: Tx, petitions: readonly Petition[]): Promise<void> {
    await this.outbox.publish(tx, PetitionSettledV1, petitions.map((petition) => petition.settled()));
  }

  /** Throws OwnerNotAbove unless this unit is the petition's own or stands above it today. */
  async requireOwner(tx: Tx, petition: Pick<Petition, 'unitId'>, ownerUnitId: string, ownerCode: string): Promise<void> {
    const rows: unknown[] = await tx.query(
      'select 1 from directory_scope o join directory_scope p on p.path <@ o.path where o.unit_id = $1 and p.unit_id = $2', [ownerUnitId, petition.unitId]);
    if (rows.length === 0) throw new OwnerNotAbove(ownerCode);
  }

  private requireOwnUnit(petition: Petition, principal: Principal): void {
    if (petition.ownerUnitId !== null && petition.ownerUnitId !== principal.post?.unitId) throw new NotTheOwner();
  }

  private async tell(tx: Tx, petitions: readonly Petition[], change: string): Promise<void> {
    for (const code of new Set(petitions.map((petition) => petition.roundCode))) {
      await this.notices.raise(tx, code, petitions.filter((one) => one.roundCode === code).map((one) => ({ unitId: one.unitId, recordType: 'PETITION' as const, recordId: one.id, change })));
    }
  }

  private async lock(tx: Tx, id: string): Promise<Petition> {
    const petition = await tx.findOne(Petition, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (petition === null) throw new PetitionNotFound();
    return petition;
  }

  private change(id: string, principal: Principal, permission: Permission, verb: string, work: (tx: Tx, petition: Petition) => Promise<void>): Promise<string> {
    return this.transactions.run(async (tx) => {
      const petition = await this.lock(tx, id);
      await this.access.requireUnit(tx, principal, permission, petition.unitId);
      if (permission === 'campaigns.petition.answer') await this.directory.requireFresh(tx);
      const before = petition.state;
      await work(tx, petition);
      await tx.save(petition);
      await this.audit.record(tx, {
        action: `petition.${verb}`, objectType: 'petition', objectId: id, unitId: petition.unitId, before: { state: before }, after: { state: petition.state },
      });
      return petition.id;
    });
  }
}

/** A petition with everything that is not known yet left open. */
export function petitionOf(facts: NewPetition): Petition {
  return Object.assign(new Petition(), {
    id: newId(), sourceId: null, authorPersonId: null, authorHidden: false, clusterCode: null, state: 'RECEIVED', ownerUnitId: null, ownerBody: null, dueOn: null, outcome: null, answer: null,
    settledOn: null, resolvedOn: null, mergedInto: null, linkGroup: null, decisionId: null, searchKey: searchKey(facts.text), ...facts,
  });
}
