import { inboxTakeMigration } from '@doanket/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The inbox answers only what differs from a chunk of new events. */
export class TakeInboxMarks1780000000000 implements MigrationInterface {
  name = 'TakeInboxMarks1780000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(inboxTakeMigration('campaigns'));
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
