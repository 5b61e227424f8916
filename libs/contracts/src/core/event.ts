import type { z } from 'zod';

/** How long a topic keeps its events. EVERYTHING: it is the log from which read models are rebuilt. */
export type Retention = 'EVERYTHING' | 'FOURTEEN_DAYS';

/** One version of one event. Once released (tagged) it never changes; a new major is a new file. */
export interface EventContract<Data extends z.ZodObject = z.ZodObject> {
  /** `owner.what-happened.vN`. */
  readonly type: string;
  /** One topic per aggregate: `owner.aggregate`. */
  readonly topic: string;
  /** The field of `data` that is the message key and the aggregate's id. */
  readonly key: string;
  readonly data: Data;
  /** A valid example; golden for every consumer. */
  readonly example: z.input<Data>;
  /** What happened, in one sentence. */
  readonly summary: string;
  /** How long its topic keeps it; everything unless said otherwise. All events of a topic agree. */
  readonly retention?: Retention;
}

/** Declares an event contract. The schema is parsed strictly when produced, leniently when consumed. */
export function defineEvent<Data extends z.ZodObject>(
  contract: EventContract<Data> & { key: keyof z.infer<Data> & string },
): EventContract<Data> {
  return Object.freeze(contract);
}

/** The payload of an event. */
export type DataOf<E extends EventContract> = z.infer<E['data']>;

/** What an event says about itself beside its data: CloudEvents attributes and our extensions. */
export interface EventMeta {
  readonly id: string;
  readonly type: string;
  readonly source: string;
  /** Instant the event was recorded, ISO 8601 UTC. */
  readonly time: string;
  readonly aggregateType: string;
  readonly aggregateId: string;
  /** Counts the events of one aggregate from 1, without gaps. */
  readonly aggregateVersion: number;
  readonly correlationId: string | null;
  readonly causationId: string | null;
  readonly traceparent: string | null;
  /** Person and post that acted, `person:<id>;post:<id>`, or `system:<service>`. */
  readonly actor: string | null;
  readonly unitId: string | null;
}

/** An event as a handler receives it. */
export interface EventOf<E extends EventContract> {
  readonly meta: EventMeta;
  readonly data: DataOf<E>;
}
