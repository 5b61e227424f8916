import { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { csvLine, dayOf } from '@doanket/kernel';
import type { Cell, ExportColumn, ExportColumnType } from './export-list';

export type Cells = readonly Cell[];
/** Rows of a sheet as they come. */
export type Rows = AsyncIterable<Cells>;
type Columns = readonly Pick<ExportColumn<never>, 'title' | 'type'>[];

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTH = /^(\d{4})-(\d{2})$/;
const HANOI_MS = 7 * 3_600_000;
const clockTime = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit' });
const EPOCH = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;
/** Styles of the workbook below: 0 plain, 1 title, 2 day, 3 number with its thousands apart, 4 day and time. */
const STYLE: Readonly<Record<ExportColumnType, number>> = { text: 0, flag: 0, month: 0, number: 0, day: 2, instant: 4, integer: 3, vnd: 3 };
/** XML 1.0 has no other control characters. */
const FORBIDDEN = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const BATCH = 500;

const xml = (text: string): string => text.replace(FORBIDDEN, '').replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? '');

/** A cell as people read it. */
export function shownCell(value: Cell, type: ExportColumnType): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'có' : 'không';
  if (typeof value === 'number') return String(value).replace('.', ',');
  if (type === 'day') return value.replace(DAY, '$3/$2/$1');
  if (type === 'month') return value.replace(MONTH, '$2/$1');
  if (type !== 'instant') return value;
  const time = new Date(value);
  return `${shownCell(dayOf(time), 'day')} ${clockTime.format(time)}`;
}

/** Comma-separated text in UTF-8 with its mark, as spreadsheets in Vietnam open it; no cell is run as a formula. */
export function csvStream(columns: Columns, rows: Rows): Readable {
  async function* lines(): AsyncGenerator<string> {
    const batch = ['\ufeff' + csvLine(columns.map(({ title }) => title))];
    for await (const row of rows) {
      batch.push(csvLine(row.map((value, at) => shownCell(value, columns[at]?.type ?? 'text'))));
      if (batch.length >= BATCH) yield batch.splice(0).join('');
    }
    yield batch.join('');
  }
  return Readable.from(lines(), { objectMode: false });
}

/** A workbook with one sheet, streamed: titles stand still, days and numbers are such, everything else is text (never a formula). */
export function xlsxStream(columns: Columns, rows: Rows, sheetName: string): Readable {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(bookParts(sheetName))) zip.addBuffer(Buffer.from(content), name, { mtime: new Date(0) });
  const out = new PassThrough();
  const sheet = Readable.from(sheetXml(columns, rows), { objectMode: false });
  sheet.on('error', (error) => out.destroy(error));
  // Who stops reading half-way stops the list too.
  out.on('close', () => sheet.destroy());
  zip.addReadStream(sheet, 'xl/worksheets/sheet1.xml', { mtime: new Date(0) });
  zip.end();
  zip.outputStream.pipe(out);
  return out;
}

async function* sheetXml(columns: Columns, rows: Rows): AsyncGenerator<string> {
  const letters = columns.map((_, at) => lettersOf(at));
  yield `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns.map(({ type }, at) => `<col min="${at + 1}" max="${at + 1}" width="${type === 'text' ? 24 : type === 'instant' ? 18 : 14}" customWidth="1"/>`).join('')}</cols><sheetData>`;
  yield `<row r="1">${columns.map(({ title }, at) => textCell(`${letters[at] ?? ''}1`, title, 1)).join('')}</row>`;
  let no = 1;
  let batch: string[] = [];
  for await (const row of rows) {
    no += 1;
    batch.push(`<row r="${no}">${row.map((value, at) => sheetCell(`${letters[at] ?? ''}${no}`, value, columns[at]?.type ?? 'text')).join('')}</row>`);
    if (batch.length >= BATCH) {
      yield batch.join('');
      batch = [];
    }
  }
  yield `${batch.join('')}</sheetData></worksheet>`;
}

/** Every cell says where it is: not every reader counts. */
function sheetCell(place: string, value: Cell, type: ExportColumnType): string {
  if (value === null || value === '') return '';
  if (typeof value === 'number') return numberCell(place, value, STYLE[type]);
  const day = type === 'day' ? DAY.exec(String(value)) : null;
  if (day !== null) return numberCell(place, (Date.UTC(Number(day[1]), Number(day[2]) - 1, Number(day[3])) - EPOCH) / DAY_MS, STYLE.day);
  // Workbooks know no zones: the number is the time on the clock in Hanoi, to the minute.
  if (type === 'instant') return numberCell(place, (Math.floor((new Date(String(value)).getTime() + HANOI_MS) / 60_000) * 60_000 - EPOCH) / DAY_MS, STYLE.instant);
  return textCell(place, shownCell(value, type), 0);
}

/** A, B, … Z, AA: the columns of a sheet. */
const lettersOf = (at: number): string => (at < 26 ? '' : lettersOf(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26));
const numberCell = (place: string, value: number, style: number): string => `<c r="${place}" s="${style}"><v>${value}</v></c>`;
const textCell = (place: string, text: string, style: number): string => `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xml(text.slice(0, 32_767))}</t></is></c>`;

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const bookParts = (sheetName: string): Record<string, string> => ({
  '[Content_Types].xml': `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
  '_rels/.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${REL}"><sheets><sheet name="${xml(sheetName.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31))}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${REL}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${REL}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml': `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="dd/mm/yyyy hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Arial"/></font><font><b/><sz val="11"/><name val="Arial"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="3" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/></cellXfs></styleSheet>`,
});
