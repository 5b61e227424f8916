import { sql } from '@doanket/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Account numbers are sealed like identifiers and found by a blind index. No key reaches a migration, so the service seals
 * what is there at its next start and empties the plain columns.
 */
export class SealBankAccounts1774420003000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(sql(
      `alter table bank_statement alter column account drop not null, add column sealed_account bytea, add column account_index bytea,
        add constraint bank_statement_sealed_once unique (unit_id, account_index, reference),
        add constraint bank_statement_sealed check (account is null or account_index is null);
      comment on column bank_statement.account is 'empty: what was here before it was sealed'`,
      `alter table bank_entry alter column account drop not null, add column sealed_account bytea, add column account_index bytea, add column sealed_counter bytea, add column counter_index bytea,
        add constraint bank_entry_sealed_once unique (unit_id, account_index, entry_ref),
        add constraint bank_entry_sealed check (account is null or account_index is null)`,
      `alter table bank_party drop constraint bank_party_pk, alter column counter_account drop not null, add column counter_index bytea,
        add constraint bank_party_once unique (unit_id, counter_index),
        add constraint bank_party_account check ((counter_account is null) <> (counter_index is null))`,
      `alter table union_legal alter column bank_account drop not null, add column sealed_account bytea,
        add constraint union_legal_account check ((bank_account is null) <> (sealed_account is null))`,
    ));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
