import { sql } from '@doanket/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What lists of members are filtered by and few members have: without these a search among a million reads all of them. Partial,
 * so that those who have nothing of it cost nothing.
 */
export class IndexMemberFilters1764430000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(sql(
      `create index member_employee_code on member (employee_code) where employee_code is not null;
      create index member_admitted on member (admitted_on) where admitted_on is not null;
      create index member_education on member (education) where education is not null;
      create index member_leader on member (person_id) where leader;
      create index member_party on member (person_id) where party_member;
      create index person_opening on person (account_since) where account_state = 'OPENING'`,
    ));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
