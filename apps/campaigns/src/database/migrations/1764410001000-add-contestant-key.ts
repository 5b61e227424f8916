import { sql } from '@doanket/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who took part in an earlier edition is known without a name (CMP-14: contestants qualify from the lower round). */
export class AddContestantKey1764410001000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(sql(
      'alter table contest_entry add column contestant_key text',
      `update contest_entry e set contestant_key = encode(sha256(convert_to(p.identity, 'UTF8')), 'hex') from contestant p where p.id = e.contestant_id`,
      `comment on column contest_entry.contestant_key is 'hash of name, year of birth and enterprise: whether somebody took part in an earlier edition'`,
    ));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
