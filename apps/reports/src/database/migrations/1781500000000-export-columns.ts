import { exportColumnsMigration } from '@doanket/exports';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ExportColumns1781500000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(exportColumnsMigration());
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
