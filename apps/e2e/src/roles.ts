import { PERMISSIONS, type Access, type PermissionRule, type Post, type RouteContract } from '@doanket/contracts';
import { randomUUID } from 'node:crypto';
import { GatewaySession, type Answer } from '../../../tools/src/support/gateway-session';
import { account, demo } from './support';

/** Someone who knocks at the public door: a person with a post, the administrator, a partner system or nobody. */
export interface Caller {
  readonly name: string;
  readonly who: { readonly kind: 'POST'; readonly level: 'N' | 'C' | 'S' | 'G'; readonly post: Post } | { readonly kind: 'ADMIN' } | { readonly kind: 'PARTNER'; readonly scopes: readonly string[] } | { readonly kind: 'NOBODY' };
  call<Body = unknown>(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer<Body>>;
}

/** What the one list of permissions says of a call; `ALLOWED` says nothing of the record it names. */
export type Verdict = 'OPEN' | 'ALLOWED' | 'FORBIDDEN' | 'NOT_SIGNED_IN';

export async function person(username: string): Promise<Caller & { readonly session: GatewaySession }> {
  const { password, level, posts } = account(username);
  const session = await GatewaySession.signIn({ baseUrl: demo().baseUrl, username, password });
  const post = session.me.posts[0];
  if (post === undefined || post.level !== level || !posts.includes(post.authority)) throw new Error(`${username} does not hold ${posts.join(', ')} at level ${level}`);
  return { name: username, who: { kind: 'POST', level, post: post.authority as Post }, session, call: patient((method, path, body, headers) => session.call(method, path, body, headers === undefined ? {} : { headers })) };
}

export async function administrator(): Promise<Caller> {
  const { username, password } = demo().administrator;
  const session = await GatewaySession.signIn({ baseUrl: demo().baseUrl, username, password });
  return { name: 'the administrator', who: { kind: 'ADMIN' }, call: patient((method, path, body, headers) => session.call(method, path, body, headers === undefined ? {} : { headers })) };
}

/** The first partner system of the demo, by client credentials. */
export async function partner(): Promise<Caller> {
  const found = demo().partners[0];
  if (found === undefined) throw new Error('The demo has no partner');
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: found.clientId, client_secret: found.clientSecret });
  const response = await fetch(`${demo().issuer}/protocol/openid-connect/token`, { method: 'POST', body: form });
  const token = ((await response.json()) as { access_token?: string }).access_token;
  if (token === undefined) throw new Error(`No token for ${found.clientId}: ${response.status}`);
  return { name: 'a partner', who: { kind: 'PARTNER', scopes: found.scopes }, call: byHeader({ authorization: `Bearer ${token}` }) };
}

export function nobody(): Caller {
  return { name: 'nobody', who: { kind: 'NOBODY' }, call: byHeader({}) };
}

/** What the list of permissions says of that caller at that route. */
export function verdictOf(caller: Caller, route: RouteContract): Verdict {
  const { who } = caller;
  if (route.access === 'PUBLIC') return 'OPEN';
  if (who.kind === 'NOBODY') return 'NOT_SIGNED_IN';
  // The gateway's own routes belong to sessions of a browser, which a partner has none of.
  if (route.service === 'gateway') return who.kind === 'PARTNER' ? 'NOT_SIGNED_IN' : 'ALLOWED';
  return holds(who, route.access) ? 'ALLOWED' : 'FORBIDDEN';
}

function holds(who: Exclude<Caller['who'], { kind: 'NOBODY' }>, access: Exclude<Access, 'PUBLIC'>): boolean {
  if (access === 'SIGNED_IN') return true;
  const rule: PermissionRule = PERMISSIONS[access];
  switch (who.kind) {
    case 'PARTNER': return (rule.realmRoles ?? []).includes('partner') && who.scopes.includes(access);
    case 'ADMIN': return rule.everyone === true || (rule.realmRoles ?? []).includes('platform-admin');
    case 'POST': return rule.everyone === true || rule.holders.some(({ levels, posts }) => levels.includes(who.level) && posts.includes(who.post));
  }
}

/** The address of a route at the public door; parameters are well-formed and name nothing that exists. */
export function addressOf(route: RouteContract, parameters: Readonly<Record<string, string>> = {}): string {
  const invented: Readonly<Record<string, string>> = { id: randomUUID(), code: 'khong-co-ma-nay', clientId: 'khong-co-he-thong-nay', token: 'AAAABBBBCCCCDDDDEEEEFF', ...parameters };
  const path = route.path.replace(/:([A-Za-z]+)/g, (_, name: string) => encodeURIComponent(invented[name] ?? 'khong-co'));
  return route.service === 'gateway' ? path : `/api/${route.service}${path}`;
}

const REPEATS = 20;

/** A refusal for calling too often is waited out: the budget is not what is tried here. */
export function patient(call: (method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>) => Promise<Answer>): Caller['call'] {
  return async <Body>(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>) => {
    for (let attempt = 0; ; attempt += 1) {
      const answer = await call(method, path, body, headers);
      if (answer.status !== 429 || attempt >= REPEATS) return answer as Answer<Body>;
      await new Promise((resolve) => setTimeout(resolve, Math.max(1, Number(answer.headers.get('retry-after') ?? 1)) * 1_000));
    }
  };
}

/** Calls without a session. Redirects are answers, not ways to follow. */
function byHeader(own: Readonly<Record<string, string>>): Caller['call'] {
  return patient(async (method, path, body, headers) => {
    const response = await fetch(new URL(path, demo().baseUrl), {
      method, redirect: 'manual', signal: AbortSignal.timeout(60_000),
      headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}), ...own, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: isJson && text !== '' ? (JSON.parse(text) as unknown) : text };
  });
}

/** At most so many at the same time, in order. */
export async function inBatches<In, Out>(items: readonly In[], atOnce: number, work: (item: In) => Promise<Out>): Promise<Out[]> {
  const out: Out[] = new Array<Out>(items.length);
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) out[index] = await work(items[index] as In);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return out;
}

interface ProblemBody { readonly type?: unknown; readonly title?: unknown; readonly status?: unknown; readonly errors?: unknown }

/** What is wrong with a refusal as a problem document (RFC 9457); null when it is one, or no refusal. */
export function faultOfProblem({ status, headers, body }: Answer): string | null {
  if (status < 400) return null;
  if (!(headers.get('content-type') ?? '').startsWith('application/problem+json')) return `${status} is ${headers.get('content-type') ?? 'without type'}, no problem document`;
  const problem = body as ProblemBody;
  if (typeof problem.type !== 'string' || problem.type === '' || typeof problem.title !== 'string' || problem.title === '') return `${status} without type or title`;
  return problem.status === status ? null : `${status} says it is ${String(problem.status)}`;
}

/** The code of a problem, the end of its type, e.g. `auth/permission-missing`. */
export function codeOf({ body }: Answer): string {
  const { type } = (body ?? {}) as ProblemBody;
  return typeof type === 'string' ? type.split('/').slice(-2).join('/') : '';
}
