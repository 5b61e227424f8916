import { protectTable, sql } from '@doanket/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const SERVICE = 'initiatives';
const PERSON = "nullif(current_setting('app.person_id', true), '')::uuid";
/** An author reads what is their own without a post. */
const authored = (column: string): string => `${column} in (select a.initiative_id from initiative_author a where a.person_id = ${PERSON})`;

/** Authors, initiatives, their recognition by level and the proposals to the next one. */
export class CreateInitiative1765000000100 implements MigrationInterface {
  name = 'CreateInitiative1765000000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sql(`
      create table author (
        id uuid constraint author_pk primary key,
        unit_id uuid not null,
        person_id uuid,
        name text not null,
        name_key text not null
      );
      create unique index author_person_unique on author (unit_id, person_id) where person_id is not null;
      create unique index author_name_unique on author (unit_id, name_key) where person_id is null;
      comment on column author.name_key is 'name in lower case with its marks: Hà and Hạ are two persons; used where no person is known'`,
    protectTable(SERVICE, 'author', { kind: 'SELF', personColumn: 'person_id' }), `
      create table initiative_author (
        initiative_id uuid not null,
        author_id uuid not null constraint initiative_author_author_fk references author,
        unit_id uuid not null,
        person_id uuid,
        share smallint not null constraint initiative_author_share_range check (share between 1 and 100),
        position smallint not null,
        constraint initiative_author_pk primary key (initiative_id, author_id)
      );
      create index initiative_author_author_index on initiative_author (author_id);
      create index initiative_author_person_index on initiative_author (person_id) where person_id is not null`,
    protectTable(SERVICE, 'initiative_author', { kind: 'SELF', personColumn: 'person_id' }), `
      create table initiative (
        id uuid constraint initiative_pk primary key,
        unit_id uuid not null,
        title text not null,
        title_key text not null,
        text_key text not null,
        initiative_type text not null,
        solution_kind text,
        first_applied_on date,
        description text,
        secret boolean not null,
        benefit_vnd bigint,
        benefit jsonb,
        state text not null,
        filed_by uuid,
        filed_on date,
        paper boolean not null,
        version integer not null
      );
      create unique index initiative_title_unique on initiative (unit_id, title_key) where state not in ('REJECTED', 'WITHDRAWN');
      create index initiative_state_index on initiative (state, id);
      create index initiative_text_index on initiative using gin (text_key gin_trgm_ops);
      create index initiative_title_index on initiative using gin (title_key gin_trgm_ops);
      comment on column initiative.text_key is 'title and description without marks and case, to find an earlier text that is alike';
      comment on column initiative.filed_on is 'day of the first submission; null on paper, where it is not known'`,
    protectTable(SERVICE, 'initiative', { kind: 'OVERLAY', condition: authored('id') }), `
      create table recognition (
        id uuid constraint recognition_pk primary key,
        initiative_id uuid not null,
        unit_id uuid not null,
        recognition_level text not null,
        recognised_on date not null,
        issuer_unit_id uuid not null,
        decision_id uuid not null constraint recognition_decision_fk references decision,
        decision_number text not null,
        certificate_no text,
        votes_for integer,
        votes_total integer,
        constraint recognition_level_unique unique (initiative_id, recognition_level)
      );
      create index recognition_decision_index on recognition (decision_id);
      comment on column recognition.unit_id is 'unit of the authors'`,
    protectTable(SERVICE, 'recognition', { kind: 'OVERLAY', condition: authored('initiative_id') }, { appendOnly: true }), `
      create table raising (
        id uuid constraint raising_pk primary key,
        initiative_id uuid not null,
        unit_id uuid not null,
        to_level text not null,
        effect text not null,
        dossier_id uuid not null constraint raising_dossier_fk references dossier,
        proposed_on date not null
      );
      create index raising_initiative_index on raising (initiative_id)`,
    protectTable(SERVICE, 'raising', { kind: 'OVERLAY', condition: authored('initiative_id') }, { appendOnly: true }), `
      create table certificate_number (
        unit_id uuid not null,
        year integer not null,
        last integer not null,
        constraint certificate_number_pk primary key (unit_id, year)
      )`,
    protectTable(SERVICE, 'certificate_number', { kind: 'SUBTREE' }), `
      create table initiative_rule (
        code text not null,
        value integer not null,
        valid_from date not null,
        valid_to date,
        source text not null,
        constraint initiative_rule_pk primary key (code, valid_from)
      );
      insert into initiative_rule (code, value, valid_from, source) values
        ('FILING_MONTHS', 12, date '2012-03-02', 'handbook 4.5: one year from the first use'),
        ('ALIKE_PERCENT', 90, date '2012-03-02', 'assumption')`,
    protectTable(SERVICE, 'initiative_rule', { kind: 'PUBLIC' }), `
      revoke insert, update, delete on initiative_rule from ${SERVICE}_app`));
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
