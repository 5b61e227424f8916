import type { QueueItem, ServiceName } from '@doanket/contracts';

/** Pages that a service may name in `path`, as they are. */
const PAGES = /^\/(welfare|petitions|emulation|initiatives|awards|organisation|reports|rules)\//;

/** Where the console opens a row of a queue: the page its service names, else the one for why it waits. */
export function queueHref(service: ServiceName, item: Pick<QueueItem, 'reason' | 'id' | 'path'>): string {
  if (PAGES.test(item.path)) return item.path;
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
