import type { Day } from '@doanket/kernel';
import { Column, Entity, Index, PrimaryColumn, VersionColumn } from 'typeorm';
import { SurveyClosed, SurveyDaysWrong } from './cluster.errors';

export interface Hearing { readonly unitId: string; readonly additions: string | null; readonly difficulties: string | null }

/** The survey of a cluster with its minutes (CMP-13). Its requests are petitions with owner and due date. */
@Entity({ name: 'survey', comment: 'visibility: OVERLAY' })
@Index('survey_cluster_index', ['clusterId'])
export class Survey {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'survey_pk' }) id!: string;
  @Column('uuid', { name: 'cluster_id' }) clusterId!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('date', { name: 'surveyed_on' }) surveyedOn!: Day;
  @Column('uuid', { name: 'place_unit_id' }) placeUnitId!: string;
  /** The post that led the delegation, never a name. */
  @Column('text', { name: 'headed_by' }) headedBy!: string;
  @Column('text', { array: true }) boards!: string[];
  @Column('uuid', { name: 'reported_by_unit_id' }) reportedByUnitId!: string;
  @Column('text') report!: string;
  @Column('jsonb') hearings!: Hearing[];
  @Column('text', { nullable: true }) conclusion!: string | null;
  @Column('date', { name: 'closed_on', nullable: true }) closedOn!: Day | null;
  @Column('uuid', { name: 'decision_id', nullable: true }) decisionId!: string | null;
  @VersionColumn() version!: number;

  /** Closing does not wait for answers: what is unanswered stays open and is shown. */
  close(on: Day, conclusion: string): void {
    if (this.closedOn !== null) throw new SurveyClosed(this.closedOn);
    if (on < this.surveyedOn) throw new SurveyDaysWrong('CLOSED_BEFORE_HELD', '/body/closedOn');
    this.closedOn = on;
    this.conclusion = conclusion;
  }
}
