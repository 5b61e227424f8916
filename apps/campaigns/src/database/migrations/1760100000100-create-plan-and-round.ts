import { protectTable, sql } from '@doanket/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const SERVICE = 'campaigns';

/** Plans, their themes, adoptions, targets, and rounds with frozen summaries. */
export class CreatePlanAndRound1760100000100 implements MigrationInterface {
  name = 'CreatePlanAndRound1760100000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sql(`
      create table plan (
        id uuid constraint plan_pk primary key,
        code text not null constraint plan_code_unique unique,
        unit_id uuid not null,
        level text not null,
        title text not null,
        search_key text not null,
        year integer not null,
        number text not null,
        issued_on date not null,
        starts_on date not null,
        ends_on date not null,
        parent_plan_id uuid,
        parent_plan_code text,
        rounds_planned integer not null,
        blocs text[] not null,
        occasion_codes text[] not null,
        decision_id uuid not null,
        version integer not null,
        constraint plan_number_unique unique (unit_id, year, number),
        constraint plan_issued_before_start check (issued_on <= starts_on and starts_on <= ends_on)
      );
      create index plan_list on plan (year, id)`,
    protectTable(SERVICE, 'plan', { kind: 'DOWNWARD' }), `
      create table year_theme (
        unit_id uuid not null,
        year integer not null,
        kind text not null,
        text text not null,
        plan_id uuid not null,
        constraint year_theme_pk primary key (unit_id, year, kind)
      );
      comment on constraint year_theme_pk on year_theme is 'one union theme and one city theme per year and issuer'`,
    protectTable(SERVICE, 'year_theme', { kind: 'DOWNWARD' }), `
      create table adoption (
        id uuid constraint adoption_pk primary key,
        plan_id uuid not null,
        plan_code text not null,
        issuer_unit_id uuid not null,
        unit_id uuid not null,
        level text not null,
        state text not null,
        asked_on date not null,
        adopted_on date,
        child_plan_code text,
        report text,
        reported_on date,
        decision_id uuid not null,
        version integer not null,
        constraint adoption_unit_unique unique (plan_id, unit_id)
      )`,
    protectTable(SERVICE, 'adoption', { kind: 'OVERLAY', condition: 'plan_id in (select p.id from plan p)' }), `
      create table target (
        id uuid constraint target_pk primary key,
        unit_id uuid not null,
        owner_kind text not null,
        owner_id uuid not null,
        owner_code text not null,
        code text not null,
        title text not null,
        numerator_indicator text not null,
        denominator_indicator text,
        comparator text not null,
        threshold text not null,
        value_unit text not null,
        calculated_at text not null,
        distinct_persons boolean not null,
        blocs text[] not null,
        due_on date,
        constraint target_code_unique unique (owner_id, code)
      );
      create index target_unit_index on target (unit_id)`,
    protectTable(SERVICE, 'target', { kind: 'DOWNWARD' }), `
      create table round (
        id uuid constraint round_pk primary key,
        code text not null constraint round_code_unique unique,
        plan_id uuid not null,
        plan_code text not null,
        unit_id uuid not null,
        level text not null,
        year integer not null,
        ordinal integer not null,
        label text,
        search_key text not null,
        starts_on date,
        ends_on date,
        registration_until date,
        plaque_quota integer,
        groups jsonb not null,
        state text not null,
        paper boolean not null,
        drafted_by uuid,
        launched_on date,
        reviewed_on date,
        review text,
        closed_on date,
        decision_id uuid,
        version integer not null,
        constraint round_ordinal_unique unique (unit_id, year, ordinal),
        constraint round_starts_before_end check (starts_on < ends_on),
        constraint round_no_overlap exclude using gist (plan_id with =, daterange(starts_on, ends_on, '[]') with &&) where (starts_on is not null and ends_on is not null)
      );
      create index round_plan_index on round (plan_id)`,
    protectTable(SERVICE, 'round', { kind: 'DOWNWARD' }), `
      create table round_summary (
        round_id uuid constraint round_summary_pk primary key,
        unit_id uuid not null,
        summarised_on date not null,
        frozen_at timestamptz not null,
        groups jsonb not null
      )`,
    protectTable(SERVICE, 'round_summary', { kind: 'DOWNWARD' }, { appendOnly: true }), `
      create table change_notice (
        id uuid constraint change_notice_pk primary key,
        round_id uuid not null,
        unit_id uuid not null,
        raised_at timestamptz not null,
        record_type text not null,
        record_id uuid not null,
        change text not null
      );
      create index change_notice_round_index on change_notice (round_id, raised_at)`,
    protectTable(SERVICE, 'change_notice', { kind: 'SUBTREE' }, { appendOnly: true })));
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
