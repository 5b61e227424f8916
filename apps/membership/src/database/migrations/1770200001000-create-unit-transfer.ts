import { protectTable, sql } from '@doanket/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Hand-overs of unions: pending until the receiver confirms (ORG-04). */
export class CreateUnitTransfer1770200001000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(sql(
      `create table unit_transfer (
        id uuid not null constraint unit_transfer_pk primary key,
        unit_id uuid not null,
        receiver_id uuid,
        direction text not null constraint unit_transfer_direction check (direction in ('WITHIN', 'OUT', 'IN')),
        other_party text,
        effective_on date not null,
        state text not null constraint unit_transfer_state check (state in ('TRANSFER_PENDING', 'TRANSFER_DONE', 'TRANSFER_REFUSED', 'TRANSFER_WITHDRAWN')),
        decision_id uuid not null,
        decided_by uuid,
        moved_on date,
        confirmed_on date,
        confirmed_number text,
        reason text,
        version int not null
      );
      create index unit_transfer_decided on unit_transfer (unit_id, id);
      comment on column unit_transfer.unit_id is 'who decided; the receiver sees it too'`,
      protectTable('membership', 'unit_transfer', { kind: 'OVERLAY', condition: 'receiver_id = any(mine)' }),
      `drop policy unit_transfer_update on unit_transfer;
      create policy unit_transfer_update on unit_transfer for update to membership_app using (true) with check (true);
      comment on policy unit_transfer_update on unit_transfer is 'who reads a transfer may confirm or refuse it; the service says who does'`,

      `create table unit_transfer_unit (
        transfer_id uuid not null constraint unit_transfer_unit_transfer_fk references unit_transfer,
        n int not null,
        code text not null,
        unit_id uuid,
        name text,
        bloc text,
        pending boolean not null,
        hand_over jsonb,
        constraint unit_transfer_unit_pk primary key (transfer_id, n)
      );
      create unique index unit_transfer_unit_once on unit_transfer_unit (code) where pending`,
      protectTable('membership', 'unit_transfer_unit', { kind: 'SYSTEM' }),
      `create policy unit_transfer_unit_of_transfer on unit_transfer_unit to membership_app
        using (exists (select from unit_transfer t where t.id = transfer_id)) with check (exists (select from unit_transfer t where t.id = transfer_id));
      comment on table unit_transfer_unit is 'visibility: that of its transfer'`,
    ));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
