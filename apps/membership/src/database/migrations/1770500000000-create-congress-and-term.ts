import { protectTable, sql } from '@doanket/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Congresses, the terms they open, and the last days for them (ORG-08). */
export class CreateCongressAndTerm1770500000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(sql(
      `create table congress (
        id uuid not null constraint congress_pk primary key,
        unit_id uuid not null,
        number text not null,
        ordinal int not null,
        congress_kind text not null constraint congress_kind check (congress_kind in ('ALL_MEMBERS', 'DELEGATES')),
        state text not null constraint congress_state check (state in ('PLANNED', 'HELD', 'CANCELLED')),
        day date not null,
        planned_on date,
        held_from date,
        held_to date,
        member_count int,
        delegate_count int,
        decision_id uuid,
        cancelled_because text,
        version int not null,
        constraint congress_days check (held_to >= held_from)
      );
      create unique index congress_number_unique on congress (unit_id, ordinal) where state <> 'CANCELLED';
      create index congress_list on congress (day, id);
      create index congress_unit on congress (unit_id, day);
      comment on column congress.day is 'where it stands in lists: the last day held, else the day planned'`,
      protectTable('membership', 'congress', { kind: 'SUBTREE' }),

      `create table term (
        id uuid not null constraint term_pk primary key,
        unit_id uuid not null,
        number text not null,
        starts_on date not null,
        planned_end_year int not null,
        ended_on date,
        congress_id uuid not null,
        decision_id uuid not null,
        constraint term_days check (ended_on is null or ended_on >= starts_on),
        constraint term_no_overlap exclude using gist (unit_id with =, daterange(starts_on, ended_on, '[]') with &&)
      );
      create index term_unit on term (unit_id, starts_on);
      create unique index term_congress_unique on term (congress_id);
      comment on column term.ended_on is 'real last day; planned_end_year stays what was planned'`,
      protectTable('membership', 'term', { kind: 'SUBTREE' }),

      `create table congress_deadline (
        id uuid not null constraint congress_deadline_pk primary key,
        unit_id uuid not null,
        level text not null constraint congress_deadline_level check (level in ('C', 'S', 'G')),
        period_from date not null,
        due_on date not null,
        decision_id uuid not null,
        decision_number text not null,
        decided_on date not null,
        constraint congress_deadline_days check (due_on >= period_from)
      );
      create index congress_deadline_unit on congress_deadline (unit_id, due_on)`,
      protectTable('membership', 'congress_deadline', { kind: 'DOWNWARD' }, { appendOnly: true }),
    ));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
