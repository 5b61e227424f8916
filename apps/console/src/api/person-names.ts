import { listPersonNames } from '@doanket/contracts';
import { useQuery } from '@tanstack/react-query';
import { call } from './call';
import { useRoute } from './query';

const AT_ONCE = 100;

/** Names of persons, as far as the post acted as may read them. */
export function usePersonNames(ids: readonly (string | null)[]): ReadonlyMap<string, string> {
  const asked = [...new Set(ids.filter((id) => id !== null))].sort().slice(0, AT_ONCE);
  const names = useRoute(listPersonNames, { query: { ids: asked.join(',') } }, { enabled: asked.length > 0 });
  return new Map((names.data?.items ?? []).map((one) => [one.personId, one.fullName]));
}

/** Waits so long for more rows that want a name, then asks for all of them at once. */
const GATHER_MS = 10;
let gathered = new Map<string, ((name: string | null) => void)[]>();

function nameOf(id: string): Promise<string | null> {
  return new Promise((done, fail) => {
    if (gathered.size === 0) setTimeout(() => { const asked = gathered; gathered = new Map(); ask(asked).catch(fail); }, GATHER_MS);
    gathered.set(id, [...(gathered.get(id) ?? []), done]);
  });
}

async function ask(asked: ReadonlyMap<string, readonly ((name: string | null) => void)[]>): Promise<void> {
  const ids = [...asked.keys()];
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const some = ids.slice(at, at + AT_ONCE);
    const { items } = await call(listPersonNames, { query: { ids: some.join(',') } });
    for (const id of some) for (const done of asked.get(id) ?? []) done(items.find((one) => one.personId === id)?.fullName ?? null);
  }
}

/** The name of one person in a list: all rows drawn together ask once, and a name is asked for once. Null: not readable; undefined: not known yet. */
export function usePersonName(id: string | null): string | null | undefined {
  const { data, isError } = useQuery({ queryKey: ['membership', 'person-name', id], enabled: id !== null, staleTime: 30 * 60_000, retry: false, queryFn: () => nameOf(id!) });
  return id === null || isError ? null : data;
}
