import {
  advanceUnit, foundUnit, getTreeDiff, getUnit, getUnitHistory, listTreeMarks, listUnitAncestors, listUnitPosts, listUnits, moveUnit, PAPER_ITEMS, PLATFORM_ROUTES, reclassifyUnit,
  renameUnit, UnitFoundedV1, UnitMovedV1, UnitRenamedV1, type UnitFoundedItem,
} from '@doanket/contracts';
import { Decisions } from '@doanket/dossier';
import { routesWithoutAccess } from '@doanket/service';
import type { Officer } from '@doanket/testing';
import { MembershipApp } from './membership-app';

const { recordDecision, confirmDecision } = PLATFORM_ROUTES.membership.decisions;
const DISTRICTS = ['thanh-xuan', 'tay-ho', 'nam-tu-liem', 'bac-tu-liem', 'cau-giay', 'ha-dong'];
let app: MembershipApp;
let chair: Officer;

beforeAll(async () => {
  app = await MembershipApp.start();
  await app.tree.unit('viet-nam', { type: 'N', name: 'Tổng Liên đoàn Lao động Việt Nam' });
  await app.tree.unit('ha-noi', { parent: 'viet-nam', name: 'Liên đoàn Lao động thành phố Hà Nội' });
  await app.tree.unit('da-nang', { parent: 'viet-nam' });
  chair = await app.tree.chairOf('ha-noi');
});
afterAll(() => app.close());

/** Records a paper as the officer and confirms it as the chair. */
async function onPaper(kind: string, decidedOn: string, items: readonly object[]): Promise<string> {
  const officer = await app.tree.officerOf('ha-noi');
  const body = { kind, issuerCode: 'ha-noi', number: app.nextNumber(), decidedOn, signerPostId: chair.postId, items: items as Record<string, unknown>[] };
  const { id } = await app.api.as(officer).call(recordDecision, { body }).expect(201);
  await app.api.as(chair).call(confirmDecision, { params: { id }, body: {} }).expect(200);
  return id;
}

const district = (code: string): UnitFoundedItem => ({
  code, type: 'S_DISTRICT', name: code === 'tay-ho' ? 'LĐLĐ quận Tây Hồ' : `LĐLĐ quận ${code}`, parentCode: 'ha-noi', state: 'ACTIVE', bloc: null, territories: [], validFrom: '2013-12-27',
});

it('binds every route of membership, and none without access', () => {
  expect(routesWithoutAccess(app.test.app)).toEqual([]);
});

it('takes every kind of paper that the contracts name', () => {
  app.test.get(Decisions).requireKinds(Object.keys(PAPER_ITEMS.membership));
});

