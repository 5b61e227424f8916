import { Audit } from '@doanket/audit';
import type { Principal } from '@doanket/auth';
import {
  MemberLeftV1, MemberReceivedV1, type AnswerOf, type cancelMemberTransfer, type confirmMemberTransfer, type endMember, type InputOf, type listMemberTransfers, type MemberDetail, type MemberTransferView,
  type refuseMemberTransfer, type transferMember,
} from '@doanket/contracts';
import { Access, Directory, UnitNotFound } from '@doanket/directory';
import { addDays, Clock, newId, type Day } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import { Transactions, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Blocs } from '../blocs/blocs';
import { LiveDecisions } from '../decisions/live-decisions';
import { CarriedDues } from '../dues/carried-dues';
import type { Member } from '../members/member.entity';
import { MemberNotFound, NotAGrassrootsUnion } from '../members/member.errors';
import { MembersService } from '../members/members.service';
import { MembersStore } from '../members/members.store';
import { MembershipRules } from '../rules/membership-rules';
import { isLive } from '../units/unit.rules';
import { ConfirmsOwnTransfer, EndedBeforeAdmitted, EndedInFuture, MemberChangedMeanwhile, MemberTransferNotFound, TransferToSameUnit } from './member-transfer.errors';
import { MemberTransfer } from './member-transfer.entity';
import { MemberTransferQueries } from './member-transfers.queries';

const MOVE = 'membership.member.move';
const IdCursor = z.tuple([z.uuid()]);
const CHUNK = 200;

/**
 * Members who leave, and members who go on elsewhere (ORG-10). The union that is left decides, the other one confirms;
 * neither sees the other's members, so both sides are written over all rows after the rights of the caller were asked.
 */
@Injectable()
export class MemberTransfersService {
  constructor(
    private readonly transactions: Transactions, private readonly clock: Clock, private readonly access: Access, private readonly directory: Directory, private readonly outbox: Outbox, private readonly audit: Audit,
    private readonly decisions: LiveDecisions, private readonly rules: MembershipRules, private readonly blocs: Blocs, private readonly members: MembersService, private readonly store: MembersStore,
    private readonly queries: MemberTransferQueries, private readonly dues: CarriedDues,
  ) {}

  start({ params, body }: InputOf<typeof transferMember>, principal: Principal): Promise<MemberTransferView> {
    return this.transactions.run(async (tx) => {
      // Seen before it is locked: whoever waits behind a merge of the person asked for something that is no more.
      const [seen]: { version: number }[] = await tx.query('select version from member where id = $1', [params.id]);
      const member = await this.mine(tx, params.id, principal);
      const today = this.clock.today();
      const to = await this.directory.getByCode(tx, body.toUnitCode);
      if (to.unitId === member.unitId) throw new TransferToSameUnit();
      await this.requireGrassroots(tx, to.unitId, today);
      requireAfterAdmission(member, body.leftOn);
      const decision = await this.decisions.take(tx, principal, { kind: 'MEMBER_TRANSFERRED', ...body.decision });
      member.sendOn(body.leftOn, today);
      if (member.version !== (body.version ?? seen?.version)) throw new MemberChangedMeanwhile(member.version);
      await this.store.save(tx, member);
      const { value } = await this.rules.require(tx, 'MEMBER_TRANSIT', body.leftOn);
      const transfer = Object.assign(new MemberTransfer(), {
        id: newId(), memberId: member.id, personId: member.personId, fromUnitId: member.unitId, toUnitId: to.unitId, state: member.status === 'IN_TRANSIT' ? ('IN_TRANSIT' as const) : ('TRANSFER_OUT' as const),
        leftOn: body.leftOn, confirmBy: addDays(body.leftOn, value.days), askedOn: today, askedBy: principal.personId, confirmedOn: null, newMemberId: null, decisionId: decision.id, reason: null,
      });
      await tx.save(transfer);
      await this.audit.record(tx, { action: 'member.send-on', objectType: 'member', objectId: member.id, unitId: member.unitId, after: { toUnitId: to.unitId, leftOn: body.leftOn } });
      return this.queries.view(tx, transfer.id, today);
    });
  }

