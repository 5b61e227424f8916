import type { QueueItem, ServiceName } from '@doanket/contracts';

/** Where the console opens a row of a queue, by why it waits. */
export function queueHref(service: ServiceName, item: Pick<QueueItem, 'reason' | 'id' | 'path'>): string {
  switch (item.reason) {
    case 'TO_DECIDE':
    case 'RETURNED':
    case 'DRAFT': return `/dossiers/${service}/${item.id}`;
    case 'TO_CONFIRM': return `/decisions/${service}/${item.id}`;
    case 'TO_ANSWER': return `/petitions/${item.id}`;
    case 'TO_VERIFY': return `/emulation/works/${item.id}`;
    default: return item.path;
  }
}
