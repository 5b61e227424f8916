import type { MigrationInterface, QueryRunner } from 'typeorm';
import { DATA_PURPOSE_RULES } from '../../purposes/seeded-purposes';
import { seedRules } from '@doanket/rules';

/** The register of purposes (SOC-10). */
export class SeedDataPurposes1774420001000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(seedRules(DATA_PURPOSE_RULES));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
