import { HEADS, type PermissionRule } from '../core/access';

export const platformPermissions = {
  /** See how the services run. */
  'platform.status.read': { holders: [{ levels: ['N', 'C'], posts: [...HEADS, 'OFFICER'] }], reach: 'ANY', realmRoles: ['platform-admin'] },
  'platform.dead-letter.read': {
    holders: [{ levels: ['C'], posts: [...HEADS, 'OFFICER'] }], reach: 'ANY', realmRoles: ['platform-admin'],
  },
  'platform.dead-letter.manage': { holders: [], reach: 'ANY', realmRoles: ['platform-admin'] },
  /** Read the audit trail: the inspection committee and the heads of the city. */
  'platform.audit.read': { holders: [{ levels: ['N', 'C'], posts: [...HEADS, 'INSPECTOR'] }], reach: 'SUBTREE', realmRoles: ['platform-admin'] },
  /** Check the chain of seals. */
  'platform.audit.verify': { holders: [{ levels: ['N', 'C'], posts: ['INSPECTOR'] }], reach: 'ANY', realmRoles: ['platform-admin'] },
} as const satisfies Record<string, PermissionRule>;
