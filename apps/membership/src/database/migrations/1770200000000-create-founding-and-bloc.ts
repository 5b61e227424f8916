import { protectTable, sql } from '@doanket/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Founding of grassroots unions, delegated powers, blocs that take members, and the figures these rules ask. */
export class CreateFoundingAndBloc1770200000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(sql(
      `create table organisation_rule (
        code text not null,
        value int not null,
        valid_from date not null,
        valid_to date,
        decision_no text not null,
        source text not null,
        confidence text not null constraint organisation_rule_confidence check (confidence in ('CONFIRMED', 'CONFIRMED_OLD', 'UNCONFIRMED', 'ASSUMPTION')),
        constraint organisation_rule_one_at_a_time exclude using gist (code with =, daterange(valid_from, valid_to, '[]') with &&)
      );
      insert into organisation_rule (code, value, valid_from, decision_no, source, confidence) values
        ('FOUNDING_MIN_APPLICANTS', 5, '1900-01-01', '03/HD-TLĐ', 'handbook ORG-02', 'CONFIRMED_OLD'),
        ('PROVISIONAL_COMMITTEE_MONTHS', 12, '1900-01-01', '', 'handbook ORG-02', 'UNCONFIRMED'),
        ('WARD_UNION_MIN_MEMBERS', 1500, '2025-06-12', '', 'guidance of 12/6/2025, handbook 4.12', 'CONFIRMED'),
        ('WARD_UNION_MIN_UNITS', 10, '2025-06-12', '', 'guidance of 12/6/2025, handbook 4.12', 'CONFIRMED')`,
      protectTable('membership', 'organisation_rule', { kind: 'PUBLIC' }),

      `create table bloc_period (
        bloc text not null,
        valid_from date not null,
        valid_to date,
        decision_no text not null,
        source text not null,
        confidence text not null constraint bloc_period_confidence check (confidence in ('CONFIRMED', 'CONFIRMED_OLD', 'UNCONFIRMED', 'ASSUMPTION')),
        constraint bloc_period_one_at_a_time exclude using gist (bloc with =, daterange(valid_from, valid_to, '[]') with &&)
      );
      insert into bloc_period (bloc, valid_from, valid_to, decision_no, source, confidence)
        select b, date '1900-01-01', null::date, '', 'handbook ORG-15', 'CONFIRMED' from unnest(array['ENTERPRISE_STATE', 'ENTERPRISE_NONSTATE', 'FDI', 'PUBLIC_SERVICE', 'EDUCATION', 'OTHER']) b
        union all
        select b, date '1900-01-01', date '2025-05-31', '4133/TLĐ-ToC', 'letter of 23/5/2025, handbook ORG-15, 4.12', 'CONFIRMED' from unnest(array['ADMINISTRATIVE', 'PUBLIC_SERVICE_FULL_BUDGET']) b`,
      protectTable('membership', 'bloc_period', { kind: 'PUBLIC' }),

      `create table delegation (
        id uuid not null constraint delegation_pk primary key,
        unit_id uuid not null,
        power text not null constraint delegation_power check (power in ('FOUND_UNIT', 'TRANSFER_UNIT')),
        valid daterange not null,
        decision_id uuid not null,
        end_decision_id uuid,
        constraint delegation_one_at_a_time exclude using gist (unit_id with =, power with =, valid with &&)
      );
      comment on column delegation.unit_id is 'the union that decides in the place of the city'`,
      protectTable('membership', 'delegation', { kind: 'SUBTREE' }),

      `create table founding (
        id uuid not null constraint founding_pk primary key,
        unit_id uuid not null,
        code text not null,
        name text not null,
        bloc text not null,
        territories text[] not null,
        employer_name text not null,
        tax_code text not null,
        workers int not null constraint founding_workers_not_negative check (workers >= 0),
        applied_on date not null,
        committee_until date,
        state text not null constraint founding_state check (state in ('DRAFT', 'SUBMITTED', 'FOUNDED', 'REJECTED', 'WITHDRAWN')),
        dossier_id uuid,
        decision_id uuid,
        founded_on date,
        founded_unit_id uuid,
        reason text,
        changes int not null,
        version int not null
      );
      create index founding_unit on founding (unit_id, id);
      create unique index founding_code_unique on founding (code) where state in ('DRAFT', 'SUBMITTED');
      comment on column founding.unit_id is 'the union above, whose case it is until the new one exists'`,
      protectTable('membership', 'founding', { kind: 'SUBTREE' }),

      `create table founding_applicant (
        founding_id uuid not null constraint founding_applicant_founding_fk references founding,
        n int not null,
        unit_id uuid not null,
        person_id uuid not null,
        post text,
        full_time boolean not null,
        constraint founding_applicant_pk primary key (founding_id, n),
        constraint founding_applicant_person_unique unique (founding_id, person_id)
      );
      create index founding_applicant_person on founding_applicant (person_id)`,
      protectTable('membership', 'founding_applicant', { kind: 'SUBTREE' }),
      `create policy person_of_founding on person for select to membership_app
        using (exists (select from founding_applicant a where a.person_id = person.id));
      comment on policy person_of_founding on person is 'whoever reaches an application to found a union reads who applies'`,

      `create table unit_employer (
        unit_id uuid not null,
        tax_code text not null,
        name text not null,
        valid daterange not null,
        constraint unit_employer_one_at_a_time exclude using gist (unit_id with =, valid with &&),
        constraint unit_employer_tax_code_once exclude using gist (tax_code with =, valid with &&)
      );
      comment on column unit_employer.valid is 'while the union works: a number is free again when its union has ended'`,
      protectTable('membership', 'unit_employer', { kind: 'SUBTREE' }),

      `create table unit_workers (
        unit_id uuid not null,
        counted_on date not null,
        workers int not null constraint unit_workers_not_negative check (workers >= 0),
        recorded_at timestamptz not null,
        person_id uuid,
        constraint unit_workers_pk primary key (unit_id, counted_on, recorded_at)
      );
      comment on column unit_workers.workers is 'workers at the employer, members or not; the newest record of a day counts'`,
      protectTable('membership', 'unit_workers', { kind: 'SUBTREE' }, { appendOnly: true }),
    ));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
