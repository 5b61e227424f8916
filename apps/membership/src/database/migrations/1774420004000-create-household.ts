import { protectTable, sql } from '@doanket/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Households and who lives in them (WEL-02, WEL-15). */
export class CreateHousehold1774420004000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(sql(
      `create sequence household_no;
      grant usage on sequence household_no to membership_app, membership_whole`,
      `create table household (
        id uuid not null constraint household_pk primary key,
        household_no text not null constraint household_no_unique unique,
        unit_id uuid not null,
        address text,
        opened_on date not null,
        version int not null
      );
      create index household_unit on household (unit_id)`,
      protectTable('membership', 'household', { kind: 'SUBTREE' }),
      `create table household_person (
        household_id uuid not null constraint household_person_household_fk references household,
        person_id uuid not null,
        unit_id uuid not null,
        relation text not null constraint household_person_relation check (relation in ('HOUSEHOLDER', 'SPOUSE', 'CHILD', 'PARENT', 'SIBLING', 'OTHER')),
        lived daterange not null constraint household_person_days check (not isempty(lived)),
        constraint household_person_one_at_a_time exclude using gist (person_id with =, lived with &&),
        constraint household_head_one exclude using gist (household_id with =, lived with &&) where (relation = 'HOUSEHOLDER')
      );
      create index household_person_household on household_person (household_id);
      comment on column household_person.lived is 'the days somebody lives in the household; open while they do'`,
      protectTable('membership', 'household_person', { kind: 'SELF', personColumn: 'person_id' }),
    ));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
