import type { EventContract, Retention } from './event';

export interface Topic { readonly name: string; readonly partitions: number; readonly retention: Retention }

/** Units and posts share one topic with one partition: a total order (style guide, section 2). */
export const DIRECTORY_TOPIC = 'membership.directory';
/** Proofs of life lie on a topic of their own; they are one key, so one partition. */
const HEARTBEAT_TOPIC = 'membership.heartbeat';
const PARTITIONS = 6;

/** Every topic the events name, with its partitions and retention. Nothing else creates a topic. */
export function topicsOf(events: readonly EventContract[]): Topic[] {
  return [...new Set(events.map((event) => event.topic))].sort().map((name) => ({
    name,
    partitions: name === DIRECTORY_TOPIC || name === HEARTBEAT_TOPIC ? 1 : PARTITIONS,
    retention: events.find((event) => event.topic === name)?.retention ?? 'EVERYTHING',
  }));
}
