import type { Page } from 'playwright-core';
import { DESKTOP, faultsOf, go, journeys, overflowOf, PHONE, picture, resized, settled, signInAs, signInAt, violationsOf } from './browser';
import { declaredPages } from './console-pages';
import { ADDRESSES, AddressBook, MORE_ADDRESSES, NOT_WALKED, OF_ADMINISTRATOR } from './page-addresses';
import { qrTextOf } from './qr';
import { demo, signIn } from './support';

/** Every page that the console declares, with a phone and at a desk: no violation of level A or AA, nothing wider than the window. */
const PAGES = declaredPages();
const PUBLIC = ['/kiem-tra/$token', '/the-doan-vien/$token'];
const book = new AddressBook();
const { open, openAs } = journeys();

interface Stop { readonly path: string; readonly address: string }

async function stopsOf(paths: readonly string[]): Promise<Stop[]> {
  const stops: Stop[] = [];
  for (const path of paths) {
    const plain = path.includes('$') ? [] : [path];
    const filled = await ADDRESSES[path]?.(book) ?? [];
    stops.push(...[...plain, ...typeof filled === 'string' ? [filled] : filled, ...MORE_ADDRESSES[path] ?? []].map((address) => ({ path, address })));
  }
  return stops;
}

/** What stands in the page, without what only drawing it at a width changes. */
const contentOf = (page: Page): Promise<string> => page.locator('main').evaluate((main) => main.innerHTML.replace(/ (style|width|height|transform|d|x|y|x1|x2|y1|y2)="[^"]*"/g, ''));

/**
 * Looks at the page as it stands: by the rules with a phone, at a desk too where something else stands there; its width at
 * both. The frame of a desk is the same around every page: it is looked at `withFrame`.
 */
async function looked(page: Page, name: string, withFrame: boolean): Promise<string[]> {
  const said = async (size: typeof PHONE | typeof DESKTOP, faults: Promise<string[]>): Promise<string[]> => (await faults).map((fault) => `${name} at ${size.width} px: ${fault}`);
  const narrow = await contentOf(page);
  const faults = [...await said(PHONE, violationsOf(page)), ...await said(PHONE, overflowOf(page))];
  await picture(page, `page${name.replaceAll('/', '-')}-${PHONE.width}`);
  if (await page.getByRole('heading', { name: 'Không có trang này' }).count() > 0) faults.push(`${name}: there is no such page, or not for this account`);
  for (const problem of await page.locator('main [role="alert"]').allInnerTexts()) faults.push(`${name}: ${problem}`);
  await resized(page, DESKTOP);
  await settled(page);
  faults.push(...await said(DESKTOP, overflowOf(page)));
  if (withFrame) faults.push(...await said(DESKTOP, violationsOf(page)));
  else if (await contentOf(page) !== narrow) faults.push(...await said(DESKTOP, violationsOf(page, 'main')));
  await picture(page, `page${name.replaceAll('/', '-')}-${DESKTOP.width}`);
  await resized(page, PHONE);
  return faults;
}

/** Walks from page to page inside the console; the first one is loaded, and looked at with the frame around it at both widths. */
async function faultsAt(page: Page, paths: readonly string[]): Promise<string[]> {
  const faults: string[] = [];
  let before: string | null = null;
  for (const { path, address } of await stopsOf(paths)) {
    await resized(page, PHONE);
    // A page that only gets other parameters is not drawn anew, so there would be nothing to wait for.
    if (before === null || before === path) {
      await page.goto(address);
      await settled(page);
    } else {
      await go(page, address);
    }
    faults.push(...await looked(page, address, before === null));
    before = path;
  }
  return faults;
}

it('every page the console declares is walked, or named with a reason why not', () => {
  const known = (path: string): boolean => !path.includes('$') || path in ADDRESSES || path in NOT_WALKED || PUBLIC.includes(path);
  expect(PAGES.filter((path) => !known(path))).toEqual([]);
  const named = [...Object.keys(ADDRESSES), ...Object.keys(MORE_ADDRESSES), ...Object.keys(NOT_WALKED), ...OF_ADMINISTRATOR, ...PUBLIC];
  expect(named.filter((path) => !PAGES.includes(path))).toEqual([]);
});

const walked = PAGES.filter((path) => !(path in NOT_WALKED) && !PUBLIC.includes(path));

it('the pages of an officer', async () => {
  const page = await openAs(PHONE, 'c.chu-tich');
  expect(await faultsAt(page, walked.filter((path) => !OF_ADMINISTRATOR.includes(path)))).toEqual([]);
}, 600_000);

it('the pages of the administrator', async () => {
  const page = await open(DESKTOP);
  await signInAt(page, demo().administrator, '/system');
  for (const service of ['Tổ chức', 'Khen thưởng', 'Báo cáo']) await page.locator('main').getByText(service).first().waitFor();
  expect(await faultsAt(page, walked.filter((path) => OF_ADMINISTRATOR.includes(path)))).toEqual([]);
}, 120_000);

describe('without a session', () => {
  it('anyone may check a certificate, and reads no name', async () => {
    const officer = await signIn('c.can-bo');
    const { items } = await officer.get<{ items: { id: string; name: string; certificateNo: string; titleName: string }[] }>('/api/awards/holdings?round=ha-noi-2023-dot-1&limit=1');
    const held = items[0]!;
    const pdf = await officer.get<Uint8Array>(`/api/awards/holdings/${held.id}/certificate`);
    const written = new URL(qrTextOf(pdf));
    expect(written.pathname).toMatch(/^\/kiem-tra\/[A-Za-z0-9_-]{22}$/);
    const page = await open(PHONE);
    await page.goto(written.pathname);
    await page.getByText('Chứng nhận có hiệu lực').waitFor();
    const text = await page.locator('main').innerText();
    expect(text).toContain(held.certificateNo);
    expect(text).toContain(held.titleName);
    expect(text).not.toContain(held.name);
    expect(await looked(page, '/kiem-tra', true)).toEqual([]);
    await page.goto('/kiem-tra/AAAABBBBCCCCDDDD');
    await page.getByText('Không có chứng nhận này').waitFor();
    expect(await faultsOf(page)).toEqual([]);
  });

  it('anyone may check a member card, and reads initials only', async () => {
    const [{ id }] = await book.members();
    const { checkUrl, cardNo, fullName } = await (await book.as('g.can-bo.ba-dinh-co-so-1')).post<{ checkUrl: string; cardNo: string; fullName: string }>(`/api/membership/members/${id}/card`, {});
    const page = await open(PHONE);
    await page.goto(new URL(checkUrl).pathname);
    await page.getByText(cardNo).waitFor();
    expect(await page.locator('main').innerText()).not.toContain(fullName);
    expect(await looked(page, '/the-doan-vien', true)).toEqual([]);
  });

  it('every other page leads to the sign-in and back to where one wanted to go', async () => {
    const page = await open(DESKTOP);
    await signInAs(page, 's.can-bo.phuong-1', '/emulation/works?round=ha-noi-2023-dot-1');
    await page.waitForURL(/\/emulation\/works\?round=ha-noi-2023-dot-1/);
  });
});

it('everything is at hand by the keyboard, and signing out ends it', async () => {
  const page = await open(DESKTOP);
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
