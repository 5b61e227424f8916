import { protectTable, sql } from '@doanket/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const SERVICE = 'campaigns';

/** Members of a cluster read what the cluster shares (handbook 2.0). */
const SHARED_IN_CLUSTER = 'cluster_id in (select m.cluster_id from cluster_member m where m.member_unit_id = any(mine))';

/** Registered works; clusters with members, signatures and surveys. */
export class CreateWorkAndCluster1760100000200 implements MigrationInterface {
  name = 'CreateWorkAndCluster1760100000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(sql(`
      create table work (
        id uuid constraint work_pk primary key,
        round_id uuid not null,
        round_code text not null,
        unit_id uuid not null,
        level text not null,
        kind text not null,
        title text not null,
        title_key text not null,
        state text not null,
        registered_on date,
        completed_on date,
        verified_on date,
        late boolean not null,
        value_vnd bigint,
        plaque jsonb,
        handled_by uuid[] not null,
        decision_id uuid,
        warnings text[] not null,
        version integer not null,
        constraint work_title_unique unique (round_id, unit_id, title_key)
      );
      create index work_round_index on work (round_id, state, level);
      create index work_unit_index on work (unit_id)`,
    protectTable(SERVICE, 'work', { kind: 'SUBTREE' }), `
      create table cluster (
        id uuid constraint cluster_pk primary key,
        code text not null constraint cluster_code_unique unique,
        name text not null,
        search_key text not null,
        unit_id uuid not null,
        level text not null,
        year integer not null,
        number integer not null,
        size integer not null,
        formed_on date not null,
        decision_id uuid not null,
        version integer not null,
        constraint cluster_number_unique unique (unit_id, year, number)
      )`,
    protectTable(SERVICE, 'cluster', { kind: 'DOWNWARD' }), `
      create table cluster_member (
        cluster_id uuid not null,
        member_unit_id uuid not null,
        unit_id uuid not null,
        year integer not null,
        role text not null,
        constraint cluster_member_pk primary key (cluster_id, member_unit_id),
        constraint cluster_member_year_unique unique (member_unit_id, year)
      );
      comment on column cluster_member.unit_id is 'the unit that formed the cluster'`,
    protectTable(SERVICE, 'cluster_member', { kind: 'DOWNWARD' }), `
      create table commitment_signature (
        id uuid constraint commitment_signature_pk primary key,
        cluster_id uuid not null,
        unit_id uuid not null,
        signed_on date not null,
        title_codes text[] not null,
        decision_id uuid,
        constraint commitment_signature_unique unique (cluster_id, unit_id)
      )`,
    protectTable(SERVICE, 'commitment_signature', { kind: 'OVERLAY', condition: SHARED_IN_CLUSTER }), `
      create table survey (
        id uuid constraint survey_pk primary key,
        cluster_id uuid not null,
        unit_id uuid not null,
        surveyed_on date not null,
        place_unit_id uuid not null,
        headed_by text not null,
        boards text[] not null,
        reported_by_unit_id uuid not null,
        report text not null,
        hearings jsonb not null,
        conclusion text,
        closed_on date,
        decision_id uuid,
        version integer not null
      );
      create index survey_cluster_index on survey (cluster_id)`,
    protectTable(SERVICE, 'survey', { kind: 'OVERLAY', condition: SHARED_IN_CLUSTER })));
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}
