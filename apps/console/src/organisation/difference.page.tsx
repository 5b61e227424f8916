import { getTreeDiff, type TreeDiffView } from '@doanket/contracts';
import { isDay } from '@doanket/kernel';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call';
import { clock } from '../api/clock';
import type { Problem } from '../api/problem';
import { useAddress } from '../patterns/address/address';
import { DayField } from '../patterns/form/day-field';
import { dayText } from '../patterns/format/format';
import { Loaded } from '../patterns/loaded';
import { PageHead } from '../patterns/page-head';
import { TreeDifferences } from '../patterns/tree/tree-difference';
import type { TreeChange, TreeDifference } from '../patterns/tree/tree-types';

/** At most so many differences are shown. */
const MOST = 2_000;

/** What is different in the tree between two days. */
export function DifferencePage() {
  const { t } = useTranslation();
  const { search, change } = useAddress();
  const from = dayOr(search['from'], '2025-06-30');
  const to = dayOr(search['to'], clock.today());
  const differences = useQuery<TreeDiffView[], Problem>({ queryKey: ['membership', 'tree-diff', from, to], queryFn: ({ signal }) => loadAll(from, to, signal) });
  return (
    <div className="page">
      <PageHead title={t('organisation.difference')} text={`${dayText(from)} → ${dayText(to)}`} />
      <section className="panel"><div className="dk-fields">
        <DayField label={t('organisation.before')} value={from} onChange={(day) => change({ from: day })} />
        <DayField label={t('organisation.after')} value={to} onChange={(day) => change({ to: day })} />
      </div></section>
      <section className="panel" aria-label={t('organisation.difference')}>
        <Loaded query={differences}>{(items) => <TreeDifferences differences={items.map(differenceOf)} hrefOf={(code) => `/organisation/units/${code}`} />}</Loaded>
      </section>
    </div>
  );
}

async function loadAll(from: string, to: string, signal: AbortSignal): Promise<TreeDiffView[]> {
  const all: TreeDiffView[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: TreeDiffView[]; nextCursor: string | null } = await call(getTreeDiff, { query: { from, to, limit: 100, ...(cursor === null ? {} : { cursor }) } }, { signal });
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null && all.length < MOST);
  return all;
}

function differenceOf(item: TreeDiffView): TreeDifference {
  const change = (['FOUNDED', 'ENDED', 'MOVED', 'RENAMED', 'ADVANCED', 'RECLASSIFIED'] as const).find((one) => item.changes.includes(one)) ?? 'RECLASSIFIED';
  const detail = change === 'MOVED' ? `${item.before?.parentCode ?? '–'} → ${item.after?.parentCode ?? '–'}` : change === 'RENAMED' ? `${item.before?.name ?? ''} → ${item.after?.name ?? ''}` : undefined;
  return { code: item.unit.code, name: item.unit.name, change: change satisfies TreeChange, detail };
}

const dayOr = (text: string | undefined, other: string): string => (text !== undefined && isDay(text) ? text : other);
