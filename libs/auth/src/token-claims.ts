import { TokenRefused } from './auth.errors';
import type { VerifiedToken } from './token-verifier';

export interface ClaimRules {
  readonly issuer: string;
  readonly audience: string;
  /** Clients whose tokens are accepted (`azp`); `partner-*` stands for all that begin so. */
  readonly allowedClients: readonly string[];
}

/** Largest token, bytes. */
export const MAX_TOKEN_BYTES = 8_192;
/** How far `iat` and `nbf` may lie ahead of our clock, seconds. */
const MAX_AHEAD_S = 30;
/** Longest life of an access token, seconds. */
const MAX_LIFETIME_S = 900;
const COMPACT_JWS = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;

export interface TokenHeader { readonly keyId: string }
export type Claims = Readonly<Record<string, unknown>>;

/** Takes a compact JWS apart and checks its header: RS256, JWT, a key id, nothing critical. Throws TokenRefused. */
export function openToken(raw: string): { header: TokenHeader; claims: Claims } {
  if (raw.length > MAX_TOKEN_BYTES) throw new TokenRefused('oversized');
  if (!COMPACT_JWS.test(raw)) throw new TokenRefused('malformed');
  const [head = '', body = ''] = raw.split('.');
  const header = jsonObject(head);
  if (header['alg'] !== 'RS256') throw new TokenRefused('algorithm');
  if (header['typ'] !== 'JWT' || 'crit' in header) throw new TokenRefused('header-type');
  if (typeof header['kid'] !== 'string' || header['kid'] === '') throw new TokenRefused('unknown-key');
  return { header: { keyId: header['kid'] }, claims: jsonObject(body) };
}

/** What keycloak-connect leaves unchecked (engineering handbook 6.3), and what it checks, again. Throws TokenRefused. */
export function checkClaims(claims: Claims, rules: ClaimRules, nowS: number): VerifiedToken {
  const { exp, iat, nbf, sub, azp } = claims;
  if (!isSeconds(exp) || !isSeconds(iat) || !isText(sub) || !isText(azp)) throw new TokenRefused('claims');
  if (nbf !== undefined && !isSeconds(nbf)) throw new TokenRefused('claims');
  if (claims['typ'] !== 'Bearer') throw new TokenRefused('token-type');
  if (exp <= nowS) throw new TokenRefused('expired');
  if (iat > nowS + MAX_AHEAD_S || (nbf ?? 0) > nowS + MAX_AHEAD_S) throw new TokenRefused('not-yet-valid');
  if (exp - iat > MAX_LIFETIME_S || exp <= iat) throw new TokenRefused('lifetime');
  if (claims['iss'] !== rules.issuer) throw new TokenRefused('issuer');
  const audiences: readonly unknown[] = Array.isArray(claims['aud']) ? claims['aud'] : [claims['aud']];
  if (!audiences.includes(rules.audience)) throw new TokenRefused('audience');
  if (!rules.allowedClients.some((allowed) => fits(allowed, azp))) throw new TokenRefused('authorized-party');
  return {
    subject: sub, clientId: azp, expiresAt: exp, issuedAt: iat,
    realmRoles: texts((claims['realm_access'] as { roles?: unknown } | null | undefined)?.roles),
    scopes: typeof claims['scope'] === 'string' ? claims['scope'].split(' ').filter((scope) => scope !== '') : [],
    sessionId: isText(claims['sid']) ? claims['sid'] : null,
  };
}

function fits(allowed: string, client: string): boolean {
  return allowed.endsWith('*') ? client.startsWith(allowed.slice(0, -1)) : client === allowed;
}

function jsonObject(part: string): Claims {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Claims;
  } catch {
    // Falls through: whatever it was, it is no token.
  }
  throw new TokenRefused('malformed');
}

const isSeconds = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value > 0;
const isText = (value: unknown): value is string => typeof value === 'string' && value.length > 0 && value.length <= 255;
const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []);
