import type { EventMeta } from '@doanket/contracts';

/** Largest payload of an event in bytes, both ways (engineering handbook 2.4). */
export const PAYLOAD_CAP_BYTES = 64 * 1024;

/** One stored event, as the relay and a replay of the log send it. */
export interface OutboxRow {
  readonly seq: string;
  readonly id: string;
  readonly aggregate_type: string;
  readonly aggregate_id: string;
  readonly aggregate_version: number;
  readonly topic: string;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text. */
  readonly payload: string;
}

/** A message as the broker hands it over. */
export interface WireMessage {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers?: Readonly<Record<string, Buffer | string | readonly (Buffer | string)[] | undefined>> | undefined;
  /** Milliseconds since 1970, as text. */
  readonly timestamp: string;
}

/**
 * Headers of an event, CloudEvents 1.0 in Kafka's binary mode; the value is the data alone. What is the same for all
 * transports has the `ce_` prefix, our extensions and the W3C `traceparent` have none (engineering handbook 4).
 */
export function toHeaders(row: Omit<OutboxRow, 'seq' | 'payload'>): Record<string, string> {
  // Field by field: spreading the stored ones costs as much as sending the message.
  const headers: Record<string, string> = {
    ce_specversion: '1.0',
    ce_id: row.id,
    ce_subject: row.aggregate_id,
    ce_partitionkey: row.key,
    'content-type': 'application/json',
    aggregatetype: row.aggregate_type,
    aggregateversion: String(row.aggregate_version),
  };
  for (const name of STORED) {
    const value = row.headers[name];
    if (value !== undefined) headers[name] = value;
  }
  return headers;
}

const STORED = ['ce_type', 'ce_source', 'ce_time', 'ce_dataschema', 'correlationid', 'causationid', 'traceparent', 'actor', 'unitid'] as const;

/** The part of the headers that is stored with an event: what cannot be told from its columns. */
export function storedHeaders(meta: Pick<EventMeta, 'type' | 'source' | 'time' | 'correlationId' | 'causationId' | 'traceparent' | 'actor' | 'unitId'>): Record<string, string> {
  const headers: Record<(typeof STORED)[number], string | null> = {
    ce_type: meta.type,
    ce_source: meta.source,
    ce_time: meta.time,
    ce_dataschema: `urn:doanket:event:${meta.type}`,
    correlationid: meta.correlationId,
    causationid: meta.causationId,
    traceparent: meta.traceparent,
    actor: meta.actor,
    unitid: meta.unitId,
  };
  return withoutNull(headers);
}

/** `urn:doanket:<service>`: who sent an event. */
export function sourceOf(service: string): string {
  return `urn:doanket:${service}`;
}

/** What can be read from the headers of a message, whatever is missing or wrong. */
export interface ReadHeaders {
  readonly id: string | null;
  readonly type: string | null;
  readonly aggregateType: string | null;
  readonly aggregateId: string | null;
  readonly aggregateVersion: number | null;
  /** Complete only when nothing needed is missing. */
  readonly meta: EventMeta | null;
  /** The first thing that is missing or wrong. */
  readonly fault: string | null;
}

const MAX_VERSION = 2_147_483_647;

/** Reads the envelope leniently: extensions may bear the `ce_` prefix or not. */
export function readHeaders(message: WireMessage): ReadHeaders {
  const header = (name: string): string | null => plain(message.headers?.[name] ?? message.headers?.[`ce_${name}`]);
  const type = header('ce_type');
  const id = header('ce_id');
  const aggregateType = header('aggregatetype');
  const aggregateId = header('ce_subject') ?? header('ce_partitionkey');
  const versionText = header('aggregateversion');
  const version = versionText !== null && /^[1-9]\d{0,9}$/.test(versionText) ? Number(versionText) : null;
  const aggregateVersion = version !== null && version <= MAX_VERSION ? version : null;
  const key = message.key === null ? null : plain(message.key);
  const fault =
    type === null ? 'header ce_type is missing'
    : id === null ? 'header ce_id is missing'
    : aggregateType === null ? 'header aggregatetype is missing'
    : aggregateId === null ? 'header ce_subject is missing'
    : aggregateVersion === null ? 'header aggregateversion is missing or no positive number'
    : key !== aggregateId ? 'the message key is not the aggregate id'
    : null;
  const complete = fault === null && type !== null && id !== null && aggregateType !== null && aggregateId !== null && aggregateVersion !== null;
  return {
    id, type, fault,
    // A message that lies about its aggregate must not move the mark of another one.
    aggregateType: complete ? aggregateType : null,
    aggregateId: complete ? aggregateId : null,
    aggregateVersion: complete ? aggregateVersion : null,
    meta: complete ? {
      id, type, aggregateType, aggregateId, aggregateVersion,
      source: header('ce_source') ?? '',
      time: header('ce_time') ?? messageTime(message).toISOString(),
      correlationId: header('correlationid'), causationId: header('causationid'), traceparent: header('traceparent'),
      actor: header('actor'), unitId: header('unitid'),
    } : null,
  };
}

/** When the broker says the message was written; the epoch where that is no time. */
export function messageTime({ timestamp }: Pick<WireMessage, 'timestamp'>): Date {
  const time = new Date(Number(timestamp));
  return Number.isNaN(time.getTime()) ? new Date(0) : time;
}

/** The trace id of a W3C `traceparent`, or null. */
export function traceIdOf(traceparent: string | null): string | null {
  return traceparent === null ? null : (/^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(traceparent)?.[1] ?? null);
}

const MAX_HEADER = 1_000;

/** Bytes as text: nearly all headers are ASCII, and decoding those as UTF-8 takes twice as long. */
function textOf(value: Buffer | string | readonly (Buffer | string)[]): string {
  if (!Buffer.isBuffer(value)) return value.toString();
  const text = value.toString('latin1');
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 0x7f) return value.toString();
  return text;
}

/** A header as text; null when it is missing, repeated, too long, empty, or holds what PostgreSQL cannot store. */
function plain(value: Buffer | string | readonly (Buffer | string)[] | undefined): string | null {
  if (value === undefined || Array.isArray(value)) return null;
  const text = textOf(value);
  return text === '' || text.length > MAX_HEADER || text.includes('\u0000') || text.includes('\uFFFD') ? null : text;
}

function withoutNull(headers: Record<string, string | null>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== null));
}
