import { protectTable, sql } from '@doanket/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a partner leaves with us: the key of its signatures, its webhook; and what is on its way to it. */
export class CreatePartnerIntegration1770400004000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(sql(
      `create table partner_integration (
        client_id text not null constraint partner_integration_pk primary key,
        unit_id uuid not null,
        signing_key text,
        webhook_url text,
        webhook_key_id text,
        webhook_secret bytea,
        webhook_state text not null constraint partner_integration_webhook check (webhook_state in ('NONE', 'ACTIVE', 'PARKED')),
        failures int not null,
        parked_at timestamptz,
        last_sequence bigint not null,
        version int not null
      );
      comment on column partner_integration.webhook_secret is 'sealed; the partner saw it once';
      comment on column partner_integration.last_sequence is 'number of the newest notification to this partner'`,
      protectTable('membership', 'partner_integration', { kind: 'SUBTREE' }),

      `create table partner_delivery (
        client_id text not null,
        sequence bigint not null,
        unit_id uuid not null,
        type text not null,
        subject_id uuid not null,
        payload jsonb not null,
        created_at timestamptz not null,
        state text not null constraint partner_delivery_state check (state in ('WAITING', 'DELIVERED', 'PARKED')),
        attempts int not null,
        next_at timestamptz,
        delivered_at timestamptz,
        last_status int,
        last_failure text,
        constraint partner_delivery_pk primary key (client_id, sequence)
      );
      create unique index partner_delivery_subject_unique on partner_delivery (client_id, type, subject_id);
      create index partner_delivery_due on partner_delivery (next_at) where state = 'WAITING'`,
      protectTable('membership', 'partner_delivery', { kind: 'SUBTREE' }),
    ));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
