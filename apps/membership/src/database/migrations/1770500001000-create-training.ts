import { protectTable, sql } from '@doanket/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Courses for union officers, who attended, and what was reported of them (ORG-19). */
export class CreateTraining1770500001000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(sql(
      `create table training_course (
        id uuid not null constraint training_course_pk primary key,
        unit_id uuid not null,
        title text not null,
        topic text not null,
        plan_year int not null,
        hours int not null constraint training_course_hours check (hours > 0),
        starts_on date not null,
        ends_on date not null,
        place text,
        state text not null constraint training_course_state check (state in ('PLANNED', 'HELD', 'CANCELLED')),
        cancelled_because text,
        version int not null,
        constraint training_course_days check (ends_on >= starts_on)
      );
      create index training_course_list on training_course (starts_on, id);
      create index training_course_unit on training_course (unit_id, plan_year)`,
      protectTable('membership', 'training_course', { kind: 'DOWNWARD' }),

      `create table training_attendance (
        id uuid not null constraint training_attendance_pk primary key,
        course_id uuid not null constraint training_attendance_course_fk references training_course,
        organiser_id uuid not null,
        plan_year int not null,
        unit_id uuid not null,
        person_id uuid not null,
        hours int not null constraint training_attendance_hours check (hours >= 0),
        passed boolean not null,
        certificate_no text,
        constraint training_attendance_once unique (course_id, person_id),
        constraint training_attendance_certificate_unique unique (organiser_id, plan_year, certificate_no)
      );
      create index training_attendance_person on training_attendance (person_id);
      create index training_attendance_unit on training_attendance (unit_id);
      comment on column training_attendance.unit_id is 'the unit whose post the officer held on the first day'`,
      protectTable('membership', 'training_attendance', { kind: 'SELF', personColumn: 'person_id' }),

      `create table training_report (
        id uuid not null constraint training_report_pk primary key,
        unit_id uuid not null,
        year int not null,
        kind text not null constraint training_report_kind check (kind in ('PLAN', 'RESULT')),
        presented_on date not null,
        note text,
        figures jsonb not null,
        constraint training_report_unique unique (unit_id, year, kind)
      )`,
      protectTable('membership', 'training_report', { kind: 'DOWNWARD' }, { appendOnly: true }),
    ));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