describe('ORG-01: the dated tree', () => {
  it('ORG-01: cluster 2 is six active districts on 27/11/2019; on 1/7/2025 all six are ended, and 2019 still opens', async () => {
    await onPaper('UNIT_FOUNDED', '2014-04-01', DISTRICTS.map(district));
    await onPaper('UNIT_FOUNDED', '2015-01-05', [{ code: 'truong-tay-mo', type: 'G', name: 'CĐCS trường Tây Mỗ', parentCode: 'nam-tu-liem', bloc: 'EDUCATION' }]);
    const on = (asOf: string, state?: 'ENDED') => app.api.as(chair).call(listUnits, { query: { parent: 'ha-noi', asOf, ...(state === undefined ? {} : { state }) } }).expect(200);
    const before = await on('2019-11-27');
    expect(before.items.map((unit) => [unit.code, unit.state]).sort()).toEqual(DISTRICTS.map((code) => [code, 'ACTIVE']).sort());

    await onPaper('UNITS_ENDED', '2025-06-20', [{ lastDay: '2025-06-30', units: DISTRICTS.map((unitCode) => ({ unitCode })) }]);

    expect((await on('2025-07-01', 'ENDED')).items.map((unit) => unit.code).sort()).toEqual([...DISTRICTS].sort());
    expect((await on('2025-07-01')).items.map((unit) => unit.code)).toEqual(['truong-tay-mo']);
    expect((await on('2025-06-30')).items).toHaveLength(6);
    expect((await on('2019-11-27')).items).toHaveLength(6);
    const school = await app.api.as(chair).call(getUnit, { params: { code: 'truong-tay-mo' }, query: { asOf: '2019-11-27' } }).expect(200);
    expect(school).toMatchObject({ parentCode: 'nam-tu-liem', path: ['viet-nam', 'ha-noi', 'nam-tu-liem', 'truong-tay-mo'], ancestors: [{ code: 'viet-nam' }, { code: 'ha-noi' }, { code: 'nam-tu-liem' }] });
    expect(await app.api.as(chair).call(getUnit, { params: { code: 'truong-tay-mo' } }).expect(200)).toMatchObject({ parentCode: 'ha-noi' });
  });

  it('ORG-01: counts nowhere until a second person has confirmed', async () => {
    const officer = await app.tree.officerOf('ha-noi');
    const body = { kind: 'UNIT_FOUNDED', issuerCode: 'ha-noi', number: app.nextNumber(), decidedOn: '2016-01-05', signerPostId: chair.postId, items: [{ ...district('nganh-giao-duc'), type: 'S_SECTOR' }] };
    const { id } = await app.api.as(officer).call(recordDecision, { body }).expect(201);
    await app.api.as(chair).call(getUnit, { params: { code: 'nganh-giao-duc' } }).expectProblem(404, 'directory/unit-not-found');
    await app.test.expectNotPublished(UnitFoundedV1);
    await app.api.as(chair).call(confirmDecision, { params: { id }, body: {} }).expect(200);
    await app.test.expectPublished(UnitFoundedV1, { code: 'nganh-giao-duc', validFrom: '2013-12-27', decisionId: id });
  });

  it('ORG-01: a paper of units that need each other is tried as a whole, and says which item is wrong', async () => {
    await onPaper('UNIT_FOUNDED', '2017-01-05', [
      { code: 'cong-doan-dien', type: 'S_CORPORATION', name: 'Công đoàn tổng công ty Điện', parentCode: 'ha-noi' },
      { code: 'dien-luc-1', type: 'G', name: 'CĐCS Điện lực 1', parentCode: 'cong-doan-dien', bloc: 'ENTERPRISE_STATE' },
    ]);
    const officer = await app.tree.officerOf('ha-noi');
    const problem = await app.api.as(officer).call(recordDecision, {
      body: {
        kind: 'UNIT_FOUNDED', issuerCode: 'ha-noi', number: app.nextNumber(), decidedOn: '2017-01-05', signerPostId: chair.postId,
        items: [district('quan-moi'), { ...district('sai-cap'), parentCode: 'dien-luc-1' }, district('ha-dong')],
      },
    }).expectProblem(422, 'decision/items-refused');
    expect(problem.errors?.map((error) => error.pointer)).toEqual(['/body/items/1', '/body/items/2']);
  });

  it('ORG-01: the past of a union that has ended is entered, and what hangs on it goes where its children went', async () => {
    await onPaper('UNIT_FOUNDED', '2018-05-02', [{ code: 'cong-ty-cu', type: 'G', name: 'CĐCS Công ty Cũ', parentCode: 'cau-giay', bloc: 'FDI' }]);
    const on = (asOf: string) => app.api.as(chair).call(getUnit, { params: { code: 'cong-ty-cu' }, query: { asOf } }).expect(200);
    expect(await on('2025-06-30')).toMatchObject({ parentCode: 'cau-giay' });
    expect(await on('2025-07-01')).toMatchObject({ parentCode: 'ha-noi', state: 'ACTIVE' });
    expect(await app.test.published(UnitMovedV1)).toMatchObject([{ validFrom: '2025-07-01' }]);
  });
});

