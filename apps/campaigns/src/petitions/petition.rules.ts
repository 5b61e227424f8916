import type { PetitionState } from '@doanket/contracts';
import type { Day } from '@doanket/kernel';

/** Anything before ANSWERED or DIRECTED is open and blocks a summary (DLG-04). */
export function isOpen(state: PetitionState): boolean {
  return state === 'RECEIVED' || state === 'CLASSIFIED' || state === 'ASSIGNED';
}

/** An open petition whose deadline has passed; the deadline itself is still in time. */
export function isOverdue(petition: { state: PetitionState; dueOn: Day | null }, today: Day): boolean {
  return isOpen(petition.state) && petition.dueOn !== null && petition.dueOn < today;
}
