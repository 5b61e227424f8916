import { protectTable, sql } from '@doanket/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Members of departments and groups, founding ceremonies, territories of ward unions, targets of growth (ORG-03, 06, 13, 14). */
export class CreateGroupsCeremoniesTerritories1770200003000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(sql(
      `create table member_group (
        member_id uuid not null,
        unit_id uuid not null,
        valid daterange not null,
        constraint member_group_one_at_a_time exclude using gist (member_id with =, valid with &&)
      );
      create index member_group_unit on member_group (unit_id);
      comment on column member_group.unit_id is 'the department or group'`,
      protectTable('membership', 'member_group', { kind: 'SUBTREE' }),

      `create table ceremony (
        code text not null constraint ceremony_pk primary key,
        unit_id uuid not null,
        name text not null,
        held_on date not null,
        place text not null,
        version int not null
      )`,
      protectTable('membership', 'ceremony', { kind: 'DOWNWARD' }),
      `create table ceremony_entry (
        ceremony_code text not null constraint ceremony_entry_ceremony_fk references ceremony,
        unit_id uuid not null,
        founded_id uuid not null,
        decision_id uuid not null,
        removed_because text,
        constraint ceremony_entry_pk primary key (ceremony_code, founded_id)
      );
      comment on column ceremony_entry.unit_id is 'who holds the ceremony'`,
      protectTable('membership', 'ceremony_entry', { kind: 'DOWNWARD' }),

      `create table territory (
        code text not null constraint territory_pk primary key,
        name text not null,
        name_key text not null,
        kind text not null constraint territory_kind check (kind in ('WARD', 'COMMUNE')),
        neighbours text[] not null,
        valid daterange not null
      )`,
      protectTable('membership', 'territory', { kind: 'PUBLIC' }),
      `create table territory_union (
        territory_code text not null constraint territory_union_territory_fk references territory,
        unit_id uuid not null,
        valid daterange not null,
        decision_id uuid not null,
        constraint territory_union_one_at_a_time exclude using gist (territory_code with =, valid with &&)
      );
      create index territory_union_unit on territory_union (unit_id)`,
      protectTable('membership', 'territory_union', { kind: 'SUBTREE' }),
      `create table union_legal (
        unit_id uuid not null constraint union_legal_pk primary key,
        seal_no text not null,
        bank_account text not null,
        bank_name text not null,
        override_reason text,
        decision_id uuid not null
      )`,
      protectTable('membership', 'union_legal', { kind: 'SUBTREE' }),

      `create table growth_target (
        id uuid not null constraint growth_target_pk primary key,
        unit_id uuid not null,
        year int not null,
        kind text not null constraint growth_target_kind check (kind in ('NEW_MEMBERS', 'NEW_UNIONS')),
        target int not null constraint growth_target_positive check (target > 0),
        reported int constraint growth_target_reported check (reported >= 0),
        decision_id uuid not null,
        version int not null,
        constraint growth_target_once unique (unit_id, year, kind)
      )`,
      protectTable('membership', 'growth_target', { kind: 'SUBTREE' }),
    ));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
