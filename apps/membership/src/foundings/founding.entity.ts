import type { Bloc, FOUNDING_STATES, FoundingBody, Ownership } from '@doanket/contracts';
import type { Day } from '@doanket/kernel';
import { Check, Column, Entity, Index, PrimaryColumn, VersionColumn } from 'typeorm';
import { FoundedInFuture, FoundingNotInState, TooFewApplicants } from './founding.errors';

/** An application to found a grassroots union, until the union exists (ORG-02). `unitId` is the union above. */
@Entity({ name: 'founding', comment: 'visibility: SUBTREE' })
@Check('founding_state', "state in ('DRAFT', 'SUBMITTED', 'FOUNDED', 'REJECTED', 'WITHDRAWN')")
@Check('founding_workers_not_negative', 'workers >= 0')
@Index('founding_unit', ['unitId', 'id'])
@Index('founding_code_unique', ['unitCode'], { unique: true, where: "state in ('DRAFT', 'SUBMITTED')" })
export class Founding {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'founding_pk' }) id!: string;
  @Column('uuid', { name: 'unit_id', comment: 'the union above, whose case it is until the new one exists' }) unitId!: string;
  @Column('text', { name: 'code' }) unitCode!: string;
  @Column('text') name!: string;
  @Column('text') bloc!: Bloc;
  @Column('text', { array: true }) territories!: string[];
  @Column('text', { name: 'employer_name' }) employerName!: string;
  @Column('text', { name: 'enterprise_code' }) enterpriseCode!: string;
  @Column('text') ownership!: Ownership;
  @Column('integer') workers!: number;
  @Column('date', { name: 'applied_on' }) appliedOn!: Day;
  @Column('date', { name: 'committee_until', nullable: true }) committeeUntil!: Day | null;
  @Column('text') state!: (typeof FOUNDING_STATES)[number];
  @Column('uuid', { name: 'dossier_id', nullable: true }) dossierId!: string | null;
  @Column('uuid', { name: 'decision_id', nullable: true }) decisionId!: string | null;
  @Column('date', { name: 'founded_on', nullable: true }) foundedOn!: Day | null;
  @Column('uuid', { name: 'founded_unit_id', nullable: true }) foundedUnitId!: string | null;
  @Column('text', { nullable: true }) reason!: string | null;
  /** Counts changes, so that one in the applicants alone makes a new version too. */
  @Column('integer') changes!: number;
  @VersionColumn() version!: number;

  static drafted(id: string, unitId: string, body: FoundingBody): Founding {
    const founding = Object.assign(new Founding(), {
      id, unitId, state: 'DRAFT' as const, dossierId: null, decisionId: null, foundedOn: null, foundedUnitId: null, reason: null, changes: 0,
    });
    return founding.describe(unitId, body);
  }

  describe(unitId: string, body: FoundingBody): this {
    this.require('DRAFT');
    return Object.assign(this, {
      unitId, unitCode: body.code, name: body.name, bloc: body.bloc, territories: [...body.territories], employerName: body.employer.name, enterpriseCode: body.employer.enterpriseCode,
      ownership: body.employer.ownership,
      workers: body.workers, appliedOn: body.appliedOn, committeeUntil: body.committeeUntil ?? null, changes: this.changes + 1,
    });
  }

  /** It goes to whoever decides. `needed`: the rule of the day of the application. */
  submit(applicants: number, needed: number, today: Day): void {
    this.require('DRAFT');
    if (this.appliedOn > today) throw new FoundedInFuture(today);
    if (applicants < needed) throw new TooFewApplicants(applicants, needed);
    this.state = 'SUBMITTED';
  }

  takeBack(): void {
    this.require('SUBMITTED');
    this.state = 'DRAFT';
  }

  found(decision: { readonly id: string; readonly on: Day; readonly unitId: string }): void {
    this.require('SUBMITTED');
    Object.assign(this, { state: 'FOUNDED', decisionId: decision.id, foundedOn: decision.on, foundedUnitId: decision.unitId });
  }

  reject(reason: string | null): void {
    this.require('SUBMITTED');
    Object.assign(this, { state: 'REJECTED', reason });
  }

  withdraw(reason: string): void {
    if (this.state !== 'DRAFT') this.require('SUBMITTED');
    Object.assign(this, { state: 'WITHDRAWN', reason });
  }

  private require(state: Founding['state']): void {
    if (this.state !== state) throw new FoundingNotInState(this.state);
  }
}
