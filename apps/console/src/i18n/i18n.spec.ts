import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import en from './en.json';
import vi from './vi.json';

type Words = { [key: string]: string | Words };
const SRC = join(__dirname, '..');
const ROOT = join(SRC, '../../..');

/** Families of keys that are looked up by a code of the API. */
const BY_CODE = ['code.', 'item.', 'rule.', 'problem.', 'fault.', 'field.', 'qualifier.', 'post.', 'level.', 'body.', 'area.', 'nav.', 'service.', 'keys.', 'check.', 'scope.', 'ruleName.', 'rulePart.', 'exchangeColumn.'];

function flatten(words: Words, prefix = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) => (typeof value === 'string' ? [prefix + key] : flatten(value, `${prefix}${key}.`)));
}

function files(dir: string, keep: RegExp): string[] {
  return readdirSync(dir).flatMap((name) => {
    const path = join(dir, name);
    if (name === 'node_modules' || name === 'dist') return [];
    return statSync(path).isDirectory() ? files(path, keep) : keep.test(name) ? [path] : [];
  });
}

const keys = new Set(flatten(vi as Words));
const sources = files(SRC, /(?<!\.spec)\.tsx?$/).map((path) => readFileSync(path, 'utf8')).join('\n');
const literal = new Set([...sources.matchAll(/['"`]([a-zA-Z]+\.[A-Za-z0-9_./-]+)['"`]/g)].map((match) => match[1]!));
const called = [...sources.matchAll(/\bt\(\s*'([^']+)'/g)].map((match) => match[1]!);
const prefixes = [...sources.matchAll(/\bt\(\s*`([^`$]+)\$\{/g)].map((match) => match[1]!);

it('has words for every key that is asked for', () => {
  expect(called.filter((key) => !keys.has(key))).toEqual([]);
});

it('has words below every prefix that is asked for', () => {
  expect(prefixes.filter((prefix) => ![...keys].some((key) => key.startsWith(prefix)))).toEqual([]);
});

it('keeps no words that nobody asks for', () => {
  const asked = [...prefixes, ...BY_CODE];
  expect([...keys].filter((key) => !literal.has(key) && !asked.some((prefix) => key.startsWith(prefix)))).toEqual([]);
});

it('says the same things in English, with the same facts', () => {
  expect(flatten(en as Words).sort()).toEqual([...keys].sort());
  const at = (words: Words, key: string): string => key.split(/\.(?![^/]*$)|\./).reduce<string | Words>((inner, part) => (inner as Words)[part]!, words) as string;
  const factsOf = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]!).filter((name) => name !== 'count').sort();
  expect([...keys].filter((key) => factsOf(at(vi as Words, key)).join() !== factsOf(at(en as Words, key)).join())).toEqual([]);
});

it('has words for every failure the services can name', () => {
  const named = files(join(ROOT, 'apps'), /\.errors\.ts$/).concat(files(join(ROOT, 'libs'), /\.ts$/).filter((path) => !/\.(int-)?spec\.ts$|[/\\]test[/\\]/.test(path)))
    .flatMap((path) => [...readFileSync(path, 'utf8').matchAll(/\bcode\s*(?::\s*string)?\s*=\s*'([a-z]+(?:-[a-z]+)*\/[a-z0-9-]+)'/g)].map((match) => match[1]!));
  expect([...new Set(named)].filter((code) => !keys.has(`problem.${code}`)).sort()).toEqual([]);
});