  async confirm({ params, body }: InputOf<typeof confirmMemberTransfer>, principal: Principal): Promise<MemberTransferView> {
    return this.transactions.runWhole(async (tx) => {
      const transfer = await this.reached(tx, params.id, principal, 'IN');
      if (transfer.askedBy !== null && transfer.askedBy === principal.personId) throw new ConfirmsOwnTransfer();
      const today = this.clock.today();
      await this.requireGrassroots(tx, transfer.toUnitId, today);
      await this.blocs.requireOpenFor(tx, transfer.toUnitId, body.confirmedOn);
      const member = await this.store.getForUpdate(tx, transfer.memberId);
      transfer.confirm(body.confirmedOn, newId(), today);
      const next = member.goOn({ id: transfer.newMemberId ?? '', unitId: transfer.toUnitId, decisionId: transfer.decisionId, askedOn: transfer.askedOn, receivedOn: body.confirmedOn });
      await this.store.save(tx, member);
      await this.store.save(tx, next);
      await tx.save(transfer);
      await this.dues.afterTransfer(tx, { from: [member.id], to: [next.id], unitId: next.unitId, duesFrom: next.duesFrom ?? body.confirmedOn }, transfer.leftOn);
      await this.outbox.publish(tx, MemberLeftV1, {
        memberId: member.id, personId: member.personId, unitId: member.unitId, because: 'TRANSFERRED', lastDay: transfer.leftOn, duesTo: member.duesTo, nextMemberId: next.id, decisionId: transfer.decisionId,
      });
      await this.outbox.publish(tx, MemberReceivedV1, {
        memberId: next.id, personId: next.personId, unitId: next.unitId, level: 'G', receivedOn: body.confirmedOn, memberSince: next.memberSince ?? body.confirmedOn, duesFrom: next.duesFrom ?? body.confirmedOn,
        fromMemberId: member.id, fromUnitId: member.unitId, directWorker: next.directWorker, leader: next.leader,
      });
      await this.audit.record(tx, [
        { action: 'member.receive', objectType: 'member', objectId: next.id, unitId: next.unitId, after: { receivedOn: body.confirmedOn } },
        { action: 'member.transferred', objectType: 'member', objectId: member.id, unitId: member.unitId },
      ]);
      return this.queries.view(tx, transfer.id, today);
    });
  }

  refuse({ params, body }: InputOf<typeof refuseMemberTransfer>, principal: Principal): Promise<MemberTransferView> {
    return this.sendBack(params.id, 'REFUSED', body.reason, principal);
  }

  cancel({ params, body }: InputOf<typeof cancelMemberTransfer>, principal: Principal): Promise<MemberTransferView> {
    return this.sendBack(params.id, 'CANCELLED', body.reason, principal);
  }

  list({ query }: InputOf<typeof listMemberTransfers>, principal: Principal): Promise<AnswerOf<typeof listMemberTransfers>> {
    return this.transactions.readWhole(async (tx) => {
      const units = query.unit === undefined ? await this.access.unitsOf(tx, principal) : await this.access.readableSubtree(tx, principal, query.unit);
      const rows = await this.queries.list(tx, { units, direction: query.direction ?? null, state: query.state ?? null, memberId: query.member ?? null, after: decodeCursor(query.cursor, IdCursor)?.[0] ?? null, limit: query.limit + 1, today: this.clock.today() });
      return pageFrom(rows, query.limit, (row) => row, (row): [string] => [row.id]);
    });
  }

