import { z } from 'zod';
import { defineRoute } from '../core/route';
import { Code, DayText, IdParam, longText, pageOf, PageQuery, text } from '../core/shapes';

/** Bytes of one part of a file; a file comes in parts, so that a lost line costs one of them. */
export const IMPORT_PART_BYTES = 8 * 1024 * 1024;
/** Bytes of a whole file. */
export const IMPORT_MAX_BYTES = 512 * 1024 * 1024;
export const IMPORT_MAX_PARTS = IMPORT_MAX_BYTES / IMPORT_PART_BYTES;
export const IMPORT_MAX_ROWS = 1_000_000;
/** Columns of a file. */
export const IMPORT_MAX_COLUMNS = 200;

/** What a column of a file may mean. Source: handbook ORG-11, ORG-12. */
export const IMPORT_FIELDS = [
  'fullName', 'familyName', 'givenName', 'birthDate', 'gender', 'nationality', 'personalId', 'socialInsuranceNo', 'passportNo', 'unitCode', 'employeeCode',
  'job', 'education', 'directWorker', 'leader', 'skillGrade', 'partyMember', 'appliedOn', 'admittedOn',
  /** Salary for social insurance, whole VND a month, and from which month: left out, from the month of admission, for members known already from this month. */
  'insuranceSalaryVnd', 'salaryFrom',
] as const;
export const ImportField = z.enum(IMPORT_FIELDS);
export type ImportField = z.infer<typeof ImportField>;

/**
 * OPEN: parts come in. CHECKING: read and compared. CHECKED: the preview stands. RUNNING: rows are written. UNDOING and
 * UNDONE: taken back as one. A file that cannot be read is FAILED with a reason.
 */
export const IMPORT_STATES = ['OPEN', 'CHECKING', 'CHECKED', 'RUNNING', 'DONE', 'UNDOING', 'UNDONE', 'CANCELLED', 'FAILED'] as const;
export const ImportState = z.enum(IMPORT_STATES);
export type ImportState = z.infer<typeof ImportState>;

/** Why a file as a whole is not taken. */
export const IMPORT_FAILURES = [
  'ENCODING_UNKNOWN', 'NOT_A_TABLE', 'TOO_MANY_ROWS', 'TOO_MANY_COLUMNS', 'ROW_TOO_LONG', 'ARCHIVE_DAMAGED', 'ARCHIVE_TOO_LARGE', 'NO_ROWS', 'QUOTE_NOT_CLOSED', 'CHANGED_MEANWHILE', 'UNEXPECTED',
] as const;
export const ImportFailure = z.enum(IMPORT_FAILURES);
export type ImportFailure = z.infer<typeof ImportFailure>;

/** What is wrong with a cell or a row. */
export const IMPORT_FAULTS = [
  'REQUIRED', 'TOO_LONG', 'NOT_A_DAY', 'IN_FUTURE', 'NOT_TWELVE_DIGITS', 'NOT_TEN_DIGITS', 'NOT_A_PASSPORT', 'WORD_UNKNOWN', 'NOT_A_GRADE', 'NOT_A_COUNTRY', 'ADMITTED_BEFORE_APPLIED',
  'ADMITTED_BEFORE_BORN', 'UNIT_UNKNOWN', 'UNIT_NOT_GRASSROOTS', 'REPEATED_IN_FILE', 'IDENTIFIER_OF_ANOTHER', 'IDENTIFIERS_OF_TWO', 'NEEDS_TRANSFER', 'IN_ANOTHER_STATE',
  'NOT_AN_AMOUNT', 'NOT_A_MONTH', 'BLOC_CLOSED',
] as const;
export const ImportFault = z.enum(IMPORT_FAULTS);
export type ImportFault = z.infer<typeof ImportFault>;

export const IMPORT_ENCODINGS = ['UTF-8', 'UTF-16LE', 'UTF-16BE', 'TCVN3', 'VNI', 'XLSX'] as const;

/** ALL: every row or none, refused while a row is faulty. PARTIAL: the good rows; the faulty ones come back with their reasons. */
export const ImportMode = z.enum(['ALL', 'PARTIAL']);
export type ImportMode = z.infer<typeof ImportMode>;

/** Which field each column means, by its place; null for a column that is not read. */
export const ImportMapping = z.array(ImportField.nullable()).min(1).max(IMPORT_MAX_COLUMNS);
export type ImportMapping = z.output<typeof ImportMapping>;

const counts = { total: z.number().int(), fresh: z.number().int(), changed: z.number().int(), unchanged: z.number().int(), faulty: z.number().int() };
/** Rows of the preview. */
export const ImportCounts = z.object(counts);
export type ImportCounts = z.infer<typeof ImportCounts>;

export const ImportView = z.object({
  id: z.uuid(), unitCode: Code, fileName: z.string(), state: ImportState, failure: ImportFailure.nullable(), failureRow: z.number().int().nullable(),
  size: z.number().int(), encoding: z.enum(IMPORT_ENCODINGS).nullable(), delimiter: z.string().nullable(),
  mapping: z.array(ImportField.nullable()).nullable(), defaultUnitCode: Code.nullable(), defaultAdmittedOn: DayText.nullable(),
  mode: ImportMode.nullable(), basis: z.string().nullable(),
  counts: ImportCounts.nullable(), /** Rows written so far, of the last run. */ written: z.object({ fresh: z.number().int(), changed: z.number().int(), faulty: z.number().int() }),
  progress: z.object({ done: z.number().int(), of: z.number().int() }),
  startedBy: z.uuid().nullable(), createdAt: z.iso.datetime(), changedAt: z.iso.datetime(), undoable: z.boolean(), version: z.number().int(),
});
export type ImportView = z.infer<typeof ImportView>;

