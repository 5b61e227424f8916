import AxeBuilder from '@axe-core/playwright';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type BrowserContext, type Cookie, type Locator, type Page, type Request } from 'playwright-core';
import { account, demo } from './support';

/** Outcome of a run, never committed. */
const PICTURES = path.resolve(__dirname, '../test-results/journeys');
/** Rules of level A and AA (WCAG 2.2). */
const LEVELS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const PATIENCE_MS = 30_000;

export const DESKTOP = { width: 1280, height: 800 } as const;
export const PHONE = { width: 390, height: 844 } as const;
export type Size = typeof DESKTOP | typeof PHONE;

/** What a file of journeys walks with: one browser, and windows that are gone after the test they were opened in. */
export interface Journeys {
  /** A window of its own, with nobody signed in. */
  readonly open: (size: Size) => Promise<Page>;
  /** A window in which that account is signed in: the first time by the form, later by the session that came of it. */
  readonly openAs: (size: Size, username: string, address?: string) => Promise<Page>;
}

/** Called once at the head of a file of journeys. A test in which a page threw an error fails. */
export function journeys(): Journeys {
  const sessions = new Map<string, Cookie[]>();
  const windows: { context: BrowserContext; thrown: string[] }[] = [];
  let browser: Browser | undefined;
  beforeAll(async () => { browser = await launch(); }, 60_000);
  afterAll(() => browser?.close());
  afterEach(async () => {
    const ended = windows.splice(0);
    await Promise.all(ended.map(({ context }) => context.close()));
    expect(ended.flatMap(({ thrown }) => thrown)).toEqual([]);
  });

  const open = async (size: Size): Promise<Page> => {
    if (browser === undefined) throw new Error('The browser did not start');
    const context = await browser.newContext({ viewport: size, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh', reducedMotion: 'reduce', baseURL: demo().baseUrl });
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    const thrown: string[] = [];
    page.on('pageerror', (error) => thrown.push(error.message));
    windows.push({ context, thrown });
    followCalls(page);
    return page;
  };
  const openAs = async (size: Size, username: string, address = '/'): Promise<Page> => {
    const page = await open(size);
    const known = sessions.get(username);
    if (known === undefined) {
      await signInAs(page, username, address);
      sessions.set(username, await page.context().cookies(demo().baseUrl));
      return page;
    }
    await page.context().addCookies(known);
    await page.goto(address);
    await shell(page).waitFor();
    return page;
  };
  return { open, openAs };
}

/** Starts the browser that CHROME_PATH names. */
function launch(): Promise<Browser> {
  const executablePath = process.env['CHROME_PATH'];
  if (executablePath === undefined) throw new Error('CHROME_PATH is missing: journeys run in a real browser');
  return chromium.launch({
    executablePath, headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-dev-shm-usage'],
  });
}

/** The navigation at a desk, its button with a phone: what is there once somebody is signed in. */
const shell = (page: Page) => page.getByRole('navigation', { name: 'Điều hướng chính' }).or(page.getByRole('button', { name: 'Mở hoặc đóng trình đơn' })).first();

/** Fills in the form of the identity server that the page was led to. */
export async function fillSignIn(page: Page, { username, password }: { readonly username: string; readonly password: string }): Promise<void> {
  await page.locator('#username').fill(username);
  await page.locator('#password').fill(password);
  await page.locator('#kc-login').click();
}

/** Signs in by the form of the identity server and waits for the page that was asked for. */
export async function signInAt(page: Page, who: { readonly username: string; readonly password: string }, address = '/'): Promise<void> {
  await page.goto(address);
  await fillSignIn(page, who);
  await shell(page).waitFor();
}

export const signInAs = (page: Page, username: string, address = '/'): Promise<void> => signInAt(page, account(username), address);

/** Calls of a page that have no answer yet. */
const unanswered = new WeakMap<Page, Set<Request>>();

function followCalls(page: Page): void {
  const calls = new Set<Request>();
  unanswered.set(page, calls);
  page.on('request', (request) => {
    // Nobody waits any more for what the page before it asked.
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) calls.clear();
    calls.add(request);
  });
  page.on('requestfinished', (request) => calls.delete(request));
  page.on('requestfailed', (request) => calls.delete(request));
}

/** Waits until the page stands still: it has its title, no grey lines, no call without an answer, and the browser has drawn it. */
export async function settled(page: Page): Promise<void> {
  await page.locator('main h1').first().waitFor();
  const calls = unanswered.get(page);
  const until = Date.now() + PATIENCE_MS;
  for (let still = 0; still < 2;) {
    const isLoading = await page.evaluate(async () => {
      await new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))); });
      return document.querySelector('main .skeleton, main [aria-busy="true"]') !== null;
    });
    still = isLoading || (calls?.size ?? 0) > 0 ? 0 : still + 1;
    if (Date.now() > until) throw new Error(`${page.url()} does not stand still: ${isLoading ? 'grey lines, ' : ''}waits for ${[...calls ?? []].map((call) => call.url()).join(', ')}`);
  }
}

/** Another page of the console, reached from within as by a link: nothing is loaded anew. */
export async function go(page: Page, address: string): Promise<void> {
  await page.evaluate((to) => {
    document.querySelector('main h1')?.setAttribute('data-left', '');
    window.history.pushState({}, '', to);
  }, address);
  await page.locator('main h1:not([data-left])').first().waitFor().catch(async (error: unknown) => {
    throw new Error(`${address} did not come: ${page.url()} says "${(await page.locator('body').innerText()).slice(0, 1_000)}"`, { cause: error });
  });
  await settled(page);
}

/** What is wrong with a page as it stands: violations of level A or AA, and a page wider than its window. */
export const faultsOf = async (page: Page): Promise<string[]> => [...await violationsOf(page), ...await overflowOf(page)];

/** Violations of level A or AA, in the whole page or in a part of it. */
export async function violationsOf(page: Page, part?: string): Promise<string[]> {
  // No page has frames, so the checks run in the page itself and need no second one.
  const axe = new AxeBuilder({ page }).options({ runOnly: LEVELS, resultTypes: ['violations'] }).setLegacyMode();
  const { violations } = await (part === undefined ? axe : axe.include(part)).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`);
}

/** Whether the page is wider than its window. */
export async function overflowOf(page: Page): Promise<string[]> {
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  return tooWide > 0 ? [`wider than the window by ${tooWide} px`] : [];
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

/** A picture and the faults of the page at a desk and with a phone; the window is as wide as at a desk afterwards. */
export async function looked(page: Page, name: string): Promise<void> {
  for (const size of [PHONE, DESKTOP]) {
    await resized(page, size);
    await settled(page);
    await picture(page, `${name}-${size.width}`, true);
    expect(await faultsOf(page)).toEqual([]);
  }
}

/** Goes through a door of a page: its button, what is filled in its dialog, and the same words to send it. */
export const doorsOf = (page: Page) => async (name: string, fill: (dialog: Locator) => Promise<void> = async () => undefined): Promise<void> => {
  await page.locator('main').getByRole('button', { name, exact: true }).click();
  const dialog = page.getByRole('dialog', { name });
  await fill(dialog);
  await dialog.getByRole('button', { name, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
};
