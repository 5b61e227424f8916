import { exportRoutesOf } from '../platform/exports.http';
import { platformExportsOf } from '../platform/routes';
import { listHousingCases, listHousingProgrammes } from './housing.http';

/** Lists of welfare that can be taken out as files, by the name of their kind. */
export const welfareExportLists = {
  HOUSING_CASES: listHousingCases,
  HOUSING_PROGRAMMES: listHousingProgrammes,
  ...platformExportsOf('welfare'),
} as const;

export const welfareExports = exportRoutesOf('welfare', welfareExportLists);
export const welfareExportRoutes = Object.values(welfareExports);
