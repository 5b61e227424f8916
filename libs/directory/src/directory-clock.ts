import { Transactions } from '@doanket/persistence';
import type { DirectoryWriter } from './directory.writer';

/** How often the day is looked at; a change planned for midnight holds at most this much later. */
const INTERVAL_MS = 1_000;

/**
 * Turns the day of the scope: what was decided ahead (a move, an end, a founding) begins at midnight in Hanoi without an
 * event. One per process; of several replicas the row lock lets the first one do it.
 */
export class DirectoryClock {
  private timer: NodeJS.Timeout | null = null;
  private day: string | null = null;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly transactions: Transactions,
    private readonly writer: DirectoryWriter,
    private readonly today: () => string,
    private readonly onFault: (error: unknown) => void,
  ) {}

  start(): void {
    this.timer = setInterval(() => void this.tick(), INTERVAL_MS);
    this.timer.unref();
  }

  /** Looks once; asks the database only when the day in memory has passed. */
  async tick(): Promise<void> {
    const today = this.today();
    if (this.day === today) return this.running;
    this.running = this.running.then(() => this.turn(today));
    return this.running;
  }

  async stop(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    await this.running;
  }

  private async turn(today: string): Promise<void> {
    if (this.day === today) return;
    try {
      await this.transactions.runWhole((tx) => this.writer.turnDay(tx));
      this.day = today;
    } catch (error) {
      this.onFault(error);
    }
  }
}
