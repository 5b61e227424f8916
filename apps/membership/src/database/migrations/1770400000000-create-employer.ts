import { protectTable, sql } from '@doanket/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { underEmployer } from '../under-employer';

export class CreateEmployer1770400000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(sql(
      `create table employer (
        id uuid not null constraint employer_pk primary key,
        unit_id uuid not null,
        enterprise_code text not null constraint employer_enterprise_code_form check (enterprise_code ~ '^[0-9]{10}$') constraint employer_enterprise_code_unique unique,
        insurance_unit_code text constraint employer_insurance_unit_code_unique unique,
        participant_group text,
        business_kind text,
        name text not null,
        name_key text not null,
        address text,
        ward text,
        ward_key text,
        registered_on date not null,
        version int not null,
        constraint employer_insurance_unit_whole check (num_nulls(insurance_unit_code, participant_group, business_kind) in (0, 3))
      );
      create index employer_list on employer (name_key, id);
      create index employer_name on employer using gin (name_key gin_trgm_ops);
      create index employer_keeper on employer (unit_id);
      create index employer_ward on employer (ward_key);
      comment on column employer.unit_id is 'the unit that keeps its data'`,

      `create table employer_union (
        id uuid not null constraint employer_union_pk primary key,
        employer_id uuid not null,
        unit_id uuid not null,
        keeper_id uuid not null,
        valid_from date not null,
        valid_to date,
        constraint employer_union_period check (valid_to is null or valid_to >= valid_from),
        constraint employer_union_once exclude using gist (employer_id with =, unit_id with =, daterange(valid_from, valid_to, '[]') with &&)
      );
      create index employer_union_employer on employer_union (employer_id, valid_from);
      create index employer_union_unit on employer_union (unit_id, employer_id);
      comment on column employer_union.unit_id is 'the grassroots union that covers the employer';
      comment on column employer_union.keeper_id is 'the unit that keeps the employer: sees who covers it'`,
      protectTable('membership', 'employer_union', { kind: 'OVERLAY', condition: 'keeper_id = any(mine)' }),
      protectTable('membership', 'employer', { kind: 'OVERLAY', condition: 'exists (select from employer_union l where l.employer_id = employer.id and l.unit_id = any(mine))' }),

      `create table employer_standing (
        employer_id uuid not null,
        ownership text not null,
        bloc text not null,
        valid_from date not null,
        valid_to date,
        constraint employer_standing_pk primary key (employer_id, valid_from),
        constraint employer_standing_period check (valid_to is null or valid_to >= valid_from),
        constraint employer_standing_one exclude using gist (employer_id with =, daterange(valid_from, valid_to, '[]') with &&)
      )`,
      underEmployer('employer_standing'),

      `create table employer_workforce (
        id uuid not null constraint employer_workforce_pk primary key,
        employer_id uuid not null,
        counted_on date not null,
        source text not null,
        workers int constraint employer_workforce_workers check (workers >= 0),
        insured_workers int constraint employer_workforce_insured check (insured_workers >= 0),
        women_workers int constraint employer_workforce_women check (women_workers >= 0),
        insured_payroll_vnd bigint constraint employer_workforce_payroll check (insured_payroll_vnd >= 0),
        recorded_at timestamptz not null,
        constraint employer_workforce_once unique (employer_id, counted_on, source)
      );
      comment on column employer_workforce.workers is 'null: the source does not say'`,
      underEmployer('employer_workforce'),
    ));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
