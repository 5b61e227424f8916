import type { RouteContract } from '../core/route';
import { listServiceHealth } from './services.http';

/** Every HTTP operation of gateway below `/api/gateway`; the sign-in lies at AUTH_PATHS. */
export const gatewayRoutes: readonly RouteContract[] = [listServiceHealth];
