import { SystemClock } from '@doanket/kernel';

/** The console's clock. Days are Hanoi days, wherever the browser stands. */
export const clock = new SystemClock();
