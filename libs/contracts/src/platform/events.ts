import type { EventContract } from '../core/event';

/** Every event platform publishes. */
export const platformEvents: readonly EventContract[] = [];
