import type { ImportField } from '@doanket/contracts';
import { searchKey } from '@doanket/kernel';
import { ImportMappingInvalid } from './import.errors';

/** Headers of files as unions and employers write them, without marks. */
const HEADERS: Readonly<Record<ImportField, readonly string[]>> = {
  fullName: ['ho va ten', 'ho ten', 'ten doan vien', 'ho va ten doan vien', 'ho ten doan vien', 'ho ten nguoi lao dong', 'ho va ten nguoi lao dong', 'ho ten nv', 'ho va ten nv', 'ho ten nhan vien', 'ho va ten nhan vien', 'ho ten nld', 'ho va ten nld', 'ho ten cbcnv', 'ho va ten cbcnv', 'full name', 'fullname', 'name'],
  familyName: ['ho dem', 'ho va ten dem', 'ho lot', 'ho va chu dem', 'ho', 'family name', 'last name'],
  givenName: ['ten', 'given name', 'first name'],
  birthDate: ['ngay sinh', 'ngay thang nam sinh', 'sinh ngay', 'ngay, thang, nam sinh', 'ngay/thang/nam sinh', 'ntns', 'birth date', 'birthdate', 'date of birth', 'dob'],
  gender: ['gioi tinh', 'gt', 'phai', 'gender', 'sex', 'nam/nu'],
  nationality: ['quoc tich', 'nationality'],
  personalId: ['so dinh danh', 'so dinh danh ca nhan', 'ma dinh danh', 'cccd', 'so cccd', 'can cuoc cong dan', 'so can cuoc cong dan', 'so can cuoc', 'can cuoc', 'cmnd/cccd', 'so cmnd/cccd', 'cccd/cmnd', 'personal id', 'personalid'],
  socialInsuranceNo: ['so bhxh', 'ma so bhxh', 'so so bhxh', 'ma so bao hiem xa hoi', 'so bao hiem xa hoi', 'bhxh', 'social insurance no', 'socialinsuranceno'],
  passportNo: ['ho chieu', 'so ho chieu', 'passport', 'passport no', 'passportno'],
  unitCode: ['ma don vi', 'ma cdcs', 'ma cong doan', 'ma cong doan co so', 'ma don vi cong doan', 'unit code', 'unitcode'],
  employeeCode: ['ma nhan vien', 'ma nv', 'ma so nhan vien', 'ma cong nhan', 'ma can bo', 'ma nld', 'employee code', 'employeecode', 'staff code'],
  job: ['nghe nghiep', 'cong viec', 'chuc danh', 'chuc vu', 'vi tri viec lam', 'chuc danh nghe', 'job', 'job title'],
  education: ['trinh do', 'trinh do hoc van', 'hoc van', 'trinh do chuyen mon', 'education'],
  directWorker: ['lao dong truc tiep', 'truc tiep san xuat', 'truc tiep', 'direct worker', 'directworker'],
  leader: ['lanh dao', 'la lanh dao', 'quan ly', 'can bo lanh dao', 'leader'],
  skillGrade: ['bac tho', 'bac', 'bac luong tho', 'tay nghe', 'skill grade', 'skillgrade'],
  partyMember: ['dang vien', 'la dang vien', 'party member', 'partymember'],
  appliedOn: ['ngay lam don', 'ngay nop don', 'ngay xin gia nhap', 'applied on', 'appliedon'],
  insuranceSalaryVnd: ['luong dong bhxh', 'tien luong dong bhxh', 'muc luong dong bhxh', 'luong bhxh', 'muc dong bhxh', 'tien luong lam can cu dong bhxh', 'luong', 'tien luong', 'muc luong', 'insurance salary', 'salary', 'insurancesalaryvnd'],
  salaryFrom: ['luong tu thang', 'tu thang', 'thang ap dung luong', 'ap dung tu thang', 'salary from', 'salaryfrom'],
  admittedOn: ['ngay ket nap', 'ngay vao cong doan', 'ngay gia nhap', 'ngay vao', 'ngay ket nap cong doan', 'ngay gia nhap cong doan', 'ngay vao doan', 'admitted on', 'admittedon'],
};

const FIELD_OF: ReadonlyMap<string, ImportField> = new Map(
  (Object.entries(HEADERS) as [ImportField, readonly string[]][]).flatMap(([field, headers]) => headers.map((header): [string, ImportField] => [header, field])));

/** Headers as they are compared: no marks, no case, no notes in brackets, no asterisks. */
export function headerKey(header: string): string {
  return searchKey(header.replace(/\([^)]*\)/g, ' ').replace(/[*:._\r\n]+/g, ' ')).trim();
}

/** What each column means by its header; a field is guessed once, the first column wins. */
export function guessColumns(headers: readonly string[]): (ImportField | null)[] {
  const taken = new Set<ImportField>();
  const guesses = headers.map((header) => {
    const field = FIELD_OF.get(headerKey(header)) ?? null;
    if (field === null || taken.has(field)) return null;
    taken.add(field);
    return field;
  });
  // "Họ" and "Tên" are parts of a name only together; "Tên" beside a whole name means nothing.
  if (taken.has('fullName')) return guesses.map((field) => (field === 'familyName' || field === 'givenName' ? null : field));
  return taken.has('familyName') ? guesses : guesses.map((field) => (field === 'givenName' ? 'fullName' : field));
}

/** How many columns of a row are known headers: the best row of a head is the one with the titles. */
export function headerScore(cells: readonly string[]): number {
  return new Set(cells.map((cell) => FIELD_OF.get(headerKey(cell))).filter((field) => field !== undefined)).size;
}

/** Rows looked through for the titles: lists often bear a letterhead. */
export const HEAD_ROWS = 20;

/** Place of the row with the titles among the first rows: the one with most known headers, else the first that has several cells. */
export function headerRowOf(rows: readonly (readonly string[])[]): number {
  let best = { at: -1, score: 1 };
  rows.slice(0, HEAD_ROWS).forEach((cells, at) => {
    const score = headerScore(cells);
    if (score > best.score) best = { at, score };
  });
  if (best.at >= 0) return best.at;
  const first = rows.findIndex((cells) => cells.filter((cell) => cell.trim() !== '').length > 1);
  return Math.max(first, 0);
}

/** Throws ImportMappingInvalid for a mapping that names a field twice, more columns than there are, or nobody. */
export function requireMapping(mapping: readonly (ImportField | null)[], columns: number): void {
  const fields = mapping.filter((field): field is ImportField => field !== null);
  if (mapping.length > columns) throw new ImportMappingInvalid('There are more fields than columns');
  if (new Set(fields).size !== fields.length) throw new ImportMappingInvalid('A field is named twice');
  if (!fields.includes('fullName') && !(fields.includes('familyName') && fields.includes('givenName'))) throw new ImportMappingInvalid('The name of the member is in no column');
}
