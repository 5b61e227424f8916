import { HEADS, STAFF, WRITERS, type PermissionRule } from '../core/access';

export const membershipPermissions = {
  /** Found the first unit, person and post while there is none. */
  'membership.foundation.create': { holders: [], reach: 'ANY', realmRoles: ['platform-admin'] },
  /** Read units and posts of the own subtree; the units above are readable to everyone below them. */
  'membership.unit.read': { holders: [{ levels: ['N', 'C', 'S', 'G', 'D', 'T'], posts: STAFF }], reach: 'SUBTREE', realmRoles: ['partner'] },
  /** Found, rename, reclassify, move, advance and end units. Source: handbook 2.0 and 2.1. */
  'membership.unit.decide': { holders: [{ levels: ['N', 'C'], posts: HEADS }], reach: 'SUBTREE' },
  /** Prepare a reorganisation: the dry run changes nothing. */
  'membership.reorganisation.prepare': { holders: [{ levels: ['N', 'C'], posts: WRITERS }], reach: 'SUBTREE' },
  /** Write down an application to found a grassroots union, and send it. Source: handbook ORG-02, 2.0. */
  'membership.founding.apply': { holders: [{ levels: ['C', 'S'], posts: WRITERS }], reach: 'SUBTREE' },
  /** Make departments and groups inside the own union, give them heads and members. Source: handbook ORG-13. */
  'membership.group.keep': { holders: [{ levels: ['G'], posts: HEADS }], reach: 'SUBTREE' },
  /** Give targets of growth to the own unit and those below, and enter results of years without records. Source: handbook ORG-14. */
  'membership.target.set': { holders: [{ levels: ['N', 'C', 'S'], posts: HEADS }], reach: 'SUBTREE' },
  /** Prove that the counters equal the full query. */
  'membership.counter.check': { holders: [{ levels: ['N', 'C'], posts: WRITERS }], reach: 'SUBTREE', realmRoles: ['platform-admin'] },
  /** Decide to hand unions over or take them over: the city, and a union above to which it delegated that. Source: handbook ORG-04, 2.0. */
  'membership.unit.transfer': { holders: [{ levels: ['C', 'S'], posts: HEADS }], reach: 'SUBTREE' },
  /** Confirm or refuse a hand-over as its receiver; write down the letter of a receiver outside. */
  'membership.transfer.confirm': { holders: [{ levels: ['N', 'C', 'S'], posts: HEADS }], reach: 'OWN' },
  /** Recognise that a person takes up or leaves a post, here or below. Source: assumption. */
  'membership.post.decide': { holders: [{ levels: ['N', 'C', 'S'], posts: HEADS }], reach: 'SUBTREE' },
  /** Enter persons and open their accounts. */
  'membership.person.keep': { holders: [{ levels: ['N', 'C', 'S', 'G'], posts: WRITERS }], reach: 'SUBTREE' },
  /** Read persons of the own subtree. */
  'membership.person.read': { holders: [{ levels: ['N', 'C', 'S', 'G', 'D', 'T'], posts: STAFF }], reach: 'SUBTREE' },
  /** Admit partner systems and renew their secrets. */
  'membership.partner.open': { holders: [{ levels: ['N', 'C'], posts: HEADS }], reach: 'OWN' },
  /** Write down an application and its profile: an officer for the unit, a person for themselves. */
  'membership.member.apply': { holders: [{ levels: ['G'], posts: WRITERS }], reach: 'SUBTREE', everyone: true },
  /** Admit or reject an applicant: the committee of the grassroots union decides (ORG-09). */
  'membership.member.admit': { holders: [{ levels: ['G'], posts: HEADS }], reach: 'OWN' },
  /** Read members of the subtree, identifiers masked; and one's own membership. */
  'membership.member.read': { holders: [{ levels: ['N', 'C', 'S', 'G', 'D', 'T'], posts: STAFF }], reach: 'SUBTREE', everyone: true },
  /** Read identifiers in full, with a reason that is kept. Source: handbook 2.0. */
  'membership.member.unmask': { holders: [{ levels: ['C', 'S', 'G'], posts: [...HEADS, 'OFFICER'] }], reach: 'SUBTREE' },
  /** Plan and cancel congresses of the own unit or one below (ORG-08). */
  'membership.congress.keep': { holders: [{ levels: ['N', 'C', 'S', 'G'], posts: WRITERS }], reach: 'SUBTREE' },
  /** Recognise the congress of a unit below, which opens its term, and set the last days for them. Source: assumption. */
  'membership.congress.recognise': { holders: [{ levels: ['N', 'C', 'S'], posts: HEADS }], reach: 'SUBTREE' },
  /** Plan courses for officers, enter who attended, present the plan and the result of a year (ORG-19). */
  'membership.training.keep': { holders: [{ levels: ['N', 'C', 'S'], posts: WRITERS }], reach: 'OWN' },
  /** Read courses, who attended and who is still to be taught, of the subtree. */
  'membership.training.read': { holders: [{ levels: ['N', 'C', 'S', 'G'], posts: STAFF }], reach: 'SUBTREE' },
  /** Score the own grassroots union for a year (ORG-20). */
  'membership.grading.score': { holders: [{ levels: ['G'], posts: WRITERS }], reach: 'OWN' },
  /** Check the scores of unions below and decide their grading. */
  'membership.grading.check': { holders: [{ levels: ['C', 'S'], posts: WRITERS }], reach: 'SUBTREE' },
  'membership.grading.decide': { holders: [{ levels: ['C', 'S'], posts: HEADS }], reach: 'SUBTREE' },
  /** Read gradings of the subtree. */
  'membership.grading.read': { holders: [{ levels: ['N', 'C', 'S', 'G'], posts: STAFF }], reach: 'SUBTREE' },
  /** Let members go, take them in, end memberships. Source: handbook ORG-10; who may is an assumption. */
  'membership.member.move': { holders: [{ levels: ['G', 'S', 'C'], posts: HEADS }], reach: 'SUBTREE' },
  /** Merge two records of one person. Source: assumption. */
  'membership.person.merge': { holders: [{ levels: ['C', 'S', 'G'], posts: [...HEADS, 'OFFICER'] }], reach: 'SUBTREE' },
  /** Bring members in from a file, for the own unit and below. Source: handbook ORG-12; who may is an assumption. */
  'membership.import.run': { holders: [{ levels: ['C', 'S', 'G'], posts: WRITERS }], reach: 'SUBTREE' },
  /** Record a decision taken on paper, for the own unit or an ended one below. */
  'membership.decision.record': { holders: [{ levels: ['N', 'C', 'S', 'G'], posts: WRITERS }], reach: 'SUBTREE' },
  /** Confirm or discard the record of a paper decision that another person made. */
  'membership.decision.confirm': { holders: [{ levels: ['N', 'C', 'S', 'G'], posts: HEADS }], reach: 'SUBTREE' },
  /** Enter employers, say which union covers them, count their workers. Source: handbook SOC-02, ORG-14. */
  'membership.employer.keep': { holders: [{ levels: ['C', 'S', 'G'], posts: WRITERS }], reach: 'SUBTREE' },
  /** Read employers that are covered by, or kept in, the subtree. */
  'membership.employer.read': { holders: [{ levels: ['N', 'C', 'S', 'G'], posts: STAFF }], reach: 'SUBTREE' },
  /** Read rates, caps, shares and deadlines: what binds everyone is open to everyone. */
  'membership.rule.read': { holders: [{ levels: ['N', 'C', 'S', 'G', 'D', 'T'], posts: STAFF }], reach: 'ANY', realmRoles: ['platform-admin', 'partner'], everyone: true },
  /** Propose a rule with its decision; it holds nowhere yet. */
  'membership.rule.propose': { holders: [{ levels: ['N', 'C'], posts: WRITERS }], reach: 'ANY', realmRoles: ['platform-admin'] },
  /** Confirm or reject a rule that another person proposed. */
  'membership.rule.decide': { holders: [{ levels: ['N', 'C'], posts: HEADS }], reach: 'ANY', realmRoles: ['platform-admin'] },
  /** Read employers that owe insurance: the union of the firm, S and C only. Source: handbook SOC-08. */
  'membership.insurance-debt.read': { holders: [{ levels: ['C', 'S', 'G'], posts: STAFF }], reach: 'SUBTREE' },
  /** Keep the register of collective agreements. Source: handbook CBA-01. */
  'membership.agreement.keep': { holders: [{ levels: ['C', 'S', 'G'], posts: WRITERS }], reach: 'SUBTREE' },
  'membership.agreement.read': { holders: [{ levels: ['N', 'C', 'S', 'G'], posts: STAFF }], reach: 'SUBTREE' },
  /** Say where notices of a partner go, replay them; a partner does so for itself. */
  'membership.partner.integrate': { holders: [{ levels: ['N', 'C'], posts: [...HEADS, 'OFFICER'] }], reach: 'OWN', realmRoles: ['partner'] },
  /** Send files and messages to the ledger of exchanges; a partner needs the scope of the kind besides. Source: handbook SOC-09. */
  'membership.exchange.send': { holders: [{ levels: ['C', 'S'], posts: WRITERS }], reach: 'OWN', realmRoles: ['partner'] },
  /** Read the ledger and what became of rows, never what they say. */
  'membership.exchange.read': { holders: [{ levels: ['C', 'S'], posts: STAFF }], reach: 'SUBTREE', realmRoles: ['partner'] },
  /** Give files their effect, look into tasks. */
  'membership.exchange.apply': { holders: [{ levels: ['C', 'S'], posts: WRITERS }], reach: 'OWN' },
  /** Exchange lists of employers, D02-LT and C12 notices: what dues and the union fund are reckoned on. */
  'membership.exchange.dues': { holders: [{ levels: ['C', 'S'], posts: WRITERS }], reach: 'OWN', realmRoles: ['partner'] },
  /** Exchange lists of employers in arrears. Source: handbook SOC-08. */
  'membership.exchange.arrears': { holders: [{ levels: ['C', 'S'], posts: WRITERS }], reach: 'OWN', realmRoles: ['partner'] },
  /** Exchange lists of sickness and maternity: health data. Source: handbook SOC-10. */
  'membership.exchange.health': { holders: [{ levels: ['C', 'S'], posts: [...HEADS, 'OFFICER'] }], reach: 'OWN', realmRoles: ['partner'] },
  /** Enter leaves, follow sickness and maternity files, keep cases of work accidents: health data. Source: handbook SOC-05 to SOC-07, SOC-10. */
  'membership.health.keep': { holders: [{ levels: ['C', 'S', 'G'], posts: [...HEADS, 'OFFICER'] }], reach: 'SUBTREE' },
  'membership.health.read': { holders: [{ levels: ['C', 'S', 'G'], posts: [...HEADS, 'OFFICER'] }], reach: 'SUBTREE' },
  /** Keep households of members; read them. Who may is an assumption. */
  'membership.household.keep': { holders: [{ levels: ['C', 'S', 'G'], posts: WRITERS }], reach: 'SUBTREE' },
  'membership.household.read': { holders: [{ levels: ['C', 'S', 'G'], posts: STAFF }], reach: 'SUBTREE' },
  /** Read dues of members and their totals. */
  'membership.dues.read': { holders: [{ levels: ['N', 'C', 'S', 'G'], posts: STAFF }], reach: 'SUBTREE' },
  /** Enter what dues are reckoned from, book what was collected and sent up. */
  'membership.dues.keep': { holders: [{ levels: ['C', 'S', 'G'], posts: WRITERS }], reach: 'SUBTREE' },
  /** Decide a union's own terms and reliefs. Source: handbook 4.1; who decides is an assumption. */
  'membership.dues.decide': { holders: [{ levels: ['C', 'S', 'G'], posts: HEADS }], reach: 'SUBTREE' },
  /** Reckon a month for the unit and all below it. */
  'membership.dues.run': { holders: [{ levels: ['C', 'S', 'G'], posts: WRITERS }], reach: 'SUBTREE' },
  /** Read the ledger of a unit. */
  'membership.ledger.read': { holders: [{ levels: ['N', 'C', 'S', 'G'], posts: STAFF }], reach: 'SUBTREE' },
  /** Book spendings and other income of the own unit. */
  'membership.ledger.keep': { holders: [{ levels: ['C', 'S', 'G'], posts: WRITERS }], reach: 'OWN' },
  /** Close a month of the own unit or of one below. */
  'membership.ledger.lock': { holders: [{ levels: ['C', 'S', 'G'], posts: HEADS }], reach: 'SUBTREE' },
  /** Open a closed month again: the level above decides. Source: assumption. */
  'membership.ledger.reopen': { holders: [{ levels: ['C', 'S'], posts: HEADS }], reach: 'SUBTREE' },
  /** Read the union fund of employers and its reconciliation. */
  'membership.fund.read': { holders: [{ levels: ['N', 'C', 'S', 'G'], posts: STAFF }], reach: 'SUBTREE' },
  /** Enter payrolls, book union fund, pay it out: the city collects it. Source: handbook 4.2. */
  'membership.fund.keep': { holders: [{ levels: ['C'], posts: WRITERS }], reach: 'SUBTREE' },
  /** Bring bank statements of the own unit in and say what their entries are. */
  'membership.bank.keep': { holders: [{ levels: ['C'], posts: WRITERS }], reach: 'OWN' },
} as const satisfies Record<string, PermissionRule>;
