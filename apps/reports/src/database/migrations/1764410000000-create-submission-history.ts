import { protectTable } from '@doanket/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a submission said before it was corrected (RPT-03): history is never overwritten. */
export class CreateSubmissionHistory1764410000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table submission_history (
        submission_id uuid not null, version int not null, unit_id uuid not null, from_day date not null, to_day date not null, round_code text, cluster_code text,
        value numeric not null, numerator numeric, denominator numeric, value_unit text not null, qualifier text not null, reason text, return_reason text,
        replaced_at timestamptz not null, replaced_by uuid,
        constraint submission_history_pk primary key (submission_id, version)
      );
      ${protectTable('reports', 'submission_history', { kind: 'SUBTREE' }, { appendOnly: true })}
    `);
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
