import { newId } from '@doanket/kernel';
import { createContext, useCallback, useContext, useMemo, useRef, useState, type ReactNode } from 'react';
import { toProblem, type Problem } from '../../api/problem';

export type JobState = 'RUNNING' | 'DONE' | 'FAILED' | 'CANCELLED';

export interface JobFile { readonly name: string; readonly url: string }

/** A long piece of work that goes on while other pages are open. */
export interface Job {
  readonly id: string; readonly title: string; readonly state: JobState;
  readonly done: number; readonly total: number | null;
  readonly startedAtMs: number; readonly problem: Problem | null;
  /** A file that the job made: kept in this tab until the console is closed, or lying in a service. */
  readonly file: JobFile | null;
}

export interface JobTools {
  readonly signal: AbortSignal;
  readonly progress: (done: number, total: number | null) => void;
}

interface Jobs {
  readonly jobs: readonly Job[];
  /** Starts a job. `work` may answer a file, or where one lies. */
  readonly start: (title: string, work: (tools: JobTools) => Promise<JobFile | File | null>) => string;
  readonly cancel: (id: string) => void;
  readonly forget: (id: string) => void;
}

const JobsContext = createContext<Jobs | null>(null);

export function useJobs(): Jobs {
  const jobs = useContext(JobsContext);
  if (jobs === null) throw new Error('useJobs outside JobsProvider');
  return jobs;
}

/** Holds the jobs of this tab above all pages. */
export function JobsProvider({ children }: { children: ReactNode }) {
  const [jobs, setJobs] = useState<readonly Job[]>([]);
  const stops = useRef(new Map<string, AbortController>());

  const start = useCallback<Jobs['start']>((title, work) => {
    const id = newId();
    const stop = new AbortController();
    stops.current.set(id, stop);
    const change = (part: Partial<Job>): void => setJobs((all) => all.map((job) => (job.id === id ? { ...job, ...part } : job)));
    setJobs((all) => [{ id, title, state: 'RUNNING', done: 0, total: null, startedAtMs: performance.now(), problem: null, file: null }, ...all]);
    work({ signal: stop.signal, progress: (done, total) => change({ done, total }) }).then(
      (file) => change(stop.signal.aborted
        ? { state: 'CANCELLED' }
        : { state: 'DONE', file: file instanceof File ? { name: file.name, url: URL.createObjectURL(file) } : file }),
      (error: unknown) => change(stop.signal.aborted ? { state: 'CANCELLED' } : { state: 'FAILED', problem: toProblem(error) }),
    ).finally(() => stops.current.delete(id));
    return id;
  }, []);
  const cancel = useCallback((id: string) => stops.current.get(id)?.abort(), []);
  const forget = useCallback((id: string) => setJobs((all) => all.filter((job) => {
    if (job.id === id && job.file !== null) URL.revokeObjectURL(job.file.url);
    return job.id !== id;
  })), []);

  const value = useMemo(() => ({ jobs, start, cancel, forget }), [jobs, start, cancel, forget]);
  return <JobsContext value={value}>{children}</JobsContext>;
}

/** Seconds left at the pace so far; null before there is a pace. */
export function secondsLeft(job: Pick<Job, 'done' | 'total' | 'startedAtMs'>, nowMs: number): number | null {
  if (job.total === null || job.done === 0 || job.done >= job.total) return null;
  return Math.ceil(((nowMs - job.startedAtMs) / job.done) * (job.total - job.done) / 1000);
}
