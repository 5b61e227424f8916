import { SystemClock } from '@doanket/kernel';
import { SAMPLE_PDF } from '@doanket/testing';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { DESKTOP, faultsOf, fillSignIn, go, journeys, looked, PHONE, picture, resized, settled } from './browser';
import { importFile } from '../../../tools/src/city/import-door';
import { account, signIn } from './support';

/** Ways through organisation, members and money that an officer goes with files and with many units. */
const UNION = 'ba-dinh-co-so-1';
const TODAY = new SystemClock().today();
const MONTH = TODAY.slice(0, 7);
const TEST_MS = 240_000;

const { open, openAs } = journeys();
/** Letters only, so that they can stand in a name; every run leaves its own records. */
const letters = (): string => Date.now().toString(36).replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)]!);
const sixDigits = (n: number): string => String((Date.now() + n * 7_919) % 1_000_000).padStart(6, '0');
const personalId = (n: number): string => `001190${sixDigits(n)}`;

async function upload(page: Page, name: string, csv: string): Promise<void> {
  await page.goto('/members/imports');
  await settled(page);
  await page.locator('main input[type="file"]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await page.waitForURL(/\/members\/imports\/[0-9a-f-]{36}/);
  await page.getByRole('button', { name: 'Kiểm tra', exact: true }).click();
}

async function write(page: Page, button: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: button }).click();
  const dialog = page.getByRole('dialog', { name: 'Ghi vào danh sách' });
  await dialog.getByLabel(/Căn cứ/).fill('Danh sách đoàn viên tháng này, chủ tịch ký');
  await dialog.getByRole('button', { name: 'Ghi vào danh sách' }).click();
  await page.getByRole('heading', { name: 'Kết quả', exact: true }).waitFor({ timeout: 60_000 });
}

it('ORG-12: a file comes in with one bad row, the row goes back and forth, and the second file is undone', async () => {
  const mark = letters();
  const head = 'Họ và tên,Ngày sinh,Giới tính,Số CCCD,Mã đơn vị,Ngày kết nạp';
  const row = (name: string, born: string, n: number): string => `${name} ${mark},${born},Nữ,${personalId(n)},${UNION},01/10/2025`;
  const page = await openAs(DESKTOP, `g.can-bo.${UNION}`);
  await upload(page, `danh-sach-${mark}.csv`, [head, row('Đỗ Thị Ánh', '02/03/1990', 1), row('Đỗ Thị Bích', '31/02/1990', 2), row('Đỗ Thị Cúc', '05/06/1990', 3)].join('\n'));
  await page.getByRole('button', { name: 'Nhập 2 dòng đúng' }).waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Nhập 2 dòng đúng' }).waitFor();
  await page.getByRole('region', { name: 'Các dòng lỗi' }).getByText('Ngày sinh', { exact: true }).waitFor();
  await settled(page);
  await looked(page, 'import-preview');

  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Tải dòng lỗi' }).click()]);
  const faulty = readFileSync(await download.path(), 'utf8');
  expect(faulty).toContain(`Đỗ Thị Bích ${mark}`);
  expect(faulty).not.toContain(`Đỗ Thị Ánh ${mark}`);
  await write(page, 'Nhập 2 dòng đúng');

  await upload(page, `dong-loi-${mark}.csv`, faulty.replace('31/02/1990', '28/02/1990'));
  await page.getByRole('button', { name: 'Nhập tất cả' }).waitFor();
  await write(page, 'Nhập tất cả');
  const found = async (words: string): Promise<number> => (await (await signIn(`g.can-bo.${UNION}`)).get<{ items: unknown[] }>(`/api/membership/members?limit=10&q=${encodeURIComponent(words)}`)).items.length;
  expect(await found(`do thi ${mark}`)).toBe(0);
  expect([await found(`do thi anh ${mark}`), await found(`Đỗ Thị Bích ${mark}`)]).toEqual([1, 1]);

  await page.getByRole('button', { name: 'Hoàn tác' }).click();
  const dialog = page.getByRole('dialog', { name: 'Hoàn tác' });
  await dialog.getByLabel(/Lý do/).fill('Nhập nhầm danh sách.');
  await dialog.getByRole('button', { name: 'Hoàn tác' }).click();
  await page.locator('main').getByText('Đã hoàn tác', { exact: true }).waitFor({ timeout: 60_000 });
  expect([await found(`do thi anh ${mark}`), await found(`Đỗ Thị Bích ${mark}`)]).toEqual([1, 0]);
}, TEST_MS);

