import type { RouteContract } from '../core/route';

/** Every HTTP operation of awards. */
export const awardsRoutes: readonly RouteContract[] = [];
