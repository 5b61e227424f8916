/** The part of kafkajs' RequestQueue that the patch touches. */
interface RequestQueue { readonly pending: readonly unknown[]; scheduleCheckPendingRequests(): void }

// eslint-disable-next-line @typescript-eslint/no-require-imports -- kafkajs does not export it; the guard test notices a change
const { prototype } = require('kafkajs/src/network/requestQueue') as { prototype: RequestQueue };
const original = prototype.scheduleCheckPendingRequests;
let patched = false;

/**
 * kafkajs 2.2.4 re-arms a timer of about 1 ms after each check of its request queue, for ever: 4–5 % of a core per idle
 * process (tulios/kafkajs #1751; engineering handbook 2.4). With nothing pending there is nothing to check: a request that
 * comes later schedules its own check. Idempotent.
 */
export function patchRequestQueue(): void {
  if (patched) return;
  patched = true;
  prototype.scheduleCheckPendingRequests = function (this: RequestQueue): void {
    if (this.pending.length > 0) original.call(this);
  };
}

/** Source of the method as kafkajs ships it; the guard test compares it. */
export const originalSource = String(original);
