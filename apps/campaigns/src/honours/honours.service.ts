import type { DataOf, HonourView, InitiativeRecognisedV1, InputOf, listHonours, RoundIndicator, SubmissionAcceptedV1, TitleAwardedV1 } from '@doanket/contracts';
import type { Day } from '@doanket/kernel';
import { Transactions, type Tx } from '@doanket/persistence';
import { decodeCursor, pageFrom } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Notices } from '../rounds/notices.service';
import { Units } from '../units/units.service';
import { HONOUR_INDICATORS, INITIATIVE_INDICATORS } from './honour.rules';

const PageKey = z.tuple([z.uuid()]);

interface HonourRow {
  holding_id: string; title_code: string; level: HonourView['level']; receiver_kind: string; unit_id: string; decided_on: string; revoked_on: string | null;
}

/** One counted fact of a movement: an indicator, a year and how many. */
export interface YearCount { readonly indicator: string; readonly year: number; readonly count: number }

/** Copies of what other services published: honours, recognised initiatives, accepted submissions. */
@Injectable()
export class HonoursService {
  constructor(private readonly transactions: Transactions, private readonly notices: Notices, private readonly units: Units) {}

  async keepHonour(tx: Tx, honour: DataOf<typeof TitleAwardedV1>): Promise<void> {
    await tx.query(
      `insert into honour (holding_id, title_code, level, receiver_kind, unit_id, issuer_unit_id, decided_on, year, round_code, movement_code)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (holding_id) do nothing`,
      [
        honour.holdingId, honour.titleCode, honour.level, honour.receiverKind, honour.unitId, honour.issuerUnitId, honour.decidedOn, honour.year, honour.roundCode, honour.movementCode,
      ]);
    await this.notices.raise(tx, honour.roundCode, [{ unitId: honour.unitId, recordType: 'HONOUR', recordId: honour.holdingId, change: 'TITLE_AWARDED' }]);
  }

  async revokeHonour(tx: Tx, holdingId: string, on: Day): Promise<void> {
    const [rows]: [{ round_code: string | null; unit_id: string }[], number] = await tx.query(
      'update honour set revoked_on = $2 where holding_id = $1 and revoked_on is null returning round_code, unit_id', [holdingId, on]);
    for (const row of rows) await this.notices.raise(tx, row.round_code, [{ unitId: row.unit_id, recordType: 'HONOUR', recordId: holdingId, change: 'TITLE_REVOKED' }]);
  }

  async keepInitiative(tx: Tx, fact: DataOf<typeof InitiativeRecognisedV1>): Promise<void> {
    await tx.query(
      `insert into initiative_fact (recognition_id, initiative_id, initiative_type, recognition_level, unit_id, recognised_on)
       values ($1, $2, $3, $4, $5, $6) on conflict (recognition_id) do nothing`,
      [fact.recognitionId, fact.initiativeId, fact.initiativeType, fact.recognitionLevel, fact.unitId, fact.recognisedOn]);
  }

  /** A later submission of the same scope replaces the earlier one. */
  async keepSubmission(tx: Tx, value: DataOf<typeof SubmissionAcceptedV1>): Promise<void> {
    await tx.query(
      'delete from submitted_figure where indicator = $1 and unit_id = $2 and from_day = $3 and to_day = $4', [value.indicator, value.unitId, value.from, value.to]);
    await tx.query(
      `insert into submitted_figure (submission_id, indicator, unit_id, from_day, to_day, value, value_unit, qualifier)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (submission_id) do nothing`,
      [value.submissionId, value.indicator, value.unitId, value.from, value.to, value.value, value.valueUnit, value.qualifier]);
  }

