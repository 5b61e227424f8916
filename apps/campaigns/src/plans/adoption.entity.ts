import type { AdoptionAskedV1, DataOf, Level, PlanAdoptedV1 } from '@doanket/contracts';
import type { Day } from '@doanket/kernel';
import { Column, Entity, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { AdoptionDaysWrong, AdoptionNotThere } from './plan.errors';

export type AdoptionState = 'ASKED' | 'ADOPTED' | 'REPORTED';

/** A unit that was asked to adopt a plan from above, and what became of it (CMP-05). */
@Entity({ name: 'adoption', comment: 'visibility: OVERLAY' })
@Unique('adoption_unit_unique', ['planId', 'unitId'])
export class Adoption {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'adoption_pk' }) id!: string;
  @Column('uuid', { name: 'plan_id' }) planId!: string;
  @Column('text', { name: 'plan_code' }) planCode!: string;
  @Column('uuid', { name: 'issuer_unit_id' }) issuerUnitId!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('text') level!: Level;
  @Column('text') state!: AdoptionState;
  @Column('date', { name: 'asked_on' }) askedOn!: Day;
  @Column('date', { name: 'adopted_on', nullable: true }) adoptedOn!: Day | null;
  @Column('text', { name: 'child_plan_code', nullable: true }) childPlanCode!: string | null;
  @Column('text', { nullable: true }) report!: string | null;
  @Column('date', { name: 'reported_on', nullable: true }) reportedOn!: Day | null;
  @Column('uuid', { name: 'decision_id' }) decisionId!: string;
  @VersionColumn() version!: number;

  asked(): DataOf<typeof AdoptionAskedV1> {
    return {
      adoptionId: this.id, planCode: this.planCode, issuerUnitId: this.issuerUnitId, unitId: this.unitId, level: this.level, askedOn: this.askedOn, decisionId: this.decisionId,
    };
  }

  adopt(on: Day, childPlanCode: string | null, decisionId: string | null): DataOf<typeof PlanAdoptedV1> {
    if (this.state !== 'ASKED') throw new AdoptionNotThere(this.state);
    if (on < this.askedOn) throw new AdoptionDaysWrong('BEFORE_ASKED');
    this.state = 'ADOPTED';
    this.adoptedOn = on;
    this.childPlanCode = childPlanCode;
    return {
      adoptionId: this.id, planCode: this.planCode, issuerUnitId: this.issuerUnitId, unitId: this.unitId, level: this.level, adoptedOn: on, childPlanCode, decisionId,
    };
  }

  reportBack(on: Day, report: string): void {
    if (this.state === 'ASKED') throw new AdoptionNotThere(this.state);
    if (this.adoptedOn !== null && on < this.adoptedOn) throw new AdoptionDaysWrong('REPORTED_BEFORE_ADOPTED');
    this.state = 'REPORTED';
    this.reportedOn = on;
    this.report = report;
  }
}
