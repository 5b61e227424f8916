import { awardsExportLists, awardsExports } from './awards/exports.http';
import { campaignsExportLists, campaignsExports } from './campaigns/exports.http';
import type { RouteContract } from './core/route';
import { initiativesExportLists, initiativesExports } from './initiatives/exports.http';
import { membershipExportLists, membershipExports } from './membership/exports.http';
import type { ExportedLists, ExportRoutes } from './platform/exports.http';
import type { DomainService } from './platform/paper-items';
import { reportsExportLists, reportsExports } from './reports/exports.http';
import { welfareExportLists, welfareExports } from './welfare/exports.http';

/** Who gives out which lists as files. */
export const EXPORTS: Readonly<Record<DomainService, { readonly routes: ExportRoutes; readonly lists: ExportedLists }>> = {
  membership: { routes: membershipExports as unknown as ExportRoutes, lists: membershipExportLists },
  campaigns: { routes: campaignsExports as unknown as ExportRoutes, lists: campaignsExportLists },
  initiatives: { routes: initiativesExports as unknown as ExportRoutes, lists: initiativesExportLists },
  welfare: { routes: welfareExports as unknown as ExportRoutes, lists: welfareExportLists },
  awards: { routes: awardsExports as unknown as ExportRoutes, lists: awardsExportLists },
  reports: { routes: reportsExports as unknown as ExportRoutes, lists: reportsExportLists },
};

/** Under which kind a list can be taken out, and where that is asked for; null where it cannot. */
export function exportOf(list: RouteContract): { readonly routes: ExportRoutes; readonly kind: string } | null {
  const { routes, lists } = EXPORTS[list.service as DomainService] ?? { lists: {} };
  const kind = Object.entries(lists).find(([, route]) => route === list)?.[0];
  return kind === undefined || routes === undefined ? null : { routes, kind };
}