describe('ORG-01: live decisions', () => {
  const found = (by: Officer, over: object = {}) => app.api.as(by).call(foundUnit, {
    body: { code: 'phuong-3', type: 'S_WARD', name: 'Công đoàn phường 3', parentCode: 'ha-noi', territories: ['Phường 3', 'Phường 4'], decision: app.decision(), ...over },
  });

  it('founds a unit and says so once', async () => {
    const unit = await found(chair).expect(201);
    expect(unit).toMatchObject({ code: 'phuong-3', level: 'S', state: 'ACTIVE', territories: ['Phường 3', 'Phường 4'], path: ['viet-nam', 'ha-noi', 'phuong-3'], childCount: 0, head: null });
    const event = await app.test.expectPublished(UnitFoundedV1, { code: 'phuong-3', validFrom: app.today, ofMany: false });
    expect(event.version).toBeGreaterThan(0);
    expect(Object.values(event)).not.toContain('');
  });

  it('has one effect when it is sent twice', async () => {
    const body = { code: 'phuong-30', type: 'S_WARD' as const, name: 'Công đoàn phường 30', parentCode: 'ha-noi', decision: app.decision() };
    const first = await app.api.as(chair).call(foundUnit, { body }, { key: 'once' }).expect(201);
    expect(await app.api.as(chair).call(foundUnit, { body }, { key: 'once' }).expect(201)).toEqual(first);
    await app.test.expectPublished(UnitFoundedV1, { code: 'phuong-30' });
  });

  it('refuses a code that is taken, a parent that is not higher, a bloc above the grassroots', async () => {
    await found(chair).expectProblem(409, 'membership/unit-code-taken');
    await found(chair, { code: 'nhom', type: 'S_ZONE', parentCode: 'phuong-3' }).expectProblem(422, 'membership/parent-not-higher');
    await found(chair, { code: 'nhom', bloc: 'FDI' }).expectProblem(422, 'membership/bloc-not-for-level');
    await found(chair, { code: 'nhom', parentCode: 'tay-ho' }).expectProblem(422, 'membership/unit-not-live');
    await app.test.expectNotPublished(UnitFoundedV1);
  });

  it('points at the fields that are wrong', async () => {
    const problem = await found(chair, { code: 'Phường 3', type: 'WARD', decision: { number: '', decidedOn: '2026-02-30' }, extra: 1 }).expectProblem(400, 'request/invalid');
    expect(problem.errors?.map((error) => error.pointer).sort()).toEqual(['/body/code', '/body/decision/decidedOn', '/body/decision/number', '/body/extra', '/body/type']);
  });

  it('takes decisions of today only: what is past comes in on paper', async () => {
    await found(chair, { code: 'nhom', decision: { ...app.decision(), decidedOn: '2026-03-01' } }).expectProblem(422, 'membership/decision-not-of-today');
  });

  it('lets only the city and the nation decide, within their reach', async () => {
    await app.tree.unit('phuong-5', { parent: 'ha-noi', type: 'S_WARD' });
    await found(await app.tree.chairOf('phuong-5'), { code: 'nhom', type: 'G', parentCode: 'phuong-5' }).expectProblem(403, 'auth/permission-missing');
    await found(await app.tree.officerOf('ha-noi'), { code: 'nhom' }).expectProblem(403, 'auth/permission-missing');
    await found(await app.tree.chairOf('da-nang'), { code: 'nhom' }).expectProblem(404, 'directory/unit-not-found');
    await found(chair, { code: 'nhom', parentCode: 'khong-co' }).expectProblem(404, 'directory/unit-not-found');
  });

  it('moves a unit with all below it, and never below itself', async () => {
    await found(chair, { code: 'cong-ty-lon', type: 'G', parentCode: 'phuong-3' }).expect(201);
    await found(chair, { code: 'thanh-vien', type: 'G_MEMBER', parentCode: 'cong-ty-lon' }).expect(201);
    const move = (code: string, parentCode: string) => app.api.as(chair).call(moveUnit, { params: { code }, body: { parentCode, validFrom: '2026-04-01', decision: app.decision() } });
    await move('cong-ty-lon', 'phuong-30').expect(200);
    const path = async (asOf: string) => (await app.api.as(chair).call(getUnit, { params: { code: 'thanh-vien' }, query: { asOf } }).expect(200)).path.slice(2);
    expect(await path('2026-03-31')).toEqual(['phuong-3', 'cong-ty-lon', 'thanh-vien']);
    expect(await path('2026-04-01')).toEqual(['phuong-30', 'cong-ty-lon', 'thanh-vien']);
    await move('phuong-30', 'cong-ty-lon').expectProblem(422, 'membership/parent-not-higher');
    await move('phuong-30', 'phuong-30').expectProblem(422, 'membership/parent-not-higher');
  });

  it('ORG-01: goes from proposed over provisional to active, and never back', async () => {
    await found(chair, { code: 'cdcs-moi', type: 'G', parentCode: 'phuong-3', state: 'PROPOSED' }).expect(201);
    const advance = (state: 'PROVISIONAL' | 'ACTIVE') => app.api.as(chair).call(advanceUnit, { params: { code: 'cdcs-moi' }, body: { state, decision: app.decision() } });
    expect((await advance('PROVISIONAL').expect(200)).state).toBe('PROVISIONAL');
    expect((await advance('ACTIVE').expect(200)).state).toBe('ACTIVE');
    await advance('PROVISIONAL').expectProblem(409, 'membership/unit-cannot-advance');
  });

  it('keeps what was known: as it was on a day, as we knew it on a day', async () => {
    await app.test.at('2026-03-05T02:00:00Z');
    await app.api.as(chair).call(renameUnit, { params: { code: 'phuong-3' }, body: { name: 'Công đoàn phường Tây Hồ', validFrom: '2026-03-02', decision: app.decision() } }).expect(200);
    await app.api.as(chair).call(reclassifyUnit, { params: { code: 'phuong-3' }, body: { bloc: null, territories: ['Phường Tây Hồ'], decision: app.decision() } }).expect(200);
    const name = async (knownOn?: string) => (await app.api.as(chair).call(getUnit, { params: { code: 'phuong-3' }, query: { asOf: '2026-03-03', ...(knownOn === undefined ? {} : { knownOn }) } }).expect(200)).name;
    expect(await name('2026-03-04')).toBe('Công đoàn phường 3');
    expect(await name()).toBe('Công đoàn phường Tây Hồ');
    await app.test.expectPublished(UnitRenamedV1, { name: 'Công đoàn phường Tây Hồ', validFrom: '2026-03-02' });
    const { items } = await app.api.as(chair).call(getUnitHistory, { params: { code: 'phuong-3' } }).expect(200);
    expect(items.at(-1)).toMatchObject({ name: 'Công đoàn phường 3', recordedUntil: '2026-03-05T02:00:00.000Z' });
    expect(items.filter((row) => row.recordedUntil === null).map((row) => [row.name, row.territories, row.validFrom])).toEqual([
      ['Công đoàn phường Tây Hồ', ['Phường Tây Hồ'], '2026-03-05'], ['Công đoàn phường Tây Hồ', ['Phường 3', 'Phường 4'], '2026-03-02'],
    ]);
  });
});

