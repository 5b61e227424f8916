/** Waits that can be cut short. A wake-up between two waits is not lost: the next one returns at once. */
export class Sleeper {
  private pending = false;
  private resolve: (() => void) | null = null;
  private listening = true;

  /** Waits `ms`; with `wakeable` false only `wake(true)` cuts it short. */
  async sleep(ms: number, wakeable = true): Promise<void> {
    if (wakeable && this.pending) {
      this.pending = false;
      return;
    }
    this.listening = wakeable;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      timer.unref();
      this.resolve = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.resolve = null;
    if (wakeable) this.pending = false;
  }

  wake(always = false): void {
    if (this.resolve !== null && (this.listening || always)) this.resolve();
    else this.pending = true;
  }
}
