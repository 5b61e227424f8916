import { sql } from '@doanket/persistence';
import { ruleBookPapersMigration, seedRules, type SeededRule } from '@doanket/rules';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const within = (scope: string, dueDays: number): SeededRule => (
  { code: 'STEP_DEADLINE', scope, value: { dueDays, dueOn: null }, validFrom: '2019-01-01', source: `Assumption: ${dueDays} days.`, confidence: 'ASSUMED' });

/** Rules keep the file of their decision and can be taken back; deadlines of steps become rules. */
export class RulesWithPapers1771400000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(sql(ruleBookPapersMigration(), seedRules([
      within('UNION_FOUNDING.FOUND', 30), within('UNION_FOUNDING_DELEGATED.FOUND', 30), within('UNION_GRADING.GRADE', 30), within('MEMBER_ADMISSION.ADMIT', 15),
    ])));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
