import type { CongressDeadlineView } from '@doanket/contracts';
import type { Day } from '@doanket/kernel';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The last day for congresses of one level below the unit that set it (ORG-08). Issued downward: those below read it. */
@Entity({ name: 'congress_deadline', comment: 'visibility: DOWNWARD' })
@Check('congress_deadline_level', "level in ('C', 'S', 'G')")
@Check('congress_deadline_days', 'due_on >= period_from')
@Index('congress_deadline_unit', ['unitId', 'dueOn'])
export class CongressDeadline {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'congress_deadline_pk' }) id!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('text') level!: CongressDeadlineView['level'];
  @Column('date', { name: 'period_from' }) periodFrom!: Day;
  @Column('date', { name: 'due_on' }) dueOn!: Day;
  @Column('uuid', { name: 'decision_id' }) decisionId!: string;
  @Column('text', { name: 'decision_number' }) decisionNumber!: string;
  @Column('date', { name: 'decided_on' }) decidedOn!: Day;
}
