import type { EventContract } from '../core/event';

/** Every event awards publishes. */
export const awardsEvents: readonly EventContract[] = [];
