const WIDTH = 30;

/** A progress bar on a terminal; a line per chapter elsewhere. */
export class ProgressBar {
  private steps = 0;
  private title = '';
  private readonly started = Date.now();

  constructor(private readonly expected: number) {}

  chapter(title: string): void {
    this.title = title;
    if (!process.stdout.isTTY) process.stdout.write(`demo: ${title} (${this.seconds()} s)\n`);
    this.draw();
  }

  step(): void {
    this.steps += 1;
    this.draw();
  }

  done(): void {
    this.steps = Math.max(this.steps, this.expected);
    this.draw();
    process.stdout.write(`${process.stdout.isTTY ? '\n' : ''}demo: ${this.seconds()} s\n`);
  }

  private draw(): void {
    if (!process.stdout.isTTY) return;
    const share = Math.min(1, this.steps / this.expected);
    const filled = Math.round(share * WIDTH);
    process.stdout.write(`\r[${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}] ${String(Math.round(share * 100)).padStart(3)} %  ${this.title.padEnd(36)}`);
  }

  private seconds(): number {
    return Math.round((Date.now() - this.started) / 1000);
  }
}
