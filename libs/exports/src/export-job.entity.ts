import type { ExportFailure, ExportFormat, ExportState } from '@doanket/contracts';
import { Check, Column, Entity, Index, PrimaryColumn, VersionColumn } from 'typeorm';

export interface ExportActor { readonly subject: string | null; readonly personId: string | null; readonly postId: string | null; readonly unitId: string | null; readonly label: string }

const number = { to: (value: number | null): number | null => value, from: (value: string | null): number | null => (value === null ? null : Number(value)) };

/** A list somebody asked for as a file. */
@Entity({ name: 'export_job', comment: 'visibility: SELF' })
@Check('export_job_state', "state in ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED', 'EXPIRED')")
@Check('export_job_format', "format in ('CSV', 'XLSX')")
@Index('export_job_mine', ['askedBy', 'askedAt', 'id'])
@Index('export_job_unit', ['unitId'])
@Index('export_job_work', ['askedAt'], { where: "state in ('QUEUED', 'RUNNING')" })
@Index('export_job_expiry', ['expiresAt'], { where: "state = 'DONE'" })
export class ExportJob {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'export_job_pk' }) id!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
  @Column('uuid', { name: 'asked_by' }) askedBy!: string;
  @Column('text') kind!: string;
  @Column('text') format!: ExportFormat;
  @Column('text') state!: ExportState;
  @Column('jsonb') filter!: Record<string, string>;
  @Column('jsonb', { comment: 'what the rights of the asker were, and what the list asks by' }) frozen!: unknown;
  @Column('text', { array: true, nullable: true, comment: 'columns of the file in their order; null for all' }) columns!: string[] | null;
  @Column('jsonb') actor!: ExportActor;
  @Column('text', { name: 'file_name' }) fileName!: string;
  @Column('int') rows!: number;
  @Column('bigint', { nullable: true, transformer: number }) size!: number | null;
  @Column('timestamptz', { name: 'asked_at' }) askedAt!: Date;
  @Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt!: Date | null;
  @Column('timestamptz', { name: 'expires_at', nullable: true }) expiresAt!: Date | null;
  @Column('timestamptz', { name: 'lease_until', nullable: true }) leaseUntil!: Date | null;
  @Column('text', { nullable: true, comment: 'why there is no file' }) failure!: ExportFailure | null;
  @VersionColumn() version!: number;

  static asked(facts: Pick<ExportJob, 'id' | 'unitId' | 'askedBy' | 'kind' | 'format' | 'filter' | 'columns' | 'frozen' | 'actor' | 'fileName' | 'askedAt'>): ExportJob {
    return Object.assign(new ExportJob(), { ...facts, state: 'QUEUED' as const, rows: 0, size: null, finishedAt: null, expiresAt: null, leaseUntil: null, failure: null });
  }

  finish(rows: number, size: number, now: Date, expiresAt: Date): void {
    Object.assign(this, { state: 'DONE', rows, size, finishedAt: now, expiresAt, leaseUntil: null });
  }

  fail(failure: ExportFailure, now: Date): void {
    this.close('FAILED', now);
    this.failure = failure;
  }

  close(state: 'FAILED' | 'CANCELLED' | 'EXPIRED', now: Date): void {
    Object.assign(this, { state, finishedAt: this.finishedAt ?? now, expiresAt: null, leaseUntil: null });
  }
}
