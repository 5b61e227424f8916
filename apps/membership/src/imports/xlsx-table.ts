import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { addDays } from '@doanket/kernel';
import { parser as saxParser, type SAXParser } from 'sax';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import type { OpenedTable } from './csv-table';
import { FileRefused } from './file-refused';
import type { SheetRow } from './import-head';
import { TextArena } from './text-arena';
import { detectOldEncoding, fromOldEncoding } from './vietnamese-encodings.rules';

/** Packed bytes of a workbook; a million rows need about a tenth of a gigabyte. */
const PACKED_LIMIT = 160 * 1024 * 1024;
/** Unpacked bytes of one part of the workbook, and how many times its packed size it may be once it is large. */
const UNPACKED_LIMIT = 3 * 1024 ** 3;
const RATIO_LIMIT = 150;
const RATIO_FREE_BYTES = 20 * 1024 * 1024;
const ENTRIES_LIMIT = 2_000;
const CELL_LIMIT = 32_767;
const ROW_NUMBER_LIMIT = 1_048_576;
const SAMPLE_STRINGS = 2_000;

/** Built-in number formats that show a day. Source: ECMA-376 part 1, 18.8.30. */
const DAY_FORMATS: ReadonlySet<number> = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58]);

export function isXlsx(head: Buffer): boolean {
  return head.length > 4 && head.readUInt32LE(0) === 0x04034b50;
}

/** Opens the first sheet of a workbook. Its table of contents lies at its end, so the packed bytes are held; everything else is streamed. Throws FileRefused. */
export async function openXlsx(first: Buffer, rest: AsyncIterable<Buffer>, maxColumns: number): Promise<OpenedTable> {
  const zip = await Archive.open(await gathered(first, rest));
  const book = await readBook(zip);
  const days = await dayStyles(zip, book.stylesPath);
  const strings = book.stringsPath === null ? new TextArena() : await sharedStrings(zip, book.stringsPath);
  const old = detectOldEncoding(strings.sample(SAMPLE_STRINGS).join('\n'));
  const read = old === 'TCVN3' || old === 'VNI' ? (cell: string) => fromOldEncoding(cell, old) : (cell: string) => cell;
  return { encoding: old === 'TCVN3' || old === 'VNI' ? old : 'XLSX', delimiter: null, rows: () => sheetRows(zip, book, { strings, days, read, maxColumns }) };
}

async function gathered(first: Buffer, rest: AsyncIterable<Buffer>): Promise<Buffer> {
  const all = [first];
  let size = first.length;
  for await (const part of rest) {
    size += part.length;
    if (size > PACKED_LIMIT) throw new FileRefused('ARCHIVE_TOO_LARGE');
    all.push(part);
  }
  return all.length === 1 ? first : Buffer.concat(all, size);
}

/** The parts of a workbook by their names. Bombs are refused before a byte of them is unpacked, and while it is. */
class Archive {
  private constructor(private readonly zip: ZipFile, private readonly entries: ReadonlyMap<string, Entry>) {}

  static async open(bytes: Buffer): Promise<Archive> {
    const zip = await new Promise<ZipFile>((resolve, reject) => {
      fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true }, (error, opened) => (error === null && opened !== undefined ? resolve(opened) : reject(new FileRefused('ARCHIVE_DAMAGED'))));
    });
    const entries = await new Promise<Map<string, Entry>>((resolve, reject) => {
      const found = new Map<string, Entry>();
      zip.on('entry', (entry: Entry) => {
        if (found.size >= ENTRIES_LIMIT || isBomb(entry)) return reject(new FileRefused('ARCHIVE_TOO_LARGE'));
        found.set(entry.fileName.replace(/^\//, '').toLowerCase(), entry);
        zip.readEntry();
      });
      zip.on('end', () => resolve(found));
      zip.on('error', () => reject(new FileRefused('ARCHIVE_DAMAGED')));
      zip.readEntry();
    });
    return new Archive(zip, entries);
  }

  has(path: string): boolean {
    return this.entries.has(path.toLowerCase());
  }

  stream(path: string): Promise<Readable> {
    const entry = this.entries.get(path.toLowerCase());
    if (entry === undefined) return Promise.reject(new FileRefused('NOT_A_TABLE'));
    return new Promise((resolve, reject) => {
      this.zip.openReadStream(entry, (error, stream) => (error === null && stream !== undefined ? resolve(stream) : reject(new FileRefused('ARCHIVE_DAMAGED'))));
    });
  }
}

