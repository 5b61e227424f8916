import { addDays, type Day } from '@doanket/kernel';

export function firstOfMonth(day: Day): Day {
  return `${day.slice(0, 7)}-01`;
}

export function lastOfMonth(day: Day): Day {
  return addDays(firstOfNextMonth(day), -1);
}

export function firstOfNextMonth(day: Day): Day {
  // The 28th and four days are always in the next month.
  return firstOfMonth(addDays(`${day.slice(0, 7)}-28`, 4));
}
