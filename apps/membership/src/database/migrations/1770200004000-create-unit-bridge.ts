import { protectTable, sql } from '@doanket/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What came out of the area of an ended unit (RPT-06). */
export class CreateUnitBridge1770200004000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(sql(
      `create table unit_bridge (
        unit_id uuid not null constraint unit_bridge_pk primary key,
        territories text[] not null,
        decision_id uuid not null
      )`,
      protectTable('membership', 'unit_bridge', { kind: 'SUBTREE' }),
    ));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
