import { LINKED_KINDS } from '../src/members/linked-kinds';
import { MembershipApp } from './membership-app';

let app: MembershipApp;

beforeAll(async () => {
  app = await MembershipApp.start();
});
afterAll(() => app.close());

/** Staging is emptied by its job, and copies of other records follow those. */
const NO_RECORDS = new Set(['import_row', 'import_match']);
/** Named like a person and no person: the decision that closed a row. */
const NO_PERSON = new Set(['directory_post.closed_by']);

it('a merge declares what happens to each linked kind: every column that names a person or a member has its line, and no line is left over', async () => {
  const columns: { at: string }[] = await app.test.transactions.readWhole((tx) => tx.query(
    `select c.relname || '.' || a.attname as at from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped join pg_type t on t.oid = a.atttypid
     where c.relnamespace = 'membership'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and t.typname in ('uuid', '_uuid')
       and (a.attname ~ '(^|_)(person|member)(_id)?s?(_ids)?$' or a.attname ~ '_by$' or a.attname in ('merged_into', 'transferred_from'))`));
  const found = columns.map(({ at }) => at).filter((at) => !NO_RECORDS.has(at.split('.')[0] ?? '') && !NO_PERSON.has(at));
  const declared = LINKED_KINDS.map(({ table, column }) => `${table}.${column}`);
  expect(found.filter((at) => !declared.includes(at)).sort()).toEqual([]);
  expect(declared.filter((at) => !found.includes(at)).sort()).toEqual([]);
  expect(new Set(declared).size).toBe(declared.length);
});
