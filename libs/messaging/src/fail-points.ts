/** Places at which a fault test may kill the process (engineering handbook 10.2). */
export const FAIL_POINTS = [
  'after-commit-before-publish', 'after-publish-before-mark', 'after-effect-before-offset', 'import-chunk-written', 'import-before-commit',
  'dues-chunk-written', 'reorganisation-recorded', 'bank-statement-written', 'bank-entries-booked', 'export-page-read', 'export-part-written',
] as const;
export type FailPoint = (typeof FAIL_POINTS)[number];

/**
 * Kills this process with SIGKILL at a named place. `FAIL_POINTS=after-publish-before-mark:3` kills at the third time the
 * place is reached; several are joined by commas. Without the variable nothing happens.
 */
export class FailPoints {
  private readonly remaining = new Map<FailPoint, number>();

  constructor(setting: string, private readonly kill: () => void = () => process.kill(process.pid, 'SIGKILL')) {
    for (const part of setting.split(',').map((text) => text.trim()).filter((text) => text !== '')) {
      const [name, count = '1'] = part.split(':');
      const point = FAIL_POINTS.find((known) => known === name);
      if (point === undefined || !/^[1-9]\d{0,8}$/.test(count)) throw new RangeError(`Not a fail point: ${part}`);
      this.remaining.set(point, Number(count));
    }
  }

  hit(point: FailPoint): void {
    const left = this.remaining.get(point);
    if (left === undefined) return;
    this.remaining.set(point, left - 1);
    if (left === 1) this.kill();
  }
}

/** The fail points of the environment: set by fault tests alone, so it is no part of a service's configuration. */
export function environmentFailPoints(): FailPoints {
  // eslint-disable-next-line no-restricted-properties -- a switch of the fault tests, deliberately outside the services' configuration
  return new FailPoints(process.env.FAIL_POINTS ?? '');
}
