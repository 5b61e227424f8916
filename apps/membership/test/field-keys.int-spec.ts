import { randomBytes } from 'node:crypto';
import { draftApplication, readIdentifiers } from '@doanket/contracts';
import type { Officer } from '@doanket/testing';
import { BankAccounts } from '../src/bank/bank-accounts';
import { unwrapKey } from '../src/persons/field-cipher';
import { FieldKeys, LEARNING_MS } from '../src/persons/field-keys';
import { Resealing } from '../src/persons/resealing';
import { EMPTY_COLUMNS, PASSING_COLUMNS, SEALED_COLUMNS, WRAPPED_COLUMNS } from '../src/persons/sealed-columns';
import { MembershipApp } from './membership-app';

const NOW = '2026-03-02T02:00:00Z';
const [first, second, stranger] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64'), randomBytes(32).toString('base64')];
let app: MembershipApp;
let school: Officer;

beforeAll(async () => {
  app = await MembershipApp.start({ now: NOW, env: { FIELD_KEY: first } });
  await app.tree.standard();
  school = await app.tree.chairOf('truong-a');
});
afterAll(() => app.close());

const read = <T>(sql: string, values: unknown[] = []): Promise<T[]> => app.test.transactions.readWhole((tx) => tx.query(sql, values));
/** The service as it starts with these settings. */
async function startWith(settings: { FIELD_KEY: string; FIELD_KEYS_OLD: string }): Promise<void> {
  const keys = app.test.get(FieldKeys);
  const { config } = keys as unknown as { config: object };
  Object.assign(keys, { config: { ...config, ...settings } });
  await keys.load();
}
const apply = (personalId: string) => app.submitted('truong-a', { fullName: 'Trần Thị Mẫu', personalId });
const keyUnder = async (personId: string): Promise<number | undefined> => (await read<{ id: number }>('select get_byte(personal_id, 0) * 256 + get_byte(personal_id, 1) as id from person where id = $1', [personId]))[0]?.id;
const identifiersOf = async (id: string) => (await app.api.as(school).call(readIdentifiers, { params: { id }, query: { reason: 'Kiểm tra' } }).expect(200)).personalId;
const reseal = (): Promise<number> => app.test.get(Resealing).round();

it('SOC-10: a new master key wraps the data keys anew; the old values are read, new ones lie under a new data key, and the blind index stays', async () => {
  const old = await apply('001195000901');
  expect(await keyUnder(old.personId)).toBe(1);
  await startWith({ FIELD_KEY: second, FIELD_KEYS_OLD: first });
  const wrapped = await read<{ id: number; wrapped: Buffer }>('select id, wrapped from data_key order by id');
  expect(wrapped.map(({ id }) => id)).toEqual([1, 2]);
  for (const row of wrapped) {
    expect(unwrapKey(Buffer.from(second, 'base64'), row.id, row.wrapped)).toHaveLength(32);
    expect(() => unwrapKey(Buffer.from(first, 'base64'), row.id, row.wrapped)).toThrow();
  }
  expect(await identifiersOf(old.id)).toBe('001195000901');

  // Until every process has learned the new key, the old one encrypts.
  await app.test.at(new Date(Date.parse(NOW) + LEARNING_MS - 1).toISOString());
  await startWith({ FIELD_KEY: second, FIELD_KEYS_OLD: first });
  expect(await keyUnder((await apply('001195000902')).personId)).toBe(1);
  expect(await reseal()).toBe(0);

  await app.test.at(new Date(Date.parse(NOW) + LEARNING_MS).toISOString());
  await startWith({ FIELD_KEY: second, FIELD_KEYS_OLD: '' });
  const fresh = await apply('001195000903');
  expect(await keyUnder(fresh.personId)).toBe(2);
  expect([await identifiersOf(old.id), await identifiersOf(fresh.id)]).toEqual(['001195000901', '001195000903']);
  // A person entered under the old key is found by the number all the same.
  await app.api.as(await app.tree.officerOf('truong-a')).call(draftApplication, { body: { unitCode: 'truong-a', person: { fullName: 'Trần Thị Mẫu', personalId: '001195000901' } } }).expectProblem(409, 'membership/already-applied');
});

