import { statement, type Transactions, type Tx } from '@doanket/persistence';
import { lockLanes, blockedKeys } from './dead-letter.store';
import type { AggregateVersion, Incoming } from './message';

/** What happens to one message of a chunk. */
export type Step =
  | { readonly action: 'DROP'; readonly message: Incoming }
  | { readonly action: 'SKIP'; readonly message: Incoming }
  /** `gap`: an earlier event is missing, and its handlers do not mind. */
  | { readonly action: 'HANDLE'; readonly message: Incoming; readonly gap: boolean }
  | { readonly action: 'LETTER'; readonly message: Incoming; readonly reason: 'BAD' | 'GAP' | 'FAILED' }
  | { readonly action: 'PARK'; readonly message: Incoming };

/** What is known before a chunk is sorted. */
export interface Known {
  readonly marks: Pick<Marks, 'get'>;
  /** Keys with an open letter: what comes later waits behind it. */
  readonly blocked: ReadonlySet<string>;
  /** Offsets that already have a letter, open or closed; needed where the envelope names no version. */
  readonly lettered?: ReadonlySet<string>;
  /** Offsets of messages whose handling has finally failed. */
  readonly failed?: ReadonlySet<string>;
}

/** Last version seen per aggregate. Kept by type, then id: a joined key would have to be built and hashed anew for each message. */
export class Marks {
  private readonly byType = new Map<string, Map<string, number>>();

  /** `unsaid`: the mark of an aggregate that was never set; 0 means that nothing of it was seen. */
  constructor(private readonly unsaid = 0) {}

  get({ type, id }: Pick<AggregateVersion, 'type' | 'id'>): number {
    return this.byType.get(type)?.get(id) ?? this.unsaid;
  }

  set({ type, id }: Pick<AggregateVersion, 'type' | 'id'>, version: number): this {
    const known = this.byType.get(type);
    if (known === undefined) this.byType.set(type, new Map([[id, version]]));
    else known.set(id, version);
    return this;
  }

  all(): AggregateVersion[] {
    return [...this.byType].flatMap(([type, ids]) => Array.from(ids, ([id, version]) => ({ type, id, version })));
  }
}

/**
 * Sorts a chunk of one partition into duplicates, next events, gaps and what must wait. Versions of an aggregate count up
 * by one, so its mark tells all three apart. Pure: the tests hold it against a model. Each message moves the mark of its
 * aggregate, handled or not; a key with a letter is blocked for the rest of the chunk.
 */
export function sortChunk(messages: readonly Incoming[], known: Known): readonly Step[] {
  const moved = new Marks(-1);
  const blocked = new Set(known.blocked);
  return messages.map((message): Step => {
    const { aggregate, content, key } = message;
    const mark = aggregate === null ? null : Math.max(moved.get(aggregate), known.marks.get(aggregate));
    if (aggregate !== null && mark !== null && aggregate.version <= mark) return { action: 'DROP', message };
    if (aggregate === null && known.lettered?.has(message.wire.offset) === true) return { action: 'DROP', message };
    // A type nobody lists and without an envelope of ours: there is no mark to move.
    if (aggregate === null && content.kind === 'SKIP') return { action: 'SKIP', message };

    const gap = aggregate !== null && mark !== null && aggregate.version > mark + 1;
    if (aggregate !== null) moved.set(aggregate, aggregate.version);
    const letter = (reason: 'BAD' | 'GAP' | 'FAILED'): Step => {
      if (key !== null && !message.anyOrder) blocked.add(key);
      return { action: 'LETTER', message, reason };
    };
    // These keep their own reason also behind another letter: replaying that one must not walk over them.
    if (content.kind === 'BAD') return letter('BAD');
    if (gap && !message.anyOrder) return letter('GAP');
    if (key !== null && blocked.has(key) && !message.anyOrder) {
      return content.kind === 'SKIP' ? { action: 'SKIP', message } : { action: 'PARK', message };
    }
    if (known.failed?.has(message.wire.offset) === true) return letter('FAILED');
    return content.kind === 'SKIP' ? { action: 'SKIP', message } : { action: 'HANDLE', message, gap };
  });
}

interface TakenRow { readonly kind: 'MARK' | 'SEEN' | 'BLOCKED'; readonly aggregate_type: string; readonly name: string; readonly version: number }

/** Only the role of all rows may carry it out, so it may go out with the opening of its transaction. */
const TAKE = statement<TakenRow>('messaging.inbox-take', 'select * from inbox_take($1, $2::text[], $3::text[], $4::int[], $5, $6::text[])');

/**
 * Runs `work` in a transaction that begins by moving the marks of a chunk to its highest versions, under their row locks,
 * and knows what is known of it then. Another instance that still works on the same messages is waited for; they are
 * duplicates then.
 */
export async function withMarks<T>(
  transactions: Transactions, consumer: string, messages: readonly Incoming[], work: (tx: Tx, known: Pick<Known, 'marks' | 'blocked'>) => Promise<T>,
): Promise<T> {
  const highest = new Marks();
  const keys = new Set<string>();
  for (const { aggregate, key } of messages) {
    if (aggregate !== null && highest.get(aggregate) < aggregate.version) highest.set(aggregate, aggregate.version);
    if (key !== null && key !== aggregate?.id) keys.add(key);
  }
  const aggregates = highest.all();
  const types = [...new Set(aggregates.map(({ type }) => type))];
  const topic = messages[0]?.wire.topic ?? '';
  const values = [
    consumer, types.length > 1 ? aggregates.map(({ type }) => type) : types, aggregates.map(({ id }) => id), aggregates.map(({ version }) => version),
    topic, keys.size > 0 ? [...keys, ...aggregates.map(({ id }) => id)] : null,
  ];
  return transactions.runWholeFrom(TAKE, values, async (tx, rows) => {
    const marks = new Marks();
    for (const { kind, aggregate_type: type, name: id, version } of rows) if (kind !== 'BLOCKED') marks.set({ type, id }, kind === 'SEEN' ? Infinity : version);
    const blocked = rows.filter(({ kind }) => kind === 'BLOCKED').map(({ name }) => name).sort();
    if (blocked.length === 0) return work(tx, { marks, blocked: new Set() });
    // A replay may be closing the last row of a lane right now; parking behind it would strand the new row.
    await lockLanes(tx, blocked.map((key) => ({ consumer, topic, key })));
    return work(tx, { marks, blocked: await blockedKeys(tx, consumer, topic, blocked) });
  });
}
