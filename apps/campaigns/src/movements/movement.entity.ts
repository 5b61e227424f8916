import type { DataOf, Level, MovementFigure, MovementOpenedV1 } from '@doanket/contracts';
import type { Day } from '@doanket/kernel';
import { Check, Column, Entity, PrimaryColumn, Unique, VersionColumn } from 'typeorm';
import { MovementClosed, MovementDaysWrong } from './movement.errors';

/** A movement of one or several years (CMP-21). Its closing conference freezes the figures and launches the next one. */
@Entity({ name: 'movement', comment: 'visibility: DOWNWARD' })
@Unique('movement_code_unique', ['code'])
@Check('movement_days_in_order', 'starts_on <= ends_on')
export class Movement {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'movement_pk' }) id!: string;
  @Column('text') code!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('text') level!: Level;
  @Column('text') title!: string;
  @Column('text', { name: 'search_key' }) searchKey!: string;
  @Column('date', { name: 'starts_on' }) startsOn!: Day;
  @Column('date', { name: 'ends_on' }) endsOn!: Day;
  @Column('text', { name: 'plan_code', nullable: true }) planCode!: string | null;
  @Column('date', { name: 'opened_on' }) openedOn!: Day;
  @Column('text', { name: 'previous_code', nullable: true }) previousCode!: string | null;
  @Column('text', { name: 'next_code', nullable: true }) nextCode!: string | null;
  @Column('date', { name: 'conference_on', nullable: true }) conferenceOn!: Day | null;
  @Column('text', { name: 'conference_title', nullable: true }) conferenceTitle!: string | null;
  @Column('jsonb', { name: 'frozen_figures', nullable: true }) frozenFigures!: MovementFigure[] | null;
  @Column('uuid', { name: 'decision_id' }) decisionId!: string;
  @Column('uuid', { name: 'closing_decision_id', nullable: true }) closingDecisionId!: string | null;
  @VersionColumn() version!: number;

  get isClosed(): boolean {
    return this.conferenceOn !== null;
  }

  opened(): DataOf<typeof MovementOpenedV1> {
    return {
      movementId: this.id, movementCode: this.code, unitId: this.unitId, level: this.level, startsOn: this.startsOn, endsOn: this.endsOn, openedOn: this.openedOn,
      previousCode: this.previousCode, decisionId: this.decisionId,
    };
  }

  /** The last day whose facts count: results go on until the conference, or to the end of the period if that is later. */
  countsUntil(conferenceOn: Day | null): Day {
    const closedOn = this.conferenceOn ?? conferenceOn;
    return closedOn !== null && closedOn < this.endsOn ? closedOn : this.endsOn;
  }

  close(conference: { on: Day; title: string; decisionId: string; figures: MovementFigure[]; next: { code: string; startsOn: Day } | null }): void {
    if (this.isClosed) throw new MovementClosed(this.conferenceOn);
    if (conference.on < this.startsOn) throw new MovementDaysWrong('CONFERENCE_BEFORE_START');
    if (conference.next !== null && conference.next.startsOn <= this.startsOn) throw new MovementDaysWrong('NEXT_BEFORE_THIS');
    this.conferenceOn = conference.on;
    this.conferenceTitle = conference.title;
    this.closingDecisionId = conference.decisionId;
    this.frozenFigures = conference.figures;
    this.nextCode = conference.next?.code ?? null;
  }
}
