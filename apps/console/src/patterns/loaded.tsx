import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../api/problem';
import { ProblemNote } from './problem/problem-note';

/** Shows what was read: at once from the cache, a refusal in words, grey lines only while nothing is known yet. */
export function Loaded<Data>({ query, children }: { query: UseQueryResult<Data, Problem>; children: (data: Data) => ReactNode }) {
  const { t } = useTranslation();
  if (query.data !== undefined) return <>{query.error !== null && <ProblemNote problem={query.error} onRetry={() => { void query.refetch(); }} />}{children(query.data)}</>;
  if (query.error !== null) return <ProblemNote problem={query.error} onRetry={() => { void query.refetch(); }} />;
  return <div className="stack-s" role="status" aria-label={t('shell.loading')}>{[60, 90, 75].map((width) => <span key={width} className="skeleton" style={{ width: `${width}%` }} />)}</div>;
}
