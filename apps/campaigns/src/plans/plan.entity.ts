import type { Bloc, DataOf, Level, PlanIssuedV1 } from '@doanket/contracts';
import type { Day } from '@doanket/kernel';
import { Check, Column, Entity, Index, PrimaryColumn, Unique, VersionColumn } from 'typeorm';

/** A yearly emulation plan as it was issued (CMP-01). What it says is amended, never overwritten in silence. */
@Entity({ name: 'plan', comment: 'visibility: DOWNWARD' })
@Unique('plan_code_unique', ['code'])
@Unique('plan_number_unique', ['unitId', 'year', 'number'])
@Check('plan_issued_before_start', 'issued_on <= starts_on and starts_on <= ends_on')
@Index('plan_list', ['year', 'id'])
export class Plan {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'plan_pk' }) id!: string;
  @Column('text') code!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('text') level!: Level;
  @Column('text') title!: string;
  @Column('text', { name: 'search_key' }) searchKey!: string;
  @Column('integer') year!: number;
  @Column('text') number!: string;
  @Column('date', { name: 'issued_on' }) issuedOn!: Day;
  @Column('date', { name: 'starts_on' }) startsOn!: Day;
  @Column('date', { name: 'ends_on' }) endsOn!: Day;
  @Column('uuid', { name: 'parent_plan_id', nullable: true }) parentPlanId!: string | null;
  @Column('text', { name: 'parent_plan_code', nullable: true }) parentPlanCode!: string | null;
  @Column('integer', { name: 'rounds_planned' }) roundsPlanned!: number;
  @Column('text', { array: true }) blocs!: Bloc[];
  @Column('text', { name: 'occasion_codes', array: true }) occasionCodes!: string[];
  @Column('uuid', { name: 'decision_id' }) decisionId!: string;
  @VersionColumn() version!: number;

  /** One round more, or several, by an amending decision (CMP-03). */
  addRounds(count: number, decisionId: string): DataOf<typeof PlanIssuedV1> {
    this.roundsPlanned += count;
    return { ...this.issued(), decisionId };
  }

  issued(): DataOf<typeof PlanIssuedV1> {
    return {
      planId: this.id, planCode: this.code, unitId: this.unitId, level: this.level, number: this.number, year: this.year, issuedOn: this.issuedOn,
      startsOn: this.startsOn, endsOn: this.endsOn, parentPlanCode: this.parentPlanCode, roundsPlanned: this.roundsPlanned, blocs: this.blocs,
      occasionCodes: this.occasionCodes, decisionId: this.decisionId,
    };
  }
}
