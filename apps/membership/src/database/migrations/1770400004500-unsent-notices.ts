import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A notice to a partner without an address waits for being read or replayed. */
export class UnsentNotices1770400004500 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`alter table partner_delivery drop constraint partner_delivery_state;
      alter table partner_delivery add constraint partner_delivery_state check (state in ('WAITING', 'DELIVERED', 'UNSENT'))`);
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
