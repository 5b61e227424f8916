import { isDay, type Day } from '@doanket/kernel';
import { clock } from '../../api/clock';
import { useAddress } from './address';

export interface AsOf {
  /** The day the page is seen at: today unless the address names another. */
  readonly day: Day;
  /** What was known at the end of this day; null: what is known now. */
  readonly knownOn: Day | null;
  /** Today as it is known now: only then can anything be changed. */
  readonly isToday: boolean;
  /** Both questions as the routes ask them: "as it was on", "as we knew it on". */
  readonly query: { readonly asOf: Day; readonly knownOn?: Day };
  /** Null goes back to today. */
  readonly see: (day: Day | null) => void;
  /** Null goes back to what is known now. */
  readonly knowing: (day: Day | null) => void;
  /** Back to today as it is known now. */
  readonly reset: () => void;
}

/** The day everything on the page is seen at, and as of when it was known. */
export function useAsOf(): AsOf {
  const { search, change } = useAddress();
  const today = clock.today();
  const dayIn = (text: string | undefined): Day | null => (text !== undefined && isDay(text) ? text : null);
  const day = dayIn(search['asOf']) ?? today;
  const asked = dayIn(search['knownOn']);
  const knownOn = asked === null || asked >= today ? null : asked;
  return {
    day, knownOn, isToday: day === today && knownOn === null, query: { asOf: day, ...(knownOn === null ? {} : { knownOn }) },
    see: (next) => change({ asOf: next === today ? null : next }),
    knowing: (next) => change({ knownOn: next === today ? null : next }),
    reset: () => change({ asOf: null, knownOn: null }),
  };
}
