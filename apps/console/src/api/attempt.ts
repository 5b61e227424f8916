import { newId } from '@doanket/kernel';

/**
 * One attempt to write. However often the button is pressed, the same content travels under one idempotency key: while
 * it is on its way the same promise is handed out, after a lost line the same key is used again, and once it is done
 * the same answer comes back. Changed content is a new attempt.
 */
export class Attempt<Answer> {
  private key: string;
  private content: string | null = null;
  private running: Promise<Answer> | null = null;

  /** `key`: the key of an attempt that a reload interrupted. */
  constructor(key?: string) {
    this.key = key ?? newId();
  }

  /** Sends `content` through `send`, once. */
  run(content: string, send: (key: string) => Promise<Answer>): Promise<Answer> {
    if (this.running !== null && this.content === content) return this.running;
    if (this.content !== null && this.content !== content) this.key = newId();
    this.content = content;
    const running = send(this.key).catch((error: unknown) => {
      if (this.running === running) this.running = null;
      throw error;
    });
    this.running = running;
    return running;
  }

  /** Forgets what was sent; the next run is a new write. */
  reset(): void {
    this.key = newId();
    this.content = null;
    this.running = null;
  }
}
