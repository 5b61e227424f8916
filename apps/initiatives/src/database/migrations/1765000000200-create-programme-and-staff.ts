import { protectTable, sql } from '@doanket/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const SERVICE = 'initiatives';
const PERSON = "nullif(current_setting('app.person_id', true), '')::uuid";

/** Programmes with their conditions and entry windows as dated data; entries; staff of units by day. */
export class CreateProgrammeAndStaff1765000000200 implements MigrationInterface {
  name = 'CreateProgrammeAndStaff1765000000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sql(`
      create table programme (
        code text constraint programme_pk primary key,
        title text not null,
        applied_from date,
        applied_to date,
        decision_no text not null
      );
      comment on column programme.applied_from is 'first application of an initiative lies between these days, both included';
      create table programme_window (
        programme_code text not null constraint programme_window_programme_fk references programme,
        entry_from date not null,
        entry_to date not null,
        constraint programme_window_pk primary key (programme_code, entry_from),
        constraint programme_window_order check (entry_to >= entry_from)
      );
      insert into programme (code, title, applied_from, applied_to, decision_no) values
        ('ONE_MILLION_INITIATIVES', '1 triệu sáng kiến', date '2021-09-01', date '2023-09-01', '46/HD-TLĐ');
      insert into programme_window (programme_code, entry_from, entry_to) values
        ('ONE_MILLION_INITIATIVES', date '2022-01-08', date '2022-05-31'), ('ONE_MILLION_INITIATIVES', date '2022-06-01', date '2023-09-01')`,
    protectTable(SERVICE, 'programme', { kind: 'PUBLIC' }), protectTable(SERVICE, 'programme_window', { kind: 'PUBLIC' }), `
      revoke insert, update, delete on programme, programme_window from ${SERVICE}_app;
      create table programme_entry (
        id uuid constraint programme_entry_pk primary key,
        initiative_id uuid not null,
        unit_id uuid not null,
        programme_code text not null constraint programme_entry_programme_fk references programme,
        entered_on date not null,
        decision_id uuid,
        constraint programme_entry_unique unique (initiative_id, programme_code)
      );
      create index programme_entry_unit_index on programme_entry (unit_id)`,
    protectTable(SERVICE, 'programme_entry', {
      kind: 'OVERLAY', condition: `initiative_id in (select a.initiative_id from initiative_author a where a.person_id = ${PERSON})`,
    }, { appendOnly: true }), `
      create table staff_count (
        id uuid constraint staff_count_pk primary key,
        unit_id uuid not null,
        counted_on date not null,
        persons integer not null constraint staff_count_persons_range check (persons >= 0),
        bloc text,
        decision_id uuid,
        constraint staff_count_day_unique unique (unit_id, counted_on)
      );
      comment on table staff_count is 'one figure per unit and day; a later report of the day replaces it, the audit trail keeps both'`,
    protectTable(SERVICE, 'staff_count', { kind: 'SUBTREE' })));
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
