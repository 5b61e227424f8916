import type { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { Column, DataSource, Entity, PrimaryColumn } from 'typeorm';
import { createDataSource, NestedTransaction, protectTable, sql, statement, systemCall, TransactionLost, Transactions, withCallContext, type Scope, type Tx } from '../src';

const SCRIPTS = join(__dirname, '../../../deploy/postgres');
const NAME = `doanket_test_persistence_${process.pid}`;
const MINE = '01920000-0000-7000-8000-00000000000a';
const SISTER = '01920000-0000-7000-8000-00000000000b';
const PERSON = '01920000-0000-7000-8000-0000000000ff';

@Entity({ name: 'thing' })
class Thing {
  @PrimaryColumn('text') id!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
}

const GET_THING = statement<{ id: string; unitId: string }>('test.thing', 'select id, unit_id as "unitId" from thing where id = $1');
const ADD_THING = statement<{ id: string }>('test.add-thing', 'insert into thing (id, unit_id) values ($1, $2) returning id');
const WHO = statement<{ role: string; person: string; reads: string; pid: number }>(
  'test.who', `select current_user::text as role, current_setting('app.person_id', true) as person, current_setting('transaction_read_only') as reads, pg_backend_pid() as pid`);

let dataSource: DataSource;
let transactions: Transactions;

/** A pool of one connection: whatever takes a second one while it holds the first would wait for ever. */
beforeAll(async () => {
  await asSuperuser(null, async (client) => {
    await client.query(`drop database if exists ${NAME} with (force)`);
    await client.query(`create database ${NAME}`);
  });
  await asSuperuser(NAME, async (client) => {
    for (const script of ['roles.sql', 'database.sql']) await client.query(readFileSync(join(SCRIPTS, script), 'utf8'));
    await client.query('set role welfare_migrator; set search_path = welfare, extensions, public');
    await client.query(sql(
      'create table directory_scope (unit_id uuid primary key, path ltree not null)', 'grant select on directory_scope to welfare_app, welfare_whole',
      'create table thing (id text primary key, unit_id uuid not null)', protectTable('welfare', 'thing', { kind: 'SUBTREE' }),
    ));
    await client.query(`insert into directory_scope values ('${MINE}', 'a.mine'), ('${SISTER}', 'a.sister'); insert into thing values ('mine', '${MINE}'), ('sister', '${SISTER}')`);
  });
  dataSource = await createDataSource({ service: 'welfare', url: appUrl(), entities: [Thing], poolSize: 1 }).initialize();
  transactions = new Transactions(dataSource, 'welfare');
});
afterAll(async () => {
  await dataSource.destroy();
  await asSuperuser(null, (client) => client.query(`drop database if exists ${NAME} with (force)`));
});

const as = <T>(scope: Scope, work: () => Promise<T>): Promise<T> => {
  const call = systemCall('welfare', 'test');
  return withCallContext({ ...call, actor: { ...call.actor, personId: PERSON }, scope }, work);
};
const mine: Scope = { kind: 'units', paths: ['a.mine'] };
const idsIn = async (tx: Tx): Promise<string[]> => ((await tx.query('select id from thing order by id')) as { id: string }[]).map(({ id }) => id);

describe('scope', () => {
  it('is set for the first statement of a reading transaction, and gone with it', async () => {
    expect(await as(mine, () => transactions.read(idsIn))).toEqual(['mine']);
    expect(await as({ kind: 'none' }, () => transactions.read(idsIn))).toEqual([]);
    expect(await transactions.read(idsIn)).toEqual([]);
    expect(await transactions.readWhole(idsIn)).toEqual(['mine', 'sister']);
    expect(await as(mine, () => transactions.read(idsIn))).toEqual(['mine']);
  });

  it('holds for a single statement, in both roles on one connection', async () => {
    for (let turn = 0; turn < 8; turn += 1) {
      expect(await as(mine, () => transactions.ask(GET_THING, ['mine']))).toEqual([{ id: 'mine', unitId: MINE }]);
      expect(await as(mine, () => transactions.ask(GET_THING, ['sister']))).toEqual([]);
      expect(await transactions.ask(GET_THING, ['mine'])).toEqual([]);
      expect(await transactions.askWhole(GET_THING, ['sister'])).toEqual([{ id: 'sister', unitId: SISTER }]);
    }
    expect(await as(mine, () => transactions.ask(WHO, []))).toEqual([{ role: 'welfare_app', person: PERSON, reads: 'on', pid: expect.any(Number) }]);
    expect(await transactions.askWhole(WHO, [])).toEqual([{ role: 'welfare_whole', person: '', reads: 'on', pid: expect.any(Number) }]);
  });

  it('holds for a named statement inside of a transaction', async () => {
    expect(await as(mine, () => transactions.run((tx) => transactions.askIn(tx, GET_THING, ['sister'])))).toEqual([]);
    expect(await transactions.runWhole((tx) => transactions.askIn(tx, GET_THING, ['sister']))).toHaveLength(1);
    expect(await transactions.readWhole((tx) => transactions.askIn(tx, WHO, []))).toMatchObject([{ role: 'welfare_whole', reads: 'on' }]);
    expect(await transactions.runWhole((tx) => transactions.askIn(tx, WHO, []))).toMatchObject([{ role: 'welfare_whole', reads: 'off' }]);
  });

  it('refuses to write outside of it, and to write at all while reading', async () => {
    const insert = (tx: Tx) => tx.query('insert into thing values ($1, $2)', ['new', SISTER]);
    await expect(as(mine, () => transactions.run(insert))).rejects.toMatchObject({ driverError: { code: '42501' } });
    await expect(transactions.readWhole(insert)).rejects.toMatchObject({ driverError: { code: '25006' } });
    expect(await transactions.readWhole(idsIn)).toEqual(['mine', 'sister']);
  });

  it('takes a path that is none as a value, never as SQL', async () => {
    const odd: Scope = { kind: 'units', paths: [`x'); delete from thing; --`] };
    await expect(as(odd, () => transactions.read(idsIn))).rejects.toMatchObject({ driverError: { code: '42601' } });
    await expect(as(odd, () => transactions.ask(GET_THING, ['mine']))).rejects.toMatchObject({ driverError: { code: '42601' } });
    await expect(as(odd, () => transactions.run(idsIn))).rejects.toMatchObject({ driverError: { code: '42601' } });
    expect(await transactions.readWhole(idsIn)).toEqual(['mine', 'sister']);
  });
});

describe('a transaction', () => {
  it('commits as a whole or not at all, and leaves its connection usable', async () => {
    await transactions.runWhole(async (tx) => { await tx.insert(Thing, { id: 'one', unitId: MINE }); });
    await expect(transactions.runWhole(async (tx) => {
      await tx.insert(Thing, { id: 'two', unitId: MINE });
      throw new Error('no');
    })).rejects.toThrow('no');
    expect(await transactions.readWhole(idsIn)).toEqual(['mine', 'one', 'sister']);
  });

  it('is one: what TypeORM saves begins none of its own, and a nested one is a savepoint', async () => {
    await expect(transactions.runWhole(async (tx) => {
      await tx.save(Object.assign(new Thing(), { id: 'saved', unitId: MINE }));
      await tx.transaction(async (inner) => { await inner.insert(Thing, { id: 'inner', unitId: MINE }); });
      throw new Error('undo');
    })).rejects.toThrow('undo');
    expect(await transactions.readWhole(idsIn)).toEqual(['mine', 'one', 'sister']);
  });

  it('says so when a failure in it was swallowed: nothing was kept', async () => {
    let told = 0;
    const listening = new Transactions(dataSource, 'welfare');
    listening.onCommit(() => { told += 1; });
    await expect(listening.runWhole(async (tx) => {
      await tx.insert(Thing, { id: 'lost', unitId: MINE });
      await tx.query('select 1 / 0').catch(() => undefined);
    })).rejects.toBeInstanceOf(TransactionLost);
    expect(told).toBe(0);
    expect(await transactions.readWhole(idsIn)).not.toContain('lost');
  });

  it('runs the hooks of its opening and its end in order, and none of them for reading', async () => {
    const seen: string[] = [];
    const hooked = new Transactions(dataSource, 'welfare');
    hooked.onBegin(() => [`select set_config('app.seen', 'yes', true)`]);
    hooked.onBeforeCommit(async (tx, result) => { seen.push(`${String(result)} ${((await tx.query(`select current_setting('app.seen', true) as seen`)) as { seen: string }[])[0]?.seen}`); });
    hooked.onCommit(() => { seen.push('committed'); });
    await hooked.runWhole(() => Promise.resolve('done'));
    await hooked.readWhole(() => Promise.resolve('read'));
    expect(seen).toEqual(['done yes', 'committed']);
  });

  it('whose opening fails runs nothing outside of itself', async () => {
    const hooked = new Transactions(dataSource, 'welfare');
    hooked.onBegin(() => ['select 1 / 0']);
    let ran = false;
    await expect(hooked.runWhole(() => { ran = true; return Promise.resolve(); })).rejects.toMatchObject({ driverError: { code: '22012' } });
    expect(ran).toBe(false);
    expect(await transactions.readWhole(idsIn)).toEqual(['mine', 'one', 'sister']);
  });

  it('may begin with a statement that goes out with its opening: kept with the rest, undone with the rest, nothing when the opening fails', async () => {
    const add = (id: string, work: (rows: { id: string }[]) => Promise<void>, by = transactions) => by.runWholeFrom(ADD_THING, [id, SISTER], (_tx, rows) => work(rows));
    await add('first', (rows) => Promise.resolve(expect(rows).toEqual([{ id: 'first' }])));
    await expect(add('undone', () => Promise.reject(new Error('later')))).rejects.toThrow('later');
    await expect(add('first', () => Promise.resolve())).rejects.toMatchObject({ driverError: { code: '23505' } });
    const hooked = new Transactions(dataSource, 'welfare');
    hooked.onBegin(() => ['select 1 / 0']);
    await expect(add('unopened', () => Promise.resolve(), hooked)).rejects.toMatchObject({ driverError: { code: '22012' } });
    expect(await transactions.readWhole(idsIn)).toEqual(['first', 'mine', 'one', 'sister']);
    await transactions.runWhole((tx) => tx.query("delete from thing where id = 'first'"));
  });

  it('of a role that may not be taken tells that, not what its work made of it', async () => {
    const strange = new Transactions(dataSource, 'nobody');
    await expect(strange.readWhole(async (tx) => { if ((await idsIn(tx)).length === 0) throw new Error('not found'); })).rejects.toMatchObject({ driverError: { code: '22023' } });
    await expect(strange.askWhole(GET_THING, ['mine'])).rejects.toMatchObject({ driverError: { code: '22023' } });
    expect(await transactions.askWhole(GET_THING, ['mine'])).toHaveLength(1);
  });
});

describe('a pool of one', () => {
  it('serves many at once, reading and writing', async () => {
    const pids = await Promise.all(Array.from({ length: 30 }, (_, n) => (n % 3 === 0 ? transactions.askWhole(WHO, []) : n % 3 === 1
      ? transactions.readWhole((tx) => tx.query('select pg_backend_pid() as pid') as Promise<{ pid: number }[]>)
      : transactions.runWhole((tx) => tx.query('select pg_backend_pid() as pid') as Promise<{ pid: number }[]>))));
    expect(new Set(pids.map(([row]) => row?.pid)).size).toBe(1);
  });

  it.each<[string, (inner: () => Promise<unknown>) => Promise<unknown>]>([
    ['run', (inner) => transactions.runWhole(inner)],
    ['read', (inner) => transactions.readWhole(inner)],
  ])('is told at once of a transaction inside of %s, where it would wait for ever', async (_, outer) => {
    await expect(outer(() => transactions.runWhole(idsIn))).rejects.toBeInstanceOf(NestedTransaction);
    await expect(outer(() => transactions.readWhole(idsIn))).rejects.toBeInstanceOf(NestedTransaction);
    await expect(outer(() => transactions.askWhole(GET_THING, ['mine']))).rejects.toBeInstanceOf(NestedTransaction);
    expect(await transactions.askWhole(GET_THING, ['mine'])).toHaveLength(1);
  });

  it('lets what a transaction started work on when it is over', async () => {
    let later: Promise<unknown> = Promise.resolve();
    let start = (): void => undefined;
    await transactions.runWhole(async () => {
      later = new Promise<void>((resolve) => { start = resolve; }).then(() => transactions.readWhole(idsIn));
    });
    start();
    expect(await later).toContain('mine');
  });

  it('mends itself when its connection is cut, also in mid-transaction', async () => {
    const cut = (pid: number | undefined) => asSuperuser(null, (client) => client.query('select pg_terminate_backend($1)', [pid]));
    const [before] = await transactions.askWhole(WHO, []);
    await expect(transactions.runWhole(async (tx) => {
      await cut(before?.pid);
      await tx.query('select 1');
    })).rejects.toThrow();
    const [after] = await transactions.askWhole(WHO, []);
    expect(after?.pid).not.toBe(before?.pid);
    // The pool says when it has let go of the connection that was cut; asked before, it may still hand that one out.
    const { master } = dataSource.driver as unknown as { master: EventEmitter };
    const letGo = new Promise((resolve) => void master.once('remove', resolve));
    await cut(after?.pid);
    await letGo;
    expect(await transactions.askWhole(GET_THING, ['mine'])).toHaveLength(1);
  });
});

it('refuses a name the server would cut off', () => {
  expect(statement('a'.repeat(50), 'select 1').name).toHaveLength(50);
  expect(() => statement('a'.repeat(51), 'select 1')).toThrow(RangeError);
});

function testUrl(database: string | null): URL {
  const given = process.env['DATABASE_URL_TEST'];
  if (given === undefined || !new URL(given).pathname.includes('test')) throw new Error('DATABASE_URL_TEST must name a database with "test" in its name');
  const url = new URL(given);
  url.pathname = `/${database ?? 'postgres'}`;
  return url;
}

function appUrl(): string {
  const url = testUrl(NAME);
  url.searchParams.set('options', '-c role=welfare_app -c search_path=welfare,extensions');
  return url.toString();
}

async function asSuperuser<T>(database: string | null, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: testUrl(database).toString() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
