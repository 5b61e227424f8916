import { askExport, cancelExport, getExport, getExportColumns, listExports, membershipExportLists, type ExportFormat, type ExportView } from '@doanket/contracts';
import { ExportDriver, type Officer } from '@doanket/testing';
import { FailPoints } from '@doanket/messaging';
import { Log } from '@doanket/service';
import { ZipFile } from 'yazl';
import { Asking, ExportBlobs, ExportJobs, ExportLists, ExportSeal } from '@doanket/exports';
import { MemberQueries } from '../src/members/members.queries';
import { PersonsService } from '../src/persons/persons.service';
import { ImportDriver } from './import-driver';
import { MembershipApp } from './membership-app';

const HEADER = 'Họ và tên,Ngày sinh,Giới tính,Số CCCD,Mã đơn vị,Ngày kết nạp,Nghề nghiệp,Lao động trực tiếp';
let app: MembershipApp;
let district: Officer;
let files: ImportDriver;

beforeAll(async () => {
  app = await MembershipApp.start();
  await app.tree.standard();
  district = await app.tree.officerOf('tay-ho');
  files = new ImportDriver(app, district);
  await files.import([HEADER, 'Trần Thị Xuất,08/03/1995,Nữ,001195000001,truong-a,01/02/2020,"=HYPERLINK(""http://x"")",có', 'Lê Văn Xuất,09/04/1990,Nam,001090000002,cong-ty-b,01/02/2021,Thợ <hàn> & tiện,không'].join('\n'));
});
afterAll(() => app.close());

const made = async (format: ExportFormat, filter: Record<string, string> = {}, by: Officer = district): Promise<{ view: ExportView; bytes: Buffer }> => {
  const { id } = await app.api.as(by).call(askExport, { body: { kind: 'MEMBERS', format, filter } }).expect(201);
  await app.test.get(ExportJobs).runner.runDue();
  const view = await app.api.as(by).call(getExport, { params: { id } }).expect(200);
  return { view, bytes: (await app.api.as(by).get(`/exports/${id}/file`)).bytes };
};

it('registers a list for every kind there is', () => {
  expect([...app.test.get(ExportLists).kinds].sort()).toEqual(Object.keys(membershipExportLists).sort());
});

it('ORG-12: a list is a CSV file: Vietnamese titles and days, masked, no formula that runs', async () => {
  const { view, bytes } = await made('CSV', { q: 'xuat' });
  expect(view).toMatchObject({ state: 'DONE', rows: 2, size: bytes.length, unitCode: 'tay-ho', fileName: 'Danh sách đoàn viên 02-03-2026.csv' });
  const text = bytes.toString('utf8');
  expect(text.startsWith('\ufeffHọ và tên,Ngày sinh,')).toBe(true);
  expect(text).toContain('Trần Thị Xuất,08/03/1995,Nữ,truong-a');
  expect(text).toContain(`"'=HYPERLINK(""http://x"")"`);
  expect(text).not.toMatch(/00119500000|,=/);
});

it('ORG-12: a list is a workbook that comes in again and changes nothing', async () => {
  const { bytes } = await made('XLSX', { q: 'le van xuat' });
  const preview = await files.preview(bytes);
  expect(preview).toMatchObject({ encoding: 'XLSX', counts: { total: 1, fresh: 0, changed: 0, unchanged: 1, faulty: 0 } });
});

it('ORG-12: the rights of the moment are frozen: what comes later into reach is not in it, and a sister unit neither', async () => {
  const { view, bytes } = await made('CSV', {}, await app.tree.officerOf('benh-vien-c'));
  expect(view.rows).toBe(0);
  expect(bytes.toString('utf8')).not.toContain('Xuất');
  await app.api.as(district).call(askExport, { body: { kind: 'MEMBERS', format: 'CSV', filter: { unit: 'thanh-xuan' } } }).expectProblem(404, 'directory/unit-not-found');
  expect(await app.api.as(district).call(askExport, { body: { kind: 'MEMBERS', format: 'CSV', filter: { status: 'GONE' } } }).expectProblem(400, 'request/invalid')).toMatchObject({ errors: [{ pointer: '/body/filter/status' }] });
});

