import type { Browser, BrowserContext, Page } from 'playwright-core';
import { DESKTOP, faultsOf, launch, PHONE, picture, resized, settled, signInAs, signInAt, windowOf, type Size } from './browser';
import { qrTextOf } from './qr';
import { demo, signIn } from './support';

/** Every page of the navigation, at a desk and with a phone: no violation of level A or AA, nothing wider than the window. */
const PAGES = [
  '/organisation/difference', '/emulation/rounds', '/emulation/plans', '/emulation/works', '/emulation/clusters', '/emulation/contests', '/emulation/movements', '/initiatives', '/welfare/housing',
  '/organisation/foundings', '/organisation/foundings/new', '/organisation/ceremonies', '/organisation/delegations', '/organisation/growth-targets', '/organisation/transfers', '/organisation/transfers/new', '/organisation/territories', '/organisation/ward-unions/new',
  '/organisation/units/ba-dinh-co-so-1/groups', '/members/new', '/me', '/employers/insurance-debts', '/agreements/coverage', '/dues/ba-dinh-co-so-1/terms',
  '/awards', '/awards/nominations', '/awards/titles', '/petitions', '/reports', '/reports/submissions', '/reports/indicators', '/decisions', '/rules', '/rules?service=awards', '/rules/awards/TITLE', '/rules/initiatives/PROGRAMME', '/rules/welfare/SUPPORT_CEILING', '/emulation/rounds/ha-noi-2023-dot-1/summary',
];
const SYSTEM_PAGES = ['/system', '/system/dead-letters', '/system/audit'];

let browser: Browser;
let page: Page;
let context: BrowserContext;
let thrown: string[];

beforeAll(async () => {
  browser = await launch();
}, 60_000);
afterAll(() => browser?.close());
afterEach(async () => {
  await context?.close();
  expect(thrown).toEqual([]);
});

const open = async (size: Size): Promise<void> => { ({ page, context, thrown } = await windowOf(browser, size)); };

/** Each page loaded once, looked at as at a desk and then as with a phone. */
async function faultsAt(addresses: readonly string[]): Promise<string[]> {
  const faults: string[] = [];
  for (const address of addresses) {
    await resized(page, DESKTOP);
    await page.goto(address);
    for (const size of [DESKTOP, PHONE]) {
      await resized(page, size);
      await settled(page);
      faults.push(...(await faultsOf(page)).map((fault) => `${address} at ${size.width} px: ${fault}`));
      await picture(page, `page${address.replaceAll('/', '-')}-${size.width}`);
    }
    if (await page.getByRole('heading', { name: 'Không có trang này' }).count() > 0) faults.push(`${address}: there is no such page`);
  }
  return faults;
}

it('the pages of an officer', async () => {
  await open(DESKTOP);
  await signInAs(page, 'c.chu-tich');
  expect(await faultsAt(PAGES)).toEqual([]);
}, 600_000);

it('the pages of the administrator', async () => {
  await open(DESKTOP);
  await signInAt(page, demo().administrator, '/system');
  for (const service of ['Tổ chức', 'Khen thưởng', 'Báo cáo']) await page.locator('main').getByText(service).first().waitFor();
  expect(await faultsAt(SYSTEM_PAGES)).toEqual([]);
}, 120_000);

describe('without a session', () => {
  it('anyone may check a certificate, and reads no name', async () => {
    const officer = await signIn('c.can-bo');
    const { items } = await officer.get<{ items: { id: string; name: string; certificateNo: string; titleName: string }[] }>('/api/awards/holdings?round=ha-noi-2023-dot-1&limit=1');
    const held = items[0]!;
    const pdf = await officer.get<Uint8Array>(`/api/awards/holdings/${held.id}/certificate`);
    const written = new URL(qrTextOf(pdf));
    expect(written.pathname).toMatch(/^\/kiem-tra\/[A-Za-z0-9_-]{22}$/);
    for (const [name, size] of [['1280', DESKTOP], ['390', PHONE]] as const) {
      await open(size);
      await page.goto(written.pathname);
      await page.getByText('Chứng nhận có hiệu lực').waitFor();
      const text = await page.locator('main').innerText();
      expect(text).toContain(held.certificateNo);
      expect(text).toContain(held.titleName);
      expect(text).not.toContain(held.name);
      await picture(page, `certificate-${name}`);
      expect(await faultsOf(page)).toEqual([]);
      await context.close();
    }
    await open(DESKTOP);
    await page.goto('/kiem-tra/AAAABBBBCCCCDDDD');
    await page.getByText('Không có chứng nhận này').waitFor();
    expect(await faultsOf(page)).toEqual([]);
  });

  it('every other page leads to the sign-in and back to where one wanted to go', async () => {
    await open(DESKTOP);
    await signInAs(page, 's.can-bo.phuong-1', '/emulation/works?round=ha-noi-2023-dot-1');
    await page.waitForURL(/\/emulation\/works\?round=ha-noi-2023-dot-1/);
  });
});

it('everything is at hand by the keyboard, and signing out ends it', async () => {
  await open(DESKTOP);
  await signInAs(page, 's.can-bo.phuong-1');
  await settled(page);
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Phím tắt' }).waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  const palette = page.getByRole('dialog', { name: 'Tìm kiếm và lệnh' });
  await palette.waitFor();
  await page.keyboard.type('to chuc');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/organisation/);
  await page.keyboard.press('g');
  await page.keyboard.press('v');
  await page.getByRole('heading', { level: 1, name: 'Việc của tôi' }).waitFor();
  await page.getByRole('banner').getByRole('button', { name: /Công đoàn phường/ }).click();
  await page.getByRole('button', { name: 'Đăng xuất' }).click();
  await page.locator('#username').or(page.locator('#kc-logout')).first().waitFor();
  await page.goto('/');
  await page.locator('#username').waitFor();
});
