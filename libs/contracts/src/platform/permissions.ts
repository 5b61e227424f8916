import { HEADS, type PermissionRule } from '../core/access';

export const platformPermissions = {
  'platform.dead-letter.read': {
    holders: [{ levels: ['C'], posts: [...HEADS, 'OFFICER'] }], reach: 'ANY', realmRoles: ['platform-admin'],
  },
  'platform.dead-letter.manage': { holders: [], reach: 'ANY', realmRoles: ['platform-admin'] },
} as const satisfies Record<string, PermissionRule>;
