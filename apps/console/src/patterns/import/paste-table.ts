import { searchKey } from '@doanket/kernel';
import type { ItemField } from './item-fields';

export interface Pasted { readonly columns: readonly (string | null)[]; readonly rows: readonly Readonly<Record<string, string>>[] }

/** Reads rows pasted from a spreadsheet (tabs) or a file (commas). The first row names the columns by field or by label, in any order. */
export function readPasted(text: string, fields: readonly ItemField[], labelOf: (field: ItemField) => string): Pasted {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/).filter((line) => line.trim() !== '');
  const [head, ...body] = lines.map(cellsOf);
  if (head === undefined) return { columns: [], rows: [] };
  const columns = head.map((cell) => fields.find((field) => [field.name, labelOf(field)].some((name) => searchKey(name) === searchKey(cell)))?.name ?? null);
  return { columns, rows: body.map((cells) => Object.fromEntries(columns.flatMap((name, index) => (name === null ? [] : [[name, cells[index] ?? '']])))) };
}

function cellsOf(line: string): string[] {
  if (line.includes('\t')) return line.split('\t').map((cell) => cell.trim());
  const cells: string[] = [];
  for (const match of line.matchAll(/("(?:[^"]|"")*"|[^,]*)(,|$)/g)) {
    cells.push(match[1]!.startsWith('"') ? match[1]!.slice(1, -1).replace(/""/g, '"') : match[1]!.trim());
    if (match[2] === '') break;
  }
  return cells;
}
