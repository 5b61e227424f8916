/**
 * Where sealed values lie for good: a new data key encrypts them anew. The value is bound to its table, its column and the row's key. A
 * test reads the database and fails for a column of bytes that stands in none of these lists.
 */
export interface SealedColumn { readonly table: string; readonly column: string; /** Column that names the row in the seal. */ readonly key: string; /** The name of the column in the seal, where another. */ readonly sealedAs?: string }

export const SEALED_COLUMNS: readonly SealedColumn[] = [
  { table: 'person', column: 'personal_id', key: 'id' },
  { table: 'person', column: 'social_insurance_no', key: 'id' },
  { table: 'person', column: 'passport_no', key: 'id' },
  { table: 'member_card', column: 'token', key: 'member_id' },
  { table: 'partner_integration', column: 'webhook_secret', key: 'client_id' },
  { table: 'leave_spell', column: 'sealed_disease', key: 'id' },
  { table: 'work_injury', column: 'sealed_nature', key: 'id' },
  { table: 'work_injury', column: 'sealed_loss', key: 'id' },
  { table: 'bank_statement', column: 'sealed_account', key: 'id' },
  { table: 'bank_entry', column: 'sealed_account', key: 'id' },
  { table: 'bank_entry', column: 'sealed_counter', key: 'id' },
  { table: 'union_legal', column: 'sealed_account', key: 'unit_id' },
];

/** Sealed while a job works on it, then deleted: read under the key it was written with. */
export const PASSING_COLUMNS: readonly string[] = [
  'import_row.personal_id', 'import_row.social_insurance_no', 'import_row.passport_no', 'exchange_part.sealed', 'exchange_row.sealed',
];

/** Of the library of exports, and empty here: what is taken out of this service is sealed by its own keys. */
export const EMPTY_COLUMNS: readonly string[] = ['export_part.key'];

/** Keys wrapped by the master key. */
export const WRAPPED_COLUMNS: readonly string[] = ['data_key.wrapped'];
