import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { safeReturnTo } from '../auth/return-to.rules';
import { isPage } from './console-door';

const CONSOLE = path.resolve(__dirname, '../../../console/src');
const SAMPLES: Readonly<Record<string, string>> = { $month: '2025-01', $service: 'membership' };

/** Addresses of all pages of the console, with values in the place of their parameters. */
function pagesOfTheConsole(): string[] {
  const areas = readdirSync(CONSOLE, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.area.ts'));
  const declared = areas.flatMap((file) => [...readFileSync(path.join(CONSOLE, file), 'utf8').matchAll(/\b(?:path|to): '(\/[^']*)'/g)].map((match) => match[1]!));
  return declared.map((page) => page.replace(/\$\w+/g, (name) => SAMPLES[name] ?? '01a22395-efbf-7307-a4d6-df17ac21b088'));
}

it('serves every page of the console at its own address: reloaded, shared, and after signing in', () => {
  const pages = pagesOfTheConsole();
  expect(pages.length).toBeGreaterThan(100);
  expect(pages.filter((page) => !isPage(page))).toEqual([]);
  expect(pages.filter((page) => safeReturnTo(page) !== page)).toEqual([]);
});

it('never takes an address of another door for a page', () => {
  for (const door of ['/api/membership/members', '/auth/sign-in', '/health/live', '/health', '/metrics', '/realms/doanket', '/assets/index.js', '/favicon.svg']) expect(isPage(door)).toBe(false);
});
