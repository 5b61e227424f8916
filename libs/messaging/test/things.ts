import { defineEvent } from '@doanket/contracts';
import { toHeaders, storedHeaders, type WireMessage } from '../src/envelope';
import { z } from 'zod';

/** Events of an invented aggregate, on topics of their own per spec file. */
export function thingEvents(prefix: string) {
  const topic = `${prefix}.thing`;
  const data = z.object({ thingId: z.string().min(1), value: z.string() });
  const example = { thingId: 'a', value: '1' };
  return {
    topic,
    ThingMadeV1: defineEvent({ type: `${prefix}.thing-made.v1`, topic, key: 'thingId', summary: 'A thing was made.', data, example }),
    ThingMadeV2: defineEvent({
      type: `${prefix}.thing-made.v2`, topic, key: 'thingId', summary: 'A thing was made.',
      data: z.object({ thingId: z.string().min(1), words: z.array(z.string()) }), example: { thingId: 'a', words: ['1'] },
    }),
    ThingBrokenV1: defineEvent({ type: `${prefix}.thing-broken.v1`, topic, key: 'thingId', summary: 'A thing broke.', data, example }),
    ThingIgnoredV1: defineEvent({ type: `${prefix}.thing-ignored.v1`, topic, key: 'thingId', summary: 'Nobody listens.', data, example }),
    OtherMadeV1: defineEvent({ type: `${prefix}.other-made.v1`, topic: `${prefix}.other`, key: 'thingId', summary: 'Another aggregate.', data, example }),
  };
}

export interface WireOptions {
  readonly topic: string;
  readonly type?: string | null;
  readonly key?: string | null;
  readonly version?: number | null;
  readonly offset?: number;
  readonly value?: Buffer | string | null;
  readonly id?: string;
}

/** A message as it comes from the broker; parts can be left out or broken. */
export function wire(options: WireOptions): WireMessage {
  const { topic, type = null, key = 'a', version = null, offset = 0, id = `id-${offset}` } = options;
  const headers: Record<string, string> = type === null ? {} : toHeaders({
    id, topic, key: key ?? '', aggregate_type: topic, aggregate_id: key ?? '', aggregate_version: version ?? 0,
    headers: storedHeaders({
      type, source: 'urn:doanket:test', time: '2025-06-01T00:00:00.000Z', correlationId: 'c-1', causationId: null,
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', actor: 'system:test', unitId: null,
    }),
  });
  if (version === null) delete headers['aggregateversion'];
  const value = options.value === undefined ? JSON.stringify({ thingId: key, value: String(version) }) : options.value;
  return {
    topic, partition: 0, offset: String(offset), key: key === null ? null : Buffer.from(key),
    value: value === null ? null : Buffer.from(value as string), headers, timestamp: '1748736000000',
  };
}
