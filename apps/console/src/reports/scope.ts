import { isDay } from '@doanket/kernel';
import { i18n } from '../i18n';
import { periodText } from '../patterns/format/format';

export interface Scope { readonly query: { readonly round?: string; readonly cluster?: string; readonly from?: string; readonly to?: string } }

/** Exactly one scope, as the API wants it: a round, a cluster, or a period; without one, the year seen. */
export function scopeOf(search: Readonly<Record<string, string | undefined>>, year: number): Scope {
  const { round, cluster, from, to } = search;
  if (round !== undefined && round !== '') return { query: { round } };
  if (cluster !== undefined && cluster !== '') return { query: { cluster } };
  if (from !== undefined && to !== undefined && isDay(from) && isDay(to)) return { query: { from, to } };
  return { query: { from: `${year}-01-01`, to: `${year}-12-31` } };
}

export function scopeText({ query }: Scope): string {
  if (query.round !== undefined) return i18n.t('reports.ofRound', { code: query.round });
  if (query.cluster !== undefined) return i18n.t('reports.ofCluster', { code: query.cluster });
  return periodText(query.from!, query.to!);
}
