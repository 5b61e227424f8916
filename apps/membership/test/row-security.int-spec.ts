import { createPerson } from '@doanket/contracts';
import { systemCall, withCallContext, type Scope } from '@doanket/persistence';
import { DataSource } from 'typeorm';
import { MembershipApp } from './membership-app';

let app: MembershipApp;

beforeAll(async () => {
  app = await MembershipApp.start();
  await app.tree.standard();
  const officer = await app.tree.officerOf('ha-noi');
  for (const unitCode of ['phuong-3', 'phuong-30']) await app.api.as(officer).call(createPerson, { body: { fullName: `Người của ${unitCode}`, unitCode } }).expect(201);
  await app.submitted('truong-a');
});
afterAll(() => app.close());

/** Runs SQL as the application role in this scope. */
const as = <T>(scope: Scope, sql: string): Promise<T[]> =>
  withCallContext({ ...systemCall('membership', 'test'), scope }, () => app.test.transactions.read((tx) => tx.query(sql)));

it('shows the application role 0 rows of every table without a caller, but for what is declared public and says nothing of units or persons', async () => {
  const dataSource = app.test.app.get(DataSource);
  const tables: { name: string; open: boolean; ofSomebody: boolean }[] = await dataSource.query(
    `select relname as name, obj_description(oid, 'pg_class') = 'visibility: PUBLIC' as open,
            exists (select from pg_attribute a where a.attrelid = c.oid and a.attname ~ '(unit|person)_id$') as "ofSomebody"
     from pg_class c where relnamespace = 'membership'::regnamespace and relkind in ('r', 'p') and relname <> 'migration' and has_table_privilege(oid, 'select')`);
  expect(tables.length).toBeGreaterThan(20);
  expect(tables.filter(({ open, ofSomebody }) => open && ofSomebody)).toEqual([]);
  for (const { name } of tables.filter(({ open }) => !open)) expect([name, await app.test.transactions.read((tx) => tx.query(`select 1 from ${name} limit 1`))]).toEqual([name, []]);
});

it('declares the visibility of every table', async () => {
  const silent: unknown[] = await app.test.transactions.readWhole((tx) => tx.query(
    `select c.relname from pg_class c where c.relnamespace = 'membership'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'migration'
       and coalesce(obj_description(c.oid, 'pg_class'), '') not like 'visibility:%'`));
  expect(silent).toEqual([]);
});

it('knows phuong-3 from phuong-30, and refuses to write beside the own units', async () => {
  const ward: Scope = { kind: 'units', paths: ['viet-nam.ha-noi.phuong-3'] };
  expect(await as(ward, 'select full_name from person')).toEqual([{ full_name: 'Người của phuong-3' }]);
  const insert = `insert into partner (id, unit_id, client_id, name, scopes, state, opened_at)
    select gen_random_uuid(), id, 'partner-' || code, code, '{}', 'OPEN', now() from directory_unit where code = `;
  const write = (code: string) => withCallContext({ ...systemCall('membership', 'test'), scope: ward }, () => app.test.transactions.run((tx) => tx.query(`${insert}'${code}'`)));
  await write('phuong-3');
  await expect(write('phuong-30')).rejects.toThrow('row-level security');
});

it('opens a person to whoever reaches the membership', async () => {
  expect(await as({ kind: 'units', paths: ['viet-nam.ha-noi.tay-ho.truong-a'] }, 'select full_name from person')).toEqual([{ full_name: 'Trần Thị Mẫu' }]);
  expect(await as({ kind: 'units', paths: ['viet-nam.ha-noi.tay-ho.cong-ty-b'] }, 'select full_name from person')).toEqual([]);
});
