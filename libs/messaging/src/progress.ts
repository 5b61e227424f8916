import type { Kafka } from 'kafkajs';
import { withAdmin } from './kafka-client';

/** How far a group is in one partition. `offset` is the next message it takes; both are counts from the first message on. */
export interface Progress {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
  readonly end: bigint;
  readonly lag: bigint;
}

/** How far a group has committed its topics, against their ends now. A group that never committed stands at the start. */
export function progressOf(kafka: Kafka, group: string, topics: readonly string[]): Promise<Progress[]> {
  return withAdmin(kafka, async (admin) => {
    const committed = await admin.fetchOffsets({ groupId: group, topics: [...topics] });
    const progress: Progress[] = [];
    for (const { topic, partitions } of committed) {
      const ends = await admin.fetchTopicOffsets(topic);
      for (const { partition, high, low } of ends) {
        const at = BigInt(partitions.find((one) => one.partition === partition)?.offset ?? '-1');
        const offset = at < BigInt(low) ? BigInt(low) : at;
        const end = BigInt(high);
        progress.push({ topic, partition, offset, end, lag: end > offset ? end - offset : 0n });
      }
    }
    return progress;
  });
}

/** True when the group has taken all that was in the topics when `progress` was read as a target. */
export function hasReached(progress: readonly Progress[], target: readonly Progress[]): boolean {
  return target.every(({ topic, partition, end }) => {
    const at = progress.find((one) => one.topic === topic && one.partition === partition);
    return at !== undefined && at.offset >= end;
  });
}

/** Puts a group that is not running back to the first event of its topics. */
export function rewindGroup(kafka: Kafka, group: string, topics: readonly string[]): Promise<void> {
  return withAdmin(kafka, async (admin) => {
    for (const topic of topics) await admin.resetOffsets({ groupId: group, topic, earliest: true });
  });
}

/** Removes a group that is not running, with its offsets; for a rebuild that has been given up or switched away from. */
export function dropGroup(kafka: Kafka, group: string): Promise<void> {
  return withAdmin(kafka, async (admin) => {
    const { groups } = await admin.listGroups();
    if (groups.some(({ groupId }) => groupId === group)) await admin.deleteGroups([group]);
  });
}
