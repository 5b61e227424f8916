import { isDay, yearOf, type Day } from '@doanket/kernel';

/** What falls into a year, and its number of years. */
export interface OccasionInYear { readonly day: Day | null; readonly years: number | null }

/**
 * An occasion seen in a year (CMP-18). An anniversary returns on its day, with the years counted from the founding:
 * 28/7/1929 is 90 years in 2019 and 96 in 2025; 29 February falls on the 28th where there is none. What happens once has
 * its day in its own year only. A year before the founding has neither.
 */
export function occasionIn(year: number, occasion: { foundedOn: Day | null; heldOn: Day | null }): OccasionInYear {
  if (occasion.foundedOn !== null) {
    const years = year - yearOf(occasion.foundedOn);
    if (years < 0) return { day: null, years: null };
    const same = `${String(year).padStart(4, '0')}${occasion.foundedOn.slice(4)}`;
    return { day: isDay(same) ? same : `${same.slice(0, 8)}28`, years };
  }
  return { day: occasion.heldOn !== null && yearOf(occasion.heldOn) === year ? occasion.heldOn : null, years: null };
}
