import type { INITIATIVE_STATES, INITIATIVE_TYPES, InitiativeBody, SOLUTION_KINDS } from '@doanket/contracts';
import type { Day } from '@doanket/kernel';
import { vnd } from '@doanket/persistence';
import { Column, Entity, Index, PrimaryColumn, VersionColumn } from 'typeorm';
import { textKey, titleKey } from './filing.rules';
import { InitiativeStateWrong } from './initiative.errors';

export type InitiativeState = (typeof INITIATIVE_STATES)[number];
export type InitiativeType = (typeof INITIATIVE_TYPES)[number];
export type SolutionKind = (typeof SOLUTION_KINDS)[number];
/** The benefit besides its amount (INI-04). */
export interface BenefitNote { readonly year?: number | undefined; readonly method?: string | undefined; readonly confirmedBy?: string | undefined; readonly social?: string | undefined }

/** A solution of persons of one unit, and how far it was recognised at the base. Higher levels are recognitions of their own. */
@Entity({ name: 'initiative', comment: 'visibility: OVERLAY' })
@Index('initiative_title_unique', { synchronize: false })
@Index('initiative_text_index', { synchronize: false })
@Index('initiative_title_index', { synchronize: false })
@Index('initiative_state_index', ['state', 'id'])
export class Initiative {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'initiative_pk' }) id!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('text') title!: string;
  @Column('text', { name: 'title_key' }) titleKey!: string;
  @Column('text', { name: 'text_key', comment: 'title and description without marks and case, to find an earlier text that is alike' }) textKey!: string;
  @Column('text', { name: 'initiative_type' }) initiativeType!: InitiativeType;
  @Column('text', { name: 'solution_kind', nullable: true }) solutionKind!: SolutionKind | null;
  @Column('date', { name: 'first_applied_on', nullable: true }) firstAppliedOn!: Day | null;
  @Column('text', { nullable: true }) description!: string | null;
  @Column('boolean') secret!: boolean;
  @Column('bigint', { name: 'benefit_vnd', nullable: true, transformer: vnd }) benefitVnd!: number | null;
  @Column('jsonb', { nullable: true }) benefit!: BenefitNote | null;
  @Column('text') state!: InitiativeState;
  @Column('uuid', { name: 'filed_by', nullable: true }) filedBy!: string | null;
  @Column('date', { name: 'filed_on', nullable: true, comment: 'day of the first submission; null on paper, where it is not known' }) filedOn!: Day | null;
  @Column('boolean') paper!: boolean;
  @VersionColumn() version!: number;

  /** Takes over what was typed, in a draft or in one that was given back. */
  write(body: InitiativeBody): void {
    this.require(['DRAFT']);
    const { amountVnd, ...note } = body.benefit ?? {};
    this.title = body.title;
    this.titleKey = titleKey(body.title);
    this.textKey = textKey(body.title, body.description);
    this.initiativeType = body.initiativeType;
    this.solutionKind = body.solutionKind;
    this.firstAppliedOn = body.firstAppliedOn;
    this.description = body.description;
    this.secret = body.secret;
    this.benefitVnd = amountVnd ?? null;
    this.benefit = Object.keys(note).length === 0 ? null : note;
  }

  /** The day of the first submission counts, also after a return. */
  submit(on: Day): void {
    this.require(['DRAFT']);
    this.state = 'SUBMITTED';
    this.filedOn ??= on;
  }

  review(): void {
    this.require(['SUBMITTED']);
    this.state = 'UNDER_REVIEW';
  }

  recognise(): void {
    this.require(['UNDER_REVIEW']);
    this.state = 'RECOGNISED_BASE';
  }

  reject(): void {
    this.require(['UNDER_REVIEW']);
    this.state = 'REJECTED';
  }

  giveBack(toSubmitter: boolean): void {
    this.require(['SUBMITTED', 'UNDER_REVIEW']);
    this.state = toSubmitter ? 'DRAFT' : 'SUBMITTED';
  }

  withdraw(): void {
    this.require(['DRAFT', 'SUBMITTED', 'UNDER_REVIEW']);
    this.state = 'WITHDRAWN';
  }

  private require(states: readonly InitiativeState[]): void {
    if (!states.includes(this.state)) throw new InitiativeStateWrong(this.state, states);
  }
}
