import { daysInclusive, type Day } from '@doanket/kernel';

/** The window in which results of a round fall. */
export interface Window { readonly startsOn: Day | null; readonly endsOn: Day | null }

/** Calendar days of a round with both ends: 1/5–30/9/2023 is 153, whatever its label says (handbook 1.6, trap 1). */
export function calendarDays({ startsOn, endsOn }: Window): number | null {
  return startsOn === null || endsOn === null ? null : daysInclusive(startsOn, endsOn);
}

/** A result finished outside the window is late: it is kept, flagged and counted apart (CMP-02). */
export function isLate(finishedOn: Day, { startsOn, endsOn }: Window): boolean {
  return startsOn === null || endsOn === null || finishedOn < startsOn || finishedOn > endsOn;
}

/** LAUNCHED becomes RUNNING by the calendar, without anybody's doing. */
export function stateOn<State extends string>(state: State, startsOn: Day | null, today: Day): State | 'RUNNING' {
  return state === 'LAUNCHED' && startsOn !== null && startsOn <= today ? 'RUNNING' : state;
}
