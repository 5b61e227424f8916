import type { ImportMapping } from '@doanket/contracts';
import { newId, searchKey, type Day } from '@doanket/kernel';
import type { FieldSealer } from '../persons/identifier.rules';
import { readRow, type CellFault, type RowDefaults, type RowValues } from './import-values.rules';
import type { SheetRow } from './import-head';

/** Columns of `import_row` in the order of `copyLine`. */
export const COPY_COLUMNS = [
  'import_id', 'row_no', 'person_id', 'member_id', 'full_name', 'name_key', 'birth_date', 'gender', 'nationality', 'personal_id', 'personal_id_index',
  'social_insurance_no', 'social_insurance_no_index', 'passport_no', 'passport_no_index', 'unit_code', 'employee_code', 'job', 'education', 'direct_worker', 'leader',
  'skill_grade', 'party_member', 'applied_on', 'admitted_on', 'salary_vnd', 'salary_from', 'faults',
] as const;

const IDENTIFIERS = [['personalId', 'personal_id'], ['socialInsuranceNo', 'social_insurance_no'], ['passportNo', 'passport_no']] as const;

/** Makes lines for COPY out of rows: validated, identifiers sealed for the person the row would become. */
export class CopyRows {
  constructor(private readonly importId: string, private readonly mapping: ImportMapping, private readonly defaults: RowDefaults, private readonly cipher: FieldSealer) {}

  line({ no, cells }: SheetRow): string {
    const { values, faults } = readRow(cells, this.mapping, this.defaults);
    const personId = newId();
    const sealed = IDENTIFIERS.flatMap(([field, column]) => this.sealed(personId, field, column, values[field]));
    return [
      this.importId, String(no), personId, newId(), escaped(values.fullName), values.fullName === null ? NULL : escaped(searchKey(values.fullName)), day(values.birthDate),
      values.gender ?? NULL, values.nationality ?? NULL, ...sealed, escaped(values.unitCode), escaped(values.employeeCode), escaped(values.job), values.education ?? NULL,
      flag(values.directWorker), flag(values.leader), values.skillGrade === null ? NULL : String(values.skillGrade), flag(values.partyMember), day(values.appliedOn), day(values.admittedOn),
      values.insuranceSalaryVnd === null ? NULL : String(values.insuranceSalaryVnd), day(values.salaryFrom),
      faults.length === 0 ? NULL : escaped(JSON.stringify(faults.map(stored))),
    ].join('\t') + '\n';
  }

  private sealed(rowId: string, field: 'personalId' | 'socialInsuranceNo' | 'passportNo', column: string, plain: RowValues['personalId']): [string, string] {
    if (plain === null) return [NULL, NULL];
    return [bytes(this.cipher.seal({ table: 'person', column, rowId }, plain)), bytes(this.cipher.blindIndex(field, plain))];
  }
}

const NULL = '\\N';
const stored = ({ at, fault, row }: CellFault): object => (row === undefined ? { at, fault } : { at, fault, row });
const day = (value: Day | null): string => value ?? NULL;
const flag = (value: boolean | null): string => (value === null ? NULL : value ? 't' : 'f');
const bytes = (value: Buffer): string => `\\\\x${value.toString('hex')}`;

function escaped(value: string | null): string {
  return value === null ? NULL : value.replace(/[\\\t\n\r\0]/g, (sign) => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' })[sign] ?? '');
}
