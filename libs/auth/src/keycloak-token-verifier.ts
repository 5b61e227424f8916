import { createHash, type KeyObject } from 'node:crypto';
import { type Clock, SystemClock } from '@doanket/kernel';
import { TokenRefused } from './auth.errors';
import { KeyStore } from './key-store';
import { checkClaims, type ClaimRules, MAX_TOKEN_BYTES, openToken } from './token-claims';
import { TokenVerifier, type VerifiedToken } from './token-verifier';

export interface KeycloakOptions extends ClaimRules {
  readonly jwksUrl: string;
  /** Longest time of one read of the keys, milliseconds; default 2,000. */
  readonly timeoutMs?: number;
  /** Age at which the keys are read again, milliseconds; default one hour. */
  readonly refreshMs?: number;
  /** Least time between two reads for the sake of an unknown key, milliseconds; default 10,000. */
  readonly pauseMs?: number;
}

interface GrantManager {
  rotation: { getJWK(keyId: string): Promise<KeyObject> };
  validateToken(token: object, expectedType: string): Promise<unknown>;
}

// Untyped parts of keycloak-connect. Its middleware is never loaded: it mounts unauthenticated routes (engineering handbook 6.3).
const Config = require('keycloak-connect/middleware/auth-utils/config') as new (options: object) => object; // eslint-disable-line @typescript-eslint/no-require-imports -- has no types
const Manager = require('keycloak-connect/middleware/auth-utils/grant-manager') as new (config: object) => GrantManager; // eslint-disable-line @typescript-eslint/no-require-imports -- has no types
const Token = require('keycloak-connect/middleware/auth-utils/token') as new (raw: string, clientId: string) => object; // eslint-disable-line @typescript-eslint/no-require-imports -- has no types

const CACHE_S = 30;
const CACHE_ENTRIES = 5_000;

/**
 * keycloak-connect's grant manager as a verifier and nothing else, with the checks it leaves out around it and our key
 * store in place of its own. Verified claims are kept for at most 30 s, by the token's SHA-256.
 * Time is the system's, whatever clock the business uses: tokens belong to the real world.
 */
export class KeycloakTokenVerifier extends TokenVerifier {
  private readonly manager: GrantManager;
  private readonly keys: KeyStore;
  private readonly cache = new Map<string, { readonly token: VerifiedToken; readonly until: number }>();

  constructor(private readonly options: KeycloakOptions, private readonly clock: Clock = new SystemClock()) {
    super();
    const { jwksUrl, timeoutMs, refreshMs, pauseMs } = options;
    this.keys = new KeyStore({
      jwksUrl, onChange: () => this.cache.clear(),
      ...(timeoutMs === undefined ? {} : { timeoutMs }), ...(refreshMs === undefined ? {} : { refreshMs }), ...(pauseMs === undefined ? {} : { pauseMs }),
    }, clock);
    this.manager = new Manager(new Config(managerOptions(options)));
    this.manager.rotation = { getJWK: (keyId) => this.knownKey(keyId) };
  }

  override preload(): Promise<void> {
    return this.keys.read();
  }

  override async verify(raw: string): Promise<VerifiedToken> {
    if (raw.length > MAX_TOKEN_BYTES) throw new TokenRefused('oversized');
    const digest = createHash('sha256').update(raw).digest('base64');
    const nowS = this.clock.now().getTime() / 1000;
    const known = this.cache.get(digest);
    if (known !== undefined && known.until > nowS) return known.token;
    const { header, claims } = openToken(raw);
    const token = checkClaims(claims, this.options, nowS);
    if ((await this.keys.keyFor(header.keyId)) === null) throw new TokenRefused('unknown-key');
    await this.manager.validateToken(new Token(raw, this.options.audience), 'Bearer').catch(() => {
      throw new TokenRefused('signature');
    });
    this.remember(digest, token, nowS);
    return token;
  }

  private remember(digest: string, token: VerifiedToken, nowS: number): void {
    if (this.cache.size >= CACHE_ENTRIES) {
      const [oldest] = this.cache.keys();
      if (oldest !== undefined) this.cache.delete(oldest);
    }
    this.cache.delete(digest);
    this.cache.set(digest, { token, until: Math.min(token.expiresAt, nowS + CACHE_S) });
  }

  private knownKey(keyId: string): Promise<KeyObject> {
    const key = this.keys.known(keyId);
    return key === null ? Promise.reject(new TokenRefused('unknown-key')) : Promise.resolve(key);
  }
}

/** The issuer is `<server>/realms/<realm>`: keycloak-connect puts it together again and compares it as a whole. */
function managerOptions({ issuer, audience }: KeycloakOptions): object {
  const match = /^(.+)\/realms\/([^/]+)$/.exec(issuer);
  if (match === null) throw new Error('The issuer must look like <server>/realms/<realm>');
  return {
    realm: match[2], 'auth-server-url': match[1], resource: audience, 'bearer-only': true,
    'verify-token-audience': true, 'min-time-between-jwks-requests': 10,
  };
}
