import { DOMAIN_SERVICES, dossierRoutesOf, type QueueAnswer, type QueueItem, type ServiceName } from '@doanket/contracts';
import { addDays } from '@doanket/kernel';
import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call';
import { clock } from '../api/clock';
import { toProblem } from '../api/problem';
import { queryKey } from '../api/query';
import { queueHref } from '../api/queue';
import { useAddress } from '../patterns/address/address';
import { Go } from '../patterns/address/go';
import { codeText, OverdueTag, titleText } from '../patterns/code/code-text';
import { dayText, numberText } from '../patterns/format/format';
import { useKeys } from '../patterns/keys/keys';
import { PageHead } from '../patterns/page-head';
import { ProblemNote } from '../patterns/problem/problem-note';
import { useSession } from '../shell/session';
import { MyTasks } from './my-tasks';
import { UnitFigures } from './unit-figures';
import './work.css';

const REFRESH_MS = 30_000;
const QUEUES = DOMAIN_SERVICES.map((service) => ({ service, route: dossierRoutesOf(service).getQueue }));
const HEAPS = ['toDecide', 'returned', 'dueThisWeek', 'overdue'] as const;
type Heap = (typeof HEAPS)[number];
interface Row extends QueueItem { readonly service: ServiceName }

/** The first screen: what waits for me, then the figures of my unit. */
export function WorkPage() {
  const { t } = useTranslation();
  const { post } = useSession();
  const { search, change, open } = useAddress();
  const queues = useQueries({
    queries: QUEUES.map(({ route }) => ({
      queryKey: queryKey(route, {}), refetchInterval: REFRESH_MS,
      queryFn: ({ signal }: { signal: AbortSignal }): Promise<QueueAnswer> => call(route, { query: { limit: 100 } }, { signal }),
    })),
  });
  const heap = HEAPS.find((one) => one === search['heap']) ?? null;
  const rows = queues.flatMap((queue, index): Row[] => queue.data?.items.map((item) => ({ ...item, service: QUEUES[index]!.service })) ?? []).sort(byUrgency);
  const shown = heap === null ? rows : rows.filter((row) => isIn(heap, row));
  const waiting = queues.every((queue) => queue.isPending);
  const failed = queues.find((queue) => queue.error !== null && queue.data === undefined);
  const count = (one: Heap): number => queues.reduce((sum, queue) => sum + (queue.data?.counts[one] ?? 0), 0);
  useKeys({ Enter: () => { const row = shown[0]; if (row !== undefined && document.activeElement === document.body) open(queueHref(row.service, row)); } });
  return (
    <div className="page">
      <PageHead title={t('work.title')} text={post === null ? t('work.noPost') : t('work.as', { post: t(`post.${post.post}`), unit: post.unitName })} />
      <div className="dk-heaps" role="group" aria-label={t('work.heaps')}>
        {HEAPS.map((one) => (
          <button key={one} type="button" className="dk-heap" data-heap={one} data-empty={count(one) === 0} aria-pressed={heap === one} onClick={() => change({ heap: heap === one ? null : one })}>
            <span className="dk-heap-count num">{waiting ? '…' : numberText(count(one))}</span><span>{t(`work.${one}`)}</span>
          </button>
        ))}
      </div>
      {failed !== undefined && <ProblemNote problem={toProblem(failed.error)} onRetry={() => { void failed.refetch(); }} />}
      <section className="panel dk-queue" aria-label={t('work.queue')} aria-busy={queues.some((queue) => queue.isFetching)}>
        {waiting && <div className="stack-s" role="status" aria-label={t('shell.loading')}>{[80, 90, 70].map((width) => <span key={width} className="skeleton" style={{ width: `${width}%` }} />)}</div>}
        {!waiting && shown.length === 0 && <p className="dk-empty">{t(heap === null ? 'work.nothing' : 'work.nothingInHeap')}</p>}
        <ul className="plain">
          {shown.map((row) => (
            <li key={`${row.service}/${row.reason}/${row.id}`} className="dk-queue-row">
              <span className="tag tag-accent">{t(`work.reason_${row.reason}`)}</span>
              <span className="grow"><Go to={queueHref(row.service, row)} className="dk-queue-title">{titleText(row.title)}</Go><span className="soft small">{codeText(row.kind)} · {row.unitName}</span></span>
              <span className="dk-queue-due small num">{row.overdue ? <OverdueTag /> : null}{row.dueOn !== null && <span>{t('dossier.dueOn', { day: dayText(row.dueOn) })}</span>}</span>
            </li>
          ))}
        </ul>
      </section>
      <MyTasks />
      {post !== null && <UnitFigures />}
    </div>
  );
}

function isIn(heap: Heap, row: Row): boolean {
  switch (heap) {
    case 'toDecide': return row.reason === 'TO_DECIDE' || row.reason === 'TO_CONFIRM' || row.reason === 'TO_ANSWER' || row.reason === 'TO_VERIFY';
    case 'returned': return row.reason === 'RETURNED';
    case 'overdue': return row.overdue;
    case 'dueThisWeek': return !row.overdue && row.dueOn !== null && row.dueOn <= addDays(clock.today(), 7);
  }
}

/** Overdue first, then by deadline, then the longest waiting. */
function byUrgency(a: Row, b: Row): number {
  if (a.overdue !== b.overdue) return a.overdue ? -1 : 1;
  if (a.dueOn !== b.dueOn) return a.dueOn === null ? 1 : b.dueOn === null ? -1 : a.dueOn < b.dueOn ? -1 : 1;
  return a.since < b.since ? -1 : 1;
}
