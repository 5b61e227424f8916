import type { PermissionRule } from '../core/access';

export const platformPermissions = {
} as const satisfies Record<string, PermissionRule>;
