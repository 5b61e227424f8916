import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every view of a petition asks what was merged into it and what it is linked with; both were scans of the table. */
export class IndexPetitionLinks1764000300000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create index petition_merged_into_index on petition (merged_into) where merged_into is not null;
      create index petition_link_group_index on petition (link_group) where link_group is not null;
    `);
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
