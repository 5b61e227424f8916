import type { Level } from './shapes';

/** Posts that carry rights (handbook 3.1). A post is held by a person in a unit for a period. */
export const POSTS = ['CHAIR', 'ACTING_HEAD', 'STANDING_VICE_CHAIR', 'VICE_CHAIR', 'COMMITTEE_MEMBER', 'INSPECTOR', 'OFFICER'] as const;
export type Post = (typeof POSTS)[number];

/**
 * How far a permission goes, seen from the unit of the post acted as: the person alone, the unit, the unit and all below
 * it today, or any unit (what is issued to everyone).
 */
export const REACHES = ['SELF', 'OWN', 'SUBTREE', 'ANY'] as const;
export type Reach = (typeof REACHES)[number];

/** Who holds a permission: these posts at these levels, or a coarse realm role. */
export interface Holder { readonly levels: readonly Level[]; readonly posts: readonly Post[] }
export interface PermissionRule {
  readonly holders: readonly Holder[];
  readonly reach: Reach;
  /** Realm roles that hold it besides posts: `platform-admin` for the system pages, `partner` scopes elsewhere. */
  readonly realmRoles?: readonly ('platform-admin' | 'partner')[];
  /** Any signed-in person holds it for what is their own. */
  readonly everyone?: boolean;
}

/** Those who lead a unit: they decide. */
export const HEADS = ['CHAIR', 'ACTING_HEAD', 'STANDING_VICE_CHAIR', 'VICE_CHAIR'] as const satisfies readonly Post[];
/** Those who prepare, record and read. */
export const STAFF = [...HEADS, 'COMMITTEE_MEMBER', 'INSPECTOR', 'OFFICER'] as const satisfies readonly Post[];
/** Those who write: everyone of the staff but the inspection committee, which only reads. */
export const WRITERS = [...HEADS, 'COMMITTEE_MEMBER', 'OFFICER'] as const satisfies readonly Post[];
