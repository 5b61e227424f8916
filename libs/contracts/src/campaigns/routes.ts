import type { RouteContract } from '../core/route';
import { campaignsExportRoutes } from './exports.http';
import { clusterRoutes } from './clusters.http';
import { contestRoutes } from './contests.http';
import { movementRoutes } from './movements.http';
import { occasionRoutes } from './occasions.http';
import { petitionRoutes } from './petitions.http';
import { planRoutes } from './plans.http';
import { roundRoutes } from './rounds.http';
import { workRoutes } from './works.http';

/** Every HTTP operation of campaigns. */
export const campaignsRoutes: readonly RouteContract[] = [
  ...planRoutes, ...roundRoutes, ...workRoutes, ...clusterRoutes, ...contestRoutes, ...movementRoutes, ...occasionRoutes, ...petitionRoutes,
  ...campaignsExportRoutes,
];
