/** First letters that make a spreadsheet take a cell for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** A cell that no spreadsheet runs: what would begin a formula gets an apostrophe before it. Plain numbers stay numbers. */
export function harmless(cell: string): string {
  return FORMULA.test(cell) && !/^[+-]?\d+([.,]\d+)*$/.test(cell) ? `'${cell}` : cell;
}

/** One line of comma-separated text; cells are harmless. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => quotedCell(harmless(cell))).join(',')}\r\n`;
}

const quotedCell = (cell: string): string => (/[",\r\n;]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell);
