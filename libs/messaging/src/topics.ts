import type { Retention, Topic } from '@doanket/contracts';
import { ConfigResourceTypes, type Kafka } from 'kafkajs';
import { withAdmin } from './kafka-client';

const RETENTION_MS: Record<Retention, string> = { EVERYTHING: '-1', FOURTEEN_DAYS: String(14 * 86_400_000) };

/** A topic has another number of partitions than its contract. Keys would move: copy it to a new topic generation instead. */
export class PartitionsDiffer extends Error {
  constructor(topic: string, actual: number, wanted: number) {
    super(`Topic ${topic} has ${actual} partitions, its contract says ${wanted}; never add partitions to a keyed topic`);
    this.name = 'PartitionsDiffer';
  }
}

/** The configuration of a topic, as the broker takes it. */
export function topicConfig(topic: Topic, replicas: number): Record<string, string> {
  return {
    'cleanup.policy': 'delete',
    'retention.ms': RETENTION_MS[topic.retention],
    'retention.bytes': '-1',
    'min.insync.replicas': replicas >= 3 ? '2' : '1',
  };
}

/** Creates what is missing and sets retention on what is there. Idempotent. Answers the topics it created. */
export function ensureTopics(kafka: Kafka, topics: readonly Topic[], replicas = 1): Promise<string[]> {
  return withAdmin(kafka, async (admin) => {
    const existing = new Set(await admin.listTopics());
    const missing = topics.filter(({ name }) => !existing.has(name));
    const present = topics.filter(({ name }) => existing.has(name));
    if (present.length > 0) {
      const { topics: metadata } = await admin.fetchTopicMetadata({ topics: present.map(({ name }) => name) });
      for (const topic of present) {
        const actual = metadata.find(({ name }) => name === topic.name)?.partitions.length ?? topic.partitions;
        if (actual !== topic.partitions) throw new PartitionsDiffer(topic.name, actual, topic.partitions);
      }
      await admin.alterConfigs({
        validateOnly: false,
        resources: present.map((topic) => ({ type: ConfigResourceTypes.TOPIC, name: topic.name, configEntries: entries(topic, replicas) })),
      });
    }
    if (missing.length > 0) {
      await admin.createTopics({
        waitForLeaders: true,
        topics: missing.map((topic) => ({
          topic: topic.name, numPartitions: topic.partitions, replicationFactor: replicas, configEntries: entries(topic, replicas),
        })),
      });
    }
    return missing.map(({ name }) => name);
  });
}

function entries(topic: Topic, replicas: number): { name: string; value: string }[] {
  return Object.entries(topicConfig(topic, replicas)).map(([name, value]) => ({ name, value }));
}
