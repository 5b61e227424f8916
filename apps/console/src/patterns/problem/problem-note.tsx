import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../api/problem';
import { i18n } from '../../i18n';
import { fieldText, pointerText, problemText } from './problem-text';

interface ProblemNoteProps {
  readonly problem: Problem;
  /** Shown only where trying again can help. */
  readonly onRetry?: () => void;
  /** Pointers whose text already stands beside their field. */
  readonly shownBeside?: readonly string[];
}

/** Where it is wrong, and what: where the title has said that already, only where. */
function placeText(problem: Problem, { pointer, detail }: Problem['errors'][number]): string {
  const words = fieldText(detail);
  const saidAlready = problem.code !== 'request/invalid' && words === i18n.t('field.wrong');
  return saidAlready ? pointerText(pointer) : i18n.t('fault.atField', { field: pointerText(pointer), detail: words });
}

/** A refusal or failure in Vietnamese, with the number to give to support, and "try again" only where that can help. */
export function ProblemNote({ problem, onRetry, shownBeside = [] }: ProblemNoteProps) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  const { title } = problemText(problem);
  const elsewhere = problem.errors.filter((error) => !shownBeside.includes(error.pointer));
  const copy = (id: string): void => { void navigator.clipboard?.writeText(id).then(() => setCopied(true)); };
  return (
    <div className="dk-problem" role="alert">
      <p className="strong">{title}</p>
      {elsewhere.length > 0 && <ul>{elsewhere.map((error) => <li key={error.pointer}>{placeText(problem, error)}</li>)}</ul>}
      {problem.retryAfterSeconds !== null && <p>{t('fault.retryAfter', { seconds: problem.retryAfterSeconds })}</p>}
      <div className="row small">
        {onRetry !== undefined && problem.worthTryingAgain && <button type="button" className="link-button strong" onClick={onRetry}>{t('fault.tryAgain')}</button>}
        {problem.correlationId !== null && (
          <span className="row"><span className="soft">{t('fault.correlation')}</span><code>{problem.correlationId}</code>
            <button type="button" className="link-button" onClick={() => copy(problem.correlationId!)}>{copied ? t('fault.copied') : t('fault.copy')}</button>
          </span>
        )}
      </div>
    </div>
  );
}
