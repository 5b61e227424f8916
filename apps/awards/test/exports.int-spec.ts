import { awardsExportLists } from '@doanket/contracts';
import { ExportLists } from '@doanket/exports';
import { ExportDriver, type TestApp } from '@doanket/testing';
import { aNomination, awarded, confirmed, nominated, startAwards } from './support';

let app: TestApp;
let files: ExportDriver;
beforeAll(async () => {
  app = await startAwards();
  files = new ExportDriver(app, 'awards');
  const items = [...Array.from({ length: 12 }, (_, n) => awarded(`Trần Văn Thợ ${n + 1}`)), awarded('=HYPERLINK("http://x")'), awarded('Người Công Ty Khác', { unitCode: 'truong-a' })];
  await confirmed(app, { kind: 'TITLE_AWARDED', issuer: 'tay-ho', decidedOn: '2023-06-30', items });
  await confirmed(app, { kind: 'QUOTA_SET', issuer: 'ha-noi', decidedOn: '2023-01-05', items: [{ titleCode: 'OUTSTANDING_CHAIR', level: 'C', year: 2023, places: 10 }] });
  await nominated(app, aNomination('Lê Thị Đề Nghị'));
});
afterAll(() => app.close());
const city = () => app.tree.officerOf('ha-noi');
const district = () => app.tree.officerOf('tay-ho');

it('registers a sheet for every kind there is', () => {
  expect([...app.get(ExportLists).kinds].sort()).toEqual(Object.keys(awardsExportLists).sort());
});

it.each(['HOLDINGS', 'NOMINATIONS', 'TITLES', 'QUOTAS', 'COUNCIL_SESSIONS', 'DECISIONS', 'DOSSIERS'])('AWD-04: the file of %s says what the list says, page by page, as CSV and as a workbook', async (kind) => {
  const rows = await files.sameAsList(city(), kind);
  expect(rows.length).toBeGreaterThan(kind === 'COUNCIL_SESSIONS' ? -1 : 0);
});

it('AWD-04: headings, days, money and codes are Vietnamese; nothing is run as a formula', async () => {
  const [titles = [], ...rows] = await files.table(city(), 'HOLDINGS', { unit: 'cong-ty-b' });
  expect(titles.slice(0, 4)).toEqual(['Người, tập thể được khen', 'Đối tượng', 'Lao động trực tiếp', 'Danh hiệu, hình thức']);
  const row = rows.find(([name]) => name === 'Trần Văn Thợ 1') ?? [];
  expect(row).toEqual(expect.arrayContaining(['Cá nhân', 'có', '30/06/2023', 'cong-ty-b']));
  expect(rows.map(([name]) => name)).toContain(`'=HYPERLINK("http://x")`);
  const book = await files.table(city(), 'HOLDINGS', { unit: 'cong-ty-b' }, 'XLSX');
  expect(book.map(([name]) => name)).toContain('=HYPERLINK("http://x")');
});

it('AWD-04: a filter of the list is the filter of the file; a wrong one is shown where it stands', async () => {
  expect(await files.table(district(), 'HOLDINGS', { q: 'tho 12' })).toHaveLength(2);
  expect(await files.ask(district(), 'HOLDINGS', { level: 'X' }).expectProblem(400, 'request/invalid')).toMatchObject({ errors: [{ pointer: '/body/filter/level' }] });
  expect(await files.ask(district(), 'HOLDINGS', { limit: '5' }).expectProblem(400, 'request/invalid')).toMatchObject({ errors: [{ pointer: '/body/filter/limit' }] });
  await files.ask(district(), 'NO_SUCH_LIST').expectProblem(400, 'request/invalid');
});

it('AWD-04: what a sister unit may not see is in none of its files, and it neither finds nor reads nor stops the file of another', async () => {
  const sister = app.tree.officerOf('benh-vien-c');
  for (const format of ['CSV', 'XLSX'] as const) expect(JSON.stringify(await files.table(sister, 'NOMINATIONS', {}, format))).not.toContain('Đề Nghị');
  await files.sameAsList(sister, 'HOLDINGS');
  const { id } = await files.ended(district(), 'NOMINATIONS');
  for (const other of [sister, city()]) {
    await files.get(other, id).expectProblem(404, 'exports/export-not-found');
    await files.file(other, id).expectProblem(404, 'exports/export-not-found');
    await app.api.as(other).call(files.routes.cancelExport, { params: { id }, body: {} }).expectProblem(404, 'exports/export-not-found');
  }
});

it('AWD-04: a post that ends before the file is made ends the job, with the reason', async () => {
  const leaving = await app.tree.appoint('tay-ho', 'VICE_CHAIR');
  const { id } = await files.ask(leaving, 'HOLDINGS').expect(201);
  await app.tree.endPost(leaving, '2026-03-01');
  await files.run();
  expect(await files.get({ ...leaving, postId: null }, id).expect(200)).toMatchObject({ state: 'FAILED', failure: 'POST_GONE', size: null });
  await files.file({ ...leaving, postId: null }, id).expectProblem(409, 'exports/export-not-in-state');
});
