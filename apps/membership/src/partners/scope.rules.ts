import { PERMISSIONS, type PermissionRule } from '@doanket/contracts';

/** Names of permissions that partners may hold, and their short forms `service.verb`. */
export function partnerScopes(permissions: Readonly<Record<string, PermissionRule>> = PERMISSIONS): ReadonlySet<string> {
  const names = Object.entries(permissions).filter(([, rule]) => rule.realmRoles?.includes('partner')).map(([name]) => name);
  return new Set(names.flatMap((name) => {
    const parts = name.split('.');
    return [name, `${parts[0]}.${parts.at(-1)}`];
  }));
}
