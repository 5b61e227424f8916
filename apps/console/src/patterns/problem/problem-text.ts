import type { Problem } from '../../api/problem';
import { i18n } from '../../i18n';
import { dayText, numberText, vndText } from '../format/format';

/**
 * What a problem says to the officer: our own words for its code, filled with its facts. A code without words falls back
 * to the words of its status; the server's English title is for logs and never shown.
 */
export function problemText(problem: Problem): { title: string; detail: string | null } {
  const facts = Object.fromEntries(Object.entries(problem.facts).map(([name, value]) => [name, factText(name, value)]));
  // What any page may meet before its words are here stands apart, in `fault`.
  const key = [`problem.${problem.code}`, `fault.${problem.code}`, `fault.http/${problem.status}`].find((one) => i18n.exists(one));
  return { title: i18n.t(key ?? 'fault.unknown', facts), detail: null };
}

/** How the shapes of the contracts say what is wrong, and what we say for it. */
const SHAPES: readonly (readonly [RegExp, string])[] = [
  [/^Invalid input: expected .*received (undefined|null)/, 'missing'], [/^Too small: expected string to have >=1 /, 'missing'],
  [/^Too small: expected string to have >=(\d+)/, 'letters_least'], [/^Too big: expected string to have <=(\d+)/, 'letters_most'],
  [/^Too small: expected array to have >=(\d+)/, 'items_least'], [/^Too big: expected array to have <=(\d+)/, 'items_most'],
  [/^Too small: expected .*?(-?[\d.]+)$/, 'number_least'], [/^Too big: expected .*?(-?[\d.]+)$/, 'number_most'],
  [/^Invalid ISO date/, 'day'], [/^Invalid (string|UUID|email|URL)/i, 'spelling'], [/^Invalid option/, 'option'], [/^Unknown field/, 'unknown'], [/^Invalid input/, 'wrong'],
];
/** Words that we wrote ourselves keep their marks; a service's own English is for logs. */
const OUR_WORDS = /[^\u0000-\u007f]/;

/** What is wrong with a field, in the language of the officer. */
export function fieldText(detail: string): string {
  if (i18n.exists(`field.${detail}`)) return i18n.t(`field.${detail}`);
  for (const [shape, key] of SHAPES) {
    const match = shape.exec(detail);
    if (match !== null) return i18n.t(`field.${key}`, { n: match[1] === undefined ? '' : numberText(match[1]) });
  }
  return i18n.language === 'en' || OUR_WORDS.test(detail) ? detail : i18n.t('field.wrong');
}

/** The label of a field for which a form has no place, by its pointer. */
export function pointerText(pointer: string): string {
  const parts = pointer.split('/').slice(2).map((part) => (/^\d+$/.test(part) ? numberText(Number(part) + 1) : i18n.exists(`item.${part}`) ? i18n.t(`item.${part}`) : part));
  return parts.join(' › ') || pointer;
}

function factText(name: string, value: unknown): string {
  if (typeof value === 'number') return name.endsWith('Vnd') ? vndText(value) : numberText(value);
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return dayText(value);
  if (typeof value === 'string' && /^[A-Z][A-Z0-9_]+$/.test(value)) {
    const key = `code.${value}`;
    return i18n.exists(key) ? i18n.t(key) : value;
  }
  if (Array.isArray(value)) return value.map((one) => factText(name, one)).join(', ');
  return value === null || value === undefined ? '–' : String(value);
}
