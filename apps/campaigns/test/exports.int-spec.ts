import { campaignsExportLists, raisePetition } from '@doanket/contracts';
import { ExportLists } from '@doanket/exports';
import { ExportDriver, type TestApp } from '@doanket/testing';
import { campaignsApp, paper, round2023 } from './support/campaigns-app';

const ROUND = 'ha-noi-2023-dot-1';
const PLAN = 'ha-noi-2023-ke-hoach-80';
const work = (unitCode: string, n: number, more: object = {}) => ({
  roundCode: ROUND, unitCode, level: 'G', kind: (['STRUCTURE', 'PRODUCT', 'TASK'] as const)[n % 3], title: `Công trình số ${n}`, registeredOn: '2023-05-20', completedOn: '2023-09-30', valueVnd: 1_000_000 * n, ...more,
});
let app: TestApp;
let files: ExportDriver;

beforeAll(async () => {
  app = await campaignsApp();
  files = new ExportDriver(app, 'campaigns');
  await round2023(app, { plaqueQuota: 6 });
  await paper(app, 'WORK_VERIFIED', [...Array.from({ length: 120 }, (_, n) => work('truong-a', n)), work('cong-ty-b', 900, { title: '=CMD|"/C calc"!A0' })], { issuer: 'tay-ho', on: '2023-10-05' });
  await paper(app, 'WORK_VERIFIED', [work('cong-ty-c', 901, { title: 'Công trình của đơn vị khác' })], { issuer: 'nam-tu-liem', on: '2023-10-05' });
  await paper(app, 'PETITIONS_SETTLED', [
    { channel: 'WRITTEN', topic: 'SOCIAL_HOUSING', unitCode: 'tay-ho', text: '+84 là đầu số\nxuống dòng, "ngoặc"', receivedOn: '2023-05-12', roundCode: ROUND, outcome: 'ANSWERED', answer: 'Đã trả lời', settledOn: '2023-05-23' },
  ], { on: '2023-05-23' });
  await app.api.as(app.tree.officerOf('cong-ty-c')).call(raisePetition, { body: { channel: 'ONLINE', unitCode: 'cong-ty-c', text: 'Kiến nghị của Nam Từ Liêm' } as never });
});
afterAll(() => app.close());
const city = () => app.tree.officerOf('ha-noi');
const district = () => app.tree.officerOf('tay-ho');
const sister = () => app.tree.officerOf('nam-tu-liem');

it('registers a sheet for every kind there is', () => {
  expect([...app.get(ExportLists).kinds].sort()).toEqual(Object.keys(campaignsExportLists).sort());
});

it.each([
  ['WORKS', { round: ROUND }], ['PLANS', {}], ['ROUNDS', {}], ['ADOPTIONS', { code: PLAN }], ['TARGETS', {}], ['CLUSTERS', {}], ['CONTESTS', {}], ['MOVEMENTS', {}], ['OCCASIONS', {}], ['PETITIONS', {}], ['HONOURS', {}], ['DECISIONS', {}], ['DOSSIERS', {}],
] as const)('CMP-08: the file of %s says what the list says, page by page, as CSV and as a workbook', async (kind, filter) => {
  const rows = await files.sameAsList(city(), kind, filter);
  if (['WORKS', 'PLANS', 'ROUNDS', 'PETITIONS', 'DECISIONS'].includes(kind)) expect(rows.length).toBeGreaterThan(0);
});

it('CMP-08: more than one page of works comes whole, with days, money and codes in Vietnamese', async () => {
  const [titles = [], ...rows] = await files.table(district(), 'WORKS', { round: ROUND });
  expect(rows).toHaveLength(121);
  expect(titles).toEqual(expect.arrayContaining(['Công trình, sản phẩm, phần việc', 'Ngày hoàn thành', 'Giá trị (đồng)']));
  const row = rows.find(([title]) => title === 'Công trình số 7') ?? [];
  expect(row).toEqual(expect.arrayContaining(['Sản phẩm', '20/05/2023', '30/09/2023', '7000000']));
});

it('CMP-08: the filter of the list is kept; a unit that the post does not read is refused as the list refuses it', async () => {
  expect(await files.table(district(), 'WORKS', { round: ROUND, q: 'cong trinh so 119' })).toHaveLength(2);
  const byList = await app.api.as(district()).get('/works?unit=nam-tu-liem');
  const byFile = await files.ask(district(), 'WORKS', { unit: 'nam-tu-liem' });
  if (byList.status === 200) expect(await files.table(district(), 'WORKS', { unit: 'nam-tu-liem' })).toHaveLength(1);
  else expect(byFile.status).toBe(byList.status);
  expect(await files.ask(district(), 'WORKS', { level: 'X' }).expectProblem(400, 'request/invalid')).toMatchObject({ errors: [{ pointer: '/body/filter/level' }] });
  await files.ask(district(), 'ADOPTIONS', {}).expectProblem(400, 'request/invalid');
});

