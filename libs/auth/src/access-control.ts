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

  /** True when a realm role gives it; a partner also needs a scope that names it. */
  holdsByRealm(principal: Principal, permission: Permission): boolean {
    return (ruleOf(permission).realmRoles ?? []).some((role) => (role === 'partner'
      ? principal.kind === 'PARTNER' && principal.scopes.some((scope) => names(scope, permission))
      : principal.realmRoles.includes(role)));
  }

  /**
   * The rows a call may see: the subtree of the post acted as, or of the unit a partner acts for; everything for the root.
   * An administrator acts for no unit: what the realm role gives, it gives for the whole tree.
   */
  scopeOf(principal: Principal, permission: Permission | null): Scope {
    const path = principal.post?.unitPath ?? principal.partner?.unitPath ?? null;
    if (path !== null) return path.includes('.') ? { kind: 'units', paths: [path] } : { kind: 'whole' };
    return principal.kind === 'ADMIN' && permission !== null && this.holdsByRealm(principal, permission) ? { kind: 'whole' } : { kind: 'none' };
  }
}

/** `reports.figure.read` and `reports.read` both name the permission `reports.figure.read`. */
function names(scope: string, permission: string): boolean {
  const parts = permission.split('.');
  return scope === permission || scope === `${parts[0]}.${parts.at(-1)}`;
}

function ruleOf(permission: Permission): PermissionRule {
  const rule = (PERMISSIONS as Readonly<Record<string, PermissionRule>>)[permission];
  if (rule === undefined) throw new Error(`Unknown permission: ${String(permission)}`);
  return rule;
}
