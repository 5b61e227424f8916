import { exportLimitsMigration } from '@doanket/exports';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ExportLimits1781200000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(exportLimitsMigration('membership'));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
