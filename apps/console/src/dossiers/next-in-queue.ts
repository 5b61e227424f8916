import type { QueueAnswer, ServiceName } from '@doanket/contracts';
import type { QueryClient } from '@tanstack/react-query';
import { queueHref } from '../api/queue';

/** The dossier to decide after this one, from the queues in the cache; null when none waits. */
export function nextInQueue(client: QueryClient, service: ServiceName, id: string): string | null {
  const queues = client.getQueriesData<QueueAnswer>({ predicate: (query) => query.queryKey[1] === 'getQueue' });
  const own = queues.filter(([key]) => key[0] === service);
  const others = queues.filter(([key]) => key[0] !== service);
  for (const [key, queue] of [...own, ...others]) {
    const next = queue?.items.find((item) => item.reason === 'TO_DECIDE' && item.id !== id);
    if (next !== undefined) return queueHref(key[0] as ServiceName, next);
  }
  return null;
}
