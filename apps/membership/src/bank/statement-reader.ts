import { cleanText, isDay, searchKey, type Day } from '@doanket/kernel';
import { parse } from 'csv-parse/sync';
import { parser as saxParser } from 'sax';
import { StatementUnreadable } from './bank.errors';

/** One entry as the bank tells it; credit positive. */
export interface ReadEntry { readonly entryRef: string; readonly bookedOn: Day; readonly amountVnd: number; readonly counterAccount: string | null; readonly counterName: string | null; readonly text: string }
export interface ReadStatement { readonly format: 'CSV' | 'CAMT053'; readonly account: string; readonly reference: string; readonly entries: readonly ReadEntry[] }

const MAX_ENTRIES = 50_000;
const MAX_DEPTH = 40;
const MAX_TEXT = 2000;

/** Reads a statement. The content says which format it is. Throws StatementUnreadable with the place. */
export function readStatement(bytes: Buffer): ReadStatement {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/^\uFEFF/, '');
  } catch {
    throw new StatementUnreadable('UTF-8');
  }
  const read = text.trimStart().startsWith('<') ? readCamt(text) : readCsv(text);
  if (read.account === '' || read.reference === '') throw new StatementUnreadable('account, reference');
  if (read.entries.length > MAX_ENTRIES) throw new StatementUnreadable(`${MAX_ENTRIES}`);
  return read;
}

/** Titles of the columns, without marks and case, in both languages. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  account: ['account', 'so tai khoan', 'tai khoan'], statement: ['statement', 'so sao ke', 'sao ke'], entry: ['entry', 'so giao dich', 'ma giao dich'], date: ['date', 'ngay', 'ngay giao dich'],
  credit: ['credit', 'so tien ghi co', 'ghi co', 'amount', 'so tien'], debit: ['debit', 'so tien ghi no', 'ghi no'], currency: ['currency', 'loai tien'],
  counterAccount: ['counter account', 'tai khoan doi ung'], counterName: ['counter name', 'ten doi ung', 'don vi chuyen'], text: ['text', 'noi dung', 'dien giai'],
};

function readCsv(text: string): ReadStatement {
  let rows: string[][];
  try {
    rows = parse(text, { delimiter: [';', ',', '\t'], relax_column_count: false, skip_empty_lines: true, max_record_size: 20_000, to: MAX_ENTRIES + 2 });
  } catch {
    throw new StatementUnreadable('CSV');
  }
  const [titles = [], ...lines] = rows;
  const at = Object.fromEntries(Object.entries(COLUMNS).map(([name, known]) => [name, titles.findIndex((title) => known.includes(searchKey(title)))]));
  for (const needed of ['account', 'statement', 'entry', 'date', 'credit', 'text']) if ((at[needed] ?? -1) < 0) throw new StatementUnreadable(`column ${needed}`);
  const cell = (line: readonly string[], name: string): string => cleanText((at[name] ?? -1) < 0 ? '' : (line[at[name] as number] ?? ''));
  const entries = lines.map((line, n): ReadEntry => {
    const where = `row ${n + 2}`;
    if (!['', 'VND'].includes(cell(line, 'currency'))) throw new StatementUnreadable(`${where}: currency`);
    return {
      entryRef: required(cell(line, 'entry'), `${where}: entry`), bookedOn: dayOf(cell(line, 'date'), where), amountVnd: amountOf(cell(line, 'credit'), where) - amountOf(cell(line, 'debit'), where),
      counterAccount: orNull(cell(line, 'counterAccount')), counterName: orNull(cell(line, 'counterName')), text: cell(line, 'text').slice(0, MAX_TEXT),
    };
  });
  const one = (name: string): string => {
    const values = new Set(lines.map((line) => cell(line, name)));
    if (values.size > 1) throw new StatementUnreadable(`several in ${name}`);
    return [...values][0] ?? '';
  };
  return { format: 'CSV', account: one('account'), reference: one('statement'), entries };
}

/** Elements of camt.053 that are read, by their path below `Stmt`. */
const NTRY = 'Stmt/Ntry';
const TX = `${NTRY}/NtryDtls/TxDtls`;

/**
 * Reads camt.053 (ISO 20022). Strict; a document type is refused, so there are no entities but the five of XML, nothing is
 * fetched and nothing expands.
 */
