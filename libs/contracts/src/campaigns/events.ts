import type { EventContract } from '../core/event';

/** Every event campaigns publishes. */
export const campaignsEvents: readonly EventContract[] = [];
