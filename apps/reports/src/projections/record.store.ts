import type { Tx } from '@doanket/persistence';
import type { RecordKind } from '../indicators/recipe.rules';

export type Attributes = Readonly<Record<string, string | number | boolean | null>>;

/** One countable fact. `onDay` is the day that counts; `untilDay` the first day it counts no more. */
export interface ProjectedRecord {
  readonly kind: RecordKind;
  readonly recordId: string;
  readonly unitId: string;
  readonly onDay: string;
  readonly untilDay?: string | null;
  readonly roundCode?: string | null;
  readonly movementCode?: string | null;
  readonly amountVnd?: number | null;
  readonly attrs: Attributes;
  /** Path of the record at the service that owns it. */
  readonly sourcePath?: string | null;
}

/** Writes the tables of one generation. Every write is an upsert: a replayed event leaves the same row. */
export class RecordStore {
  constructor(readonly schema: string) {}

  async put(tx: Tx, records: readonly ProjectedRecord[]): Promise<void> {
    if (records.length === 0) return;
    await tx.query(
      `insert into ${this.schema}.record (kind, record_id, unit_id, on_day, until_day, round_code, movement_code, amount_vnd, attrs, source_path)
       select r->>'kind', r->>'recordId', (r->>'unitId')::uuid, (r->>'onDay')::date, (r->>'untilDay')::date, r->>'roundCode', r->>'movementCode',
              (r->>'amountVnd')::bigint, r->'attrs', r->>'sourcePath'
         from jsonb_array_elements($1::jsonb) r
       on conflict (kind, record_id) do update set unit_id = excluded.unit_id, on_day = excluded.on_day, until_day = excluded.until_day,
         round_code = excluded.round_code, movement_code = excluded.movement_code, amount_vnd = excluded.amount_vnd, attrs = excluded.attrs, source_path = excluded.source_path`,
      [JSON.stringify(records)],
    );
  }

  /** From `untilDay` on the record counts no more; what was counted before stays. */
  async endRecord(tx: Tx, kind: RecordKind, recordId: string, untilDay: string): Promise<void> {
    await tx.query(`update ${this.schema}.record set until_day = $3 where kind = $1 and record_id = $2`, [kind, recordId, untilDay]);
  }

  /** Adds attributes to a record that an earlier event made. */
  async amend(tx: Tx, kind: RecordKind, recordId: string, attrs: Attributes): Promise<void> {
    await tx.query(`update ${this.schema}.record set attrs = attrs || $3::jsonb where kind = $1 and record_id = $2`, [kind, recordId, JSON.stringify(attrs)]);
  }

  async putRound(tx: Tx, round: { code: string; roundId: string; issuerUnitId: string; startsOn: string; endsOn: string }): Promise<void> {
    await tx.query(
      `insert into ${this.schema}.round (code, round_id, issuer_unit_id, starts_on, ends_on) values ($1, $2, $3, $4, $5)
       on conflict (code) do update set issuer_unit_id = excluded.issuer_unit_id, starts_on = excluded.starts_on, ends_on = excluded.ends_on`,
      [round.code, round.roundId, round.issuerUnitId, round.startsOn, round.endsOn],
    );
  }

  /** Keeps the figures that were frozen with the round's summary, by indicator code. */
  async freezeRound(tx: Tx, code: string, frozenAt: string, figures: Readonly<Record<string, string>>): Promise<void> {
    await tx.query(`update ${this.schema}.round set frozen_at = $2, frozen = $3::jsonb where code = $1`, [code, frozenAt, JSON.stringify(figures)]);
  }

  async putCluster(tx: Tx, cluster: { code: string; clusterId: string; year: number; memberUnitIds: readonly string[] }): Promise<void> {
    await tx.query(
      `insert into ${this.schema}.cluster (code, cluster_id, year, member_unit_ids) values ($1, $2, $3, $4)
       on conflict (code) do update set year = excluded.year, member_unit_ids = excluded.member_unit_ids`,
      [cluster.code, cluster.clusterId, cluster.year, cluster.memberUnitIds],
    );
  }

  async putSubmittedValue(tx: Tx, value: {
    submissionId: string; indicator: string; unitId: string; from: string; to: string; submittedOn: string; roundCode: string | null; clusterCode: string | null;
    value: string; numerator: string | null; denominator: string | null; valueUnit: string; qualifier: string;
  }): Promise<void> {
    await tx.query(
      `insert into ${this.schema}.submitted_value (submission_id, indicator, unit_id, from_day, to_day, submitted_on, round_code, cluster_code, value, numerator, denominator, value_unit, qualifier)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict (submission_id) do nothing`,
      [value.submissionId, value.indicator, value.unitId, value.from, value.to, value.submittedOn, value.roundCode, value.clusterCode, value.value, value.numerator,
        value.denominator, value.valueUnit, value.qualifier],
    );
  }
}
