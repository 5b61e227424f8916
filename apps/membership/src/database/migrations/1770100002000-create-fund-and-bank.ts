import { protectTable, sql } from '@doanket/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Union fund of employers, its reconciliation, statements of the bank. */
export class CreateFundAndBank1770100002000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(sql(
      `create table fund_month (
        employer_id uuid not null,
        month date not null,
        unit_id uuid not null,
        insured_workers int not null,
        payroll_vnd bigint not null constraint fund_month_payroll check (payroll_vnd >= 0),
        source text not null,
        rule_id uuid not null,
        rate_numerator int not null,
        rate_denominator int not null,
        reckoned_vnd bigint not null,
        suspended_vnd bigint not null,
        made_up_vnd bigint not null,
        due_vnd bigint not null constraint fund_month_due check (due_vnd = reckoned_vnd - suspended_vnd + made_up_vnd),
        constraint fund_month_pk primary key (employer_id, month)
      );
      create index fund_month_month on fund_month (month, employer_id);
      comment on column fund_month.unit_id is 'the city that collects it'`,
      protectTable('membership', 'fund_month', { kind: 'SUBTREE' }),

      `create table fund_suspension (
        id uuid not null constraint fund_suspension_pk primary key,
        employer_id uuid not null,
        unit_id uuid not null,
        valid_from date not null,
        valid_to date not null,
        due_on date not null,
        decision_number text not null,
        decided_on date not null,
        constraint fund_suspension_period check (valid_to >= valid_from),
        constraint fund_suspension_once exclude using gist (employer_id with =, daterange(valid_from, valid_to, '[]') with &&)
      )`,
      protectTable('membership', 'fund_suspension', { kind: 'SUBTREE' }, { appendOnly: true }),

      `create table fund_receipt (
        id uuid not null constraint fund_receipt_pk primary key,
        employer_id uuid not null,
        month date not null,
        unit_id uuid not null,
        amount_vnd bigint not null constraint fund_receipt_amount check (amount_vnd <> 0),
        upper_vnd bigint not null,
        shares jsonb not null,
        received_on date not null,
        reference text,
        takes_back uuid constraint fund_receipt_takes_back_unique unique
      );
      create index fund_receipt_month on fund_receipt (employer_id, month);
      comment on column fund_receipt.takes_back is 'the receipt whose booking this one takes back'`,
      protectTable('membership', 'fund_receipt', { kind: 'SUBTREE' }, { appendOnly: true }),

      `create table money_task (
        id uuid not null constraint money_task_pk primary key,
        employer_id uuid not null,
        unit_id uuid not null,
        month date not null,
        gap text not null,
        amount bigint not null,
        state text not null constraint money_task_state check (state in ('OPEN', 'CLOSED')),
        opened_on date not null,
        closed_on date,
        reason text
      );
      create unique index money_task_open_unique on money_task (employer_id, month, gap) where state = 'OPEN';
      create index money_task_list on money_task (unit_id, id)`,
      protectTable('membership', 'money_task', { kind: 'SUBTREE' }),

      `create table bank_statement (
        id uuid not null constraint bank_statement_pk primary key,
        unit_id uuid not null,
        format text not null,
        account text not null,
        reference text not null,
        first_day date,
        last_day date,
        imported_at timestamptz not null,
        entries int not null,
        repeated int not null,
        constraint bank_statement_once unique (unit_id, account, reference)
      )`,
      protectTable('membership', 'bank_statement', { kind: 'SUBTREE' }),

      `create table bank_entry (
        id uuid not null constraint bank_entry_pk primary key,
        unit_id uuid not null,
        statement_id uuid not null constraint bank_entry_statement_fk references bank_statement,
        account text not null,
        entry_ref text not null,
        booked_on date not null,
        amount_vnd bigint not null,
        counter_account text,
        counter_name text,
        text text not null,
        state text not null constraint bank_entry_state check (state in ('NEW', 'OPEN', 'MATCHED', 'IGNORED')),
        match jsonb,
        by_subject text,
        source_id uuid,
        reason text,
        constraint bank_entry_once unique (unit_id, account, entry_ref)
      );
      create index bank_entry_queue on bank_entry (unit_id, state, booked_on, id);
      create index bank_entry_new on bank_entry (id) where state = 'NEW'`,
      protectTable('membership', 'bank_entry', { kind: 'SUBTREE' }),

      `create table bank_party (
        unit_id uuid not null,
        counter_account text not null,
        kind text not null,
        target_id uuid not null,
        constraint bank_party_pk primary key (unit_id, counter_account)
      )`,
      protectTable('membership', 'bank_party', { kind: 'SUBTREE' }),
      `comment on table bank_party is 'visibility: SUBTREE; whose account it is, learned from matches made by hand'`,
    ));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
