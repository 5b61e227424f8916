import {
  beginSignIn, chooseActingPost, completeSignIn, endSessionsByIdentityServer, getSession, type InputOf, type Me, SIGN_IN_PROBLEM_PARAMETER, type SignedOut, signOut,
} from '@doanket/contracts';
import { Handle, Input, Log } from '@doanket/service';
import { Controller, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GatewayProblemFilter } from '../platform/problem';
import { Callers } from '../proxy/caller';
import { LogoutTokenRefused } from './auth.errors';
import { BrowserSession } from './browser-session';
import { LogoutTokens } from './logout-token';
import { type Session, SessionsService } from './sessions.service';
import { SessionStore } from './session.store';
import { type Redirect, SignInFailed, SignInService } from './sign-in.service';

/** The browser's sign-in. */
@Controller()
@UseFilters(GatewayProblemFilter)
export class AuthController {
  constructor(
    private readonly callers: Callers,
    private readonly signIn: SignInService,
    private readonly sessions: SessionsService,
    private readonly store: SessionStore,
    private readonly logoutTokens: LogoutTokens,
    private readonly log: Log,
  ) {}

  @Handle(beginSignIn)
  async login(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Input() { query }: InputOf<typeof beginSignIn>): Promise<void> {
    this.callers.countAnonymous(request.ip);
    await redirect(reply, this.signIn.begin(query.returnTo));
  }

  @Handle(completeSignIn)
  async callback(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    this.callers.countAnonymous(request.ip);
    const query = request.raw.url?.slice(completeSignIn.path.length) ?? '';
    const given = { cookies: request.headers.cookie, previous: this.callers.sessionIdOf(request.raw) };
    await redirect(reply, this.signIn.complete(query, given));
  }

  @Handle(getSession)
  me(@BrowserSession() session: Session): Promise<Me> {
    return this.signIn.me(session);
  }

  @Handle(chooseActingPost)
  actAs(@BrowserSession() session: Session, @Input() { body }: InputOf<typeof chooseActingPost>): Promise<Me> {
    return this.signIn.actAs(session, body);
  }

  @Handle(signOut)
  async logout(@BrowserSession() session: Session, @Res({ passthrough: true }) reply: FastifyReply): Promise<SignedOut> {
    const { everywhere, cookies } = await this.signIn.signOut(session);
    reply.header('set-cookie', [...cookies]);
    return { everywhere };
  }

  /** Called by the identity server, with a signed token and without cookies. */
  @Handle(endSessionsByIdentityServer)
  async backchannelLogout(@Req() request: FastifyRequest, @Input() { body }: InputOf<typeof endSessionsByIdentityServer>): Promise<Record<string, never>> {
    this.callers.countAnonymous(request.ip);
    const claims = await this.logoutTokens.verify(body.logout_token);
    const ended = await this.store.removeNamed(claims);
    if (ended === null) throw new LogoutTokenRefused('REPLAYED');
    for (const idHash of ended) this.sessions.forget(idHash);
    this.log.info({ event: 'backchannel-logout', sessions: ended.length });
    return {};
  }
}

/** Sends the browser on; when the sign-in came to nothing, to the console, which says why. */
async function redirect(reply: FastifyReply, work: Promise<Redirect>): Promise<void> {
  const next = await work.catch((error: unknown) => {
    if (error instanceof SignInFailed) return { to: `/?${SIGN_IN_PROBLEM_PARAMETER}=${error.problem}`, cookies: error.cookies };
    if ((error as { kind?: unknown } | null)?.kind === 'unavailable') return { to: `/?${SIGN_IN_PROBLEM_PARAMETER}=UNAVAILABLE`, cookies: [] };
    throw error;
  });
  await reply.status(303).header('set-cookie', [...next.cookies]).header('location', next.to).send();
}
