import type { EventContract } from '../core/event';

/** Every event gateway publishes. */
export const gatewayEvents: readonly EventContract[] = [];
