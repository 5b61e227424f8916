import { protectTable, sql } from '@doanket/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Staging tables are unlogged (a crash empties them; the file is kept) and lie outside of row-level security, which COPY refuses: only `_whole` reaches them. */
const staging = (table: string): string => `
  revoke all on ${table} from membership_app, membership_whole;
  grant select, insert, update, delete, truncate, maintain on ${table} to membership_whole;
  comment on table ${table} is 'visibility: SYSTEM; staging, unlogged'`;

export class CreateImport1770300000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(sql(
      `alter table member drop constraint member_status;
      alter table member add constraint member_status check (status in
        ('DRAFT', 'SUBMITTED', 'ACCEPTED', 'REJECTED', 'ACTIVE', 'TRANSFER_OUT', 'IN_TRANSIT', 'TRANSFERRED', 'LEFT', 'RETIRED', 'DECEASED'));
      alter table member
        add column member_since date, add column ended_on date, add column dues_from date, add column dues_to date, add column import_id uuid;
      update member set member_since = admitted_on, dues_from = date_trunc('month', admitted_on)::date where status in ('ACCEPTED', 'ACTIVE');
      comment on column member.member_since is 'first admission; transfers keep it: years of membership count from here';
      comment on column member.ended_on is 'last day of this membership';
      comment on column member.dues_from is 'first day of the first month for which dues are owed in this unit';
      comment on column member.dues_to is 'last day of the last month for which dues are owed in this unit';
      comment on column member.import_id is 'the import that brought it in';
      drop index member_active_person_unique;
      create unique index member_active_person_unique on member (person_id) where status in ('ACCEPTED', 'ACTIVE', 'TRANSFER_OUT', 'IN_TRANSIT');
      create index member_person on member (person_id);
      create index member_dues on member (unit_id, dues_from, dues_to) where dues_from is not null;
      alter table person add column import_id uuid;
      create index person_name_index on person using gin (name_key gin_trgm_ops)`,

      `create table import_batch (
        id uuid constraint import_batch_pk primary key,
        unit_id uuid not null,
        file_name text not null,
        state text not null constraint import_batch_state check (state in ('OPEN', 'CHECKING', 'CHECKED', 'RUNNING', 'DONE', 'UNDOING', 'UNDONE', 'CANCELLED', 'FAILED')),
        failure text,
        failure_row int,
        size bigint not null,
        sha256 text,
        encoding text,
        delimiter text,
        headers text[] not null,
        mapping jsonb,
        default_unit_id uuid,
        default_admitted_on date,
        mode text constraint import_batch_mode check (mode in ('ALL', 'PARTIAL')),
        basis text,
        rows_total int,
        rows_fresh int,
        rows_changed int,
        rows_unchanged int,
        rows_faulty int,
        written_fresh int not null,
        written_changed int not null,
        written_faulty int not null,
        progress_done int not null,
        progress_of int not null,
        last_row int not null,
        matched_version int,
        matched_seq bigint,
        actor jsonb not null,
        started_by uuid,
        created_at timestamptz not null,
        changed_at timestamptz not null,
        lease_until timestamptz,
        version int not null
      );
      create index import_batch_list on import_batch (created_at, id);
      create index import_batch_unit on import_batch (unit_id);
      create index import_batch_work on import_batch (lease_until) where state in ('CHECKING', 'RUNNING', 'UNDOING');
      create unique index import_batch_same_file_unique on import_batch (unit_id, sha256) where state in ('CHECKING', 'CHECKED', 'RUNNING', 'UNDOING');
      comment on column import_batch.last_row is 'row of the file up to which a partial run has written';
      comment on column import_batch.matched_version is 'state of the directory the preview relies on';
      comment on column import_batch.matched_seq is 'place in the event log at which the preview was made: a member that changed since makes it be compared anew';
      comment on column import_batch.actor is 'who acts in the job: what audit and events keep'`,
      protectTable('membership', 'import_batch', { kind: 'SUBTREE' }),

      `create table import_part (
        import_id uuid not null constraint import_part_batch_fk references import_batch,
        part int not null,
        sha256 text not null,
        size int not null,
        plain_sha256 text not null,
        constraint import_part_pk primary key (import_id, part)
      );
      create index import_part_blob on import_part (sha256);
      comment on column import_part.sha256 is 'the sealed bytes in the store of imports'`,
      protectTable('membership', 'import_part', { kind: 'SYSTEM' }),

      `create table import_mapping (
        unit_id uuid not null,
        signature text not null,
        mapping jsonb not null,
        changed_at timestamptz not null,
        constraint import_mapping_pk primary key (unit_id, signature)
      );
      comment on column import_mapping.signature is 'hash of the headers: files from the same source look alike'`,
      protectTable('membership', 'import_mapping', { kind: 'SUBTREE' }),

      `create table import_change (
        import_id uuid not null constraint import_change_batch_fk references import_batch,
        member_id uuid not null,
        person_id uuid not null,
        before jsonb not null,
        after_member_version int not null,
        after_person_version int not null,
        constraint import_change_pk primary key (import_id, member_id)
      );
      comment on column import_change.before is 'columns as they were, identifiers sealed as they lay: for undoing'`,
      protectTable('membership', 'import_change', { kind: 'SYSTEM' }),

      `create unlogged table import_row (
        import_id uuid not null,
        row_no int not null,
        person_id uuid not null,
        member_id uuid not null,
        full_name text,
        name_key text,
        birth_date date,
        gender text,
        nationality text,
        personal_id bytea, personal_id_index bytea,
        social_insurance_no bytea, social_insurance_no_index bytea,
        passport_no bytea, passport_no_index bytea,
        unit_code text,
        employee_code text,
        job text,
        education text,
        direct_worker boolean,
        leader boolean,
        skill_grade smallint,
        party_member boolean,
        applied_on date,
        admitted_on date,
        faults jsonb,
        constraint import_row_pk primary key (import_id, row_no)
      )`,
      staging('import_row'),
      `create unlogged table import_match (
        import_id uuid not null,
        row_no int not null,
        outcome text not null,
        unit_id uuid,
        person_id uuid,
        member_id uuid,
        faults jsonb,
        constraint import_match_pk primary key (import_id, row_no)
      );
      create index import_match_outcome on import_match (import_id, row_no) where outcome = 'FAULTY'`,
      staging('import_match'),
    ));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
