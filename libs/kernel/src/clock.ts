import { dayOf, type Day } from './day';

/** The only source of time. Calendar rules ask for `today()`, stamps for `now()`. */
export abstract class Clock {
  abstract now(): Date;

  /** Today in Hanoi. */
  today(): Day {
    return dayOf(this.now());
  }
}

export class SystemClock extends Clock {
  override now(): Date {
    return new Date();
  }
}

/** A clock that stands still until it is set; for tests. */
export class FixedClock extends Clock {
  private instant: Date;

  constructor(instant: string) {
    super();
    this.instant = new Date(instant);
  }

  override now(): Date {
    return new Date(this.instant);
  }

  set(instant: string): void {
    this.instant = new Date(instant);
  }
}
