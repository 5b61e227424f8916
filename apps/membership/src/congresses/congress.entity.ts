import type { CongressKind, CongressState, DataOf, TermEndedV1, TermOpenedV1 } from '@doanket/contracts';
import { addDays, type Day } from '@doanket/kernel';
import { Check, Column, Entity, Exclusion, Index, PrimaryColumn, VersionColumn } from 'typeorm';
import { CongressInOtherState } from './congress.errors';

/** What is told of a congress that took place. Null: nobody told it. */
export interface CongressHeld { readonly heldFrom: Day; readonly heldTo: Day; readonly memberCount: number | null; readonly delegateCount: number | null; readonly decisionId: string }

/** A congress of a unit, from the plan to the term it opens (ORG-08). */
@Entity({ name: 'congress', comment: 'visibility: SUBTREE' })
@Check('congress_state', "state in ('PLANNED', 'HELD', 'CANCELLED')")
@Check('congress_kind', "congress_kind in ('ALL_MEMBERS', 'DELEGATES')")
@Check('congress_days', 'held_to >= held_from')
@Index('congress_number_unique', ['unitId', 'ordinal'], { unique: true, where: "state <> 'CANCELLED'" })
// TypeORM reads a column named `day` with its quotes and would make both anew.
@Index('congress_list', { synchronize: false })
@Index('congress_unit', { synchronize: false })
export class Congress {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'congress_pk' }) id!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('text') number!: string;
  /** Value of the Roman number. */
  @Column('integer') ordinal!: number;
  @Column('text', { name: 'congress_kind' }) congressKind!: CongressKind;
  @Column('text') state!: CongressState;
  /** The day it stands at in lists: held, else planned. */
  @Column('date', { comment: 'where it stands in lists: the last day held, else the day planned' }) day!: Day;
  @Column('date', { name: 'planned_on', nullable: true }) plannedOn!: Day | null;
  @Column('date', { name: 'held_from', nullable: true }) heldFrom!: Day | null;
  @Column('date', { name: 'held_to', nullable: true }) heldTo!: Day | null;
  @Column('integer', { name: 'member_count', nullable: true }) memberCount!: number | null;
  @Column('integer', { name: 'delegate_count', nullable: true }) delegateCount!: number | null;
  @Column('uuid', { name: 'decision_id', nullable: true }) decisionId!: string | null;
  @Column('text', { name: 'cancelled_because', nullable: true }) cancelledBecause!: string | null;
  @VersionColumn() version!: number;

  static planned(facts: { id: string; unitId: string; number: string; ordinal: number; congressKind: CongressKind; plannedOn: Day | null; memberCount: number | null; day: Day }): Congress {
    return Object.assign(new Congress(), facts, { state: 'PLANNED' as const, heldFrom: null, heldTo: null, delegateCount: null, decisionId: null, cancelledBecause: null });
  }

  hold(held: CongressHeld): void {
    this.requirePlanned();
    Object.assign(this, { ...held, state: 'HELD', day: held.heldTo, memberCount: held.memberCount ?? this.memberCount });
  }

  cancel(because: string): void {
    this.requirePlanned();
    this.state = 'CANCELLED';
    this.cancelledBecause = because;
  }

  private requirePlanned(): void {
    if (this.state !== 'PLANNED') throw new CongressInOtherState(this.state);
  }
}

/** A term of the committee of a unit. Ended, never overwritten; no two of one unit overlap. */
@Entity({ name: 'term', comment: 'visibility: SUBTREE' })
@Check('term_days', 'ended_on is null or ended_on >= starts_on')
@Exclusion('term_no_overlap', `using gist (unit_id with =, daterange(starts_on, ended_on, '[]') with &&)`)
@Index('term_unit', ['unitId', 'startsOn'])
@Index('term_congress_unique', ['congressId'], { unique: true })
export class Term {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'term_pk' }) id!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('text') number!: string;
  @Column('date', { name: 'starts_on' }) startsOn!: Day;
  @Column('integer', { name: 'planned_end_year' }) plannedEndYear!: number;
  @Column('date', { name: 'ended_on', nullable: true, comment: 'real last day; planned_end_year stays what was planned' }) endedOn!: Day | null;
  @Column('uuid', { name: 'congress_id' }) congressId!: string;
  @Column('uuid', { name: 'decision_id' }) decisionId!: string;

  static opened(facts: { id: string; unitId: string; number: string; startsOn: Day; plannedEndYear: number; congressId: string; decisionId: string }): Term {
    return Object.assign(new Term(), facts, { endedOn: null });
  }

  said(): DataOf<typeof TermOpenedV1> {
    const { id, unitId, number, startsOn, plannedEndYear, congressId, decisionId } = this;
    return { termId: id, unitId, number, startsOn, plannedEndYear, congressId, decisionId };
  }

  /** The next term begins; the last valid day of this one is the day before. */
  endBefore(next: Day, decisionId: string): DataOf<typeof TermEndedV1> {
    const lastDay = addDays(next, -1);
    this.endedOn = lastDay;
    return { termId: this.id, unitId: this.unitId, lastDay, decisionId };
  }
}