it('SOC-10: old values are encrypted anew little by little, and a key without values is retired', async () => {
  const before = await read<{ id: string; index: Buffer }>('select id, personal_id_index as index from person where personal_id is not null order by id');
  expect(await reseal()).toBe(2);
  expect(await read('select 1 from person where get_byte(personal_id, 1) = 1')).toEqual([]);
  expect(await read<{ id: string; index: Buffer }>('select id, personal_id_index as index from person where personal_id is not null order by id')).toEqual(before);
  expect(await read('select id from data_key where retired_at is not null')).toEqual([]);
  expect(await reseal()).toBe(0);
  expect(await read('select id from data_key where retired_at is not null')).toEqual([{ id: 1 }]);
  const again = await apply('001195000904');
  expect([await keyUnder(again.personId), await identifiersOf(again.id)]).toEqual([2, '001195000904']);
});

it('SOC-10: does not start with a master key that opens nothing, and makes no key then', async () => {
  const { config } = app.test.get(FieldKeys) as unknown as { config: object };
  await expect(startWith({ FIELD_KEY: stranger, FIELD_KEYS_OLD: first })).rejects.toThrow('FIELD_KEYS_OLD');
  Object.assign(app.test.get(FieldKeys), { config });
  expect(await read('select id from data_key order by id')).toEqual([{ id: 1 }, { id: 2 }]);
});

it('SOC-10: every column of bytes is sealed and encrypted anew, passing, an index or a hash', async () => {
  const columns = await read<{ at: string }>(
    "select c.relname || '.' || a.attname as at from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped join pg_type t on t.oid = a.atttypid where c.relnamespace = 'membership'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and t.typname = 'bytea'");
  const known = [...SEALED_COLUMNS.map(({ table, column }) => `${table}.${column}`), ...PASSING_COLUMNS, ...WRAPPED_COLUMNS, ...EMPTY_COLUMNS];
  const others = columns.map(({ at }) => at).filter((at) => !known.includes(at) && !/_(index|hash)$/.test(at) && !/^(dead_letter|outbox|inbox)\./.test(at));
  expect(others).toEqual([]);
  expect(known.filter((at) => !columns.some((column) => column.at === at))).toEqual([]);
});

it('SOC-10: account numbers kept before they were sealed are sealed at the start, and found by their index', async () => {
  const { unitId } = app.tree.get('ha-noi');
  // No door writes a plain number any more: this is what the release before left.
  await app.test.transactions.runWhole(async (tx) => {
    await tx.query("insert into bank_statement (id, unit_id, format, account, reference, imported_at, entries, repeated) values (gen_random_uuid(), $1, 'CSV', '1903 4567-89', 'SK-CU', now(), 1, 0)", [unitId]);
    await tx.query("insert into bank_entry (id, unit_id, statement_id, account, entry_ref, booked_on, amount_vnd, counter_account, text, state) select gen_random_uuid(), unit_id, id, account, 'FT-CU', '2026-03-01', 1000, '88881111', 'cũ', 'OPEN' from bank_statement where reference = 'SK-CU'");
    await tx.query("insert into bank_party (unit_id, counter_account, kind, target_id) values ($1, '88881111', 'FUND', gen_random_uuid())", [unitId]);
  });
  const accounts = app.test.get(BankAccounts);
  await accounts.onApplicationBootstrap();
  const [statement] = await read<{ id: string; account: string | null; sealed: Buffer; index: Buffer }>("select id, account, sealed_account as sealed, account_index as index from bank_statement where reference = 'SK-CU'");
  expect(statement).toMatchObject({ account: null, index: accounts.index('190345 6789') });
  expect(accounts.masked('bank_statement.sealed_account', statement?.id ?? '', statement?.sealed ?? Buffer.alloc(0))).toBe('••••••••7-89');
  expect(await read('select 1 from bank_entry where account is not null or counter_account is not null union all select 1 from bank_party where counter_account is not null')).toEqual([]);
  expect(await read('select counter_index as index from bank_party')).toEqual([{ index: accounts.index('88881111') }]);
});
