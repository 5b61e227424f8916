import { addDays, SystemClock } from '@doanket/kernel';
import { SAMPLE_PDF } from '@doanket/testing';
import type { Locator, Page } from 'playwright-core';
import { DESKTOP, doorsOf, faultsOf, fillSignIn, journeys, PHONE, picture, settled } from './browser';
import { account, signIn } from './support';

/** What is typed is never lost, is sent once, and is refused in words; and the long ways of an officer through many forms. */
const { openAs } = journeys();
/** Every run leaves its own records. */
const unique = (what: string): string => `${what} ${Date.now().toString(36)}`;
const today = new SystemClock().today();
const typedDay = (day: string): string => day.split('-').reverse().join('/');
/** Types a day as officers do and leaves the field. */
async function typeDay(field: Locator, day: string): Promise<void> {
  await field.fill(typedDay(day));
  await field.press('Enter');
}

/** Every decision comes with its file. */
async function attach(scope: Page | Locator): Promise<void> {
  await scope.locator('input[type="file"]').setInputFiles({ name: 'quyet-dinh.pdf', mimeType: 'application/pdf', buffer: SAMPLE_PDF });
  await scope.getByText('quyet-dinh.pdf', { exact: true }).waitFor();
}

describe('nothing typed is lost', () => {
  const words = async (page: Page, text: string): Promise<Locator> => {
    await page.getByRole('button', { name: 'Gửi kiến nghị' }).click();
    const dialog = page.getByRole('dialog', { name: 'Gửi kiến nghị' });
    await dialog.getByLabel(/Nội dung/).fill(text);
    return dialog;
  };
  const raised = async (text: string): Promise<number> => {
    const { items } = await (await signIn('g.can-bo.ba-dinh-co-so-1')).get<{ items: unknown[] }>(`/api/campaigns/petitions?limit=50&q=${encodeURIComponent(text)}`);
    return items.length;
  };

  it('a lost line keeps the form, and pressing again sends it once', async () => {
    const text = unique('Đề nghị sửa quạt thông gió xưởng hai');
    const page = await openAs(PHONE, 'g.can-bo.ba-dinh-co-so-1', '/petitions');
    await settled(page);
    const dialog = await words(page, text);
    await page.context().setOffline(true);
    await dialog.getByRole('button', { name: 'Gửi kiến nghị' }).click();
    await dialog.getByText('Mất kết nối. Nội dung đã nhập vẫn được giữ trên máy này.').waitFor();
    expect(await dialog.getByLabel(/Nội dung/).inputValue()).toBe(text);
    await picture(page, 'lost-line-390');
    expect(await faultsOf(page)).toEqual([]);
    await page.context().setOffline(false);
    expect(await raised(text)).toBe(0);
    await dialog.getByRole('button', { name: 'Thử lại' }).click();
    await page.waitForURL(/\/petitions\/[0-9a-f-]{36}/);
    expect(await raised(text)).toBe(1);
  });

  it('an answer that got lost on its way back does not make a second record', async () => {
    const text = unique('Đề nghị bố trí thêm nước uống ca đêm');
    const page = await openAs(DESKTOP, 'g.can-bo.ba-dinh-co-so-1', '/petitions');
    await settled(page);
    let lost = 0;
    await page.route('**/api/campaigns/petitions', async (route) => {
      if (route.request().method() !== 'POST' || lost > 0) return route.continue();
      lost += 1;
      expect((await route.fetch()).status()).toBe(201);
      return route.abort('connectionreset');
    });
    const dialog = await words(page, text);
    await dialog.getByRole('button', { name: 'Gửi kiến nghị' }).click();
    await dialog.getByText(/Mất kết nối/).waitFor();
    await dialog.getByRole('button', { name: 'Thử lại' }).click();
    await page.waitForURL(/\/petitions\/[0-9a-f-]{36}/);
    expect(lost).toBe(1);
    expect(await raised(text)).toBe(1);
  });

  it('an expired session leads to the sign-in and back to the form as it was', async () => {
    const title = unique('Kế hoạch thi đua đang soạn');
    const page = await openAs(DESKTOP, 'c.chu-tich', '/emulation/plans/new');
    await settled(page);
    await page.getByLabel(/Tên kế hoạch/).fill(title);
    await page.getByLabel(/Số quyết định/).fill('1/KH-NHAP');
    await page.getByRole('button', { name: 'Thêm đợt' }).click();
    await page.getByRole('group', { name: 'Đợt 1' }).getByLabel(/Tên gọi của đợt/).fill('90 ngày');
    await attach(page);
    await page.context().clearCookies();
    await page.getByRole('button', { name: 'Ban hành kế hoạch' }).click();
    await fillSignIn(page, account('c.chu-tich'));
    await page.waitForURL(/\/emulation\/plans\/new/);
    await page.getByText(/Đã khôi phục bản nháp/).waitFor();
    expect(await page.getByLabel(/Tên kế hoạch/).inputValue()).toBe(title);
    expect(await page.getByRole('group', { name: 'Đợt 1' }).getByLabel(/Tên gọi của đợt/).inputValue()).toBe('90 ngày');
    await picture(page, 'session-expired-1280');
    await page.getByRole('button', { name: 'Bỏ bản nháp' }).click();
    expect(await page.getByLabel(/Tên kế hoạch/).inputValue()).toBe('');
  });
});

