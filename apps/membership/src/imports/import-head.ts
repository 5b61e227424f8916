import type { OpenedTable } from './csv-table';
import { FileRefused } from './file-refused';
import { HEAD_ROWS, headerRowOf } from './import-columns.rules';

/** A row under the number a spreadsheet shows for it. */
export interface SheetRow { readonly no: number; readonly cells: readonly string[] }

export interface TableHead { readonly headers: readonly string[]; readonly headerNo: number; /** Rows of data, blank ones left out. */ readonly rows: AsyncGenerator<SheetRow> }

/** Finds the row with the titles and answers what comes behind it. Throws FileRefused for a file without rows. */
export async function headOf(table: OpenedTable): Promise<TableHead> {
  const source = table.rows();
  const first: SheetRow[] = [];
  for (let next = await source.next(); first.length < HEAD_ROWS + 5; next = await source.next()) {
    if (next.done === true) break;
    first.push(next.value);
    if (first.length === HEAD_ROWS + 5) break;
  }
  const at = headerRowOf(first.map(({ cells }) => cells));
  const header = first[at];
  if (header === undefined || header.cells.every((cell) => cell.trim() === '')) throw new FileRefused('NO_ROWS');
  return { headers: trimmed(header.cells), headerNo: header.no, rows: dataRows(first.slice(at + 1), source) };
}

async function* dataRows(first: readonly SheetRow[], rest: AsyncGenerator<SheetRow>): AsyncGenerator<SheetRow> {
  try {
    for (const row of first) if (!isBlank(row)) yield row;
    for await (const row of rest) if (!isBlank(row)) yield row;
  } finally {
    await rest.return(undefined);
  }
}

const isBlank = ({ cells }: SheetRow): boolean => cells.every((cell) => cell === '' || cell.trim() === '');

function trimmed(cells: readonly string[]): string[] {
  const headers = cells.map((cell) => cell.replace(/\s+/g, ' ').trim().normalize('NFC').slice(0, 200));
  let end = headers.length;
  while (end > 0 && headers[end - 1] === '') end -= 1;
  return headers.slice(0, end);
}
