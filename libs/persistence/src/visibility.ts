/**
 * Which rows of a table a caller may see (engineering handbook 6.1):
 * SUBTREE: `unit_id` lies in the caller's units. DOWNWARD: also what an ancestor issued, readable below it.
 * OVERLAY: SUBTREE, and rows shared with units through a share table. SELF: also rows of the caller's own person.
 * PUBLIC: everyone. SYSTEM: the service itself only.
 */
export type Visibility =
  | { readonly kind: 'SUBTREE' }
  | { readonly kind: 'DOWNWARD' }
  | { readonly kind: 'OVERLAY'; /** SQL condition that makes a shared row visible; may use `mine`, the caller's unit ids. */ readonly condition: string }
  | { readonly kind: 'SELF'; /** Column with the person the row belongs to. */ readonly personColumn: string }
  | { readonly kind: 'PUBLIC' }
  | { readonly kind: 'SYSTEM' };

export interface VisibilityOptions {
  /** Column that names the unit; default `unit_id`. */
  readonly unitColumn?: string;
  /** Append-only tables grant no UPDATE or DELETE. */
  readonly appendOnly?: boolean;
}

/** The caller's unit ids. Evaluated once per statement, so the b-tree on the unit column is used (engineering handbook 7.4). */
const MINE = "array(select s.unit_id from directory_scope s where s.path <@ any((select string_to_array(trim(both '{}' from current_setting('app.unit_paths', true)), ',')::ltree[])::ltree[]))";

/** Units above the caller's: what they issue is readable below. */
const ABOVE = "array(select s.unit_id from directory_scope s where s.path @> any((select string_to_array(trim(both '{}' from current_setting('app.unit_paths', true)), ',')::ltree[])::ltree[]))";

/** SQL that enables and forces row-level security on a table and grants it; used once per table in a migration. */
export function protectTable(service: string, table: string, visibility: Visibility, options: VisibilityOptions = {}): string {
  const column = options.unitColumn ?? 'unit_id';
  const subtree = `${column} = any(${MINE})`;
  const person = "nullif(current_setting('app.person_id', true), '')::uuid";
  const readable = {
    SUBTREE: subtree,
    DOWNWARD: `${subtree} or ${column} = any(${ABOVE})`,
    OVERLAY: visibility.kind === 'OVERLAY' ? `${subtree} or (${visibility.condition.replaceAll('mine', MINE)})` : subtree,
    SELF: visibility.kind === 'SELF' ? `${subtree} or ${visibility.personColumn} = ${person}` : subtree,
    PUBLIC: 'true',
    SYSTEM: 'false',
  }[visibility.kind];
  const writable = visibility.kind === 'SELF' ? readable : visibility.kind === 'PUBLIC' ? 'true' : visibility.kind === 'SYSTEM' ? 'false' : subtree;
  const app = `${service}_app`;
  const whole = `${service}_whole`;
  return `
    alter table ${table} enable row level security;
    alter table ${table} force row level security;
    create policy ${table}_read on ${table} for select to ${app} using (${readable});
    create policy ${table}_insert on ${table} for insert to ${app} with check (${writable});
    create policy ${table}_update on ${table} for update to ${app} using (${writable}) with check (${writable});
    create policy ${table}_delete on ${table} for delete to ${app} using (${writable});
    create policy ${table}_whole on ${table} to ${whole} using (true) with check (true);
    create policy ${table}_migrator on ${table} to ${service}_migrator using (true) with check (true);
    revoke all on ${table} from ${app}, ${whole};
    grant ${options.appendOnly ? 'select, insert' : 'select, insert, update, delete'} on ${table} to ${app}, ${whole};
    comment on table ${table} is 'visibility: ${visibility.kind}';
  `;
}
