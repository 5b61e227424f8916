import { callerOnceMigration } from '@doanket/directory';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether somebody calls, and from where, is asked once per statement (ADR 23). */
export class AskForTheCallerOnce1781700000000 implements MigrationInterface {
  name = 'AskForTheCallerOnce1781700000000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(callerOnceMigration('welfare'));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
