import type { ExchangeKind, ExchangeView } from '@doanket/contracts';
import { Clock, newId } from '@doanket/kernel';
import { violated, type Actor, type Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { ExchangeNotFound } from './exchange.errors';

export interface Exchange {
  readonly id: string; readonly unitId: string; readonly unitCode: string; readonly direction: 'IN' | 'OUT'; readonly sender: string; readonly kind: ExchangeKind; readonly period: string; readonly sequenceNo: number;
  readonly format: ExchangeView['format']; readonly fileName: string | null; readonly size: number; readonly sha256: string; readonly signer: string | null; readonly signature: string | null;
  readonly signatureState: ExchangeView['signatureState']; readonly state: ExchangeView['state']; readonly refusal: ExchangeView['refusal']; readonly refusalAt: string | null;
  readonly announcedRows: number; readonly announcedTotals: Record<string, number>; readonly totals: Record<string, number> | null; readonly readRows: number; readonly matchedRows: number; readonly appliedThrough: number;
  readonly answersId: string | null; readonly sentByPersonId: string | null; readonly actor: Actor; readonly receivedAt: Date | null; readonly finishedAt: Date | null; readonly version: number;
}
export interface NewExchange extends Pick<Exchange, 'unitId' | 'sender' | 'kind' | 'period' | 'sequenceNo' | 'format' | 'fileName' | 'size' | 'sha256' | 'signer' | 'signature' | 'announcedRows' | 'announcedTotals' | 'sentByPersonId' | 'actor'> {
  readonly direction?: 'IN' | 'OUT'; readonly state?: 'OPEN' | 'RECEIVED' | 'SENT'; readonly answersId?: string; readonly readRows?: number;
}
/** Which number or file an entry clashes with. */
export type Clash = 'NUMBER' | 'FILE';

export const EXCHANGE_COLUMNS_SQL = `
  x.id, x.unit_id as "unitId", u.code as "unitCode", x.direction, x.sender, x.kind, x.period, x.sequence_no as "sequenceNo", x.format, x.file_name as "fileName", x.size::float8 as size, x.sha256,
  x.signer, x.signature, x.signature_state as "signatureState", x.state, x.refusal, x.refusal_at as "refusalAt", x.announced_rows as "announcedRows", x.announced_totals as "announcedTotals", x.totals,
  x.read_rows as "readRows", x.matched_rows as "matchedRows", x.applied_through as "appliedThrough", x.answers_id as "answersId", x.sent_by_person_id as "sentByPersonId", x.actor,
  x.received_at as "receivedAt", x.finished_at as "finishedAt", x.version`;
export const FROM_EXCHANGE = 'from exchange x join directory_unit u on u.id = x.unit_id';

/** Rows of the ledger itself. */
@Injectable()
export class ExchangesStore {
  constructor(private readonly clock: Clock) {}

  async find(tx: Tx, id: string, lock = false): Promise<Exchange> {
    const rows: Exchange[] = await tx.query(`select ${EXCHANGE_COLUMNS_SQL} ${FROM_EXCHANGE} where x.id = $1${lock ? ' for update of x' : ''}`, [id]);
    if (rows[0] === undefined) throw new ExchangeNotFound();
    return rows[0];
  }

  /** The entry that bears this number, or these bytes, of a sender and kind; refused ones do not count. */
  async known(tx: Tx, of: Pick<NewExchange, 'unitId' | 'sender' | 'kind' | 'period' | 'sequenceNo' | 'sha256'>): Promise<Exchange | null> {
    const rows: Exchange[] = await tx.query(
      `select ${EXCHANGE_COLUMNS_SQL} ${FROM_EXCHANGE} where x.direction = 'IN' and x.state <> 'REJECTED' and x.unit_id = $1 and x.sender = $2 and x.kind = $3
       and (x.sequence_no = $4 or (x.period = $6 and x.sha256 = $5)) order by x.sequence_no = $4 desc limit 1`, [of.unitId, of.sender, of.kind, of.sequenceNo, of.sha256, of.period]);
    return rows[0] ?? null;
  }

  /** Enters it; answers the clash with an entry made at the same time. */
  async enter(tx: Tx, entry: NewExchange): Promise<string | Clash> {
    const id = newId();
    const now = this.clock.now();
    const state = entry.state ?? 'OPEN';
    await tx.query('savepoint exchange_entered');
    try {
      await tx.query(
        `insert into exchange (id, direction, unit_id, sender, kind, period, sequence_no, format, file_name, size, sha256, signer, signature, signature_state, state, announced_rows, announced_totals,
           sent_by_person_id, actor, opened_at, received_at, answers_id, read_rows, version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'NONE', $14, $15, $16, $17, $18, $19, $20, $21, $22, 1)`,
        [id, entry.direction ?? 'IN', entry.unitId, entry.sender, entry.kind, entry.period, entry.sequenceNo, entry.format, entry.fileName, entry.size, entry.sha256, entry.signer, entry.signature,
          state, entry.announcedRows, JSON.stringify(entry.announcedTotals), entry.sentByPersonId, JSON.stringify(entry.actor), now, state === 'OPEN' ? null : now, entry.answersId ?? null, entry.readRows ?? 0]);
    } catch (error) {
      await tx.query('rollback to savepoint exchange_entered');
      if (violated(error, 'exchange_number_unique')) return 'NUMBER';
      if (violated(error, 'exchange_file_unique')) return 'FILE';
      throw error;
    }
    return id;
  }

  /** Changes some columns and counts the version up. */
  async change(tx: Tx, id: string, columns: Readonly<Record<string, unknown>>): Promise<void> {
    const names = Object.keys(columns);
    await tx.query(`update exchange set ${names.map((name, at) => `${name} = $${at + 2}`).join(', ')}, version = version + 1 where id = $1`, [id, ...Object.values(columns)]);
  }
}

export interface RowCounts { readonly total: number; readonly matched: number; readonly applied: number; readonly unchanged: number; readonly notOurs: number; readonly refused: number }

/** Rows of entries by their state. The transaction must be whole. */
export async function countRows(tx: Tx, exchangeIds: readonly string[]): Promise<Map<string, RowCounts>> {
  const rows: (RowCounts & { id: string })[] = await tx.query(
    `select exchange_id as id, count(*)::int as total, count(*) filter (where state = 'MATCHED')::int as matched, count(*) filter (where state = 'APPLIED')::int as applied,
            count(*) filter (where state = 'UNCHANGED')::int as unchanged, count(*) filter (where state = 'NOT_OURS')::int as "notOurs", count(*) filter (where state = 'REFUSED')::int as refused
     from exchange_row where exchange_id = any($1) group by exchange_id`, [exchangeIds]);
  return new Map(rows.map((row) => [row.id, row]));
}

const NO_ROWS: RowCounts = { total: 0, matched: 0, applied: 0, unchanged: 0, notOurs: 0, refused: 0 };

export function toExchangeView(entry: Exchange, counts: RowCounts = NO_ROWS, duplicate = false): ExchangeView {
  return {
    id: entry.id, direction: entry.direction, unitCode: entry.unitCode, sender: entry.sender, kind: entry.kind, period: entry.period, sequenceNo: entry.sequenceNo, format: entry.format,
    fileName: entry.fileName, size: entry.size, sha256: entry.sha256, signer: entry.signer, signatureState: entry.signatureState, state: entry.state, refusal: entry.refusal, refusalAt: entry.refusalAt,
    announcedRows: entry.announcedRows, announcedTotals: entry.announcedTotals, totals: entry.totals,
    counts: { total: counts.total, read: entry.readRows, matched: counts.matched, applied: counts.applied, unchanged: counts.unchanged, notOurs: counts.notOurs, refused: counts.refused },
    answersId: entry.answersId, receivedAt: entry.receivedAt?.toISOString() ?? null, finishedAt: entry.finishedAt?.toISOString() ?? null, duplicate, version: entry.version,
  };
}
