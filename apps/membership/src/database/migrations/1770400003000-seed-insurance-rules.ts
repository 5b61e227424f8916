import { seedRules } from '@doanket/rules';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { INSURANCE_RULES } from '../../insurance/seeded-insurance-rules';

export class SeedInsuranceRules1770400003000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(seedRules(INSURANCE_RULES));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
