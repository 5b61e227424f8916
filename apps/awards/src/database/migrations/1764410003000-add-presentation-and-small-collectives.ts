import { sql } from '@doanket/persistence';
import { seedRules } from '@doanket/rules';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Awards are handed over (AWD-02), and small collectives are told apart by a rule (AWD-12). */
export class AddPresentationAndSmallCollectives1764410003000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(sql(
      'alter table holding add column presented_on date constraint holding_presented_after_decided check (presented_on >= decided_on), add column presented_in text',
      seedRules([{ code: 'SMALL_COLLECTIVE', value: { upToMembers: 20 }, validFrom: '2015-01-01', source: 'Handbook AWD-12 puts small collectives first and gives no number.', confidence: 'ASSUMED' }]),
    ));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
