import { EVENTS, topicsOf, type EventContract } from '@doanket/contracts';
import { z } from 'zod';

/** CloudEvents attributes and our extensions, as Kafka headers (binary mode). */
const HEADERS = {
  type: 'object',
  required: ['ce_id', 'ce_source', 'ce_type', 'ce_specversion', 'ce_time', 'ce_subject', 'content-type', 'ce_aggregatetype', 'ce_aggregateversion'],
  properties: {
    ce_id: { type: 'string', format: 'uuid' }, ce_source: { type: 'string' }, ce_type: { type: 'string' }, ce_specversion: { const: '1.0' }, ce_time: { type: 'string', format: 'date-time' },
    ce_subject: { type: 'string' }, 'content-type': { const: 'application/json' }, ce_aggregatetype: { type: 'string' }, ce_aggregateversion: { type: 'string', pattern: '^[0-9]+$' },
  },
} as const;

const messageName = (event: EventContract): string => event.type.replace(/[^a-zA-Z0-9]+/g, '_');
const channelName = (topic: string): string => topic.replace(/[^a-zA-Z0-9]+/g, '_');

/** The AsyncAPI 3.0 document of every topic and event. Payloads are open objects: consumers ignore what they do not know. */
export function asyncApiDocument(): Record<string, unknown> {
  const topics = topicsOf(EVENTS);
  return {
    asyncapi: '3.0.0',
    info: { title: 'Đoàn Kết events', version: '1.0.0', description: 'Facts that services publish. Key = aggregate id; order holds per key. CloudEvents 1.0, Kafka binary mode.' },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(topics.map((topic) => [channelName(topic.name), {
      address: topic.name,
      description: `${topic.partitions} partition(s), retention ${topic.retention}`,
      messages: Object.fromEntries(EVENTS.filter((event) => event.topic === topic.name).map((event) => [messageName(event), { $ref: `#/components/messages/${messageName(event)}` }])),
    }])),
    operations: Object.fromEntries(topics.map((topic) => [`publish_${channelName(topic.name)}`, {
      action: 'send', channel: { $ref: `#/channels/${channelName(topic.name)}` },
      messages: EVENTS.filter((event) => event.topic === topic.name).map((event) => ({ $ref: `#/channels/${channelName(topic.name)}/messages/${messageName(event)}` })),
    }])),
    components: {
      messages: Object.fromEntries(EVENTS.map((event) => [messageName(event), {
        name: event.type, title: event.type, summary: event.summary, contentType: 'application/json',
        headers: HEADERS, payload: withoutDialect(z.toJSONSchema(event.data, { io: 'input' })),
        examples: [{ name: 'example', payload: event.example }],
      }])),
    },
  };
}

function withoutDialect(schema: Record<string, unknown>): Record<string, unknown> {
  const { $schema: _, ...rest } = schema;
  return rest;
}
