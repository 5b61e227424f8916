import type { Day } from '@doanket/kernel';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** An executed decision over many units, with what it did. `unitId` is the issuer. */
@Entity({ name: 'reorganisation', comment: 'visibility: SUBTREE' })
@Check('reorganisation_state', "state in ('EXECUTED', 'UNDONE')")
export class Reorganisation {
  @PrimaryColumn('uuid', { name: 'decision_id', primaryKeyConstraintName: 'reorganisation_pk' }) decisionId!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('date', { name: 'effective_on' }) effectiveOn!: Day;
  @Column('integer', { name: 'ended_units' }) endedUnits!: number;
  @Column('integer', { name: 'moved_units' }) movedUnits!: number;
  @Column('integer', { name: 'ended_posts' }) endedPosts!: number;
  @Column('text') state!: 'EXECUTED' | 'UNDONE';

  static executed(done: Omit<Reorganisation, 'state'>): Reorganisation {
    return Object.assign(new Reorganisation(), done, { state: 'EXECUTED' });
  }
}
