import { exportRoutesOf } from '../platform/exports.http';
import { platformExportsOf } from '../platform/routes';
import { listHoldings } from './holdings.http';
import { listCouncilSessions, listNominations } from './nominations.http';
import { listQuotas, listTitles } from './titles.http';

/** Lists of awards that can be taken out as files, by the name of their kind. */
export const awardsExportLists = {
  TITLES: listTitles,
  QUOTAS: listQuotas,
  NOMINATIONS: listNominations,
  COUNCIL_SESSIONS: listCouncilSessions,
  HOLDINGS: listHoldings,
  ...platformExportsOf('awards'),
} as const;

export const awardsExports = exportRoutesOf('awards', awardsExportLists);
export const awardsExportRoutes = Object.values(awardsExports);
