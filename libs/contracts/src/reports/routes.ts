import type { RouteContract } from '../core/route';

/** Every HTTP operation of reports. */
export const reportsRoutes: readonly RouteContract[] = [];
