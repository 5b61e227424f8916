import { pause, type Lab } from './lab';
import { withAdmin } from './topics';

const QUIET_WITHIN_MS = 150_000;

/**
 * Waits until nothing is under way any more: every outbox is sent and every consumer group stands at the end of what it
 * reads. Throws with what is still waiting.
 */
export async function quiet(lab: Lab): Promise<void> {
  const deadline = performance.now() + QUIET_WITHIN_MS;
  for (;;) {
    const waiting = await underWay(lab).catch((error: unknown) => [String(error)]);
    if (waiting.length === 0) return;
    if (performance.now() > deadline) throw new Error(`Not quiet after ${QUIET_WITHIN_MS / 1_000} s: ${waiting.join('; ')}`);
    await pause(300);
  }
}

async function underWay(lab: Lab): Promise<string[]> {
  const outboxes = await lab.sql<{ service: string; rows: number }>(
    (await lab.services()).map((service) => `select '${service}' as service, count(*)::int as rows from ${service}.outbox where published_at is null`).join(' union all '));
  const unsent = outboxes.filter(({ rows }) => rows > 0).map(({ service, rows }) => `${rows} unsent in ${service}`);
  if (unsent.length > 0) return unsent;
  const reading = `reports.g${await lab.generation()}`;
  return withAdmin(lab.kafka, async (admin) => {
    const { groups } = await admin.listGroups();
    const names = new Set([...groups.map(({ groupId }) => groupId).filter((name) => !name.startsWith('faults-')), reading]);
    const behind: string[] = [];
    const ends = new Map<string, Map<number, bigint>>();
    for (const groupId of names) {
      const committed = await admin.fetchOffsets(groupId === reading ? { groupId, topics: ['campaigns.petition'] } : { groupId });
      for (const { topic, partitions } of committed) {
        const known = ends.get(topic) ?? new Map((await admin.fetchTopicOffsets(topic)).map(({ partition, high }) => [partition, BigInt(high)]));
        ends.set(topic, known);
        for (const { partition, offset } of partitions) {
          const lag = (known.get(partition) ?? 0n) - (BigInt(offset) < 0n ? 0n : BigInt(offset));
          if (lag > 0n) behind.push(`${groupId} ${lag} behind in ${topic}/${partition}`);
        }
      }
    }
    return behind;
  });
}
