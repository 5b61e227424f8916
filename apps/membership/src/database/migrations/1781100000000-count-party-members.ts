import { sql } from '@doanket/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Party membership is counted by unit, and nothing is searched by it any more. */
export class CountPartyMembers1781100000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(sql(
      `drop index member_party;
      create index member_party on member (unit_id) where party_member and status = 'ACTIVE'`,
    ));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
