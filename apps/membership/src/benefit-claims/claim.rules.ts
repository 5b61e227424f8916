import type { ClaimTurn } from '@doanket/contracts';
import type { Day } from '@doanket/kernel';

/** The days of a file: until when each turn lasts, and when it was taken. */
export interface ClaimDays {
  readonly workerDueOn: Day; readonly workerFiledOn: Day | null;
  readonly employerDueOn: Day | null; readonly employerFiledOn: Day | null;
  readonly insurerDueOn: Day | null; readonly answeredOn: Day | null;
}

/** Turns that were taken, or are still to be taken, after their last day: day 46 is late where 45 are given. Source: handbook SOC-06. */
export function lateTurnsOf(days: ClaimDays, today: Day): ClaimTurn[] {
  const turns: [ClaimTurn, Day | null, Day | null][] = [
    ['WORKER', days.workerDueOn, days.workerFiledOn], ['EMPLOYER', days.employerDueOn, days.employerFiledOn], ['INSURER', days.insurerDueOn, days.answeredOn],
  ];
  return turns.flatMap(([turn, dueOn, takenOn]) => (dueOn !== null && (takenOn ?? today) > dueOn ? [turn] : []));
}
