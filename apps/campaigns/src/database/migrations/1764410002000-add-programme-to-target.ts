import { sql } from '@doanket/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** INI-06: a target names the programme in which initiatives must be entered. */
export class AddProgrammeToTarget1764410002000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(sql('alter table target add column programme_code text'));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
