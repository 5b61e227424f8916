import { HEADS, STAFF, WRITERS, type PermissionRule } from '../core/access';

export const campaignsPermissions = {
  /** Read plans, rounds, targets, works, clusters, contests, movements and occasions of the own subtree and what is issued from above. */
  'campaigns.emulation.read': { holders: [{ levels: ['N', 'C', 'S', 'G', 'D', 'T'], posts: STAFF }], reach: 'SUBTREE' },
  /** Issue and amend a yearly plan, launch a movement; a grassroots union for itself. Source: handbook 2.0. */
  'campaigns.plan.issue': { holders: [{ levels: ['N', 'C', 'S', 'G'], posts: HEADS }], reach: 'OWN' },
  /** Adopt a plan from above and report back. */
  'campaigns.plan.adopt': { holders: [{ levels: ['C', 'S', 'G'], posts: WRITERS }], reach: 'OWN' },
  /** Prepare a round: dates, targets, content groups. */
  'campaigns.round.draft': { holders: [{ levels: ['N', 'C', 'S', 'G'], posts: WRITERS }], reach: 'OWN' },
  /** Approve, launch, review, close, summarise and archive a round. */
  'campaigns.round.decide': { holders: [{ levels: ['N', 'C', 'S', 'G'], posts: HEADS }], reach: 'OWN' },
  /** Keep occasions. */
  'campaigns.occasion.keep': { holders: [{ levels: ['N', 'C', 'S'], posts: WRITERS }], reach: 'OWN' },
  /** Register a work of the own unit, start and complete it. */
  'campaigns.work.register': { holders: [{ levels: ['S', 'G'], posts: WRITERS }], reach: 'OWN' },
  /** Accept and verify works of the level below. */
  'campaigns.work.verify': { holders: [{ levels: ['C', 'S'], posts: HEADS }], reach: 'SUBTREE' },
  /** Choose works for a plaque: the city decides (CMP-09). */
  'campaigns.plaque.decide': { holders: [{ levels: ['C'], posts: HEADS }], reach: 'SUBTREE' },
  /** Form clusters of units below. */
  'campaigns.cluster.form': { holders: [{ levels: ['N', 'C', 'S'], posts: HEADS }], reach: 'OWN' },
  /** Sign the emulation commitment for the own unit. */
  'campaigns.commitment.sign': { holders: [{ levels: ['C', 'S', 'G'], posts: HEADS }], reach: 'OWN' },
  /** Hold the survey of a cluster and keep its minutes. */
  'campaigns.survey.hold': { holders: [{ levels: ['N', 'C', 'S'], posts: WRITERS }], reach: 'OWN' },
  /** Announce, hold and close an edition of a skill contest; award its prizes. */
  'campaigns.contest.organise': { holders: [{ levels: ['N', 'C', 'S', 'G'], posts: HEADS }], reach: 'OWN' },
  /** Enter contestants of the own unit. */
  'campaigns.contest.enter': { holders: [{ levels: ['C', 'S', 'G'], posts: WRITERS }], reach: 'SUBTREE' },
  /** Mark theory and practice. */
  'campaigns.contest.judge': { holders: [{ levels: ['N', 'C', 'S', 'G'], posts: WRITERS }], reach: 'OWN' },
  /** Read contestants with their names. */
  'campaigns.contestant.read': { holders: [{ levels: ['N', 'C', 'S', 'G'], posts: STAFF }], reach: 'SUBTREE' },
  /** Raise a petition: an officer for a unit, any person online for themselves. */
  'campaigns.petition.raise': { holders: [{ levels: ['N', 'C', 'S', 'G', 'D', 'T'], posts: WRITERS }], reach: 'SUBTREE', everyone: true },
  /** Read petitions: of the subtree, and one's own. */
  'campaigns.petition.read': { holders: [{ levels: ['N', 'C', 'S', 'G'], posts: STAFF }], reach: 'SUBTREE', everyone: true },
  /** Classify, assign, merge and link petitions. */
  'campaigns.petition.handle': { holders: [{ levels: ['N', 'C', 'S', 'G'], posts: WRITERS }], reach: 'SUBTREE' },
  /** Answer or direct a petition that the own unit owns, and mark it solved. */
  'campaigns.petition.answer': { holders: [{ levels: ['N', 'C', 'S', 'G'], posts: HEADS }], reach: 'SUBTREE' },
  /** Record a decision taken on paper, for the own unit or an ended one below. */
  'campaigns.decision.record': { holders: [{ levels: ['N', 'C', 'S', 'G'], posts: WRITERS }], reach: 'SUBTREE' },
  /** Confirm or discard the record of a paper decision that another person made. */
  'campaigns.decision.confirm': { holders: [{ levels: ['N', 'C', 'S', 'G'], posts: HEADS }], reach: 'SUBTREE' },
} as const satisfies Record<string, PermissionRule>;
