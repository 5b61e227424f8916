/** A token bucket: `burst` calls at once, then `perSecond` more with every second. */
export interface BucketRule { readonly burst: number; readonly perSecond: number }

/** `tokens` may be a fraction; `at` is the instant in milliseconds at which it was right. */
export interface Bucket { tokens: number; at: number }

export function fullBucket(rule: BucketRule, nowMs: number): Bucket {
  return { tokens: rule.burst, at: nowMs };
}

/**
 * Takes one token, changing the bucket, and answers 0; or, when there is none, the whole seconds until there is one
 * (at least 1, for `Retry-After`). A clock that goes back adds nothing.
 */
export function take(bucket: Bucket, rule: BucketRule, nowMs: number): number {
  refill(bucket, rule, nowMs);
  if (bucket.tokens >= 1) {
    bucket.tokens -= 1;
    return 0;
  }
  return Math.max(1, Math.ceil((1 - bucket.tokens) / rule.perSecond));
}

/** True when the bucket is full again, so that it need not be remembered. */
export function isFull(bucket: Bucket, rule: BucketRule, nowMs: number): boolean {
  refill(bucket, rule, nowMs);
  return bucket.tokens >= rule.burst;
}

function refill(bucket: Bucket, rule: BucketRule, nowMs: number): void {
  const elapsedMs = Math.max(0, nowMs - bucket.at);
  bucket.tokens = Math.min(rule.burst, bucket.tokens + (elapsedMs / 1_000) * rule.perSecond);
  bucket.at = nowMs;
}
