import { protectTable, sql } from '@doanket/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateExport1770300001000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(sql(
      `create table export_job (
        id uuid constraint export_job_pk primary key,
        unit_id uuid not null,
        asked_by uuid not null,
        kind text not null,
        format text not null constraint export_job_format check (format in ('CSV', 'XLSX')),
        state text not null constraint export_job_state check (state in ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED', 'EXPIRED')),
        filter jsonb not null,
        frozen jsonb not null,
        actor jsonb not null,
        file_name text not null,
        rows int not null,
        size bigint,
        asked_at timestamptz not null,
        finished_at timestamptz,
        expires_at timestamptz,
        lease_until timestamptz,
        version int not null
      );
      create index export_job_mine on export_job (asked_by, asked_at, id);
      create index export_job_unit on export_job (unit_id);
      create index export_job_work on export_job (asked_at) where state in ('QUEUED', 'RUNNING');
      create index export_job_expiry on export_job (expires_at) where state = 'DONE';
      comment on column export_job.frozen is 'what the rights of the asker were, and what the list asks by'`,
      protectTable('membership', 'export_job', { kind: 'SELF', personColumn: 'asked_by' }),
      `create table export_part (
        export_id uuid not null constraint export_part_job_fk references export_job,
        part int not null,
        sha256 text not null,
        size int not null,
        constraint export_part_pk primary key (export_id, part)
      );
      comment on column export_part.sha256 is 'the sealed bytes in the store of exports'`,
      protectTable('membership', 'export_part', { kind: 'SYSTEM' }),
    ));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