it('ORG-12: nobody else finds, reads or stops it, whoever lost the post does not read it, and each reading is kept', async () => {
  const leaving = await app.tree.appoint('tay-ho', 'VICE_CHAIR');
  const { view } = await made('CSV', {}, leaving);
  for (const other of [district, await app.tree.chairOf('ha-noi'), await app.tree.officerOf('truong-a')]) {
    await app.api.as(other).call(getExport, { params: { id: view.id } }).expectProblem(404, 'membership/export-not-found');
    await app.api.as(other).get(`/exports/${view.id}/file`).expectProblem(404, 'membership/export-not-found');
    await app.api.as(other).call(cancelExport, { params: { id: view.id }, body: {} }).expectProblem(404, 'membership/export-not-found');
    expect((await app.api.as(other).call(listExports, {}).expect(200)).items.map(({ id }) => id)).not.toContain(view.id);
  }
  const entries: { action: string }[] = await app.test.transactions.readWhole((tx) => tx.query("select action from membership_audit.entry where object_id = $1 order by seq", [view.id]));
  expect(entries.map(({ action }) => action)).toEqual(['export.ask', 'export.read']);
  await app.tree.endPost(leaving, '2026-03-01');
  const without = await app.api.as({ ...leaving, postId: null }).get(`/exports/${view.id}/file`);
  expect([403, 404]).toContain(without.status);
  await app.api.as(await app.tree.person()).call(askExport, { body: { kind: 'MEMBERS', format: 'CSV' } }).expectProblem(403, 'membership/export-needs-post');
});

it('ORG-12: is stopped while it waits, deleted before its time, and gone after seven days', async () => {
  const waiting = await app.api.as(district).call(askExport, { body: { kind: 'MEMBERS', format: 'CSV' } }).expect(201);
  expect(await app.api.as(district).call(cancelExport, { params: { id: waiting.id }, body: {} }).expect(200)).toMatchObject({ state: 'CANCELLED' });
  await app.test.get(ExportJobs).runner.runDue();
  await app.api.as(district).get(`/exports/${waiting.id}/file`).expectProblem(409, 'membership/export-not-in-state');
  const kept = await made('CSV');
  await app.test.at('2026-03-09T01:59:59Z');
  await app.test.get(ExportJobs).runner.runDue();
  expect((await app.api.as(district).get(`/exports/${kept.view.id}/file`)).status).toBe(200);
  await app.test.at('2026-03-09T02:00:00Z');
  await app.test.get(ExportJobs).runner.runDue();
  expect(await app.api.as(district).call(getExport, { params: { id: kept.view.id } }).expect(200)).toMatchObject({ state: 'EXPIRED' });
  await app.api.as(district).get(`/exports/${kept.view.id}/file`).expectProblem(409, 'membership/export-not-in-state');
});

it.each(['MEMBERS', 'PERSONS'] as const)('ORG-12: the columns that are chosen make the file of %s, in their order; all of them without a choice', async (kind) => {
  const { items } = await app.api.as(district).call(getExportColumns, { query: { kind } }).expect(200);
  const headings = async (columns?: string[], format: ExportFormat = 'CSV'): Promise<string[]> => {
    const driver = new ExportDriver(app.test, 'membership');
    const { id } = await app.api.as(district).call(askExport, { body: { kind, format, filter: { q: 'xuat' }, ...(columns === undefined ? {} : { columns }) } }).expect(201);
    await driver.run();
    const { bytes } = await driver.file(district, id);
    return bytes.toString('utf8').slice(1).split('\r\n').slice(0, 3);
  };
  expect((await headings())[0]).toBe(items.map(({ title }) => title).join());
  expect(await headings(['unitCode', 'fullName'])).toEqual(['Mã đơn vị,Họ và tên', 'cong-ty-b,Lê Văn Xuất', 'truong-a,Trần Thị Xuất']);
  expect(await headings([items.at(-1)?.name ?? ''])).toHaveLength(3);
});

it('ORG-12: a column that the list does not have, one named twice and a choice of none are refused, each where it stands', async () => {
  const refused = (columns: unknown, pointer: string): Promise<void> => app.api.as(district).post('/exports', { kind: 'MEMBERS', format: 'CSV', columns }).expectProblem(400, 'request/invalid').then((problem) => {
    expect(problem).toMatchObject({ errors: [{ pointer }] });
  });
  await refused(['fullName', 'personalId'], '/body/columns/1');
  await refused(['fullName', 'birthDate', 'fullName'], '/body/columns/2');
  await refused([], '/body/columns');
  expect(await app.api.as(district).get('/exports/columns?kind=GONE').expectProblem(400, 'request/invalid')).toMatchObject({ errors: [{ pointer: '/query/kind' }] });
});

it('ORG-12: only five of one person wait at once', async () => {
  const clerk = await app.tree.appoint('tay-ho', 'OFFICER');
  for (let at = 0; at < 5; at += 1) await app.api.as(clerk).call(askExport, { body: { kind: 'MEMBERS', format: 'CSV' } }).expect(201);
  await app.api.as(clerk).call(askExport, { body: { kind: 'MEMBERS', format: 'CSV' } }).expectProblem(422, 'membership/too-many-exports');
  await app.test.get(ExportJobs).runner.runDue();
});

