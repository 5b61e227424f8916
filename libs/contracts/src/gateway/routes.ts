import type { RouteContract } from '../core/route';

/** Every HTTP operation of gateway. */
export const gatewayRoutes: readonly RouteContract[] = [];
