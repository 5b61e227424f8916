import { protectTable, sql } from '@doanket/persistence';
import { seedRules } from '@doanket/rules';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { OLD_AGREEMENT_RULES } from '../../agreements/seeded-agreement-rules';

/** The register of collective agreements, and the rules of the time before 2021. */
export class CreateAgreement1770400005000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(sql(
      `create table agreement (
        id uuid not null constraint agreement_pk primary key,
        employer_id uuid not null,
        unit_id uuid not null,
        kind text not null constraint agreement_kind check (kind in ('ENTERPRISE_AGREEMENT', 'GROUP_AGREEMENT', 'SECTOR_AGREEMENT')),
        state text not null constraint agreement_state check (state in ('NEGOTIATING', 'BALLOTED', 'SIGNED', 'FILED', 'IN_FORCE', 'EXPIRING', 'EXPIRED', 'RENEWED', 'VOID')),
        workers_covered int not null constraint agreement_workers check (workers_covered > 0),
        negotiating_since date not null,
        balloted_on date,
        ballot_workers int,
        ballot_agreed int,
        signed_on date,
        file_by date,
        filed_on date,
        valid_from date,
        valid_to date,
        warning int,
        renews_id uuid,
        ended_on date,
        amendments jsonb not null,
        clauses jsonb not null,
        clause_key text not null,
        version int not null,
        constraint agreement_ballot check (ballot_agreed between 0 and ballot_workers),
        constraint agreement_term check (valid_to > valid_from)
      );
      create unique index agreement_in_force_unique on agreement (employer_id, kind) where state in ('IN_FORCE', 'EXPIRING');
      create index agreement_list on agreement (valid_to, id);
      create index agreement_unit on agreement (unit_id, state);
      create index agreement_clause on agreement using gin (clause_key gin_trgm_ops);
      create index agreement_signed on agreement (signed_on);
      comment on column agreement.ended_on is 'the last day in force, when that was not the end of the term';
      comment on column agreement.clause_key is 'clauses without marks, for the search'`,
      protectTable('membership', 'agreement', { kind: 'SUBTREE' }),
      seedRules(OLD_AGREEMENT_RULES),
    ));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
