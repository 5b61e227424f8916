import type { Day } from '@doanket/kernel';
import { OneScopeExpected } from './figure.errors';

/** What a figure is asked for. A round counts the records that name it, a period those dated in it (handbook 4.9). */
export type ScopeAsked =
  | { readonly kind: 'ROUND'; readonly code: string }
  | { readonly kind: 'CLUSTER'; readonly code: string }
  | { readonly kind: 'PERIOD'; readonly from: Day; readonly to: Day };

/** The one scope of a question. Throws OneScopeExpected for none, two, half a period, or one that ends before it starts. */
export function scopeAsked(query: { round?: string | undefined; cluster?: string | undefined; from?: Day | undefined; to?: Day | undefined }): ScopeAsked {
  const { round, cluster, from, to } = query;
  const given = [round, cluster, from ?? to].filter((part) => part !== undefined).length;
  if (given !== 1) throw new OneScopeExpected(given);
  if (round !== undefined) return { kind: 'ROUND', code: round };
  if (cluster !== undefined) return { kind: 'CLUSTER', code: cluster };
  if (from === undefined || to === undefined || to < from) throw new OneScopeExpected(0);
  return { kind: 'PERIOD', from, to };
}
