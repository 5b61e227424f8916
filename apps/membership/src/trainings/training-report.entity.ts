import type { TrainingReportView } from '@doanket/contracts';
import type { Day } from '@doanket/kernel';
import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** The plan or the result of a year as it was presented; it stays as it was (ORG-19). */
@Entity({ name: 'training_report', comment: 'visibility: DOWNWARD' })
@Unique('training_report_unique', ['unitId', 'year', 'kind'])
@Check('training_report_kind', "kind in ('PLAN', 'RESULT')")
export class TrainingReport {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'training_report_pk' }) id!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('integer') year!: number;
  @Column('text') kind!: TrainingReportView['kind'];
  @Column('date', { name: 'presented_on' }) presentedOn!: Day;
  @Column('text', { nullable: true }) note!: string | null;
  @Column('jsonb') figures!: TrainingReportView['figures'];
}
