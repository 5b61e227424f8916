import { sql } from '@doanket/persistence';
import { ruleBookMigration, seedRules } from '@doanket/rules';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { SEEDED_RULES } from '../../rules/seeded-rules';

/** The rule book and the rules of the handbook, sections 4.1, 4.2, 4.4, 4.7, 4.8. */
export class CreateRuleBook1770100000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(sql(ruleBookMigration('membership'), seedRules(SEEDED_RULES)));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
