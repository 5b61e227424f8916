import type { EventContract } from '../core/event';

/** Every event initiatives publishes. */
export const initiativesEvents: readonly EventContract[] = [];
