import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import {
  admitMember, cancelImport, changeProfile, checkImport, getImport, getMember, listImportFaults, listImports, listMembers, MemberAdmittedV1, MemberClassifiedV1, MemberRemovedV1, openImport, readIdentifiers, runImport, undoImport,
  IMPORT_PART_BYTES, WorkProfile, type ImportView,
} from '@doanket/contracts';
import { FailPoints } from '@doanket/messaging';
import type { Officer } from '@doanket/testing';
import { ZipFile } from 'yazl';
import { FieldKeys } from '../src/persons/field-keys';
import { ImportDriver } from './import-driver';
import { MembershipApp } from './membership-app';

const HEADER = 'STT,Họ và tên,Ngày sinh,Giới tính,Số CCCD,Mã đơn vị,Ngày kết nạp,Nghề nghiệp,Lao động trực tiếp';
let app: MembershipApp;
let district: Officer;
let files: ImportDriver;
let serial = 0;

/** A twelve-digit id nobody has. */
const freshId = (): string => `001095${String((serial += 1)).padStart(6, '0')}`;
const row = (name: string, over: Partial<{ birth: string; id: string; unit: string; admitted: string; job: string; direct: string }> = {}): string =>
  `1,${name},${over.birth ?? '08/03/1995'},Nữ,${over.id ?? freshId()},${over.unit ?? 'truong-a'},${over.admitted ?? '01/02/2020'},${over.job ?? 'Giáo viên'},${over.direct ?? 'có'}`;
const file = (...rows: string[]): string => [HEADER, ...rows].join('\r\n');
const rowsOf = async (sql: string): Promise<number> => ((await app.test.transactions.readWhole((tx) => tx.query(sql))) as { n: number }[])[0]?.n ?? -1;
/** Files of a workbook, stored as they are: so their bytes lie where they are put. */
const packed = async (entries: Readonly<Record<string, string | Buffer>>): Promise<Buffer> => {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(entries)) zip.addBuffer(Buffer.from(content), name, { compress: false });
  zip.end();
  return buffer(zip.outputStream);
};
const faultsOf = async (view: ImportView) => (await files.api.call(listImportFaults, { params: { id: view.id } }).expect(200)).items;

beforeAll(async () => {
  app = await MembershipApp.start();
  await app.tree.standard();
  district = await app.tree.officerOf('tay-ho');
  files = new ImportDriver(app, district);
});
afterAll(() => app.close());

