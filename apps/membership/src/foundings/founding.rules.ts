import { addDays, type Day } from '@doanket/kernel';

/** The last day of a term of whole months that begins on `first`: 12 months from 21/8/2025 end on 20/8/2026. */
export function lastDayOfMonths(first: Day, months: number): Day {
  const [year = 0, month = 1, day = 1] = first.split('-').map(Number);
  const turned = month - 1 + months;
  const [toYear, toMonth] = [year + Math.floor(turned / 12), (turned % 12) + 1];
  const lastOfMonth = Number(addDays(toMonth === 12 ? `${toYear + 1}-01-01` : `${toYear}-${two(toMonth + 1)}-01`, -1).slice(8));
  // The same day of the month where there is one: then the term ends the day before; else it ends with the month.
  return day > lastOfMonth ? `${toYear}-${two(toMonth)}-${two(lastOfMonth)}` : addDays(`${toYear}-${two(toMonth)}-${two(day)}`, -1);
}

const two = (n: number): string => String(n).padStart(2, '0');
