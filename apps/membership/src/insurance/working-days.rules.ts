import { addDays, weekdayOf, type Day } from '@doanket/kernel';

/** Days on which nobody works besides Saturdays and Sundays, and weekend days on which they do. */
export interface WorkCalendar { readonly holidays: readonly Day[]; readonly workingWeekendDays: readonly Day[] }

/** The last day of so many working days that begin the day after an event (handbook 2.0: a period starts on the day after it). */
export function lastWorkingDayOf(event: Day, count: number, calendar: WorkCalendar): Day {
  let day = event;
  for (let left = count; left > 0;) {
    day = addDays(day, 1);
    if (isWorkingDay(day, calendar)) left -= 1;
  }
  return day;
}

export function isWorkingDay(day: Day, calendar: WorkCalendar): boolean {
  if (calendar.holidays.includes(day)) return false;
  const weekday = weekdayOf(day);
  return (weekday !== 0 && weekday !== 6) || calendar.workingWeekendDays.includes(day);
}
