import { z } from 'zod';
import { defineRoute, SERVICES } from '../core/route';

/** One service as the gateway sees it. DOWN: it does not answer. NOT_READY: it answers, and says what it lacks. */
export const ServiceHealth = z.object({
  service: z.enum(SERVICES),
  state: z.enum(['READY', 'NOT_READY', 'DOWN']),
  /** What a service that is not ready lacks, e.g. `database`. */
  lacks: z.array(z.string()),
  /** Whole milliseconds its answer took; null when it is down. */
  tookMs: z.number().int().nullable(),
});
export type ServiceHealth = z.infer<typeof ServiceHealth>;

export const listServiceHealth = defineRoute({
  service: 'gateway', name: 'listServiceHealth', method: 'GET', path: '/api/gateway/services', access: 'SIGNED_IN',
  answer: z.object({ items: z.array(ServiceHealth) }),
  summary: 'Which services answer and are ready',
});
