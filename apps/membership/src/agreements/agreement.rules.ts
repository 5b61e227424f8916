import { addDays, compareFractions, type Day, type Fraction } from '@doanket/kernel';

/** More than the share of the workers agreed: exactly half is not more than half. Source: handbook CBA-02, 4.7. */
export function isBallotWon(ballot: { readonly workers: number; readonly agreed: number }, moreThan: Fraction): boolean {
  return compareFractions({ numerator: ballot.agreed, denominator: ballot.workers }, moreThan) > 0;
}

/** The last day of a term of whole years: from 1/3/2025 three years end on 29/2/2028. */
export function lastDayOfYears(from: Day, years: number): Day {
  const year = String(Number(from.slice(0, 4)) + years).padStart(4, '0');
  // 29/2 has no day of its own in most years: the term then ends on 28/2.
  return from.slice(5) === '02-29' && !isLeap(Number(year)) ? `${year}-02-28` : addDays(`${year}${from.slice(4)}`, -1);
}

/** Whether a term lasts as long as the rule asks for, in whole years. Source: handbook CBA-01. */
export function isTermAllowed(term: { readonly from: Day; readonly to: Day }, rule: { readonly leastYears: number; readonly mostYears: number }): boolean {
  return term.to >= lastDayOfYears(term.from, rule.leastYears) && term.to <= lastDayOfYears(term.from, rule.mostYears);
}

/** The nearest warning that has come by a day: so many days before the end; null while none has. Source: handbook CBA-05. */
export function warningOn(today: Day, validTo: Day, daysBefore: readonly number[]): number | null {
  return [...daysBefore].sort((a, b) => a - b).find((days) => today >= addDays(validTo, -days)) ?? null;
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
