import {
  AccountLinkedV1, directoryEvents, DirectoryHeartbeatV1, PostEndedV1, PostStartedV1, ReorganisationExecutedV1, ReorganisationUndoneV1, UnitEndedV1, UnitFoundedV1,
  UnitMovedV1, UnitRenamedV1, type DataOf, type DirectoryEventContract, type UnitType, LEVEL_OF_TYPE,
} from '@doanket/contracts';
import { addDays, FixedClock, newId, type Day } from '@doanket/kernel';
import { handlersOf, messagingMigration } from '@doanket/messaging';
import { violated, type Tx } from '@doanket/persistence';
import { type DirectoryChange, DirectoryConsumer, Directory, DirectoryClock, callerOnceMigration, directoryMigration, DirectoryPostSource, DirectoryStale, DirectoryWriter, endOfDay, PostNotHeld, ReorganisationIncomplete } from '@doanket/directory';
import { LibraryDatabase } from '../library-database';

const clock = new FixedClock('2025-06-01T03:00:00Z');
const writer = new DirectoryWriter(clock);
const directory = new Directory(clock);
let db: LibraryDatabase;
let version = 0;
const ids = new Map<string, string>();
const id = (code: string): string => ids.get(code) ?? ids.set(code, newId()).get(code) ?? '';

const facts = (validFrom: Day, over: Partial<DataOf<typeof UnitMovedV1>> = {}) => {
  version += 1;
  return { version, decisionId: newId(), validFrom, recordedAt: clock.now().toISOString(), ofMany: false, ...over };
};

function apply<E extends DirectoryEventContract>(contract: E, data: DataOf<E>): Promise<void> {
  return db.transactions.runWhole((tx) => writer.apply(tx, contract, contract.data.parse(data) as DataOf<E>));
}

function found(code: string, type: UnitType, parent: string | null, on: Day): Promise<void> {
  return apply(UnitFoundedV1, {
    unitId: id(code), code, type, level: LEVEL_OF_TYPE[type], name: code, parentId: parent === null ? null : id(parent), state: 'ACTIVE',
    bloc: null, territories: [], ...facts(on),
  });
}

const read = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.transactions.runWhole(work);
const pathOn = async (code: string, day: Day): Promise<string | undefined> => (await read((tx) => directory.unitOn(tx, id(code), day)))?.path;
const scopeOf = async (code: string): Promise<string | undefined> =>
  (await read((tx) => tx.query('select path::text as path from directory_scope where unit_id = $1', [id(code)])) as { path: string }[])[0]?.path;

beforeAll(async () => {
  db = await LibraryDatabase.create('campaigns', messagingMigration('campaigns'), directoryMigration('campaigns', 'COPY'));
  await found('viet-nam', 'N', null, '1929-07-28');
  await found('ha-noi', 'C', 'viet-nam', '1946-05-01');
  await found('tay-ho', 'S_DISTRICT', 'ha-noi', '1995-01-01');
  await found('thanh-xuan', 'S_DISTRICT', 'ha-noi', '1995-01-01');
  await found('truong-a', 'G', 'tay-ho', '2001-09-01');
  await found('to-1', 'T', 'truong-a', '2002-01-01');
  await found('phuong-3', 'S_WARD', 'ha-noi', '2025-10-01');
});
afterAll(() => db.drop());

