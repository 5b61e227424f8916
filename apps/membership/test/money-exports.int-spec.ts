import { askExport, declarePayroll, getExport, registerEmployer, type ExportKind } from '@doanket/contracts';
import type { Caller } from '@doanket/testing';
import { ExportJobs } from '@doanket/exports';
import { DuesWorld } from './dues.builder';

let world: DuesWorld;

beforeAll(async () => {
  world = await DuesWorld.start();
  await world.member('cong-ty-b', 10_000_000);
  await world.run('cong-ty-b', '2025-01');
  const { id } = await world.api.as(world.officer('ha-noi')).call(registerEmployer, { body: { enterpriseCode: '0101234567', name: 'Công ty Bê Tông' } }).expect(201);
  await world.api.as(world.officer('ha-noi')).call(declarePayroll, { params: { id }, body: { month: '2025-01', insuredWorkers: 3, insuredPayrollVnd: 50_000_000 } }).expect(201);
});
afterAll(() => world.app.close());

async function csv(by: Caller | Promise<Caller>, kind: ExportKind, filter: Record<string, string>): Promise<string[]> {
  const { id } = await world.api.as(by).call(askExport, { body: { kind, format: 'CSV', filter } }).expect(201);
  await world.app.test.get(ExportJobs).runner.runDue();
  expect(await world.api.as(by).call(getExport, { params: { id } }).expect(200)).toMatchObject({ state: 'DONE' });
  return (await world.api.as(by).get(`/exports/${id}/file`)).bytes.toString('utf8').trim().split(/\r?\n/);
}

it('ORG-16: lines and months of dues are files, for those who read them', async () => {
  const [titles, line] = await csv(world.officer('cong-ty-b'), 'DUES_LINES', { unit: 'cong-ty-b', month: '2025-01' });
  expect(titles).toContain('Họ và tên,Tháng,Loại,Trạng thái,Căn cứ đóng');
  expect(line).toContain('2025-01,Trong tháng,Phải đóng,');
  const board = await csv(world.officer('tay-ho'), 'DUES_MONTHS', { month: '2025-01' });
  expect(board).toHaveLength(3);
  expect(board.find((row) => row.startsWith('truong-a'))).toContain('chưa tính');
  for (const kind of ['DUES_LINES', 'DUES_MONTHS'] as const) {
    await world.api.as(world.officer('benh-vien-c')).call(askExport, { body: { kind, format: 'CSV', filter: { unit: 'cong-ty-b', month: '2025-01' } } }).expectProblem(404, 'directory/unit-not-found');
  }
});

it('SOC-04: the reconciliation of a month is a file; a sister unit finds nothing in it', async () => {
  const rows = await csv(world.officer('ha-noi'), 'RECONCILIATIONS', { month: '2025-01' });
  expect(rows[1]).toContain('Công ty Bê Tông');
  expect(rows[1]).toContain('Thu thiếu');
  expect(await csv(world.officer('benh-vien-c'), 'RECONCILIATIONS', { month: '2025-01' })).toHaveLength(1);
});
