import { declarePayroll, membershipExportLists, registerEmployer, type ExportKind } from '@doanket/contracts';
import { ExportDriver } from '@doanket/testing';
import { DuesWorld } from './dues.builder';

let world: DuesWorld;
let files: ExportDriver;
beforeAll(async () => {
  world = await DuesWorld.start();
  files = new ExportDriver(world.app.test, 'membership');
  for (let n = 0; n < 8; n += 1) await world.member('cong-ty-b', 10_000_000 + n);
  await world.member('benh-vien-c', 9_000_000);
  await world.run('cong-ty-b', '2025-01');
  for (const [code, name] of [['0101234567', '=Công ty Bê Tông'], ['0101234568', 'Công ty Gạch']] as const) {
    const { id } = await world.api.as(world.officer('ha-noi')).call(registerEmployer, { body: { enterpriseCode: code, name } }).expect(201);
    await world.api.as(world.officer('ha-noi')).call(declarePayroll, { params: { id }, body: { month: '2025-01', insuredWorkers: 3, insuredPayrollVnd: 50_000_000 } }).expect(201);
  }
});
afterAll(() => world.app.close());

const NOWHERE = '01920000-0000-7000-8000-000000000001';
/** What a list cannot be asked without, or by a post that holds it. */
const FILTERS: Readonly<Partial<Record<ExportKind, Readonly<Record<string, string>>>>> = {
  DUES_TERMS: { code: 'cong-ty-b' }, RELIEFS: { code: 'cong-ty-b' }, JOURNALS: { code: 'cong-ty-b' }, PERIODS: { code: 'cong-ty-b' }, DENSITIES: { code: 'ha-noi' }, TREE_DIFFERENCES: { from: '2020-01-01', to: '2026-01-01' },
};
/** Lists with a query of their own have specs of their own; the others need a record that is asked for by its id. */
const APART: readonly ExportKind[] = ['MEMBERS', 'DUES_MONTHS', 'DUES_LINES', 'RECONCILIATIONS', 'CONGRESS_DUTIES', 'ATTENDANCES', 'GROUP_MEMBERS', 'DECISION_ITEMS'];
const FILLED: readonly ExportKind[] = ['UNITS', 'PERSONS', 'EMPLOYERS', 'DUES_RUNS', 'JOURNALS', 'MONEY_TASKS'];

it.each((Object.keys(membershipExportLists) as ExportKind[]).filter((kind) => !APART.includes(kind)))('ORG-12: the file of %s says what the list says, page by page, as CSV and as a workbook', async (kind) => {
  const by = world.officer('ha-noi');
  const asked = await files.ask(by, kind, FILTERS[kind] ?? {});
  if (asked.status === 403) {
    // The office of the city does not hold it: neither as a list nor as a file.
    expect(membershipExportLists[kind].access).toMatch(/^membership\.(bank|exchange|health|counter)/);
    return;
  }
  await files.run();
  const rows = await files.sameAsList(by, kind, FILTERS[kind] ?? {});
  if (FILLED.includes(kind)) expect(rows.length).toBeGreaterThan(0);
});

it.each([['CONGRESS_DUTIES', { id: NOWHERE }], ['ATTENDANCES', { id: NOWHERE }], ['GROUP_MEMBERS', { code: 'khong-co' }], ['DECISION_ITEMS', { id: NOWHERE }]] as const)('ORG-12: %s of what is not there is refused as the list refuses it', async (kind, filter) => {
  expect((await files.ask(world.officer('ha-noi'), kind, filter)).status).toBe(404);
});

it('ORG-12: persons of a sister unit are in no file, identifiers in none, and no formula runs', async () => {
  const [titles = [], ...rows] = await files.table(world.officer('benh-vien-c'), 'PERSONS');
  expect(titles).toContain('Họ và tên');
  expect(titles.join()).not.toMatch(/CCCD|định danh|hộ chiếu/i);
  expect(rows.map((row) => row[4])).not.toContain('cong-ty-b');
  const employers = await files.table(world.officer('ha-noi'), 'EMPLOYERS');
  expect(employers.map((row) => row[1])).toContain("'=Công ty Bê Tông");
});

it('ORG-12: a post that ends before the file is made ends the job, with the reason; lists of a million rows too', async () => {
  for (const kind of ['PERSONS', 'MEMBERS'] as const) {
    const leaving = await world.app.tree.appoint('cong-ty-b', 'VICE_CHAIR');
    const { id } = await files.ask(leaving, kind).expect(201);
    await world.app.tree.endPost(leaving, '2025-01-05');
    await files.run();
    expect(await files.get({ ...leaving, postId: null }, id).expect(200)).toMatchObject({ state: 'FAILED', failure: 'POST_GONE' });
  }
});
