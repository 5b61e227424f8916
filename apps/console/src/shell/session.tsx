import type { Permission } from '@doanket/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useMemo, useRef, type ReactNode } from 'react';
import { AUTH_PATHS, CSRF_HEADER } from '../api/auth-addresses';
import { send, sessionEvents } from '../api/call';
import { clock } from '../api/clock';
import { dropOldDrafts, ownDrafts } from '../api/drafts';
import type { Problem } from '../api/problem';
import { actingPost, holds, liveSession, rememberSession, type Me, type MyPost } from '../api/session';
import { returnAddress, signInProblem, SignInProblemNote } from './sign-in-problem';

export interface Session {
  readonly me: Me;
  readonly post: MyPost | null;
  /** Whether the post acted as holds a permission; for showing and hiding only. */
  readonly may: (permission: Permission) => boolean;
  readonly actAs: (postId: string) => Promise<void>;
  readonly signOut: () => Promise<void>;
}

const SessionContext = createContext<Session | null>(null);
const CHANNEL = 'doanket.session';

/** The session of the signed-in person. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('useSession outside SessionProvider');
  return session;
}

/** Sends the browser to sign in and back to where it is; what was typed lies in the drafts. */
export function goToSignIn(): void {
  window.location.assign(`${AUTH_PATHS.login}?returnTo=${encodeURIComponent(returnAddress(window.location))}`);
}

/** A session that ended goes to sign in at once; an attempt that just failed says so and waits. */
function onSignedOut(): void {
  if (signInProblem(window.location.search) === null) goToSignIn();
}

async function loadMe(): Promise<Me> {
  const response = await send(AUTH_PATHS.me, { headers: { accept: 'application/json' } });
  const me = (await response.json()) as Me;
  rememberSession(me);
  ownDrafts(me.person.id ?? me.username);
  dropOldDrafts(clock.now().toISOString());
  return me;
}

async function post(path: string, body: unknown): Promise<void> {
  const headers = { 'content-type': 'application/json', accept: 'application/json', [CSRF_HEADER]: liveSession().csrfToken ?? '' };
  const response = await send(path, { method: 'POST', headers, body: JSON.stringify(body) });
  // An answer that nobody reads keeps its connection.
  await response.text();
}

/** Loads who is signed in; offers the session to what is inside once it is known. */
export function SessionProvider({ children, waiting, failed }: { children: ReactNode; waiting: ReactNode; failed: (problem: Problem) => ReactNode }) {
  const client = useQueryClient();
  const { data: me, error } = useQuery<Me, Problem>({ queryKey: ['auth', 'me'], queryFn: loadMe, staleTime: 60_000 });
  // The channel that listens is the one that speaks: a channel does not hear itself, another one in this tab would.
  const others = useRef<BroadcastChannel | null>(null);

  useEffect(() => {
    const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(CHANNEL);
    others.current = channel;
    const reload = (): void => { void client.resetQueries(); };
    sessionEvents.addEventListener('signed-out', onSignedOut);
    sessionEvents.addEventListener('post-changed', reload);
    if (channel !== null) channel.onmessage = reload;
    return () => {
      sessionEvents.removeEventListener('signed-out', onSignedOut);
      sessionEvents.removeEventListener('post-changed', reload);
      others.current = null;
      channel?.close();
    };
  }, [client]);

  const session = useMemo<Session | null>(() => me === undefined ? null : {
    me,
    post: actingPost(me),
    may: (permission) => holds(me, permission),
    actAs: async (postId) => {
      await post(AUTH_PATHS.actAs, { postId });
      await client.resetQueries();
      others.current?.postMessage('changed');
    },
    signOut: async () => {
      await post(AUTH_PATHS.logout, {});
      others.current?.postMessage('changed');
      client.clear();
      window.location.assign('/');
    },
  }, [me, client]);

  if (error !== null && me === undefined) {
    if (error.status !== 401) return failed(error);
    const problem = signInProblem(window.location.search);
    return problem === null ? waiting : <SignInProblemNote problem={problem} onSignIn={goToSignIn} />;
  }
  if (session === null) return waiting;
  return <SessionContext value={session}>{children}</SessionContext>;
}

/** A session that is given; for tests of what stands inside. */
export const SessionValue = SessionContext;