  /** Honours that name a round, by indicator; a revoked one does not count. */
  async figuresOf(tx: Tx, roundCode: string): Promise<Partial<Record<RoundIndicator, number>>> {
    const rows: { indicator: RoundIndicator; count: number }[] = await tx.query(
      `select i.indicator, count(h.holding_id)::int as count from jsonb_to_recordset($2::jsonb) as i(indicator text, "titleCode" text, level text, "receiverKind" text)
       left join honour h on h.round_code = $1 and h.revoked_on is null and h.title_code = i."titleCode" and (i.level is null or h.level = i.level)
         and (i."receiverKind" is null or h.receiver_kind = i."receiverKind")
       group by i.indicator`, [roundCode, JSON.stringify(HONOUR_INDICATORS)]);
    return Object.fromEntries(rows.map((row) => [row.indicator, row.count]));
  }

  /** Honours that name a movement, by year of the achievement. */
  honoursByYear(tx: Tx, movementCode: string): Promise<YearCount[]> {
    return tx.query(
      `select i.indicator, h.year, count(*)::int as count from jsonb_to_recordset($2::jsonb) as i(indicator text, "titleCode" text, level text, "receiverKind" text)
       join honour h on h.movement_code = $1 and h.revoked_on is null and h.title_code = i."titleCode" and (i.level is null or h.level = i.level)
         and (i."receiverKind" is null or h.receiver_kind = i."receiverKind")
       group by i.indicator, h.year`, [movementCode, JSON.stringify(HONOUR_INDICATORS)]);
  }

  /** Initiatives recognised in these units and days, by year. */
  initiativesByYear(tx: Tx, unitIds: readonly string[], from: Day, to: Day): Promise<YearCount[]> {
    return tx.query(
      `select i.indicator, extract(year from f.recognised_on)::int as year, count(*)::int as count
       from jsonb_to_recordset($4::jsonb) as i(indicator text, type text, level text)
       join initiative_fact f on f.initiative_type = i.type and f.recognition_level = i.level and f.unit_id = any($1) and f.recognised_on between $2 and $3
       group by i.indicator, 2`, [unitIds, from, to, JSON.stringify(INITIATIVE_INDICATORS)]);
  }

  /** Values these units submitted for periods inside the days. A percent without its parts enters no sum. */
  submittedIn(tx: Tx, unitIds: readonly string[], from: Day, to: Day, indicators: readonly string[]): Promise<{ indicator: string; value: string; qualifier: 'EXACT' }[]> {
    return tx.query(
      `select indicator, value, qualifier from submitted_figure
       where unit_id = any($1) and from_day >= $2 and to_day <= $3 and indicator = any($4) and value_unit not in ('LEGACY_PERCENT', 'PERCENT')`, [unitIds, from, to, indicators]);
  }

  list({ query }: InputOf<typeof listHonours>): Promise<z.output<typeof listHonours.answer>> {
    return this.transactions.read(async (tx) => {
      const after = decodeCursor(query.cursor, PageKey);
      const filter = [query.round ?? null, query.movement ?? null, query.titleCode ?? null, query.level ?? null, query.receiverKind ?? null];
      const where = `($1::text is null or round_code = $1) and ($2::text is null or movement_code = $2) and ($3::text is null or title_code = $3) and ($4::text is null or level = $4) and ($5::text is null or receiver_kind = $5)`;
      const [count]: { total: number }[] = await tx.query(`select count(*)::int as total from honour where ${where} and revoked_on is null`, filter);
      const rows: HonourRow[] = await tx.query(
        `select holding_id, title_code, level, receiver_kind, unit_id, decided_on::text, revoked_on::text from honour
         where ${where} and revoked_on is null and ($6::uuid is null or holding_id > $6) order by holding_id limit $7`, [...filter, after?.[0] ?? null, query.limit + 1]);
      const label = await this.units.labels(tx, rows.map((row) => row.unit_id));
      return {
        ...pageFrom(rows, query.limit, (row): HonourView => ({
          holdingId: row.holding_id, titleCode: row.title_code, level: row.level, receiverKind: row.receiver_kind, unitCode: label(row.unit_id).code, unitName: label(row.unit_id).name,
          decidedOn: row.decided_on, revokedOn: row.revoked_on,
        }), (row) => [row.holding_id]),
        total: count?.total ?? 0,
      };
    });
  }
}
