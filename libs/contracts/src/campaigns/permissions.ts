import type { PermissionRule } from '../core/access';

export const campaignsPermissions = {
} as const satisfies Record<string, PermissionRule>;
