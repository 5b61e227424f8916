import { welfareExportLists } from '@doanket/contracts';
import { ExportLists } from '@doanket/exports';
import { ExportDriver, type TestApp } from '@doanket/testing';
import { apply, nextNumber, paper, welfareApp } from './support/welfare-app';

const item = (caseNo: string, over: object = {}) => ({
  caseNo, unitCode: 'cong-ty-b', housingKind: 'BUILD', memberName: `Trần Văn ${caseNo}`, householdKey: nextNumber(), amountVnd: 30_000_000, programmeYear: 2026, surveyedOn: '2026-01-20', ...over,
});
let app: TestApp;
let files: ExportDriver;
beforeAll(async () => {
  app = await welfareApp();
  files = new ExportDriver(app, 'welfare');
  await paper(app, 'HOUSING_PROGRAMME', [{ year: 2026, budgetVnd: 900_000_000, buildVnd: 30_000_000, repairVnd: 20_000_000, dossierDueOn: '2026-06-30', workDueOn: '2026-12-31' }], { on: '2026-01-15' });
  await paper(app, 'HOUSING_APPROVED', Array.from({ length: 9 }, (_, n) => item(`MA-${n + 1}`)), { on: '2026-02-06' });
  await apply(app, { memberName: '=1+1', hardship: 'Nhà dột nát, bệnh hiểm nghèo' });
  await apply(app, { unitCode: 'benh-vien-c', memberName: 'Lê Thị Nơi Khác' });
});
afterAll(() => app.close());
const city = () => app.tree.officerOf('ha-noi');
const district = () => app.tree.officerOf('tay-ho');
const sister = () => app.tree.officerOf('benh-vien-c');

it('registers a sheet for every kind there is', () => {
  expect([...app.get(ExportLists).kinds].sort()).toEqual(Object.keys(welfareExportLists).sort());
});

it.each(['HOUSING_CASES', 'HOUSING_PROGRAMMES', 'DECISIONS', 'DOSSIERS'])('WEL-03: the file of %s says what the list says, page by page, as CSV and as a workbook', async (kind) => {
  expect((await files.sameAsList(city(), kind)).length).toBeGreaterThan(0);
});

it('WEL-03: days, money and codes are Vietnamese; no formula runs; hardship and household are not in the file', async () => {
  const [titles = [], ...rows] = await files.table(district(), 'HOUSING_CASES');
  expect(rows).toHaveLength(10);
  expect(titles).toEqual(expect.arrayContaining(['Số hồ sơ', 'Đoàn viên', 'Số tiền (đồng)', 'Ngày duyệt']));
  const row = rows.find(([caseNo]) => caseNo === 'MA-3') ?? [];
  expect(row).toEqual(expect.arrayContaining(['30000000', '06/02/2026', '2026', 'không']));
  expect(rows.map(([, name]) => name)).toContain("'=1+1");
  expect(JSON.stringify(rows)).not.toMatch(/hiểm nghèo|DEMO-/);
});

it('WEL-03: the filter of the list is kept, and a wrong one is shown where it stands', async () => {
  expect(await files.table(district(), 'HOUSING_CASES', { q: 'ma-7' })).toHaveLength(2);
  expect(await files.ask(district(), 'HOUSING_CASES', { year: 'x' }).expectProblem(400, 'request/invalid')).toMatchObject({ errors: [{ pointer: '/body/filter/year' }] });
});

it('WEL-03: what a sister unit may not see is in none of its files, and it neither finds nor reads nor stops the file of another', async () => {
  for (const format of ['CSV', 'XLSX'] as const) {
    const rows = await files.table(sister(), 'HOUSING_CASES', {}, format);
    expect(rows.slice(1).map(([, name]) => name)).toEqual(['Lê Thị Nơi Khác']);
  }
  expect(JSON.stringify(await files.table(district(), 'HOUSING_CASES'))).not.toContain('Nơi Khác');
  const { id } = await files.ended(district(), 'HOUSING_CASES');
  for (const other of [sister(), city()]) {
    await files.get(other, id).expectProblem(404, 'exports/export-not-found');
    await files.file(other, id).expectProblem(404, 'exports/export-not-found');
    await app.api.as(other).call(files.routes.cancelExport, { params: { id }, body: {} }).expectProblem(404, 'exports/export-not-found');
  }
});

it('WEL-03: a post that ends before the file is made ends the job, with the reason', async () => {
  const leaving = await app.tree.appoint('tay-ho', 'VICE_CHAIR');
  const { id } = await files.ask(leaving, 'HOUSING_CASES').expect(201);
  await app.tree.endPost(leaving, '2026-03-01');
  await files.run();
  expect(await files.get({ ...leaving, postId: null }, id).expect(200)).toMatchObject({ state: 'FAILED', failure: 'POST_GONE' });
  await files.file({ ...leaving, postId: null }, id).expectProblem(409, 'exports/export-not-in-state');
});
