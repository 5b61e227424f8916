import type { DataOf, Level, PlaqueAttachedV1, WorkKind, WorkRegisteredV1, WorkState, WorkVerifiedV1 } from '@doanket/contracts';
import type { Day } from '@doanket/kernel';
import { vnd } from '@doanket/persistence';
import { Column, Entity, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { CompletedBeforeRegistered, OwnWork, PlaqueBeforeVerified, VerifiedBeforeCompleted, WorkStateWrong } from './work.errors';

/** What the city decided with a plaque (CMP-09). */
export interface Plaque { readonly socialMeaning: string; readonly plaqueText: string; readonly attachedOn: Day; readonly place: string; readonly valueVnd: number | null; readonly decisionId: string }

/** A work, product or task that a unit registered for a round (CMP-08). The day that counts is that of completion. */
@Entity({ name: 'work', comment: 'visibility: SUBTREE' })
@Unique('work_title_unique', ['roundId', 'unitId', 'titleKey'])
@Index('work_round_index', ['roundId', 'state', 'level'])
@Index('work_unit_index', ['unitId'])
export class Work {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'work_pk' }) id!: string;
  @Column('uuid', { name: 'round_id' }) roundId!: string;
  @Column('text', { name: 'round_code' }) roundCode!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('text') level!: Level;
  @Column('text') kind!: WorkKind;
  @Column('text') title!: string;
  @Column('text', { name: 'title_key' }) titleKey!: string;
  @Column('text') state!: WorkState;
  @Column('date', { name: 'registered_on', nullable: true }) registeredOn!: Day | null;
  @Column('date', { name: 'completed_on', nullable: true }) completedOn!: Day | null;
  @Column('date', { name: 'verified_on', nullable: true }) verifiedOn!: Day | null;
  @Column('boolean') late!: boolean;
  @Column('bigint', { name: 'value_vnd', nullable: true, transformer: vnd }) valueVnd!: number | null;
  @Column('jsonb', { nullable: true }) plaque!: Plaque | null;
  /** Persons who registered or completed it; none of them verifies it. */
  @Column('uuid', { name: 'handled_by', array: true }) handledBy!: string[];
  @Column('uuid', { name: 'decision_id', nullable: true }) decisionId!: string | null;
  @Column('text', { array: true }) warnings!: string[];
  @VersionColumn() version!: number;

  registered(): DataOf<typeof WorkRegisteredV1> {
    return { ...this.facts(), registeredOn: this.registeredOn ?? '' };
  }

  accept(personId: string | null): void {
    this.require('REGISTERED');
    if (personId === null || this.handledBy.includes(personId)) throw new OwnWork();
    this.state = 'ACCEPTED';
  }

  start(): void {
    this.require('ACCEPTED');
    this.state = 'IN_PROGRESS';
  }

  complete(on: Day, late: boolean, personId: string | null): void {
    this.require('IN_PROGRESS');
    if (this.registeredOn !== null && on < this.registeredOn) throw new CompletedBeforeRegistered(this.registeredOn);
    this.state = 'COMPLETED';
    this.completedOn = on;
    this.late = late;
    if (personId !== null && !this.handledBy.includes(personId)) this.handledBy = [...this.handledBy, personId];
  }

  verify(decision: { id: string; on: Day }, personId: string | null): DataOf<typeof WorkVerifiedV1> {
    this.require('COMPLETED');
    if (personId === null || this.handledBy.includes(personId)) throw new OwnWork();
    if (this.completedOn !== null && decision.on < this.completedOn) throw new VerifiedBeforeCompleted(this.completedOn);
    this.state = 'VERIFIED';
    this.verifiedOn = decision.on;
    this.decisionId = decision.id;
    return this.verified();
  }

  /** What is said of a verified work, live or from paper. */
  verified(): DataOf<typeof WorkVerifiedV1> {
    return {
      ...this.facts(), registeredOn: this.registeredOn, completedOn: this.completedOn ?? '', verifiedOn: this.verifiedOn ?? '', late: this.late, decisionId: this.decisionId ?? '',
    };
  }

  attach(plaque: Plaque, issuerUnitId: string): DataOf<typeof PlaqueAttachedV1> {
    this.require('VERIFIED');
    const completedOn = this.completedOn ?? '';
    if (this.verifiedOn !== null && plaque.attachedOn < this.verifiedOn) throw new PlaqueBeforeVerified(this.verifiedOn);
    this.state = 'PLAQUE_ATTACHED';
    this.plaque = plaque;
    return { ...this.facts(), completedOn, attachedOn: plaque.attachedOn, issuerUnitId, decisionId: plaque.decisionId };
  }

  private facts() {
    return { workId: this.id, unitId: this.unitId, level: this.level, workKind: this.kind, roundCode: this.roundCode };
  }

  private require(state: WorkState): void {
    if (this.state !== state) throw new WorkStateWrong(this.state, state);
  }
}
