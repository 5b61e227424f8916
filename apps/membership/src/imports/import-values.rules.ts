import type { EDUCATIONS, ImportFault, ImportField, ImportMapping } from '@doanket/contracts';
import { addDays, cleanText, isDay, searchKey, type Day } from '@doanket/kernel';

/** One member as a row of a file describes them. Null: the file says nothing. */
export interface RowValues {
  fullName: string | null; birthDate: Day | null; gender: 'MALE' | 'FEMALE' | null; nationality: string | null;
  personalId: string | null; socialInsuranceNo: string | null; passportNo: string | null; unitCode: string | null; employeeCode: string | null;
  job: string | null; education: string | null; directWorker: boolean | null; leader: boolean | null; skillGrade: number | null; partyMember: boolean | null;
  appliedOn: Day | null; admittedOn: Day | null;
  /** Whole VND a month, and the first day of the month from which it holds. */
  insuranceSalaryVnd: number | null; salaryFrom: Day | null;
}

/** What is wrong with a cell; `at` is the place of its column, null for the row as a whole. */
export interface CellFault { readonly at: number | null; readonly fault: ImportFault; /** Another row that it clashes with. */ readonly row?: number }

export interface RowDefaults { readonly admittedOn: Day | null; readonly today: Day; readonly hasUnit: boolean }

const EXCEL_EPOCH = '1899-12-30';
/** Serial numbers from 1927 to 2173: four digits are a year that stands alone, and no day. */
const SERIAL = { from: 10_000, to: 99_999 };
const TEXT_LIMIT: Readonly<Partial<Record<ImportField, number>>> = { fullName: 200, familyName: 150, givenName: 50, employeeCode: 40, job: 200, unitCode: 60 };

type Education = (typeof EDUCATIONS)[number];
/** Written out, so that the thread that reads files loads no contracts. */
const EDUCATION_CODES: Readonly<Record<Education, true>> = { PRIMARY: true, LOWER_SECONDARY: true, UPPER_SECONDARY: true, VOCATIONAL: true, COLLEGE: true, UNIVERSITY: true, POSTGRADUATE: true };
const EDUCATION_WORDS: Readonly<Record<string, Education>> = {
  'tieu hoc': 'PRIMARY', 'cap 1': 'PRIMARY', thcs: 'LOWER_SECONDARY', 'trung hoc co so': 'LOWER_SECONDARY', 'cap 2': 'LOWER_SECONDARY', '9/12': 'LOWER_SECONDARY',
  thpt: 'UPPER_SECONDARY', 'trung hoc pho thong': 'UPPER_SECONDARY', 'cap 3': 'UPPER_SECONDARY', '12/12': 'UPPER_SECONDARY',
  'so cap': 'VOCATIONAL', 'trung cap': 'VOCATIONAL', 'trung cap nghe': 'VOCATIONAL', 'so cap nghe': 'VOCATIONAL', 'cao dang': 'COLLEGE', 'cao dang nghe': 'COLLEGE',
  'dai hoc': 'UNIVERSITY', 'ky su': 'UNIVERSITY', 'cu nhan': 'UNIVERSITY', 'sau dai hoc': 'POSTGRADUATE', 'thac si': 'POSTGRADUATE', 'thac sy': 'POSTGRADUATE', 'tien si': 'POSTGRADUATE', 'tien sy': 'POSTGRADUATE',
};
const WORDS_REMEMBERED = 100;
const YES = new Set(['x', 'co', 'c', 'true', '1', 'yes', 'y', 'dung', 'v']);
const NO = new Set(['khong', 'k', 'false', '0', 'no', 'n', 'sai']);
const COUNTRIES: Readonly<Record<string, string>> = {
  'viet nam': 'VN', vietnam: 'VN', vn: 'VN', 'han quoc': 'KR', 'nhat ban': 'JP', 'trung quoc': 'CN', 'dai loan': 'TW', my: 'US', 'hoa ky': 'US', anh: 'GB', phap: 'FR', duc: 'DE', 'thai lan': 'TH',
  lao: 'LA', campuchia: 'KH', 'an do': 'IN', 'philippin': 'PH', malaysia: 'MY', singapore: 'SG', indonesia: 'ID', nga: 'RU', uc: 'AU', canada: 'CA',
};

/**
 * A day as Vietnamese files write it: `dd/MM/yyyy` (also with - or .), `yyyy-MM-dd`, or a serial number of Excel. Null when it
 * is none of these: two-digit years and months before days are not guessed at.
 */
