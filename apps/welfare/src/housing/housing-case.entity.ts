import type { DataOf, HousingApprovedV1, HousingChangeBody, HousingPaidV1, HOUSING_KINDS, LAND_RIGHTS } from '@doanket/contracts';
import { type Day, searchKey, yearOf } from '@doanket/kernel';
import { vnd } from '@doanket/persistence';
import { Column, Entity, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { HousingStateWrong } from './housing.errors';
import { type HousingState, requireDayBetween } from './housing.rules';

/** One household's case of housing support, from the application to the hand-over (WEL-02, WEL-03). */
@Entity({ name: 'housing_case', comment: 'visibility: SELF' })
@Unique('housing_case_no_unique', ['caseNo'])
@Index('housing_case_household_unique', { synchronize: false })
@Index('housing_case_member_index', { synchronize: false })
@Index('housing_case_unit_index', ['unitId', 'id'])
@Index('housing_case_programme_index', ['programmeUnitId', 'programmeYear', 'state'])
export class HousingCase {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'housing_case_pk' }) id!: string;
  @Column('text', { name: 'case_no' }) caseNo!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('uuid', { name: 'programme_unit_id' }) programmeUnitId!: string;
  @Column('integer', { name: 'programme_year' }) programmeYear!: number;
  @Column('text', { name: 'housing_kind' }) housingKind!: (typeof HOUSING_KINDS)[number];
  @Column('text', { name: 'member_name' }) memberName!: string;
  @Column('text', { name: 'member_key' }) memberKey!: string;
  @Column('uuid', { name: 'person_id', nullable: true }) personId!: string | null;
  @Column('date', { name: 'member_since', nullable: true }) memberSince!: Day | null;
  @Column('text', { name: 'household_hash', comment: 'HMAC of the household key under a key outside of the database: once per household, without keeping the number' }) householdHash!: string;
  @Column('text', { name: 'land_right', nullable: true }) landRight!: (typeof LAND_RIGHTS)[number] | null;
  @Column('text', { nullable: true }) place!: string | null;
  @Column('text', { nullable: true, comment: 'sensitive: read by the deciding levels through a route that keeps each reading' }) hardship!: string | null;
  @Column('bigint', { name: 'amount_vnd', transformer: vnd }) amountVnd!: number;
  @Column('text') state!: HousingState;
  @Column('uuid', { name: 'filed_by', nullable: true }) filedBy!: string | null;
  @Column('date', { name: 'surveyed_on', nullable: true }) surveyedOn!: Day | null;
  @Column('date', { name: 'approved_on', nullable: true }) approvedOn!: Day | null;
  @Column('date', { name: 'dossier_completed_on', nullable: true }) dossierCompletedOn!: Day | null;
  @Column('date', { name: 'paid_on', nullable: true }) paidOn!: Day | null;
  @Column('date', { name: 'work_done_on', nullable: true }) workDoneOn!: Day | null;
  @Column('date', { name: 'handed_over_on', nullable: true }) handedOverOn!: Day | null;
  @Column('uuid', { name: 'decision_id', nullable: true }) decisionId!: string | null;
  @Column('boolean') paper!: boolean;
  @VersionColumn() version!: number;

  /** Takes over what was typed, in a draft or in one that was given back. */
  write(body: HousingChangeBody, householdHash: string): void {
    this.require('DRAFT');
    this.housingKind = body.housingKind;
    this.memberName = body.memberName;
    this.memberKey = searchKey(body.memberName);
    this.personId = body.personId ?? null;
    this.memberSince = body.memberSince ?? null;
    this.householdHash = householdHash;
    this.landRight = body.landRight;
    this.place = body.place;
    this.hardship = body.hardship ?? this.hardship;
    this.amountVnd = body.amountVnd;
  }

  /** It falls under the programme of the year in which it was sent. */
  submit(on: Day, programmeUnitId: string): void {
    this.require('DRAFT');
    this.state = 'SUBMITTED';
    this.programmeYear = yearOf(on);
    this.programmeUnitId = programmeUnitId;
  }

  survey(on: Day): void {
    this.require('SUBMITTED');
    this.state = 'SURVEYED';
    this.surveyedOn = on;
  }

  check(): void {
    this.require('SURVEYED');
    this.state = 'CHECKED';
  }

  approve(decision: { readonly id: string; readonly on: Day }): DataOf<typeof HousingApprovedV1> {
    this.require('CHECKED');
    this.state = 'APPROVED';
    this.approvedOn = decision.on;
    this.decisionId = decision.id;
    return {
      caseId: this.id, unitId: this.unitId, housingKind: this.housingKind, approvedOn: decision.on, amountVnd: this.amountVnd, programmeYear: this.programmeYear, decisionId: decision.id,
    };
  }

  reject(): void {
    this.require('SUBMITTED', 'SURVEYED', 'CHECKED');
    this.state = 'REJECTED';
  }

  /** `to`: the step it goes back to; null for whoever sent it. */
  giveBack(to: string | null): void {
    this.require('SUBMITTED', 'SURVEYED', 'CHECKED');
    this.state = to === null ? 'DRAFT' : to === 'SURVEY' ? 'SUBMITTED' : 'SURVEYED';
  }

  withdraw(): void {
    this.require('DRAFT', 'SUBMITTED', 'SURVEYED', 'CHECKED');
    this.state = 'WITHDRAWN';
  }

  completeDossier(on: Day, today: Day): void {
    this.require('APPROVED');
    requireDayBetween('completedOn', on, this.approvedOn, today);
    this.state = 'DOSSIER_COMPLETE';
    this.dossierCompletedOn = on;
  }

  pay(payment: { readonly id: string; readonly decisionId: string; readonly on: Day }): DataOf<typeof HousingPaidV1> {
    this.require('DOSSIER_COMPLETE');
    this.state = 'DISBURSED';
    this.paidOn = payment.on;
    return { caseId: this.id, paymentId: payment.id, unitId: this.unitId, housingKind: this.housingKind, paidOn: payment.on, amountVnd: this.amountVnd, decisionId: payment.decisionId };
  }

  /** Asked before the payment is decided. */
  requirePayable(on: Day, today: Day): void {
    this.require('DOSSIER_COMPLETE');
    requireDayBetween('paidOn', on, this.dossierCompletedOn, today);
  }

  finishWork(on: Day, today: Day): void {
    this.require('DISBURSED');
    requireDayBetween('doneOn', on, this.approvedOn, today);
    this.state = 'WORK_DONE';
    this.workDoneOn = on;
  }

  handOver(on: Day, today: Day): void {
    this.require('WORK_DONE');
    requireDayBetween('handedOverOn', on, this.workDoneOn, today);
    this.state = 'HANDED_OVER';
    this.handedOverOn = on;
  }

  private require(...states: HousingState[]): void {
    if (!states.includes(this.state)) throw new HousingStateWrong(this.state, states);
  }
}
