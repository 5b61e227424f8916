import type { RouteContract } from '../core/route';
import { initiativesExportRoutes } from './exports.http';
import { changeInitiative, enterProgramme, fileInitiative, getInitiative, listInitiatives, listStaffCounts, raiseInitiative, reportStaff } from './initiatives.http';
import { initiativesRuleRoutes } from './rules.http';

/** Every HTTP operation of initiatives. */
export const initiativesRoutes: readonly RouteContract[] = [
  listInitiatives, getInitiative, fileInitiative, changeInitiative, raiseInitiative, enterProgramme, reportStaff, listStaffCounts,
  ...initiativesRuleRoutes,
  ...initiativesExportRoutes,
];
