import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { speak } from '../i18n';
import english from '../i18n/indicators.en.json';
import vietnamese from '../i18n/indicators.vi.json';
import { formulaText, indicatorName } from './indicator-words';

/** What the federation's dictionary starts with, as its source says it. */
const source = readFileSync(join(__dirname, '../../../reports/src/indicators/dictionary.ts'), 'utf8');
const said = (field: string): string[] => [...source.matchAll(new RegExp(`\\b${field}: '([^']+)'`, 'g'))].map((match) => match[1]!);

it('counts every indicator in Vietnamese words', () => {
  const asked = ['formula', 'numerator', 'denominator'].flatMap(said);
  expect(asked.length).toBeGreaterThan(50);
  expect(asked.filter((text) => (vietnamese as Record<string, string>)[text] === undefined)).toEqual([]);
});

it('names every indicator in English', () => {
  const named = said('name');
  expect(named.length).toBeGreaterThan(40);
  expect(named.filter((text) => (english as Record<string, string>)[text] === undefined)).toEqual([]);
});

it('speaks the language chosen, and shows what officers wrote as they wrote it', async () => {
  expect(indicatorName({ name: 'Công nhân giỏi Thủ đô' })).toBe('Công nhân giỏi Thủ đô');
  expect(formulaText('As submitted')).toBe('Theo số liệu đơn vị gửi');
  expect(formulaText('Đếm theo sổ của đơn vị')).toBe('Đếm theo sổ của đơn vị');
  await speak('en');
  expect(indicatorName({ name: 'Công nhân giỏi Thủ đô' })).toBe('Outstanding workers of the capital');
  expect(formulaText('As submitted')).toBe('As submitted');
  await speak('vi');
});
