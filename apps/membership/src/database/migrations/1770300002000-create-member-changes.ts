import { protectTable, sql } from '@doanket/persistence';
import { seedRules } from '@doanket/rules';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { MEMBER_RULES } from '../../members/seeded-member-rules';

export class CreateMemberChanges1770300002000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(sql(
      `alter table member drop constraint member_status;
      alter table member add constraint member_status check (status in
        ('DRAFT', 'SUBMITTED', 'ACCEPTED', 'REJECTED', 'ACTIVE', 'TRANSFER_OUT', 'IN_TRANSIT', 'TRANSFERRED', 'LEFT', 'RETIRED', 'DECEASED', 'MERGED'));
      alter table member add column transferred_from uuid;
      comment on column member.transferred_from is 'the membership this one goes on from';
      alter table person add column merged_into uuid;
      comment on column person.merged_into is 'the record that stays of two that were one person';
      create index person_duplicate on person (name_key, birth_date) where merged_into is null and birth_date is not null`,

      `create table member_transfer (
        id uuid constraint member_transfer_pk primary key,
        member_id uuid not null,
        person_id uuid not null,
        from_unit_id uuid not null,
        to_unit_id uuid not null,
        state text not null constraint member_transfer_state check (state in ('TRANSFER_OUT', 'IN_TRANSIT', 'CONFIRMED', 'REFUSED', 'CANCELLED')),
        left_on date not null,
        confirm_by date not null,
        asked_on date not null,
        asked_by uuid,
        confirmed_on date,
        new_member_id uuid,
        decision_id uuid not null,
        reason text,
        version int not null
      );
      create unique index member_transfer_open_unique on member_transfer (member_id) where state in ('TRANSFER_OUT', 'IN_TRANSIT');
      create index member_transfer_from on member_transfer (from_unit_id, id);
      create index member_transfer_to on member_transfer (to_unit_id, id);
      create index member_transfer_person on member_transfer (person_id);
      create index member_transfer_due on member_transfer (left_on) where state = 'TRANSFER_OUT'`,
      protectTable('membership', 'member_transfer', { kind: 'OVERLAY', condition: 'to_unit_id = any(mine)' }, { unitColumn: 'from_unit_id' }),

      `create table duplicate_dismissal (
        person_id uuid not null,
        other_person_id uuid not null,
        reason text not null,
        dismissed_by uuid,
        dismissed_at timestamptz not null,
        constraint duplicate_dismissal_pk primary key (person_id, other_person_id),
        constraint duplicate_dismissal_order check (person_id < other_person_id)
      )`,
      protectTable('membership', 'duplicate_dismissal', { kind: 'SYSTEM' }),

      `create table member_card (
        member_id uuid constraint member_card_pk primary key,
        unit_id uuid not null,
        card_no text not null constraint member_card_no_unique unique,
        token_hash bytea not null constraint member_card_token_unique unique,
        token bytea not null,
        issued_on date not null
      );
      create sequence member_card_no;
      grant usage on sequence member_card_no to membership_app, membership_whole;
      comment on column member_card.token is 'sealed: whoever has it may check the card';
      comment on column member_card.token_hash is 'found by what the QR code carries, without being read'`,
      protectTable('membership', 'member_card', { kind: 'SYSTEM' }),
    ));
    await q.query(seedRules(MEMBER_RULES));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