const isBomb = ({ uncompressedSize, compressedSize }: Entry): boolean =>
  uncompressedSize > UNPACKED_LIMIT || uncompressedSize > RATIO_FREE_BYTES + compressedSize * RATIO_LIMIT;

type Attributes = Readonly<Record<string, string>>;
interface Handlers { readonly open?: (name: string, attributes: Attributes) => void; readonly text?: (text: string) => void; readonly close?: (name: string) => void }

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

function xmlParser(handlers: Handlers): SAXParser {
  const parser = saxParser(true, { trim: false, normalize: false });
  let pending: string[] = [];
  const flush = (): void => {
    if (pending.length > 0) handlers.text?.(pending.length === 1 ? (pending[0] ?? '') : pending.join(''));
    pending = [];
  };
  parser.onopentag = (tag) => {
    flush();
    handlers.open?.(local(tag.name), tag.attributes as Attributes);
  };
  parser.ontext = (text) => void pending.push(text);
  parser.oncdata = (text) => void pending.push(text);
  parser.onclosetag = (name) => {
    flush();
    handlers.close?.(local(name));
  };
  // Entities are never defined by the document: a workbook needs no document type.
  parser.ondoctype = () => {
    throw new FileRefused('ARCHIVE_DAMAGED');
  };
  parser.onerror = () => {
    throw new FileRefused('ARCHIVE_DAMAGED');
  };
  return parser;
}

/** Reads XML from a part of the archive; between the chunks the caller may take what has come. */
async function* readXml(stream: Readable, handlers: Handlers): AsyncGenerator<void> {
  const parser = xmlParser(handlers);
  const decoder = new StringDecoder('utf8');
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      parser.write(decoder.write(chunk));
      yield;
    }
    parser.write(decoder.end()).close();
    yield;
  } catch (error) {
    throw error instanceof FileRefused ? error : new FileRefused('ARCHIVE_DAMAGED');
  } finally {
    stream.destroy();
  }
}

async function readAll(zip: Archive, path: string, handlers: Handlers): Promise<void> {
  for await (const _ of readXml(await zip.stream(path), handlers)) void _;
}

interface Book { readonly sheetPath: string; readonly stringsPath: string | null; readonly stylesPath: string | null; readonly from1904: boolean }

async function readBook(zip: Archive): Promise<Book> {
  const sheets: { id: string; hidden: boolean }[] = [];
  let from1904 = false;
  await readAll(zip, 'xl/workbook.xml', {
    open: (name, attributes) => {
      if (name === 'sheet') sheets.push({ id: attributes['r:id'] ?? '', hidden: (attributes['state'] ?? 'visible') !== 'visible' });
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
    },
  });
  const targets = new Map<string, string>();
  await readAll(zip, 'xl/_rels/workbook.xml.rels', {
    open: (name, attributes) => {
      if (name === 'Relationship') targets.set(attributes['Id'] ?? '', inBook(attributes['Target'] ?? ''));
    },
  });
  const sheet = sheets.find(({ hidden }) => !hidden) ?? sheets[0];
  const sheetPath = targets.get(sheet?.id ?? '');
  if (sheetPath === undefined || !zip.has(sheetPath)) throw new FileRefused('NOT_A_TABLE');
  const optional = (path: string): string | null => (zip.has(path) ? path : null);
  return { sheetPath, stringsPath: optional('xl/sharedStrings.xml'), stylesPath: optional('xl/styles.xml'), from1904 };
}

