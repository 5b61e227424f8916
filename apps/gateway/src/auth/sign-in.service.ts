import { TokenRefused } from '@doanket/auth';
import { type ActAsBody, type Me, type SignInProblem } from '@doanket/contracts';
import { Log } from '@doanket/service';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { actingPostOf } from './acting-post.rules';
import { NotSignedIn, PostNotMine } from './auth.errors';
import { GrantRefused, IdentityProvider } from './identity-provider';
import { MyPostsReader, type MyPosts } from './my-posts';
import { clearCookie, cookieValue, sessionCookie, setCookie, signInCookie } from './session-cookie.rules';
import { SessionBox } from './session-box';
import { SessionsService, type Session } from './sessions.service';
import { safeReturnTo } from './return-to.rules';

/** The roles of the realm that mean something to us; the identity server has more of its own. */
const COARSE_ROLES = new Set(['person', 'partner', 'platform-admin']);

const Pending = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), returnTo: z.string() });

/** Where to send the browser, with cookies to set. */
export interface Redirect { readonly to: string; readonly cookies: readonly string[] }

/** The sign-in came to nothing; the browser goes to the console, which says why. */
export class SignInFailed extends Error {
  constructor(readonly problem: SignInProblem, readonly cookies: readonly string[]) {
    super(`Sign-in failed: ${problem}`);
    this.name = 'SignInFailed';
  }
}

/** Sign-in, the choice of a post, sign-out. */
@Injectable()
export class SignInService {
  constructor(
    private readonly provider: IdentityProvider,
    private readonly sessions: SessionsService,
    private readonly posts: MyPostsReader,
    private readonly box: SessionBox,
    private readonly place: { tls: boolean; lifeMs: number },
    private readonly log: Log,
  ) {}

  /** Sends the browser to the identity server; what has to be known when it comes back travels sealed in a cookie of ten minutes. */
  async begin(returnTo: unknown): Promise<Redirect> {
    const { address, pending } = await this.provider.begin();
    const cookie = signInCookie(this.place.tls, pending.state);
    const sealed = this.box.seal({ ...pending, returnTo: safeReturnTo(returnTo) }, cookie.name);
    return { to: address, cookies: [setCookie(cookie, sealed.toString('base64url'))] };
  }

  /** Takes the browser back. `query` is the callback's, with `?`. Throws SignInFailed. */
  async complete(query: string, given: { cookies: string | undefined; previous: string | null }): Promise<Redirect> {
    const state = new URLSearchParams(query).get('state') ?? '';
    const cookie = signInCookie(this.place.tls, state);
    const sealed = /^[A-Za-z0-9_-]{12,100}$/.test(state) ? cookieValue(given.cookies, cookie.name) : null;
    const pending = Pending.safeParse(sealed === null ? null : this.box.open(Buffer.from(sealed, 'base64url'), cookie.name));
    if (!pending.success || pending.data.state !== state) throw new SignInFailed('EXPIRED', []);
    const forget = clearCookie(cookie);
    const tokens = await this.provider.complete(query, pending.data).catch((error: unknown) => this.failed(error, forget));
    const { sessionId, session } = await this.sessions.begin(tokens).catch((error: unknown) => this.failed(error, forget));
    if (given.previous !== null) await this.sessions.discard(given.previous);
    await this.choosePost(session);
    return { to: pending.data.returnTo, cookies: [forget, setCookie(sessionCookie(this.place.tls), sessionId)] };
  }

  /** Who is signed in and which posts they hold today; a post that has ended is not acted as any more. */
  async me(session: Session): Promise<Me> {
    const mine = await this.posts.read(session.accessToken);
    const actingPostId = actingPostOf(mine.posts, session.actingPostId);
    if (actingPostId !== session.actingPostId) await this.sessions.actAs(session, actingPostId);
    return this.view(session, mine, actingPostId);
  }

  /** Throws PostNotMine. */
  async actAs(session: Session, body: ActAsBody): Promise<Me> {
    const mine = await this.posts.read(session.accessToken);
    if (!mine.posts.some((post) => post.postId === body.postId)) throw new PostNotMine(body.postId);
    if (body.postId !== session.actingPostId) await this.sessions.actAs(session, body.postId);
    return this.view(session, mine, body.postId);
  }

  /** Ends the session; answers whether the identity server was told, and the cookie to clear. */
  async signOut(session: Session): Promise<{ everywhere: boolean; cookies: readonly string[] }> {
    const everywhere = await this.sessions.end(session);
    return { everywhere, cookies: [clearCookie(sessionCookie(this.place.tls))] };
  }

  /** With membership out of reach the sign-in goes on without a post: the next look at `me` chooses. */
  private async choosePost(session: Session): Promise<void> {
    try {
      const { posts } = await this.posts.read(session.accessToken);
      const postId = actingPostOf(posts, null);
      if (postId !== null) await this.sessions.actAs(session, postId);
    } catch (error) {
      this.log.warn({ event: 'sign-in-without-post', because: nameOf(error) });
    }
  }

  private failed(error: unknown, forget: string): never {
    const problem = problemOf(error);
    this.log.info({ event: 'sign-in-failed', problem, because: error instanceof GrantRefused ? error.reason : nameOf(error) });
    throw new SignInFailed(problem, [forget]);
  }

  private view(session: Session, mine: MyPosts, actingPostId: string | null): Me {
    return {
      person: { id: mine.personId, fullName: mine.fullName ?? session.fullName },
      username: session.username,
      roles: session.roles.filter((role) => COARSE_ROLES.has(role)),
      posts: mine.posts,
      actingPostId,
      csrfToken: session.csrfToken,
      signedInAt: session.createdAt.toISOString(),
      endsAt: new Date(session.createdAt.getTime() + this.place.lifeMs).toISOString(),
    };
  }
}

function problemOf(error: unknown): SignInProblem {
  if (error instanceof TokenRefused || error instanceof NotSignedIn) return 'REFUSED';
  if (!(error instanceof GrantRefused)) return 'UNAVAILABLE';
  if (error.reason === 'access_denied') return 'CANCELLED';
  return error.reason === 'invalid_grant' || error.reason === 'login_required' ? 'EXPIRED' : 'REFUSED';
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : 'unknown');
