import type { Tx } from '@doanket/persistence';
import type { RecordKind } from '../indicators/recipe.rules';
import { RecordChanges, type Attributes, type ProjectedRecord, type RecordChange } from './record-changes';

export type { Attributes, ProjectedRecord } from './record-changes';

/** What a submission says, as it is kept. */
export interface SubmittedValue {
  readonly submissionId: string; readonly indicator: string; readonly unitId: string; readonly from: string; readonly to: string; readonly submittedOn: string;
  readonly roundCode: string | null; readonly clusterCode: string | null; readonly value: string; readonly numerator: string | null; readonly denominator: string | null;
  readonly valueUnit: string; readonly qualifier: string;
}

/**
 * Writes the tables of one generation. Every write is an upsert: a replayed event leaves the same row.
 *
 * Records and submitted values are collected per transaction and written by `flush` at its end, a chunk of events in a few
 * statements: the rows are those that writing each event at once would leave. A method that reads or writes `record` in
 * another way calls `flush` first.
 */
export class RecordStore {
  private readonly collected = new WeakMap<Tx, { readonly records: RecordChanges; readonly values: SubmittedValue[] }>();

  constructor(readonly schema: string) {}

  /** The newest event that makes a record makes all of it. */
  put(tx: Tx, records: readonly ProjectedRecord[]): Promise<void> {
    const { records: changes } = this.of(tx);
    for (const record of records) changes.put(record);
    return Promise.resolve();
  }

  /** From `untilDay` on the record counts no more; what was counted before stays. */
  endRecord(tx: Tx, kind: RecordKind, recordId: string, untilDay: string): Promise<void> {
    this.of(tx).records.end(kind, recordId, untilDay);
    return Promise.resolve();
  }

  /** Adds attributes to a record that an earlier event made. */
  amend(tx: Tx, kind: RecordKind, recordId: string, attrs: Attributes): Promise<void> {
    this.of(tx).records.amend(kind, recordId, attrs);
    return Promise.resolve();
  }

  putSubmittedValue(tx: Tx, value: SubmittedValue): Promise<void> {
    this.of(tx).values.push(value);
    return Promise.resolve();
  }

  /** Writes what was collected in this transaction. */
  async flush(tx: Tx): Promise<void> {
    const collected = this.collected.get(tx);
    if (collected === undefined) return;
    this.collected.delete(tx);
    const { made, changed } = collected.records.taken();
    if (made.length > 0) await this.writeRecords(tx, made);
    if (changed.length > 0) await this.changeRecords(tx, changed);
    if (collected.values.length > 0) await this.writeValues(tx, collected.values);
  }

  private of(tx: Tx): { readonly records: RecordChanges; readonly values: SubmittedValue[] } {
    const known = this.collected.get(tx) ?? { records: new RecordChanges(), values: [] };
    this.collected.set(tx, known);
    return known;
  }

  private async writeRecords(tx: Tx, records: readonly ProjectedRecord[]): Promise<void> {
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

  /** Changes records that were made before this transaction; what is not there stays away. */
  private async changeRecords(tx: Tx, changes: readonly RecordChange[]): Promise<void> {
    await tx.query(
      `update ${this.schema}.record as record set attrs = record.attrs || coalesce(c.attrs, '{}'), until_day = coalesce(c."untilDay", record.until_day)
         from jsonb_to_recordset($1::jsonb) as c(kind text, "recordId" text, attrs jsonb, "untilDay" date)
        where record.kind = c.kind and record.record_id = c."recordId"`,
      [JSON.stringify(changes)],
    );
  }

  /** The first submission with an id stays. */
  private async writeValues(tx: Tx, values: readonly SubmittedValue[]): Promise<void> {
    await tx.query(
      `insert into ${this.schema}.submitted_value (submission_id, indicator, unit_id, from_day, to_day, submitted_on, round_code, cluster_code, value, numerator, denominator, value_unit, qualifier)
       select v."submissionId", v.indicator, v."unitId", v."from", v."to", v."submittedOn", v."roundCode", v."clusterCode", v.value, v.numerator, v.denominator, v."valueUnit", v.qualifier
         from jsonb_to_recordset($1::jsonb) as v("submissionId" uuid, indicator text, "unitId" uuid, "from" date, "to" date, "submittedOn" date, "roundCode" text, "clusterCode" text,
              value numeric, numerator numeric, denominator numeric, "valueUnit" text, qualifier text)
       on conflict (submission_id) do nothing`,
      [JSON.stringify(values)],
    );
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
}
