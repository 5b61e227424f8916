import { filesOfAccountsMigration } from '@doanket/files';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An administrator, who is no person, keeps the file of a decision that a rule rests on. */
export class FilesOfAccounts1781100002000 implements MigrationInterface {
  name = 'FilesOfAccounts1781100002000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(filesOfAccountsMigration());
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
