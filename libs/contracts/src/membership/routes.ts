import type { RouteContract } from '../core/route';

/** Every HTTP operation of membership. */
export const membershipRoutes: readonly RouteContract[] = [];
