import { sql } from '@doanket/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of two records that may be one person at least one has no personal id: few among a million, in the order of the list. */
export class WalkDuplicates1781100003000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(sql('create index person_unidentified on person (name_key, birth_date, id) where merged_into is null and birth_date is not null and personal_id_index is null'));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
