import type { RouteContract } from '../core/route';

/** Every HTTP operation of campaigns. */
export const campaignsRoutes: readonly RouteContract[] = [];
