import { IdentityUnavailable, TokenRefused, TokenVerifier } from '@doanket/auth';
import { Clock, newId } from '@doanket/kernel';
import { Log } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { NotSignedIn, SessionBusy } from './auth.errors';
import { GrantRefused, IdentityProvider, type IssuedTokens } from './identity-provider';
import { hashOf, newSessionId, SessionBox } from './session-box';
import { SessionStore, type StoredSession } from './session.store';

export interface SessionLimits {
  /** A session nobody uses ends after this, milliseconds. */
  readonly idleMs: number;
  /** A session ends after this however busy it is, milliseconds. */
  readonly lifeMs: number;
}

/** A session as a request uses it. */
export interface Session {
  readonly idHash: string;
  readonly subject: string;
  readonly actingPostId: string | null;
  readonly accessToken: string;
  /** Milliseconds since 1970. */
  readonly accessExpiresAt: number;
  readonly csrfToken: string;
  readonly fullName: string;
  readonly username: string;
  readonly roles: readonly string[];
  readonly createdAt: Date;
}

/** Tokens are renewed when fewer milliseconds are left. */
const RENEW_BELOW_MS = 30_000;
/** How long a session read from the table is used: what another gateway process ended or changed is seen after this. */
const FRESH_MS = 1_000;
/** `seen_at` is written at most this often. */
const TOUCH_EVERY_MS = 60_000;
const LEASE_MS = 15_000;
/** After the identity server failed to renew, it is asked again after this at the earliest while the old token still holds. */
const RETRY_RENEWAL_MS = 3_000;
const WAIT_FOR_OTHER_MS = 6_000;
const CACHE_SIZE = 50_000;

interface Cached { readonly session: Session; readonly readAt: number }

/** Sessions of browsers: begun, found by cookie, kept supplied with valid tokens, ended. */
@Injectable()
export class SessionsService {
  private readonly cache = new Map<string, Cached>();
  private readonly underWay = new Map<string, Promise<Session>>();
  private readonly retryAt = new Map<string, number>();

  constructor(
    private readonly store: SessionStore,
    private readonly provider: IdentityProvider,
    private readonly verifier: TokenVerifier,
    private readonly box: SessionBox,
    private readonly clock: Clock,
    private readonly limits: SessionLimits,
    private readonly log: Log,
  ) {}

  /** Begins a session with tokens just issued and verified. Answers the cookie's value. */
  async begin(tokens: IssuedTokens): Promise<{ sessionId: string; session: Session }> {
    const verified = await this.verifier.verify(tokens.accessToken);
    const sessionId = newSessionId();
    const username = tokens.username ?? verified.subject;
    await this.store.insert({
      idHash: hashOf(sessionId), subject: verified.subject, identitySession: tokens.identitySession ?? verified.sessionId, actingPostId: null,
      accessExpiresAt: new Date(verified.expiresAt * 1_000),
      secrets: {
        accessToken: tokens.accessToken, refreshToken: tokens.refreshToken,
        fullName: tokens.fullName ?? username, username,
      },
    });
    this.log.info({ event: 'session-begun', subject: verified.subject });
    return { sessionId, session: await this.get(sessionId) };
  }

  /** The session, when it was read a moment ago and its token has time left: no promise on the way of most requests. */
  peek(sessionId: string): Session | null {
    const cached = this.cache.get(hashOf(sessionId));
    if (cached === undefined) return null;
    const now = this.clock.now().getTime();
    return now - cached.readAt < FRESH_MS && cached.session.accessExpiresAt - now > RENEW_BELOW_MS ? cached.session : null;
  }

  /** True when this process has met the session before, so looking it up costs no stranger's budget. */
  isKnown(sessionId: string): boolean {
    return this.cache.has(hashOf(sessionId));
  }

  /** The session of a cookie, with a valid token. Throws NotSignedIn, or IdentityUnavailable when the token has ended and cannot be renewed. */
  get(sessionId: string): Promise<Session> {
    const idHash = hashOf(sessionId);
    const running = this.underWay.get(idHash);
    if (running !== undefined) return running;
    const work = this.read(idHash, this.box.csrfTokenOf(sessionId)).finally(() => this.underWay.delete(idHash));
    this.underWay.set(idHash, work);
    return work;
  }

  async actAs(session: Session, postId: string | null): Promise<void> {
    if (!(await this.store.actAs(session.idHash, postId))) throw new NotSignedIn('SESSION_ENDED');
    this.forget(session.idHash);
    this.log.info({ event: 'session-acts-as', subject: session.subject, postId });
  }

  /** Ends the session here and at the identity server; answers whether the latter was told. */
  async end(session: Session): Promise<boolean> {
    const stored = await this.store.find(session.idHash);
    await this.store.remove(session.idHash);
    this.forget(session.idHash);
    this.log.info({ event: 'session-ended', subject: session.subject, because: 'LOGOUT' });
    return stored?.refreshToken ? this.provider.end(stored.refreshToken) : false;
  }

  /** Removes the session that a new one of the same browser takes the place of. */
  async discard(sessionId: string): Promise<void> {
    const idHash = hashOf(sessionId);
    await this.store.remove(idHash);
    this.forget(idHash);
  }

  /** Forgets what is known of a session, after it was changed or ended. */
  forget(idHash: string): void {
    this.cache.delete(idHash);
    this.retryAt.delete(idHash);
  }

