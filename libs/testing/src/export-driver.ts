import { type ExportFormat, EXPORTS, type ExportView, type DomainService, type RouteContract } from '@doanket/contracts';
import { ExportJobs, ExportLists, shownCell } from '@doanket/exports';
import type { Caller } from './test-api';
import type { TestApp } from './test-app';

type Filter = Readonly<Record<string, string>>;
/** A reader of workbooks that is not ours; loaded when a test opens one. */
const READER: string = 'read-excel-file/node';
interface Reader { readonly default: (bytes: Buffer) => Promise<readonly { readonly data: readonly (readonly unknown[])[] }[]> }

export type By = Caller | Promise<Caller>;

/** Takes lists out of the service under test and reads the files as a spreadsheet does. */
export class ExportDriver {
  readonly routes: (typeof EXPORTS)[DomainService]['routes'];
  private readonly lists: Readonly<Record<string, RouteContract>>;

  constructor(private readonly app: TestApp, service: DomainService) {
    this.routes = EXPORTS[service].routes;
    this.lists = EXPORTS[service].lists;
  }

  ask(by: By, kind: string, filter: Filter = {}, format: ExportFormat = 'CSV') {
    return this.app.api.as(by).call(this.routes.askExport, { body: { kind, format, filter } });
  }

  /** Works off what waits. */
  run(): Promise<void> {
    return this.app.get(ExportJobs).runner.runDue();
  }

  get(by: By, id: string) {
    return this.app.api.as(by).call(this.routes.getExport, { params: { id } });
  }

  file(by: By, id: string) {
    return this.app.api.as(by).get(`/exports/${id}/file`);
  }

  /** Asks, lets the job run and answers how it ended. */
  async ended(by: By, kind: string, filter: Filter = {}, format: ExportFormat = 'CSV'): Promise<ExportView> {
    const { id } = await this.ask(by, kind, filter, format).expect(201);
    await this.run();
    return this.get(by, id).expect(200);
  }

  /** The cells of a file, its headings first. */
  async table(by: By, kind: string, filter: Filter = {}, format: ExportFormat = 'CSV'): Promise<string[][]> {
    const view = await this.ended(by, kind, filter, format);
    if (view.state !== 'DONE') throw new Error(`The export of ${kind} is ${view.state}: ${String(view.failure)}`);
    const { bytes, headers } = await this.file(by, view.id);
    if (bytes.length !== view.size || Number(headers['content-length']) !== view.size) throw new Error(`The file has ${bytes.length} bytes, ${String(view.size)} were said`);
    return format === 'CSV' ? cellsOf(bytes.toString('utf8')) : this.book(kind, bytes);
  }

  /** Both files of a list, next to its pages as the route answers them; all three must say the same. Answers the rows. */
  async sameAsList(by: By, kind: string, filter: Filter = {}, limit = 7): Promise<string[][]> {
    const { columns } = this.app.get(ExportLists).get(kind);
    const items = await this.pages(by, kind, filter, limit);
    const expected = [columns.map(({ title }) => title), ...items.map((item) => columns.map(({ value, type }) => shownCell(value(item), type)))];
    const csv = await this.table(by, kind, filter);
    expect(csv.map((row) => row.map(withoutMark))).toEqual(expected.map((row) => row.map(oneLine)));
    const book = await this.table(by, kind, filter, 'XLSX');
    expect(book).toEqual(expected.map((row) => row.map(oneLine)));
    return csv.slice(1);
  }

  /** Every page of the list over HTTP. */
  private async pages(by: By, kind: string, filter: Filter, limit: number): Promise<unknown[]> {
    const route = this.lists[kind];
    if (route === undefined) throw new Error(`No kind ${kind}`);
    const inPath = (name: string): boolean => route.path.includes(`:${name}`);
    const params = Object.fromEntries(Object.entries(filter).filter(([name]) => inPath(name)));
    const query = Object.fromEntries(Object.entries(filter).filter(([name]) => !inPath(name)));
    const items: unknown[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = (await this.app.api.as(by).call(route, { params, query: { ...query, limit, ...(cursor === undefined ? {} : { cursor }) } } as never).expect(200)) as { items: unknown[]; nextCursor: string | null };
      items.push(...page.items);
      cursor = page.nextCursor;
    }
    return items;
  }

  /** Days and numbers must be such, or they come out otherwise. */
  private async book(kind: string, bytes: Buffer): Promise<string[][]> {
    const { columns } = this.app.get(ExportLists).get(kind);
    const { default: read } = (await import(READER)) as Reader;
    const [sheet] = await read(bytes);
    return (sheet?.data ?? []).map((row, at) => columns.map(({ type }, n) => {
      const cell: unknown = row[n] ?? null;
      if (cell instanceof Date) return type === 'instant' ? shownCell(new Date(cell.getTime() - 7 * 3_600_000).toISOString(), type) : shownCell(cell.toISOString().slice(0, 10), type);
      if (at > 0 && typeof cell === 'number' && !NUMBERS.has(type)) throw new Error(`${kind}: a number in a column of ${type}`);
      return oneLine(shownCell(cell as string | number | null, 'text'));
    }));
  }
}

const NUMBERS: ReadonlySet<string> = new Set(['integer', 'number', 'vnd', 'text']);
/** Readers of workbooks take the blanks around a text away. */
const oneLine = (text: string): string => text.trim().replace(/\r\n?/g, '\n');
/** The apostrophe that keeps a cell from being run. */
const withoutMark = (cell: string): string => oneLine(cell.replace(/^'(?=[=+\-@\t\r])/, ''));

/** Cells of comma-separated text. */
function cellsOf(text: string): string[][] {
  if (!text.startsWith('\ufeff')) throw new Error('Spreadsheets need the mark of UTF-8');
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain, end] of text.slice(1).matchAll(/(?:"((?:[^"]|"")*)"|([^,"\r\n]*))(,|\r\n|$)/g)) {
    if (quoted === undefined && plain === '' && end === '' && row.length === 0) break;
    row.push(quoted === undefined ? plain ?? '' : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