it('a wrong file is refused in words beside its field, and the rest of the form stays', async () => {
  const page = await openAs(DESKTOP, 'c.chu-tich', '/decisions/campaigns/new');
  await settled(page);
  await page.getByLabel(/Số quyết định/).fill('77/QĐ-THU');
  await page.locator('input[type="file"]').setInputFiles({ name: 'quyet-dinh.pdf', mimeType: 'application/pdf', buffer: Buffer.concat([Buffer.from('MZ'), Buffer.from([0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xff, 0xff]), Buffer.alloc(200)]) });
  await page.getByText('Loại tệp này không được nhận. Dùng PDF hoặc ảnh.').waitFor();
  expect(await page.getByLabel(/Số quyết định/).inputValue()).toBe('77/QĐ-THU');
  await picture(page, 'wrong-file-1280');
  expect(await faultsOf(page)).toEqual([]);
});

it('founds a union and sees what ending it would do before anything is done; and takes it back', async () => {
  const mark = Date.now().toString(36);
  const name = `Công đoàn ngành Thử nghiệm ${mark}`;
  const page = await openAs(DESKTOP, 'c.chu-tich', '/organisation/units/ha-noi');
  await settled(page);
  await page.getByRole('button', { name: 'Thành lập đơn vị trực thuộc' }).click();
  const dialog = page.getByRole('dialog', { name: 'Thành lập đơn vị trực thuộc' });
  await dialog.getByLabel(/Tên đơn vị/).fill(name);
  await dialog.getByLabel(/Loại/).selectOption({ label: 'Công đoàn ngành' });
  expect(await dialog.getByText(/Còn thiếu: Số quyết định/).count()).toBe(1);
  await dialog.getByLabel(/Số quyết định/).fill(`${mark}/QĐ-TL`);
  await attach(dialog);
  await picture(page, 'found-unit-1280');
  expect(await faultsOf(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Thành lập đơn vị trực thuộc' }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();

  await page.goto('/organisation/reorganisation');
  await settled(page);
  await page.getByRole('combobox', { name: 'Đơn vị', exact: true }).fill(name);
  await page.getByRole('combobox', { name: 'Đơn vị', exact: true }).press('Enter');
  await page.getByRole('combobox', { name: 'Đơn vị kế tục', exact: true }).fill('phuong-1');
  await page.getByRole('option').filter({ hasText: /phuong-1$/ }).first().click();
  await page.getByRole('button', { name: 'Chạy thử' }).click();
  const report = page.getByRole('region', { name: 'Kết quả chạy thử' });
  await report.getByText(/^1 đơn vị kết thúc, 0 đơn vị chuyển/).waitFor();
  await report.getByRole('region', { name: 'Trước' }).getByRole('link', { name }).waitFor();
  await picture(page, 'reorganisation-dry-run-1280', true);
  expect(await faultsOf(page)).toEqual([]);
  const city = await signIn('c.chu-tich');
  const code = (await city.get<{ items: { code: string; state: string }[] }>(`/api/membership/units?q=${encodeURIComponent(name)}`)).items[0]!;
  expect(code.state).toBe('ACTIVE');

  await report.getByLabel(/Số quyết định/).fill(`${mark}/QĐ-KT`);
  await attach(report);
  await report.getByRole('button', { name: 'Thi hành' }).click();
  await page.waitForURL(/decision=/);
  await page.getByRole('button', { name: 'Hủy việc sắp xếp' }).click();
  const undo = page.getByRole('dialog', { name: 'Hủy việc sắp xếp' });
  await undo.getByLabel(/Lý do/).fill('Chạy thử quy trình.');
  await undo.getByRole('button', { name: 'Hủy việc sắp xếp' }).click();
  await page.locator('main').getByText('Đã hủy', { exact: true }).waitFor();
  expect((await city.get<{ state: string }>(`/api/membership/units/${code.code}`)).state).toBe('ACTIVE');
}, 180_000);

it('a plan is issued, its round prepared by one, approved by another and launched; why it cannot be closed yet is said', async () => {
  const mark = Date.now().toString(36);
  const title = `Kế hoạch đợt ngắn ${mark}`;
  const from = today;
  const to = addDays(today, 3);
  const page = await openAs(DESKTOP, 'c.chu-tich', '/emulation/plans');
  await settled(page);
  await page.getByRole('button', { name: 'Ban hành kế hoạch' }).click();
  await page.getByLabel(/Tên kế hoạch/).fill(title);
  await page.getByLabel(/Số quyết định/).fill(`${mark}/KH`);
  await page.getByLabel(/Mã kế hoạch/).fill(`ha-noi-ke-hoach-${mark}`);
  await typeDay(page.getByLabel(/^Từ ngày/).first(), addDays(today, -1));
  await page.getByText('Kế hoạch phải được ban hành trước ngày bắt đầu.').waitFor();
  expect(await page.getByRole('button', { name: 'Ban hành kế hoạch' }).isDisabled()).toBe(true);
  expect(await page.getByLabel(/Tên kế hoạch/).inputValue()).toBe(title);
  await typeDay(page.getByLabel(/^Từ ngày/).first(), from);
  await page.getByRole('button', { name: 'Thêm đợt' }).click();
  await attach(page);
  await page.getByRole('button', { name: 'Ban hành kế hoạch' }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await settled(page);
  await picture(page, 'plan-issued-1280');
  expect(await faultsOf(page)).toEqual([]);
  const address = await page.getByRole('link', { name: /^Đợt \d+ năm/ }).first().getAttribute('href');

  const officer = await openAs(DESKTOP, 'c.can-bo', address!);
  await officer.getByRole('button', { name: 'Soạn đợt' }).click();
  const draft = officer.getByRole('dialog', { name: 'Soạn đợt' });
  await draft.getByLabel(/Tên gọi của đợt/).fill('4 ngày');
  await typeDay(draft.getByLabel(/^Từ ngày/), from);
  await typeDay(draft.getByLabel(/^Đến ngày/), to);
  await draft.getByRole('button', { name: 'Thêm nhóm' }).click();
  await draft.getByLabel(/Tên nhóm/).fill('Công trình, phần việc');
  await picture(officer, 'round-draft-1280');
  expect(await faultsOf(officer)).toEqual([]);
  await draft.getByRole('button', { name: 'Lưu bản soạn' }).click();
  await officer.getByRole('heading', { level: 1, name: /\(4 ngày\)/ }).waitFor();
  expect(await officer.getByRole('button', { name: 'Phê duyệt đợt' }).count()).toBe(0);

  await page.goto(address!);
  const step = doorsOf(page);
  await step('Phê duyệt đợt');
  await step('Phát động', async (dialog) => {
    await dialog.getByLabel(/Số quyết định/).fill(`${mark}/QĐ-PD`);
    await attach(dialog);
  });
  await page.getByText(`Đợt chỉ kết thúc được sau ngày ${typedDay(to)}.`).waitFor();
  expect(await page.locator('main').getByRole('button', { name: 'Kết thúc đợt' }).isDisabled()).toBe(true);
  await picture(page, 'round-launched-1280');
  expect(await faultsOf(page)).toEqual([]);
  const { state, startsOn, endsOn } = await (await signIn('c.chu-tich')).get<{ state: string; startsOn: string; endsOn: string }>(`/api/campaigns/rounds/${address!.split('/').at(-1)!.split('?')[0]}`);
  expect({ state, startsOn, endsOn }).toEqual({ state: expect.stringMatching(/^(LAUNCHED|RUNNING)$/), startsOn: from, endsOn: to });
}, 180_000);
