import { TokenRefused, TokenVerifier } from '@doanket/auth';
import { ACTING_POST_HEADER, CSRF_HEADER } from '@doanket/contracts';
import { Injectable } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { ActingPostChanged, CsrfRefused, NotSignedIn } from '../auth/auth.errors';
import { csrfRefusal } from '../auth/csrf.rules';
import { cookieValue, isSessionId, sessionCookie } from '../auth/session-cookie.rules';
import { sameSecret } from '../auth/session-box';
import { SessionsService, type Session } from '../auth/sessions.service';
import { RateLimiter } from './rate-limiter';

/** For whom a call is passed on: the token the service gets, and the post acted as. */
export interface Caller { readonly accessToken: string; readonly actingPostId: string | null }

/**
 * Finds out who calls. A session cookie decides; a bearer token beside it is dropped, and counts only where there is no
 * cookie. Tokens of the gateway's own client never count from outside: they are made for sessions, and one that comes in
 * by a header was stolen.
 */
@Injectable()
export class Callers {
  private readonly cookieName: string;

  constructor(
    private readonly sessions: SessionsService,
    private readonly verifier: TokenVerifier,
    private readonly limits: RateLimiter,
    private readonly own: { origin: string; tls: boolean; clientId: string },
  ) {
    this.cookieName = sessionCookie(own.tls).name;
  }

  /** Who calls, without waiting where the session or nobody is known at once. Counts the call. `address`: the caller's, for those without identity. */
  identify(request: IncomingMessage, address: string): Caller | Promise<Caller> {
    const sessionId = this.sessionIdOf(request);
    if (sessionId === null) return this.partner(request, address);
    const session = this.sessions.peek(sessionId);
    return session !== null ? this.fromSession(session, request) : this.load(sessionId, address).then((loaded) => this.fromSession(loaded, request));
  }

  /** The browser's session, checked for a change as `identify` does. Throws NotSignedIn. */
  async session(request: IncomingMessage, address: string): Promise<Session> {
    const sessionId = this.sessionIdOf(request);
    if (sessionId === null) {
      this.limits.count('address', address);
      throw new NotSignedIn('NO_SESSION');
    }
    const session = this.sessions.peek(sessionId) ?? (await this.load(sessionId, address));
    this.checked(session, request);
    return session;
  }

  /** Counts a call that needs no identity. */
  countAnonymous(address: string): void {
    this.limits.count('address', address);
  }

  sessionIdOf(request: IncomingMessage): string | null {
    const value = cookieValue(request.headers.cookie, this.cookieName);
    return value !== null && isSessionId(value) ? value : null;
  }

  /** Guessed cookies draw on the budget of their address before they reach the database. */
  private async load(sessionId: string, address: string): Promise<Session> {
    if (!this.sessions.isKnown(sessionId)) this.limits.count('address', address);
    return this.sessions.get(sessionId);
  }

  private fromSession(session: Session, request: IncomingMessage): Caller {
    this.checked(session, request);
    const claimed = request.headers[ACTING_POST_HEADER];
    if (claimed !== undefined && claimed !== session.actingPostId) throw new ActingPostChanged(session.actingPostId);
    return { accessToken: session.accessToken, actingPostId: session.actingPostId };
  }

  private checked(session: Session, request: IncomingMessage): void {
    this.limits.count('session', session.idHash);
    const token = request.headers[CSRF_HEADER];
    const because = csrfRefusal({
      method: request.method ?? '', origin: request.headers.origin, fetchSite: single(request.headers['sec-fetch-site']),
      tokenMatches: typeof token === 'string' && sameSecret(token, session.csrfToken),
    }, this.own.origin);
    if (because !== null) throw new CsrfRefused(because);
  }

  private async partner(request: IncomingMessage, address: string): Promise<Caller> {
    const header = request.headers.authorization;
    const token = /^Bearer +([A-Za-z0-9._~+/=-]+)$/i.exec(header ?? '')?.[1];
    if (token === undefined) {
      this.limits.count('address', address);
      throw new NotSignedIn(header === undefined ? 'NO_SESSION' : 'TOKEN_REFUSED');
    }
    try {
      const verified = await this.verifier.verify(token);
      if (verified.clientId === this.own.clientId) throw new TokenRefused('authorized-party');
      this.limits.count('partner', verified.clientId);
      return { accessToken: token, actingPostId: null };
    } catch (error) {
      if (!(error instanceof TokenRefused)) throw error;
      this.limits.count('address', address);
      throw new NotSignedIn('TOKEN_REFUSED');
    }
  }
}

const single = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);
