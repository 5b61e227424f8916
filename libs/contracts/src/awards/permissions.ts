import type { PermissionRule } from '../core/access';

export const awardsPermissions = {
} as const satisfies Record<string, PermissionRule>;