function readCamt(text: string): ReadStatement {
  const sax = saxParser(true, { trim: false, position: false, strictEntities: true } as never);
  const path: string[] = [];
  const said = new Map<string, string>();
  const entries: ReadEntry[] = [];
  let account = '';
  let reference = '';
  let content = '';
  let currency: string | null = null;
  let statements = 0;
  const refuse = (where: string): never => {
    throw new StatementUnreadable(where);
  };
  const here = (): string => path.slice(Math.max(0, path.indexOf('Stmt'))).join('/');
  sax.onerror = (error) => { throw error; };
  sax.ondoctype = () => refuse('DOCTYPE');
  sax.onopentag = ({ name, attributes }) => {
    path.push(name.slice(name.indexOf(':') + 1));
    if (path.length > MAX_DEPTH) refuse('depth');
    content = '';
    if (here() === NTRY) said.clear();
    if (here() === `${NTRY}/Amt`) currency = String(attributes['Ccy'] ?? '');
    if (here() === 'Stmt') statements += 1;
    if (statements > 1) refuse('several statements');
  };
  sax.ontext = (part) => { content += part; };
  sax.oncdata = (part) => { content += part; };
  sax.onclosetag = () => {
    const at = here();
    if (content.trim() !== '') said.set(at, [said.get(at), cleanText(content).slice(0, MAX_TEXT)].filter((one) => one !== undefined).join(' '));
    if (at === 'Stmt/Id') reference = cleanText(content);
    if (at === 'Stmt/Acct/Id/IBAN' || at === 'Stmt/Acct/Id/Othr/Id') account = cleanText(content);
    if (at === NTRY) {
      if (entries.length >= MAX_ENTRIES) refuse(`${MAX_ENTRIES}`);
      if (currency !== 'VND') refuse(`entry ${entries.length + 1}: currency`);
      entries.push(camtEntry(said, `entry ${entries.length + 1}`));
    }
    content = '';
    path.pop();
  };
  try {
    sax.write(text).close();
  } catch (error) {
    throw error instanceof StatementUnreadable ? error : new StatementUnreadable('XML');
  }
  if (statements === 0) throw new StatementUnreadable('camt.053');
  return { format: 'CAMT053', account, reference, entries };
}

function camtEntry(said: ReadonlyMap<string, string>, where: string): ReadEntry {
  const first = (...paths: readonly string[]): string | null => paths.map((path) => said.get(path)).find((text) => text !== undefined && text !== '') ?? null;
  const amount = amountOf(first(`${NTRY}/Amt`) ?? '', where);
  const credit = first(`${NTRY}/CdtDbtInd`) === 'CRDT';
  const party = credit ? 'Dbtr' : 'Cdtr';
  return {
    entryRef: required(first(`${NTRY}/AcctSvcrRef`, `${NTRY}/NtryRef`) ?? '', `${where}: reference`), bookedOn: dayOf(first(`${NTRY}/BookgDt/Dt`, `${NTRY}/BookgDt/DtTm`)?.slice(0, 10) ?? '', where), amountVnd: credit ? amount : -amount,
    counterAccount: first(`${TX}/RltdPties/${party}Acct/Id/IBAN`, `${TX}/RltdPties/${party}Acct/Id/Othr/Id`), counterName: first(`${TX}/RltdPties/${party}/Nm`, `${TX}/RltdPties/${party}/Pty/Nm`),
    text: first(`${TX}/RmtInf/Ustrd`, `${NTRY}/AddtlNtryInf`) ?? '',
  };
}

/** Whole đồng: `1.000.000`, `1,000,000`, `1000000.00`. */
function amountOf(text: string, where: string): number {
  if (text === '') return 0;
  const plain = text.replace(/[.,]0{1,2}$/, '').replace(/[.,\s](?=\d{3}(\D|$))/g, '');
  if (!/^\d{1,15}$/.test(plain)) throw new StatementUnreadable(`${where}: amount`);
  return Number(plain);
}

function dayOf(text: string, where: string): Day {
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  const day = local === null ? text : `${local[3]}-${String(local[2]).padStart(2, '0')}-${String(local[1]).padStart(2, '0')}`;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !isDay(day)) throw new StatementUnreadable(`${where}: date`);
  return day;
}

function required(text: string, where: string): string {
  if (text === '' || text.length > 200) throw new StatementUnreadable(where);
  return text;
}

function orNull(text: string): string | null {
  return text === '' ? null : text.slice(0, 300);
}