it('CMP-08: nothing is run as a formula, and line breaks and quotes stay in their cell', async () => {
  const works = await files.table(district(), 'WORKS', { unit: 'cong-ty-b' });
  expect(works[1]?.[0]).toBe(`'=CMD|"/C calc"!A0`);
  const petitions = await files.table(district(), 'PETITIONS', { round: ROUND });
  expect(petitions[1]?.[0]).toBe(`'+84 là đầu số\nxuống dòng, "ngoặc"`);
});

it('CMP-08: what a sister unit may not see is in none of its files, and it finds no file of another', async () => {
  for (const format of ['CSV', 'XLSX'] as const) {
    const text = JSON.stringify(await files.table(sister(), 'PETITIONS', {}, format));
    expect(text).not.toContain('đầu số');
  }
  expect(JSON.stringify(await files.table(district(), 'PETITIONS'))).not.toContain('Nam Từ Liêm');
  const { id } = await files.ended(district(), 'WORKS', { round: ROUND });
  for (const other of [sister(), city()]) {
    await files.get(other, id).expectProblem(404, 'exports/export-not-found');
    await files.file(other, id).expectProblem(404, 'exports/export-not-found');
    await app.api.as(other).call(files.routes.cancelExport, { params: { id }, body: {} }).expectProblem(404, 'exports/export-not-found');
    expect((await app.api.as(other).call(files.routes.listExports, { query: { limit: 100 } }).expect(200)).items.map((one) => one.id)).not.toContain(id);
  }
  expect((await app.api.as(district()).call(files.routes.listExports, { query: { limit: 100 } }).expect(200)).items.map((one) => one.id)).toContain(id);
});

it('CMP-08: a post that ends before the file is made ends the job, with the reason; without a post nothing is asked for', async () => {
  const leaving = await app.tree.appoint('tay-ho', 'VICE_CHAIR');
  const { id } = await files.ask(leaving, 'WORKS', { round: ROUND }).expect(201);
  await app.tree.endPost(leaving, '2026-03-01');
  await files.run();
  expect(await files.get({ ...leaving, postId: null }, id).expect(200)).toMatchObject({ state: 'FAILED', failure: 'POST_GONE' });
  await files.file({ ...leaving, postId: null }, id).expectProblem(409, 'exports/export-not-in-state');
  await files.ask(app.tree.person(), 'WORKS').expectProblem(403, 'exports/export-needs-post');
});

it('CMP-08: the same request twice is one export, and only so many of one person wait', async () => {
  const clerk = await app.tree.appoint('tay-ho', 'OFFICER');
  const body = { kind: 'PLANS', format: 'CSV' as const, filter: {} };
  const first = await app.api.as(clerk).call(files.routes.askExport, { body }, { key: 'xuat-mot-lan' }).expect(201);
  expect((await app.api.as(clerk).call(files.routes.askExport, { body }, { key: 'xuat-mot-lan' }).expect(201)).id).toBe(first.id);
  for (let at = 1; at < 5; at += 1) await files.ask(clerk, 'PLANS').expect(201);
  await files.ask(clerk, 'PLANS').expectProblem(422, 'exports/too-many-exports');
  await files.run();
  await files.ask(clerk, 'PLANS').expect(201);
});

it('CMP-08: a file holds as many lines as the limit of the day, and not one more', async () => {
  const limit = (rows: number, from: string) => app.transactions.runWhole((tx) => tx.query('insert into export_limit (valid_from, rows, waiting, kept_days) values ($1, $2, 5, 7)', [from, rows]));
  await limit(121, '2026-03-01');
  expect(await files.ended(district(), 'WORKS', { round: ROUND })).toMatchObject({ state: 'DONE', rows: 121 });
  await limit(120, '2026-03-02');
  const failed = await files.ended(district(), 'WORKS', { round: ROUND });
  expect(failed).toMatchObject({ state: 'FAILED', failure: 'LIST_TOO_LONG', expiresAt: null });
  const parts: unknown[] = await app.transactions.readWhole((tx) => tx.query('select from export_part where export_id = $1', [failed.id]));
  expect(parts).toEqual([]);
  await limit(1_000_000, '2026-03-03');
});

it('CMP-08: the parts in the store are sealed, and go with the file when its days are over', async () => {
  const { id } = await files.ended(district(), 'PLANS');
  const [part]: { size: number; key: Buffer; sha256: string }[] = await app.transactions.readWhole((tx) => tx.query('select size, key, sha256 from export_part where export_id = $1', [id]));
  expect(part?.key).toHaveLength(32);
  await app.at('2026-03-09T02:00:00Z');
  await files.run();
  expect(await files.get(district(), id).expect(200)).toMatchObject({ state: 'EXPIRED' });
  await files.file(district(), id).expectProblem(409, 'exports/export-not-in-state');
});
