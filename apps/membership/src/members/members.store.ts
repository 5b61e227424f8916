import { MemberAdmittedV1 } from '@doanket/contracts';
import { Clock } from '@doanket/kernel';
import { Outbox } from '@doanket/messaging';
import { Transactions, violated, type Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { Member } from './member.entity';
import { AlreadyApplied, MemberNotFound, NeedsTransfer } from './member.errors';

const CHUNK = 200;

/** Loads and stores members, and lets the day of admission come. */
@Injectable()
export class MembersStore {
  constructor(private readonly transactions: Transactions, private readonly outbox: Outbox, private readonly clock: Clock) {}

  async get(tx: Tx, id: string): Promise<Member> {
    const member = await tx.findOne(Member, { where: { id } });
    if (member === null) throw new MemberNotFound();
    return member;
  }

  async getForUpdate(tx: Tx, id: string): Promise<Member> {
    const member = await tx.findOne(Member, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (member === null) throw new MemberNotFound();
    return member;
  }

  ofPerson(tx: Tx, personId: string): Promise<Member[]> {
    return tx.find(Member, { where: { personId }, order: { id: 'ASC' }, take: 100 });
  }

  save(tx: Tx, member: Member): Promise<Member> {
    return tx.save(member).catch((error: unknown) => {
      if (violated(error, 'member_active_person_unique')) throw new NeedsTransfer();
      throw violated(error, 'member_application_unique') ? new AlreadyApplied() : error;
    });
  }

  /** Makes an accepted applicant a member when the day has come, and says so. */
  async activate(tx: Tx, member: Member): Promise<Member> {
    const admitted = member.activate(this.clock.today());
    const saved = await this.save(tx, member);
    if (admitted !== null) await this.outbox.publish(tx, MemberAdmittedV1, admitted);
    return saved;
  }

  /** Whether the person is a member, or accepted as one, in any unit; looks over all rows and tells nothing else. */
  isMemberSomewhere(personId: string): Promise<boolean> {
    return this.transactions.readWhole(async (tx) => {
      const rows: unknown[] = await tx.query("select 1 from member where person_id = $1 and status in ('ACCEPTED', 'ACTIVE', 'TRANSFER_OUT', 'IN_TRANSIT') limit 1", [personId]);
      return rows.length > 0;
    });
  }

  /** Admissions planned for a day that has come; called by a timer. */
  async activateDue(): Promise<void> {
    for (let left = CHUNK; left === CHUNK;) {
      left = await this.transactions.runWhole(async (tx) => {
        const due = await tx.createQueryBuilder(Member, 'm').where("m.status = 'ACCEPTED' and m.admittedOn <= :today", { today: this.clock.today() })
          .orderBy('m.admittedOn').limit(CHUNK).setLock('pessimistic_write').setOnLocked('skip_locked').getMany();
        for (const member of due) await this.activate(tx, member);
        return due.length;
      });
    }
  }
}
