import { sql } from '@doanket/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What figures of a subtree read of each of its thousands of units: what the unit is as we know it now, and its days of the tally without a look at
 * the table itself.
 */
export class FiguresByIndex1781600000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(sql(
      'create index directory_unit_version_unit_index on directory_unit_version (unit_id) where upper_inf(recorded)',
      `drop index member_tally_unit;
       create index member_tally_unit on member_tally (unit_id, day) include (gender, direct, delta)`,
    ));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
