import type { DataOf, EventContract, EventMeta } from '@doanket/contracts';
import { newId, type Clock } from '@doanket/kernel';
import { currentCall, type Tx } from '@doanket/persistence';
import type { ZodObject } from 'zod';
import { PAYLOAD_CAP_BYTES, readHeaders, sourceOf, storedHeaders, toHeaders, type OutboxRow } from './envelope';

/** An event is larger than 64 KiB: it must refer to its data instead of carrying it. */
export class EventTooLarge extends RangeError {
  constructor(type: string, bytes: number) {
    super(`An event ${type} has ${bytes} bytes; the cap is ${PAYLOAD_CAP_BYTES}.`);
    this.name = 'EventTooLarge';
  }
}

/** Events in one statement; more are written by several in the same transaction. */
const ROWS_PER_INSERT = 2_000;

const strictSchemas = new WeakMap<EventContract, ZodObject>();

/** Writes events in the caller's transaction: they are published if and only if it commits. */
export class Outbox {
  constructor(private readonly service: string, private readonly clock: Clock) {}

  /**
   * Publishes one event or many of one kind. Takes the next versions of their aggregates, which locks these until the
   * transaction ends, so write after locking or checking the aggregate itself. Correlation, cause, trace, actor and unit
   * come from the current call. Throws ZodError for data that breaks the contract or has an unknown field,
   * EventTooLarge beyond 64 KiB.
   */
  async publish<E extends EventContract>(tx: Tx, event: E, data: DataOf<E> | readonly DataOf<E>[]): Promise<void> {
    const rows = (Array.isArray(data) ? data : [data]) as readonly DataOf<E>[];
    for (let from = 0; from < rows.length; from += ROWS_PER_INSERT) {
      await this.insert(tx, event, rows.slice(from, from + ROWS_PER_INSERT));
    }
  }

  /**
   * The stored headers of an event as JSON, for statements that write many rows with their events (engineering handbook 3.2):
   * whoever writes such a statement takes the versions too, and tests its payload against the contract.
   */
  headersOf(event: EventContract): string {
    const call = currentCall();
    return JSON.stringify(storedHeaders({
      type: event.type, source: sourceOf(this.service), time: this.clock.now().toISOString(),
      correlationId: call?.correlationId ?? null, causationId: call?.causationId ?? null, traceparent: call?.traceparent ?? null,
      actor: call?.actor.label ?? `system:${this.service}`, unitId: call?.actor.unitId ?? null,
    }));
  }

  private async insert<E extends EventContract>(tx: Tx, event: E, data: readonly DataOf<E>[]): Promise<void> {
    const schema = strictSchemaOf(event);
    const nths = new Map<string, number>();
    const rows = data.map((item) => {
      const parsed = schema.parse(item);
      const payload = JSON.stringify(parsed);
      const bytes = Buffer.byteLength(payload);
      if (bytes > PAYLOAD_CAP_BYTES) throw new EventTooLarge(event.type, bytes);
      const aggregateId = String(parsed[event.key]);
      const nth = (nths.get(aggregateId) ?? 0) + 1;
      nths.set(aggregateId, nth);
      return { payload, aggregateId, nth };
    });
    const headers = this.headersOf(event);
    // One statement: the function locks and numbers the aggregates before any `seq` is drawn, so order per key is order of seq.
    await tx.query(
      `insert into outbox (id, aggregate_type, aggregate_id, aggregate_version, topic, key, headers, payload)
       select e.id, $1::text, e.aggregate_id, head.version - e.back, $1::text, e.aggregate_id, $2::jsonb, e.payload
       from unnest($3::uuid[], $4::text[], $5::int[], $6::jsonb[]) with ordinality as e(id, aggregate_id, back, payload, nth)
       join outbox_take_versions($1::text, $7::text[], $8::int[]) as head on head.aggregate_id = e.aggregate_id
       order by e.nth`,
      [
        event.topic, headers, rows.map(() => newId()), rows.map((row) => row.aggregateId),
        rows.map((row) => (nths.get(row.aggregateId) ?? row.nth) - row.nth), rows.map((row) => row.payload),
        [...nths.keys()], [...nths.values()],
      ],
    );
  }
}

function strictSchemaOf(event: EventContract): ZodObject {
  const known = strictSchemas.get(event);
  if (known !== undefined) return known;
  const strict = event.data.strict();
  strictSchemas.set(event, strict);
  return strict;
}

/** An event in the outbox, with its place in it. */
export interface LoggedEvent { readonly seq: string; readonly meta: EventMeta; readonly data: unknown; readonly published: boolean }

/** Reads the event log of this service in order, after `afterSeq`; for tests and for tools. The transaction must be whole. */
export async function readOutbox(tx: Tx, options: { afterSeq?: string; limit?: number } = {}): Promise<LoggedEvent[]> {
  const rows: (OutboxRow & { created_at: Date; published: boolean })[] = await tx.query(
    `select seq, id, aggregate_type, aggregate_id, aggregate_version, topic, key, headers, payload::text as payload, created_at,
            published_at is not null as published
     from outbox where seq > $1 order by seq limit $2`,
    [options.afterSeq ?? '0', options.limit ?? 1_000],
  );
  return rows.map((row) => {
    const { meta, fault } = readHeaders({
      topic: row.topic, partition: 0, offset: row.seq, key: Buffer.from(row.key), value: null, headers: toHeaders(row),
      timestamp: String(row.created_at.getTime()),
    });
    if (meta === null) throw new Error(`Outbox row ${row.seq} cannot be read: ${fault}`);
    return { seq: row.seq, meta, data: JSON.parse(row.payload) as unknown, published: row.published };
  });
}
