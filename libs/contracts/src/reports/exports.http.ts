import { exportRoutesOf } from '../platform/exports.http';
import { platformExportsOf } from '../platform/routes';
import { listFigureRecords } from './figures.http';
import { listIndicators } from './indicators.http';
import { listSubmissions } from './submissions.http';

/** Lists of reports that can be taken out as files, by the name of their kind. */
export const reportsExportLists = {
  FIGURE_RECORDS: listFigureRecords,
  INDICATORS: listIndicators,
  SUBMISSIONS: listSubmissions,
  ...platformExportsOf('reports'),
} as const;

export const reportsExports = exportRoutesOf('reports', reportsExportLists);
export const reportsExportRoutes = Object.values(reportsExports);
