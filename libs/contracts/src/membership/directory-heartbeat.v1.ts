import { z } from 'zod';
import { defineEvent } from '../core/event';

/**
 * Membership lives, its relay publishes, and `version` is the newest change of the directory. A copy that has applied
 * this version was complete at `at`; one that has no such proof for 60 s refuses decisions (engineering handbook 6.1).
 * It goes through the outbox like a change does, so it proves the whole way, and lies on a topic of its own that
 * forgets after 14 days, so the log of changes stays small (ADR 12).
 */
export const DirectoryHeartbeatV1 = defineEvent({
  type: 'membership.directory-heartbeat.v1',
  topic: 'membership.heartbeat',
  key: 'source',
  retention: 'FOURTEEN_DAYS',
  summary: 'The directory was complete up to this version at this instant.',
  data: z.object({ source: z.literal('membership'), version: z.number().int().min(0), at: z.iso.datetime() }),
  example: { source: 'membership', version: 42, at: '2026-01-05T02:00:00.000Z' },
});
