import { protectTable, sql } from '@doanket/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Sums of the tally as we knew them at the ends of some days: a question as of an instant begins at the next mark, or at the counters where there is
 * none after it, and takes back what became known in between. The tally is read by what became known of a unit since an instant.
 */
export class MarkTheTally1781800000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(sql(
      `create table member_mark (known_at timestamptz not null constraint member_mark_pk primary key);
       comment on column member_mark.known_at is 'the last instant of a day in Hanoi; everything known by then was committed when the mark was made'`,
      protectTable('membership', 'member_mark', { kind: 'SYSTEM' }, { appendOnly: true }),
      `create table member_marked (
        known_at timestamptz not null constraint member_marked_mark_fk references member_mark,
        unit_id uuid not null, gender text not null, direct text not null, members int not null,
        constraint member_marked_pk primary key (known_at, unit_id, gender, direct) include (members)
      )`,
      protectTable('membership', 'member_marked', { kind: 'SYSTEM' }, { appendOnly: true }),
      'create index member_tally_known on member_tally (unit_id, recorded_at) include (gender, direct, delta)',
      // Which days became known since the last mark: rows lie in the order in which they came.
      'create index member_tally_recorded on member_tally using brin (recorded_at)',
      // With the instant in the index, days after the one asked for are read without the table, whoever asks.
      `drop index member_tally_unit;
       create index member_tally_unit on member_tally (unit_id, day) include (gender, direct, delta, recorded_at)`,
    ));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
