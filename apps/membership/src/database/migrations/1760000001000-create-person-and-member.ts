import { protectTable, sql } from '@doanket/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePersonAndMember1760000001000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(sql(
      `create table data_key (
        id smallint constraint data_key_pk primary key,
        wrapped bytea not null,
        created_at timestamptz not null default now()
      );
      comment on column data_key.wrapped is 'sealed by the master key, which never lies in the database'`,
      protectTable('membership', 'data_key', { kind: 'SYSTEM' }, { appendOnly: true }),

      `create table person (
        id uuid not null constraint person_pk primary key,
        unit_id uuid not null,
        full_name text not null,
        name_key text not null,
        birth_date date,
        gender text constraint person_gender check (gender in ('MALE', 'FEMALE')),
        nationality text not null,
        personal_id bytea,
        personal_id_index bytea constraint person_personal_id_unique unique,
        social_insurance_no bytea,
        social_insurance_no_index bytea constraint person_social_insurance_no_unique unique,
        passport_no bytea,
        passport_no_index bytea constraint person_passport_no_unique unique,
        username text constraint person_username_unique unique,
        subject text,
        account_state text constraint person_account_state check (account_state in ('OPENING', 'OPEN')),
        account_since timestamptz,
        version int not null
      );
      create index person_list on person (name_key, id);
      create index person_unit on person (unit_id);
      comment on column person.unit_id is 'the unit that keeps the data of this person';
      comment on column person.personal_id is 'sealed: AES-256-GCM, bound to table, column and row';
      comment on column person.personal_id_index is 'HMAC under a key outside the database: equal identifiers are found without being read'`,
      protectTable('membership', 'person', { kind: 'SELF', personColumn: 'id' }),

      `create table member (
        id uuid not null constraint member_pk primary key,
        person_id uuid not null,
        unit_id uuid not null,
        status text not null constraint member_status check (status in ('DRAFT', 'SUBMITTED', 'ACCEPTED', 'REJECTED', 'ACTIVE')),
        applied_on date,
        admitted_on date,
        decision_id uuid,
        dossier_id uuid,
        rejected_because text,
        employee_code text,
        job text,
        education text,
        direct_worker boolean,
        leader boolean,
        skill_grade smallint constraint member_skill_grade_range check (skill_grade between 1 and 7),
        party_member boolean,
        consent_given_on date,
        consent_purposes text[] not null,
        profile_changes int not null,
        version int not null,
        constraint member_admitted_after_applied check (admitted_on >= applied_on)
      );
      create unique index member_active_person_unique on member (person_id) where status in ('ACCEPTED', 'ACTIVE');
      create unique index member_application_unique on member (person_id, unit_id) where status in ('DRAFT', 'SUBMITTED');
      create index member_unit on member (unit_id, status);
      create index member_due on member (admitted_on) where status = 'ACCEPTED'`,
      protectTable('membership', 'member', { kind: 'SELF', personColumn: 'person_id' }),

      `create policy person_of_member on person to membership_app
        using (exists (select from member m where m.person_id = person.id)) with check (exists (select from member m where m.person_id = person.id));
      comment on policy person_of_member on person is 'whoever reaches a membership reaches its person; the policies of member hold inside'`,

      `create table partner (
        id uuid not null constraint partner_pk primary key,
        unit_id uuid not null,
        client_id text not null constraint partner_client_id_unique unique,
        name text not null,
        scopes text[] not null,
        state text not null constraint partner_state check (state in ('OPENING', 'OPEN')),
        opened_at timestamptz not null
      );
      create index partner_unit on partner (unit_id, client_id)`,
      protectTable('membership', 'partner', { kind: 'SUBTREE' }),

      `create table reorganisation (
        decision_id uuid not null constraint reorganisation_pk primary key,
        unit_id uuid not null,
        effective_on date not null,
        ended_units int not null,
        moved_units int not null,
        ended_posts int not null,
        state text not null constraint reorganisation_state check (state in ('EXECUTED', 'UNDONE'))
      )`,
      protectTable('membership', 'reorganisation', { kind: 'SUBTREE' }),
    ));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
