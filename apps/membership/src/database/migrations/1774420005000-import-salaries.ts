import { sql } from '@doanket/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Salaries come with members by file, and go with the import when it is undone. */
export class ImportSalaries1774420005000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(sql(
      `alter table import_row add column salary_vnd bigint, add column salary_from date`,
      `alter table dues_base add column import_id uuid;
      create index dues_base_import on dues_base (import_id) where import_id is not null;
      comment on column dues_base.import_id is 'the import of members that brought it: undone with it'`,
    ));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
