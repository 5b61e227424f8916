import type { TrainingState, TrainingTopic } from '@doanket/contracts';
import type { Day } from '@doanket/kernel';
import { Check, Column, Entity, Index, PrimaryColumn, VersionColumn } from 'typeorm';
import { TrainingInOtherState, TrainingNotThereYet } from './training.errors';

/** A course for union officers in the plan of a year (ORG-19). */
@Entity({ name: 'training_course', comment: 'visibility: DOWNWARD' })
@Check('training_course_state', "state in ('PLANNED', 'HELD', 'CANCELLED')")
@Check('training_course_days', 'ends_on >= starts_on')
@Check('training_course_hours', 'hours > 0')
@Index('training_course_list', ['startsOn', 'id'])
@Index('training_course_unit', ['unitId', 'planYear'])
export class TrainingCourse {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'training_course_pk' }) id!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('text') title!: string;
  @Column('text') topic!: TrainingTopic;
  @Column('integer', { name: 'plan_year' }) planYear!: number;
  @Column('integer') hours!: number;
  @Column('date', { name: 'starts_on' }) startsOn!: Day;
  @Column('date', { name: 'ends_on' }) endsOn!: Day;
  @Column('text', { nullable: true }) place!: string | null;
  @Column('text') state!: TrainingState;
  @Column('text', { name: 'cancelled_because', nullable: true }) cancelledBecause!: string | null;
  @VersionColumn() version!: number;

  static planned(facts: Pick<TrainingCourse, 'id' | 'unitId' | 'title' | 'topic' | 'planYear' | 'hours' | 'startsOn' | 'endsOn' | 'place'>): TrainingCourse {
    return Object.assign(new TrainingCourse(), facts, { state: 'PLANNED' as const, cancelledBecause: null });
  }

  /** Attendance is entered from the first day on, until the course is closed. */
  requireUnderWay(today: Day): void {
    this.requirePlanned();
    if (today < this.startsOn) throw new TrainingNotThereYet(this.startsOn);
  }

  close(today: Day): void {
    this.requirePlanned();
    if (today < this.endsOn) throw new TrainingNotThereYet(this.endsOn);
    this.state = 'HELD';
  }

  cancel(because: string): void {
    this.requirePlanned();
    this.state = 'CANCELLED';
    this.cancelledBecause = because;
  }

  private requirePlanned(): void {
    if (this.state !== 'PLANNED') throw new TrainingInOtherState(this.state);
  }
}
