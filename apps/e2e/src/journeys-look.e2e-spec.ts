import type { Page } from 'playwright-core';
import { DESKTOP, faultsOf, go, journeys, PHONE, picture, resized, settled } from './browser';
import { signIn } from './support';

/** The dark look and the sheet of a printer, on a page of each kind. */
const TEST_MS = 240_000;
const ROUND = '/emulation/rounds/ha-noi-2023-dot-1';
const CLUSTER = '/emulation/clusters/ha-noi-2019-cum-2';
const { openAs } = journeys();

/** Relative luminance of what an element is drawn with, 0 black to 1 white, as WCAG 2.2 defines it. */
const luminance = (page: Page, selector: string, property: 'color' | 'backgroundColor'): Promise<number> => page.locator(selector).first().evaluate((element, name) => {
  const parts = getComputedStyle(element)[name].match(/[\d.]+/g)!.slice(0, 3).map((part) => Number(part) / 255).map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * parts[0]! + 0.7152 * parts[1]! + 0.0722 * parts[2]!;
}, property);

async function firstDossier(): Promise<string> {
  const { items } = await (await signIn('c.chu-tich')).get<{ items: { dossierId: string | null }[] }>('/api/welfare/housing-cases?limit=50');
  const found = items.find(({ dossierId }) => dossierId !== null);
  if (found === undefined) throw new Error('The demo has no housing case with a dossier');
  return `/dossiers/welfare/${found.dossierId}`;
}

it('the dark look: contrast of level AA on a page of each kind, queue and dossier with a phone too', async () => {
  const page = await openAs(DESKTOP, 'c.chu-tich', '/me');
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  const faults: string[] = [];
  for (const address of ['/', ROUND, CLUSTER, '/organisation?asOf=2019-11-27', await firstDossier(), '/petitions', '/awards', '/reports', '/rules', '/members/imports', '/dues']) {
    await go(page, address);
    expect(await luminance(page, 'body', 'backgroundColor')).toBeLessThan(0.05);
    // The queue and the dossier are complete with a phone; elsewhere the colours are those of a desk.
    for (const size of address === '/' || address.startsWith('/dossiers/') ? [DESKTOP, PHONE] : [DESKTOP]) {
      await resized(page, size);
      await settled(page);
      faults.push(...(await faultsOf(page)).map((fault) => `${address} at ${size.width} px: ${fault}`));
      await picture(page, `dark${address.replaceAll(/[^a-z0-9]+/gi, '-')}-${size.width}`);
    }
    await resized(page, DESKTOP);
  }
  expect(faults).toEqual([]);
}, TEST_MS);

it('a sheet of paper is black on white also from the dark look, says whose it is, and has nothing to press', async () => {
  const page = await openAs(DESKTOP, 'c.chu-tich', '/me');
  for (const address of [ROUND, CLUSTER, await firstDossier(), '/petitions?state=ASSIGNED']) {
    await page.emulateMedia({ media: 'screen', colorScheme: 'dark', reducedMotion: 'reduce' });
    await go(page, address);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark', reducedMotion: 'reduce' });
    const head = page.locator('.dk-paper-head');
    await head.waitFor();
    expect(await head.innerText()).toMatch(/Chủ tịch, Liên đoàn Lao động thành phố Hà Nội[\s\S]*in lúc \d\d\/\d\d\/\d{4} \d\d:\d\d/);
    expect(await head.innerText()).toContain(address);
    expect(await luminance(page, 'body', 'backgroundColor')).toBe(1);
    expect(await luminance(page, 'main h1', 'color')).toBe(0);
    for (const pressed of ['nav', 'header', '.ant-btn', '.link-button', 'main input', 'main select']) expect(await page.locator(pressed).filter({ visible: true }).count()).toBe(0);
    await picture(page, `paper${address.replaceAll(/[^a-z0-9]+/gi, '-')}`, true);
  }
}, TEST_MS);

it('charts go to paper light, whole and as wide as the sheet; a table that is wide lies across', async () => {
  const page = await openAs(DESKTOP, 'c.chu-tich', '/me');
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await go(page, ROUND);
  const inks = (): Promise<(string | null)[]> => page.locator('.dk-chart svg text').evaluateAll((texts) => [...new Set(texts.map((text) => text.getAttribute('fill')))]);
  await page.locator('.dk-chart svg text').first().waitFor();
  expect(await inks()).toContain('#ECEAE6');
  await page.emulateMedia({ media: 'print', colorScheme: 'dark', reducedMotion: 'reduce' });
  await page.locator('.dk-chart svg text[fill="#22201C"]').first().waitFor();
  expect(await inks()).not.toContain('#ECEAE6');
  for (const width of await page.locator('.dk-chart svg').evaluateAll((all) => all.map((svg) => svg.getBoundingClientRect().width))) expect(width).toBeLessThanOrEqual(660);
  /** Width and height of every sheet, in whole points. */
  const sheets = async (): Promise<string[]> => [...(await page.pdf({ preferCSSPageSize: true })).toString('latin1').matchAll(/\/MediaBox\s*\[0 0 (\d+)[.\d]* (\d+)[.\d]*\]/g)].map(([, width, height]) => `${width} x ${height}`);
  expect([...new Set(await sheets())]).toEqual(['594 x 841']);
  await page.emulateMedia({ media: 'screen', colorScheme: 'dark', reducedMotion: 'reduce' });
  await go(page, CLUSTER);
  await page.locator('.dk-side').waitFor();
  await page.emulateMedia({ media: 'print', colorScheme: 'dark', reducedMotion: 'reduce' });
  expect([...new Set(await sheets())]).toEqual(['841 x 594']);
}, TEST_MS);
