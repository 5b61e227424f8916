import { seedRules } from '@doanket/rules';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { CARRY_RULES } from '../../dues/seeded-carry-rules';

/** What of dues goes on after a transfer (ORG-10). */
export class SeedCarryRules1781100001000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(seedRules(CARRY_RULES));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