describe('ORG-12: files as they come', () => {
  const workbook = async (sheet: string, extra: Record<string, string> = {}): Promise<Buffer> => {
    const zip = new ZipFile();
    const parts = {
      'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet name="Ẩn" sheetId="1" state="hidden" r:id="rId9"/><sheet name="Danh sách" sheetId="2" r:id="rId1"/></sheets></workbook>',
      'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
      'xl/styles.xml': '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
      'xl/sharedStrings.xml': '<sst><si><t>Họ và tên</t></si><si><t>Ngày sinh</t></si><si><r><t>Vũ </t></r><r><t>Thị Ô</t></r></si></sst>',
      'xl/worksheets/sheet1.xml': sheet, ...extra,
    };
    for (const [name, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content), name);
    zip.end();
    const chunks: Buffer[] = [];
    for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  };
  const SHEET = '<worksheet><sheetData><row r="3"><c r="B3" t="s"><v>0</v></c><c r="C3" t="s"><v>1</v></c></row><row r="7"><c r="B7" t="s"><v>2</v></c><c r="C7" s="1"><v>34766</v></c></row></sheetData></worksheet>';
  const over = { defaultUnitCode: 'truong-a', defaultAdmittedOn: '2020-01-01' };
  const refused = async (bytes: Buffer, failure: string): Promise<void> => {
    const { id } = await files.upload(bytes, over);
    expect(await files.api.get(`/imports/${id}/columns`).expectProblem(422, 'membership/import-file-refused')).toMatchObject({ failure });
  };

  it('ORG-12: reads the first sheet that is shown, letterhead, shared and rich strings, and days that are numbers', async () => {
    expect((await files.preview(await workbook(SHEET), over)).counts).toMatchObject({ total: 1, fresh: 1, faulty: 0 });
  });

  it('ORG-12: refuses bombs, damaged archives, entities and what is no table', async () => {
    await refused(await workbook(`<worksheet><sheetData>${' '.repeat(60_000_000)}</sheetData></worksheet>`), 'ARCHIVE_TOO_LARGE');
    const whole = await workbook(SHEET);
    await refused(whole.subarray(0, whole.length - 40), 'ARCHIVE_DAMAGED');
    await refused(await workbook('<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'), 'ARCHIVE_DAMAGED');
    await refused(Buffer.from([0x25, 0x50, 0x44, 0x46, 1, 2, 3, 0, 0, 7]), 'NOT_A_TABLE');
  });

  it.each([
    ['UTF-8', (text: string) => Buffer.from('\ufeff' + text), ';'], ['UTF-8', (text: string) => Buffer.from(text.normalize('NFD')), '\t'],
    ['UTF-16LE', (text: string) => Buffer.from('\ufeff' + text, 'utf16le'), '\t'], ['UTF-16BE', (text: string) => Buffer.from('\ufeff' + text, 'utf16le').swap16(), ','],
  ] as const)('ORG-12: reads %s', async (encoding, encode, delimiter) => {
    const preview = await files.preview(encode([['Họ và tên', 'Ngày sinh'], ['Nguyễn Thị Ước', '08/03/1995']].map((cells) => cells.join(delimiter)).join('\r\n')), over);
    expect(preview).toMatchObject({ encoding, delimiter, counts: { fresh: 1, faulty: 0 } });
    await files.api.post(`/imports/${preview.id}/cancellation`, {}).expect(200);
  });

  it('ORG-12: converts text of old fonts, and refuses with a reason what nobody can read', async () => {
    const old = (lines: string[][]) => Buffer.from(lines.map((cells) => cells.join(',')).join('\n'), 'latin1');
    const preview = await files.preview(old([['Ho va ten', 'Ngay sinh'], ['NguyÔn V¨n §øc', '08/03/1995'], ['TrÇn ThÞ TuyÕt', '09/03/1995'], ['Lª H÷u Ph\u00adíc', '10/03/1995'], ['§Æng Quúnh Nh\u00ad', '11/03/1995']]), over);
    expect(preview).toMatchObject({ encoding: 'TCVN3', counts: { fresh: 4 } });
    await files.run(preview.id);
    expect((await made('CSV', { q: 'nguyen van duc' })).bytes.toString('utf8')).toContain('Nguyễn Văn Đức');
    await refused(old([['Ho va ten', 'Ngay sinh'], ['Ð¿Ó¾ ð»³¼', '08/03/1995'], ['Ðøçêîñ ÐÑÒÓ', '09/03/1995'], ['ÿþýü çðñòóôÿ', '10/03/1995']]), 'ENCODING_UNKNOWN');
  });
});

