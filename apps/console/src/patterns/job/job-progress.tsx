import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { numberText } from '../format/format';
import { ProblemNote } from '../problem/problem-note';
import { secondsLeft, type Job } from './jobs';

const TICK_MS = 1_000;

/** One job: what, how far, how long still. */
export function JobProgress({ job }: { job: Job }) {
  const { t } = useTranslation();
  const labelId = useId();
  const [nowMs, setNowMs] = useState(() => performance.now());
  useEffect(() => {
    if (job.state !== 'RUNNING') return undefined;
    const timer = setInterval(() => setNowMs(performance.now()), TICK_MS);
    return () => clearInterval(timer);
  }, [job.state]);
  const left = job.state === 'RUNNING' ? secondsLeft(job, nowMs) : null;
  return (
    <div className="stack-s">
      <div className="row-spread"><span id={labelId} className="strong">{job.title}</span><span className={`tag tag-${TONES[job.state]}`}>{t(`job.state_${job.state}`)}</span></div>
      {job.state === 'RUNNING' && <progress className="dk-progress" aria-labelledby={labelId} {...(job.total === null ? {} : { value: job.done, max: job.total })} />}
      <p className="soft small num">
        {job.total === null ? t('job.doneSoFar', { done: numberText(job.done) }) : t('job.doneOf', { done: numberText(job.done), total: numberText(job.total) })}
        {left !== null && ` · ${t('job.secondsLeft', { seconds: numberText(left) })}`}
      </p>
      {job.problem !== null && <ProblemNote problem={job.problem} />}
    </div>
  );
}

const TONES = { RUNNING: 'accent', DONE: 'ok', FAILED: 'danger', CANCELLED: 'warn' } as const;
