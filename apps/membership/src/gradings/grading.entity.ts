import type { DataOf, GradingBand, GradingScores, GradingSheet, GradingState, UnionGradedV1 } from '@doanket/contracts';
import type { Day } from '@doanket/kernel';
import { Check, Column, Entity, Index, PrimaryColumn, VersionColumn } from 'typeorm';
import { AboveMaximum, DifferenceUnexplained, GradingInOtherState, NotCheckedYet } from './grading.errors';
import { aboveMaximum, bandOf, differs, totalOf, type Bands } from './grading.rules';

/** The grading of one grassroots union for one year (ORG-20). The sheet of the year is kept with it, so a later one changes nothing. */
@Entity({ name: 'grading', comment: 'visibility: SUBTREE' })
@Check('grading_state', "state in ('DRAFT', 'SELF_SCORED', 'GRADED', 'WITHDRAWN')")
@Check('grading_band_after_check', "(band is null) = (state <> 'GRADED')")
@Index('grading_year_unique', ['unitId', 'year'], { unique: true, where: "state <> 'WITHDRAWN'" })
@Index('grading_list', ['year', 'unitId'])
export class Grading {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'grading_pk' }) id!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('integer') year!: number;
  @Column('text') sheet!: GradingSheet;
  @Column('jsonb', { comment: 'the sheet of the year as it was when the union scored itself' }) maxima!: GradingScores;
  @Column('jsonb') bands!: Bands;
  @Column('text', { name: 'sheet_decision', nullable: true }) sheetDecision!: string | null;
  @Column('text') state!: GradingState;
  @Column('jsonb', { name: 'self_scores' }) selfScores!: GradingScores;
  @Column('text', { nullable: true }) note!: string | null;
  @Column('jsonb', { name: 'checked_scores', nullable: true }) checkedScores!: GradingScores | null;
  @Column('text', { name: 'check_note', nullable: true }) checkNote!: string | null;
  @Column('text', { nullable: true }) band!: GradingBand | null;
  @Column('date', { name: 'graded_on', nullable: true }) gradedOn!: Day | null;
  @Column('uuid', { name: 'decision_id', nullable: true }) decisionId!: string | null;
  @Column('uuid', { name: 'dossier_id', nullable: true }) dossierId!: string | null;
  @VersionColumn() version!: number;

  static drafted(facts: Pick<Grading, 'id' | 'unitId' | 'year' | 'sheet' | 'maxima' | 'bands' | 'sheetDecision'>): Grading {
    return Object.assign(new Grading(), facts, {
      state: 'DRAFT' as const, note: null, checkedScores: null, checkNote: null, band: null, gradedOn: null, decisionId: null, dossierId: null,
    });
  }

  scoreSelf(scores: GradingScores, note: string | null): void {
    this.require('DRAFT');
    this.requireWithin(scores);
    this.selfScores = scores;
    this.note = note;
  }

  submit(): void {
    this.require('DRAFT');
    this.state = 'SELF_SCORED';
  }

  /** Given back: the union scores itself anew, what was checked no longer stands. */
  giveBack(): void {
    this.require('SELF_SCORED');
    Object.assign(this, { state: 'DRAFT', checkedScores: null, checkNote: null });
  }

  withdraw(): void {
    if (this.state !== 'DRAFT') this.require('SELF_SCORED');
    this.state = 'WITHDRAWN';
  }

  check(scores: GradingScores, note: string | null): void {
    this.require('SELF_SCORED');
    this.requireWithin(scores);
    if (note === null && differs(scores, this.selfScores)) throw new DifferenceUnexplained();
    this.checkedScores = scores;
    this.checkNote = note;
  }

  /** The checked score gives the band. */
  grade(decision: { id: string; on: Day }): DataOf<typeof UnionGradedV1> {
    this.require('SELF_SCORED');
    if (this.checkedScores === null) throw new NotCheckedYet();
    const points = totalOf(this.checkedScores);
    const band = bandOf(points, this.bands);
    Object.assign(this, { state: 'GRADED', band, gradedOn: decision.on, decisionId: decision.id });
    return { gradingId: this.id, unitId: this.unitId, year: this.year, sheet: this.sheet, points, band, gradedOn: decision.on, decisionId: decision.id };
  }

  private requireWithin(scores: GradingScores): void {
    const above = aboveMaximum(scores, this.maxima);
    if (above.length > 0) throw new AboveMaximum(above);
  }

  private require(state: GradingState): void {
    if (this.state !== state) throw new GradingInOtherState(this.state);
  }
}
