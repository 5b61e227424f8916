import { AsyncResource } from 'node:async_hooks';
import { currentCall, type Transactions } from '@doanket/persistence';
import type { Log } from './log';

/** How long a look-out waits for more to be written before it looks. */
const SOON_MS = 200;

/** Work beside the HTTP door: consumer, relay, sealer, timers. */
export interface BackgroundWork {
  readonly name: string;
  start(): Promise<void> | void;
  /** Finishes or rolls back what is under way, then resolves. */
  stop(): Promise<void> | void;
}

/** Starts what was added in order and stops it in reverse, whatever Nest's hooks would do (engineering handbook 2.3.7). */
export class Background {
  private readonly works: BackgroundWork[] = [];
  private readonly started: BackgroundWork[] = [];

  constructor(private readonly log: Log) {}

  add(work: BackgroundWork): void {
    this.works.push(work);
  }

  /** Repeats `work` with pauses of `everyMs`, asked before each; a failure is logged and the next round comes. */
  addTimer(name: string, everyMs: number | (() => number), work: () => Promise<unknown>): void {
    this.repeat(name, typeof everyMs === 'number' ? () => everyMs : everyMs, work);
  }

  /**
   * Repeats `work` soon after a caller's transaction has committed in this process, and every `idleMs` for what another
   * process wrote or what falls due: for queues that are empty most of the day, so that waiting costs next to nothing.
   */
  addLookout(name: string, idleMs: number, transactions: Transactions, work: () => Promise<unknown>): void {
    let written = false;
    const timer = this.repeat(name, () => (written ? SOON_MS : idleMs), () => {
      written = false;
      return work();
    });
    transactions.onCommit(() => {
      // A round of a timer has no caller: what it writes itself must not call for the next one.
      if (written || currentCall() === null) return;
      written = true;
      timer.planAnew();
    });
  }

  private repeat(name: string, pauseMs: () => number, work: () => Promise<unknown>): { planAnew(): void } {
    let timer: NodeJS.Timeout | undefined;
    let running: Promise<unknown> = Promise.resolve();
    let stopped = false;
    // A caller who wakes it sets the timer: without this, that caller's call would go on in every round after.
    const round = AsyncResource.bind((): void => {
      timer = undefined;
      running = work().catch((error: unknown) => this.log.failure('timer-failed', error, { timer: name })).finally(() => plan());
    });
    const plan = (): void => {
      if (!stopped) timer = setTimeout(round, pauseMs()).unref();
    };
    this.add({
      name,
      start: () => {
        stopped = false;
        plan();
      },
      stop: async () => {
        stopped = true;
        clearTimeout(timer);
        await running;
      },
    });
    return {
      planAnew: () => {
        if (timer === undefined) return;
        clearTimeout(timer);
        plan();
      },
    };
  }

  async start(): Promise<void> {
    for (const work of this.works) {
      await work.start();
      this.started.push(work);
    }
  }

  async stop(): Promise<void> {
    for (const work of this.started.splice(0).reverse()) {
      try {
        await work.stop();
      } catch (error) {
        this.log.failure('stop-failed', error, { work: work.name });
      }
    }
  }
}