  end({ params, body }: InputOf<typeof endMember>, principal: Principal): Promise<MemberDetail> {
    return this.transactions.run(async (tx) => {
      const member = await this.mine(tx, params.id, principal);
      const today = this.clock.today();
      requireAfterAdmission(member, body.endedOn);
      if (body.endedOn > today) throw new EndedInFuture(today);
      const decision = await this.decisions.take(tx, principal, { kind: 'MEMBER_ENDED', ...body.decision });
      member.end(body.because, body.endedOn);
      await this.store.save(tx, member);
      await this.outbox.publish(tx, MemberLeftV1, {
        memberId: member.id, personId: member.personId, unitId: member.unitId, because: body.because, lastDay: body.endedOn, duesTo: member.duesTo, nextMemberId: null, decisionId: decision.id,
      });
      await this.audit.record(tx, { action: 'member.end', objectType: 'member', objectId: member.id, unitId: member.unitId, after: { because: body.because, endedOn: body.endedOn } });
      return this.members.view(tx, member.id);
    });
  }

  /** Days of leaving that have come; called by a timer. */
  async leaveDue(): Promise<void> {
    for (let left = CHUNK; left === CHUNK;) {
      left = await this.transactions.runWhole(async (tx) => {
        const today = this.clock.today();
        const due = await tx.createQueryBuilder(MemberTransfer, 't').where("t.state = 'TRANSFER_OUT' and t.leftOn <= :today", { today }).orderBy('t.leftOn').limit(CHUNK).setLock('pessimistic_write').setOnLocked('skip_locked').getMany();
        for (const transfer of due) {
          if (!transfer.leave(today)) continue;
          const member = await this.store.getForUpdate(tx, transfer.memberId);
          member.hasLeft();
          await this.store.save(tx, member);
          await tx.save(transfer);
        }
        return due.length;
      });
    }
  }

  private sendBack(id: string, state: 'REFUSED' | 'CANCELLED', reason: string, principal: Principal): Promise<MemberTransferView> {
    return this.transactions.runWhole(async (tx) => {
      const transfer = await this.reached(tx, id, principal, state === 'REFUSED' ? 'IN' : 'OUT');
      transfer.close(state, reason);
      const member = await this.store.getForUpdate(tx, transfer.memberId);
      member.stay();
      await this.store.save(tx, member);
      await tx.save(transfer);
      await this.audit.record(tx, { action: state === 'REFUSED' ? 'member.refuse-transfer' : 'member.cancel-transfer', objectType: 'member', objectId: member.id, unitId: member.unitId, why: reason });
      return this.queries.view(tx, id, this.clock.today());
    });
  }

  /** A transfer on the caller's side of it; whoever is on neither side finds nothing. */
  private async reached(tx: Tx, id: string, principal: Principal, side: 'IN' | 'OUT'): Promise<MemberTransfer> {
    const transfer = await tx.findOne(MemberTransfer, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (transfer === null) throw new MemberTransferNotFound();
    await this.access.requireUnit(tx, principal, MOVE, side === 'IN' ? transfer.toUnitId : transfer.fromUnitId).catch((error: unknown) => {
      throw error instanceof UnitNotFound ? new MemberTransferNotFound() : error;
    });
    return transfer;
  }

  private async mine(tx: Tx, id: string, principal: Principal): Promise<Member> {
    const member = await this.store.getForUpdate(tx, id);
    await this.access.requireUnit(tx, principal, MOVE, member.unitId).catch((error: unknown) => {
      throw error instanceof UnitNotFound ? new MemberNotFound() : error;
    });
    return member;
  }

  private async requireGrassroots(tx: Tx, unitId: string, day: Day): Promise<void> {
    const unit = await this.directory.requireUnitOn(tx, unitId, day);
    if (unit.level !== 'G' || !isLive(unit.state)) throw new NotAGrassrootsUnion();
  }
}

function requireAfterAdmission({ admittedOn }: Member, day: Day): void {
  if (admittedOn !== null && day < admittedOn) throw new EndedBeforeAdmitted(admittedOn);
}
