import type { ExchangeTaskView } from '@doanket/contracts';
import { Clock, newId, type Day } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { ExchangeOutOfOrder, ExchangeTaskNotFound, ExchangeTaskResolved } from './exchange.errors';
import type { Exchange } from './exchanges.store';

type TaskRow = Omit<ExchangeTaskView, 'openedAt' | 'resolvedAt'> & { readonly openedAt: Date; readonly resolvedAt: Date | null; readonly unitId: string };
export interface TaskCursor { readonly at: string; readonly id: string }

const TASKS = `
  select t.id, t.unit_id as "unitId", u.code as "unitCode", t.kind, t.exchange_id as "exchangeId", t.exchange_kind as "exchangeKind", t.sender, t.period, t.sequence_no as "sequenceNo",
         t.opened_at as "openedAt", t.resolved_at as "resolvedAt", t.resolution
  from exchange_task t join directory_unit u on u.id = t.unit_id`;

/** Tasks: what somebody has to look into. One per entry and kind; a repeated file raises one each time. */
@Injectable()
export class ExchangeTasks {
  constructor(private readonly clock: Clock) {}

  async raise(tx: Tx, kind: ExchangeTaskView['kind'], of: Pick<Exchange, 'unitId' | 'kind' | 'sender'> & { id: string | null; period: string | null; sequenceNo: number | null }): Promise<void> {
    await tx.query(
      `insert into exchange_task (id, unit_id, kind, exchange_id, exchange_kind, sender, period, sequence_no, opened_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing`,
      [newId(), of.unitId, kind, of.id, of.kind, of.sender, of.period, of.sequenceNo, this.clock.now()]);
  }

  /** The first number before this one that no file bears; null when there is none. */
  async gapBefore(tx: Tx, entry: Exchange): Promise<number | null> {
    const rows: { n: number }[] = await tx.query(
      `select n from generate_series(1, $4::int - 1) n where not exists (select from exchange x where x.direction = 'IN' and x.state not in ('OPEN', 'REJECTED')
         and x.unit_id = $1 and x.sender = $2 and x.kind = $3 and x.sequence_no = n) order by n limit 1`, [entry.unitId, entry.sender, entry.kind, entry.sequenceNo]);
    return rows[0]?.n ?? null;
  }

  /** Throws ExchangeOutOfOrder while an earlier number has no outcome, unless somebody closed the task of the gap. */
  async requireTurn(tx: Tx, entry: Exchange): Promise<void> {
    const earlier: { n: number }[] = await tx.query(
      `select min(sequence_no)::int as n from exchange where direction = 'IN' and unit_id = $1 and sender = $2 and kind = $3 and sequence_no < $4 and state in ('RECEIVED', 'VALIDATED', 'MATCHED', 'APPLYING')`,
      [entry.unitId, entry.sender, entry.kind, entry.sequenceNo]);
    const waiting = earlier[0]?.n ?? null;
    if (waiting !== null) throw new ExchangeOutOfOrder(waiting);
    const gap = await this.gapBefore(tx, entry);
    if (gap === null) return;
    const resolved: unknown[] = await tx.query("select 1 from exchange_task where exchange_id = $1 and kind = 'OUT_OF_ORDER_FILE' and resolved_at is not null", [entry.id]);
    if (resolved.length === 0) throw new ExchangeOutOfOrder(gap);
  }

  /** A file came: gaps it filled, and the miss it ends, are done. */
  async settle(tx: Tx, entry: Exchange): Promise<void> {
    await tx.query(
      `update exchange_task set resolved_at = $1, resolution = 'ARRIVED' where kind = 'MISSING_FILE' and resolved_at is null and unit_id = $2 and sender = $3 and exchange_kind = $4 and period = $5`,
      [this.clock.now(), entry.unitId, entry.sender, entry.kind, entry.period]);
    const waiting: { id: string; exchangeId: string; sequenceNo: number }[] = await tx.query(
      `select id, exchange_id as "exchangeId", sequence_no as "sequenceNo" from exchange_task where kind = 'OUT_OF_ORDER_FILE' and resolved_at is null and unit_id = $1 and sender = $2 and exchange_kind = $3`,
      [entry.unitId, entry.sender, entry.kind]);
    for (const task of waiting) {
      if ((await this.gapBefore(tx, { ...entry, sequenceNo: task.sequenceNo })) !== null) continue;
      await tx.query("update exchange_task set resolved_at = $2, resolution = 'ARRIVED' where id = $1", [task.id, this.clock.now()]);
    }
  }

  async getForUpdate(tx: Tx, id: string): Promise<TaskRow> {
    const rows: TaskRow[] = await tx.query(`${TASKS} where t.id = $1 for update of t`, [id]);
    if (rows[0] === undefined) throw new ExchangeTaskNotFound();
    return rows[0];
  }

  async resolve(tx: Tx, task: TaskRow, note: string, personId: string | null): Promise<ExchangeTaskView> {
    if (task.resolvedAt !== null) throw new ExchangeTaskResolved();
    const now = this.clock.now();
    await tx.query('update exchange_task set resolved_at = $2, resolved_by_person_id = $3, resolution = $4 where id = $1', [task.id, now, personId, note]);
    return toTaskView({ ...task, resolvedAt: now, resolution: note });
  }

  async list(tx: Tx, filter: { seen: readonly string[] | null; open: boolean; after: TaskCursor | null; limit: number }): Promise<ExchangeTaskView[]> {
    const rows: TaskRow[] = await tx.query(
      `${TASKS} where ($1::uuid[] is null or t.unit_id = any($1)) and (t.resolved_at is null) = $2 and ($3::timestamptz is null or (t.opened_at, t.id) < ($3, $4::uuid))
       order by t.opened_at desc, t.id desc limit $5`, [filter.seen, filter.open, filter.after?.at ?? null, filter.after?.id ?? null, filter.limit]);
    return rows.map(toTaskView);
  }

  /** Files of the last period that is over that a sender of such files has not sent. Called by a timer; the transaction must be whole. */
  async missing(tx: Tx, kind: Exchange['kind'], period: string, dueOn: Day): Promise<number> {
    if (this.clock.today() <= dueOn) return 0;
    const senders: { unitId: string; sender: string }[] = await tx.query(
      `select distinct x.unit_id as "unitId", x.sender from exchange x where x.direction = 'IN' and x.kind = $1 and x.state not in ('OPEN', 'REJECTED') and x.period < $2
         and not exists (select from exchange y where y.direction = 'IN' and y.unit_id = x.unit_id and y.sender = x.sender and y.kind = $1 and y.period = $2 and y.state not in ('OPEN', 'REJECTED'))`, [kind, period]);
    for (const { unitId, sender } of senders) await this.raise(tx, 'MISSING_FILE', { unitId, sender, kind, id: null, period, sequenceNo: null });
    return senders.length;
  }
}

function toTaskView(row: TaskRow): ExchangeTaskView {
  return {
    id: row.id, unitCode: row.unitCode, kind: row.kind, exchangeId: row.exchangeId, exchangeKind: row.exchangeKind, sender: row.sender, period: row.period, sequenceNo: row.sequenceNo,
    openedAt: row.openedAt.toISOString(), resolvedAt: row.resolvedAt?.toISOString() ?? null, resolution: row.resolution,
  };
}
