import { protectTable } from '@doanket/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PassGrowthTargets1781400001000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query([
      `alter table growth_target add column passed_on date;
      comment on column growth_target.passed_on is 'since when another union has it: the day of a merger; the row stays as it was'`,
      `create table growth_target_passing (
        target_id uuid not null constraint growth_target_passing_pk primary key constraint growth_target_passing_from_fk references growth_target,
        to_target_id uuid not null constraint growth_target_passing_to_fk references growth_target,
        unit_id uuid not null,
        amount int not null constraint growth_target_passing_positive check (amount > 0),
        passed_on date not null,
        decision_id uuid not null,
        constraint growth_target_passing_elsewhere check (target_id <> to_target_id)
      );
      create index growth_target_passing_to on growth_target_passing (to_target_id);
      comment on column growth_target_passing.unit_id is 'the union that has it now';
      comment on column growth_target_passing.amount is 'what was added to its own target'`,
      protectTable('membership', 'growth_target_passing', { kind: 'SUBTREE' }, { appendOnly: true }),
    ].join(';\n'));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
