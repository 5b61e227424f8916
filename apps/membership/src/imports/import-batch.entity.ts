import type { ImportCounts, ImportFailure, ImportMapping, ImportMode, ImportState } from '@doanket/contracts';
import type { Day } from '@doanket/kernel';
import { Check, Column, Entity, Index, PrimaryColumn, VersionColumn } from 'typeorm';
import { ImportHasFaults, ImportNotInState } from './import.errors';

/** Who acts in the job: what the call context keeps of them. */
export interface ImportActor { readonly subject: string | null; readonly personId: string | null; readonly postId: string | null; readonly unitId: string | null; readonly label: string }

const bytes = { to: (value: number): number => value, from: (value: string): number => Number(value) };

/** One file of members on its way into the register (ORG-12). */
@Entity({ name: 'import_batch', comment: 'visibility: SUBTREE' })
@Check('import_batch_state', "state in ('OPEN', 'CHECKING', 'CHECKED', 'RUNNING', 'DONE', 'UNDOING', 'UNDONE', 'CANCELLED', 'FAILED')")
@Check('import_batch_mode', "mode in ('ALL', 'PARTIAL')")
@Index('import_batch_list', ['createdAt', 'id'])
@Index('import_batch_unit', ['unitId'])
@Index('import_batch_work', ['leaseUntil'], { where: "state in ('CHECKING', 'RUNNING', 'UNDOING')" })
@Index('import_batch_same_file_unique', ['unitId', 'sha256'], { unique: true, where: "state in ('CHECKING', 'CHECKED', 'RUNNING', 'UNDOING')" })
export class ImportBatch {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'import_batch_pk' }) id!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('text', { name: 'file_name' }) fileName!: string;
  @Column('text') state!: ImportState;
  @Column('text', { nullable: true }) failure!: ImportFailure | null;
  @Column('int', { name: 'failure_row', nullable: true }) failureRow!: number | null;
  @Column('bigint', { transformer: bytes }) size!: number;
  @Column('text', { nullable: true }) sha256!: string | null;
  @Column('text', { nullable: true }) encoding!: string | null;
  @Column('text', { nullable: true }) delimiter!: string | null;
  @Column('text', { array: true }) headers!: string[];
  @Column('jsonb', { nullable: true }) mapping!: ImportMapping | null;
  @Column('uuid', { name: 'default_unit_id', nullable: true }) defaultUnitId!: string | null;
  @Column('date', { name: 'default_admitted_on', nullable: true }) defaultAdmittedOn!: Day | null;
  @Column('text', { nullable: true }) mode!: ImportMode | null;
  @Column('text', { nullable: true }) basis!: string | null;
  @Column('int', { name: 'rows_total', nullable: true }) rowsTotal!: number | null;
  @Column('int', { name: 'rows_fresh', nullable: true }) rowsFresh!: number | null;
  @Column('int', { name: 'rows_changed', nullable: true }) rowsChanged!: number | null;
  @Column('int', { name: 'rows_unchanged', nullable: true }) rowsUnchanged!: number | null;
  @Column('int', { name: 'rows_faulty', nullable: true }) rowsFaulty!: number | null;
  @Column('int', { name: 'written_fresh' }) writtenFresh!: number;
  @Column('int', { name: 'written_changed' }) writtenChanged!: number;
  @Column('int', { name: 'written_faulty' }) writtenFaulty!: number;
  @Column('int', { name: 'progress_done' }) progressDone!: number;
  @Column('int', { name: 'progress_of' }) progressOf!: number;
  @Column('int', { name: 'last_row', comment: 'row of the file up to which a partial run has written' }) lastRow!: number;
  @Column('int', { name: 'matched_version', nullable: true, comment: 'state of the directory the preview relies on' }) matchedVersion!: number | null;
  @Column('bigint', { name: 'matched_seq', nullable: true, comment: 'place in the event log at which the preview was made: a member that changed since makes it be compared anew' }) matchedSeq!: string | null;
  @Column('jsonb', { comment: 'who acts in the job: what audit and events keep' }) actor!: ImportActor;
  @Column('uuid', { name: 'started_by', nullable: true }) startedBy!: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'changed_at' }) changedAt!: Date;
  @Column('timestamptz', { name: 'lease_until', nullable: true }) leaseUntil!: Date | null;
  @VersionColumn() version!: number;

  static opened(facts: { id: string; unitId: string; fileName: string; defaultUnitId: string | null; defaultAdmittedOn: Day | null; actor: ImportActor; now: Date }): ImportBatch {
    return Object.assign(new ImportBatch(), {
      id: facts.id, unitId: facts.unitId, fileName: facts.fileName, state: 'OPEN' as const, failure: null, failureRow: null, size: 0, sha256: null, encoding: null, delimiter: null, headers: [],
      mapping: null, defaultUnitId: facts.defaultUnitId, defaultAdmittedOn: facts.defaultAdmittedOn, mode: null, basis: null, rowsTotal: null, rowsFresh: null, rowsChanged: null, rowsUnchanged: null,
      rowsFaulty: null, writtenFresh: 0, writtenChanged: 0, writtenFaulty: 0, progressDone: 0, progressOf: 0, lastRow: 0, matchedVersion: null, matchedSeq: null, actor: facts.actor, startedBy: facts.actor.personId,
      createdAt: facts.now, changedAt: facts.now, leaseUntil: null,
    });
  }

  require(...states: readonly ImportState[]): void {
    if (!states.includes(this.state)) throw new ImportNotInState(this.state, states);
  }

  /** The whole file is there and its columns are known: it is read and compared, again if need be. */
  startCheck(file: { sha256: string; size: number }, mapping: ImportMapping, now: Date): void {
    this.require('OPEN', 'CHECKED', 'FAILED');
    Object.assign(this, { sha256: file.sha256, size: file.size, mapping, failure: null, failureRow: null, rowsTotal: null, rowsFresh: null, rowsChanged: null, rowsUnchanged: null, rowsFaulty: null });
    this.work('CHECKING', 100, now);
  }

  checked(counts: ImportCounts, now: Date): void {
    Object.assign(this, { rowsTotal: counts.total, rowsFresh: counts.fresh, rowsChanged: counts.changed, rowsUnchanged: counts.unchanged, rowsFaulty: counts.faulty });
    this.rest('CHECKED', now);
  }

  start(mode: ImportMode, basis: string, now: Date): void {
    this.require('CHECKED');
    if (mode === 'ALL' && (this.rowsFaulty ?? 0) > 0) throw new ImportHasFaults(this.rowsFaulty ?? 0);
    Object.assign(this, { mode, basis, failure: null, failureRow: null, lastRow: 0, writtenFresh: 0, writtenChanged: 0, writtenFaulty: 0 });
    this.work('RUNNING', this.rowsTotal ?? 0, now);
  }

  startUndo(now: Date): void {
    this.require('DONE');
    this.work('UNDOING', 1, now);
  }

  fail(failure: ImportFailure, row: number | null, now: Date): void {
    this.failure = failure;
    this.failureRow = row;
    this.rest('FAILED', now);
  }

  cancel(now: Date): void {
    this.require('OPEN', 'CHECKED', 'FAILED');
    this.rest('CANCELLED', now);
  }

  /** The job has come to its end. */
  rest(state: ImportState, now: Date): void {
    this.state = state;
    this.leaseUntil = null;
    this.progressDone = this.progressOf;
    this.changedAt = now;
  }

  private work(state: ImportState, of: number, now: Date): void {
    this.state = state;
    this.progressDone = 0;
    this.progressOf = of;
    this.leaseUntil = null;
    this.changedAt = now;
  }
}
