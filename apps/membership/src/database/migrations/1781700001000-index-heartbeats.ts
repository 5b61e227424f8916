import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Heartbeats of long ago are forgotten every few seconds: without this the whole event log was read for it, a second at 700,000 events. */
export class IndexHeartbeats1781700001000 implements MigrationInterface {
  name = 'IndexHeartbeats1781700001000';

  async up(q: QueryRunner): Promise<void> {
    await q.query("create index outbox_heartbeat on outbox (published_at) where aggregate_type = 'membership.heartbeat'");
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