export function dayFrom(text: string): Day | null {
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:\s+00:00(?::00)?)?$/.exec(text);
  if (local !== null) return existing(`${local[3] ?? ''}-${(local[2] ?? '').padStart(2, '0')}-${(local[1] ?? '').padStart(2, '0')}`);
  const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?$/.exec(text);
  if (iso !== null) return existing(`${iso[1] ?? ''}-${(iso[2] ?? '').padStart(2, '0')}-${(iso[3] ?? '').padStart(2, '0')}`);
  const serial = /^\d{5}(?:\.0+)?$/.test(text) ? Number(text) : NaN;
  return serial >= SERIAL.from && serial <= SERIAL.to ? addDays(EXCEL_EPOCH, serial) : null;
}

const existing = (day: string): Day | null => (isDay(day) ? day : null);

/** Reads one row. Faulty cells become null and say why. */
export function readRow(cells: readonly string[], mapping: ImportMapping, defaults: RowDefaults): { values: RowValues; faults: CellFault[] } {
  const faults: CellFault[] = [];
  const values: RowValues = {
    fullName: null, birthDate: null, gender: null, nationality: null, personalId: null, socialInsuranceNo: null, passportNo: null, unitCode: null, employeeCode: null,
    job: null, education: null, directWorker: null, leader: null, skillGrade: null, partyMember: null, appliedOn: null, admittedOn: null, insuranceSalaryVnd: null, salaryFrom: null,
  };
  const names = { family: '', given: '' };
  const places: Partial<Record<ImportField, number>> = {};
  for (let at = 0; at < mapping.length; at += 1) {
    const field = mapping[at];
    if (field === null || field === undefined) continue;
    places[field] = at;
    const cell = cleanText(cells[at] ?? '');
    if (cell === '') continue;
    const limit = TEXT_LIMIT[field];
    const fault = limit !== undefined && cell.length > limit ? 'TOO_LONG' : take(values, names, field, cell, defaults.today);
    if (fault !== null) faults.push({ at, fault });
  }
  const split = cleanText(`${names.family} ${names.given}`);
  if (values.fullName === null && split !== '') values.fullName = split;
  values.admittedOn ??= faultAt(faults, places.admittedOn) ? null : defaults.admittedOn;
  values.appliedOn ??= values.admittedOn;
  requireWhole(values, places, defaults, faults);
  return { values, faults };
}

function requireWhole(values: RowValues, places: Partial<Record<ImportField, number>>, defaults: RowDefaults, faults: CellFault[]): void {
  const nameAt = places.fullName ?? places.familyName ?? places.givenName ?? null;
  if (values.fullName === null && !faultAt(faults, nameAt)) faults.push({ at: nameAt, fault: 'REQUIRED' });
  if (values.unitCode === null && !defaults.hasUnit && !faultAt(faults, places.unitCode)) faults.push({ at: places.unitCode ?? null, fault: 'REQUIRED' });
  if (values.admittedOn === null && !faultAt(faults, places.admittedOn)) faults.push({ at: places.admittedOn ?? null, fault: 'REQUIRED' });
  if (values.admittedOn !== null && values.appliedOn !== null && values.admittedOn < values.appliedOn) faults.push({ at: places.admittedOn ?? null, fault: 'ADMITTED_BEFORE_APPLIED' });
  if (values.admittedOn !== null && values.birthDate !== null && values.admittedOn <= values.birthDate) faults.push({ at: places.admittedOn ?? places.birthDate ?? null, fault: 'ADMITTED_BEFORE_BORN' });
}

const faultAt = (faults: readonly CellFault[], at: number | null | undefined): boolean => at !== undefined && at !== null && faults.some((fault) => fault.at === at);

/** Puts one cell where it belongs; answers what is wrong with it. */
function take(values: RowValues, names: { family: string; given: string }, field: ImportField, cell: string, today: Day): ImportFault | null {
  switch (field) {
    case 'fullName': values.fullName = nameFrom(cell); return null;
    case 'familyName': names.family = nameFrom(cell); return null;
    case 'givenName': names.given = nameFrom(cell); return null;
    case 'employeeCode': values.employeeCode = cell; return null;
    case 'job': values.job = cell; return null;
    case 'unitCode': values.unitCode = cell.toLowerCase(); return null;
    case 'birthDate': case 'appliedOn': case 'admittedOn': return takeDay(values, field, cell, today);
    case 'gender': return (values.gender = genderFrom(cell)) === null ? 'WORD_UNKNOWN' : null;
    case 'nationality': return (values.nationality = COUNTRIES[searchKey(cell)] ?? (/^[A-Za-z]{2}$/.test(cell) ? cell.toUpperCase() : null)) === null ? 'NOT_A_COUNTRY' : null;
    case 'personalId': return (values.personalId = digits(cell, 12)) === null ? 'NOT_TWELVE_DIGITS' : null;
    case 'socialInsuranceNo': return (values.socialInsuranceNo = digits(cell, 10)) === null ? 'NOT_TEN_DIGITS' : null;
    case 'passportNo': return (values.passportNo = passportFrom(cell)) === null ? 'NOT_A_PASSPORT' : null;
    case 'education': return (values.education = educationFrom(cell)) === null ? 'WORD_UNKNOWN' : null;
    case 'directWorker': case 'leader': case 'partyMember': return (values[field] = yesOrNo(cell)) === null ? 'WORD_UNKNOWN' : null;
    case 'insuranceSalaryVnd': return (values.insuranceSalaryVnd = amountFrom(cell)) === null ? 'NOT_AN_AMOUNT' : null;
    case 'salaryFrom': return (values.salaryFrom = monthFrom(cell)) === null ? 'NOT_A_MONTH' : null;
    case 'skillGrade': return (values.skillGrade = gradeFrom(cell)) === null ? 'NOT_A_GRADE' : null;
  }
}

