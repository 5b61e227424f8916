import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AuditRootSignedV1, type AuditVerification } from '@doanket/contracts';
import { directoryMigration } from '@doanket/directory';
import { FixedClock, newId } from '@doanket/kernel';
import { type Scope } from '@doanket/persistence';
import { Audit, auditMigration, AuditRoots, AuditSealer, AuditTrail, isSigned, type AuditEntry, type PublishedRoot } from '@doanket/audit';
import { LibraryDatabase } from '../library-database';

const SERVICE = 'welfare';

const WHOLE: Scope = { kind: 'whole' };
const clock = new FixedClock('2025-05-06T02:00:00Z');
const audit = new Audit(SERVICE, clock);
const trail = new AuditTrail(SERVICE);
const faults: unknown[] = [];
let db: LibraryDatabase;
let sealer: AuditSealer;

const newSealer = (over: object = {}): AuditSealer => new AuditSealer({ service: SERVICE, url: db.sealerUrl, onFault: (error) => faults.push(error), ...over });
const entry = (over: Partial<AuditEntry> = {}): AuditEntry => ({ action: 'prize.change', objectType: 'prize', objectId: newId(), unitId: null, ...over });
const record = (entries: AuditEntry | AuditEntry[], scope: Scope = WHOLE): Promise<void> => db.run(scope, (tx) => audit.record(tx, entries), { label: 'person:p;post:q' });
const verify = (roots: AuditRoots | null = null): Promise<AuditVerification> => db.transactions.runWhole((tx) => trail.verify(tx, roots?.read() ?? []));
const list = (query: object, scope: Scope = WHOLE) => db.as(scope, () => db.transactions.read((tx) => trail.list(tx, { limit: 100, ...query })));

function signal(): { given: Promise<void>; give: () => void } {
  let give = (): void => undefined;
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give };
}

beforeAll(async () => {
  db = await LibraryDatabase.create(SERVICE, directoryMigration(SERVICE), auditMigration(SERVICE));
});
afterAll(() => db.drop());
beforeEach(async () => {
  await db.tamper(`truncate ${SERVICE}_audit.entry, ${SERVICE}_audit.seal restart identity`);
  sealer = newSealer();
  faults.length = 0;
});
afterEach(async () => {
  await sealer.stop();
  expect(faults).toEqual([]);
});

