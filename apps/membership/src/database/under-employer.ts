import { protectTable, sql } from '@doanket/persistence';

/** Whoever reaches an employer reaches the rows of this table that belong to it: the policies of `employer` hold inside. */
export function underEmployer(table: string, options: { appendOnly?: boolean } = {}): string {
  const reached = `exists (select from employer e where e.id = ${table}.employer_id)`;
  return sql(
    protectTable('membership', table, { kind: 'SYSTEM' }, options),
    `create policy ${table}_of_employer on ${table} to membership_app using (${reached}) with check (${reached})`,
    `comment on table ${table} is 'visibility: that of its employer'`,
  );
}
