import AxeBuilder from '@axe-core/playwright';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { account, demo } from './support';

/** Outcome of a run, never committed. */
const PICTURES = path.resolve(__dirname, '../test-results/journeys');
/** Rules of level A and AA (WCAG 2.2). */
const LEVELS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const PATIENCE_MS = 30_000;

export const DESKTOP = { width: 1280, height: 800 } as const;
export const PHONE = { width: 390, height: 844 } as const;
export type Size = typeof DESKTOP | typeof PHONE;

/** Starts the browser that CHROME_PATH names. */
export function launch(): Promise<Browser> {
  const executablePath = process.env['CHROME_PATH'];
  if (executablePath === undefined) throw new Error('CHROME_PATH is missing: journeys run in a real browser');
  return chromium.launch({
    executablePath, headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-dev-shm-usage'],
  });
}

/** A window of its own, with nobody signed in. What its pages throw is collected. */
export async function windowOf(browser: Browser, size: Size): Promise<{ page: Page; context: BrowserContext; thrown: string[] }> {
  const context = await browser.newContext({ viewport: size, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh', reducedMotion: 'reduce', baseURL: demo().baseUrl });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const thrown: string[] = [];
  page.on('pageerror', (error) => thrown.push(error.message));
  return { page, context, thrown };
}

/** Signs in by the form of the identity server and waits for the page that was asked for. */
export async function signInAt(page: Page, who: { readonly username: string; readonly password: string }, address = '/'): Promise<void> {
  await page.goto(address);
  await page.locator('#username').fill(who.username);
  await page.locator('#password').fill(who.password);
  await page.locator('#kc-login').click();
  await page.getByRole('navigation', { name: 'Điều hướng chính' }).or(page.getByRole('button', { name: 'Mở hoặc đóng trình đơn' })).first().waitFor();
}

export const signInAs = (page: Page, username: string, address = '/'): Promise<void> => signInAt(page, account(username), address);

/** Waits until nothing is being loaded any more. */
export async function settled(page: Page): Promise<void> {
  await page.locator('main h1').first().waitFor();
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(() => document.querySelectorAll('main .skeleton, main [aria-busy="true"]').length === 0);
}

/** What is wrong with a page as it stands: violations of level A or AA, and a page wider than its window. */
export async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).options({ runOnly: LEVELS, resultTypes: ['violations'] }).analyze();
  const faults = violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`);
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  return tooWide > 0 ? [...faults, `wider than the window by ${tooWide} px`] : faults;
}

/** The page at another width, drawn anew. */
export async function resized(page: Page, size: Size): Promise<void> {
  await page.setViewportSize(size);
  await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
}

/** A picture of the window, or of the whole page. */
export async function picture(page: Page, name: string, fullPage = false): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: path.join(PICTURES, `${name}.png`), fullPage });
}