describe('the tree on a day', () => {
  it('knows a unit from its first day on', async () => {
    expect(await pathOn('truong-a', '2001-08-31')).toBeUndefined();
    expect(await pathOn('truong-a', '2001-09-01')).toBe('viet-nam.ha-noi.tay-ho.truong-a');
  });

  it('answers as it was on a day and as we knew it on a day', async () => {
    clock.set('2025-06-10T03:00:00Z');
    await apply(UnitRenamedV1, { unitId: id('tay-ho'), name: 'LĐLĐ quận Tây Hồ', ...facts('2000-01-01') });
    const named = (knownAt: string | null) => read((tx) => directory.unitOn(tx, id('tay-ho'), { day: '2010-01-01', knownAt }));
    expect((await named(endOfDay('2025-06-09')))?.name).toBe('tay-ho');
    expect((await named(null))?.name).toBe('LĐLĐ quận Tây Hồ');
    expect(await read((tx) => directory.nameOn(tx, id('tay-ho'), '1999-12-31'))).toBe('tay-ho');
    expect(await read((tx) => directory.nameOn(tx, id('tay-ho'), '1950-01-01'))).toBe('tay-ho');
  });

  it('moves everything below with a unit, from the day on and not before', async () => {
    await apply(UnitMovedV1, { unitId: id('truong-a'), parentId: id('thanh-xuan'), ...facts('2015-01-01') });
    expect(await pathOn('to-1', '2014-12-31')).toBe('viet-nam.ha-noi.tay-ho.truong-a.to-1');
    expect(await pathOn('to-1', '2015-01-01')).toBe('viet-nam.ha-noi.thanh-xuan.truong-a.to-1');
    expect(await scopeOf('to-1')).toBe('viet-nam.ha-noi.thanh-xuan.truong-a.to-1');
    await apply(UnitMovedV1, { unitId: id('truong-a'), parentId: id('tay-ho'), ...facts('2016-01-01') });
    expect(await pathOn('to-1', '2015-12-31')).toBe('viet-nam.ha-noi.thanh-xuan.truong-a.to-1');
    expect(await pathOn('to-1', '2016-01-01')).toBe('viet-nam.ha-noi.tay-ho.truong-a.to-1');
  });

  it('lists the chain above, the nearest first, and the subtree', async () => {
    const chain = await read((tx) => directory.levelsAbove(tx, id('to-1'), '2019-11-27'));
    expect(chain.map((unit) => unit.code)).toEqual(['truong-a', 'tay-ho', 'ha-noi', 'viet-nam']);
    const subtree = await read((tx) => directory.subtreeOn(tx, id('tay-ho'), '2019-11-27'));
    expect(new Set(subtree)).toEqual(new Set([id('tay-ho'), id('truong-a'), id('to-1')]));
  });
});

