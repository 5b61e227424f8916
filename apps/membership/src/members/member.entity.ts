import type { DataOf, MemberAdmittedV1, MemberClassifiedV1, MemberStatus, WorkProfile } from '@doanket/contracts';
import type { Day } from '@doanket/kernel';
import { Check, Column, Entity, Index, PrimaryColumn, VersionColumn } from 'typeorm';
import { firstOfMonth, firstOfNextMonth, lastOfMonth } from './membership.rules';
import { AdmittedBeforeApplied, AppliedInFuture, MemberNotInStatus } from './member.errors';

/** What a member consented to, and when. */
export interface ConsentGiven { readonly givenOn: Day; readonly purposes: readonly string[] }

type DescribedProfile = Omit<WorkProfile, 'partyMember'> & { readonly partyMember?: boolean | null | undefined };

/** One membership of one person in one grassroots union, from the application on (ORG-09, ORG-11). */
@Entity({ name: 'member', comment: 'visibility: SELF' })
@Check('member_status', "status in ('DRAFT', 'SUBMITTED', 'ACCEPTED', 'REJECTED', 'ACTIVE', 'TRANSFER_OUT', 'IN_TRANSIT', 'TRANSFERRED', 'LEFT', 'RETIRED', 'DECEASED', 'MERGED')")
@Check('member_skill_grade_range', 'skill_grade between 1 and 7')
@Check('member_admitted_after_applied', 'admitted_on >= applied_on')
@Index('member_active_person_unique', ['personId'], { unique: true, where: "status in ('ACCEPTED', 'ACTIVE', 'TRANSFER_OUT', 'IN_TRANSIT')" })
@Index('member_application_unique', ['personId', 'unitId'], { unique: true, where: "status in ('DRAFT', 'SUBMITTED')" })
@Index('member_unit', ['unitId', 'status'])
@Index('member_person', ['personId'])
@Index('member_dues', { synchronize: false })
@Index('member_employee_code', { synchronize: false })
@Index('member_admitted', { synchronize: false })
@Index('member_education', { synchronize: false })
@Index('member_leader', { synchronize: false })
@Index('member_party', { synchronize: false })
@Index('member_due', ['admittedOn'], { where: "status = 'ACCEPTED'" })
export class Member {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'member_pk' }) id!: string;
  @Column('uuid', { name: 'person_id' }) personId!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('text') status!: MemberStatus;
  @Column('date', { name: 'applied_on', nullable: true }) appliedOn!: Day | null;
  @Column('date', { name: 'admitted_on', nullable: true }) admittedOn!: Day | null;
  @Column('date', { name: 'member_since', nullable: true, comment: 'first admission; transfers keep it: years of membership count from here' }) memberSince!: Day | null;
  @Column('date', { name: 'ended_on', nullable: true, comment: 'last day of this membership' }) endedOn!: Day | null;
  @Column('date', { name: 'dues_from', nullable: true, comment: 'first day of the first month for which dues are owed in this unit' }) duesFrom!: Day | null;
  @Column('date', { name: 'dues_to', nullable: true, comment: 'last day of the last month for which dues are owed in this unit' }) duesTo!: Day | null;
  @Column('uuid', { name: 'import_id', nullable: true, comment: 'the import that brought it in' }) importId!: string | null;
  @Column('uuid', { name: 'transferred_from', nullable: true, comment: 'the membership this one goes on from' }) transferredFrom!: string | null;
  @Column('uuid', { name: 'decision_id', nullable: true }) decisionId!: string | null;
  @Column('uuid', { name: 'dossier_id', nullable: true }) dossierId!: string | null;
  @Column('text', { name: 'rejected_because', nullable: true }) rejectedBecause!: string | null;
  @Column('text', { name: 'employee_code', nullable: true }) employeeCode!: string | null;
  @Column('text', { nullable: true }) job!: string | null;
  @Column('text', { nullable: true }) education!: WorkProfile['education'];
  @Column('boolean', { name: 'direct_worker', nullable: true }) directWorker!: boolean | null;
  @Column('boolean', { nullable: true }) leader!: boolean | null;
  @Column('smallint', { name: 'skill_grade', nullable: true }) skillGrade!: number | null;
  @Column('boolean', { name: 'party_member', nullable: true }) partyMember!: boolean | null;
  @Column('date', { name: 'consent_given_on', nullable: true }) consentGivenOn!: Day | null;
  @Column('text', { name: 'consent_purposes', array: true }) consentPurposes!: string[];
  /** Counts changes of the profile, so that one in the person alone makes a new version too. */
  @Column('integer', { name: 'profile_changes' }) profileChanges!: number;
  @VersionColumn() version!: number;

  static drafted(facts: { id: string; personId: string; unitId: string; profile: DescribedProfile; consent: ConsentGiven | null }): Member {
    const member = Object.assign(new Member(), {
      id: facts.id, personId: facts.personId, unitId: facts.unitId, status: 'DRAFT' as const,
      appliedOn: null, admittedOn: null, memberSince: null, endedOn: null, duesFrom: null, duesTo: null, importId: null, transferredFrom: null, decisionId: null, dossierId: null, rejectedBecause: null, profileChanges: 0, partyMember: null,
    });
    member.describe(facts.profile, facts.consent);
    return member;
  }

  submit(appliedOn: Day, today: Day): void {
    this.require('DRAFT');
    if (appliedOn > today) throw new AppliedInFuture(today);
    this.status = 'SUBMITTED';
    this.appliedOn = appliedOn;
  }

  /** The committee gave it back: the applicant may change and send it again. */
  takeBack(): void {
    this.require('SUBMITTED');
    this.status = 'DRAFT';
  }

  /** The committee admits the applicant from a day on. */
  accept(decision: { id: string; admittedOn: Day }): void {
    this.require('SUBMITTED');
    if (this.appliedOn === null || decision.admittedOn < this.appliedOn) throw new AdmittedBeforeApplied(this.appliedOn ?? decision.admittedOn, decision.admittedOn);
    this.status = 'ACCEPTED';
    this.admittedOn = decision.admittedOn;
    this.memberSince = decision.admittedOn;
    this.duesFrom = firstOfMonth(decision.admittedOn);
    this.decisionId = decision.id;
  }

  reject(because: string | null): void {
    this.require('SUBMITTED');
    this.status = 'REJECTED';
    this.rejectedBecause = because;
  }

  /** The applicant took the application back. */
  withdraw(because: string): void {
    if (this.status !== 'DRAFT') this.require('SUBMITTED');
    this.status = 'REJECTED';
    this.rejectedBecause = because;
  }

  /** The day of admission has come; null while it lies ahead. */
  activate(today: Day): DataOf<typeof MemberAdmittedV1> | null {
    this.require('ACCEPTED');
    if (this.admittedOn === null || this.appliedOn === null || this.decisionId === null) throw new Error('Accepted without day or decision');
    if (this.admittedOn > today) return null;
    this.status = 'ACTIVE';
    return {
      memberId: this.id, personId: this.personId, unitId: this.unitId, level: 'G', admittedOn: this.admittedOn, appliedOn: this.appliedOn,
      directWorker: this.directWorker, leader: this.leader, decisionId: this.decisionId,
    };
  }

  /** Replaces the work profile; party membership, which is not shown, stays when it is left out. Answers what others count by, when that changed for somebody who is a member. */
  describe(profile: DescribedProfile, consent: ConsentGiven | null): DataOf<typeof MemberClassifiedV1> | null {
    const counted = this.directWorker !== profile.directWorker || this.leader !== profile.leader;
    this.employeeCode = profile.employeeCode;
    this.job = profile.job;
    this.education = profile.education;
    this.directWorker = profile.directWorker;
    this.leader = profile.leader;
    this.skillGrade = profile.skillGrade;
    if (profile.partyMember !== undefined) this.partyMember = profile.partyMember;
    this.consentGivenOn = consent?.givenOn ?? null;
    this.consentPurposes = [...(consent?.purposes ?? [])];
    if (!counted || this.status !== 'ACTIVE') return null;
    return { memberId: this.id, personId: this.personId, unitId: this.unitId, directWorker: this.directWorker, leader: this.leader };
  }

  /** Goes to another union: a member until the day of leaving, in transit from it on. Dues are owed for the month of leaving (ORG-10). */
  sendOn(leftOn: Day, today: Day): void {
    this.require('ACTIVE');
    this.status = leftOn > today ? 'TRANSFER_OUT' : 'IN_TRANSIT';
    this.endedOn = leftOn;
    this.duesTo = lastOfMonth(leftOn);
  }

  hasLeft(): void {
    this.require('TRANSFER_OUT');
    this.status = 'IN_TRANSIT';
  }

  /** The other union did not take the member in: goes on as if nothing had been asked. */
  stay(): void {
    if (this.status !== 'TRANSFER_OUT') this.require('IN_TRANSIT');
    this.status = 'ACTIVE';
    this.endedOn = null;
    this.duesTo = null;
  }

  /** Goes on in another union; answers that membership. */
  goOn(facts: { id: string; unitId: string; decisionId: string; askedOn: Day; receivedOn: Day }): Member {
    this.require('IN_TRANSIT');
    this.status = 'TRANSFERRED';
    const next = Object.assign(new Member(), { ...this, ...facts }, {
      status: 'ACTIVE' as const, appliedOn: facts.askedOn < facts.receivedOn ? facts.askedOn : facts.receivedOn, admittedOn: facts.receivedOn, memberSince: this.memberSince ?? this.admittedOn, endedOn: null, duesTo: null,
      duesFrom: later(firstOfNextMonth(this.endedOn ?? facts.receivedOn), firstOfMonth(facts.receivedOn)), dossierId: null, employeeCode: null, importId: null, transferredFrom: this.id, profileChanges: 0,
    });
    return Object.assign(next, { version: undefined, askedOn: undefined, receivedOn: undefined });
  }

  /** Left, retired, deceased; `lastDay` is the last day as a member. */
  end(because: 'LEFT' | 'RETIRED' | 'DECEASED', lastDay: Day): void {
    this.require('ACTIVE');
    this.status = because;
    this.endedOn = lastDay;
    this.duesTo = lastOfMonth(lastDay);
  }

  private require(status: MemberStatus): void {
    if (this.status !== status) throw new MemberNotInStatus(this.status, status);
  }
}

const later = (a: Day, b: Day): Day => (a > b ? a : b);
