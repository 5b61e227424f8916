import type { RouteContract } from '../core/route';
import { reportsExportRoutes } from './exports.http';
import { compareFigures } from './comparisons.http';
import { listFigureRecords, listFigures } from './figures.http';
import { addIndicator, getIndicator, listIndicators } from './indicators.http';
import { getChecksum, getRebuild, startRebuild } from './rebuilds.http';
import { acceptSubmission, addSubmission, changeSubmission, consolidateSubmissions, getSubmission, listSubmissions, returnSubmission, sendSubmission } from './submissions.http';

/** Every HTTP operation of reports. */
export const reportsRoutes: readonly RouteContract[] = [
  listFigures, listFigureRecords,
  listIndicators, getIndicator, addIndicator,
  listSubmissions, getSubmission, addSubmission, changeSubmission, sendSubmission, acceptSubmission, returnSubmission, consolidateSubmissions,
  startRebuild, getRebuild, getChecksum,
  compareFigures,
  ...reportsExportRoutes,
];
