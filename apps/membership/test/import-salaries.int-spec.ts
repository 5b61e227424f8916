import { getMemberDues, listImportFaults, listMembers, undoImport, type MemberListItem } from '@doanket/contracts';
import { DuesWorld } from './dues.builder';
import { ImportDriver } from './import-driver';

let world: DuesWorld;
let files: ImportDriver;
let serial = 0;

beforeAll(async () => {
  world = await DuesWorld.start();
  files = new ImportDriver(world.app, await world.officer('tay-ho'));
  await world.bloc('cong-ty-b', 'ADMINISTRATIVE');
});
afterAll(() => world.app.close());

/** A list as employers send it. Persons are invented. */
const HEADER = 'Họ và tên,Số CCCD,Mã đơn vị,Ngày kết nạp,Lương đóng BHXH,Lương từ tháng';
const row = (name: string, over: { id?: string; unit?: string; admitted?: string; salary?: string; from?: string } = {}): string =>
  [name, over.id ?? `0011950${String((serial += 1)).padStart(5, '0')}`, over.unit ?? 'truong-a', over.admitted ?? '15/01/2020', over.salary ?? '', over.from ?? ''].join(',');
const file = (...rows: string[]): string => [HEADER, ...rows].join('\n');
const find = async (q: string): Promise<MemberListItem | undefined> => (await files.api.call(listMembers, { query: { q } }).expect(200)).items[0];
const basesOf = async (q: string) => {
  const member = await find(q);
  const dues = await world.api.as(await world.officer('truong-a')).call(getMemberDues, { params: { id: member?.id ?? '' } }).expect(200);
  return [...dues.bases].sort((a, b) => (a.from < b.from ? -1 : 1)).map(({ base, from, to, amountVnd, source }) => [base, from, to, amountVnd, source]);
};
const undo = async (id: string) => {
  await files.api.call(undoImport, { params: { id }, body: { reason: 'Nhập nhầm' } }).expect(200);
  return files.settled(id);
};

describe('ORG-12, ORG-16: salaries in the list of members', () => {
  it('ORG-16: a salary holds from the month of admission, or from the month the list names; dues are reckoned from it', async () => {
    const done = await files.import(file(row('Nhập Lương Một', { admitted: '05/01/2025', salary: '8.500.000 đ' }), row('Nhập Lương Hai', { salary: '"9,000,000"', from: '12/2024' }), row('Không Có Lương')));
    expect(done).toMatchObject({ state: 'DONE', written: { fresh: 3, faulty: 0 } });
    expect(await basesOf('nhap luong mot')).toEqual([['INSURANCE_SALARY', '2025-01', null, 8_500_000, 'FILE']]);
    expect(await basesOf('nhap luong hai')).toEqual([['INSURANCE_SALARY', '2024-12', null, 9_000_000, 'FILE']]);
    expect(await basesOf('khong co luong')).toEqual([]);
    await world.at('2025-01-31');
    await world.run('truong-a', '2025-01');
    expect(await world.line('truong-a', '2025-01', (await find('nhap luong mot'))?.id ?? '')).toMatchObject({ baseVnd: 8_500_000, regularVnd: 85_000 });
  });

  it('ORG-12: the same list again changes nothing; another salary does, from this month on', async () => {
    const before = row('Đổi Lương Mẫu', { id: '001195990001', salary: '7000000' });
    await files.import(file(before));
    expect((await files.preview(file(before))).counts).toMatchObject({ changed: 0, unchanged: 1 });
    const done = await files.import(file(row('Đổi Lương Mẫu', { id: '001195990001', salary: '7500000' })));
    expect(done.written).toMatchObject({ fresh: 0, changed: 1 });
    expect(await basesOf('doi luong mau')).toEqual([['INSURANCE_SALARY', '2020-01', '2024-12', 7_000_000, 'FILE'], ['INSURANCE_SALARY', '2025-01', null, 7_500_000, 'FILE']]);

    expect(await undo(done.id)).toMatchObject({ state: 'UNDONE' });
    expect(await basesOf('doi luong mau')).toEqual([['INSURANCE_SALARY', '2020-01', null, 7_000_000, 'FILE']]);
  });

  it('ORG-12: taking a list back, an amount whose place it took holds again, and new members go with their salaries', async () => {
    const known = { id: '001195990002', salary: '6000000', from: '06/2024' };
    await files.import(file(row('Thay Lương Mẫu', known)));
    const done = await files.import(file(row('Thay Lương Mẫu', { ...known, salary: '6600000' }), row('Mới Có Lương', { salary: '5000000' })));
    expect(await basesOf('thay luong mau')).toEqual([['INSURANCE_SALARY', '2024-06', null, 6_600_000, 'FILE']]);
    expect(await undo(done.id)).toMatchObject({ state: 'UNDONE' });
    expect(await basesOf('thay luong mau')).toEqual([['INSURANCE_SALARY', '2024-06', null, 6_000_000, 'FILE']]);
    expect(await find('moi co luong')).toBeUndefined();
  });

  it('ORG-12: what is no amount and no month is a fault of its column', async () => {
    const view = await files.preview(file(row('Sai Lương', { salary: '8.5 triệu' }), row('Sai Tháng', { salary: '8000000', from: '13/2024' }), row('Lẻ Đồng', { salary: '8000000.55' })));
    const faults = (await files.api.call(listImportFaults, { params: { id: view.id } }).expect(200)).items;
    expect(faults.map(({ row: no, field, fault }) => [no, field, fault])).toEqual([[2, 'insuranceSalaryVnd', 'NOT_AN_AMOUNT'], [3, 'salaryFrom', 'NOT_A_MONTH'], [4, 'insuranceSalaryVnd', 'NOT_AN_AMOUNT']]);
  });
});

describe('ORG-15: blocs in the list of members', () => {
  it('ORG-15: the administrative bloc takes members admitted up to 31/5/2025 and none from 1/6/2025; who is a member already is brought up to date', async () => {
    await world.at('2025-06-10');
    const open = row('Kịp Trước Hạn', { id: '001195990011', unit: 'cong-ty-b', admitted: '31/05/2025' });
    const late = row('Vào Sau Hạn', { unit: 'cong-ty-b', admitted: '01/06/2025' });
    const view = await files.preview(file(open, late, row('Khối Khác', { unit: 'truong-a', admitted: '01/06/2025' })));
    expect(view.counts).toMatchObject({ fresh: 2, faulty: 1 });
    expect((await files.api.call(listImportFaults, { params: { id: view.id } }).expect(200)).items).toMatchObject([{ row: 3, fault: 'BLOC_CLOSED' }]);
    expect(await files.run(view.id, 'PARTIAL')).toMatchObject({ state: 'DONE', written: { fresh: 2, faulty: 1 } });
    expect(await find('vao sau han')).toBeUndefined();
    expect((await files.preview(file(`${open.slice(0, open.lastIndexOf(',,'))},5000000,06/2025`))).counts).toMatchObject({ changed: 1, faulty: 0 });
  });
});