const inBook = (target: string): string => (target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`);

/** Which cell styles show days. */
async function dayStyles(zip: Archive, path: string | null): Promise<ReadonlySet<number>> {
  const found = new Set<number>();
  if (path === null) return found;
  const formats = new Map<number, boolean>();
  let inCells = false;
  let at = 0;
  await readAll(zip, path, {
    open: (name, attributes) => {
      if (name === 'numFmt') formats.set(Number(attributes['numFmtId']), showsDay(attributes['formatCode'] ?? ''));
      if (name === 'cellXfs') inCells = true;
      if (name === 'xf' && inCells) {
        const format = Number(attributes['numFmtId'] ?? 0);
        if (formats.get(format) ?? DAY_FORMATS.has(format)) found.add(at);
        at += 1;
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return found;
}

/** A format code that has days or years outside of quotes and brackets. */
function showsDay(code: string): boolean {
  return /[dy]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '')) && !/general/i.test(code);
}

async function sharedStrings(zip: Archive, path: string): Promise<TextArena> {
  const arena = new TextArena();
  let text = '';
  let taking = false;
  let phonetic = false;
  await readAll(zip, path, {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') phonetic = true;
      taking = name === 't' && !phonetic;
    },
    text: (part) => {
      if (taking) text += part;
    },
    close: (name) => {
      if (name === 't') taking = false;
      if (name === 'rPh') phonetic = false;
      if (name === 'si') arena.push(text.slice(0, CELL_LIMIT));
    },
  });
  return arena;
}

interface CellSources { readonly strings: TextArena; readonly days: ReadonlySet<number>; readonly read: (cell: string) => string; readonly maxColumns: number }

async function* sheetRows(zip: Archive, book: Book, sources: CellSources): AsyncGenerator<SheetRow> {
  const ready: SheetRow[] = [];
  let no = 0;
  let cells: string[] = [];
  /** Where a cell lies that does not say so: behind the one before, empty or not. */
  let next = 0;
  let cell = { at: 0, type: '', style: -1 };
  let value = '';
  let taking = false;
  const open = (name: string, attributes: Attributes): void => {
    if (name === 'row') {
      no = attributes['r'] === undefined ? no + 1 : Number(attributes['r']);
      if (!(no >= 1 && no <= ROW_NUMBER_LIMIT)) throw new FileRefused('ARCHIVE_DAMAGED');
      cells = [];
      next = 0;
    } else if (name === 'c') {
      cell = { at: attributes['r'] === undefined ? next : columnOf(attributes['r']), type: attributes['t'] ?? 'n', style: Number(attributes['s'] ?? -1) };
      next = cell.at + 1;
      if (cell.at >= sources.maxColumns) cell = { ...cell, at: -1 };
      value = '';
    }
    taking = name === 'v' || name === 't';
  };
  const close = (name: string): void => {
    taking = false;
    if (name === 'c' && cell.at >= 0 && value !== '') {
      while (cells.length < cell.at) cells.push('');
      cells[cell.at] = sources.read(cellText(value, cell, book, sources));
    } else if (name === 'row') ready.push({ no, cells });
  };
  const text = (part: string): void => {
    if (taking && value.length < CELL_LIMIT) value += part;
  };
  for await (const _ of readXml(await zip.stream(book.sheetPath), { open, close, text })) {
    void _;
    yield* ready.splice(0);
  }
}

function cellText(value: string, { type, style }: { type: string; style: number }, { from1904 }: Book, { strings, days }: CellSources): string {
  if (type === 's') return strings.at(Number(value));
  if (type === 'b') return value === '1' ? 'true' : 'false';
  if (type === 'e') return '';
  if (type !== 'n') return value;
  const number = Number(value);
  if (days.has(style) && number >= 1 && number < 110_000) return addDays(from1904 ? '1904-01-01' : '1899-12-30', Math.floor(number));
  // 1.2345E+11 is an identifier that a spreadsheet took for a number.
  return /e/i.test(value) && Number.isSafeInteger(number) ? String(number) : value;
}

/** `BC12` is column 54, counted from 0. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of reference) {
    const code = letter.charCodeAt(0);
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return column - 1;
}
