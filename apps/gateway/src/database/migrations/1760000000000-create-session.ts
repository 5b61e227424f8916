import { protectTable, sql } from '@doanket/persistence';

/** The little of TypeORM's query runner that a migration needs. */
interface Runner { query(text: string): Promise<unknown> }

export class CreateSession1760000000000 {
  readonly name = 'CreateSession1760000000000';

  async up(runner: Runner): Promise<void> {
    await runner.query(sql(
      `create table session (
        id_hash char(64) not null,
        subject text not null,
        identity_session text,
        acting_post_id uuid,
        box bytea not null,
        access_expires_at timestamptz not null,
        created_at timestamptz not null,
        seen_at timestamptz not null,
        lease_owner uuid,
        lease_until timestamptz,
        constraint session_pk primary key (id_hash),
        constraint session_lease_whole check ((lease_owner is null) = (lease_until is null))
      )`,
      'create index session_identity_session on session (identity_session)',
      'create index session_subject on session (subject)',
      'create index session_seen_at on session (seen_at)',
      protectTable('gateway', 'session', { kind: 'SYSTEM' }),
      `comment on column session.id_hash is 'SHA-256 of the cookie; the cookie itself is kept nowhere'`,
      `comment on column session.identity_session is 'sid of the identity server, named by its back-channel logout'`,
      `comment on column session.box is 'tokens and name of the person, AES-256-GCM'`,
      `comment on column session.lease_owner is 'the renewal of tokens under way; a lease that ran out means it was killed'`,
      `create table logout_token (
        jti text not null,
        issued_at timestamptz not null,
        constraint logout_token_pk primary key (jti)
      )`,
      'create index logout_token_issued_at on logout_token (issued_at)',
      protectTable('gateway', 'logout_token', { kind: 'SYSTEM' }),
      `comment on column logout_token.jti is 'each logout token works once'`,
    ));
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
