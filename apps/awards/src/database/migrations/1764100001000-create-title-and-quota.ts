import { protectTable } from '@doanket/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { BASE_SALARIES, CATALOGUE, COUNCIL_RULES } from '../../titles/catalogue';

export class CreateTitleAndQuota1764100001000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table title (
        id uuid constraint title_pk primary key default gen_random_uuid(),
        code text not null, level text not null, name text not null, search_key text not null,
        kind text not null constraint title_kind_known check (kind in ('UNION', 'STATE', 'JOINT')),
        receiver_kinds text[] not null constraint title_receivers check (cardinality(receiver_kinds) > 0),
        conditions text[] not null default '{}',
        base_salary_thousandths int, amount_vnd bigint, tiers int, partner text, mark text not null,
        valid_from date not null, valid_to date, decision_number text, source text,
        constraint title_period check (valid_to is null or valid_to >= valid_from),
        constraint title_one_amount check (base_salary_thousandths is null or amount_vnd is null),
        constraint title_one_version_at_a_time exclude using gist (code with =, level with =, daterange(valid_from, valid_to, '[]') with &&)
      );
      create index title_code_index on title (code, level, valid_from);
      ${protectTable('awards', 'title', { kind: 'PUBLIC' })}
      comment on column title.base_salary_thousandths is 'money with the title, in thousandths of the base salary of the decision''s day';

      create table base_salary (
        valid_from date constraint base_salary_pk primary key, valid_to date, amount_vnd bigint not null constraint base_salary_positive check (amount_vnd > 0),
        decision_no text not null, source text not null
      );
      ${protectTable('awards', 'base_salary', { kind: 'PUBLIC' })}

      create table council_rule (
        id uuid constraint council_rule_pk primary key default gen_random_uuid(),
        code text not null constraint council_rule_code_known check (code in ('QUORUM', 'SHARE')),
        title_code text, numerator int not null, denominator int not null, more_than boolean not null,
        valid_from date not null, valid_to date, decision_no text, source text not null,
        constraint council_rule_part check (numerator between 0 and denominator and denominator > 0)
      );
      create unique index council_rule_unique on council_rule (code, coalesce(title_code, ''), valid_from);
      ${protectTable('awards', 'council_rule', { kind: 'PUBLIC' })}
      comment on column council_rule.more_than is 'true: more than the part, false: at least the part';

      create table quota (
        id uuid constraint quota_pk primary key, unit_id uuid not null, title_code text not null, level text not null, year int not null,
        round_code text, delegates text, places int not null constraint quota_places_positive check (places >= 0),
        decision_number text not null, decided_on date not null, decision_id uuid, set_by_unit_id uuid not null,
        recorded_at timestamptz not null, replaced_at timestamptz
      );
      create unique index quota_current_unique on quota (unit_id, title_code, level, year, coalesce(round_code, ''), coalesce(delegates, '')) where replaced_at is null;
      create unique index quota_decision_unique on quota (unit_id, title_code, level, year, coalesce(round_code, ''), coalesce(delegates, ''), upper(decision_number));
      ${protectTable('awards', 'quota', { kind: 'SUBTREE' })}
      comment on column quota.delegates is 'kind of receiver, when the quota is of delegates to the conference above';
      comment on column quota.replaced_at is 'a quota is changed by a later decision: the row before stays';
    `);
    await q.query(
      `insert into title (code, level, name, search_key, kind, receiver_kinds, conditions, base_salary_thousandths, tiers, partner, mark, valid_from, valid_to, decision_number, source)
       select code, level, name, "searchKey", kind, array(select jsonb_array_elements_text("receiverKinds")), array(select jsonb_array_elements_text(conditions)), "baseSalaryThousandths", tiers, partner,
              mark, "validFrom", "validTo", "decisionNumber", source
       from jsonb_to_recordset($1::jsonb) as t(code text, level text, name text, "searchKey" text, kind text, "receiverKinds" jsonb, conditions jsonb, "baseSalaryThousandths" int, tiers int, partner text,
         mark text, "validFrom" date, "validTo" date, "decisionNumber" text, source text)`, [JSON.stringify(CATALOGUE)]);
    await q.query(
      `insert into base_salary (valid_from, valid_to, amount_vnd, decision_no, source)
       select "validFrom", "validTo", "amountVnd", "decisionNo", source from jsonb_to_recordset($1::jsonb) as b("validFrom" date, "validTo" date, "amountVnd" bigint, "decisionNo" text, source text)`,
      [JSON.stringify(BASE_SALARIES)]);
    await q.query(
      `insert into council_rule (code, title_code, numerator, denominator, more_than, valid_from, source)
       select code, "titleCode", numerator, denominator, "moreThan", "validFrom", source
       from jsonb_to_recordset($1::jsonb) as c(code text, "titleCode" text, numerator int, denominator int, "moreThan" boolean, "validFrom" date, source text)`, [JSON.stringify(COUNCIL_RULES)]);
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
