import { initiativesExportLists, reportStaff } from '@doanket/contracts';
import { ExportLists } from '@doanket/exports';
import { ExportDriver, type TestApp } from '@doanket/testing';
import { file, initiativesApp, recognisedAtBase } from './support/initiatives-app';

let app: TestApp;
let files: ExportDriver;
beforeAll(async () => {
  app = await initiativesApp();
  files = new ExportDriver(app, 'initiatives');
  for (let n = 1; n <= 8; n += 1) await file(app, { title: `Cải tiến máy số ${n}` });
  await file(app, { title: '@SUM(A1)', authors: [{ name: 'Nguyễn Văn Một', share: 60 }, { name: 'Trần Thị Hai', share: 40 }] });
  await recognisedAtBase(app, { title: 'Đã công nhận ở cơ sở' });
  await file(app, { title: 'Bí mật của bệnh viện', unitCode: 'benh-vien-c' });
  await app.api.as(app.tree.officerOf('truong-a')).call(reportStaff, { body: { unitCode: 'truong-a', countedOn: '2026-01-31', persons: 1_234 } }).expect(201);
});
afterAll(() => app.close());
const city = () => app.tree.officerOf('ha-noi');
const union = () => app.tree.officerOf('truong-a');
const sister = () => app.tree.officerOf('benh-vien-c');

it('registers a sheet for every kind there is', () => {
  expect([...app.get(ExportLists).kinds].sort()).toEqual(Object.keys(initiativesExportLists).sort());
});

it.each(['INITIATIVES', 'STAFF_COUNTS', 'DECISIONS', 'DOSSIERS'])('INI-05: the file of %s says what the list says, page by page, as CSV and as a workbook', async (kind) => {
  expect((await files.sameAsList(city(), kind)).length).toBeGreaterThan(kind === 'DECISIONS' ? -1 : 0);
  expect((await files.sameAsList(union(), kind)).length).toBeGreaterThan(kind === 'DECISIONS' ? -1 : 0);
});

it('INI-05: days and codes are Vietnamese, authors with their shares; no formula runs', async () => {
  const [titles = [], ...rows] = await files.table(union(), 'INITIATIVES');
  expect(rows).toHaveLength(10);
  expect(titles.slice(0, 2)).toEqual(['Tên sáng kiến', 'Loại']);
  expect(rows.find(([title]) => title === "'@SUM(A1)")).toEqual(expect.arrayContaining(['Nguyễn Văn Một (60%); Trần Thị Hai (40%)', '03/11/2025', 'không']));
  expect(rows.find(([title]) => title === 'Đã công nhận ở cơ sở')?.join()).toMatch(/Cơ sở|cơ sở/);
  expect((await files.table(union(), 'STAFF_COUNTS'))[1]).toEqual(['truong-a', '31/01/2026', '1234']);
});

it('INI-05: the filter of the list is kept, and a wrong one is shown where it stands', async () => {
  expect(await files.table(union(), 'INITIATIVES', { q: 'may so 4' })).toHaveLength(2);
  expect(await files.ask(union(), 'INITIATIVES', { state: 'X' }).expectProblem(400, 'request/invalid')).toMatchObject({ errors: [{ pointer: '/body/filter/state' }] });
});

it('INI-05: what a sister unit may not see is in none of its files, and it neither finds nor reads nor stops the file of another', async () => {
  for (const format of ['CSV', 'XLSX'] as const) expect((await files.table(sister(), 'INITIATIVES', {}, format)).slice(1).map(([title]) => title)).toEqual(['Bí mật của bệnh viện']);
  expect(JSON.stringify(await files.table(union(), 'INITIATIVES'))).not.toContain('bệnh viện');
  const { id } = await files.ended(union(), 'INITIATIVES');
  for (const other of [sister(), city()]) {
    await files.get(other, id).expectProblem(404, 'exports/export-not-found');
    await files.file(other, id).expectProblem(404, 'exports/export-not-found');
    await app.api.as(other).call(files.routes.cancelExport, { params: { id }, body: {} }).expectProblem(404, 'exports/export-not-found');
  }
});

it('INI-05: a post that ends before the file is made ends the job, with the reason', async () => {
  const leaving = await app.tree.appoint('truong-a', 'VICE_CHAIR');
  const { id } = await files.ask(leaving, 'INITIATIVES').expect(201);
  await app.tree.endPost(leaving, '2026-03-01');
  await files.run();
  expect(await files.get({ ...leaving, postId: null }, id).expect(200)).toMatchObject({ state: 'FAILED', failure: 'POST_GONE' });
  await files.file({ ...leaving, postId: null }, id).expectProblem(409, 'exports/export-not-in-state');
});
