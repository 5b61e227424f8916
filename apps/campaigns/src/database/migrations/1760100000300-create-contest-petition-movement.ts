import { protectTable, sql } from '@doanket/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const SERVICE = 'campaigns';

/** Contests, petitions, movements, occasions, and the copies of what other services published. */
export class CreateContestPetitionMovement1760100000300 implements MigrationInterface {
  name = 'CreateContestPetitionMovement1760100000300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sql(...CONTESTS, ...PETITIONS, ...MOVEMENTS, ...COPIES));
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}

const CONTESTS = [`
  create table contest (
    id uuid constraint contest_pk primary key,
    code text not null constraint contest_code_unique unique,
    unit_id uuid not null,
    level text not null,
    title text not null,
    search_key text not null,
    year integer not null,
    held_on date not null,
    held_until date not null,
    co_organisers text[] not null,
    trades jsonb not null,
    money_by_rank jsonb not null,
    budget_vnd bigint,
    round_code text,
    movement_code text,
    state text not null,
    closed_on date,
    decision_id uuid not null,
    version integer not null,
    constraint contest_days_in_order check (held_on <= held_until)
  );
  create index contest_round_index on contest (round_code);
  create index contest_movement_index on contest (movement_code)`,
protectTable(SERVICE, 'contest', { kind: 'DOWNWARD' }), `
  create table contestant (
    id uuid constraint contestant_pk primary key,
    contest_id uuid not null,
    unit_id uuid not null,
    name text not null,
    birth_year integer,
    search_key text not null,
    identity text not null,
    constraint contestant_once unique (contest_id, identity)
  );
  comment on column contestant.name is 'personal: stays in this table, read in the subtree of unit_id'`,
protectTable(SERVICE, 'contestant', { kind: 'SUBTREE' }), `
  create table contest_entry (
    id uuid constraint contest_entry_pk primary key,
    contest_id uuid not null,
    unit_id uuid not null,
    contestant_id uuid not null,
    entry_no text not null,
    trade text not null,
    enterprise text not null,
    enterprise_key text not null,
    entrant_key text not null,
    entrant_unit_id uuid,
    entrant_name text not null,
    qualified_in text,
    theory_mark numeric(5,2),
    practice_mark numeric(5,2),
    total_mark numeric(5,2),
    constraint contest_entry_no_unique unique (contest_id, entry_no),
    constraint contest_entry_contestant_unique unique (contestant_id)
  );
  comment on column contest_entry.unit_id is 'the organiser'`,
protectTable(SERVICE, 'contest_entry', { kind: 'DOWNWARD' }), `
  create policy contest_entry_by_entrant on contest_entry for insert to ${SERVICE}_app
    with check (exists (select 1 from contest c where c.id = contest_id and c.unit_id = contest_entry.unit_id and c.state = 'ANNOUNCED')
      and exists (select 1 from contestant p where p.id = contestant_id));
  comment on policy contest_entry_by_entrant on contest_entry is 'a unit below the organiser enters its own contestants while the edition is open';
  create table contest_prize (
    id uuid constraint contest_prize_pk primary key,
    contest_id uuid not null,
    unit_id uuid not null,
    entry_id uuid constraint contest_prize_entry_unique unique,
    rank text not null,
    team_prize boolean not null,
    entrant_key text not null,
    entrant_name text not null,
    amount_vnd bigint not null,
    certificate_no text not null,
    awarded_on date not null,
    decision_id uuid not null,
    constraint contest_prize_certificate_unique unique (contest_id, certificate_no)
  )`,
protectTable(SERVICE, 'contest_prize', { kind: 'DOWNWARD' })];

const PETITIONS = [`
  create table petition (
    id uuid constraint petition_pk primary key,
    unit_id uuid not null,
    level text not null,
    bloc text,
    channel text not null,
    topic text,
    text text not null,
    search_key text not null,
    source text not null,
    source_id uuid,
    author_person_id uuid,
    author_hidden boolean not null,
    received_on date not null,
    round_code text,
    cluster_code text,
    state text not null,
    owner_unit_id uuid,
    owner_body text,
    due_on date,
    outcome text,
    answer text,
    settled_on date,
    resolved_on date,
    merged_into uuid,
    link_group uuid,
    decision_id uuid,
    version integer not null
  );
  create index petition_round_index on petition (round_code, state);
  create index petition_unit_index on petition (unit_id);
  create index petition_source_index on petition (source_id);
  create index petition_author_index on petition (author_person_id);
  create index petition_search_index on petition using gin (search_key gin_trgm_ops)`,
protectTable(SERVICE, 'petition', { kind: 'SELF', personColumn: 'author_person_id' })];

const MOVEMENTS = [`
  create table movement (
    id uuid constraint movement_pk primary key,
    code text not null constraint movement_code_unique unique,
    unit_id uuid not null,
    level text not null,
    title text not null,
    search_key text not null,
    starts_on date not null,
    ends_on date not null,
    plan_code text,
    opened_on date not null,
    previous_code text,
    next_code text,
    conference_on date,
    conference_title text,
    frozen_figures jsonb,
    decision_id uuid not null,
    closing_decision_id uuid,
    version integer not null,
    constraint movement_days_in_order check (starts_on <= ends_on)
  )`,
protectTable(SERVICE, 'movement', { kind: 'DOWNWARD' }), `
  create table occasion (
    id uuid constraint occasion_pk primary key,
    code text not null constraint occasion_code_unique unique,
    name text not null,
    search_key text not null,
    kind text not null,
    unit_id uuid not null,
    founded_on date,
    held_on date,
    constraint occasion_one_day check ((founded_on is null) <> (held_on is null))
  )`,
protectTable(SERVICE, 'occasion', { kind: 'DOWNWARD' })];

const COPIES = [`
  create table honour (
    holding_id uuid constraint honour_pk primary key,
    title_code text not null,
    level text not null,
    receiver_kind text not null,
    unit_id uuid not null,
    issuer_unit_id uuid not null,
    decided_on date not null,
    year integer not null,
    round_code text,
    movement_code text,
    revoked_on date
  );
  create index honour_round_index on honour (round_code, title_code);
  create index honour_movement_index on honour (movement_code, title_code);
  comment on table honour is 'copy of awards.holding; persons stay there'`,
protectTable(SERVICE, 'honour', { kind: 'SUBTREE' }), `
  create table initiative_fact (
    recognition_id uuid constraint initiative_fact_pk primary key,
    initiative_id uuid not null,
    initiative_type text not null,
    recognition_level text not null,
    unit_id uuid not null,
    recognised_on date not null
  );
  create index initiative_fact_unit_index on initiative_fact (unit_id, recognised_on)`,
protectTable(SERVICE, 'initiative_fact', { kind: 'SUBTREE' }), `
  create table submitted_figure (
    submission_id uuid constraint submitted_figure_pk primary key,
    indicator text not null,
    unit_id uuid not null,
    from_day date not null,
    to_day date not null,
    value text not null,
    value_unit text not null,
    qualifier text not null
  );
  create index submitted_figure_unit_index on submitted_figure (unit_id, indicator)`,
protectTable(SERVICE, 'submitted_figure', { kind: 'SUBTREE' })];
