import { IdentityUnavailable } from '@doanket/auth';
import { Clock } from '@doanket/kernel';
import { Injectable } from '@nestjs/common';
import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { LogoutTokenRefused } from './auth.errors';
import { IdentityProvider } from './identity-provider';

const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';
/** How old a logout token may be, seconds; the same again for clocks that are out of step. */
const MAX_AGE_SECONDS = 120;

/** What a logout token that holds every check names. */
export interface LogoutClaims {
  readonly jti: string;
  readonly issuedAt: Date;
  readonly identitySession: string | null;
  readonly subject: string | null;
}

/**
 * Checks back-channel logout tokens; openid-client has no such check.
 * Source: OpenID Connect Back-Channel Logout 1.0, section 2.6. That a `jti` works once is the session store's to see.
 */
@Injectable()
export class LogoutTokens {
  private keys: JWTVerifyGetKey | null = null;

  constructor(private readonly provider: IdentityProvider, private readonly clock: Clock, private readonly expected: { issuer: string; audience: string }) {}

  /** Throws LogoutTokenRefused for a token that does not hold, IdentityUnavailable when the keys cannot be read. */
  async verify(token: string): Promise<LogoutClaims> {
    this.keys ??= createRemoteJWKSet(await this.provider.keysAddress(), { timeoutDuration: 2_000, cooldownDuration: 10_000, cacheMaxAge: 3_600_000 });
    try {
      const { payload } = await jwtVerify(token, this.keys, {
        issuer: this.expected.issuer, audience: this.expected.audience, algorithms: ['RS256'], typ: 'logout+jwt',
        maxTokenAge: MAX_AGE_SECONDS, clockTolerance: 30, requiredClaims: ['iat', 'jti', 'events'], currentDate: this.clock.now(),
      });
      return logoutClaims(payload);
    } catch (error) {
      if (error instanceof LogoutTokenRefused) throw error;
      if (error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError)) throw new IdentityUnavailable();
      throw new LogoutTokenRefused(error.code);
    }
  }
}

/** The claims that make a signed token a logout token. */
export function logoutClaims(payload: JWTPayload): LogoutClaims {
  const { jti, iat, sub, sid, events } = payload;
  if (typeof jti !== 'string' || jti === '' || jti.length > 200 || typeof iat !== 'number') throw new LogoutTokenRefused('JTI');
  if ('nonce' in payload) throw new LogoutTokenRefused('NONCE');
  if (typeof events !== 'object' || events === null || !(LOGOUT_EVENT in events)) throw new LogoutTokenRefused('EVENTS');
  const identitySession = typeof sid === 'string' && sid !== '' ? sid : null;
  const subject = typeof sub === 'string' && sub !== '' ? sub : null;
  if (identitySession === null && subject === null) throw new LogoutTokenRefused('NOBODY_NAMED');
  return { jti, issuedAt: new Date(iat * 1_000), identitySession, subject };
}
