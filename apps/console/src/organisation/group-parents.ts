import type { GroupView } from '@doanket/contracts';

/** Where a new department or group may hang: on the union itself, or on one of its departments. */
export function parentsOf(union: { readonly code: string; readonly name: string }, groups: readonly Pick<GroupView, 'code' | 'name' | 'type'>[]): { value: string; label: string }[] {
  return [{ value: union.code, label: union.name }, ...groups.filter((group) => group.type === 'D').map((group) => ({ value: group.code, label: group.name }))];
}
