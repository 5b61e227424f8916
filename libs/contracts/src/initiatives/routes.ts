import type { RouteContract } from '../core/route';

/** Every HTTP operation of initiatives. */
export const initiativesRoutes: readonly RouteContract[] = [];
