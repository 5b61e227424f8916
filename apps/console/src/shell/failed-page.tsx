import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { toProblem } from '../api/problem';
import { ProblemNote } from '../patterns/problem/problem-note';

/** A page that could not be shown, e.g. because its code could not be fetched. */
export function FailedPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <div className="page"><div className="panel">
      <ProblemNote problem={toProblem(error)} onRetry={() => { reset(); void router.invalidate(); }} />
    </div></div>
  );
}
