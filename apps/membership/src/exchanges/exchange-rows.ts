import { Transactions, type Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { FieldKeys } from '../persons/field-keys';
import type { MatchedRow, RowOutcome } from './exchange-applier';
import { readExchangeRow, type ReadRow, type RowFacts } from './exchange-rows.rules';
import type { CellRow } from './exchange-cells';
import type { Exchange } from './exchanges.store';

/** Rows of exchanges: what they say is sealed as soon as it is read, and goes when it had its effect. Transactions are whole. */
@Injectable()
export class ExchangeRows {
  constructor(private readonly keys: FieldKeys, private readonly transactions: Transactions) {}

  lastRead(exchangeId: string): Promise<number> {
    return this.transactions.readWhole(async (tx) => {
      const rows: { last: number }[] = await tx.query('select coalesce(max(row_no), 0)::int as last from exchange_row where exchange_id = $1', [exchangeId]);
      return rows[0]?.last ?? 0;
    });
  }

  read(exchange: Exchange, row: CellRow): ReadRow {
    return readExchangeRow(exchange.kind, row.cells);
  }

  async write(tx: Tx, exchange: Exchange, rows: readonly { no: number; read: ReadRow }[]): Promise<void> {
    const { cipher } = this.keys;
    const index = (kind: 'personalId' | 'socialInsuranceNo', facts: RowFacts): Buffer | null => (typeof facts[kind] === 'string' ? cipher.blindIndex(kind, facts[kind]) : null);
    const good = rows.map(({ read }) => read.faults.length === 0);
    await tx.query(
      `insert into exchange_row (exchange_id, row_no, state, sealed, row_key, personal_id_index, social_insurance_no_index, enterprise_code, faults)
       select $1, * from unnest($2::int[], $3::text[], $4::bytea[], $5::text[], $6::bytea[], $7::bytea[], $8::text[], $9::jsonb[])`,
      [
        exchange.id, rows.map(({ no }) => no), good.map((is) => (is ? 'VALIDATED' : 'REFUSED')),
        rows.map(({ no, read }, at) => (good[at] ? cipher.seal(placeOf(exchange.id, no), JSON.stringify(read.facts)) : null)),
        rows.map(({ read }) => read.key), rows.map(({ read }, at) => (good[at] ? index('personalId', read.facts) : null)), rows.map(({ read }, at) => (good[at] ? index('socialInsuranceNo', read.facts) : null)),
        rows.map(({ read }) => (typeof read.facts['enterpriseCode'] === 'string' ? read.facts['enterpriseCode'] : null)),
        rows.map(({ read }) => (read.faults.length === 0 ? null : JSON.stringify(read.faults))),
      ]);
  }

  /** The next rows to give their effect. */
  async matched(tx: Tx, exchange: Exchange, limit: number): Promise<MatchedRow[]> {
    const rows: (Omit<MatchedRow, 'facts'> & { sealed: Buffer })[] = await tx.query(
      `select r.row_no as no, r.sealed, r.employer_id as "employerId", r.person_id as "personId", r.member_id as "memberId", m.unit_id as "memberUnitId"
       from exchange_row r left join member m on m.id = r.member_id where r.exchange_id = $1 and r.state = 'MATCHED' and r.row_no > $2 order by r.row_no limit $3`, [exchange.id, exchange.appliedThrough, limit]);
    return rows.map(({ sealed, ...row }) => ({ ...row, facts: JSON.parse(this.keys.cipher.open(placeOf(exchange.id, row.no), sealed)) as RowFacts }));
  }

  async settle(tx: Tx, exchange: Exchange, outcomes: ReadonlyMap<number, RowOutcome>): Promise<void> {
    const all = [...outcomes.entries()];
    await tx.query(
      `update exchange_row r set state = o.state, faults = o.faults, sealed = null from unnest($2::int[], $3::text[], $4::jsonb[]) o(no, state, faults) where r.exchange_id = $1 and r.row_no = o.no`,
      [exchange.id, all.map(([no]) => no), all.map(([, outcome]) => outcome.state), all.map(([, outcome]) => (outcome.state === 'REFUSED' ? JSON.stringify([{ code: outcome.code, column: outcome.column }]) : null))]);
  }

  /** Nothing of what rows said is kept longer than it is needed. */
  async forget(tx: Tx, exchangeId: string): Promise<void> {
    await tx.query('update exchange_row set sealed = null, personal_id_index = null, social_insurance_no_index = null where exchange_id = $1 and (sealed is not null or personal_id_index is not null or social_insurance_no_index is not null)', [exchangeId]);
  }
}

const placeOf = (exchangeId: string, no: number) => ({ table: 'exchange_row', column: 'sealed', rowId: `${exchangeId}:${no}` });
