import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import type { Clock } from '@doanket/kernel';
import { IdentityUnavailable } from './auth.errors';

export interface KeyStoreOptions {
  /** Where the keys are read; inside a network it may differ from the issuer. */
  readonly jwksUrl: string;
  /** Age at which the keys are read again; default one hour. */
  readonly refreshMs?: number;
  /** How long old keys may stand in while they cannot be read again; default 15 minutes, the longest life of a token. */
  readonly graceMs?: number;
  /** Least time between two reads for the sake of an unknown key; default 10 s. */
  readonly pauseMs?: number;
  /** Longest time of one read; default 2 s. */
  readonly timeoutMs?: number;
  /** Called after the set of keys changed: what was verified by a withdrawn key must not live on in a cache. */
  readonly onChange?: () => void;
}

const MAX_JWKS_BYTES = 262_144;
const MIN_RSA_BITS = 2048;

/**
 * The public keys of the identity server. One read at a time however many calls wait for it, with a time-out; a withdrawn
 * key is gone after the next refresh; keys are parsed once, not per token (engineering handbook 6.3).
 */
export class KeyStore {
  private keys: ReadonlyMap<string, KeyObject> = new Map();
  private readAt = Number.NEGATIVE_INFINITY;
  private triedAt = Number.NEGATIVE_INFINITY;
  private reading: Promise<void> | null = null;

  constructor(private readonly options: KeyStoreOptions, private readonly clock: Clock) {}

  /** The key with this id, null when there is none. Throws IdentityUnavailable when that cannot be known. */
  async keyFor(keyId: string): Promise<KeyObject | null> {
    const age = this.nowMs() - this.readAt;
    const refreshMs = this.options.refreshMs ?? 3_600_000;
    if (age > refreshMs + (this.options.graceMs ?? 900_000)) await this.read();
    else if (age > refreshMs && this.mayTry()) this.read().catch(() => undefined);
    const key = this.keys.get(keyId);
    if (key !== undefined) return key;
    if (this.reading === null && !this.mayTry()) return null;
    await this.read();
    return this.keys.get(keyId) ?? null;
  }

  /** The key as already read; for the second look inside the wrapped library. */
  known(keyId: string): KeyObject | null {
    return this.keys.get(keyId) ?? null;
  }

  /** Reads the keys now, sharing a read that is under way. Throws IdentityUnavailable. */
  read(): Promise<void> {
    this.reading ??= this.fetchKeys().finally(() => {
      this.reading = null;
    });
    return this.reading;
  }

  private async fetchKeys(): Promise<void> {
    this.triedAt = this.nowMs();
    try {
      const answer = await fetch(this.options.jwksUrl, { redirect: 'error', signal: AbortSignal.timeout(this.options.timeoutMs ?? 2_000) });
      const text = await answer.text();
      if (!answer.ok || text.length > MAX_JWKS_BYTES) throw new Error('No key set');
      this.replace(keysOf(JSON.parse(text)));
      this.readAt = this.nowMs();
    } catch {
      throw new IdentityUnavailable();
    }
  }

  private replace(next: ReadonlyMap<string, KeyObject>): void {
    if (next.size === 0) throw new Error('An empty key set');
    const same = next.size === this.keys.size && [...next].every(([id, key]) => this.keys.get(id)?.equals(key) === true);
    this.keys = next;
    if (!same) this.options.onChange?.();
  }

  private mayTry(): boolean {
    return this.nowMs() - this.triedAt >= (this.options.pauseMs ?? 10_000);
  }

  private nowMs(): number {
    return this.clock.now().getTime();
  }
}

/** RSA keys for RS256 signatures; all others are not for us. */
function keysOf(body: unknown): Map<string, KeyObject> {
  const list = (body as { keys?: unknown } | null)?.keys;
  if (!Array.isArray(list)) throw new Error('Not a key set');
  const keys = new Map<string, KeyObject>();
  for (const jwk of list as readonly Record<string, unknown>[]) {
    const fits = jwk['kty'] === 'RSA' && typeof jwk['kid'] === 'string' && (jwk['use'] ?? 'sig') === 'sig' && (jwk['alg'] ?? 'RS256') === 'RS256';
    if (!fits) continue;
    const key = createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' });
    if ((key.asymmetricKeyDetails?.modulusLength ?? 0) >= MIN_RSA_BITS) keys.set(jwk['kid'] as string, key);
  }
  return keys;
}
