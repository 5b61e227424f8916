import type { EventContract } from '../core/event';

/** Every event reports publishes. */
export const reportsEvents: readonly EventContract[] = [];
