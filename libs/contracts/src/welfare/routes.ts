import type { RouteContract } from '../core/route';

/** Every HTTP operation of welfare. */
export const welfareRoutes: readonly RouteContract[] = [];
