import type { Day } from '@doanket/kernel';

export interface TreeNode {
  readonly code: string;
  readonly name: string;
  /** Short words beside the name: level, state. */
  readonly notes?: readonly string[];
  readonly hasChildren: boolean;
  readonly ended?: boolean;
}

/** A decision that changed the tree on a day. */
export interface TreeMark { readonly day: Day; readonly label: string }

export type TreeChange = 'FOUNDED' | 'ENDED' | 'MOVED' | 'RENAMED' | 'ADVANCED' | 'RECLASSIFIED';
export interface TreeDifference { readonly code: string; readonly name: string; readonly change: TreeChange; readonly detail?: string | undefined }

/** Where the tree comes from; every answer is of one day. */
export interface TreeSource {
  readonly key: string;
  /** Null: the roots. */
  readonly children: (parent: string | null, day: Day, signal: AbortSignal) => Promise<readonly TreeNode[]>;
  /** The path of codes from a root down to the node, for opening it. */
  readonly find: (words: string, day: Day, signal: AbortSignal) => Promise<readonly { node: TreeNode; path: readonly string[]; pathText: string }[]>;
}
