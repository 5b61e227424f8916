import { acceptSubmission, addSubmission, reportsExportLists, RoundLaunchedV1, sendSubmission, WorkVerifiedV1 } from '@doanket/contracts';
import { ExportLists } from '@doanket/exports';
import { newId } from '@doanket/kernel';
import { createTestApp, ExportDriver, type TestApp } from '@doanket/testing';
import { AppModule } from '../src/app.module';
import { migrations } from '../src/database/migrations';
import { ReadModel } from '../src/projections/read-model';

const ROUND = 'ha-noi-2023-dot-1';

let app: TestApp;
let files: ExportDriver;
const value = (unitCode: string, month: number, over: object = {}) => {
  const mm = String(month).padStart(2, '0');
  return { indicator: 'HEALTHCHECK_PERSON', unitCode, from: `2025-${mm}-01`, to: `2025-${mm}-28`, value: '40', valueUnit: 'PERSON' as const, ...over };
};
const send = async (unitCode: string, month: number, over: object = {}): Promise<string> => {
  const by = app.tree.officerOf(unitCode);
  const { id } = await app.api.as(by).call(addSubmission, { body: value(unitCode, month, over) }).expect(201);
  await app.api.as(by).call(sendSubmission, { params: { id } }).expect(200);
  return id;
};
beforeAll(async () => {
  app = await createTestApp(AppModule, { service: 'reports', migrations });
  await app.tree.standard();
  await app.tree.heartbeat();
  files = new ExportDriver(app, 'reports');
  const consumer = app.get(ReadModel).consumerOf(1);
  await consumer.deliver(RoundLaunchedV1, { ...RoundLaunchedV1.example, roundCode: ROUND, unitId: app.tree.get('ha-noi').unitId, level: 'C', startsOn: '2023-05-01', endsOn: '2023-09-30' });
  for (const code of [...Array.from({ length: 8 }, () => 'truong-a'), 'benh-vien-c']) {
    await consumer.deliver(WorkVerifiedV1, { ...WorkVerifiedV1.example, workId: newId(), unitId: app.tree.get(code).unitId, level: 'G', roundCode: ROUND, completedOn: '2023-09-30', late: false });
  }
  for (let month = 1; month <= 9; month += 1) await send('truong-a', month);
  const counted = await send('truong-a', 10, { value: '1234' });
  await app.api.as(app.tree.chairOf('tay-ho')).call(acceptSubmission, { params: { id: counted } }).expect(200);
  await send('benh-vien-c', 11, { value: '777' });
});
afterAll(() => app.close());
const city = () => app.tree.officerOf('ha-noi');
const union = () => app.tree.officerOf('truong-a');
const sister = () => app.tree.officerOf('benh-vien-c');

it('registers a sheet for every kind there is', () => {
  expect([...app.get(ExportLists).kinds].sort()).toEqual(Object.keys(reportsExportLists).sort());
});

it.each([['SUBMISSIONS', {}, 1], ['INDICATORS', {}, 1], ['FIGURE_RECORDS', { indicator: 'WORK_G', round: ROUND }, 9], ['DECISIONS', {}, 0], ['DOSSIERS', {}, 0]] as const)(
  'RPT-07: the file of %s says what the list says, page by page, as CSV and as a workbook', async (kind, filter, least) => {
    expect((await files.sameAsList(city(), kind, filter)).length).toBeGreaterThanOrEqual(least);
  });

it('RPT-07: days, units of value and states are Vietnamese', async () => {
  const [titles = [], ...rows] = await files.table(union(), 'SUBMISSIONS');
  expect(rows).toHaveLength(10);
  expect(titles.slice(0, 5)).toEqual(['Mã chỉ tiêu', 'Mã đơn vị', 'Đơn vị', 'Từ ngày', 'Đến ngày']);
  expect(rows.find((row) => row.includes('1234'))).toEqual(expect.arrayContaining(['01/10/2025', '28/10/2025', 'người']));
});

it('RPT-07: the filter of the list is kept, and a wrong one is shown where it stands', async () => {
  expect(await files.table(union(), 'SUBMISSIONS', { state: 'ACCEPTED' })).toHaveLength(2);
  expect(await files.ask(union(), 'SUBMISSIONS', { state: 'X' }).expectProblem(400, 'request/invalid')).toMatchObject({ errors: [{ pointer: '/body/filter/state' }] });
  await files.ask(union(), 'FIGURE_RECORDS', {}).expectProblem(400, 'request/invalid');
  await files.ask(city(), 'FIGURE_RECORDS', { indicator: 'HEALTHCHECK_PERSON', round: ROUND }).expectProblem(422, 'reports/no-records-behind');
});

it('RPT-07: what a sister unit may not see is in none of its files, and it neither finds nor reads nor stops the file of another', async () => {
  for (const format of ['CSV', 'XLSX'] as const) expect((await files.table(sister(), 'SUBMISSIONS', {}, format)).slice(1).map((row) => row[1])).toEqual(['benh-vien-c']);
  expect(JSON.stringify(await files.table(union(), 'SUBMISSIONS'))).not.toContain('777');
  const { id } = await files.ended(union(), 'SUBMISSIONS');
  for (const other of [sister(), city()]) {
    await files.get(other, id).expectProblem(404, 'exports/export-not-found');
    await files.file(other, id).expectProblem(404, 'exports/export-not-found');
    await app.api.as(other).call(files.routes.cancelExport, { params: { id }, body: {} }).expectProblem(404, 'exports/export-not-found');
  }
});

it('RPT-07: a post that ends before the file is made ends the job, with the reason', async () => {
  const leaving = await app.tree.appoint('truong-a', 'VICE_CHAIR');
  const { id } = await files.ask(leaving, 'SUBMISSIONS').expect(201);
  await app.tree.endPost(leaving, '2026-03-01');
  await files.run();
  expect(await files.get({ ...leaving, postId: null }, id).expect(200)).toMatchObject({ state: 'FAILED', failure: 'POST_GONE' });
  await files.file({ ...leaving, postId: null }, id).expectProblem(409, 'exports/export-not-in-state');
});