describe('ORG-12: a file becomes members', () => {
  it('ORG-12: previews new rows, writes them with their events, and the same file again changes nothing', async () => {
    const content = file(row('Trần Thị Nhập', { id: '001195000001' }), row('LÊ VĂN HAI', { id: '001195000002', unit: 'cong-ty-b' }));
    const preview = await files.preview(content);
    expect(preview).toMatchObject({ state: 'CHECKED', encoding: 'UTF-8', delimiter: ',', counts: { total: 2, fresh: 2, changed: 0, unchanged: 0, faulty: 0 } });
    expect((await files.api.call(listMembers, { query: { q: 'tran thi nhap' } }).expect(200)).items).toEqual([]);
    const done = await files.run(preview.id);
    expect(done).toMatchObject({ state: 'DONE', written: { fresh: 2, changed: 0, faulty: 0 }, undoable: true });
    const [member] = (await files.api.call(listMembers, { query: { q: 'tran thi nhap' } }).expect(200)).items;
    expect(member).toMatchObject({ fullName: 'Trần Thị Nhập', unitCode: 'truong-a', status: 'ACTIVE', admittedOn: '2020-02-01', decisionId: done.id });
    expect((await files.api.call(listMembers, { query: { q: 'le van hai' } }).expect(200)).items).toMatchObject([{ fullName: 'Lê Văn Hai' }]);
    const events = await app.test.published(MemberAdmittedV1);
    expect(events).toHaveLength(2);
    for (const event of events) MemberAdmittedV1.data.strict().parse(event);
    expect(JSON.stringify(events)).not.toMatch(/Nhập|001195/);
    expect(await files.api.call(readIdentifiers, { params: { id: member?.id ?? '' }, query: { reason: 'Đối chiếu danh sách' } }).expect(200)).toMatchObject({ personalId: '001195000001' });

    const again = await files.preview(content);
    expect(again.counts).toEqual({ total: 2, fresh: 0, changed: 0, unchanged: 2, faulty: 0 });
    expect(await files.run(again.id)).toMatchObject({ state: 'DONE', written: { fresh: 0, changed: 0, faulty: 0 } });
    expect(await app.test.published(MemberAdmittedV1)).toHaveLength(2);
  });

  it('ORG-12: changes what the file says otherwise, says what others count by, and leaves blank cells alone', async () => {
    await files.import(file(row('Phạm Thị Đổi', { id: '001195000011' })));
    const preview = await files.preview(file(row('Phạm Thị Đổi', { id: '001195000011', job: 'Tổ trưởng', direct: 'không' })));
    expect(preview.counts).toMatchObject({ fresh: 0, changed: 1 });
    await files.run(preview.id);
    const [member] = (await files.api.call(listMembers, { query: { q: 'pham thi doi' } }).expect(200)).items;
    expect((await files.api.call(getMember, { params: { id: member?.id ?? '' } }).expect(200)).profile).toMatchObject({ job: 'Tổ trưởng', directWorker: false, gender: 'FEMALE' });
    MemberClassifiedV1.data.strict().parse(await app.test.expectPublished(MemberClassifiedV1, { memberId: member?.id ?? '', directWorker: false }));
    const blank = await files.preview(file(row('Phạm Thị Đổi', { id: '001195000011', job: '', direct: '' })));
    expect(blank.counts).toMatchObject({ changed: 0, unchanged: 1 });
  });

  it('ORG-12: names row and column of each fault, refuses all of them or takes the good ones, as asked', async () => {
    const content = file(row('Ngô Thị Đúng'), row('Sai Ngày', { birth: '31/02/1995' }), row('Sai Số', { id: '00119500002' }), row('', {}), row('Sai Đơn Vị', { unit: 'khong-co' }), row('Ngoài Phạm Vi', { unit: 'benh-vien-c' }), row('Không Cơ Sở', { unit: 'tay-ho' }), row('Ngày Mai', { admitted: '03/03/2026' }));
    const preview = await files.preview(content);
    expect(preview.counts).toEqual({ total: 8, fresh: 1, changed: 0, unchanged: 0, faulty: 7 });
    expect((await faultsOf(preview)).map(({ row: at, header, fault }) => [at, header, fault])).toEqual([
      [3, 'Ngày sinh', 'NOT_A_DAY'], [4, 'Số CCCD', 'NOT_TWELVE_DIGITS'], [5, 'Họ và tên', 'REQUIRED'], [6, 'Mã đơn vị', 'UNIT_UNKNOWN'], [7, 'Mã đơn vị', 'UNIT_UNKNOWN'], [8, 'Mã đơn vị', 'UNIT_NOT_GRASSROOTS'], [9, 'Ngày kết nạp', 'IN_FUTURE'],
    ]);
    await files.api.call(runImport, { params: { id: preview.id }, body: { mode: 'ALL', basis: 'DS 1' } }).expectProblem(422, 'membership/import-has-faults');
    expect(await files.run(preview.id, 'PARTIAL')).toMatchObject({ state: 'DONE', written: { fresh: 1, faulty: 7 } });
  });

  it('ORG-12: gives the faulty rows back with their reasons; mended, they come in', async () => {
    const bad = row('Vũ Thị Sửa', { birth: '1995' });
    const preview = await files.preview(file(row('Vũ Thị Lành'), bad));
    await files.run(preview.id, 'PARTIAL');
    const answer = await files.api.get(`/imports/${preview.id}/faulty-rows`);
    expect(answer.status).toBe(200);
    const text = answer.bytes.toString('utf8');
    expect(text).toContain('Vũ Thị Sửa');
    expect(text).not.toContain('Vũ Thị Lành');
    expect(text).toMatch(/Ngày sinh: NOT_A_DAY/);
    const mended = await files.preview(text.replace(',1995,', ',09/03/1995,'));
    expect(mended.counts).toEqual({ total: 1, fresh: 1, changed: 0, unchanged: 0, faulty: 0 });
    expect(await files.run(mended.id)).toMatchObject({ written: { fresh: 1 } });
  });

  it('ORG-12: finds who is there already: by identifier, else by name, birth date and unit', async () => {
    await files.import(file(row('Hoàng Thị Có', { id: '001195000031' }), row('Không Giấy Tờ', { id: '' })));
    await files.import(file(row('Người Nơi Khác', { id: '001195000032', unit: 'cong-ty-b' })));
    const preview = await files.preview(file(
      row('Tên Khác Hẳn', { id: '001195000031' }), row('Người Nơi Khác', { id: '001195000032' }), row('Không Giấy Tờ', { id: '' }), row('Không Giấy Tờ', { id: '', birth: '09/03/1995' }),
      row('Trùng Trong Tệp', { id: '001195000033' }), row('Trùng Trong Tệp', { id: '001195000033' })));
    expect(preview.counts).toEqual({ total: 6, fresh: 2, changed: 0, unchanged: 1, faulty: 3 });
    expect((await faultsOf(preview)).map(({ row: at, fault, otherRow }) => [at, fault, otherRow])).toEqual([[2, 'IDENTIFIER_OF_ANOTHER', null], [3, 'NEEDS_TRANSFER', null], [7, 'REPEATED_IN_FILE', 6]]);
  });

  it('ORG-12: without a birth date somebody is found among those without one, and nowhere else', async () => {
    await files.import(file(row('Không Ngày Sinh', { id: '', birth: '' })));
    const preview = await files.preview(file(row('Không Ngày Sinh', { id: '', birth: '' }), row('Không Ngày Sinh', { id: '' }), row('Không Giấy Tờ', { id: '', birth: '' })));
    expect(preview.counts).toEqual({ total: 3, fresh: 2, changed: 0, unchanged: 1, faulty: 0 });
  });

  it('ORG-12: adds an identifier to somebody known without one, sealed for that person', async () => {
    await files.import(file(row('Bùi Thị Thêm', { id: '' })));
    expect((await files.import(file(row('Bùi Thị Thêm', { id: '001195000041' })))).written).toMatchObject({ fresh: 0, changed: 1 });
    const [member] = (await files.api.call(listMembers, { query: { q: 'bui thi them' } }).expect(200)).items;
    expect(await files.api.call(readIdentifiers, { params: { id: member?.id ?? '' }, query: { reason: 'Đối chiếu' } }).expect(200)).toMatchObject({ personalId: '001195000041' });
  });

  it('ORG-12: an application that waits is decided, not overtaken', async () => {
    const waiting = await app.submitted('truong-a', { fullName: 'Đỗ Thị Chờ', personalId: '001195000051', birthDate: '1995-03-08' });
    const preview = await files.preview(file(row('Đỗ Thị Chờ', { id: '001195000051' })));
    expect(await faultsOf(preview)).toMatchObject([{ fault: 'IN_ANOTHER_STATE' }]);
    await files.api.call(cancelImport, { params: { id: preview.id }, body: {} }).expect(200);
    await app.api.as(await app.tree.chairOf('truong-a')).call(admitMember, { params: { id: waiting.id }, body: { admittedOn: app.today, decision: app.decision() } }).expect(200);
    expect((await files.preview(file(row('Đỗ Thị Chờ', { id: '001195000051' })))).counts).toMatchObject({ faulty: 0, changed: 1 });
  });

  it('ORG-12: remembers the columns of a source in its unit, and of no other', async () => {
    const odd = 'Cột A,Cột B\r\nTrương Thị Cột,01/02/2020';
    const { id } = await files.upload(odd, { defaultUnitCode: 'truong-a' });
    expect(await files.guess(id)).toEqual([null, null]);
    await files.api.call(checkImport, { params: { id }, body: { mapping: [null, null] } }).expectProblem(400, 'membership/import-mapping-invalid');
    await files.api.call(checkImport, { params: { id }, body: { mapping: ['fullName', 'fullName'] } }).expectProblem(400, 'membership/import-mapping-invalid');
    await files.api.call(checkImport, { params: { id }, body: { mapping: ['fullName', 'admittedOn'] } }).expect(200);
    expect((await files.settled(id)).counts).toMatchObject({ fresh: 1, faulty: 0 });
    const next = await files.upload(odd.replace('Cột,', 'Cột Hai,'));
    expect(await files.guess(next.id)).toEqual(['fullName', 'admittedOn']);
    const other = new ImportDriver(app, await app.tree.officerOf('thanh-xuan'));
    expect(await other.guess((await other.upload(odd)).id)).toEqual([null, null]);
  });
});

