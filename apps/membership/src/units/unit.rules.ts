import { FINAL_UNIT_STATES, LIVE_UNIT_STATES, type UnitState, type UnitType } from '@doanket/contracts';

/** From the top down. A member union inside a larger grassroots union stands below it, though both are of level G. Source: handbook ORG-01. */
const RANKS: Readonly<Record<UnitType, number>> = {
  N: 0, C: 1, S_DISTRICT: 2, S_SECTOR: 2, S_CORPORATION: 2, S_ZONE: 2, S_WARD: 2, G: 3, G_MEMBER: 4, D: 5, T: 6,
};

/** True when a unit of one type may hang on a parent of another: the parent is of a higher level. Source: handbook ORG-01. */
export function mayHangOn(type: UnitType, parent: UnitType): boolean {
  return RANKS[parent] < RANKS[type];
}

/** Units that live inside a grassroots union and end with it. Source: handbook ORG-13. */
export function livesInside(type: UnitType): boolean {
  return type === 'D' || type === 'T';
}

/** True when a unit may go from one state to another by a decision. Source: handbook ORG-01. */
export function mayAdvance(from: UnitState, to: 'PROVISIONAL' | 'ACTIVE'): boolean {
  return from === 'PROPOSED' || (from === 'PROVISIONAL' && to === 'ACTIVE');
}

export const isFinal = (state: UnitState): boolean => (FINAL_UNIT_STATES as readonly UnitState[]).includes(state);

export const isLive = (state: UnitState): boolean => (LIVE_UNIT_STATES as readonly UnitState[]).includes(state);
