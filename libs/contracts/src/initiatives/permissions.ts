import { HEADS, STAFF, WRITERS, type PermissionRule } from '../core/access';

export const initiativesPermissions = {
  /** Read initiatives of the own subtree; everyone reads their own. */
  'initiatives.initiative.read': { holders: [{ levels: ['N', 'C', 'S', 'G', 'D', 'T'], posts: STAFF }], reach: 'SUBTREE', everyone: true },
  /** File an initiative for authors of the own unit. */
  'initiatives.initiative.file': { holders: [{ levels: ['S', 'G', 'D', 'T'], posts: WRITERS }], reach: 'OWN' },
  /** Enter a recognised initiative in a programme. */
  'initiatives.programme.enter': { holders: [{ levels: ['C', 'S', 'G'], posts: WRITERS }], reach: 'SUBTREE' },
  /** Propose a recognised initiative to the next level. */
  'initiatives.initiative.raise': { holders: [{ levels: ['S', 'G'], posts: HEADS }], reach: 'SUBTREE' },
  /** Report the staff of a unit on a day. */
  'initiatives.staff.report': { holders: [{ levels: ['C', 'S', 'G'], posts: WRITERS }], reach: 'SUBTREE' },
  /** Record a decision taken on paper. */
  'initiatives.decision.record': { holders: [{ levels: ['N', 'C', 'S', 'G'], posts: WRITERS }], reach: 'SUBTREE' },
  /** Confirm or discard the record of a paper decision that another person made. */
  'initiatives.decision.confirm': { holders: [{ levels: ['N', 'C', 'S', 'G'], posts: HEADS }], reach: 'SUBTREE' },
  /** Read the rules of filing, programmes and recognition: what binds everyone is open to everyone. */
  'initiatives.rule.read': { holders: [{ levels: ['N', 'C', 'S', 'G', 'D', 'T'], posts: STAFF }], reach: 'ANY', realmRoles: ['platform-admin'], everyone: true },
  /** Propose a rule with its decision; it holds nowhere yet. */
  'initiatives.rule.propose': { holders: [{ levels: ['N', 'C'], posts: WRITERS }], reach: 'ANY', realmRoles: ['platform-admin'] },
  /** Confirm or reject a rule that another person proposed. */
  'initiatives.rule.decide': { holders: [{ levels: ['N', 'C'], posts: HEADS }], reach: 'ANY', realmRoles: ['platform-admin'] },
} as const satisfies Record<string, PermissionRule>;