/** A reader of workbooks that is not ours. */
const READER: string = 'read-excel-file/node';
interface Reader { readonly default: (file: string) => Promise<readonly { readonly data: readonly (readonly unknown[])[] }[]> }

it('ORG-12: a list under a filter is taken out as a workbook with the columns that are ticked, lies in the history, and says what the list says', async () => {
  const mark = letters();
  const row = (name: string, n: number, job: string): string => `${name} ${mark},0${n}/03/1991,Nữ,${personalId(20 + n)},${UNION},01/10/2025,${job}`;
  const page = await openAs(DESKTOP, `g.can-bo.${UNION}`);
  await upload(page, `xuat-${mark}.csv`, ['Họ và tên,Ngày sinh,Giới tính,Số CCCD,Mã đơn vị,Ngày kết nạp,Nghề nghiệp', row('Mai Thị Lan', 1, 'Thợ may'), row('Mai Thị Nga', 2, 'Kế toán'), row('Hồ Thị Vân', 3, 'Thợ may')].join('\n'));
  await page.getByRole('button', { name: 'Nhập tất cả' }).waitFor();
  await write(page, 'Nhập tất cả');

  await page.goto('/members?q=mai+thi');
  await settled(page);
  const list = page.getByRole('region', { name: 'Danh sách đoàn viên' });
  await list.getByRole('button', { name: 'Cột và độ dày của danh sách' }).click();
  const settings = page.getByRole('dialog', { name: 'Cột và độ dày của danh sách' });
  await settings.getByLabel('Giới tính', { exact: true }).check();
  await settings.getByLabel('Nghề nghiệp', { exact: true }).uncheck();
  await picture(page, 'list-settings-1280');
  await page.keyboard.press('Escape');
  await settings.waitFor({ state: 'detached' });
  const table = list.getByRole('table');
  const titles = await table.getByRole('columnheader').allInnerTexts();
  expect(titles).toContain('Giới tính');
  expect(titles).not.toContain('Nghề nghiệp');
  const listed = await table.locator('tbody tr').evaluateAll((lines) => lines.map((line) => Array.from(line.querySelectorAll('td'), (cell) => cell.innerText.trim()).filter((text) => text !== '')));
  expect(listed.filter(([name]) => name?.endsWith(mark))).toHaveLength(2);

  await list.getByRole('button', { name: 'Xuất danh sách ra tệp Excel' }).click();
  await page.getByText('Xuất danh sách: Danh sách đoàn viên: đã xong').waitFor({ timeout: 60_000 });
  await go(page, '/members/exports');
  const entry = page.getByRole('region', { name: 'Tệp đã xuất' }).getByRole('row').filter({ hasText: 'mai thi' }).first();
  await entry.getByText(String(listed.length), { exact: true }).waitFor();
  await looked(page, 'exports');
  const [download] = await Promise.all([page.waitForEvent('download'), entry.getByRole('link', { name: 'Tải về' }).click()]);
  expect(download.suggestedFilename()).toMatch(/^Danh sách đoàn viên \d\d-\d\d-\d{4}\.xlsx$/);

  const { default: read } = (await import(READER)) as Reader;
  const [sheet] = await read(await download.path());
  const [headings = [], ...rows] = sheet?.data ?? [];
  expect(headings).toEqual(expect.arrayContaining(['Họ và tên', 'Giới tính', 'Công đoàn cơ sở']));
  expect(headings).not.toContain('Nghề nghiệp');
  const at = (title: string): number => headings.indexOf(title);
  const day = (cell: unknown): string => (cell instanceof Date ? cell.toISOString().slice(0, 10).split('-').reverse().join('/') : '');
  expect(rows.map((cells) => [cells[at('Họ và tên')], day(cells[at('Ngày sinh')]), cells[at('Công đoàn cơ sở')]])).toEqual(listed.map((cells) => [cells[0], cells[1], cells[3]]));
}, TEST_MS);

