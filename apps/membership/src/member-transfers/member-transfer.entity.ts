import type { MemberTransferState } from '@doanket/contracts';
import type { Day } from '@doanket/kernel';
import { Check, Column, Entity, Index, PrimaryColumn, VersionColumn } from 'typeorm';
import { ConfirmedBeforeLeft, ConfirmedInFuture, MemberTransferNotInState, TransitTooLong } from './member-transfer.errors';

/** A member on the way from one grassroots union to another (ORG-10). */
@Entity({ name: 'member_transfer', comment: 'visibility: OVERLAY' })
@Check('member_transfer_state', "state in ('TRANSFER_OUT', 'IN_TRANSIT', 'CONFIRMED', 'REFUSED', 'CANCELLED')")
@Index('member_transfer_open_unique', { synchronize: false })
@Index('member_transfer_from', ['fromUnitId', 'id'])
@Index('member_transfer_to', ['toUnitId', 'id'])
@Index('member_transfer_person', ['personId'])
@Index('member_transfer_due', { synchronize: false })
export class MemberTransfer {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'member_transfer_pk' }) id!: string;
  @Column('uuid', { name: 'member_id' }) memberId!: string;
  @Column('uuid', { name: 'person_id' }) personId!: string;
  @Column('uuid', { name: 'from_unit_id' }) fromUnitId!: string;
  @Column('uuid', { name: 'to_unit_id' }) toUnitId!: string;
  @Column('text') state!: MemberTransferState;
  @Column('date', { name: 'left_on' }) leftOn!: Day;
  @Column('date', { name: 'confirm_by' }) confirmBy!: Day;
  @Column('date', { name: 'asked_on' }) askedOn!: Day;
  @Column('uuid', { name: 'asked_by', nullable: true }) askedBy!: string | null;
  @Column('date', { name: 'confirmed_on', nullable: true }) confirmedOn!: Day | null;
  @Column('uuid', { name: 'new_member_id', nullable: true }) newMemberId!: string | null;
  @Column('uuid', { name: 'decision_id' }) decisionId!: string;
  @Column('text', { nullable: true }) reason!: string | null;
  @VersionColumn() version!: number;

  /** The day of leaving has come; false while it lies ahead. */
  leave(today: Day): boolean {
    if (this.state !== 'TRANSFER_OUT' || this.leftOn > today) return false;
    this.state = 'IN_TRANSIT';
    return true;
  }

  confirm(confirmedOn: Day, newMemberId: string, today: Day): void {
    this.require('IN_TRANSIT');
    if (confirmedOn < this.leftOn) throw new ConfirmedBeforeLeft(this.leftOn);
    if (confirmedOn > today) throw new ConfirmedInFuture(today);
    if (confirmedOn > this.confirmBy) throw new TransitTooLong(this.confirmBy);
    Object.assign(this, { state: 'CONFIRMED', confirmedOn, newMemberId });
  }

  close(state: 'REFUSED' | 'CANCELLED', reason: string): void {
    this.require('TRANSFER_OUT', 'IN_TRANSIT');
    Object.assign(this, { state, reason });
  }

  private require(...states: readonly MemberTransferState[]): void {
    if (!states.includes(this.state)) throw new MemberTransferNotInState(this.state, states);
  }
}
