import { addDays, type Day } from '@doanket/kernel';
import { addMonths, lastDayOf } from './salary.rules';

export interface ExemptMonths { readonly from: Day; readonly to: Day }

/**
 * The calendar months free of dues for a leave: as many as it has whole months, from the month in which it begins; null for a
 * leave of less than `leastMonths`. Source: handbook 4.1, SOC-05 (allowance or unpaid leave of a month or more); which calendar
 * months they are is an assumption.
 */
export function exemptMonthsOf(leave: { readonly fromDay: Day; readonly toDay: Day }, leastMonths: number): ExemptMonths | null {
  let months = 0;
  while (lastDayAfterMonths(leave.fromDay, months + 1) <= leave.toDay) months += 1;
  if (months === 0 || months < leastMonths) return null;
  const first = `${leave.fromDay.slice(0, 7)}-01`;
  return { from: first, to: lastDayOf(addMonths(first, months - 1)) };
}

/** The last day of a time of some months that begins on a day: a month from 15/3 ends on 14/4, from 31/1 on 28/2. */
export function lastDayAfterMonths(from: Day, months: number): Day {
  const month = addMonths(`${from.slice(0, 7)}-01`, months);
  const sameDay = `${month.slice(0, 7)}-${from.slice(8)}`;
  return sameDay > lastDayOf(month) ? lastDayOf(month) : addDays(sameDay, -1);
}
