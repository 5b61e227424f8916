import { listPersonNames } from '@doanket/contracts';
import { useRoute } from './query';

const AT_ONCE = 100;

/** Names of persons, as far as the post acted as may read them. */
export function usePersonNames(ids: readonly (string | null)[]): ReadonlyMap<string, string> {
  const asked = [...new Set(ids.filter((id) => id !== null))].sort().slice(0, AT_ONCE);
  const names = useRoute(listPersonNames, { query: { ids: asked.join(',') } }, { enabled: asked.length > 0 });
  return new Map((names.data?.items ?? []).map((one) => [one.personId, one.fullName]));
}
