import type { RouteContract } from '../core/route';

/** Every HTTP operation of platform. */
export const platformRoutes: readonly RouteContract[] = [];
