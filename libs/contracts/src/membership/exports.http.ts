import { exportRoutesOf } from '../platform/exports.http';
import { platformExportsOf } from '../platform/routes';
import { listDuesLines, listDuesMonths } from './dues.http';
import { listReconciliations } from './fund.http';
import { listMembers } from './members.http';

/** Lists of membership that can be taken out as files, by the name of their kind. */
export const membershipExportLists = {
  MEMBERS: listMembers,
  DUES_MONTHS: listDuesMonths,
  DUES_LINES: listDuesLines,
  RECONCILIATIONS: listReconciliations,
  ...platformExportsOf('membership'),
} as const;

export const membershipExports = exportRoutesOf('membership', membershipExportLists);
export const { askExport, listExports, getExport, readExport, cancelExport } = membershipExports;
export const exportRoutes = Object.values(membershipExports);

export type ExportKind = keyof typeof membershipExportLists;