function takeDay(values: RowValues, field: 'birthDate' | 'appliedOn' | 'admittedOn', cell: string, today: Day): ImportFault | null {
  const day = dayFrom(cell);
  if (day === null) return 'NOT_A_DAY';
  if (day > today) return 'IN_FUTURE';
  values[field] = day;
  return null;
}

/** Most that a salary is, as the table keeps it. */
const MOST_VND = 1_000_000_000_000;

/** Whole VND as Vietnamese files write it: `8.500.000`, `8,500,000 đ`, `8500000`; `8500000.00` as spreadsheets do. Null for fractions and words. */
export function amountFrom(cell: string): number | null {
  const bare = cell.replace(/(?:đ|₫|vnđ|vnd|đồng)\.?$/i, '').replace(/\s/g, '').replace(/^(\d+)[.,]0{1,2}$/, '$1');
  if (!/^(?:\d+|\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d{3})+)$/.test(bare)) return null;
  const amount = Number(bare.replace(/[.,]/g, ''));
  return amount <= MOST_VND ? amount : null;
}

/** The first day of a month: `03/2025`, `2025-03`, or any day in it. */
export function monthFrom(cell: string): Day | null {
  const local = /^(\d{1,2})[/.-](\d{4})$/.exec(cell);
  const iso = /^(\d{4})[-/](\d{1,2})$/.exec(cell);
  const day = local !== null ? existing(`${local[2] ?? ''}-${(local[1] ?? '').padStart(2, '0')}-01`) : iso !== null ? existing(`${iso[1] ?? ''}-${(iso[2] ?? '').padStart(2, '0')}-01`) : dayFrom(cell);
  return day === null ? null : `${day.slice(0, 7)}-01`;
}

/** A column of words says the same few of them in every row. */
function remembered<T>(read: (cell: string) => T): (cell: string) => T {
  const known = new Map<string, T>();
  return (cell) => {
    const found = known.get(cell);
    if (found !== undefined) return found;
    const value = read(cell);
    if (known.size < WORDS_REMEMBERED) known.set(cell, value);
    return value;
  };
}

const digits = (cell: string, count: number): string | null => {
  const bare = cell.replace(/[\s.'’-]/g, '');
  return bare.length === count && /^\d+$/.test(bare) ? bare : null;
};

const passportFrom = (cell: string): string | null => {
  const bare = cell.replace(/\s/g, '').toUpperCase();
  return /^[A-Z0-9]{5,20}$/.test(bare) ? bare : null;
};

const genderFrom = remembered((cell): 'MALE' | 'FEMALE' | null => {
  const key = searchKey(cell);
  if (['nam', 'male', 'm'].includes(key)) return 'MALE';
  return ['nu', 'female', 'f'].includes(key) ? 'FEMALE' : null;
});

const educationFrom = (cell: string): string | null => {
  const code = cell.toUpperCase();
  return Object.hasOwn(EDUCATION_CODES, code) ? code : (EDUCATION_WORDS[searchKey(cell)] ?? null);
};

const yesOrNo = remembered((cell): boolean | null => {
  const key = searchKey(cell);
  return YES.has(key) ? true : NO.has(key) ? false : null;
});

const gradeFrom = (cell: string): number | null => {
  const grade = /^(?:bac\s*)?([1-7])(?:\/7)?$/.exec(searchKey(cell));
  return grade === null ? null : Number(grade[1]);
};

/** Lists are often typed in capitals: `TRẦN THỊ MẪU` is the same name as `Trần Thị Mẫu`. */
function nameFrom(cell: string): string {
  return cell.length > 3 && cell === cell.toUpperCase() ? cell.toLowerCase().replace(/(^|[\s'-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase()) : cell;
}
