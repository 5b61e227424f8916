import { HEADS, STAFF, WRITERS, type PermissionRule } from '../core/access';

export const reportsPermissions = {
  /** Read figures and the records behind them, for units the caller may read. */
  'reports.figure.read': { holders: [{ levels: ['N', 'C', 'S', 'G'], posts: STAFF }], reach: 'SUBTREE' },
  /** Submit a value of an indicator for the own unit, or enter one that was submitted on paper. */
  'reports.submission.submit': { holders: [{ levels: ['C', 'S', 'G'], posts: WRITERS }], reach: 'SUBTREE' },
  /** Accept or return what units below submitted. */
  'reports.submission.review': { holders: [{ levels: ['N', 'C', 'S'], posts: WRITERS }], reach: 'SUBTREE' },
  /** Record submissions that units made on paper. */
  'reports.decision.record': { holders: [{ levels: ['N', 'C', 'S', 'G'], posts: WRITERS }], reach: 'SUBTREE' },
  /** Confirm or discard the record of a paper submission that another person made. */
  'reports.decision.confirm': { holders: [{ levels: ['N', 'C', 'S', 'G'], posts: HEADS }], reach: 'SUBTREE' },
  /** Change the indicator dictionary. */
  'reports.indicator.manage': { holders: [{ levels: ['C'], posts: HEADS }], reach: 'SUBTREE', realmRoles: ['platform-admin'] },
  /** Drop and rebuild the read model. */
  'reports.projection.rebuild': { holders: [], reach: 'ANY', realmRoles: ['platform-admin'] },
} as const satisfies Record<string, PermissionRule>;
