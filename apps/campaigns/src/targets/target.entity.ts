import type { Bloc, Comparator, DataOf, Level, TargetItem, TargetSetV1, ValueUnit } from '@doanket/contracts';
import type { Day } from '@doanket/kernel';
import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** What a target hangs on. */
export interface TargetOwner { readonly kind: 'PLAN' | 'ROUND' | 'MOVEMENT'; readonly id: string; readonly code: string; readonly unitId: string; readonly level: Level }

/** A measurable target of a plan, a round or a movement (CMP-07). */
@Entity({ name: 'target', comment: 'visibility: DOWNWARD' })
@Unique('target_code_unique', ['ownerId', 'code'])
@Index('target_unit_index', ['unitId'])
export class Target {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'target_pk' }) id!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('text', { name: 'owner_kind' }) ownerKind!: TargetOwner['kind'];
  @Column('uuid', { name: 'owner_id' }) ownerId!: string;
  @Column('text', { name: 'owner_code' }) ownerCode!: string;
  @Column('text') code!: string;
  @Column('text') title!: string;
  @Column('text', { name: 'numerator_indicator' }) numeratorIndicator!: string;
  @Column('text', { name: 'denominator_indicator', nullable: true }) denominatorIndicator!: string | null;
  @Column('text') comparator!: Comparator;
  @Column('text') threshold!: string;
  @Column('text', { name: 'value_unit' }) valueUnit!: ValueUnit;
  @Column('text', { name: 'calculated_at' }) calculatedAt!: Level;
  @Column('boolean', { name: 'distinct_persons' }) distinctPersons!: boolean;
  @Column('text', { array: true }) blocs!: Bloc[];
  @Column('date', { name: 'due_on', nullable: true }) dueOn!: string | null;
  @Column('text', { name: 'programme_code', nullable: true }) programmeCode!: string | null;

  static of(id: string, owner: TargetOwner, item: TargetItem): Target {
    return Object.assign(new Target(), {
      id, unitId: owner.unitId, ownerKind: owner.kind, ownerId: owner.id, ownerCode: owner.code, code: item.code, title: item.title,
      numeratorIndicator: item.numeratorIndicator, denominatorIndicator: item.denominatorIndicator ?? null, comparator: item.comparator, threshold: item.threshold,
      valueUnit: item.valueUnit, calculatedAt: item.calculatedAt, distinctPersons: item.distinctPersons, blocs: item.blocs, dueOn: item.dueOn ?? null, programmeCode: item.programmeCode ?? null,
    });
  }

  set(level: Level, on: Day): DataOf<typeof TargetSetV1> {
    return {
      targetId: this.id, code: this.code, unitId: this.unitId, level, planCode: this.codeOf('PLAN'), roundCode: this.codeOf('ROUND'), movementCode: this.codeOf('MOVEMENT'),
      numeratorIndicator: this.numeratorIndicator, denominatorIndicator: this.denominatorIndicator, comparator: this.comparator, threshold: this.threshold,
      valueUnit: this.valueUnit, calculatedAt: this.calculatedAt, distinctPersons: this.distinctPersons, blocs: this.blocs, setOn: on, dueOn: this.dueOn, programmeCode: this.programmeCode,
    };
  }

  private codeOf(kind: TargetOwner['kind']): string | null {
    return this.ownerKind === kind ? this.ownerCode : null;
  }
}