describe('a decision over many units', () => {
  const decisionId = newId();

  it('ORG-05: is visible all at once, when its last event is in', async () => {
    clock.set('2025-06-20T03:00:00Z');
    const many = { decisionId, ofMany: true };
    await apply(UnitEndedV1, { unitId: id('tay-ho'), lastDay: '2025-06-30', state: 'ENDED', successorId: null, ...facts('2025-07-01', many) });
    await apply(UnitMovedV1, { unitId: id('truong-a'), parentId: id('ha-noi'), ...facts('2025-07-01', many) });
    expect((await read((tx) => directory.unitOn(tx, id('tay-ho'), '2025-07-01')))?.state).toBe('ACTIVE');
    await apply(ReorganisationExecutedV1, { ...facts('2025-07-01', { decisionId }), events: 2 });
    expect((await read((tx) => directory.unitOn(tx, id('tay-ho'), '2025-07-01')))?.state).toBe('ENDED');
    expect((await read((tx) => directory.unitOn(tx, id('tay-ho'), '2025-06-30')))?.state).toBe('ACTIVE');
    expect(await pathOn('to-1', '2025-07-01')).toBe('viet-nam.ha-noi.truong-a.to-1');
  });

  it('ORG-05: is refused as a whole while a change is missing', async () => {
    const other = newId();
    await apply(UnitRenamedV1, { unitId: id('thanh-xuan'), name: 'X', ...facts('2025-07-01', { decisionId: other, ofMany: true }) });
    await expect(apply(ReorganisationExecutedV1, { ...facts('2025-07-01', { decisionId: other }), events: 2 })).rejects.toThrow(ReorganisationIncomplete);
  });

  it('holds in the scope from midnight in Hanoi on, by the clock', async () => {
    const turn = new DirectoryClock(db.transactions, writer, () => clock.today(), (error) => { throw error; });
    clock.set('2025-06-30T16:59:00Z');
    await turn.tick();
    expect(await scopeOf('to-1')).toBe('viet-nam.ha-noi.tay-ho.truong-a.to-1');
    clock.set('2025-06-30T17:00:00Z');
    await turn.tick();
    expect(await scopeOf('to-1')).toBe('viet-nam.ha-noi.truong-a.to-1');
    expect(await scopeOf('tay-ho')).toBe('viet-nam.ha-noi.tay-ho');
  });

  it('lets the city stand in where no S is left, and sends papers of an ended unit there', async () => {
    const step = async (code: string, level: 'G' | 'S' | 'C', day: Day) => (await read((tx) => directory.unitForStep(tx, id(code), level, day))).code;
    expect(await step('truong-a', 'S', '2025-06-30')).toBe('tay-ho');
    expect(await step('truong-a', 'S', '2025-07-01')).toBe('ha-noi');
    expect(await step('truong-a', 'G', '2025-07-01')).toBe('truong-a');
    expect(await step('tay-ho', 'S', '2025-07-01')).toBe('ha-noi');
    await expect(step('phuong-3', 'S', '2025-09-30')).rejects.toThrow('did not exist');
  });

  it('puts an ended unit under its successor', async () => {
    clock.set('2025-10-02T03:00:00Z');
    await apply(UnitEndedV1, { unitId: id('thanh-xuan'), lastDay: '2025-10-01', state: 'MERGED', successorId: id('phuong-3'), ...facts('2025-10-02') });
    expect(await scopeOf('thanh-xuan')).toBe('viet-nam.ha-noi.phuong-3.thanh-xuan');
    expect((await read((tx) => directory.unitForStep(tx, id('thanh-xuan'), 'S', '2025-10-02'))).code).toBe('phuong-3');
  });

  it('follows a single move with all that hangs on it, and is the tree that would be computed whole', async () => {
    const scope = async (): Promise<string> => JSON.stringify(await read((tx) => tx.query('select unit_id, path::text as path from directory_scope order by unit_id')));
    await read((tx) => writer.turnDay(tx));
    const steps: (() => Promise<void>)[] = [
      () => found('khu-a', 'S_ZONE', 'ha-noi', '2020-01-01'), () => found('nha-may', 'G', 'khu-a', '2020-01-01'), () => found('to-2', 'T', 'nha-may', '2020-01-01'),
      () => apply(UnitMovedV1, { unitId: id('nha-may'), parentId: id('phuong-3'), ...facts('2025-10-01') }),
      // Ahead of its day, and long before it: only the second one is in the tree of today.
      () => apply(UnitMovedV1, { unitId: id('nha-may'), parentId: id('ha-noi'), ...facts('2025-12-01') }),
      () => apply(UnitMovedV1, { unitId: id('khu-a'), parentId: id('viet-nam'), ...facts('2025-10-02') }),
      () => apply(UnitEndedV1, { unitId: id('khu-a'), lastDay: '2025-10-01', state: 'MERGED', successorId: id('nha-may'), ...facts('2025-10-02') }),
      () => apply(UnitMovedV1, { unitId: id('nha-may'), parentId: id('viet-nam'), ...facts('2025-10-02') }),
    ];
    for (const step of steps) {
      await step();
      const followed = await scope();
      await read((tx) => tx.query('update directory_state set scope_day = null'));
      await read((tx) => writer.turnDay(tx));
      expect(followed).toBe(await scope());
    }
    expect(await scopeOf('to-2')).toBe('viet-nam.nha-may.to-2');
    expect(await scopeOf('khu-a')).toBe('viet-nam.nha-may.khu-a');
  });

  it('ORG-05: goes back to what was before when it is undone', async () => {
    const undo = newId();
    const holding = newId();
    await apply(PostStartedV1, { postId: holding, unitId: id('phuong-3'), personId: newId(), post: 'CHAIR', body: 'EXECUTIVE_COMMITTEE', acting: false,
      appointment: 'APPOINTED', fullTime: true, validTo: null, ...facts('2025-10-01') });
    const many = { decisionId: undo, ofMany: true };
    await apply(UnitEndedV1, { unitId: id('phuong-3'), lastDay: '2026-06-30', state: 'ENDED', successorId: null, ...facts('2026-07-01', many) });
    await apply(UnitMovedV1, { unitId: id('truong-a'), parentId: id('viet-nam'), ...facts('2026-07-01', many) });
    await apply(PostEndedV1, { postId: holding, unitId: id('phuong-3'), personId: newId(), lastDay: '2026-06-30', ...facts('2026-07-01', many) });
    await apply(ReorganisationExecutedV1, { ...facts('2026-07-01', { decisionId: undo }), events: 3 });
    expect(await pathOn('to-1', '2026-07-01')).toBe('viet-nam.truong-a.to-1');
    expect(await read((tx) => directory.postHeldOn(tx, holding, '2026-07-01'))).toBeNull();
    clock.set('2025-10-03T03:00:00Z');
    await apply(ReorganisationUndoneV1, facts('2026-07-01', { decisionId: undo }));
    expect(await pathOn('to-1', '2026-07-01')).toBe('viet-nam.ha-noi.truong-a.to-1');
    expect((await read((tx) => directory.unitOn(tx, id('phuong-3'), '2026-07-01')))?.state).toBe('ACTIVE');
    expect((await read((tx) => directory.unitOn(tx, id('phuong-3'), { day: '2026-07-01', knownAt: endOfDay('2025-10-02') })))?.state).toBe('ENDED');
    expect(await read((tx) => directory.postHeldOn(tx, holding, '2026-07-01'))).toMatchObject({ validTo: null });
  });
});

