import type { Log } from './log';

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
    let timer: NodeJS.Timeout | undefined;
    let running: Promise<unknown> = Promise.resolve();
    let stopped = false;
    const round = (): void => {
      running = work().catch((error: unknown) => this.log.failure('timer-failed', error, { timer: name })).finally(() => plan());
    };
    const plan = (): void => {
      if (!stopped) timer = setTimeout(round, typeof everyMs === 'number' ? everyMs : everyMs()).unref();
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