  /** Removes what nobody can use any more. */
  async purge(): Promise<void> {
    const now = this.clock.now().getTime();
    await this.store.purge({ seenAt: new Date(now - this.limits.idleMs), createdAt: new Date(now - this.limits.lifeMs) });
    for (const [idHash, cached] of this.cache) if (now - cached.readAt > this.limits.idleMs) this.forget(idHash);
  }

  private async read(idHash: string, csrfToken: string): Promise<Session> {
    const stored = await this.alive(idHash);
    const current = this.needsRenewal(stored) ? await this.renewed(stored) : stored;
    const session = toSession(current, { csrfToken, roles: await this.verifiedRoles(current) });
    if (this.cache.size >= CACHE_SIZE) this.cache.clear();
    this.cache.set(idHash, { session, readAt: this.clock.now().getTime() });
    return session;
  }

  private async alive(idHash: string): Promise<StoredSession> {
    const stored = await this.store.find(idHash);
    if (stored === null) {
      this.forget(idHash);
      throw new NotSignedIn('SESSION_ENDED');
    }
    const now = this.clock.now().getTime();
    if (now - stored.createdAt.getTime() >= this.limits.lifeMs) return this.ended(stored, 'SESSION_TOO_OLD');
    if (now - stored.seenAt.getTime() >= this.limits.idleMs) return this.ended(stored, 'SESSION_IDLE');
    if (now - stored.seenAt.getTime() >= TOUCH_EVERY_MS) await this.store.touch(idHash);
    return stored;
  }

  /** The gateway checks every token itself, also those of its own sessions: a withdrawn key ends them. */
  private async verifiedRoles(stored: StoredSession): Promise<readonly string[]> {
    try {
      const verified = await this.verifier.verify(stored.accessToken);
      if (verified.subject === stored.subject) return verified.realmRoles;
      this.log.error({ event: 'session-token-of-another', subject: stored.subject });
    } catch (error) {
      if (!(error instanceof TokenRefused)) throw error;
      this.log.warn({ event: 'session-token-refused', subject: stored.subject, because: error.fault });
    }
    throw new NotSignedIn('TOKEN_REFUSED');
  }

  private msLeft(stored: StoredSession): number {
    return stored.accessExpiresAt.getTime() - this.clock.now().getTime();
  }

  private needsRenewal(stored: StoredSession): boolean {
    const left = this.msLeft(stored);
    return left <= 0 || (left <= RENEW_BELOW_MS && (this.retryAt.get(stored.idHash) ?? 0) <= this.clock.now().getTime());
  }

  /** Renews the tokens under the lease. While the old token holds, a failure changes nothing. */
  private async renewed(stored: StoredSession): Promise<StoredSession> {
    const owner = newId();
    const lease = await this.store.lease(stored.idHash, owner, { accessExpiresAt: stored.accessExpiresAt, forMs: LEASE_MS });
    if (lease === null) return this.renewedByOther(stored);
    try {
      if (lease.session.refreshToken === null) throw new GrantRefused('no refresh token');
      return await this.keep(lease.session, owner, await this.provider.refresh(lease.session.refreshToken));
    } catch (error) {
      if (error instanceof GrantRefused) {
        return this.ended(stored, lease.takenOver ? 'REFRESH_INTERRUPTED' : 'REFRESH_REFUSED');
      }
      await this.store.release(stored.idHash, owner).catch(() => undefined);
      if (!(error instanceof IdentityUnavailable) || this.msLeft(stored) <= 0) throw error;
      this.retryAt.set(stored.idHash, this.clock.now().getTime() + RETRY_RENEWAL_MS);
      return stored;
    }
  }

  /** Keeps the tokens before anything is asked of them: the refresh token that brought them is used up. */
  private async keep(old: StoredSession, owner: string, tokens: IssuedTokens): Promise<StoredSession> {
    const accessExpiresAt = new Date(this.clock.now().getTime() + tokens.livesSeconds * 1_000);
    const secrets = {
      accessToken: tokens.accessToken, refreshToken: tokens.refreshToken ?? old.refreshToken,
      fullName: tokens.fullName ?? old.fullName, username: tokens.username ?? old.username,
    };
    if (!(await this.store.renew(old.idHash, owner, { secrets, accessExpiresAt }))) throw new NotSignedIn('SESSION_ENDED');
    this.retryAt.delete(old.idHash);
    return { ...old, ...secrets, accessExpiresAt, leaseUntil: null };
  }

  /** Another process holds the lease: go on with the old token, or, when it has ended, wait for the new one. */
  private async renewedByOther(stored: StoredSession): Promise<StoredSession> {
    const until = this.clock.now().getTime() + WAIT_FOR_OTHER_MS;
    for (let current = stored; ; current = await this.alive(stored.idHash)) {
      if (this.msLeft(current) > 0) return current;
      if (this.clock.now().getTime() > until) throw new SessionBusy();
      await sleep(100);
    }
  }

  private async ended(stored: StoredSession, reason: 'SESSION_IDLE' | 'SESSION_TOO_OLD' | 'REFRESH_REFUSED' | 'REFRESH_INTERRUPTED'): Promise<never> {
    await this.store.remove(stored.idHash);
    this.forget(stored.idHash);
    this.log.info({ event: 'session-ended', subject: stored.subject, because: reason });
    throw new NotSignedIn(reason);
  }
}

function toSession(stored: StoredSession, known: { csrfToken: string; roles: readonly string[] }): Session {
  const { idHash, subject, actingPostId, accessToken, fullName, username, createdAt } = stored;
  return { idHash, subject, actingPostId, accessToken, accessExpiresAt: stored.accessExpiresAt.getTime(), fullName, username, createdAt, ...known };
}