it('ORG-21: who holds two posts picks the one to act as before anything else, changes it, and finds it again', async () => {
  const page = await open(DESKTOP);
  await page.goto('/members');
  await fillSignIn(page, account('s.kiem-nhiem.phuong-1'));
  const posts = page.getByRole('list', { name: 'Làm việc với chức danh' });
  const [ward, union] = [posts.getByRole('button', { name: /Công đoàn phường, xã số 1/ }), posts.getByRole('button', { name: /CĐCS/ })];
  await union.waitFor();
  expect(await posts.getByRole('button').count()).toBe(2);
  expect(await page.getByRole('navigation').count()).toBe(0);
  expect(await faultsOf(page)).toEqual([]);
  await picture(page, 'two-posts-1280');
  await union.click();
  const who = page.locator('.dk-who');
  await who.filter({ hasText: /Phó Chủ tịch.*CĐCS/i }).waitFor();
  await settled(page);

  await who.click();
  expect(await union.getAttribute('aria-pressed')).toBe('true');
  await ward.click();
  await who.filter({ hasText: /Công đoàn phường, xã số 1/ }).waitFor();
  await page.reload();
  await who.filter({ hasText: /Công đoàn phường, xã số 1/ }).waitFor();
  await resized(page, PHONE);
  await settled(page);
  await who.click();
  expect(await ward.getAttribute('aria-pressed')).toBe('true');
  expect(await faultsOf(page)).toEqual([]);
  await picture(page, 'two-posts-390');
}, TEST_MS);

it('ORG-05: merging a unit from its page shows what would come of it, and nothing happens by looking', async () => {
  const page = await openAs(DESKTOP, 'c.chu-tich', '/organisation/units/phuong-3');
  await settled(page);
  await page.getByRole('button', { name: 'Sáp nhập' }).click();
  const dialog = page.getByRole('dialog', { name: 'Sáp nhập' });
  await dialog.getByText('Chọn ngày và đơn vị nhận để xem trước điều sẽ xảy ra.').waitFor();
  await dialog.getByRole('combobox', { name: 'Sáp nhập vào' }).fill('phuong-1');
  await page.getByRole('option').filter({ hasText: /phuong-1$/ }).first().click();
  await dialog.getByText(/^1 đơn vị kết thúc/).waitFor();
  await picture(page, 'merge-outlook-1280');
  expect(await faultsOf(page)).toEqual([]);
  await resized(page, PHONE);
  await picture(page, 'merge-outlook-390');
  expect(await faultsOf(page)).toEqual([]);
  await page.keyboard.press('Escape');
  expect((await (await signIn('c.chu-tich')).get<{ state: string }>('/api/membership/units/phuong-3')).state).toBe('ACTIVE');
}, TEST_MS);

