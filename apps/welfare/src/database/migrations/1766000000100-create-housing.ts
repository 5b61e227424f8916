import { protectTable, sql } from '@doanket/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const SERVICE = 'welfare';
const PERSON = "nullif(current_setting('app.person_id', true), '')::uuid";

/** Housing programmes as versions by decision, cases and payments. */
export class CreateHousing1766000000100 implements MigrationInterface {
  name = 'CreateHousing1766000000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sql(`
      create table housing_programme (
        id uuid constraint housing_programme_pk primary key,
        unit_id uuid not null,
        year integer not null,
        version integer not null,
        budget_vnd bigint not null,
        build_vnd bigint not null,
        repair_vnd bigint not null,
        dossier_due_on date,
        work_due_on date,
        decision_id uuid not null constraint housing_programme_decision_fk references decision,
        decision_number text not null,
        decided_on date not null,
        constraint housing_programme_version_unique unique (unit_id, year, version),
        constraint housing_programme_money_range check (budget_vnd >= 0 and build_vnd >= 0 and repair_vnd >= 0)
      );
      comment on table housing_programme is 'a later decision adds a version; the one in force on a day is the latest decided until then'`,
    protectTable(SERVICE, 'housing_programme', { kind: 'DOWNWARD' }, { appendOnly: true }), `
      create table housing_case (
        id uuid constraint housing_case_pk primary key,
        case_no text not null constraint housing_case_no_unique unique,
        unit_id uuid not null,
        programme_unit_id uuid not null,
        programme_year integer not null,
        housing_kind text not null,
        member_name text not null,
        member_key text not null,
        person_id uuid,
        member_since date,
        household_hash text not null,
        land_right text,
        place text,
        hardship text,
        amount_vnd bigint not null,
        state text not null,
        filed_by uuid,
        surveyed_on date,
        approved_on date,
        dossier_completed_on date,
        paid_on date,
        work_done_on date,
        handed_over_on date,
        decision_id uuid,
        paper boolean not null,
        version integer not null
      );
      create unique index housing_case_household_unique on housing_case (household_hash) where state not in ('REJECTED', 'WITHDRAWN');
      create index housing_case_unit_index on housing_case (unit_id, id);
      create index housing_case_programme_index on housing_case (programme_unit_id, programme_year, state);
      create index housing_case_member_index on housing_case using gin (member_key gin_trgm_ops);
      comment on column housing_case.household_hash is 'HMAC of the household key under a key outside of the database: once per household, without keeping the number';
      comment on column housing_case.hardship is 'sensitive: read by the deciding levels through a route that keeps each reading'`,
    protectTable(SERVICE, 'housing_case', { kind: 'SELF', personColumn: 'person_id' }), `
      revoke delete on housing_case from ${SERVICE}_app, ${SERVICE}_whole;
      create table housing_payment (
        id uuid constraint housing_payment_pk primary key,
        case_id uuid not null constraint housing_payment_case_unique unique,
        unit_id uuid not null,
        paid_on date not null,
        amount_vnd bigint not null constraint housing_payment_amount_positive check (amount_vnd > 0),
        decision_id uuid not null constraint housing_payment_decision_fk references decision
      )`,
    protectTable(SERVICE, 'housing_payment', { kind: 'OVERLAY', condition: `case_id in (select c.id from housing_case c where c.person_id = ${PERSON})` }, { appendOnly: true }), `
      create table case_number (
        year integer constraint case_number_pk primary key,
        last integer not null
      )`,
    protectTable(SERVICE, 'case_number', { kind: 'PUBLIC' }), `
      create function housing_money(of_unit uuid, of_year integer, out approved_vnd bigint, out paid_vnd bigint)
      language sql stable security definer set search_path = ${SERVICE} as $$
        select coalesce(sum(c.amount_vnd) filter (where c.state in ('APPROVED', 'DOSSIER_COMPLETE', 'DISBURSED', 'WORK_DONE', 'HANDED_OVER')), 0)::bigint, coalesce(sum(p.amount_vnd), 0)::bigint
        from housing_case c left join housing_payment p on p.case_id = c.id where c.programme_unit_id = of_unit and c.programme_year = of_year
      $$;
      revoke all on function housing_money(uuid, integer) from public;
      grant execute on function housing_money(uuid, integer) to ${SERVICE}_app, ${SERVICE}_whole;
      comment on function housing_money(uuid, integer) is 'money of a whole programme, whatever rows the caller may read: two sums, no case'`));
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
