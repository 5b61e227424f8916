import { listMembers } from '@doanket/contracts';
import { call } from '../api/call';

/** Members by name, with or without marks. */
export async function findMembers(words: string, signal: AbortSignal) {
  const { items } = await call(listMembers, { query: { q: words, limit: 12 } }, { signal });
  return items.map((member) => ({ value: member.id, label: member.fullName, hint: member.unitName }));
}
