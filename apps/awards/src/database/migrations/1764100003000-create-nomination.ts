import { protectTable } from '@doanket/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateNomination1764100003000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table nomination (
        id uuid constraint nomination_pk primary key, unit_id uuid not null, title_code text not null, level text not null, year int not null,
        round_code text, movement_code text, school_year text, tier int,
        recipient_id uuid not null, receiver_kind text not null, name text not null, name_key text not null, person_id uuid, direct_worker boolean, size int,
        achievement text not null, state text not null constraint nomination_state_known
          check (state in ('DRAFT', 'NOMINATED', 'CHECKED', 'VOTED', 'DECIDED', 'PRESENTED', 'REJECTED', 'WITHDRAWN')),
        votes jsonb, dossier_id uuid, holding_id uuid, decided_on date, version int not null
      );
      create unique index nomination_once_unique on nomination (recipient_id, title_code, level, year, coalesce(round_code, '')) where state not in ('REJECTED', 'WITHDRAWN');
      create index nomination_unit_index on nomination (unit_id, id);
      create index nomination_state_index on nomination (state, title_code, level);
      create index nomination_recipient_index on nomination (recipient_id);
      create index nomination_name_index on nomination using gin (name_key gin_trgm_ops);
      ${protectTable('awards', 'nomination', { kind: 'SUBTREE' })}
      revoke delete on nomination from awards_app, awards_whole;
      comment on column nomination.recipient_id is 'a row of recipient; none is ever deleted';

      create table council_session (
        id uuid constraint council_session_pk primary key, unit_id uuid not null, held_on date not null, members int not null, present int not null, quorum int not null, secret boolean not null,
        minutes_file_id uuid constraint council_session_file_fk references file, recorded_by_person_id uuid, recorded_at timestamptz not null,
        constraint council_session_quorate check (present between quorum and members)
      );
      create index council_session_unit_index on council_session (unit_id, id);
      ${protectTable('awards', 'council_session', { kind: 'SUBTREE' }, { appendOnly: true })}

      create table council_vote (
        session_id uuid not null constraint council_vote_session_fk references council_session, n int not null, unit_id uuid not null,
        nomination_id uuid not null constraint council_vote_nomination_fk references nomination, in_favour int not null, abstained int not null, needed int not null, passed boolean not null,
        constraint council_vote_pk primary key (session_id, n), constraint council_vote_once unique (session_id, nomination_id)
      );
      create index council_vote_nomination_index on council_vote (nomination_id);
      ${protectTable('awards', 'council_vote', { kind: 'SUBTREE' }, { appendOnly: true })}
    `);
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
