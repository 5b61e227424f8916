import { addDays, type Day } from '@doanket/kernel';

/** A calendar month as the contracts write it, `YYYY-MM`. */
export type Month = string;

export function firstDayOf(month: Month): Day {
  return `${month}-01`;
}

export function monthOf(day: Day): Month {
  return day.slice(0, 7);
}

/** The month `count` months later, earlier when negative. */
export function addMonths(month: Month, count: number): Month {
  const months = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + count;
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}`;
}

export function lastDayOf(month: Month): Day {
  return addDays(firstDayOf(addMonths(month, 1)), -1);
}

/** Months from `from` to `to`, both counted: 2025-01 to 2025-12 is 12. */
export function monthsInclusive(from: Month, to: Month): number {
  const count = (month: Month): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5));
  return count(to) - count(from) + 1;
}

export function monthsBetween(from: Month, to: Month): Month[] {
  return Array.from({ length: Math.max(0, monthsInclusive(from, to)) }, (_, n) => addMonths(from, n));
}
