import { listFigures, type FigureItem } from '@doanket/contracts';
import { useRoute } from '../api/query';
import { useAsOf } from '../patterns/address/as-of';

/** What the dashboard of a round asks for. Source: handbook 1.5 and 4.9. */
export const ROUND_INDICATORS = [
  'WORK_G', 'WORK_S', 'WORK_PLAQUE', 'PETITION_WRITTEN', 'PETITION_DIRECT', 'PETITION_ONLINE', 'CONTEST_CONTESTANT', 'CONTEST_ENTERPRISE', 'CONTEST_UNIT', 'CONTEST_TRADE', 'CONTEST_WINNER', 'CONTEST_MONEY',
  'GOODWORKER_CITY', 'CHAIR_CITY', 'INI_HONOUR_CITY',
] as const;
export type RoundIndicator = (typeof ROUND_INDICATORS)[number];

/** The figures of a round, asked for in one call. */
export function useRoundFigures(round: string): { figure: (code: RoundIndicator) => FigureItem | null; query: ReturnType<typeof useRoute<typeof listFigures>> } {
  const { day, isToday } = useAsOf();
  const query = useRoute(listFigures, { query: { indicator: ROUND_INDICATORS.join(','), round, ...(isToday ? {} : { asOf: day }) } });
  return { query, figure: (code) => query.data?.items.find((item) => item.indicator === code) ?? null };
}
