import { listIndicators, type IndicatorView } from '@doanket/contracts';
import { useQuery } from '@tanstack/react-query';
import { call } from './call';
import { indicatorName } from './indicator-words';
import type { Problem } from './problem';

const PAGE = 100;

/** The whole dictionary on a day (default today), page after page. */
export function useDictionary(enabled = true, asOf?: string) {
  return useQuery<readonly IndicatorView[], Problem>({
    queryKey: ['reports', 'dictionary', asOf ?? null], enabled, staleTime: 10 * 60_000,
    queryFn: async ({ signal }) => {
      const all: IndicatorView[] = [];
      let cursor: string | null = null;
      do {
        const page: { items: IndicatorView[]; nextCursor: string | null } = await call(listIndicators, { query: { limit: PAGE, ...(asOf === undefined ? {} : { asOf }), ...(cursor === null ? {} : { cursor }) } }, { signal });
        all.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== null);
      return all;
    },
  });
}

/** Names indicators by their code, in the language of the officer; the code itself until the dictionary is here. */
export function useIndicatorNames(enabled = true): (code: string) => string {
  const { data } = useDictionary(enabled);
  return (code) => { const one = data?.find((entry) => entry.code === code); return one === undefined ? code : indicatorName(one); };
}
