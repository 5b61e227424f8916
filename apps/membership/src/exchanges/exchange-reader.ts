import { IMPORT_MAX_COLUMNS, type ExchangeKind } from '@doanket/contracts';
import { openCsv, type OpenedTable } from '../imports/csv-table';
import { FileRefused } from '../imports/file-refused';
import { isXlsx, openXlsx } from '../imports/xlsx-table';
import { ExchangeUnreadable, type CellRow } from './exchange-cells';
import { columnOf, columnsOf } from './exchange-rows.rules';
import { xmlRows } from './exchange-xml';

const HEAD_ROWS = 20;
const LEAST_KNOWN = 2;

/** Rows of a file with their cells by column, streamed; columns that no purpose needs are left out. Throws ExchangeUnreadable. */
export async function* readFileRows(kind: ExchangeKind, format: 'CSV' | 'XLSX' | 'XML', parts: AsyncGenerator<Buffer>): AsyncGenerator<CellRow> {
  try {
    if (format === 'XML') yield* xmlRows(kind, parts);
    else yield* tableRows(kind, await open(format, parts));
  } catch (error) {
    throw error instanceof FileRefused ? new ExchangeUnreadable(error.failure === 'NO_ROWS' ? 'NO_ROWS' : 'NOT_READABLE', error.row === null ? null : String(error.row)) : error;
  }
}

async function open(format: 'CSV' | 'XLSX', parts: AsyncGenerator<Buffer>): Promise<OpenedTable> {
  const first = await parts.next();
  if (first.done === true) throw new ExchangeUnreadable('NO_ROWS');
  // What it is decides, not what it was said to be.
  if (isXlsx(first.value) !== (format === 'XLSX')) throw new ExchangeUnreadable('NOT_READABLE');
  return format === 'XLSX' ? openXlsx(first.value, parts, IMPORT_MAX_COLUMNS) : openCsv(first.value, parts, IMPORT_MAX_COLUMNS);
}

async function* tableRows(kind: ExchangeKind, table: OpenedTable): AsyncGenerator<CellRow> {
  let columns: (string | null)[] | null = null;
  let seen = 0;
  for await (const { no, cells } of table.rows()) {
    if (columns !== null) {
      const row = Object.fromEntries(columns.flatMap((name, at): [string, string][] => (name === null ? [] : [[name, cells[at] ?? '']])));
      if (Object.values(row).some((cell) => cell.trim() !== '')) yield { no, cells: row };
      continue;
    }
    seen += 1;
    const found = cells.map((cell) => columnOf(kind, cell));
    if (found.filter((name) => name !== null).length >= LEAST_KNOWN) {
      requireColumns(kind, found);
      columns = found;
    } else if (seen >= HEAD_ROWS) break;
  }
  if (columns === null) throw new ExchangeUnreadable('COLUMN_MISSING', columnsOf(kind).find((column) => column.required)?.name ?? null);
}

function requireColumns(kind: ExchangeKind, found: readonly (string | null)[]): void {
  const missing = columnsOf(kind).find((column) => column.required && !found.includes(column.name));
  if (missing !== undefined) throw new ExchangeUnreadable('COLUMN_MISSING', missing.name);
}
