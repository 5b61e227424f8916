import type { MigrationInterface, QueryRunner } from 'typeorm';
import { AGREEMENT_RECIPES } from '../../indicators/agreement-recipes';

/** From this day on agreements have records; what was asked as of a day before it stays as submitted. */
const FIRST_DAY = '2025-01-01';

/** Agreements are counted over records; what units submitted for a period goes before (handbook 4.9). */
export class CountAgreements1764420000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    for (const { code, formula, recipe } of AGREEMENT_RECIPES) {
      const values = [code, FIRST_DAY, formula, JSON.stringify(recipe)];
      await q.query('update indicator set recipe = $4::jsonb, formula = $3 where code = $1 and valid_from >= $2::date', values);
      await q.query(
        `insert into indicator (code, name, search_key, value_unit, formula, numerator, denominator, blocs, recipe, valid_from, valid_to, source)
         select code, name, search_key, value_unit, $3, numerator, denominator, blocs, $4::jsonb, $2::date, valid_to, source from indicator
         where code = $1 and valid_from < $2::date and (valid_to is null or valid_to >= $2::date)`, values);
      await q.query('update indicator set valid_to = $2::date - 1 where code = $1 and valid_from < $2::date and (valid_to is null or valid_to >= $2::date)', [code, FIRST_DAY]);
    }
  }

  down(): Promise<void> {
    throw new Error('Migrations only go forward');
  }
}
