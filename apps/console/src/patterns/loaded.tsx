import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../api/problem';
import { Go } from './address/go';
import { ProblemNote } from './problem/problem-note';

/** Shows what was read: at once from the cache, a refusal in words, grey lines only while nothing is known yet. */
export function Loaded<Data>({ query, children }: { query: UseQueryResult<Data, Problem>; children: (data: Data) => ReactNode }) {
  const { t } = useTranslation();
  const retry = (): void => void query.refetch();
  if (query.data !== undefined) return <>{query.error !== null && <ProblemNote problem={query.error} onRetry={retry} />}{children(query.data)}</>;
  if (query.error !== null) return <Refused problem={query.error} onRetry={retry} />;
  return <div className="stack-s" role="status" aria-label={t('shell.loading')}>{[60, 90, 75].map((width) => <span key={width} className="skeleton" style={{ width: `${width}%` }} />)}</div>;
}

/** Why nothing is shown. A mistyped address names no field anybody filled in: it is a page that is not there. Neither leaves the reader without a way on. */
function Refused({ problem, onRetry }: { problem: Problem; onRetry: () => void }) {
  const { t } = useTranslation();
  const mistyped = problem.errors.length > 0 && problem.errors.every(({ pointer }) => pointer.startsWith('/params/'));
  return (
    <div className="stack-s">
      {mistyped ? <div role="alert"><h1>{t('notFound.title')}</h1><p className="soft">{t('notFound.text')}</p></div> : <ProblemNote problem={problem} onRetry={onRetry} />}
      {(mistyped || problem.status === 404) && <p><Go to="/">{t('notFound.home')}</Go></p>}
    </div>
  );
}
