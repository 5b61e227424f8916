import type { PermissionRule } from '../core/access';

export const membershipPermissions = {
} as const satisfies Record<string, PermissionRule>;
