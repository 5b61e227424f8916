import type { Topic } from '@doanket/contracts';
import { topicConfig } from '@doanket/messaging';

/** The text of deploy/kafka/topics.json: every topic with its partitions and configuration. */
export function topicsDocument(topics: readonly Topic[], replicas = 1): string {
  const printed = topics.map((topic) => ({ name: topic.name, partitions: topic.partitions, config: topicConfig(topic, replicas) }));
  return `${JSON.stringify(printed, null, 2)}\n`;
}