describe('ORG-12: a list of thousands', () => {
  const MANY = 2_500;
  let driver: ExportDriver;
  beforeAll(async () => {
    driver = new ExportDriver(app.test, 'membership');
    const row = (n: number): string => `Đoàn Viên Số ${n},09/04/1990,Nam,001090${String(100_000 + n)},cong-ty-b,01/02/2021,Thợ,có`;
    const { state, written } = await files.import([HEADER, ...Array.from({ length: MANY }, (_, n) => row(n))].join('\n'));
    expect({ state, fresh: written.fresh }).toEqual({ state: 'DONE', fresh: MANY });
  });
  afterEach(() => jest.restoreAllMocks());
  const filter = { q: 'doan vien so' };
  const parts = (id: string): Promise<{ part: number; sha256: string }[]> => app.test.transactions.readWhole((tx) => tx.query('select part, sha256 from export_part where export_id = $1 order by part', [id]));

  it.each(['PERSONS', 'MEMBERS'] as const)('ORG-12: the file of %s is read in three pages, not in twenty-five, and says what the pages of a hundred say', async (kind) => {
    const reads = kind === 'PERSONS' ? jest.spyOn(app.test.get(PersonsService), 'list') : jest.spyOn(app.test.get(MemberQueries), 'list');
    const { id } = await driver.ask(district, kind, filter).expect(201);
    reads.mockClear();
    await driver.run();
    expect(reads).toHaveBeenCalledTimes(3);
    expect(await driver.get(district, id).expect(200)).toMatchObject({ state: 'DONE', rows: MANY });
    if (kind === 'PERSONS') expect(await driver.sameAsList(district, kind, filter, 100)).toHaveLength(MANY);
  });

  it('ORG-12: a caller over HTTP still gets a hundred rows at most', async () => {
    expect((await app.api.as(district).get('/persons?limit=100')).status).toBe(200);
    expect(await app.api.as(district).get('/persons?limit=101').expectProblem(400, 'request/invalid')).toMatchObject({ errors: [{ pointer: '/query/limit' }] });
    expect(await driver.ask(district, 'PERSONS', { limit: '101' }).expectProblem(400, 'request/invalid')).toMatchObject({ errors: [{ pointer: '/body/filter/limit' }] });
  });

  /** Does something while the second page of the next job is read. */
  const onSecondPage = (what: () => Promise<unknown>): jest.SpyInstance => {
    const persons = app.test.get(PersonsService);
    const list = persons.list.bind(persons);
    const spy = jest.spyOn(persons, 'list');
    let pages = 0;
    return spy.mockImplementation(async (...asked) => {
      pages += 1;
      if (pages === 2) await what();
      return list(...asked);
    });
  };

  it('ORG-12: says how far it is, and stops between two pages when it is stopped; nothing of the file stays', async () => {
    const { id } = await driver.ask(district, 'PERSONS', filter).expect(201);
    const seen: number[] = [];
    const reads = onSecondPage(async () => {
      seen.push((await driver.get(district, id).expect(200)).rows);
      await app.api.as(district).call(cancelExport, { params: { id }, body: {} }).expect(200);
    });
    await driver.run();
    expect(seen).toEqual([1_000]);
    expect(reads).toHaveBeenCalledTimes(2);
    expect(await driver.get(district, id).expect(200)).toMatchObject({ state: 'CANCELLED' });
    expect(await parts(id)).toEqual([]);
  });

  it('ORG-12: a process that was thought dead and wakes up leaves the file of its successor alone', async () => {
    const { id } = await driver.ask(district, 'PERSONS', filter).expect(201);
    const { test } = app;
    const successor = new ExportJobs('membership', test.transactions, test.clock, test.get(ExportSeal), test.get(ExportLists), test.get(Asking), test.get(ExportBlobs), test.get(Log), new FailPoints(''));
    let made: { part: number; sha256: string }[] = [];
    onSecondPage(async () => {
      await app.test.at(new Date(app.test.clock.now().getTime() + 21_000).toISOString());
      await successor.runner.runDue();
      made = await parts(id);
    });
    await driver.run();
    expect(made).toHaveLength(1);
    expect(await parts(id)).toEqual(made);
    const view = await driver.get(district, id).expect(200);
    expect(view).toMatchObject({ state: 'DONE', rows: MANY });
    expect((await driver.file(district, id)).bytes).toHaveLength(view.size ?? 0);
  });
});
