/** Between polls right after work, and when nothing has come for a while, milliseconds. */
const POLL_MS = 100;
export const IDLE_POLL_MS = 1_000;
const IDLE_AFTER_MS = 1_000;
/**
 * A poll passes over what a large transaction has written and not committed yet, all of it each time. One that took long and
 * found nothing is followed by a rest of some times its length, whatever wakes the relay, so that an import of a million does
 * not pay for it with half a processor.
 */
const SLOW_READ_MS = 20;
const REST_TIMES = 4;
const REST_MAX_MS = 4_000;

/** How long a poll that found nothing is followed by a rest that no wake-up cuts short, milliseconds; 0 after a quick one. */
export function restAfterRead(tookMs: number): number {
  return tookMs > SLOW_READ_MS ? Math.min(tookMs * REST_TIMES, REST_MAX_MS) : 0;
}

/** How long the relay waits for the next poll or a wake-up, milliseconds without jitter. */
export function pauseBetweenPolls(sinceWorkMs: number): number {
  return sinceWorkMs < IDLE_AFTER_MS ? POLL_MS : IDLE_POLL_MS;
}

/** Two relays that began together must not stay together. */
export function jitter(ms: number): number {
  return ms * (0.8 + 0.4 * Math.random());
}
