import type { EventContract } from '../core/event';

/** Every event welfare publishes. */
export const welfareEvents: readonly EventContract[] = [];
