import { sql } from '@doanket/persistence';
import { ruleBookMigration, ruleBookPapersMigration, seedRules, type SeededRule } from '@doanket/rules';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const DECREE_13 = '2012-03-02';

/** Source: handbook 4.5, INI-03, INI-05. */
const SEEDED: readonly SeededRule[] = [
  { code: 'AUTHORS', value: { most: null }, validFrom: DECREE_13, source: 'Handbook 4.5: two co-authors in the rule of one province; Hanoi is open.', confidence: 'UNKNOWN' },
  { code: 'RECOGNITION_AFTER', scope: 'S', value: { level: 'BASE' }, validFrom: DECREE_13, source: 'Handbook INI-05; a district level existed as an honour of the union.', confidence: 'ASSUMED' },
  { code: 'RECOGNITION_AFTER', scope: 'CITY', value: { level: 'S' }, validFrom: DECREE_13, source: 'Handbook INI-05: the list of the city is a part of that of the districts.', confidence: 'ASSUMED' },
  { code: 'RECOGNITION_AFTER', scope: 'NATIONAL', value: { level: 'CITY' }, validFrom: DECREE_13, source: 'Handbook 4.5, INI-05.', confidence: 'CONFIRMED' },
  { code: 'STEP_DEADLINE', scope: 'INITIATIVE_BASE.RECOGNISE', value: { dueDays: 90, dueOn: null }, validFrom: DECREE_13, source: 'Handbook 4.5: three months to judge, without a source.', confidence: 'UNCONFIRMED' },
];

/** Rows that were kept apart become confirmed rules. */
const CARRIED = `
  create temporary table carried on commit drop as
    select gen_random_uuid() as id, case code when 'FILING_MONTHS' then 'FILING_PERIOD' else 'ALIKE_TEXT' end as code, 'ALL' as scope,
      jsonb_build_object(case code when 'FILING_MONTHS' then 'months' else 'percent' end, value) as value, valid_from, valid_to, null::text as decision_number, null::date as decided_on, source,
      case code when 'FILING_MONTHS' then 'UNCONFIRMED' else 'ASSUMED' end as confidence
    from initiative_rule
    union all
    select gen_random_uuid(), 'PROGRAMME', p.code, jsonb_build_object('title', p.title, 'appliedFrom', p.applied_from, 'appliedTo', p.applied_to, 'windows',
        (select jsonb_agg(jsonb_build_object('from', w.entry_from, 'to', w.entry_to) order by w.entry_from) from programme_window w where w.programme_code = p.code)),
      date '2021-12-30', null, p.decision_no, date '2021-12-30', 'Handbook 4.5: Guidance 46/HD-TLĐ of 30/12/2021.', 'CONFIRMED'
    from programme p;
  insert into rule (id, code, scope, value, valid_from, valid_to, decision_number, decided_on, source, confidence, proposed_by, proposed_at)
    select id, code, scope, value, valid_from, valid_to, decision_number, decided_on, source, confidence, 'system:seed', now() from carried;
  insert into rule_verdict (rule_id, confirmed, decided_by, decided_at) select id, true, 'system:migration', now() from carried;
  insert into rule_period (rule_id, code, scope, valid, recorded) select id, code, scope, daterange(valid_from, valid_to, '[]'), tstzrange(null, null) from carried;
  alter table programme_entry drop constraint programme_entry_programme_fk;
  drop table initiative_rule, programme_window, programme`;

/** The rule book: filing, programmes, levels of recognition and deadlines become rules. */
export class CreateRuleBook1765400000000 implements MigrationInterface {
  name = 'CreateRuleBook1765400000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sql(ruleBookMigration('initiatives'), ruleBookPapersMigration(), CARRIED, seedRules(SEEDED)));
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
