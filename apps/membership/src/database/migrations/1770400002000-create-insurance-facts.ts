import { protectTable, sql } from '@doanket/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { underEmployer } from '../under-employer';

/** What the insurer's lists say: salaries by month, notices, arrears, leaves. */
export class CreateInsuranceFacts1770400002000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(sql(
      `create table insured_salary (
        id uuid not null constraint insured_salary_pk primary key,
        member_id uuid not null,
        unit_id uuid not null,
        employer_id uuid not null,
        salary_vnd bigint not null constraint insured_salary_amount check (salary_vnd >= 0),
        from_month date not null constraint insured_salary_first check (extract(day from from_month) = 1),
        to_month date constraint insured_salary_last check (extract(day from to_month) = 1 and to_month >= from_month),
        exchange_id uuid not null,
        recorded_at timestamptz not null,
        replaced_at timestamptz,
        constraint insured_salary_one exclude using gist (member_id with =, employer_id with =, daterange(from_month, to_month, '[]') with &&) where (replaced_at is null)
      );
      create index insured_salary_member on insured_salary (member_id, from_month) where replaced_at is null;
      create index insured_salary_employer on insured_salary (employer_id, from_month) where replaced_at is null;
      comment on column insured_salary.to_month is 'the last month, as its first day; null while it lasts';
      comment on column insured_salary.replaced_at is 'a later file said otherwise; the row stays for who asks what was known'`,
      protectTable('membership', 'insured_salary', { kind: 'SUBTREE' }),

      `create table salary_recalculation (
        id bigint generated always as identity constraint salary_recalculation_pk primary key,
        member_id uuid not null,
        unit_id uuid not null,
        employer_id uuid not null,
        month date not null constraint salary_recalculation_month check (extract(day from month) = 1),
        exchange_id uuid not null,
        recorded_at timestamptz not null,
        taken_at timestamptz
      );
      create unique index salary_recalculation_open_unique on salary_recalculation (member_id, month) where taken_at is null;
      create index salary_recalculation_open on salary_recalculation (id) where taken_at is null;
      comment on table salary_recalculation is 'months whose dues are reckoned again because a later file changed the salary'`,
      protectTable('membership', 'salary_recalculation', { kind: 'SUBTREE' }),

      `create table contribution_notice (
        employer_id uuid not null,
        month date not null constraint contribution_notice_month check (extract(day from month) = 1),
        insured_workers int not null,
        payroll_vnd bigint not null,
        due_vnd bigint not null,
        paid_vnd bigint not null,
        exchange_id uuid not null,
        recorded_at timestamptz not null,
        constraint contribution_notice_pk primary key (employer_id, month)
      )`,
      underEmployer('contribution_notice'),

      `create table employer_arrears (
        employer_id uuid not null,
        as_of date not null,
        months_owed int not null constraint employer_arrears_months check (months_owed >= 0),
        debt_vnd bigint not null constraint employer_arrears_debt check (debt_vnd >= 0),
        debt_file_no text,
        supervised boolean not null,
        exchange_id uuid not null,
        recorded_at timestamptz not null,
        constraint employer_arrears_pk primary key (employer_id, as_of)
      );
      create index employer_arrears_list on employer_arrears (as_of, debt_vnd)`,
      underEmployer('employer_arrears'),

      `create table leave_spell (
        id uuid not null constraint leave_spell_pk primary key,
        member_id uuid not null,
        person_id uuid not null,
        unit_id uuid not null,
        kind text not null constraint leave_spell_kind check (kind in ('SICKNESS', 'MATERNITY', 'UNPAID_LEAVE')),
        from_day date not null,
        to_day date not null constraint leave_spell_period check (to_day >= from_day),
        exempt_from date,
        exempt_to date,
        sealed_disease bytea,
        delete_after date not null,
        exchange_id uuid,
        recorded_by_person_id uuid,
        recorded_at timestamptz not null,
        constraint leave_spell_once unique (member_id, kind, from_day),
        constraint leave_spell_exempt check ((exempt_from is null) = (exempt_to is null))
      );
      create index leave_spell_unit on leave_spell (unit_id, to_day);
      create index leave_spell_delete on leave_spell (delete_after) where sealed_disease is not null;
      comment on column leave_spell.exempt_from is 'first day of the first month free of dues; exempt_to the last day of the last one';
      comment on column leave_spell.sealed_disease is 'health data, sealed; deleted when its purpose ends'`,
      protectTable('membership', 'leave_spell', { kind: 'SELF', personColumn: 'person_id' }),
    ));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