describe('posts', () => {
  const postId = newId();
  const personId = newId();
  const subject = newId();
  const post = { postId, unitId: '', personId, post: 'STANDING_VICE_CHAIR', body: 'STANDING_COMMITTEE', acting: true, appointment: 'ELECTED',
    fullTime: true, validTo: null } as const;

  it('ORG-07: an acting head signs like a chair, and excludes one', async () => {
    await apply(PostStartedV1, { ...post, unitId: id('ha-noi'), ...facts('2019-05-01') });
    const signed = await read((tx) => directory.requirePostOf(tx, { postId, unitId: id('ha-noi'), day: '2019-11-27', posts: ['CHAIR'] }));
    expect(signed).toMatchObject({ post: 'STANDING_VICE_CHAIR', acting: true, authority: 'ACTING_HEAD' });
    const chair = apply(PostStartedV1, { ...post, postId: newId(), unitId: id('ha-noi'), post: 'CHAIR', acting: false, ...facts('2019-06-01') });
    expect(await chair.catch((error: unknown) => violated(error, 'directory_post_one_head'))).toBe(true);
    await expect(read((tx) => directory.requirePostOf(tx, { postId, unitId: id('tay-ho'), day: '2019-11-27', posts: ['CHAIR'] }))).rejects.toThrow(PostNotHeld);
    await expect(read((tx) => directory.requirePostOf(tx, { postId, unitId: id('ha-noi'), day: '2019-04-30', posts: ['CHAIR'] }))).rejects.toThrow(PostNotHeld);
  });

  it('ORG-21: rights end with the post, a planned end by the clock', async () => {
    await apply(AccountLinkedV1, { personId, subject, ...facts('2019-05-01') });
    const source = new DirectoryPostSource(db.transactions, clock);
    expect(await source.holdingsOf(subject)).toMatchObject({ personId, posts: [{ post: 'ACTING_HEAD', unitCode: 'ha-noi', unitPath: 'viet-nam.ha-noi', level: 'C' }] });
    const lastDay = addDays(clock.today(), 1);
    await apply(PostEndedV1, { postId, unitId: id('ha-noi'), personId, lastDay, ...facts(addDays(lastDay, 1)) });
    source.forget();
    expect((await source.holdingsOf(subject)).posts).toMatchObject([{ validTo: lastDay }]);
    const letter = newId();
    await read((tx) => tx.query(
      `insert into dead_letter (id, consumer, topic, partition, message_offset, message_key, headers, reason, blocking, attempts, first_failed_at, last_failed_at)
       values ($1, 'campaigns', 'membership.directory', 0, 9, $2, '{}', 'REFUSED', true, 1, now(), now())`, [letter, id('ha-noi')]));
    source.forget();
    expect((await source.holdingsOf(subject)).posts).toEqual([]);
    await read((tx) => tx.query("update dead_letter set state = 'REPLAYED' where id = $1", [letter]));
    clock.set(`${lastDay}T17:00:00Z`);
    source.forget();
    expect(await source.holdingsOf(subject)).toEqual({ personId, posts: [] });
  });
});

