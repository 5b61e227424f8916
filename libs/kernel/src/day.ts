/** A calendar day, `YYYY-MM-DD`, in Asia/Ho_Chi_Minh. Days compare with `<` and `>` as text. */
export type Day = string;

const DAY_MS = 86_400_000;
const DAY_PATTERN = /^\d{4}-\d{2}-\d{2}$/;
const localDay = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Ho_Chi_Minh', year: 'numeric', month: '2-digit', day: '2-digit',
});

/** The calendar day in Hanoi at this instant. */
export function dayOf(instant: Date): Day {
  return localDay.format(instant);
}

/** True for a day that exists in the calendar: `2023-02-30` and `2023-13-01` do not. */
export function isDay(text: string): boolean {
  if (!DAY_PATTERN.test(text)) return false;
  const year = Number(text.slice(0, 4));
  const month = Number(text.slice(5, 7));
  const day = Number(text.slice(8, 10));
  return month >= 1 && month <= 12 && day >= 1 && day <= daysOfMonth(year, month);
}

const DAYS_OF_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function daysOfMonth(year: number, month: number): number {
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return (DAYS_OF_MONTH[month - 1] ?? 0) + (leap ? 1 : 0);
}

/** The day `count` days later (earlier when negative). */
export function addDays(day: Day, count: number): Day {
  return new Date(toUtc(day).getTime() + count * DAY_MS).toISOString().slice(0, 10);
}

/** Days from `from` to `to` with both ends counted: 1/5–30/9/2023 is 153. */
export function daysInclusive(from: Day, to: Day): number {
  return Math.round((toUtc(to).getTime() - toUtc(from).getTime()) / DAY_MS) + 1;
}

/** Last day of a period of `days` days that starts on the day after the event (handbook 2.0). */
export function lastDayOfPeriod(event: Day, days: number): Day {
  return addDays(event, days);
}

/**
 * The day of the same number `months` later, else the last of that month: a period of months that starts on the day after the event
 * ends then (handbook 2.0). 1/3/2022 and 12 months: 1/3/2023; 31/8/2023 and 6 months: 29/2/2024.
 */
export function addMonths(from: Day, months: number): Day {
  const [year = 0, month = 1, day = 1] = from.split('-').map(Number);
  const target = year * 12 + (month - 1) + months;
  const first = `${String(Math.floor(target / 12)).padStart(4, '0')}-${String((target % 12) + 1).padStart(2, '0')}-01`;
  const lastOfMonth = addDays(`${addDays(first, 31).slice(0, 8)}01`, -1);
  const same = `${first.slice(0, 8)}${String(day).padStart(2, '0')}`;
  return same > lastOfMonth ? lastOfMonth : same;
}

/** A day of the year, `MM-DD`, in that year; 29/2 is 28/2 where there is none. */
export function dayInYear(year: number, monthDay: string): Day {
  return monthDay === '02-29' ? addDays(`${year}-03-01`, -1) : `${year}-${monthDay}`;
}

/** Full years completed on `on` since `since`: 28/7/1929 gives 90 on 28/7/2019 and 89 the day before. */
export function yearsSince(since: Day, on: Day): number {
  const years = yearOf(on) - yearOf(since);
  return on.slice(5) < since.slice(5) ? years - 1 : years;
}

/** The day of the week: 0 is Sunday, 6 is Saturday. */
export function weekdayOf(day: Day): number {
  return toUtc(day).getUTCDay();
}

/** The calendar year of a day. */
export function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}

function toUtc(day: Day): Date {
  const time = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(time)) throw new RangeError(`Not a calendar day: ${day}`);
  return new Date(time);
}
