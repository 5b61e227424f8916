import { D02_CHANGES, EXCHANGE_COLUMNS, LEAVE_KINDS, type ExchangeKind, type ExchangeRowFault } from '@doanket/contracts';
import { cleanText, isDay, searchKey, type Day } from '@doanket/kernel';

export interface RowFault { readonly code: ExchangeRowFault; readonly column: string | null }
/** One row as its cells say, checked: numbers are numbers, months their first day. */
export type RowFacts = Readonly<Record<string, string | number | null>>;
export interface ReadRow {
  readonly facts: RowFacts;
  readonly faults: readonly RowFault[];
  /** The same for rows that say the same thing of the same one. */
  readonly key: string | null;
}

type Cells = Readonly<Record<string, string | number | null>>;
interface Column { readonly name: string; readonly required: boolean }
type Reader = (text: string) => string | number | ExchangeRowFault;

const TEXT_LIMIT = 500;
/** Headers of the forms, without marks, beside the names of the API. Source: handbook 4.8. */
const HEADERS: Readonly<Record<string, readonly string[]>> = {
  enterpriseCode: ['ma so doanh nghiep', 'ma doanh nghiep', 'ma so thue', 'mst'], name: ['ten don vi', 'ten doanh nghiep', 'nguoi su dung lao dong'],
  insuredWorkers: ['so lao dong tham gia bhxh', 'so lao dong', 'so ld bhxh', 'lao dong tham gia'], workers: ['tong so lao dong'], payrollVnd: ['quy luong', 'tong quy luong', 'tien luong lam can cu dong'],
  ward: ['phuong xa', 'xa phuong', 'dia ban'], address: ['dia chi'], insuranceUnitCode: ['ma don vi', 'ma don vi bhxh'], participantGroup: ['ma khoi', 'nhom tham gia'], businessKind: ['ma loai hinh', 'loai hinh kinh doanh'],
  change: ['loai bien dong', 'bien dong', 'phuong an'], fullName: ['ho va ten', 'ho ten'], personalId: ['so dinh danh', 'so dinh danh ca nhan', 'so cccd', 'cccd'], socialInsuranceNo: ['ma so bhxh', 'so so bhxh', 'so bhxh'],
  birthDate: ['ngay sinh', 'ngay thang nam sinh'], job: ['cap bac chuc vu', 'chuc danh nghe', 'vi tri viec lam', 'chuc danh'], salaryVnd: ['muc luong', 'tien luong', 'muc dong', 'luong'],
  fromMonth: ['tu thang', 'tu thang nam'], month: ['thang', 'ky'], note: ['ghi chu'], dueVnd: ['so phai dong', 'phai dong'], paidVnd: ['so da dong', 'da dong'],
  asOf: ['tinh den ngay', 'den ngay chot'], monthsOwed: ['so thang no', 'thang no', 'so thang cham dong'], debtVnd: ['so tien no', 'so tien cham dong', 'tien no'], debtFileNo: ['so ho so', 'ho so no'],
  benefit: ['che do', 'loai che do'], fromDay: ['tu ngay'], toDay: ['den ngay'], diseaseCode: ['ma benh', 'ma benh icd'],
};
const NAME_OF: ReadonlyMap<string, string> = new Map(Object.entries(HEADERS).flatMap(([name, words]): [string, string][] => [[searchKey(name), name], ...words.map((word): [string, string] => [word, name])]));

const CHANGE_WORDS: Readonly<Record<string, string>> = { tang: 'NEW_WORKER', 'tang moi': 'NEW_WORKER', tm: 'NEW_WORKER', giam: 'WORKER_LEFT', gh: 'WORKER_LEFT', 'giam han': 'WORKER_LEFT', 'dieu chinh': 'SALARY_CHANGED', dc: 'SALARY_CHANGED' };
const LEAVE_WORDS: Readonly<Record<string, string>> = { 'om dau': 'SICKNESS', 'thai san': 'MATERNITY', 'nghi khong luong': 'UNPAID_LEAVE' };

/** The column a header names, by the API's names or the forms' words; null for a column that no purpose needs: it is not read (SOC-10). */
export function columnOf(kind: ExchangeKind, header: string): string | null {
  const name = NAME_OF.get(searchKey(header.replace(/\([^)]*\)/g, ' ').replace(/[*:._/\r\n]+/g, ' ')));
  return name !== undefined && columnsOf(kind).some((column) => column.name === name) ? name : null;
}

export function columnsOf(kind: ExchangeKind): readonly Column[] {
  return EXCHANGE_COLUMNS[kind].map((column) => ({ name: column.replace('*', ''), required: column.endsWith('*') }));
}

/** Checks one row. Source: handbook 4.8, SOC-02, SOC-03. */
export function readExchangeRow(kind: ExchangeKind, cells: Cells): ReadRow {
  const faults: RowFault[] = [];
  const facts: Record<string, string | number | null> = {};
  for (const { name, required } of columnsOf(kind)) {
    const cell = cells[name];
    const text = cell === null || cell === undefined ? '' : cleanText(String(cell));
    facts[name] = null;
    if (text === '') {
      if (required) faults.push({ code: 'REQUIRED', column: name });
      continue;
    }
    const value = readerOf(name)(text);
    if (isFault(value)) faults.push({ code: value, column: name });
    else facts[name] = value;
  }
  faults.push(...ofKind(kind, facts, faults));
  return { facts, faults, key: faults.length > 0 ? null : keyOf(kind, facts) };
}

/** Adds a row to the control totals of its file. */
export function addTotals(totals: Record<string, number>, names: readonly string[], facts: RowFacts): void {
  for (const name of names) {
    const value = facts[name];
    if (typeof value === 'number') totals[name] = (totals[name] ?? 0) + value;
  }
}

