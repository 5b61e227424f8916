import { z } from 'zod';
import { POSTS } from '../core/access';
import { Code, Level } from '../core/shapes';

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
  post: z.enum(POSTS),
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