describe('the audit trail', () => {
  it('OPS-04: tells who, as which post and unit, what, before and after, why', async () => {
    const [personId, postId, actingUnit, prize, unitId] = [newId(), newId(), newId(), newId(), newId()];
    const change = { action: 'prize.change', objectType: 'prize', objectId: prize, unitId, before: { amountVnd: 10_000_000 }, after: { amountVnd: 7_000_000 }, why: 'Sửa theo biên bản' };
    await db.run(WHOLE, (tx) => audit.record(tx, change), { label: `person:${personId};post:${postId}`, personId, postId, unitId: actingUnit });
    expect(await list({ objectId: prize })).toEqual([{
      ...change, seq: '1', at: '2025-05-06T02:00:00.000Z', actor: `person:${personId};post:${postId}`, personId, postId, actingUnitId: actingUnit,
      traceId: '0af7651916cd43dd8448eb211c80319c', sealed: false,
    }]);
    expect(await db.statement('migrator', `select directory_version, correlation_id from ${SERVICE}_audit.entry`)).toEqual([{ directory_version: 0, correlation_id: 'correlation' }]);
    await sealer.seal();
    expect(await list({ objectId: prize })).toMatchObject([{ sealed: true }]);
  });

  it('exists if and only if what it tells has happened', async () => {
    const undone = db.run(WHOLE, async (tx) => {
      await audit.record(tx, entry());
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await list({})).toEqual([]);
  });

  it('is found by object, person and action, newest first, in pages', async () => {
    await record([entry({ objectId: 'a' }), entry({ objectId: 'b', action: 'prize.add' }), entry({ objectId: 'a', objectType: 'contest' })]);
    expect((await list({})).map(({ seq }) => seq)).toEqual(['3', '2', '1']);
    expect((await list({ before: '3', limit: 1 })).map(({ seq }) => seq)).toEqual(['2']);
    expect((await list({ objectId: 'a', objectType: 'prize' })).map(({ seq }) => seq)).toEqual(['1']);
    expect((await list({ action: 'prize.add' })).map(({ seq }) => seq)).toEqual(['2']);
    expect(await list({ personId: newId() })).toEqual([]);
  });

  it('is written by anybody and read by who has the unit in the subtree', async () => {
    const units = { tayHo: newId(), thanhXuan: newId() };
    await db.transactions.runWhole(async (tx) => {
      for (const [id, code] of [[units.tayHo, 'tay-ho'], [units.thanhXuan, 'thanh-xuan']] as const) {
        await tx.query("insert into directory_unit (id, code, type, level, founded_on) values ($1, $2, 'S_DISTRICT', 'S', '1995-01-01')", [id, code]);
        await tx.query('insert into directory_scope (unit_id, path) values ($1, text2ltree($2))', [id, `viet-nam.ha-noi.${code}`]);
      }
    });
    await record([entry({ unitId: units.tayHo }), entry({ unitId: units.thanhXuan }), entry()], { kind: 'none' });
    const seen = async (scope: Scope): Promise<(string | null)[]> => (await list({}, scope)).map(({ unitId }) => unitId);
    expect(await seen({ kind: 'units', paths: ['viet-nam.ha-noi.tay-ho'] })).toEqual([units.tayHo]);
    expect(await seen({ kind: 'units', paths: ['viet-nam.ha-noi'] })).toEqual([units.thanhXuan, units.tayHo]);
    expect(await seen({ kind: 'none' })).toEqual([]);
    expect(await seen(WHOLE)).toHaveLength(3);
  });

  it.each(['app', 'sealer', 'migrator'] as const)('is changed by nobody: %s', async (role) => {
    await record(entry());
    await sealer.seal();
    for (const table of ['entry', 'seal']) {
      for (const change of [`update ${SERVICE}_audit.${table} set ${table === 'entry' ? "why = 'x'" : 'n = 9'}`, `delete from ${SERVICE}_audit.${table}`, `truncate ${SERVICE}_audit.${table} cascade`]) {
        await expect(db.statement(role, change)).rejects.toMatchObject({ code: '42501' });
      }
    }
    await expect(db.statement('app', `insert into ${SERVICE}_audit.seal values (9, 1, decode(repeat('00', 32), 'hex'))`)).rejects.toMatchObject({ code: '42501' });
    await expect(db.statement('sealer', `insert into ${SERVICE}_audit.entry (at, actor, action, object_type, object_id) values (now(), 'x', 'x', 'x', 'x')`)).rejects.toMatchObject({ code: '42501' });
    expect(await verify()).toEqual({ intact: true, checked: 1, firstFault: null });
  });
});

describe('the chain', () => {
  it('holds with eight writers at once, each row sealed once', async () => {
    const writers = Array.from({ length: 8 }, async () => {
      for (let n = 0; n < 40; n += 1) await record(entry({ after: { n } }));
    });
    const sealing = (async () => {
      for (let n = 0; n < 30; n += 1) await sealer.seal();
    })();
    await Promise.all([...writers, sealing]);
    await sealer.seal();
    expect(await verify()).toEqual({ intact: true, checked: 320, firstFault: null });
  });

  it('takes a row that commits after a later number was sealed', async () => {
    const [written, commit] = [signal(), signal()];
    const slow = db.run(WHOLE, async (tx) => {
      await audit.record(tx, entry({ objectId: 'slow' }));
      written.give();
      await commit.given;
    });
    await written.given;
    await record(entry({ objectId: 'fast' }));
    await sealer.seal();
    commit.give();
    await slow;
    expect((await list({ objectId: 'slow' }))[0]).toMatchObject({ sealed: false });
    await sealer.seal();
    expect((await list({ objectId: 'slow' }))[0]).toMatchObject({ sealed: true });
    expect(await verify()).toMatchObject({ intact: true });
  });

  it('is sealed within five seconds by itself, by one of several processes', async () => {
    const other = newSealer({ everyMs: 50 });
    sealer = newSealer({ everyMs: 50, batch: 2 });
    other.start();
    sealer.start();
    await record(Array.from({ length: 5 }, () => entry()));
    const until = performance.now() + 5_000;
    while ((await verify()).checked < 5 && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 20));
    await other.stop();
    expect(await verify()).toEqual({ intact: true, checked: 5, firstFault: null });
    await sealer.stop();
    await record(entry());
    const third = newSealer();
    expect(await third.seal()).toBe(1);
    await third.stop();
  });

  it.each<[string, string, AuditVerification]>([
    ['a changed reason', `update ${SERVICE}_audit.entry set why = 'khác' where seq = 3`, { intact: false, checked: 2, firstFault: { seq: '3', fault: 'ALTERED' } }],
    ['a changed sum', `update ${SERVICE}_audit.entry set after = '{"amountVnd": 1}' where seq = 2`, { intact: false, checked: 1, firstFault: { seq: '2', fault: 'ALTERED' } }],
    ['a changed instant', `update ${SERVICE}_audit.entry set at = at + interval '1 microsecond' where seq = 5`, { intact: false, checked: 4, firstFault: { seq: '5', fault: 'ALTERED' } }],
    ['a changed seal', `update ${SERVICE}_audit.seal set h = decode(repeat('00', 32), 'hex') where n = 4`, { intact: false, checked: 3, firstFault: { seq: '4', fault: 'ALTERED' } }],
    ['a deleted row', `delete from ${SERVICE}_audit.entry where seq = 4`, { intact: false, checked: 3, firstFault: { seq: '4', fault: 'MISSING' } }],
    ['a row deleted with its seal', `with gone as (delete from ${SERVICE}_audit.entry where seq = 4) delete from ${SERVICE}_audit.seal where n = 4`, { intact: false, checked: 3, firstFault: { seq: '5', fault: 'MISSING' } }],
    ['a row slipped in', `insert into ${SERVICE}_audit.entry (at, written_at, actor, action, object_type, object_id) values (now(), now() - interval '61 seconds', 'x', 'x', 'x', 'x')`, { intact: false, checked: 5, firstFault: { seq: '6', fault: 'UNSEALED' } }],
  ])('names %s', async (_, change, found) => {
    for (let n = 1; n <= 5; n += 1) await record(entry({ why: 'đúng', after: { amountVnd: n } }));
    await sealer.seal();
    expect(await verify()).toMatchObject({ intact: true, checked: 5 });
    await db.tamper(change);
    expect(await verify()).toEqual(found);
  });
});

