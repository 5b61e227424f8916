import { PERMISSIONS, type Permission, type PermissionRule } from '@doanket/contracts';
import type { Scope } from '@doanket/persistence';
import type { HeldPost, Principal } from './principal';

/** Who holds what, by the one list of permissions. Where a permission reaches is decided by `Access` of directory. */
export class AccessControl {
  /** True when the post acted as, a realm role or a partner's scope gives the permission. */
  holds(principal: Principal, permission: Permission): boolean {
    const rule = ruleOf(permission);
    return this.holdsByPost(principal, permission)
      || (rule.everyone === true && principal.kind !== 'PARTNER')
      || this.holdsByRealm(principal, permission);
  }

  /** True when the post acted as gives the permission. */
  holdsByPost(principal: Principal, permission: Permission): boolean {
    const { post } = principal;
    return post !== null && this.givenBy(post, permission);
  }

  /** True when this post would give the permission. */
  givenBy(post: HeldPost, permission: Permission): boolean {
    return ruleOf(permission).holders.some((holder) => holder.levels.includes(post.level) && holder.posts.includes(post.post));
  }

  /** True when a realm role gives it; a partner also needs the scope with the permission's name. */
  holdsByRealm(principal: Principal, permission: Permission): boolean {
    return (ruleOf(permission).realmRoles ?? []).some((role) =>
      role === 'partner' ? principal.kind === 'PARTNER' && principal.scopes.includes(permission) : principal.realmRoles.includes(role));
  }

  /**
   * The rows a call may see: the subtree of the post acted as, everything for the root. Administrators and partners act for
   * no unit: what a realm role or scope gives them, it gives for the whole tree. Source: assumption for partners.
   */
  scopeOf(principal: Principal, permission: Permission | null): Scope {
    const { post } = principal;
    if (post !== null) return post.unitPath.includes('.') ? { kind: 'units', paths: [post.unitPath] } : { kind: 'whole' };
    return permission !== null && this.holdsByRealm(principal, permission) ? { kind: 'whole' } : { kind: 'none' };
  }
}

function ruleOf(permission: Permission): PermissionRule {
  const rule = (PERMISSIONS as Readonly<Record<string, PermissionRule>>)[permission];
  if (rule === undefined) throw new Error(`Unknown permission: ${String(permission)}`);
  return rule;
}
