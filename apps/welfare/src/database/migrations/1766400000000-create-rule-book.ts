import { sql } from '@doanket/persistence';
import { ruleBookMigration, ruleBookPapersMigration, seedRules, type SeededRule } from '@doanket/rules';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const HANOI_2019 = { validFrom: '2019-01-01', validTo: '2020-12-31', source: 'Handbook 4.6: Hanoi 2019 and 2020.', confidence: 'CONFIRMED' } as const;
const DECISION_4291 = { validFrom: '2022-03-01', decisionNumber: '4291/QĐ-TLĐ', confidence: 'CONFIRMED_OLD' } as const;

/** Source: handbook 4.6, WEL-02 to WEL-04. What Hanoi gives for housing today is open: the year's programme says. */
const SEEDED: readonly SeededRule[] = [
  { code: 'SUPPORT_CEILING', scope: 'HOUSING_BUILD', value: { amountVnd: 30_000_000 }, ...HANOI_2019 },
  { code: 'SUPPORT_CEILING', scope: 'HOUSING_REPAIR', value: { amountVnd: 20_000_000 }, ...HANOI_2019 },
  { code: 'SUPPORT_CEILING', scope: 'TET', value: { amountVnd: 1_000_000 }, validFrom: '2026-01-01', validTo: '2026-12-31', source: 'Handbook 4.6: Tết 2026, 60,000 people.', confidence: 'CONFIRMED' },
  { code: 'SUPPORT_CEILING', scope: 'EPIDEMIC_VISIT_N', value: { amountVnd: 1_000_000 }, ...DECISION_4291, source: 'Handbook 4.6, WEL-08. The first day here is an assumption.' },
  { code: 'SUPPORT_CEILING', scope: 'EPIDEMIC_VISIT_C', value: { amountVnd: 1_000_000 }, ...DECISION_4291, source: 'Handbook 4.6, WEL-08. The first day here is an assumption.' },
  { code: 'SUPPORT_CEILING', scope: 'EPIDEMIC_VISIT_S', value: { amountVnd: 500_000 }, ...DECISION_4291, source: 'Handbook 4.6, WEL-08. The first day here is an assumption.' },
  { code: 'SUPPORT_CEILING', scope: 'DEATH_OF_WORKER', value: { amountVnd: 3_000_000 }, ...DECISION_4291, source: 'Handbook 4.6, WEL-08. The first day here is an assumption.' },
  { code: 'HOUSING_DEADLINES', value: { dossierDueOn: '06-30', workDueOn: '12-31' }, ...HANOI_2019, confidence: 'CONFIRMED_OLD', source: 'Handbook 4.6, WEL-03: papers by 30/6, work by 31/12; none known for 2025.' },
  { code: 'HOUSING_MEMBERSHIP', value: { leastMonths: null }, validFrom: '2019-01-01', source: 'Handbook WEL-02: only if the rule sets it; Hanoi sets none that is known.', confidence: 'UNKNOWN' },
];

/** The rule book: ceilings of support, deadlines and conditions of housing. */
export class CreateRuleBook1766400000000 implements MigrationInterface {
  name = 'CreateRuleBook1766400000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sql(ruleBookMigration('welfare'), ruleBookPapersMigration(), seedRules(SEEDED)));
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
