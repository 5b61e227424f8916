import type { EventContract } from '../core/event';

/** Every event membership publishes. */
export const membershipEvents: readonly EventContract[] = [];
