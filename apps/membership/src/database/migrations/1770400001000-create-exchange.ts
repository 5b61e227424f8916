import { protectTable, sql } from '@doanket/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const KINDS = "('EMPLOYER_LIST', 'D02_LT', 'C12_NOTICE', 'ARREARS_LIST', 'BENEFIT_LIST')";

/** The ledger of exchanges: files and messages in and out, their rows, and what somebody has to look into. */
export class CreateExchange1770400001000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(sql(
      `create table exchange (
        id uuid not null constraint exchange_pk primary key,
        direction text not null constraint exchange_direction check (direction in ('IN', 'OUT')),
        unit_id uuid not null,
        sender text not null,
        kind text not null constraint exchange_kind check (kind in ${KINDS}),
        period text not null constraint exchange_period check (period ~ '^[0-9]{4}(-[0-9]{2})?$'),
        sequence_no int not null constraint exchange_sequence check (sequence_no > 0),
        format text not null constraint exchange_format check (format in ('CSV', 'XLSX', 'XML', 'JSON')),
        file_name text,
        size bigint not null,
        sha256 text not null,
        signer text,
        signature text,
        signature_state text not null constraint exchange_signature check (signature_state in ('NONE', 'UNVERIFIED', 'VALID', 'INVALID')),
        state text not null constraint exchange_state check (state in ('OPEN', 'RECEIVED', 'VALIDATED', 'MATCHED', 'APPLYING', 'APPLIED', 'PARTIAL', 'REJECTED', 'SENT')),
        refusal text,
        refusal_at text,
        announced_rows int not null,
        announced_totals jsonb not null,
        totals jsonb,
        read_rows int not null default 0,
        matched_rows int not null default 0,
        applied_through int not null default 0,
        answers_id uuid,
        sent_by_person_id uuid,
        applied_by_person_id uuid,
        actor jsonb not null,
        opened_at timestamptz not null,
        received_at timestamptz,
        finished_at timestamptz,
        lease_until timestamptz,
        version int not null
      );
      create unique index exchange_number_unique on exchange (unit_id, sender, kind, sequence_no) where direction = 'IN' and state <> 'REJECTED';
      create unique index exchange_file_unique on exchange (unit_id, sender, kind, period, sha256) where direction = 'IN' and state <> 'REJECTED';
      create index exchange_list on exchange (unit_id, opened_at, id);
      create index exchange_work on exchange (lease_until) where state in ('RECEIVED', 'VALIDATED', 'APPLYING');
      comment on column exchange.sender is 'client of the partner, or union: a list that came by hand';
      comment on column exchange.applied_through is 'row up to which effects are committed';
      comment on column exchange.actor is 'who acts in the job: what audit and events keep'`,
      protectTable('membership', 'exchange', { kind: 'SUBTREE' }),

      `create table exchange_part (
        exchange_id uuid not null constraint exchange_part_exchange_fk references exchange,
        part int not null,
        size int not null,
        sealed bytea not null,
        constraint exchange_part_pk primary key (exchange_id, part)
      );
      comment on column exchange_part.sealed is 'the bytes as they came, sealed; gone with the end of the exchange'`,
      protectTable('membership', 'exchange_part', { kind: 'SYSTEM' }),

      `create table exchange_row (
        exchange_id uuid not null,
        row_no int not null,
        state text not null constraint exchange_row_state check (state in ('VALIDATED', 'MATCHED', 'APPLIED', 'UNCHANGED', 'NOT_OURS', 'REFUSED')),
        sealed bytea,
        row_key text,
        personal_id_index bytea,
        social_insurance_no_index bytea,
        enterprise_code text,
        employer_id uuid,
        person_id uuid,
        member_id uuid,
        faults jsonb,
        constraint exchange_row_pk primary key (exchange_id, row_no)
      );
      create index exchange_row_key on exchange_row (exchange_id, row_key);
      create index exchange_row_by_state on exchange_row (exchange_id, state, row_no);
      comment on column exchange_row.sealed is 'what the row said, sealed; gone once it had its effect or is not ours'`,
      protectTable('membership', 'exchange_row', { kind: 'SYSTEM' }),

      `create table exchange_task (
        id uuid not null constraint exchange_task_pk primary key,
        unit_id uuid not null,
        kind text not null constraint exchange_task_kind check (kind in ('MISSING_FILE', 'LATE_FILE', 'REPEATED_FILE', 'OUT_OF_ORDER_FILE', 'REFUSED_FILE', 'REFUSED_ROWS')),
        exchange_id uuid,
        exchange_kind text not null,
        sender text not null,
        period text,
        sequence_no int,
        opened_at timestamptz not null,
        resolved_at timestamptz,
        resolved_by_person_id uuid,
        resolution text
      );
      create index exchange_task_list on exchange_task (unit_id, opened_at, id);
      create unique index exchange_task_of_exchange_unique on exchange_task (exchange_id, kind) where kind <> 'REPEATED_FILE';
      create unique index exchange_task_missing_unique on exchange_task (unit_id, sender, exchange_kind, period) where kind = 'MISSING_FILE'`,
      protectTable('membership', 'exchange_task', { kind: 'SUBTREE' }),
    ));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
