import { sql } from '@doanket/persistence';
import { ruleBookMigration, ruleBookPapersMigration, seedRules } from '@doanket/rules';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rows that were kept apart become confirmed rules; a title keeps its id, which awards name. */
const CARRIED = `
  create temporary table carried on commit drop as
    select id, 'TITLE' as code, code || '.' || level as scope,
      jsonb_build_object('name', name, 'kind', kind, 'receiverKinds', to_jsonb(receiver_kinds), 'conditions', to_jsonb(conditions), 'baseSalaryThousandths', base_salary_thousandths,
        'amountVnd', amount_vnd, 'tiers', tiers, 'partner', partner, 'mark', mark) as value,
      valid_from, valid_to, decision_number, coalesce(source, decision_number, '') as source,
      case when kind <> 'STATE' then 'ASSUMED' when code = 'EMULATION_SOLDIER_BASE' then 'UNCONFIRMED' else 'CONFIRMED' end as confidence
    from title
    union all
    select id, 'COUNCIL_' || code, coalesce(title_code, 'ALL'), jsonb_build_object('part', jsonb_build_object('numerator', numerator, 'denominator', denominator), 'moreThan', more_than),
      valid_from, valid_to, decision_no, source, case when code = 'SHARE' and title_code is null then 'ASSUMED' else 'UNCONFIRMED' end
    from council_rule
    union all
    select gen_random_uuid(), 'BASE_SALARY', 'ALL', jsonb_build_object('amountVnd', amount_vnd), valid_from, valid_to, decision_no, source,
      case when source like 'Handbook%' then 'CONFIRMED' else 'UNCONFIRMED' end
    from base_salary;
  insert into rule (id, code, scope, value, valid_from, valid_to, decision_number, source, confidence, proposed_by, proposed_at)
    select id, code, scope, value, valid_from, valid_to, decision_number, source, confidence, 'system:seed', now() from carried;
  insert into rule_verdict (rule_id, confirmed, decided_by, decided_at) select id, true, 'system:migration', now() from carried;
  insert into rule_period (rule_id, code, scope, valid, recorded) select id, code, scope, daterange(valid_from, valid_to, '[]'), tstzrange(null, null) from carried;
  drop table council_rule, base_salary;
  comment on table title is 'visibility: PUBLIC; versions of titles as confirmed rules TITLE made them, under the id of the rule'`;

/** The rule book: titles, councils and the base salary become rules. Source: handbook 4.3, AWD-01, AWD-03. */
export class CreateRuleBook1764400000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(sql(ruleBookMigration('awards'), ruleBookPapersMigration(), CARRIED, seedRules([
      { code: 'BASE_SALARY', value: { amountVnd: 1_490_000 }, validFrom: '2019-07-01', validTo: '2023-06-30', decisionNumber: '38/2019/NĐ-CP', source: 'Background knowledge.', confidence: 'UNCONFIRMED' },
    ])));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
