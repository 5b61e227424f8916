import type { Day } from '@doanket/kernel';

export type ClusterFault = 'MEMBER_TWICE' | 'TOO_MANY_MEMBERS' | 'HEAD_OUTSIDE' | 'DEPUTY_OUTSIDE' | 'HEAD_IS_DEPUTY';

/** The first rule of CMP-10 that a cluster breaks, or null. `size` is the number of members the decision states. */
export function clusterFault(cluster: { members: readonly string[]; head: string; deputy: string | null; size: number }): ClusterFault | null {
  if (new Set(cluster.members).size < cluster.members.length) return 'MEMBER_TWICE';
  if (cluster.members.length > cluster.size) return 'TOO_MANY_MEMBERS';
  if (!cluster.members.includes(cluster.head)) return 'HEAD_OUTSIDE';
  if (cluster.deputy !== null && !cluster.members.includes(cluster.deputy)) return 'DEPUTY_OUTSIDE';
  return cluster.deputy === cluster.head ? 'HEAD_IS_DEPUTY' : null;
}

/**
 * The day on which a cluster became committed: that of the last signature once every member has signed, else null, and
 * the cluster stays FORMED (CMP-11). A cluster that waits for members is not complete.
 */
export function committedOn(size: number, signedOn: readonly Day[]): Day | null {
  return signedOn.length < size ? null : signedOn.reduce((last, day) => (day > last ? day : last));
}
