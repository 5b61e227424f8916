import type { MemberStatus } from '@doanket/contracts';

export interface MergedMembership { readonly status: MemberStatus; readonly unitId: string }
export interface MergeFacts {
  readonly merged: boolean;
  readonly identifiersDiffer: boolean;
  /** Open and live memberships of each record. */
  readonly keep: readonly MergedMembership[];
  readonly other: readonly MergedMembership[];
}

/**
 * Why two records cannot be one now. What is under way is finished first; memberships in two unions are brought together by a
 * transfer, not by a merge.
 */
export function obstaclesOf({ merged, identifiersDiffer, keep, other }: MergeFacts): string[] {
  const all = [...keep, ...other];
  const live = (memberships: readonly MergedMembership[]): MergedMembership | undefined => memberships.find(({ status }) => status === 'ACTIVE' || status === 'ACCEPTED');
  const [mine, theirs] = [live(keep), live(other)];
  const found: [boolean, string][] = [
    [merged, 'ALREADY_MERGED'],
    [identifiersDiffer, 'IDENTIFIERS_DIFFER'],
    [all.some(({ status }) => status === 'TRANSFER_OUT' || status === 'IN_TRANSIT'), 'TRANSFER_UNDER_WAY'],
    [all.some(({ status }) => status === 'DRAFT' || status === 'SUBMITTED'), 'APPLICATION_UNDER_WAY'],
    [mine !== undefined && theirs !== undefined && mine.unitId !== theirs.unitId, 'MEMBER_OF_TWO_UNIONS'],
  ];
  return found.flatMap(([is, name]) => (is ? [name] : []));
}