function ofKind(kind: ExchangeKind, facts: RowFacts, found: readonly RowFault[]): RowFault[] {
  const wrong = (...names: string[]): boolean => found.some((fault) => fault.column !== null && names.includes(fault.column));
  if (kind === 'D02_LT' || kind === 'BENEFIT_LIST') {
    const faults: RowFault[] = [];
    if (facts['personalId'] === null && facts['socialInsuranceNo'] === null && !wrong('personalId', 'socialInsuranceNo')) faults.push({ code: 'IDENTIFIER_MISSING', column: null });
    if (kind === 'D02_LT' && facts['change'] !== 'WORKER_LEFT' && facts['salaryVnd'] === null && !wrong('change', 'salaryVnd')) faults.push({ code: 'REQUIRED', column: 'salaryVnd' });
    const [from, to] = [facts['fromDay'], facts['toDay']];
    if (typeof from === 'string' && typeof to === 'string' && to < from) faults.push({ code: 'TO_BEFORE_FROM', column: 'toDay' });
    return faults;
  }
  return [];
}

function keyOf(kind: ExchangeKind, facts: RowFacts): string {
  switch (kind) {
    case 'EMPLOYER_LIST': return String(facts['enterpriseCode']);
    case 'C12_NOTICE': return `${facts['enterpriseCode']} ${facts['month']}`;
    case 'ARREARS_LIST': return `${facts['enterpriseCode']} ${facts['asOf']}`;
    // Identifiers of persons are no key in the clear: repeated persons are found by their blind indexes.
    case 'D02_LT': return `${facts['enterpriseCode']} ${facts['change']} ${facts['fromMonth']}`;
    case 'BENEFIT_LIST': return `${facts['benefit']} ${facts['fromDay']}`;
  }
}

function readerOf(name: string): Reader {
  if (name.endsWith('Vnd')) return (text) => wholeFrom(text, Number.MAX_SAFE_INTEGER);
  if (name === 'insuredWorkers' || name === 'workers') return (text) => wholeFrom(text, 10_000_000);
  switch (name) {
    case 'monthsOwed': return (text) => wholeFrom(text, 600);
    case 'enterpriseCode': return (text) => (/^\d{10}$/.test(text) ? text : 'NOT_TEN_DIGITS');
    case 'socialInsuranceNo': return (text) => (/^\d{10}$/.test(text) ? text : 'NOT_TEN_DIGITS');
    case 'personalId': return (text) => (/^\d{12}$/.test(text) ? text : 'NOT_TWELVE_DIGITS');
    case 'birthDate': case 'fromDay': case 'toDay': case 'asOf': return (text) => dayFrom(text) ?? 'NOT_A_DAY';
    case 'fromMonth': case 'month': return (text) => monthFrom(text) ?? 'NOT_A_MONTH';
    case 'change': return wordOf(D02_CHANGES, CHANGE_WORDS);
    case 'benefit': return wordOf(LEAVE_KINDS, LEAVE_WORDS);
    case 'insuranceUnitCode': return (text) => (/^[A-Z0-9]{3,13}$/.test(text) ? text : 'WORD_UNKNOWN');
    case 'participantGroup': return (text) => (/^[A-Z]{2}$/.test(text) ? text : 'WORD_UNKNOWN');
    case 'businessKind': return (text) => (/^[A-Z0-9]{3}$/.test(text) ? text : 'WORD_UNKNOWN');
    case 'diseaseCode': return (text) => (/^[A-Z]\d{2}(\.\d{1,2})?$/.test(text) ? text : 'WORD_UNKNOWN');
    default: return (text) => (text.length > TEXT_LIMIT ? 'TOO_LONG' : text);
  }
}

const wordOf = (codes: readonly string[], words: Readonly<Record<string, string>>): Reader => (text) => (codes.includes(text) ? text : words[searchKey(text)] ?? 'WORD_UNKNOWN');
const FAULTS: ReadonlySet<string> = new Set<ExchangeRowFault>(['NOT_A_NUMBER', 'NOT_A_DAY', 'NOT_A_MONTH', 'NOT_TEN_DIGITS', 'NOT_TWELVE_DIGITS', 'WORD_UNKNOWN', 'TOO_LONG']);
const isFault = (value: string | number): value is ExchangeRowFault => typeof value === 'string' && FAULTS.has(value);

/** A whole number, also with the points of Vietnamese thousands: `5.000.000`. */
function wholeFrom(text: string, most: number): number | ExchangeRowFault {
  const plain = /^\d{1,3}([.,]\d{3})+$/.test(text) ? text.replace(/[.,]/g, '') : text;
  const value = /^\d{1,16}$/.test(plain) ? Number(plain) : Number.NaN;
  return Number.isSafeInteger(value) && value <= most ? value : 'NOT_A_NUMBER';
}

/** `2025-03-01` or `01/03/2025`. */
function dayFrom(text: string): Day | null {
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  const day = local === null ? text : `${local[3]}-${(local[2] ?? '').padStart(2, '0')}-${(local[1] ?? '').padStart(2, '0')}`;
  return isDay(day) ? day : null;
}

/** The first day of `2025-03`, `03/2025` or `202503`. */
function monthFrom(text: string): Day | null {
  const local = /^(\d{1,2})[/.-](\d{4})$/.exec(text);
  const iso = /^(\d{4})-?(\d{2})$/.exec(text);
  const [year, month] = local !== null ? [local[2], local[1]] : [iso?.[1], iso?.[2]];
  const day = `${year ?? ''}-${(month ?? '').padStart(2, '0')}-01`;
  return isDay(day) ? day : null;
}
