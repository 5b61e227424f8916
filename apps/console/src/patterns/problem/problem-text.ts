import type { Problem } from '../../api/problem';
import { i18n } from '../../i18n';
import { dayText, numberText, vndText } from '../format/format';

/**
 * What a problem says to the officer: our own words for its code, filled with its facts. A code without words falls back
 * to the words of its status; the server's English title is for logs and never shown.
 */
export function problemText(problem: Problem): { title: string; detail: string | null } {
  const facts = Object.fromEntries(Object.entries(problem.facts).map(([name, value]) => [name, factText(name, value)]));
  const key = `problem.${problem.code}`;
  if (i18n.exists(key)) return { title: i18n.t(key, facts), detail: null };
  const status = `problem.http/${problem.status}`;
  return { title: i18n.t(i18n.exists(status) ? status : 'problem.unknown', facts), detail: null };
}

/** What is wrong with a field. */
export function fieldText(detail: string): string {
  const key = `field.${detail}`;
  return i18n.exists(key) ? i18n.t(key) : detail;
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
