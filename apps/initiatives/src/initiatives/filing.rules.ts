import { addMonths, cleanText, type Day, searchKey } from '@doanket/kernel';
import { TooManyAuthors } from './initiative.errors';

/** Shares of the authors of one initiative add up to this, percent. Source: handbook INI-01. */
export const WHOLE_SHARE = 100;

export const sumOfShares = (authors: readonly { readonly share: number }[]): number => authors.reduce((sum, { share }) => sum + share, 0);

/** Throws where a rule limits the authors of one initiative and there are more; `most`: null for no limit. Source: handbook 4.5. */
export function requireAuthors(authors: number, most: number | null): void {
  if (most !== null && authors > most) throw new TooManyAuthors(most);
}

/**
 * Last day on which an initiative is filed in time: a period of `months` starts on the day after the first use and ends on
 * the day of the same number (handbook 2.0). First used on 1/3/2022, 12 months: 1/3/2023.
 */
export const lastFilingDay = (firstAppliedOn: Day, months: number): Day => addMonths(firstAppliedOn, months);

/** Source: handbook INI-02. */
export const isFiledLate = (firstAppliedOn: Day, filedOn: Day, months: number): boolean => filedOn > lastFilingDay(firstAppliedOn, months);

/** Title of a unit's initiative as it is compared. */
export const titleKey = (title: string): string => searchKey(title);

/** The text that is compared with earlier ones. */
export const textKey = (title: string, description: string | null): string => searchKey(description === null ? title : `${title} ${description}`);

/** Under which two names in one unit are one person; marks count, case does not. */
export const authorKey = (name: string): string => cleanText(name).toLowerCase();