describe('the copy', () => {
  it('refuses decisions until it is proven complete, and again after 60 s', async () => {
    await expect(read((tx) => directory.requireFresh(tx))).rejects.toThrow(DirectoryStale);
    const beat = (ahead: number) => read((tx) => writer.heartbeat(tx, { source: 'membership', version: version + ahead, at: clock.now().toISOString() }));
    await beat(1);
    await expect(read((tx) => directory.requireFresh(tx))).rejects.toThrow(DirectoryStale);
    await found('truong-b', 'G', 'ha-noi', '2025-10-03');
    await read((tx) => directory.requireFresh(tx));
    clock.set(new Date(clock.now().getTime() + 60_001).toISOString());
    await expect(read((tx) => directory.requireFresh(tx))).rejects.toThrow(DirectoryStale);
    await beat(0);
    await read((tx) => directory.requireFresh(tx));
  });

  it('takes a run of changes at once in their order, also when one needs another', async () => {
    const at = clock.now().toISOString();
    const founded = (code: string, type: UnitType, parent: string): DirectoryChange => ({
      contract: UnitFoundedV1,
      data: { unitId: id(code), code, type, level: LEVEL_OF_TYPE[type], name: code, parentId: id(parent), state: 'ACTIVE', bloc: null, territories: [], ...facts('2010-01-01', { recordedAt: at }) },
    });
    const moved = (code: string, parent: string, on: Day): DirectoryChange => ({ contract: UnitMovedV1, data: { unitId: id(code), parentId: id(parent), ...facts(on, { recordedAt: at }) } });
    await db.transactions.runWhole((tx) => writer.applyAll(tx, [
      founded('cum-a', 'G', 'tay-ho'), founded('cum-b', 'G', 'tay-ho'), founded('cum-c', 'G_MEMBER', 'cum-b'),
      moved('cum-c', 'cum-a', '2011-01-01'), moved('cum-a', 'thanh-xuan', '2012-01-01'), moved('cum-b', 'thanh-xuan', '2012-01-01'), moved('cum-c', 'cum-b', '2013-01-01'),
    ]));
    expect(await Promise.all(['2010-06-01', '2011-06-01', '2012-06-01', '2013-06-01'].map((day) => pathOn('cum-c', day)))).toEqual([
      'viet-nam.ha-noi.tay-ho.cum-b.cum-c', 'viet-nam.ha-noi.tay-ho.cum-a.cum-c', 'viet-nam.ha-noi.thanh-xuan.cum-a.cum-c', 'viet-nam.ha-noi.thanh-xuan.cum-b.cum-c',
    ]);
    expect(await scopeOf('cum-c')).toBe(`${await scopeOf('thanh-xuan')}.cum-b.cum-c`);
  });

  it('applies every change there is a contract for', () => {
    const handled = handlersOf(new DirectoryConsumer(writer)).map((handler) => handler.event);
    expect(new Set(handled)).toEqual(new Set([...directoryEvents, DirectoryHeartbeatV1]));
  });

  it('shows the application role nothing without a caller, and lets it write nothing', async () => {
    const tables: { name: string }[] = await db.dataSource.query("select tablename as name from pg_tables where schemaname = 'campaigns' and tablename like 'directory%'");
    expect(tables.length).toBe(8);
    for (const { name } of tables) expect(await db.transactions.read((tx) => tx.query(`select 1 from ${name}`))).toEqual([]);
    await expect(db.as({ kind: 'units', paths: ['viet-nam.ha-noi'] }, () => db.transactions.run((tx) => tx.query('delete from directory_unit'))))
      .rejects.toThrow('permission denied');
    expect(await db.as({ kind: 'units', paths: ['viet-nam.ha-noi'] }, () => db.transactions.read((tx) => directory.findByCode(tx, 'tay-ho')))).not.toBeNull();
  });

  it('asks once per statement where a caller stands, also in policies that were made before', async () => {
    const perRow = "unit_id = any(array(select s.unit_id from directory_scope s where s.path <@ any(string_to_array(trim(both '{}' from current_setting('app.unit_paths', true)), ',')::ltree[])))";
    await db.statement('migrator', `set search_path = campaigns, extensions;
      create table old_thing (unit_id uuid not null);
      insert into old_thing values ('${id('truong-a')}'), ('${id('phuong-3')}');
      alter table old_thing enable row level security;
      grant select on old_thing to campaigns_app;
      create policy old_thing_read on old_thing for select to campaigns_app using (${perRow});
      create policy old_thing_write on old_thing for insert to campaigns_app with check (${perRow});`);
    const policies = async () => (await db.dataSource.query("select coalesce(qual, with_check) as text from pg_policies where tablename = 'old_thing' order by policyname") as { text: string }[]).map(({ text }) => /ANY \(\( ?SELECT/.test(text));
    expect(await policies()).toEqual([false, false]);
    await db.statement('migrator', `set search_path = campaigns, extensions; ${callerOnceMigration('campaigns')}`);
    expect(await policies()).toEqual([true, true]);
    const seen = async (path: string) => ((await db.run({ kind: 'units', paths: [path] }, (tx) => tx.query('select unit_id as id from old_thing'))) as { id: string }[]).map((row) => row.id);
    expect(await seen((await scopeOf('phuong-3')) ?? '')).toContain(id('phuong-3'));
    expect(await seen(`${await scopeOf('ha-noi')}.la`)).toEqual([]);
  });
});
