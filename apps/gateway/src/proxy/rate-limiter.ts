import { Clock } from '@doanket/kernel';
import { Injectable } from '@nestjs/common';
import { TooManyCalls } from './proxy.errors';
import { fullBucket, isFull, take, type Bucket, type BucketRule } from './rate-limit.rules';

/** Whose budget a call draws on: a browser session, a partner's client, or a network address. */
export type CallerKind = 'session' | 'partner' | 'address';
export type RateRules = Readonly<Record<CallerKind, BucketRule>>;

const MAX_BUCKETS = 100_000;

/** Token buckets in memory: each gateway process counts for itself. */
@Injectable()
export class RateLimiter {
  private readonly buckets: Readonly<Record<CallerKind, Map<string, Bucket>>> = { session: new Map(), partner: new Map(), address: new Map() };

  constructor(private readonly rules: RateRules, private readonly clock: Clock) {}

  /** Counts one call. Throws TooManyCalls when the caller's bucket is empty. */
  count(kind: CallerKind, caller: string): void {
    const now = this.clock.now().getTime();
    const known = this.buckets[kind];
    let bucket = known.get(caller);
    if (bucket === undefined) {
      if (known.size >= MAX_BUCKETS) this.sweepOne(kind, now);
      bucket = fullBucket(this.rules[kind], now);
      known.set(caller, bucket);
    }
    const wait = take(bucket, this.rules[kind], now);
    if (wait > 0) throw new TooManyCalls(wait);
  }

  /** Forgets the callers whose buckets are full again. */
  sweep(): void {
    const now = this.clock.now().getTime();
    for (const kind of ['session', 'partner', 'address'] as const) this.sweepOne(kind, now);
  }

  /** A flood of addresses may not grow the memory: then everyone begins anew. */
  private sweepOne(kind: CallerKind, now: number): void {
    const known = this.buckets[kind];
    for (const [caller, bucket] of known) if (isFull(bucket, this.rules[kind], now)) known.delete(caller);
    if (known.size >= MAX_BUCKETS) known.clear();
  }
}
