import { z } from 'zod';
import { defineRoute, type ServiceName } from '../core/route';

/** What an operator sees of one service: what it lacks, how far its messages are, whether its directory is proven complete. */
export const SystemStatus = z.object({
  service: z.string(),
  ready: z.boolean(),
  checks: z.array(z.object({ name: z.string(), ready: z.boolean(), reason: z.string().nullable() })),
  /** The outbox: events not yet sent, and the age of the oldest of them in seconds. */
  outbox: z.object({ relayActive: z.boolean(), unpublished: z.number().int(), oldestSeconds: z.number() }),
  /** Messages behind the end of the topics; null while the broker does not say. */
  consumers: z.array(z.object({ group: z.string(), lag: z.number().int().nullable(), reasons: z.array(z.string()) })),
  deadLetters: z.array(z.object({ consumer: z.string(), open: z.number().int(), behind: z.number().int() })),
  /** `completeAt`: instant at which this copy of units and posts is known to have been complete; null in the source itself. */
  directory: z.object({ source: z.boolean(), version: z.number().int(), completeAt: z.iso.datetime().nullable() }),
});
export type SystemStatus = z.infer<typeof SystemStatus>;

/** The state of one service for the system page. */
export function systemRoutesOf(service: ServiceName) {
  return {
    getSystemStatus: defineRoute({
      service, access: 'platform.status.read', name: 'getSystemStatus', method: 'GET', path: '/system/status',
      summary: 'Readiness, outbox age, lag and dead letters of this service.', answer: SystemStatus,
    }),
  };
}