describe('reading the tree', () => {
  it('finds by name with and without marks, in both Unicode forms', async () => {
    for (const q of ['tây hồ', 'tay ho', 'TÂY HỒ'.normalize('NFD'), 'quan tay']) {
      const { items } = await app.api.as(chair).call(listUnits, { query: { q, asOf: '2019-11-27' } }).expect(200);
      expect([q, items.map((unit) => unit.code)]).toEqual([q, ['tay-ho']]);
    }
    expect((await app.api.as(chair).call(listUnits, { query: { q: '100%' } }).expect(200)).items).toEqual([]);
  });

  it('pages by a cursor', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await app.api.as(chair).call(listUnits, { query: { limit: 4, asOf: '2019-11-27', ...(cursor === undefined ? {} : { cursor }) } }).expect(200);
      seen.push(...page.items.map((unit) => unit.code));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    const all = await app.api.as(chair).call(listUnits, { query: { limit: 100, asOf: '2019-11-27' } }).expect(200);
    expect(seen).toEqual(all.items.map((unit) => unit.code));
    await app.api.as(chair).call(listUnits, { query: { cursor: 'x' } }).expectProblem(400, 'request/invalid');
  });

  it('ORG-21: shows nobody a unit beside their own, and the chain above to everybody below it', async () => {
    const officer = await app.tree.officerOf('phuong-5');
    const mine = await app.api.as(officer).call(listUnits, {}).expect(200);
    expect(mine.items.map((unit) => unit.code)).toEqual(['phuong-5']);
    await app.api.as(officer).call(getUnit, { params: { code: 'phuong-30' } }).expectProblem(404, 'directory/unit-not-found');
    await app.api.as(officer).call(listUnits, { query: { parent: 'phuong-30' } }).expectProblem(404, 'directory/unit-not-found');
    const chain = await app.api.as(officer).call(listUnitAncestors, { params: { code: 'phuong-5' } }).expect(200);
    expect(chain.items.map((unit) => unit.code)).toEqual(['ha-noi', 'viet-nam']);
    expect((await app.api.as(officer).call(getUnit, { params: { code: 'ha-noi' } }).expect(200)).code).toBe('ha-noi');
    expect((await app.api.as(officer).call(listUnitPosts, { params: { code: 'ha-noi' } }).expect(200)).items.length).toBeGreaterThan(0);
    await app.api.as(await app.tree.person()).call(listUnits, {}).expectProblem(403, 'auth/permission-missing');
    await app.api.call(listUnits, {}).expectProblem(401, 'about:blank');
  });

  it('marks the days of decisions, and tells the difference of two days', async () => {
    const marks = await app.api.as(chair).call(listTreeMarks, { query: { limit: 100 } }).expect(200);
    expect(marks.items.find((mark) => mark.day === '2025-07-01')).toMatchObject({ ended: 6, founded: 0 });
    expect([...marks.items].sort((a, b) => (a.day < b.day ? 1 : -1)).map((mark) => mark.day)).toEqual(marks.items.map((mark) => mark.day));
    const diff = await app.api.as(chair).call(getTreeDiff, { query: { from: '2025-06-30', to: '2025-07-01', limit: 100 } }).expect(200);
    expect(diff.items.filter((item) => item.changes.includes('ENDED')).map((item) => item.unit.code).sort()).toEqual([...DISTRICTS].sort());
    expect(diff.items.find((item) => item.unit.code === 'truong-tay-mo')).toMatchObject({ changes: ['MOVED'], before: { parentCode: 'nam-tu-liem' }, after: { parentCode: 'ha-noi' } });
  });

  it('says that a unit was not there on the day', async () => {
    await app.api.as(chair).call(getUnit, { params: { code: 'phuong-3' }, query: { asOf: '2025-01-01' } }).expectProblem(422, 'directory/unit-not-there-on-day');
  });
});

