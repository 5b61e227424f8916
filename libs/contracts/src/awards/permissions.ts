import { HEADS, STAFF, WRITERS, type PermissionRule } from '../core/access';

export const awardsPermissions = {
  /** Read titles, nominations and holdings of the own subtree. The catalogue is issued downward. */
  'awards.award.read': { holders: [{ levels: ['N', 'C', 'S', 'G'], posts: STAFF }], reach: 'SUBTREE', everyone: true },
  /** Keep the catalogue of titles (N, and C for its levels) and the quotas of the own subtree. */
  'awards.title.manage': { holders: [{ levels: ['N', 'C', 'S'], posts: HEADS }], reach: 'SUBTREE' },
  /** Nominate persons and collectives of the own unit. */
  'awards.nomination.file': { holders: [{ levels: ['S', 'G'], posts: WRITERS }], reach: 'OWN' },
  /** Convene the council and record its votes. */
  'awards.council.hold': { holders: [{ levels: ['N', 'C', 'S', 'G'], posts: HEADS }], reach: 'OWN' },
  /** Sign the decision that awards what the council voted. */
  'awards.title.award': { holders: [{ levels: ['N', 'C', 'S', 'G'], posts: HEADS }], reach: 'OWN' },
  /** Correct a certificate or revoke an award. */
  'awards.title.revoke': { holders: [{ levels: ['N', 'C', 'S', 'G'], posts: HEADS }], reach: 'SUBTREE' },
  /** Print certificates. */
  'awards.certificate.print': { holders: [{ levels: ['N', 'C', 'S', 'G'], posts: WRITERS }], reach: 'SUBTREE' },
  /** Record a decision taken on paper. */
  'awards.decision.record': { holders: [{ levels: ['N', 'C', 'S', 'G'], posts: WRITERS }], reach: 'SUBTREE' },
  /** Confirm or discard the record of a paper decision that another person made. */
  'awards.decision.confirm': { holders: [{ levels: ['N', 'C', 'S', 'G'], posts: HEADS }], reach: 'SUBTREE' },
  /** Read the rules of titles, their money and councils: what binds everyone is open to everyone. */
  'awards.rule.read': { holders: [{ levels: ['N', 'C', 'S', 'G', 'D', 'T'], posts: STAFF }], reach: 'ANY', realmRoles: ['platform-admin'], everyone: true },
  /** Propose a rule with its decision; it holds nowhere yet. */
  'awards.rule.propose': { holders: [{ levels: ['N', 'C'], posts: WRITERS }], reach: 'ANY', realmRoles: ['platform-admin'] },
  /** Confirm or reject a rule that another person proposed. */
  'awards.rule.decide': { holders: [{ levels: ['N', 'C'], posts: HEADS }], reach: 'ANY', realmRoles: ['platform-admin'] },
} as const satisfies Record<string, PermissionRule>;
