import type { GradingBand, GradingState, GradingSummary } from '@doanket/contracts';
import { nameThenSql } from '@doanket/directory';
import type { Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import type { Grading } from './grading.entity';

/** A grading as it is listed, with the name the union had at the end of the year. */
export type GradingRow = Pick<Grading, 'id' | 'year' | 'sheet' | 'maxima' | 'sheetDecision' | 'state' | 'selfScores' | 'note' | 'checkedScores' | 'checkNote' | 'band' | 'gradedOn' | 'decisionId' | 'dossierId' | 'version'>
  & { readonly unitCode: string; readonly unitName: string; readonly nameKey: string };

const YEAR_END = 'make_date(g.year, 12, 31)';

/** Reading gradings. Row-level security bounds every query to the caller's subtree. */
@Injectable()
export class GradingQueries {
  list(tx: Tx, filter: {
    id: string | null; year: number | null; state: GradingState | null; band: GradingBand | null; units: readonly string[] | null; after: readonly [number, string, string] | null; limit: number;
  }): Promise<GradingRow[]> {
    return tx.query(
      `select * from (
         select g.id, g.year, g.sheet, g.maxima, g.sheet_decision as "sheetDecision", g.state, g.self_scores as "selfScores", g.note, g.checked_scores as "checkedScores", g.check_note as "checkNote",
                g.band, g.graded_on::text as "gradedOn", g.decision_id as "decisionId", g.dossier_id as "dossierId", g.version, u.code as "unitCode", ${nameThenSql('u', YEAR_END)} as "unitName",
                ${nameThenSql('u', YEAR_END, 'name_key')} as "nameKey"
         from grading g join directory_unit u on u.id = g.unit_id
         where ($1::uuid is null or g.id = $1) and ($2::int is null or g.year = $2) and ($3::text is null or g.state = $3) and ($4::text is null or g.band = $4) and ($5::uuid[] is null or g.unit_id = any($5))) one
       where $6::int is null or year < $6 or (year = $6 and ("nameKey", id) > ($7, $8::uuid))
       order by year desc, "nameKey", id limit $9`,
      [filter.id, filter.year, filter.state, filter.band, filter.units, filter.after?.[0] ?? null, filter.after?.[1] ?? null, filter.after?.[2] ?? null, filter.limit]);
  }

  /** `units`: the subtree looked at, null for all; `day`: on which the unions to be graded work. */
  async summary(tx: Tx, filter: { year: number; day: Day; units: readonly string[] | null }): Promise<GradingSummary> {
    const [count] = (await tx.query(
      `select count(*)::int as unions from directory_unit u join directory_unit_version v on v.unit_id = u.id and upper_inf(v.recorded) and v.valid @> $1::date and v.state in ('PROVISIONAL', 'ACTIVE')
       where u.level = 'G' and ($2::uuid[] is null or u.id = any($2))`, [filter.day, filter.units])) as { unions: number }[];
    const rows: { state: GradingState; band: GradingBand | null; unions: number }[] = await tx.query(
      `select state, band, count(*)::int as unions from grading where year = $1 and ($2::uuid[] is null or unit_id = any($2)) and state in ('SELF_SCORED', 'GRADED') group by state, band order by band`, [filter.year, filter.units]);
    const sum = (some: typeof rows) => some.reduce((total, row) => total + row.unions, 0);
    return {
      year: filter.year, unions: count?.unions ?? 0, selfScored: sum(rows), graded: sum(rows.filter((row) => row.state === 'GRADED')),
      bands: rows.flatMap((row) => (row.band === null ? [] : [{ band: row.band, unions: row.unions }])),
    };
  }
}
