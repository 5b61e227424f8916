import { protectTable } from '@doanket/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateHolding1764100002000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table recipient (
        id uuid constraint recipient_pk primary key, unit_id uuid not null, receiver_kind text not null, name text not null, name_key text not null, person_id uuid
      );
      create index recipient_name_index on recipient (unit_id, receiver_kind, name_key);
      create index recipient_person_index on recipient (person_id) where person_id is not null;
      ${protectTable('awards', 'recipient', { kind: 'SUBTREE' })}
      revoke delete on recipient from awards_app, awards_whole;
      comment on column recipient.name_key is 'the same normalised name in the same unit is the same receiver';

      create table certificate_counter (
        issuer_unit_id uuid not null, year int not null, title_code text not null, last int not null,
        constraint certificate_counter_pk primary key (issuer_unit_id, year, title_code)
      );
      ${protectTable('awards', 'certificate_counter', { kind: 'SUBTREE' }, { unitColumn: 'issuer_unit_id' })}
      comment on table certificate_counter is 'visibility: SUBTREE; the row is locked until the numbers taken are committed, so they have no gaps';

      create table holding (
        id uuid constraint holding_pk primary key, recipient_id uuid not null constraint holding_recipient_fk references recipient,
        unit_id uuid not null, issuer_unit_id uuid not null, title_id uuid not null constraint holding_title_fk references title, title_code text not null, level text not null,
        receiver_kind text not null, name text not null, name_key text not null, direct_worker boolean, size int, tier int,
        year int not null, round_code text, movement_code text, school_year text, decided_on date not null, decision_id uuid not null, decision_number text not null,
        signer_post_id uuid not null, amount_vnd bigint not null, stands_on uuid constraint holding_stands_on_fk references holding,
        state text not null constraint holding_state_known check (state in ('VALID', 'CORRECTED', 'REVOKED')),
        certificate_id uuid not null, certificate_no text not null,
        delegate_on date, delegate_by_unit_id uuid, delegate_decision_id uuid,
        revoked_on date, revoked_ground text, revoked_reason text, revoked_decision_id uuid, nomination_id uuid,
        constraint holding_revoked_whole check ((state = 'REVOKED') = (revoked_on is not null and revoked_ground is not null)),
        constraint holding_delegate_whole check ((delegate_on is null) = (delegate_by_unit_id is null))
      );
      create unique index holding_decision_recipient_unique on holding (decision_id, recipient_id, title_code);
      create index holding_recipient_index on holding (recipient_id, title_code, level) where state <> 'REVOKED';
      create index holding_quota_index on holding (issuer_unit_id, title_code, level, year) where state <> 'REVOKED';
      create index holding_unit_index on holding (unit_id, id);
      create index holding_decision_index on holding (decision_id);
      create index holding_round_index on holding (round_code) where round_code is not null;
      create index holding_stands_on_index on holding (stands_on) where stands_on is not null;
      create index holding_delegate_index on holding (delegate_by_unit_id, title_code) where delegate_on is not null;
      create index holding_name_index on holding using gin (name_key gin_trgm_ops);
      ${protectTable('awards', 'holding', { kind: 'SUBTREE' })}
      revoke delete on holding from awards_app, awards_whole;

      create table certificate (
        id uuid constraint certificate_pk primary key, holding_id uuid not null, unit_id uuid not null, issuer_unit_id uuid not null, title_code text not null, year int not null,
        number text not null, token text not null constraint certificate_token_unique unique, name text not null, issued_on date not null,
        state text not null constraint certificate_state_known check (state in ('VALID', 'CORRECTED', 'REVOKED')), changed_on date, change_reason text,
        constraint certificate_number_unique unique (issuer_unit_id, title_code, year, number),
        constraint certificate_changed check ((state = 'VALID') = (changed_on is null))
      );
      create index certificate_holding_index on certificate (holding_id);
      ${protectTable('awards', 'certificate', { kind: 'SUBTREE' })}
      revoke delete on certificate from awards_app, awards_whole;
      comment on column certificate.token is '128 random bits, base64url: what the QR code names';
      comment on column certificate.name is 'as written on this paper';
    `);
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
