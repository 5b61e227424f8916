import type { ServiceName } from '@doanket/contracts';
import { newId, type Clock } from '@doanket/kernel';
import { systemCall, withCallContext, type Actor, type Transactions, type Tx } from '@doanket/persistence';
import type { EntityTarget } from 'typeorm';
import type { BackgroundWork } from './background';
import type { Log } from './log';

/** A job whose process died is taken up again after this time. */
const LEASE_MS = 20_000;
const RENEW_MS = 2_000;
/** Only for what another process left behind: who asks for a job wakes its runner. */
const POLL_MS = 15_000;
const STOP_MS = 5_000;

/** A job as it lies in its table. */
export interface Job { readonly id: string; readonly actor: Actor; leaseUntil: Date | null }

/** What is done with the jobs of one table. */
export interface JobsOf<J extends Job> {
  readonly service: ServiceName;
  readonly name: string;
  readonly entity: EntityTarget<J>;
  /** Which jobs wait or were left by a process that died, of `j`, at `:now`; the oldest by `by` goes first. */
  readonly due: string;
  readonly by: keyof J & string;
  /** What being taken up changes beside the lease. */
  taken?(tx: Tx, job: J): Promise<void>;
  /** Keeps a job that is being carried out. */
  renew(tx: Tx, id: string, until: Date): Promise<unknown>;
  /** Carries a job out, as whoever asked for it; what it throws goes to `failed`. */
  step(job: J): Promise<void>;
  failed(job: J, error: unknown): Promise<void>;
  /** What is done before the jobs that wait. */
  before?(): Promise<void>;
}

/**
 * Works off the jobs of one table, one at a time in the whole service: each is claimed for a while, kept alive while it is
 * carried out, and taken up anew when its process died. What a job does must be safe to begin again.
 */
export class JobRunner<J extends Job> implements BackgroundWork {
  readonly name: string;
  private running: Promise<void> | null = null;
  private timer: NodeJS.Timeout | undefined;
  private stopping = true;

  constructor(private readonly jobs: JobsOf<J>, private readonly transactions: Transactions, private readonly clock: Clock, private readonly log: Log) {
    this.name = jobs.name;
  }

  start(): void {
    this.stopping = false;
    this.timer = setInterval(() => this.wake(), POLL_MS).unref();
  }

  /** Lets the step under way end; what it leaves is taken up by the next process. */
  async stop(): Promise<void> {
    this.stopping = true;
    clearInterval(this.timer);
    await Promise.race([this.running, new Promise((resolve) => setTimeout(resolve, STOP_MS).unref())]);
  }

  /** Something may be waiting. */
  wake(): void {
    if (!this.stopping) void this.runDue().catch((error: unknown) => this.log.failure(`${this.name}-failed`, error));
  }

  /** Works off what waits; a second call while one runs joins it. */
  runDue(): Promise<void> {
    this.running ??= this.work().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  /** Until when a job that is taken or renewed now is kept. */
  leaseEnd(): Date {
    return new Date(this.clock.now().getTime() + LEASE_MS);
  }

  private async work(): Promise<void> {
    await this.jobs.before?.();
    for (let job = await this.claim(); job !== null; job = await this.claim()) await this.carryOut(job);
  }

  private claim(): Promise<J | null> {
    const { entity, due, by, taken } = this.jobs;
    return this.transactions.runWhole(async (tx) => {
      const job = await tx.createQueryBuilder(entity, 'j').where(`(${due})`, { now: this.clock.now() }).orderBy(`j.${by}`).limit(1).setLock('pessimistic_write').setOnLocked('skip_locked').getOne();
      if (job === null) return null;
      await taken?.call(this.jobs, tx, job);
      job.leaseUntil = this.leaseEnd();
      return tx.save(job);
    });
  }

  private async carryOut(job: J): Promise<void> {
    const renewing = setInterval(() => void this.transactions.runWhole((tx) => this.jobs.renew(tx, job.id, this.leaseEnd())).catch(() => undefined), RENEW_MS);
    try {
      await withCallContext({ ...systemCall(this.jobs.service, newId()), actor: job.actor }, () => this.jobs.step(job));
    } catch (error) {
      await this.jobs.failed(job, error);
    } finally {
      clearInterval(renewing);
    }
  }
}
