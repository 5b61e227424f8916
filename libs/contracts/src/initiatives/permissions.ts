import type { PermissionRule } from '../core/access';

export const initiativesPermissions = {
} as const satisfies Record<string, PermissionRule>;
