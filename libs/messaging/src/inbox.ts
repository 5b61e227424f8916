import type { Tx } from '@doanket/persistence';
import type { AggregateVersion, Incoming } from './message';

/** What happens to one message of a chunk. */
export type Step =
  | { readonly action: 'DROP'; readonly message: Incoming }
  | { readonly action: 'SKIP'; readonly message: Incoming }
  /** `gap`: an earlier event is missing, and its handlers do not mind. */
  | { readonly action: 'HANDLE'; readonly message: Incoming; readonly gap: boolean }
  | { readonly action: 'LETTER'; readonly message: Incoming; readonly reason: 'BAD' | 'GAP' | 'FAILED' }
  | { readonly action: 'PARK'; readonly message: Incoming };

export interface Plan {
  readonly steps: readonly Step[];
  /** The highest version per aggregate after the chunk, only of those that moved. */
  readonly marks: ReadonlyMap<string, AggregateVersion>;
}

/** What is known before a chunk is sorted. */
export interface Known {
  /** Last version seen per aggregate, by `markKey`. */
  readonly marks: ReadonlyMap<string, number>;
  /** Keys with an open letter: what comes later waits behind it. */
  readonly blocked: ReadonlySet<string>;
  /** Offsets that already have a letter, open or closed; needed where the envelope names no version. */
  readonly lettered?: ReadonlySet<string>;
  /** Offsets of messages whose handling has finally failed. */
  readonly failed?: ReadonlySet<string>;
}

export const markKey = (type: string, id: string): string => `${type}\u0000${id}`;

/**
 * Sorts a chunk of one partition into duplicates, next events, gaps and what must wait. Versions of an aggregate count up
 * by one, so its mark tells all three apart. Pure: the tests hold it against a model. Each message moves the mark of its
 * aggregate, handled or not; a key with a letter is blocked for the rest of the chunk.
 */
export function sortChunk(messages: readonly Incoming[], known: Known): Plan {
  const marks = new Map<string, AggregateVersion>();
  const blocked = new Set(known.blocked);
  const steps = messages.map((message): Step => {
    const { aggregate, content, key } = message;
    const at = aggregate === null ? null : markKey(aggregate.type, aggregate.id);
    const mark = at === null ? null : (marks.get(at)?.version ?? known.marks.get(at) ?? 0);
    if (aggregate !== null && mark !== null && aggregate.version <= mark) return { action: 'DROP', message };
    if (aggregate === null && known.lettered?.has(message.wire.offset) === true) return { action: 'DROP', message };
    // A type nobody lists and without an envelope of ours: there is no mark to move.
    if (aggregate === null && content.kind === 'SKIP') return { action: 'SKIP', message };

    const gap = aggregate !== null && mark !== null && aggregate.version > mark + 1;
    if (aggregate !== null && at !== null) marks.set(at, aggregate);
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
  return { steps, marks };
}

/** Another instance moved a mark in the meantime (it had the partition before): roll back and look again. */
export class InboxMoved extends Error {
  readonly code = '40001';

  constructor() {
    super('The inbox was moved by another instance');
    this.name = 'InboxMoved';
  }
}

/** The marks of these aggregates, locked until the transaction ends. */
export async function lockMarks(tx: Tx, consumer: string, messages: readonly Incoming[]): Promise<Map<string, number>> {
  const wanted = new Map(messages.flatMap(({ aggregate }) => (aggregate === null ? [] : [[markKey(aggregate.type, aggregate.id), aggregate] as const])));
  if (wanted.size === 0) return new Map();
  const aggregates = [...wanted.values()];
  const rows: { aggregate_type: string; aggregate_id: string; version: number }[] = await tx.query(
    `select aggregate_type, aggregate_id, version from inbox
     where consumer = $1 and (aggregate_type, aggregate_id) in (select * from unnest($2::text[], $3::text[]))
     order by aggregate_type, aggregate_id for update`,
    [consumer, aggregates.map(({ type }) => type), aggregates.map(({ id }) => id)],
  );
  return new Map(rows.map((row) => [markKey(row.aggregate_type, row.aggregate_id), row.version]));
}

/**
 * Writes the marks a chunk moved: rows that were there are locked and updated, new ones inserted. A new one that another
 * instance inserted meanwhile throws InboxMoved, which is transient.
 */
export async function moveMarks(tx: Tx, consumer: string, before: ReadonlyMap<string, number>, moved: ReadonlyMap<string, AggregateVersion>): Promise<void> {
  const known = [...moved].filter(([at]) => before.has(at)).map(([, mark]) => mark);
  const fresh = [...moved].filter(([at]) => !before.has(at)).map(([, mark]) => mark);
  const columns = (marks: readonly AggregateVersion[]) => [consumer, marks.map(({ type }) => type), marks.map(({ id }) => id), marks.map(({ version }) => version)];
  if (known.length > 0) {
    await tx.query(
      `update inbox set version = moved.version from unnest($2::text[], $3::text[], $4::int[]) as moved(type, id, version)
       where inbox.consumer = $1 and inbox.aggregate_type = moved.type and inbox.aggregate_id = moved.id`,
      columns(known),
    );
  }
  if (fresh.length > 0) {
    const inserted: unknown[] = await tx.query(
      `insert into inbox (consumer, aggregate_type, aggregate_id, version)
       select $1::text, fresh.type, fresh.id, fresh.version from unnest($2::text[], $3::text[], $4::int[]) as fresh(type, id, version)
       order by fresh.type, fresh.id on conflict do nothing returning version`,
      columns(fresh),
    );
    if (inserted.length !== fresh.length) throw new InboxMoved();
  }
}
