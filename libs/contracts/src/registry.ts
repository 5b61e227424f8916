import type { EventContract } from './core/event';
import type { RouteContract } from './core/route';
import { platformEvents } from './platform/events';
import { platformRoutes } from './platform/routes';
import { membershipEvents } from './membership/events';
import { membershipRoutes } from './membership/routes';
import { campaignsEvents } from './campaigns/events';
import { campaignsRoutes } from './campaigns/routes';
import { initiativesEvents } from './initiatives/events';
import { initiativesRoutes } from './initiatives/routes';
import { welfareEvents } from './welfare/events';
import { welfareRoutes } from './welfare/routes';
import { awardsEvents } from './awards/events';
import { awardsRoutes } from './awards/routes';
import { reportsEvents } from './reports/events';
import { reportsRoutes } from './reports/routes';
import { gatewayEvents } from './gateway/events';
import { gatewayRoutes } from './gateway/routes';

/** Every event of the product. Topics, AsyncAPI, snapshots and the event log are made from this list. */
export const EVENTS: readonly EventContract[] = [
  ...platformEvents,
  ...membershipEvents,
  ...campaignsEvents,
  ...initiativesEvents,
  ...welfareEvents,
  ...awardsEvents,
  ...reportsEvents,
  ...gatewayEvents,
];

/** Every HTTP operation of the product. OpenAPI, the role matrix and the fuzzer are made from this list. */
export const ROUTES: readonly RouteContract[] = [
  ...platformRoutes,
  ...membershipRoutes,
  ...campaignsRoutes,
  ...initiativesRoutes,
  ...welfareRoutes,
  ...awardsRoutes,
  ...reportsRoutes,
  ...gatewayRoutes,
];
