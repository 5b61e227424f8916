import { countMembers, listMembers, type MemberListItem } from '@doanket/contracts';
import type { Caller } from '@doanket/testing';
import { ImportDriver } from './import-driver';
import { MembershipApp } from './membership-app';

const NAMES = ['Đặng Đình Đức', 'Dang Dinh Duc', 'Nguyễn Thị Ánh', 'Trần Văn Ánh Dương', 'Lê Thị Hoa', 'Lê Thị Hoa'];
let app: MembershipApp;
let city: Caller;

beforeAll(async () => {
  app = await MembershipApp.start();
  await app.tree.standard();
  city = await app.tree.officerOf('ha-noi');
  const units = ['truong-a', 'cong-ty-b', 'benh-vien-c'];
  const rows = Array.from({ length: 90 }, (_, at) => {
    const name = NAMES[at] ?? `Phạm Văn Thứ ${String(at).padStart(3, '0')}`;
    return [name, `0${(at % 9) + 1}/03/1990`, at % 2 === 0 ? 'Nam' : 'Nữ', `00109012${String(at).padStart(4, '0')}`, `NV-${at}`, units[at % 3], `0${(at % 9) + 1}/02/202${at % 5}`, at % 4 === 0 ? 'có' : 'không'].join(',');
  });
  await new ImportDriver(app, city).import(['Họ và tên,Ngày sinh,Giới tính,Số CCCD,Mã nhân viên,Mã đơn vị,Ngày kết nạp,Trực tiếp', ...rows].join('\n'));
});
afterAll(() => app.close());

const find = async (query: Parameters<typeof listMembers.query.parse>[0] & object, by: Caller = city): Promise<MemberListItem[]> =>
  (await app.api.as(by).call(listMembers, { query: { limit: 100, ...query } as never }).expect(200)).items;
const names = async (query: object, by?: Caller): Promise<string[]> => (await find(query, by)).map(({ fullName }) => fullName);

it.each(['dang dinh', 'Đặng Đình', 'ĐINH ĐỨC'.normalize('NFD'), 'inh du'])('ORG-11: "%s" finds both spellings: a part of a name, with or without marks, đ is d', async (q) => {
  expect((await names({ q })).sort()).toEqual(['Dang Dinh Duc', 'Đặng Đình Đức']);
});

it('ORG-11: signs of a pattern are letters like others', async () => {
  expect(await names({ q: '%' })).toEqual([]);
  expect(await names({ q: 'le_thi' })).toEqual([]);
});

it('ORG-11: finds by a whole identifier and by the code of an employee, not by a part of either', async () => {
  expect(await names({ q: '001090120002' })).toEqual(['Nguyễn Thị Ánh']);
  expect(await names({ q: '001090129999' })).toEqual([]);
  expect(await names({ q: 'NV-3' })).toEqual(['Trần Văn Ánh Dương']);
});

it('ORG-11: filters hold together: unit, gender, direct worker, days on both sides', async () => {
  expect(await names({ unit: 'tay-ho', q: 'le thi hoa' })).toEqual(['Lê Thị Hoa']);
  expect((await find({ gender: 'FEMALE' })).length).toBe(45);
  expect((await find({ directWorker: 'true' })).length).toBe(23);
  const all = (await find({})).map(({ admittedOn }) => admittedOn ?? '');
  const from = '2022-02-03';
  expect((await find({ admittedFrom: from })).length).toBe(all.filter((day) => day >= from).length);
  expect((await find({ admittedTo: from })).length).toBe(all.filter((day) => day <= from).length);
  expect((await find({ status: 'LEFT,RETIRED' })).length).toBe(0);
  await app.api.as(city).get('/members?status=GONE').expectProblem(400, 'request/invalid');
});

it('ORG-11: pages follow each other without gaps and doubles, people of one name too', async () => {
  const seen: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: { items: MemberListItem[]; nextCursor: string | null } = await app.api.as(city).call(listMembers, { query: { limit: 7, ...(cursor === '' ? {} : { cursor }) } }).expect(200);
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  expect(seen).toEqual((await find({})).map(({ id }) => id));
  expect(new Set(seen).size).toBe(90);
});

it.each([['ha-noi', 'all unions'], ['truong-a', 'one union']])('ORG-11: pages of a name follow each other for %s, who looks at %s', async (unit) => {
  const by = await app.tree.officerOf(unit);
  const seen: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: { items: MemberListItem[]; nextCursor: string | null } = await app.api.as(by).call(listMembers, { query: { q: 'van thu', limit: 7, ...(cursor === '' ? {} : { cursor }) } }).expect(200);
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  const named = (await find({}, by)).filter(({ fullName }) => fullName.includes('Văn Thứ')).map(({ id }) => id);
  expect(seen).toEqual(named);
  expect(seen.length).toBeGreaterThan(2 * 7);
});

it('ORG-21: a sister unit sees nothing by list, by search, by identifier or by count', async () => {
  const sister = await app.tree.officerOf('benh-vien-c');
  expect((await find({}, sister)).every(({ unitCode }) => unitCode === 'benh-vien-c')).toBe(true);
  expect(await names({ q: '001090120000' }, sister)).toEqual([]);
  expect(await names({ q: 'dang dinh duc' }, sister)).toEqual([]);
  const count = async (by: Caller, query: object) => app.api.as(by).call(countMembers, { query }).expect(200);
  expect(await count(sister, {})).toEqual({ count: 30, exact: true });
  expect(await count(city, {})).toEqual({ count: 90, exact: true });
  expect(await count(sister, { q: 'dang dinh duc' })).toEqual({ count: 0, exact: true });
  await app.api.as(sister).call(countMembers, { query: { unit: 'truong-a' } }).expectProblem(404, 'directory/unit-not-found');
  expect(await count(await app.tree.officerOf('viet-nam'), {})).toEqual({ count: 90, exact: true });
  const person = await app.tree.person();
  expect(await count(person, {})).toEqual({ count: 0, exact: true });
});
