import { protectTable, sql } from '@doanket/persistence';
import { seedRules } from '@doanket/rules';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Yearly gradings of grassroots unions (ORG-20), and the rule on congresses of delegates (ORG-08). */
export class CreateGrading1770500002000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(sql(
      `create table grading (
        id uuid not null constraint grading_pk primary key,
        unit_id uuid not null,
        year int not null,
        sheet text not null,
        maxima jsonb not null,
        bands jsonb not null,
        sheet_decision text,
        state text not null constraint grading_state check (state in ('DRAFT', 'SELF_SCORED', 'GRADED', 'WITHDRAWN')),
        self_scores jsonb not null,
        note text,
        checked_scores jsonb,
        check_note text,
        band text,
        graded_on date,
        decision_id uuid,
        dossier_id uuid,
        version int not null,
        constraint grading_band_after_check check ((band is null) = (state <> 'GRADED'))
      );
      create unique index grading_year_unique on grading (unit_id, year) where state <> 'WITHDRAWN';
      create index grading_list on grading (year, unit_id);
      comment on column grading.maxima is 'the sheet of the year as it was when the union scored itself'`,
      protectTable('membership', 'grading', { kind: 'SUBTREE' }),
      seedRules([
        { code: 'CONGRESS_DELEGATES', value: { membersFrom: 150 }, validFrom: '2019-01-01', source: 'Handbook ORG-08: a congress of delegates from 150 members on. The first day here is an assumption.', confidence: 'CONFIRMED_OLD' },
      ]),
    ));
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
