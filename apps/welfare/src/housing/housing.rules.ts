import type { HOUSING_STATES } from '@doanket/contracts';
import type { Day } from '@doanket/kernel';
import { DayOutOfOrder } from './housing.errors';

export type HousingState = (typeof HOUSING_STATES)[number];

/** States in which a case has taken money of its programme. */
export const APPROVED_STATES = ['APPROVED', 'DOSSIER_COMPLETE', 'DISBURSED', 'WORK_DONE', 'HANDED_OVER'] as const satisfies readonly HousingState[];

/** Last days of the year's programme; null where none is known. */
export interface Deadlines { readonly dossierDueOn: Day | null; readonly workDueOn: Day | null }

/**
 * Overdue from the day after the last day: the papers while the case is approved only, the work until it is done. Shown by
 * the clock, nothing is deleted. Source: handbook WEL-03.
 */
export function isOverdue(state: HousingState, { dossierDueOn, workDueOn }: Deadlines, today: Day): boolean {
  if (state === 'APPROVED') return dossierDueOn !== null && today > dossierDueOn;
  if (state === 'DOSSIER_COMPLETE' || state === 'DISBURSED') return workDueOn !== null && today > workDueOn;
  return false;
}

/** Last day of the step a case waits for after its approval; null where there is none. */
export function nextDue(state: HousingState, { dossierDueOn, workDueOn }: Deadlines): Day | null {
  if (state === 'APPROVED') return dossierDueOn;
  return state === 'DOSSIER_COMPLETE' || state === 'DISBURSED' ? workDueOn : null;
}

/** Throws unless `day` lies on or after the step before and not after today. */
export function requireDayBetween(field: string, day: Day, from: Day | null, today: Day): void {
  if ((from !== null && day < from) || day > today) throw new DayOutOfOrder(field, from, today);
}