describe('ORG-12: two at once, killed in the middle, taken back', () => {
  it('ORG-12: of two imports of the same file at once one goes on, the other gets a 409 that says why', async () => {
    const content = file(row('Lý Thị Một Lần'));
    const uploads = [await files.upload(content), await files.upload(content)];
    const answers = await Promise.all(uploads.map(async ({ id }) => files.api.call(checkImport, { params: { id }, body: { mapping: [null, 'fullName', 'birthDate', 'gender', 'personalId', 'unitCode', 'admittedOn', 'job', 'directWorker'] } })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const refused = answers.find(({ status }) => status === 409)?.body as unknown as { type: string; otherImportId: string };
    expect(refused.type).toContain('membership/import-same-file');
    expect(uploads.map(({ id }) => id)).toContain(refused.otherImportId);
    await files.settled(refused.otherImportId);
    const runs = await Promise.all([1, 2].map(async () => files.api.call(runImport, { params: { id: refused.otherImportId }, body: { mode: 'ALL', basis: 'DS' } })));
    expect(runs.map(({ status }) => status).sort()).toEqual([200, 409]);
    await files.settled(refused.otherImportId);
    expect(await rowsOf("select count(*)::int as n from person where name_key = 'ly thi mot lan'")).toBe(1);
  });

  const broken = (point: string): jest.SpyInstance => jest.spyOn(app.test.get(FailPoints), 'hit').mockImplementation((hit) => {
    // What a killed process looks like to the database: its connection is gone.
    if (hit === point) throw Object.assign(new Error('Connection terminated'), { code: 'ECONNRESET' });
  });

  it('ORG-12: all or nothing: killed before the commit nothing is there, and then the job goes on to the whole', async () => {
    const preview = await files.preview(file(...Array.from({ length: 30 }, (_, at) => row(`Toàn Bộ ${at}`))));
    const kill = broken('import-before-commit');
    const stopped = await files.run(preview.id, 'ALL');
    kill.mockRestore();
    expect(stopped.state).toBe('RUNNING');
    expect(await rowsOf("select count(*)::int as n from member where import_id = '" + preview.id + "'")).toBe(0);
    expect(await app.test.published(MemberAdmittedV1)).toHaveLength(0);
    expect((await files.settled(preview.id)).state).toBe('RUNNING');
    await app.test.at('2026-03-02T02:01:00Z');
    expect(await files.settled(preview.id)).toMatchObject({ state: 'DONE', written: { fresh: 30 } });
    expect(await app.test.published(MemberAdmittedV1)).toHaveLength(30);
  });

  it('ORG-12: partial: killed between chunks it goes on behind the last one, and nothing is doubled', async () => {
    const rows = Array.from({ length: 10_050 }, (_, at) => row(`Từng Đợt ${at}`));
    const preview = await files.preview(file(...rows, row('Lỗi', { birth: 'x' })));
    const kill = broken('import-chunk-written');
    const stopped = await files.run(preview.id, 'PARTIAL');
    kill.mockRestore();
    expect(stopped).toMatchObject({ state: 'RUNNING', written: { fresh: 10_000 }, progress: { done: 10_000, of: 10_051 } });
    await app.test.at('2026-03-02T02:02:00Z');
    expect(await files.settled(preview.id)).toMatchObject({ state: 'DONE', written: { fresh: 10_050, faulty: 1 } });
    expect(await rowsOf(`select count(*)::int as n from member where import_id = '${preview.id}'`)).toBe(10_050);
    expect(await rowsOf(`select count(distinct aggregate_id)::int as n from outbox where aggregate_version = 1 and payload->>'decisionId' = '${preview.id}'`)).toBe(10_050);
  });

  it('ORG-12: a database that lost its unlogged tables costs a second reading, no rows', async () => {
    const preview = await files.preview(file(row('Mất Bảng Tạm')));
    await app.test.transactions.runWhole((tx) => tx.query('truncate import_row, import_match'));
    expect(await files.run(preview.id)).toMatchObject({ state: 'DONE', written: { fresh: 1 } });
  });

  it('ORG-12: is taken back as one: new ones go, changed ones are as before, and it is said', async () => {
    await files.import(file(row('Cũ Còn Đây', { id: '001195000061' })));
    const [old] = (await files.api.call(listMembers, { query: { q: 'cu con day' } }).expect(200)).items;
    const done = await files.import(file(row('Cũ Còn Đây', { id: '001195000061', job: 'Việc mới', direct: 'không' }), row('Mới Tinh', { id: '001195000062' })));
    await files.api.call(undoImport, { params: { id: done.id }, body: { reason: 'Nhập nhầm danh sách' } }).expect(200);
    expect(await files.settled(done.id)).toMatchObject({ state: 'UNDONE', undoable: false });
    expect((await files.api.call(listMembers, { query: { q: 'moi tinh' } }).expect(200)).items).toEqual([]);
    expect((await files.api.call(getMember, { params: { id: old?.id ?? '' } }).expect(200)).profile).toMatchObject({ job: 'Giáo viên', directWorker: true });
    MemberRemovedV1.data.strict().parse(await app.test.expectPublished(MemberRemovedV1, { importId: done.id }));
    expect(await rowsOf("select count(*)::int as n from person where name_key = 'moi tinh'")).toBe(0);
    expect((await files.import(file(row('Mới Tinh', { id: '001195000062' })))).written).toMatchObject({ fresh: 1 });
    await files.api.call(undoImport, { params: { id: done.id }, body: { reason: 'Lần nữa' } }).expectProblem(409, 'membership/import-not-in-state');
  });

  it('ORG-12: is not taken back once something is built on it', async () => {
    const done = await files.import(file(row('Đã Xây Trên', { id: '001195000071' })));
    const [member] = (await files.api.call(listMembers, { query: { q: 'da xay tren' } }).expect(200)).items;
    const clerk = await app.tree.officerOf('truong-a');
    const body = { fullName: 'Đã Xây Trên', birthDate: '1995-03-08', gender: 'FEMALE' as const, nationality: 'VN', profile: WorkProfile.parse({ job: 'Hiệu phó' }), consent: null };
    await app.api.as(clerk).call(changeProfile, { params: { id: member?.id ?? '' }, body }, { headers: { 'if-match': `"${member?.version ?? 0}"` } }).expect(200);
    expect(await files.api.call(undoImport, { params: { id: done.id }, body: { reason: 'Thử' } }).expectProblem(409, 'membership/import-built-on')).toMatchObject({ builtOn: ['PROFILE'] });
    expect((await files.api.call(getImport, { params: { id: done.id } }).expect(200)).state).toBe('DONE');
  });

  it('ORG-12: is given up before it runs, and its file is gone', async () => {
    const preview = await files.preview(file(row('Thôi Không Nhập')));
    await files.api.call(cancelImport, { params: { id: preview.id }, body: {} }).expect(200);
    expect(await rowsOf(`select count(*)::int as n from import_part where import_id = '${preview.id}'`)).toBe(0);
    await files.api.call(runImport, { params: { id: preview.id }, body: { mode: 'ALL', basis: 'DS' } }).expectProblem(409, 'membership/import-not-in-state');
  });
});

describe('ORG-12: a file of three parts, read through two pieces of memory', () => {
  const BEYOND_TWO_PARTS = 2.2 * IMPORT_PART_BYTES;

  it('ORG-12: a table: rows over the edges of its parts come whole, each once', async () => {
    const note = 'ghi chú dài '.repeat(2_000);
    const rows = Array.from({ length: Math.ceil(BEYOND_TWO_PARTS / Buffer.byteLength(note)) }, () => `${row('Dài Hơi')},${note}`);
    const preview = await files.preview([`${HEADER},Ghi chú`, ...rows].join('\r\n'));
    expect(preview).toMatchObject({ counts: { total: rows.length, fresh: rows.length, faulty: 0 } });
    expect((await files.run(preview.id)).written).toMatchObject({ fresh: rows.length });
    expect(await rowsOf("select count(*)::int as n from person where full_name = 'Dài Hơi'")).toBe(rows.length);
  });

  it('ORG-12: a workbook: its sheet lies in the first part, a photo fills the others, and its contents are named at the end', async () => {
    const cells = (values: string[]): string => `<row>${values.map((value) => `<c t="inlineStr"><is><t>${value}</t></is></c>`).join('')}</row>`;
    const content = await packed({
      'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${[HEADER, row('Trang Đầu'), row('Trang Đầu')].map((line) => cells(line.split(','))).join('')}</sheetData></worksheet>`,
      'xl/media/image1.jpeg': randomBytes(BEYOND_TWO_PARTS),
      'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet name="DS" sheetId="1" r:id="a"/></sheets></workbook>',
      'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="a" Target="worksheets/sheet1.xml"/></Relationships>',
    });
    const preview = await files.preview(content, { fileName: 'danh-sach.xlsx' });
    expect(preview).toMatchObject({ encoding: 'XLSX', counts: { total: 2, fresh: 2, faulty: 0 } });
    expect((await files.run(preview.id)).written).toMatchObject({ fresh: 2 });
    expect(await rowsOf("select count(*)::int as n from person where full_name = 'Trang Đầu'")).toBe(2);
  });
});

describe('ORG-12: who sees it', () => {
  it('ORG-12: no sister unit sees an import by list, by id or by error; the units above do', async () => {
    const { id } = await files.preview(file(row('Chỉ Tây Hồ')));
    for (const unit of ['thanh-xuan', 'truong-a']) {
      const other = app.api.as(await app.tree.officerOf(unit));
      await other.call(getImport, { params: { id } }).expectProblem(404, 'membership/import-not-found');
      await other.call(listImportFaults, { params: { id } }).expectProblem(404, 'membership/import-not-found');
      await other.get(`/imports/${id}/faulty-rows`).expectProblem(404, 'membership/import-not-found');
      expect((await other.call(listImports, {}).expect(200)).items.map((item) => item.id)).not.toContain(id);
    }
    expect((await app.api.as(await app.tree.officerOf('ha-noi')).call(getImport, { params: { id } }).expect(200)).id).toBe(id);
    await app.api.as(await app.tree.inspectorOf('tay-ho')).call(openImport, { body: { fileName: 'a.csv' } }).expectProblem(403, 'auth/permission-missing');
  });

  it('ORG-12: no plain identifier lies in the database or the store of files', async () => {
    const canary = '001195999999';
    await files.import(file(row('Chim Hoàng Yến', { id: canary })));
    const tables: { name: string }[] = await app.test.transactions.readWhole((tx) => tx.query("select table_name as name from information_schema.tables where table_schema = 'membership' and table_type = 'BASE TABLE'"));
    for (const { name } of tables) {
      const rows = await app.test.database.asSuperuser((client) => client.query(`select 1 from membership."${name}" t where t::text like '%${canary}%' limit 1`));
      expect([name, rows.rowCount]).toEqual([name, 0]);
    }
    expect(app.test.get(FieldKeys)).toBeDefined();
  });
});
