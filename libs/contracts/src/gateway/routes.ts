import type { RouteContract } from '../core/route';
import { beginSignIn, chooseActingPost, completeSignIn, endSessionsByIdentityServer, getSession, signOut } from './auth.http';
import { listServiceHealth } from './services.http';

/** Every HTTP operation of gateway itself. Their paths are whole: the gateway has no prefix of its own. */
export const gatewayRoutes: readonly RouteContract[] = [
  beginSignIn, completeSignIn, getSession, chooseActingPost, signOut, endSessionsByIdentityServer, listServiceHealth,
];
