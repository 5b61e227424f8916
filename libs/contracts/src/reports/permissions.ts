import type { PermissionRule } from '../core/access';

export const reportsPermissions = {
} as const satisfies Record<string, PermissionRule>;
