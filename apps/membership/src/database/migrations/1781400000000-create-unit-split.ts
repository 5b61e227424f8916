import { protectTable } from '@doanket/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateUnitSplit1781400000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query([
      `create table unit_split (
        decision_id uuid not null constraint unit_split_pk primary key,
        unit_id uuid not null,
        issuer_id uuid not null,
        effective_on date not null,
        successor_id uuid,
        state text not null constraint unit_split_state check (state in ('EXECUTED', 'UNDONE')),
        moved_at timestamptz
      );
      create index unit_split_unit on unit_split (unit_id);
      create unique index unit_split_one_at_a_time on unit_split (unit_id) where state = 'EXECUTED' and moved_at is null;
      comment on column unit_split.unit_id is 'the union that is split';
      comment on column unit_split.successor_id is 'the new union that takes over when the old one ends; null: it goes on';
      comment on column unit_split.moved_at is 'when the members had gone where the decision said'`,
      protectTable('membership', 'unit_split', { kind: 'SUBTREE' }),
      `create table unit_split_part (
        part_id uuid not null constraint unit_split_part_pk primary key,
        decision_id uuid not null constraint unit_split_part_split_fk references unit_split,
        unit_id uuid not null,
        number int not null,
        employer_ids uuid[] not null,
        shared_employer_ids uuid[] not null,
        members int,
        constraint unit_split_part_number unique (decision_id, number)
      );
      comment on column unit_split_part.part_id is 'the new union';
      comment on column unit_split_part.unit_id is 'the union that is split';
      comment on column unit_split_part.members is 'who went there; null until they have'`,
      protectTable('membership', 'unit_split_part', { kind: 'SUBTREE' }),
      `create table unit_split_member (
        decision_id uuid not null constraint unit_split_member_split_fk references unit_split,
        member_id uuid not null,
        unit_id uuid not null,
        part_id uuid not null,
        constraint unit_split_member_pk primary key (decision_id, member_id)
      );
      comment on column unit_split_member.member_id is 'named one by one by the decision'`,
      protectTable('membership', 'unit_split_member', { kind: 'SUBTREE' }, { appendOnly: true }),
    ].join(';\n'));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
