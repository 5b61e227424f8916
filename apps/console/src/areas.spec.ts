import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AREAS } from './areas';

/** Everything of the console that can lead somewhere, by file. */
const SOURCES = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/\.(spec|area)\.tsx?$/.test(file))
  .map((file) => ({ file: file.replaceAll('\\', '/'), text: readFileSync(join(__dirname, file), 'utf8') }));

/** Which file holds a page, as its area says. */
const FILES = new Map(readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.area.ts')).flatMap((file) =>
  [...readFileSync(join(__dirname, file), 'utf8').matchAll(/path: '([^']+)'.*?import\('([^']+)'\)/g)].map(([, path, from]) => [path!, `${join(dirname(file), from!).replaceAll('\\', '/')}.tsx`])));

/** Pages that are opened from another page instead of the navigation: which file holds the way. */
const OPENED_FROM: Readonly<Record<string, string>> = {
  '/organisation/foundings/new': 'organisation/foundings.page.tsx',
  '/organisation/transfers/new': 'organisation/transfers.page.tsx',
  '/organisation/ward-unions/new': 'organisation/territories.page.tsx',
  '/members/new': 'members/members.page.tsx',
  '/emulation/plans/new': 'plans/plans.page.tsx',
  // What a figure is made of: every figure is the way to it, with its own indicator and scope.
  '/reports/records': 'api/console-address.ts',
};

const PAGES = AREAS.flatMap((area) => area.pages);
const LINKS = AREAS.flatMap((area) => area.links);
const linked = new Set(LINKS.map(({ to }) => to));

it('every page without parameters stands in the navigation, or another page is named that leads to it', () => {
  const plain = PAGES.map(({ path }) => path).filter((path) => !path.includes('$'));
  expect(plain.filter((path) => !linked.has(path) && !(path in OPENED_FROM))).toEqual([]);
  expect(Object.keys(OPENED_FROM).filter((path) => linked.has(path) || !plain.includes(path))).toEqual([]);
});

it('what is named as the way to a page holds its address', () => {
  expect(PAGES.map(({ path }) => path).filter((path) => !FILES.has(path))).toEqual([]);
  const broken = Object.entries(OPENED_FROM).filter(([path, from]) => from === FILES.get(path) || !(SOURCES.find(({ file }) => file === from)?.text.includes(path) ?? false));
  expect(broken).toEqual([]);
});

it('every page with parameters is opened from another page', () => {
  const way = (path: string): RegExp => new RegExp(path.replaceAll('/', String.raw`\/`).replace(/\$\w+/g, String.raw`\$\{[^}]+\}`) + String.raw`[\x60?'#]`);
  const closed = PAGES.map(({ path }) => path).filter((path) => path.includes('$') && !SOURCES.some(({ file, text }) => file !== FILES.get(path) && way(path).test(text)));
  expect(closed).toEqual([]);
});

it('every entry of the navigation opens a page', () => {
  expect(LINKS.map(({ to }) => to).filter((to) => !PAGES.some(({ path }) => path === to))).toEqual([]);
});
