/** Waiting on a real signal with a deadline; never a bare sleep. */

/**
 * Asks `check` again until it returns something truthy, and returns that.
 * @template T
 * @param {() => Promise<T> | T} check A throw counts as "not yet"; its text appears when the deadline passes.
 * @param {{ what: string, withinMs: number, everyMs?: number, orWhen?: Promise<unknown> }} options
 *   `orWhen`: gives up at once when this settles (a process that has ended will never get ready).
 * @returns {Promise<T>}
 */
export async function until(check, { what, withinMs, everyMs = 50, orWhen }) {
  const deadline = Date.now() + withinMs;
  let gone = false;
  let last = 'no answer yet';
  void orWhen?.then(() => (gone = true), () => (gone = true));
  for (;;) {
    try {
      const result = await check();
      if (result) return result;
    } catch (error) {
      last = error instanceof Error ? error.message || error.name : String(error);
    }
    if (gone) throw new Error(`${what}: the process has ended`);
    if (Date.now() > deadline) throw new Error(`${what}: not within ${Math.round(withinMs / 1000)} s (last: ${last})`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

/**
 * True when the address answers with a status below 300; throws with the status otherwise.
 * @param {string} url
 * @param {number} [timeoutMs]
 */
export async function answers(url, timeoutMs = 2000) {
  const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
  const body = await response.text();
  if (!response.ok) throw new Error(`${response.status} from ${url}: ${body.slice(0, 300)}`);
  return true;
}
