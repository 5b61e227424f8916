import type { PermissionRule } from './core/access';
import { awardsPermissions } from './awards/permissions';
import { campaignsPermissions } from './campaigns/permissions';
import { initiativesPermissions } from './initiatives/permissions';
import { membershipPermissions } from './membership/permissions';
import { platformPermissions } from './platform/permissions';
import { reportsPermissions } from './reports/permissions';
import { welfarePermissions } from './welfare/permissions';

/** Every permission of the product; the role matrix is generated from this list. */
export const PERMISSIONS = {
  ...platformPermissions,
  ...membershipPermissions,
  ...campaignsPermissions,
  ...initiativesPermissions,
  ...welfarePermissions,
  ...awardsPermissions,
  ...reportsPermissions,
} as const satisfies Record<string, PermissionRule>;

export type Permission = keyof typeof PERMISSIONS;
