import type { PermissionRule } from '../core/access';

export const welfarePermissions = {
} as const satisfies Record<string, PermissionRule>;
