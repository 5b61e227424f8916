import { z } from 'zod';
import { POSTS } from '../core/access';
import { defineRoute } from '../core/route';
import { Code, Level } from '../core/shapes';
import { Body } from '../membership/post.shapes';

/**
 * Addresses of the browser's sign-in at the gateway. They lie outside `/api`, because a browser is sent to them and no
 * service answers them.
 */
export const AUTH_PATHS = {
  login: '/auth/login',
  callback: '/auth/callback',
  me: '/auth/me',
  actAs: '/auth/act-as',
  logout: '/auth/logout',
  backchannelLogout: '/auth/backchannel-logout',
} as const;

/** Header that carries `csrfToken` of `GET /auth/me` on every change made with a session cookie. */
export const CSRF_HEADER = 'x-csrf-token';

/** Header with the post the caller acts as; from a browser it must be the one its session chose. */
export const ACTING_POST_HEADER = 'x-acting-post';

/** Query parameter of the console's start page when a sign-in came to nothing: `/?signInProblem=CANCELLED`. */
export const SIGN_IN_PROBLEM_PARAMETER = 'signInProblem';

/** Why a sign-in came to nothing: given up at the form, too slow or in another browser, or the identity server was out of reach. */
export const SIGN_IN_PROBLEMS = ['CANCELLED', 'EXPIRED', 'REFUSED', 'UNAVAILABLE'] as const;
export type SignInProblem = (typeof SIGN_IN_PROBLEMS)[number];

/**
 * Why a caller is not signed in; the fact `reason` of a 401 of the gateway. REFRESH_INTERRUPTED: the gateway was killed
 * while it renewed the tokens, which can be used once only.
 */
export const SIGNED_OUT_REASONS = ['NO_SESSION', 'SESSION_ENDED', 'SESSION_IDLE', 'SESSION_TOO_OLD', 'REFRESH_REFUSED', 'REFRESH_INTERRUPTED', 'TOKEN_REFUSED'] as const;
export type SignedOutReason = (typeof SIGNED_OUT_REASONS)[number];

/** A post the signed-in person holds today. */
export const MyPost = z.object({
  postId: z.uuid(),
  /** The post by its name. */
  post: z.enum(POSTS),
  /** The post whose rights it gives: an acting head has those of a head whatever the title. */
  authority: z.enum(POSTS),
  body: Body,
  unitId: z.uuid(),
  unitCode: Code,
  unitName: z.string(),
  level: Level,
  validFrom: z.iso.date(),
  validTo: z.iso.date().nullable(),
});
export type MyPost = z.infer<typeof MyPost>;

/** `GET /auth/me`: who is signed in, as which post they act, and what a change has to send back. */
export const Me = z.object({
  /** `id` is null for an administrator of the platform and for an account without a person. */
  person: z.object({ id: z.uuid().nullable(), fullName: z.string() }),
  username: z.string(),
  /** Coarse roles of the realm: `person`, `platform-admin`. */
  roles: z.array(z.string()),
  posts: z.array(MyPost),
  /** Null until one of several posts is chosen by `POST /auth/act-as`. */
  actingPostId: z.uuid().nullable(),
  csrfToken: z.string(),
  signedInAt: z.iso.datetime(),
  /** The session ends then, however busy it is. */
  endsAt: z.iso.datetime(),
});
export type Me = z.infer<typeof Me>;

/** `POST /auth/act-as`. */
export const ActAsBody = z.strictObject({ postId: z.uuid() });
export type ActAsBody = z.infer<typeof ActAsBody>;

/** `POST /auth/logout`: `everywhere` is false when the identity server could not be told; its own session ends by idleness. */
export const SignedOut = z.object({ everywhere: z.boolean() });
export type SignedOut = z.infer<typeof SignedOut>;

/** A redirect has no body. */
const nothing = z.null();

export const beginSignIn = defineRoute({
  service: 'gateway', name: 'beginSignIn', method: 'GET', path: AUTH_PATHS.login, access: 'PUBLIC', status: 303,
  query: z.strictObject({ returnTo: z.string().max(2_000).optional() }), answer: nothing,
  summary: 'Send the browser to sign in; afterwards it goes to returnTo, a path of our own',
});

export const completeSignIn = defineRoute({
  service: 'gateway', name: 'completeSignIn', method: 'GET', path: AUTH_PATHS.callback, access: 'PUBLIC', status: 303,
  query: z.looseObject({ state: z.string().max(200).optional() }), answer: nothing,
  summary: 'The identity server sends the browser back',
});

export const getSession = defineRoute({
  service: 'gateway', name: 'getSession', method: 'GET', path: AUTH_PATHS.me, access: 'SIGNED_IN', answer: Me,
  summary: 'Who is signed in, their posts, the post acted as and the CSRF token',
});

export const chooseActingPost = defineRoute({
  service: 'gateway', name: 'chooseActingPost', method: 'POST', path: AUTH_PATHS.actAs, access: 'SIGNED_IN', status: 200, body: ActAsBody, answer: Me,
  summary: 'Choose the post to act as',
});

export const signOut = defineRoute({
  service: 'gateway', name: 'signOut', method: 'POST', path: AUTH_PATHS.logout, access: 'SIGNED_IN', status: 200, answer: SignedOut,
  summary: 'End the session, here and at the identity server',
});

export const endSessionsByIdentityServer = defineRoute({
  service: 'gateway', name: 'endSessionsByIdentityServer', method: 'POST', path: AUTH_PATHS.backchannelLogout, access: 'PUBLIC', status: 200, form: true,
  body: z.strictObject({ logout_token: z.string().min(1).max(8_192) }), answer: z.object({}),
  summary: 'Back-channel logout of the identity server: a signed logout token as a form',
});
