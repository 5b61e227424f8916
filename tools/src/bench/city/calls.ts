import type { GatewaySession } from '../../support/gateway-session';
import { quantile } from '../stats';

/** Milliseconds that something takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/**
 * Both sides of a comparison call by call in turn, so that what else the machine does falls on both; answers their quantiles, one per round.
 * A bare side that takes seconds is asked less often (`bareCalls`).
 */
export async function pairwise(
  ours: (n: number) => Promise<unknown>, bare: (n: number) => Promise<unknown>, { calls, bareCalls = calls, rounds, q }: { calls: number; bareCalls?: number; rounds: number; q: number },
): Promise<{ a: number[]; b: number[] }> {
  const values = { a: [] as number[], b: [] as number[] };
  for (let round = -1; round < rounds; round += 1) {
    const a: number[] = [];
    const b: number[] = [];
    for (let n = 0; n < calls; n += 1) {
      a.push(await timed(() => ours(n)));
      if (n < bareCalls) b.push(await timed(() => bare(n)));
    }
    if (round < 0) continue;
    values.a.push(quantile(a, q));
    values.b.push(quantile(b, q));
  }
  return values;
}

/** A page of a list, as far as paging needs it. */
export interface Page { readonly items: readonly { readonly personId: string; readonly fullName: string }[]; readonly nextCursor: string | null }

export const membersPage = (session: GatewaySession, query: Readonly<Record<string, string>>): Promise<Page> => session.get(`/api/membership/members?${new URLSearchParams(query).toString()}`);
