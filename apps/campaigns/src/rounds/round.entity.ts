import type { ContentGroupItem, DataOf, Level, RoundClosedV1, RoundDraftBody, RoundLaunchedV1, RoundPlannedV1, RoundReviewedV1, RoundState as State } from '@doanket/contracts';
import type { Day } from '@doanket/kernel';
import { Check, Column, Entity, Exclusion, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { OwnDraft, ReviewMissing, RoundDaysWrong, RoundNotOver, RoundState } from './round.errors';
import { stateOn } from './round.rules';

/** RUNNING is not stored: it follows from the calendar. */
export type StoredRoundState = Exclude<State, 'RUNNING'>;

/** A peak round of a plan (CMP-02). It is drafted, approved by another person, launched by decision, closed and summarised. */
@Entity({ name: 'round', comment: 'visibility: DOWNWARD' })
@Unique('round_code_unique', ['code'])
@Unique('round_ordinal_unique', ['unitId', 'year', 'ordinal'])
@Check('round_starts_before_end', 'starts_on < ends_on')
@Exclusion('round_no_overlap', `using gist (plan_id with =, daterange(starts_on, ends_on, '[]') with &&) where (starts_on is not null and ends_on is not null)`)
@Index('round_plan_index', ['planId'])
export class Round {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'round_pk' }) id!: string;
  @Column('text') code!: string;
  @Column('uuid', { name: 'plan_id' }) planId!: string;
  @Column('text', { name: 'plan_code' }) planCode!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('text') level!: Level;
  @Column('integer') year!: number;
  /** Number among the unit's rounds of the year. */
  @Column('integer') ordinal!: number;
  @Column('text', { nullable: true }) label!: string | null;
  @Column('text', { name: 'search_key' }) searchKey!: string;
  @Column('date', { name: 'starts_on', nullable: true }) startsOn!: Day | null;
  @Column('date', { name: 'ends_on', nullable: true }) endsOn!: Day | null;
  @Column('date', { name: 'registration_until', nullable: true }) registrationUntil!: Day | null;
  @Column('integer', { name: 'plaque_quota', nullable: true }) plaqueQuota!: number | null;
  @Column('jsonb') groups!: ContentGroupItem[];
  @Column('text') state!: StoredRoundState;
  /** Launched by a decision taken on paper: operational checks that paper can no longer meet are warnings. */
  @Column('boolean') paper!: boolean;
  @Column('uuid', { name: 'drafted_by', nullable: true }) draftedBy!: string | null;
  @Column('date', { name: 'launched_on', nullable: true }) launchedOn!: Day | null;
  @Column('date', { name: 'reviewed_on', nullable: true }) reviewedOn!: Day | null;
  @Column('text', { nullable: true }) review!: string | null;
  @Column('date', { name: 'closed_on', nullable: true }) closedOn!: Day | null;
  @Column('uuid', { name: 'decision_id', nullable: true }) decisionId!: string | null;
  @VersionColumn() version!: number;

  stateOn(today: Day): State {
    return stateOn(this.state, this.startsOn, today);
  }

  get isFrozen(): boolean {
    return this.state === 'SUMMARISED' || this.state === 'ARCHIVED';
  }

  planned(planStartsOn: Day, decisionId: string): DataOf<typeof RoundPlannedV1> {
    return {
      roundId: this.id, roundCode: this.code, planId: this.planId, unitId: this.unitId, level: this.level, year: this.year, ordinal: this.ordinal,
      plannedFor: this.startsOn ?? planStartsOn, decisionId,
    };
  }

  draft(body: Omit<RoundDraftBody, 'targets'>, personId: string | null): void {
    this.require('DRAFT');
    this.label = body.label ?? this.label;
    this.startsOn = body.startsOn ?? this.startsOn;
    this.endsOn = body.endsOn ?? this.endsOn;
    this.registrationUntil = body.registrationUntil ?? this.registrationUntil;
    if (body.plaqueQuota !== undefined) this.plaqueQuota = body.plaqueQuota;
    this.groups = body.groups ?? this.groups;
    this.draftedBy = personId;
    if (this.startsOn !== null && this.endsOn !== null && this.startsOn >= this.endsOn) throw new RoundDaysWrong('END_NOT_AFTER_START');
    if (this.registrationUntil !== null && this.endsOn !== null && this.registrationUntil > this.endsOn) throw new RoundDaysWrong('REGISTRATION_AFTER_END');
  }

  approve(personId: string | null): void {
    this.require('DRAFT');
    if (this.startsOn === null || this.endsOn === null) throw new RoundDaysWrong('MISSING');
    if (this.label === null) throw new RoundDaysWrong('LABEL_MISSING');
    if (this.draftedBy !== null && this.draftedBy === personId) throw new OwnDraft();
    this.state = 'APPROVED';
  }

  launch(decision: { id: string; on: Day; paper: boolean }): DataOf<typeof RoundLaunchedV1> {
    this.require(decision.paper ? 'DRAFT' : 'APPROVED');
    if (this.startsOn === null || this.endsOn === null || this.label === null) throw new RoundDaysWrong('MISSING');
    this.state = 'LAUNCHED';
    this.paper = decision.paper;
    this.launchedOn = decision.on;
    this.decisionId = decision.id;
    this.registrationUntil ??= this.endsOn;
    return {
      roundId: this.id, roundCode: this.code, planId: this.planId, unitId: this.unitId, level: this.level, year: this.year, label: this.label, startsOn: this.startsOn,
      endsOn: this.endsOn, launchedOn: decision.on, decisionId: decision.id,
    };
  }

  keepReview(on: Day, text: string): DataOf<typeof RoundReviewedV1> {
    this.require('LAUNCHED', 'CLOSED');
    this.reviewedOn = on;
    this.review = text;
    return { roundId: this.id, roundCode: this.code, unitId: this.unitId, level: this.level, reviewedOn: on };
  }

  /** `unreviewed`: the first launched round of the same plan that began before this one and has had no review, if any. */
  close(on: Day, unreviewed: Round | null): DataOf<typeof RoundClosedV1> {
    this.require('LAUNCHED');
    if (this.endsOn !== null && on < this.endsOn) throw new RoundNotOver(this.endsOn);
    if (unreviewed !== null) throw new ReviewMissing(unreviewed.code);
    this.state = 'CLOSED';
    this.closedOn = on;
    return { roundId: this.id, roundCode: this.code, unitId: this.unitId, level: this.level, closedOn: on };
  }

  summarise(): void {
    this.require('CLOSED');
    this.state = 'SUMMARISED';
  }

  archive(): void {
    this.require('SUMMARISED');
    this.state = 'ARCHIVED';
  }

  private require(...states: readonly StoredRoundState[]): void {
    if (!states.includes(this.state)) throw new RoundState(this.state, states.join(' or '));
  }
}
