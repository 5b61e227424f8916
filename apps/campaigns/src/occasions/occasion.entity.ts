import type { OccasionBody } from '@doanket/contracts';
import type { Day } from '@doanket/kernel';
import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** A holiday, anniversary or congress that campaigns are tied to (CMP-18). */
@Entity({ name: 'occasion', comment: 'visibility: DOWNWARD' })
@Unique('occasion_code_unique', ['code'])
@Check('occasion_one_day', '(founded_on is null) <> (held_on is null)')
export class Occasion {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'occasion_pk' }) id!: string;
  @Column('text') code!: string;
  @Column('text') name!: string;
  @Column('text', { name: 'search_key' }) searchKey!: string;
  @Column('text') kind!: OccasionBody['kind'];
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('date', { name: 'founded_on', nullable: true }) foundedOn!: Day | null;
  @Column('date', { name: 'held_on', nullable: true }) heldOn!: Day | null;
}
