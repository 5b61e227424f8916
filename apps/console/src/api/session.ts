import { PERMISSIONS, type Me, type MyPost, type Permission, type PermissionRule } from '@doanket/contracts';

export type { Me, MyPost } from '@doanket/contracts';

interface Live { csrfToken: string | null; actingPostId: string | null }

/** What every call needs of the session. Kept in memory only: the console holds no token. */
const live: Live = { csrfToken: null, actingPostId: null };

export function liveSession(): Readonly<Live> {
  return live;
}

export function rememberSession(me: Pick<Me, 'csrfToken' | 'actingPostId'>): void {
  live.csrfToken = me.csrfToken;
  live.actingPostId = me.actingPostId;
}

/** The post acted as, null where none is chosen or held. */
export function actingPost(me: Me): MyPost | null {
  return me.posts.find((post) => post.postId === me.actingPostId) ?? null;
}

/**
 * Whether the post acted as holds a permission. Only for showing or hiding: the services decide again.
 * Rights follow the authority of a post: who leads meanwhile has those of an acting head, whatever the title. Source: the permission list in the contracts, which the services read too.
 */
export function holds(me: Me, permission: Permission): boolean {
  const rule = (PERMISSIONS as Record<string, PermissionRule>)[permission];
  if (rule === undefined) return false;
  if (rule.everyone === true) return true;
  if (rule.realmRoles?.some((role) => me.roles.includes(role)) === true) return true;
  const post = actingPost(me);
  return post !== null && rule.holders.some((holder) => holder.levels.includes(post.level) && holder.posts.includes(post.authority));
}
