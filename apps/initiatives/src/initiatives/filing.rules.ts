import { addDays, cleanText, type Day, searchKey } from '@doanket/kernel';

/** Shares of the authors of one initiative add up to this, percent. Source: handbook INI-01. */
export const WHOLE_SHARE = 100;

export const sumOfShares = (authors: readonly { readonly share: number }[]): number => authors.reduce((sum, { share }) => sum + share, 0);

/**
 * Last day on which an initiative is filed in time: a period of `months` starts on the day after the first use and ends on
 * the day of the same number (handbook 2.0). First used on 1/3/2022, 12 months: 1/3/2023.
 */
export function lastFilingDay(firstAppliedOn: Day, months: number): Day {
  const [year = 0, month = 1, day = 1] = firstAppliedOn.split('-').map(Number);
  const target = year * 12 + (month - 1) + months;
  const first = `${String(Math.floor(target / 12)).padStart(4, '0')}-${String((target % 12) + 1).padStart(2, '0')}-01`;
  const lastOfMonth = addDays(addDays(first, 31).slice(0, 8) + '01', -1);
  const same = `${first.slice(0, 8)}${String(day).padStart(2, '0')}`;
  return same > lastOfMonth ? lastOfMonth : same;
}

/** Source: handbook INI-02. */
export const isFiledLate = (firstAppliedOn: Day, filedOn: Day, months: number): boolean => filedOn > lastFilingDay(firstAppliedOn, months);

/** Title of a unit's initiative as it is compared. */
export const titleKey = (title: string): string => searchKey(title);

/** The text that is compared with earlier ones. */
export const textKey = (title: string, description: string | null): string => searchKey(description === null ? title : `${title} ${description}`);

/** Under which two names in one unit are one person; marks count, case does not. */
export const authorKey = (name: string): string => cleanText(name).toLowerCase();
