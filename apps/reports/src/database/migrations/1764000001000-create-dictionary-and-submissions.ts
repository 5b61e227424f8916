import { searchKey } from '@doanket/kernel';
import { protectTable } from '@doanket/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { DICTIONARY } from '../../indicators/dictionary';

/** First day of the entries a federation starts with: before anything the articles tell of. */
const FIRST_DAY = '2015-01-01';

export class CreateDictionaryAndSubmissions1764000001000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table indicator (
        code text not null, name text not null, search_key text not null, value_unit text not null, formula text not null, numerator text, denominator text,
        blocs text[] not null default '{}', recipe jsonb not null, valid_from date not null, valid_to date, source text,
        constraint indicator_pk primary key (code, valid_from),
        constraint indicator_period check (valid_to is null or valid_to >= valid_from),
        constraint indicator_rate_parts check (value_unit <> 'PERCENT' or (numerator is not null and denominator is not null))
      );
      ${protectTable('reports', 'indicator', { kind: 'PUBLIC' })}
      comment on column indicator.recipe is 'how records become a figure; see recipe.rules.ts';

      create table submission (
        id uuid constraint submission_pk primary key, indicator text not null, unit_id uuid not null, from_day date not null, to_day date not null, round_code text, cluster_code text,
        value numeric not null, numerator numeric, denominator numeric, value_unit text not null, qualifier text not null, reason text,
        state text not null constraint submission_state check (state in ('DRAFT', 'SUBMITTED', 'RETURNED', 'ACCEPTED', 'CONSOLIDATED', 'LOCKED')),
        submitted_on date, submitted_by uuid, return_reason text, decision_id uuid, version int not null default 1,
        constraint submission_period check (to_day >= from_day),
        constraint submission_parts check ((numerator is null) = (denominator is null)),
        constraint submission_return_reason check (state <> 'RETURNED' or return_reason is not null)
      );
      create index submission_unit on submission (unit_id, indicator, from_day);
      create index submission_open on submission (state, unit_id) where state in ('DRAFT', 'SUBMITTED', 'RETURNED');
      create index submission_decision on submission (decision_id) where decision_id is not null;
      ${protectTable('reports', 'submission', { kind: 'SUBTREE' })}
    `);
    await q.query(
      `insert into indicator (code, name, search_key, value_unit, formula, numerator, denominator, recipe, valid_from, source)
       select e->>'code', e->>'name', e->>'searchKey', e->>'valueUnit', e->>'formula', e->>'numerator', e->>'denominator', e->'recipe', $2::date, 'Domain handbook 4.9'
         from jsonb_array_elements($1::jsonb) e`,
      [JSON.stringify(DICTIONARY.map((entry) => ({ ...entry, searchKey: searchKey(entry.name) }))), FIRST_DAY],
    );
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