it('ORG-17: own terms, a salary, the run and the collection of a month stand on the board', async () => {
  const mark = letters();
  const city = await signIn('c.chu-tich');
  // A month is reckoned once for a union: each run takes one that has no figures yet.
  const { items: board } = await city.get<{ items: { unitCode: string; unitName: string; months: unknown[] }[] }>(`/api/membership/dues-months?from=${MONTH}&to=${MONTH}&limit=100`);
  const union = board.find((row) => row.months.length === 0 && row.unitCode.includes('-co-so-') && row.unitCode !== UNION)!;
  const page = await openAs(DESKTOP, 'c.chu-tich');
  await upload(page, `doan-phi-${mark}.csv`, ['Họ và tên,Ngày sinh,Giới tính,Số CCCD,Mã đơn vị,Ngày kết nạp', `Lê Thị Đào ${mark},02/03/1990,Nữ,${personalId(9)},${union.unitCode},10/10/2025`].join('\n'));
  await write(page, 'Nhập tất cả');
  const { items: [member] } = await city.get<{ items: { id: string }[] }>(`/api/membership/members?limit=1&q=${encodeURIComponent(`le thi dao ${mark}`)}`);

  await go(page, `/dues/${union.unitCode}/terms`);
  await page.getByRole('button', { name: 'Đặt mức riêng' }).click();
  const terms = page.getByRole('dialog', { name: 'Đặt mức riêng' });
  await terms.getByLabel(/^Nhóm đóng/).selectOption('NONSTATE');
  await terms.getByLabel(/^Số quyết định/).fill(`${mark}/QĐ-CĐCS`);
  await terms.getByRole('button', { name: 'Đặt mức riêng' }).click();
  await page.getByText(new RegExp(`${mark}/QĐ-CĐCS`)).first().waitFor();
  await looked(page, 'dues-terms');

  await go(page, `/dues/${union.unitCode}/${MONTH}`);
  await page.getByRole('button', { name: 'Tiền lương làm căn cứ' }).click();
  const bases = page.getByRole('dialog', { name: 'Tiền lương làm căn cứ' });
  await bases.getByRole('combobox', { name: /Đoàn viên/ }).fill(`le thi dao ${mark}`);
  await page.getByRole('option').filter({ hasText: mark }).first().click();
  await bases.getByLabel(/Số tiền/).fill('10000000');
  await bases.getByRole('button', { name: 'Ghi lại' }).click();
  await bases.waitFor({ state: 'detached' });

  await go(page, `/dues?unit=${union.unitCode}`);
  await page.getByRole('button', { name: 'Tính đoàn phí' }).click();
  const run = page.getByRole('dialog', { name: /Tính đoàn phí tháng/ });
  await run.getByRole('combobox', { name: /Đơn vị và cấp dưới/ }).fill(union.unitCode);
  await page.getByRole('option').filter({ hasText: new RegExp(`${union.unitCode}$`) }).first().click();
  await run.getByRole('button', { name: 'Tính đoàn phí' }).click();
  await page.getByRole('region', { name: 'Tiến độ tính' }).getByText('Xong', { exact: true }).waitFor({ timeout: 60_000 });
  const cell = page.getByRole('link', { name: `Mở ${union.unitName}, tháng ${MONTH.slice(5)}/${MONTH.slice(0, 4)}` });
  await cell.getByText('0 / 50.000').waitFor();
  await looked(page, 'dues-board');
  await cell.click();
  await page.getByRole('region', { name: 'Từng đoàn viên' }).getByRole('row').filter({ hasText: mark }).getByText('50.000 đ').first().waitFor();

  await page.getByRole('button', { name: 'Thu', exact: true }).click();
  const collect = page.getByRole('dialog', { name: 'Thu đủ theo danh sách' });
  await collect.getByRole('button', { name: 'Thu', exact: true }).click();
  await collect.waitFor({ state: 'detached' });
  await go(page, `/dues?unit=${union.unitCode}`);
  await cell.getByText('50.000 / 50.000').waitFor();
  const dues = await city.get<{ arrearsVnd: number; months: { month: string; dueVnd: number; paidVnd: number }[] }>(`/api/membership/members/${member!.id}/dues?from=${MONTH}`);
  expect(dues).toMatchObject({ arrearsVnd: 0, months: [{ month: MONTH, dueVnd: 50_000, paidVnd: 50_000 }] });
}, TEST_MS);

