import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { FileRefused } from './file-refused';
import type { SheetRow } from './import-head';
import { cellReader, textFormOf, textOf, type FileEncoding } from './text-source';

const DELIMITERS = [',', ';', '\t', '|'] as const;
const MAX_RECORD = 1_048_576;
const SAMPLE_LINES = 50;
/** The parser makes all rows of what it is given at once: of a whole part that would be a hundred thousand. */
const SLICE_BYTES = 131_072;

/** A table of text: its form, and its rows by their numbers (a record is a row, however many lines it takes). */
export interface OpenedTable { readonly encoding: FileEncoding; readonly delimiter: string | null; rows(): AsyncGenerator<SheetRow> }

/** Opens comma-separated text. Throws FileRefused. */
export async function openCsv(first: Buffer, rest: AsyncIterable<Buffer>, maxColumns: number): Promise<OpenedTable> {
  const form = textFormOf(first);
  const head = await headText(first, form);
  const told = /^sep=(.)\r?\n/i.exec(head);
  const delimiter = told?.[1] ?? delimiterOf(head);
  return { encoding: form.encoding, delimiter, rows: () => csvRows(textOf(sliced(first, rest), form), { delimiter, maxColumns, skip: told === null ? 0 : 1, read: cellReader(form) }) };
}

async function headText(first: Buffer, form: ReturnType<typeof textFormOf>): Promise<string> {
  const cut = first.subarray(0, 262_144 & ~1);
  for await (const text of textOf(only(cut), { ...form, bytes: form.bytes })) return text;
  return '';
}

async function* only(part: Buffer): AsyncGenerator<Buffer> {
  yield part;
}

async function* sliced(first: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield* slices(first);
  for await (const part of rest) yield* slices(part);
}

function* slices(part: Buffer): Generator<Buffer> {
  for (let from = 0; from < part.length; from += SLICE_BYTES) yield part.subarray(from, from + SLICE_BYTES);
}

/** The sign that divides most lines into the same number of cells. */
export function delimiterOf(head: string): string {
  const lines = head.split(/\r?\n/).filter((line) => line.trim() !== '').slice(0, SAMPLE_LINES);
  const scored = DELIMITERS.map((sign) => {
    const counts = lines.map((line) => outsideQuotes(line, sign)).filter((count) => count > 0);
    const usual = counts.length === 0 ? 0 : [...counts].sort((a, b) => a - b)[counts.length >> 1] ?? 0;
    return { sign, usual, agreeing: counts.filter((count) => count === usual).length };
  });
  const best = scored.filter(({ usual }) => usual > 0).sort((a, b) => b.agreeing - a.agreeing || b.usual - a.usual)[0];
  return best?.sign ?? ',';
}

function outsideQuotes(line: string, sign: string): number {
  let inside = false;
  let count = 0;
  for (const letter of line) {
    if (letter === '"') inside = !inside;
    else if (letter === sign && !inside) count += 1;
  }
  return count;
}

async function* csvRows(text: AsyncIterable<string>, { delimiter, maxColumns, skip, read }: { delimiter: string; maxColumns: number; skip: number; read: (cell: string) => string }): AsyncGenerator<SheetRow> {
  const parser = parse({ delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: false, max_record_size: MAX_RECORD, bom: true });
  const source = Readable.from(text, { objectMode: false, encoding: 'utf8', highWaterMark: 262_144 });
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  let no = 0;
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      no += 1;
      if (no <= skip) continue;
      if (record.length > maxColumns) throw new FileRefused('TOO_MANY_COLUMNS', no);
      yield { no, cells: record.map(read) };
    }
  } catch (error) {
    throw refusedOf(error, no + 1);
  } finally {
    source.destroy();
  }
}

function refusedOf(error: unknown, row: number): unknown {
  if (!(error instanceof CsvError)) return error;
  if (error.code === 'CSV_MAX_RECORD_SIZE') return new FileRefused('ROW_TOO_LONG', row);
  return new FileRefused(error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'QUOTE_NOT_CLOSED' : 'NOT_A_TABLE', row);
}
