import type { Principal } from '@doanket/auth';
import type { QueueAnswer, QueueItem } from '@doanket/contracts';
import { addDays, type Clock } from '@doanket/kernel';
import type { Tx } from '@doanket/persistence';

/** Something that can wait for a person: dossiers, records to confirm, petitions to answer. */
export interface QueueSource {
  /** What waits for this principal, the most urgent first, at most `limit`. */
  waiting(tx: Tx, principal: Principal, limit: number): Promise<readonly QueueItem[]>;
}

/** The first screen's question of one service: what waits for me? Features add their sources. */
export class WorkQueue {
  private readonly sources: QueueSource[] = [];

  constructor(private readonly clock: Clock) {}

  add(source: QueueSource): void {
    this.sources.push(source);
  }

  /** Overdue first, then by due day, then oldest. */
  async answer(tx: Tx, principal: Principal, limit: number): Promise<QueueAnswer> {
    const all: QueueItem[] = [];
    for (const source of this.sources) all.push(...(await source.waiting(tx, principal, 200)));
    const today = this.clock.today();
    const inAWeek = addDays(today, 7);
    const urgency = (item: QueueItem): string => `${item.overdue ? '0' : '1'}${item.dueOn ?? '9999-12-31'}${item.since}`;
    all.sort((a, b) => urgency(a).localeCompare(urgency(b)));
    return {
      items: all.slice(0, limit),
      counts: {
        toDecide: all.filter((item) => !['RETURNED', 'DRAFT'].includes(item.reason)).length,
        returned: all.filter((item) => item.reason === 'RETURNED').length,
        dueThisWeek: all.filter((item) => item.dueOn !== null && item.dueOn >= today && item.dueOn <= inAWeek).length,
        overdue: all.filter((item) => item.overdue).length,
        total: all.length,
      },
    };
  }
}
