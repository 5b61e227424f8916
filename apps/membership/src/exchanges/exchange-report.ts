import type { ExchangeRowView } from '@doanket/contracts';
import type { Tx } from '@doanket/persistence';

const ROWS = 5_000;
export const REPORT_HEAD = 'row,state,fault,column\r\n';

/** Lines of the report back: what became of each row, never what it said. The transaction must be whole. */
export async function* reportOf(tx: Tx, exchangeId: string): AsyncGenerator<string> {
  yield REPORT_HEAD;
  for (let after = 0; ;) {
    const rows = await rowsOf(tx, exchangeId, { after, limit: ROWS, state: null });
    for (const row of rows) {
      if (row.faults.length === 0) yield `${row.row},${row.state},,\r\n`;
      for (const fault of row.faults) yield `${row.row},${row.state},${fault.code},${fault.column ?? ''}\r\n`;
    }
    if (rows.length < ROWS) return;
    after = rows.at(-1)?.row ?? after;
  }
}

export function rowsOf(tx: Tx, exchangeId: string, page: { after: number; limit: number; state: string | null }): Promise<ExchangeRowView[]> {
  return tx.query(
    `select row_no as row, state, coalesce(faults, '[]') as faults from exchange_row where exchange_id = $1 and row_no > $2 and ($3::text is null or state = $3) order by row_no limit $4`,
    [exchangeId, page.after, page.state, page.limit]);
}
