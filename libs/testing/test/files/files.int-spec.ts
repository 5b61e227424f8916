import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { MAX_FILE_BYTES, type FileView } from '@doanket/contracts';
import { directoryMigration } from '@doanket/directory';
import { FixedClock, newId } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';
import { DiskBlobStore, FileEmpty, FileNotFound, Files, filesMigration, filesOfAccountsMigration, FileTooLarge, FileTypeRefused } from '@doanket/files';
import { SAMPLE_PDF as PDF, SAMPLE_PNG as PNG } from '../../src';
import { LibraryDatabase } from '../library-database';

const SERVICE = 'welfare';
/** Who calls: a person, and the path of the unit acted as. */
interface Caller { readonly personId: string; readonly path: string | null }

const clock = new FixedClock('2025-05-06T02:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'doanket-files-'));
let db: LibraryDatabase;
let files: Files;
let units: Record<'haNoi' | 'tayHo' | 'thanhXuan', string>;
let clerk: Caller, chair: Caller, city: Caller, beside: Caller, nobody: Caller;

beforeAll(async () => {
  db = await LibraryDatabase.create(SERVICE, directoryMigration(SERVICE), filesMigration(SERVICE), filesOfAccountsMigration());
  files = new Files(new DiskBlobStore(folder), clock);
  units = { haNoi: await unit('viet-nam.ha-noi'), tayHo: await unit('viet-nam.ha-noi.tay-ho'), thanhXuan: await unit('viet-nam.ha-noi.thanh-xuan') };
  const caller = (path: string | null): Caller => ({ personId: newId(), path });
  [clerk, chair, city, beside, nobody] = [caller('viet-nam.ha-noi.tay-ho'), caller('viet-nam.ha-noi.tay-ho'), caller('viet-nam.ha-noi'), caller('viet-nam.ha-noi.thanh-xuan'), caller(null)];
});
afterAll(async () => {
  await db.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** A unit under the path of its parent; answers its id. */
async function unit(path: string): Promise<string> {
  const id = newId();
  await db.transactions.runWhole(async (tx) => {
    await tx.query("insert into directory_unit (id, code, type, level, founded_on) values ($1, $2, 'S_DISTRICT', 'S', '1995-01-01')", [id, path.split('.').pop()]);
    await tx.query('insert into directory_scope (unit_id, path) values ($1, text2ltree($2))', [id, path]);
  });
  return id;
}

/** One call of somebody, in the rows that are theirs. */
function as<T>({ personId, path }: Caller, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.run(path === null ? { kind: 'none' } : { kind: 'units', paths: [path] }, work, { personId });
}

async function store(who: Caller, bytes: Buffer = PDF, name = 'Biên bản.pdf'): Promise<FileView> {
  const staged = await files.stage(Readable.from([bytes]), name);
  return as(who, (tx) => files.keep(tx, staged));
}
const sees = async (who: Caller, id: string): Promise<boolean> => (await as(who, (tx) => files.list(tx, [id]))).length > 0;
const attach = (who: Caller, fileId: string, over: object = {}) => as(who, (tx) => files.attach(tx, fileId, { type: 'dossier', id: newId(), unitId: units.tayHo, ...over }));
const incoming = (): string[] => readdirSync(join(folder, 'incoming'));

it('keeps a file under the hash of its content, its name beside it', async () => {
  const view = await store(clerk, PDF, '../Biên bản họp.exe');
  const sha256 = createHash('sha256').update(PDF).digest('hex');
  expect(view).toEqual({ id: view.id, name: 'Biên bản họp.exe.pdf', contentType: 'application/pdf', size: PDF.length, sha256, storedAt: '2025-05-06T02:00:00.000Z' });
  expect(await buffer(await files.open(view))).toEqual(PDF);
  expect(readdirSync(join(folder, sha256.slice(0, 2), sha256.slice(2, 4)))).toEqual([sha256]);
  expect(incoming()).toEqual([]);
});

it('keeps the same content once', async () => {
  const [one, two] = await Promise.all([store(clerk, PNG, 'a.png'), store(beside, PNG, 'b.png')]);
  expect(one.sha256).toBe(two.sha256);
  expect(one.id).not.toBe(two.id);
  expect(await buffer(await files.open(two))).toEqual(PNG);
});

it('refuses what is too large, empty or of another kind, and leaves nothing behind', async () => {
  const chunk = Buffer.alloc(1024 * 1024, 'x');
  const large = Readable.from((function* () {
    for (let n = 0; n < 30; n += 1) yield chunk;
  })());
  await expect(files.stage(large, 'a.txt')).rejects.toThrow(FileTooLarge);
  await expect(files.stage(Readable.from([]), 'a.txt')).rejects.toThrow(FileEmpty);
  await expect(files.stage(Readable.from([Buffer.from('MZ\x90\x00', 'latin1')]), 'a.pdf')).rejects.toThrow(FileTypeRefused);
  const broken = new Readable({ read() { this.destroy(new Error('connection lost')); } });
  await expect(files.stage(broken, 'a.pdf')).rejects.toThrow('connection lost');
  expect(incoming()).toEqual([]);
});

it('takes a file of exactly the limit', async () => {
  const staged = await files.stage(Readable.from([Buffer.alloc(MAX_FILE_BYTES, 'x')]), 'a.txt');
  expect(staged.blob.size).toBe(MAX_FILE_BYTES);
  await staged.blob.drop();
  expect(incoming()).toEqual([]);
});

describe('a file is read', () => {
  it('by its sender alone, until a record owns it', async () => {
    const { id } = await store(clerk);
    expect([await sees(clerk, id), await sees(chair, id), await sees(city, id), await sees(nobody, id)]).toEqual([true, false, false, false]);
    await expect(as(chair, (tx) => files.get(tx, id))).rejects.toThrow(FileNotFound);
    await expect(attach(beside, id, { unitId: units.thanhXuan })).rejects.toThrow(FileNotFound);
  });

  it('then under the scope of its owner: the unit and those above', async () => {
    const { id } = await store(clerk);
    await attach(clerk, id);
    expect([await sees(clerk, id), await sees(chair, id), await sees(city, id), await sees(beside, id), await sees(nobody, id)]).toEqual([true, true, true, false, false]);
    const moved = { ...clerk, path: 'viet-nam.ha-noi.thanh-xuan' };
    expect(await sees(moved, id)).toBe(false);
  });

  it('by the person the record came from, who holds no post', async () => {
    const { id } = await store(nobody);
    await attach(nobody, id, { personId: nobody.personId });
    expect([await sees(nobody, id), await sees(chair, id), await sees({ ...nobody, personId: newId() }, id)]).toEqual([true, true, false]);
  });

  it('below the unit, where it is issued downward', async () => {
    const plain = await store(city);
    const issued = await store(city);
    await attach(city, plain.id, { unitId: units.haNoi });
    await attach(city, issued.id, { unitId: units.haNoi, downward: true });
    expect([await sees(clerk, plain.id), await sees(clerk, issued.id), await sees(nobody, issued.id)]).toEqual([false, true, false]);
  });

  it('under the scope of any of its owners; owning twice is owning once', async () => {
    const { id } = await store(city);
    const owner = newId();
    await attach(city, id, { id: owner });
    await attach(city, id, { id: owner });
    expect([await sees(clerk, id), await sees(beside, id)]).toEqual([true, false]);
    await attach(city, id, { unitId: units.thanhXuan });
    expect(await sees(beside, id)).toBe(true);
  });

  it('and attached to no unit that is not the caller\'s', async () => {
    const { id } = await store(clerk);
    await expect(attach(clerk, id, { unitId: units.thanhXuan })).rejects.toMatchObject({ driverError: { code: '42501' } });
    const staged = await files.stage(Readable.from([PDF]), 'a.pdf');
    await expect(db.transactions.run((tx) => files.keep(tx, staged))).rejects.toMatchObject({ driverError: { code: '42501' } });
  });
});

it('bytes made here get their owner at once', async () => {
  const view = await as(clerk, (tx) => files.store(tx, PDF, 'Giấy chứng nhận.pdf', { type: 'certificate', id: newId(), unitId: units.tayHo }));
  expect([await sees(chair, view.id), await sees(beside, view.id)]).toEqual([true, false]);
});

it('what no record took is deleted after a week, its content with the last row of it', async () => {
  const content = (n: number): Buffer => Buffer.from(`Nội dung ${n}`);
  const clean = (): Promise<number> => db.transactions.runWhole((tx) => files.deleteUnowned(tx));
  const owned = await store(clerk, content(1), 'a.txt');
  const sameContent = await store(clerk, content(1), 'a.txt');
  const alone = await store(clerk, content(2), 'b.txt');
  const twice = [await store(clerk, content(3), 'c.txt'), await store(beside, content(3), 'c.txt')];
  await attach(clerk, owned.id);
  clock.set('2025-05-13T02:00:00Z');
  const before = [owned, sameContent, alone, ...twice].map(({ id }) => id);
  await clean();
  expect(await db.transactions.runWhole((tx) => files.list(tx, before))).toHaveLength(5);
  clock.set('2025-05-13T02:00:01Z');
  const late = await store(clerk, content(4), 'd.txt');
  await clean();
  expect((await db.transactions.runWhole((tx) => files.list(tx, [...before, late.id]))).map(({ id }) => id).sort()).toEqual([owned.id, late.id].sort());
  expect(await buffer(await files.open(owned))).toEqual(content(1));
  for (const gone of [alone, ...twice]) await expect(files.open(gone)).rejects.toMatchObject({ code: 'ENOENT' });
  expect(await clean()).toBe(0);
});

it('a name that is no hash opens nothing', async () => {
  const blobs = new DiskBlobStore(folder);
  await expect(blobs.open('../../../etc/passwd')).rejects.toThrow('SHA-256');
  await expect(blobs.remove('..')).rejects.toThrow('SHA-256');
});
