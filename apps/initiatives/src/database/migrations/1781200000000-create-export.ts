import { exportsMigration } from '@doanket/exports';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateExport1781200000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(exportsMigration('initiatives'));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
