import { isDay, type Day } from '@doanket/kernel';
import { clock } from '../../api/clock';
import { useAddress } from './address';

export interface AsOf {
  /** The day the page is seen at: today unless the address names another. */
  readonly day: Day;
  readonly isToday: boolean;
  /** Null goes back to today. */
  readonly see: (day: Day | null) => void;
}

/** The day everything on the page is seen at. */
export function useAsOf(): AsOf {
  const { search, change } = useAddress();
  const today = clock.today();
  const chosen = search['asOf'];
  const day = chosen !== undefined && isDay(chosen) ? chosen : today;
  return { day, isToday: day === today, see: (next) => change({ asOf: next === today ? null : next }) };
}
