import { sql } from '@doanket/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Data keys are wrapped anew when the master key changes, and retired when nothing is under them. */
export class RotateFieldKeys1774420002000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(sql(
      `alter table data_key add column retired_at timestamptz;
      comment on column data_key.retired_at is 'no value for good is under it any more; passing ones may be';
      grant update (wrapped, retired_at) on data_key to membership_whole`,
    ));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
