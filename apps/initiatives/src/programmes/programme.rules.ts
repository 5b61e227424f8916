import type { Day } from '@doanket/kernel';
import { AppliedOutsideProgramme, EnteredBeforeRecognised, OutsideWindow } from './programme.errors';

export interface Window { readonly from: Day; readonly to: Day }
/** A programme as the rule of a day has it; both ends of each period are in it. */
export interface Programme { readonly code: string; readonly appliedFrom: Day | null; readonly appliedTo: Day | null; readonly windows: readonly Window[] }
export interface Entry { readonly firstAppliedOn: Day | null; readonly recognisedOn: Day; readonly enteredOn: Day }

/**
 * Throws unless the entry meets the programme: recognised before, first applied in its time, entered in a window. Answers
 * whether the first application is unknown. Source: Guidance 46/HD-TLĐ of 30/12/2021 (handbook INI-07).
 */
export function checkEntry(programme: Programme, entry: Entry): { readonly appliedUnknown: boolean } {
  const { firstAppliedOn, recognisedOn, enteredOn } = entry;
  if (enteredOn < recognisedOn) throw new EnteredBeforeRecognised(recognisedOn);
  if (!programme.windows.some((window) => enteredOn >= window.from && enteredOn <= window.to)) throw new OutsideWindow(programme.code, programme.windows);
  const { appliedFrom, appliedTo } = programme;
  if (firstAppliedOn !== null && ((appliedFrom !== null && firstAppliedOn < appliedFrom) || (appliedTo !== null && firstAppliedOn > appliedTo))) {
    throw new AppliedOutsideProgramme(appliedFrom, appliedTo);
  }
  return { appliedUnknown: firstAppliedOn === null && (appliedFrom !== null || appliedTo !== null) };
}