it('ORG-05: a union is split from its page: who would go where stands there first, and both unions have their members afterwards', async () => {
  const mark = letters();
  const [day, month, year] = [TODAY.slice(8), TODAY.slice(5, 7), TODAY.slice(0, 4)];
  const city = await signIn('c.chu-tich');
  const { items: board } = await city.get<{ items: { unitCode: string; unitName: string; months: unknown[] }[] }>(`/api/membership/dues-months?from=${MONTH}&to=${MONTH}&limit=100`);
  const union = board.filter((row) => row.months.length === 0 && row.unitCode.includes('-co-so-') && row.unitCode !== UNION).at(-1)!;
  const people = ['Tạ Thị Mai', 'Tạ Thị Mơ', 'Tạ Thị Mận'].map((name) => `${name} ${mark}`);
  const list = ['Họ và tên,Ngày sinh,Giới tính,Số CCCD,Mã đơn vị,Ngày kết nạp', ...people.map((name, n) => `${name},0${n + 1}/04/1990,Nữ,${personalId(40 + n)},${union.unitCode},10/10/2025`)].join('\n');
  await importFile(city, [Buffer.from(list)], { fileName: 'danh-sach.csv', basis: 'Danh sách đoàn viên, chủ tịch ký' });
  const namesIn = async (unit: string): Promise<string[]> => (await city.get<{ items: { fullName: string }[] }>(`/api/membership/members?unit=${unit}&status=ACTIVE&limit=50&q=${encodeURIComponent(mark)}`)).items.map(({ fullName }) => fullName).sort();
  expect(await namesIn(union.unitCode)).toEqual([...people].sort());

  const page = await openAs(DESKTOP, 'c.chu-tich', `/organisation/units/${union.unitCode}`);
  await settled(page);
  await page.getByRole('button', { name: 'Tách công đoàn cơ sở' }).click();
  const dialog = page.getByRole('dialog', { name: 'Tách công đoàn cơ sở' });
  const split = dialog.getByRole('button', { name: 'Tách công đoàn cơ sở' });
  await dialog.getByText('Điền ngày và các công đoàn mới để xem trước ai về đâu.').waitFor();
  await dialog.getByLabel(/^Ngày có hiệu lực/).fill(`${day}/${month}/${year}`);
  await dialog.getByLabel(/^Ngày có hiệu lực/).press('Enter');
  await dialog.getByLabel(/^Tên/).fill(`CĐCS Phân xưởng ${mark}`);
  for (const name of people.slice(0, 2)) {
    await dialog.getByRole('combobox', { name: /^Đoàn viên nêu tên/ }).fill(name);
    await page.getByRole('option').filter({ hasText: name }).first().click();
  }
  const report = dialog.getByRole('region', { name: 'Kết quả chạy thử' });
  await report.getByRole('listitem').filter({ hasText: `CĐCS Phân xưởng ${mark}` }).getByText('0 theo bộ phận, tổ; 2 nêu tên').waitFor();
  await report.getByText(`${union.unitName} tiếp tục hoạt động.`, { exact: false }).waitFor();
  expect(await split.isDisabled()).toBe(true);
  expect(await namesIn(union.unitCode)).toHaveLength(3);
  await dialog.getByLabel(/^Số quyết định/).fill(`${mark}/QĐ-LĐLĐ`);
  await dialog.locator('input[type="file"]').setInputFiles({ name: 'quyet-dinh.pdf', mimeType: 'application/pdf', buffer: SAMPLE_PDF });
  await dialog.getByText('quyet-dinh.pdf').waitFor();
  for (const size of [PHONE, DESKTOP]) {
    await resized(page, size);
    await report.scrollIntoViewIfNeeded();
    await picture(page, `union-split-${size.width}`);
    expect(await faultsOf(page)).toEqual([]);
  }
  await split.click();
  await dialog.waitFor({ state: 'detached' });

  // Members follow on the effective day, by a round of the service.
  const link = page.getByRole('link', { name: `CĐCS Phân xưởng ${mark}` });
  const code = (await link.first().getAttribute('href'))!.split('/').at(-1)!;
  for (const until = Date.now() + 40_000; (await namesIn(code)).length < 2 && Date.now() < until;) await page.waitForTimeout(500);
  expect([await namesIn(code), await namesIn(union.unitCode)]).toEqual([people.slice(0, 2).sort(), people.slice(2)]);
  await page.reload();
  await page.getByRole('listitem').filter({ has: link }).getByText(': 2 đoàn viên').first().waitFor();
  await settled(page);
  await looked(page, 'union-split-old');
  await link.first().click();
  await page.getByRole('heading', { level: 1, name: `CĐCS Phân xưởng ${mark}` }).waitFor();
  await settled(page);
  await looked(page, 'union-split-new');
  await page.getByRole('link', { name: 'Danh sách đoàn viên' }).and(page.locator('main a')).click();
  for (const name of people.slice(0, 2)) await page.getByRole('link', { name, exact: true }).waitFor();
  expect(await page.getByText(people[2]!).count()).toBe(0);
}, TEST_MS);