/** A column of the file as its head shows it. */
export const ImportColumn = z.object({ at: z.number().int(), header: z.string(), /** First values, only to whoever sent the file. */ samples: z.array(z.string()).max(5), guess: ImportField.nullable(), remembered: z.boolean() });
export type ImportColumn = z.infer<typeof ImportColumn>;

export const ImportFaultView = z.object({ row: z.number().int(), column: z.number().int().nullable(), header: z.string().nullable(), field: ImportField.nullable(), fault: ImportFault, /** The row that has it already. */ otherRow: z.number().int().nullable() });
export type ImportFaultView = z.infer<typeof ImportFaultView>;

const A = { service: 'membership', access: 'membership.import.run' } as const;

export const openImport = defineRoute({
  ...A, name: 'openImport', method: 'POST', path: '/imports', answer: ImportView,
  body: z.strictObject({ fileName: text(200), /** For rows that name no union. */ defaultUnitCode: Code.optional(), /** For rows without a day of admission. */ defaultAdmittedOn: DayText.optional() }),
  summary: 'Starts an import of members from a file (CSV or XLSX) for the unit acted as.',
});
export const putImportPart = defineRoute({
  ...A, name: 'putImportPart', method: 'PUT', path: '/imports/:id/parts/:part', params: z.strictObject({ id: z.uuid(), part: z.coerce.number().int().min(0).max(IMPORT_MAX_PARTS - 1) }), body: z.any(), bytes: 'raw-in',
  answer: z.object({ part: z.number().int(), size: z.number().int() }),
  summary: `Takes one part of the file, at most ${IMPORT_PART_BYTES} bytes; all but the last one have exactly that many. Sent again it replaces the part.`,
});
export const readImportColumns = defineRoute({
  ...A, name: 'readImportColumns', method: 'GET', path: '/imports/:id/columns', params: IdParam,
  answer: z.object({ encoding: z.enum(IMPORT_ENCODINGS), delimiter: z.string().nullable(), columns: z.array(ImportColumn).max(IMPORT_MAX_COLUMNS) }),
  summary: 'The columns of the file, with a guess for each; guesses come from headers and from the last file of this kind in the unit.',
});
export const checkImport = defineRoute({
  ...A, name: 'checkImport', method: 'POST', path: '/imports/:id/check', status: 200, params: IdParam, answer: ImportView,
  body: z.strictObject({ mapping: ImportMapping, defaultUnitCode: Code.optional(), defaultAdmittedOn: DayText.optional() }),
  summary: 'Reads the whole file under this mapping and compares it with what is known; the preview follows as a job.',
});
export const runImport = defineRoute({
  ...A, name: 'runImport', method: 'POST', path: '/imports/:id/run', status: 200, params: IdParam, answer: ImportView,
  body: z.strictObject({ mode: ImportMode, /** The paper the list rests on: number, day, who decided. */ basis: text(300) }),
  summary: 'Writes the rows of the preview, as a job that survives a restart.',
});
export const undoImport = defineRoute({
  ...A, name: 'undoImport', method: 'POST', path: '/imports/:id/undo', status: 200, params: IdParam, body: z.strictObject({ reason: longText(1000) }), answer: ImportView,
  summary: 'Takes back what the import wrote, as one, while nothing is built on it.',
});
export const cancelImport = defineRoute({
  ...A, name: 'cancelImport', method: 'POST', path: '/imports/:id/cancellation', status: 200, params: IdParam, answer: ImportView, summary: 'Gives an import up before it runs; its file is deleted.',
});
export const getImport = defineRoute({ ...A, name: 'getImport', method: 'GET', path: '/imports/:id', params: IdParam, answer: ImportView, summary: 'One import with its state and progress.' });
export const listImports = defineRoute({ ...A, name: 'listImports', method: 'GET', path: '/imports', query: PageQuery, answer: pageOf(ImportView), summary: 'Imports of the subtree, the newest first.' });
export const listImportFaults = defineRoute({
  ...A, name: 'listImportFaults', method: 'GET', path: '/imports/:id/faults', params: IdParam, query: PageQuery, answer: pageOf(ImportFaultView), summary: 'What is wrong in the file, by row and column.',
});
export const downloadFaultyRows = defineRoute({
  ...A, name: 'downloadFaultyRows', method: 'GET', path: '/imports/:id/faulty-rows', params: IdParam, answer: z.any(), bytes: 'raw-out',
  summary: 'The faulty rows as they came, with their reasons in the last column: to be mended and sent again. CSV in UTF-8. Kept in the audit.',
});

export const importRoutes = [
  openImport, putImportPart, readImportColumns, checkImport, runImport, undoImport, cancelImport, getImport, listImports, listImportFaults, downloadFaultyRows,
];
