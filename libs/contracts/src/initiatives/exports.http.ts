import { exportRoutesOf } from '../platform/exports.http';
import { platformExportsOf } from '../platform/routes';
import { listInitiatives, listStaffCounts } from './initiatives.http';

/** Lists of initiatives that can be taken out as files, by the name of their kind. */
export const initiativesExportLists = {
  INITIATIVES: listInitiatives,
  STAFF_COUNTS: listStaffCounts,
  ...platformExportsOf('initiatives'),
} as const;

export const initiativesExports = exportRoutesOf('initiatives', initiativesExportLists);
export const initiativesExportRoutes = Object.values(initiativesExports);
