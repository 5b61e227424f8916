import { z } from 'zod';
import { DayText } from '../core/shapes';

/**
 * What every change of the directory says besides its own facts. The topic has one partition, so all copies of the
 * directory apply the same changes in the same order.
 */
export const directoryFacts = {
  /** Place in the order of all changes of the directory, from 1 without gaps. The audit keeps the one a decision relied on. */
  version: z.number().int().min(1),
  /** The decision behind the change. */
  decisionId: z.uuid(),
  /** First day on which the change holds. */
  validFrom: DayText,
  /** Instant since which it is known, ISO 8601 UTC. */
  recordedAt: z.iso.datetime(),
  /** One of many changes by the same decision: copies keep it back until `reorganisation-executed` and switch at once. */
  ofMany: z.boolean(),
};

/** Values of the examples; invented. */
export const directoryExample = {
  version: 42, decisionId: '01920000-0000-7000-8000-000000000090', validFrom: '2019-01-01', recordedAt: '2026-01-05T02:00:00.000Z', ofMany: false,
};