describe('roots outside of the database', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'doanket-audit-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('find a chain that was rewritten or cut off as a whole', async () => {
    const roots = AuditRoots.open(folder, SERVICE, clock);
    sealer = newSealer({ roots });
    for (let n = 0; n < 3; n += 1) await record(entry());
    await sealer.seal();
    expect(roots.read()).toMatchObject([{ service: SERVICE, n: '3', at: '2025-05-06T02:00:00.000Z' }]);
    expect(await verify(AuditRoots.open(folder, SERVICE, clock))).toMatchObject({ intact: true });
    await db.tamper(`update ${SERVICE}_audit.entry set why = 'khác' where seq = 2`);
    await db.tamper(`delete from ${SERVICE}_audit.seal where n >= 2`);
    expect(await verify(roots)).toEqual({ intact: false, checked: 1, firstFault: { seq: '2', fault: 'MISSING' } });
    await sealer.stop();
    sealer = newSealer();
    await sealer.seal();
    expect(await verify()).toMatchObject({ intact: true, checked: 3 });
    expect(await verify(roots)).toEqual({ intact: false, checked: 2, firstFault: { seq: '3', fault: 'ALTERED' } });
  });

  it('go on to whoever is told, with the key to check them; one that did not get through is signed again', async () => {
    const roots = AuditRoots.open(folder, SERVICE, clock);
    const told: PublishedRoot[] = [];
    let broken = true;
    sealer = newSealer({
      roots, onRoot: async (root: PublishedRoot) => {
        if (broken) throw new Error('no way out');
        told.push(root);
      },
    });
    expect(await sealer.seal()).toBe(0);
    expect(roots.read()).toEqual([]);
    await record(entry());
    await expect(sealer.seal()).rejects.toThrow('no way out');
    broken = false;
    await sealer.seal();
    await sealer.seal();
    expect(told).toMatchObject([{ service: SERVICE, n: '1', h: roots.read()[0]?.h }]);
    expect(AuditRootSignedV1.data.strict().parse(told[0])).toEqual(told[0]);
    expect(told.map(isSigned)).toEqual([true]);
    expect(isSigned({ ...told[0]!, n: '2' })).toBe(false);
    expect(isSigned(AuditRootSignedV1.example)).toBe(true);
  });

  it('are not believed without our signature', () => {
    const roots = AuditRoots.open(folder, SERVICE, clock);
    roots.write('1', Buffer.alloc(32));
    const file = join(folder, `${SERVICE}.roots.jsonl`);
    const [line] = readFileSync(file, 'utf8').split('\n');
    writeFileSync(file, `${line?.replace('"n":"1"', '"n":"2"')}\n`);
    expect(() => roots.read()).toThrow('Line 1');
    writeFileSync(file, `${line}\n`);
    expect(roots.read()).toHaveLength(1);
    appendFileSync(file, `${JSON.stringify({ service: SERVICE, n: '2', h: '', at: '', signature: '' })}\n`);
    expect(() => roots.read()).toThrow('Line 2');
  });
});
