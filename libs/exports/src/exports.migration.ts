import { protectTable, sql } from '@doanket/persistence';
import type { Day } from '@doanket/kernel';

/** How much may be taken out, from a day on. Source of the first: our own choice; a sheet holds 1,048,576 lines at most. */
export interface ExportLimits { readonly validFrom: Day; readonly rows: number; readonly waiting: number; readonly keptDays: number }

const FIRST: ExportLimits = { validFrom: '2020-01-01', rows: 1_000_000, waiting: 5, keptDays: 7 };

/** SQL of the exports of one service: the jobs with their history, and the parts of the files. */
export function exportsMigration(service: string): string {
  return sql(
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
    protectTable(service, 'export_job', { kind: 'SELF', personColumn: 'asked_by' }),
    `create table export_part (
      export_id uuid not null constraint export_part_job_fk references export_job,
      part int not null,
      sha256 text not null,
      size int not null,
      constraint export_part_pk primary key (export_id, part)
    );
    comment on column export_part.sha256 is 'the sealed bytes in the store of exports'`,
    protectTable(service, 'export_part', { kind: 'SYSTEM' }),
    exportLimitsMigration(service),
  );
}

/** SQL that adds to tables of before: which columns were chosen. */
export function exportColumnsMigration(): string {
  return sql(
    `alter table export_job add column columns text[];
    comment on column export_job.columns is 'columns of the file in their order; null for all'`,
  );
}

/** SQL that adds to tables of before: why an export failed, keys of parts, limits as dated rows. */
export function exportLimitsMigration(service: string, first: ExportLimits = FIRST): string {
  return sql(
    `alter table export_job add column failure text;
    comment on column export_job.failure is 'why there is no file';
    alter table export_part add column key bytea;
    comment on column export_part.key is 'opens this part; null where the service has keys of its own. Deleted with the row, it makes copies of the file unreadable'`,
    `create table export_limit (
      valid_from date constraint export_limit_pk primary key,
      rows int not null constraint export_limit_rows check (rows between 1 and 1048575),
      waiting int not null constraint export_limit_waiting check (waiting > 0),
      kept_days int not null constraint export_limit_kept check (kept_days > 0)
    );
    comment on column export_limit.rows is 'lines of a file at most';
    comment on column export_limit.waiting is 'exports of one person that wait at once';
    comment on column export_limit.kept_days is 'days until a file is deleted'`,
    protectTable(service, 'export_limit', { kind: 'PUBLIC' }, { appendOnly: true }),
    `insert into export_limit (valid_from, rows, waiting, kept_days) values ('${first.validFrom}', ${first.rows}, ${first.waiting}, ${first.keptDays})`,
  );
}
