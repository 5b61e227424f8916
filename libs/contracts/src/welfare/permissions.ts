import { HEADS, STAFF, WRITERS, type PermissionRule } from '../core/access';

export const welfarePermissions = {
  /** Read housing cases of the own subtree; everyone reads their own. */
  'welfare.housing.read': { holders: [{ levels: ['N', 'C', 'S', 'G'], posts: STAFF }], reach: 'SUBTREE', everyone: true },
  /** Read the hardship of a case, which is sensitive: the levels that decide it, and the member. */
  'welfare.hardship.read': { holders: [{ levels: ['C', 'S', 'G'], posts: WRITERS }], reach: 'SUBTREE', everyone: true },
  /** Take an application for a member of the own unit. */
  'welfare.housing.apply': { holders: [{ levels: ['G'], posts: WRITERS }], reach: 'OWN' },
  /** Record payment, finished work and hand-over. */
  'welfare.housing.pay': { holders: [{ levels: ['C'], posts: HEADS }], reach: 'SUBTREE' },
  /** Set the yearly housing programme: budget, amounts, deadlines. */
  'welfare.programme.manage': { holders: [{ levels: ['C'], posts: HEADS }], reach: 'OWN' },
  /** Read programmes; they are issued downward. */
  'welfare.programme.read': { holders: [{ levels: ['N', 'C', 'S', 'G', 'D', 'T'], posts: STAFF }], reach: 'ANY' },
  /** Record a decision taken on paper. */
  'welfare.decision.record': { holders: [{ levels: ['N', 'C', 'S', 'G'], posts: WRITERS }], reach: 'SUBTREE' },
  /** Confirm or discard the record of a paper decision that another person made. */
  'welfare.decision.confirm': { holders: [{ levels: ['N', 'C', 'S', 'G'], posts: HEADS }], reach: 'SUBTREE' },
  /** Read the rules of support, its ceilings and deadlines: what binds everyone is open to everyone. */
  'welfare.rule.read': { holders: [{ levels: ['N', 'C', 'S', 'G', 'D', 'T'], posts: STAFF }], reach: 'ANY', realmRoles: ['platform-admin'], everyone: true },
  /** Propose a rule with its decision; it holds nowhere yet. */
  'welfare.rule.propose': { holders: [{ levels: ['N', 'C'], posts: WRITERS }], reach: 'ANY', realmRoles: ['platform-admin'] },
  /** Confirm or reject a rule that another person proposed. */
  'welfare.rule.decide': { holders: [{ levels: ['N', 'C'], posts: HEADS }], reach: 'ANY', realmRoles: ['platform-admin'] },
} as const satisfies Record<string, PermissionRule>;