// At the end: its many units would stand on the pages that are read above.
describe('ORG-01: many units on one paper', () => {
  it('ORG-01: a paper of many units is one decision: all on their places, each with a version of its own; a code named twice is refused at the second', async () => {
    const union = (code: string, parentCode: string) => ({ code, type: 'G', name: `CĐCS ${code}`, parentCode, bloc: 'FDI', validFrom: '2014-04-02' });
    const codes = Array.from({ length: 120 }, (_, n) => `nhieu-${n}`);
    const id = await onPaper('UNIT_FOUNDED', '2017-02-06', codes.map((code, n) => union(code, n % 2 === 0 ? 'tay-ho' : 'ha-dong')));
    const founded = (await app.test.published(UnitFoundedV1)).filter(({ decisionId }) => decisionId === id);
    expect(founded.map(({ code }) => code)).toEqual(codes);
    const versions = founded.map(({ version }) => version);
    expect(versions).toEqual(versions.map((_, n) => (versions[0] ?? 0) + n));
    const at = async (code: string, asOf: string) => (await app.api.as(chair).call(getUnit, { params: { code }, query: { asOf } }).expect(200)).path.slice(2);
    expect([await at('nhieu-0', '2025-06-30'), await at('nhieu-119', '2025-06-30'), await at('nhieu-119', '2025-07-01')]).toEqual([['tay-ho', 'nhieu-0'], ['ha-dong', 'nhieu-119'], ['nhieu-119']]);
    const officer = await app.tree.officerOf('ha-noi');
    const problem = await app.api.as(officer).call(recordDecision, {
      body: { kind: 'UNIT_FOUNDED', issuerCode: 'ha-noi', number: app.nextNumber(), decidedOn: '2017-02-06', signerPostId: chair.postId, items: [union('hai-lan', 'tay-ho'), union('hai-lan', 'tay-ho'), union('nhieu-7', 'tay-ho'), union('la', 'da-nang')] },
    }).expectProblem(422, 'decision/items-refused');
    expect(problem).toMatchObject({ refusals: [{ item: 2, code: 'membership/unit-code-taken' }, { item: 3, code: 'membership/unit-code-taken' }, { item: 4, code: 'directory/outside-reach' }] });
  });

  it('ORG-01: moves of one paper are done in their order, also when they need each other, and none leads below itself', async () => {
    await onPaper('UNIT_FOUNDED', '2017-03-06', [
      { code: 'me', type: 'G', name: 'CĐCS mẹ', parentCode: 'tay-ho', validFrom: '2014-04-02' }, { code: 'con', type: 'G_MEMBER', name: 'CĐ bộ phận con', parentCode: 'me', validFrom: '2014-04-02' },
      { code: 'me-hai', type: 'G', name: 'CĐCS mẹ hai', parentCode: 'tay-ho', validFrom: '2014-04-02' },
    ]);
    await onPaper('UNIT_MOVED', '2018-03-05', [{ unitCode: 'me', parentCode: 'ha-dong' }, { unitCode: 'con', parentCode: 'me-hai' }, { unitCode: 'me-hai', parentCode: 'ha-dong', validFrom: '2018-04-02' }, { unitCode: 'me', parentCode: 'cau-giay', validFrom: '2018-05-07' }]);
    const at = async (code: string, asOf: string) => (await app.api.as(chair).call(getUnit, { params: { code }, query: { asOf } }).expect(200)).path.slice(2);
    expect([await at('con', '2018-03-04'), await at('con', '2018-03-05'), await at('con', '2018-04-02')]).toEqual([['tay-ho', 'me', 'con'], ['tay-ho', 'me-hai', 'con'], ['ha-dong', 'me-hai', 'con']]);
    expect([await at('me', '2018-03-05'), await at('me', '2018-05-06'), await at('me', '2018-05-07')]).toEqual([['ha-dong', 'me'], ['ha-dong', 'me'], ['cau-giay', 'me']]);
    const problem = await app.api.as(await app.tree.officerOf('ha-noi')).call(recordDecision, {
      body: { kind: 'UNIT_MOVED', issuerCode: 'ha-noi', number: app.nextNumber(), decidedOn: '2018-06-04', signerPostId: chair.postId, items: [{ unitCode: 'me', parentCode: 'tay-ho' }, { unitCode: 'me-hai', parentCode: 'con' }, { unitCode: 'khong-co', parentCode: 'tay-ho' }] },
    }).expectProblem(422, 'decision/items-refused');
    expect(problem).toMatchObject({ refusals: [{ item: 2, code: 'membership/parent-not-higher' }, { item: 3, code: 'directory/unit-not-found' }] });
  });

  it.each([
    ['UNIT_MOVED', (unitCode: string) => ({ unitCode, parentCode: 'ha-dong' })], ['UNIT_RENAMED', (unitCode: string) => ({ unitCode, name: `CĐCS ${unitCode}` })],
  ])('ORG-01: fifty refused items of a paper are named, of more their number is said (%s)', async (kind, item) => {
    const officer = await app.tree.officerOf('ha-noi');
    const refused = async (unknown: number) => app.api.as(officer).call(recordDecision, {
      body: { kind, issuerCode: 'ha-noi', number: app.nextNumber(), decidedOn: '2018-06-04', signerPostId: chair.postId, items: [item('me-hai'), ...Array.from({ length: unknown }, (_, n) => item(`chua-co-${n}`))] },
    }).expectProblem(422, 'decision/items-refused');
    const fifty = await refused(50);
    expect(fifty.errors?.map(({ pointer }) => pointer)).toEqual(Array.from({ length: 50 }, (_, n) => `/body/items/${n + 1}`));
    expect(fifty).toMatchObject({ rest: 0 });
    const more = await refused(53);
    expect(more.errors).toEqual([...(fifty.errors ?? []), { pointer: '/body/items', detail: '3 more refused.' }]);
    expect(more).toMatchObject({ refusals: (fifty as { refusals?: unknown }).refusals, rest: 3 });
  });

  it('ORG-01: a paper in effect ends with the first item that is refused by then, and nothing of it counts', async () => {
    const officer = await app.tree.officerOf('ha-noi');
    const paper = (items: object[]) => app.api.as(officer).call(recordDecision, { body: { kind: 'UNIT_ADVANCED', issuerCode: 'ha-noi', number: app.nextNumber(), decidedOn: '2018-07-02', signerPostId: chair.postId, items: items as Record<string, unknown>[] } }).expect(201);
    await onPaper('UNIT_FOUNDED', '2018-06-04', ['tien-1', 'tien-2'].map((code) => ({ code, type: 'G', name: `CĐCS ${code}`, parentCode: 'tay-ho', state: 'PROVISIONAL' })));
    const both = await paper([{ unitCode: 'tien-1', state: 'ACTIVE' }, { unitCode: 'tien-2', state: 'ACTIVE' }]);
    const second = await paper([{ unitCode: 'tien-2', state: 'ACTIVE' }]);
    await app.api.as(chair).call(confirmDecision, { params: { id: second.id }, body: {} }).expect(200);
    const problem = await app.api.as(chair).call(confirmDecision, { params: { id: both.id }, body: {} }).expectProblem(422, 'decision/items-refused');
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(['/body/items/1']);
    expect((await app.api.as(chair).call(getUnit, { params: { code: 'tien-1' }, query: { asOf: '2018-07-02' } }).expect(200)).state).toBe('PROVISIONAL');
  });
});
