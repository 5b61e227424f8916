import type { AnswerOf, CallOf, RouteContract } from '@doanket/contracts';
import { ACTING_POST_HEADER, CSRF_HEADER } from './auth-addresses';
import { Problem, problemOf } from './problem';
import { liveSession } from './session';

export interface SendOptions {
  /** One key per attempt to write; the same key sent twice is one write. Needed for every POST. */
  readonly idempotencyKey?: string;
  /** The version the change was made on. */
  readonly ifMatch?: string;
  readonly signal?: AbortSignal;
}

/** An answer with the version of what it shows, where the route has one. */
export interface Answered<Data> { readonly data: Data; readonly etag: string | null }

/** Events of the session that a call may meet; the shell listens. */
export const sessionEvents = new EventTarget();
export type SessionEvent = 'signed-out' | 'post-changed';

/** Codes that say: what this page knows of the session (the post acted as, the token of a change) is not so any more. */
const SESSION_MOVED: readonly string[] = ['auth/post-not-chosen', 'auth/acting-post-changed', 'auth/post-not-mine', 'auth/csrf-refused'];

/** Calls a route of the contracts and answers its data. Throws Problem. */
export async function call<R extends RouteContract>(route: R, input: CallOf<R> = {}, options: SendOptions = {}): Promise<AnswerOf<R>> {
  return (await callFull(route, input, options)).data;
}

/** The same, with the version (`ETag`) of the answer. Throws Problem. */
export async function callFull<R extends RouteContract>(route: R, input: CallOf<R> = {}, options: SendOptions = {}): Promise<Answered<AnswerOf<R>>> {
  const response = await send(urlOf(route, input), {
    method: route.method,
    headers: headersOf(route, input.body, options),
    ...bodyOf(route, input.body),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  const data: unknown = route.bytes === 'raw-out' ? await response.blob() : response.status === 204 ? null : await response.json();
  return { data: data as AnswerOf<R>, etag: response.headers.get('etag') };
}

/** The address of a route with its parameters and query filled in. */
export function urlOf<R extends RouteContract>(route: R, input: CallOf<R> = {}): string {
  const params = (input.params ?? {}) as Record<string, unknown>;
  const path = route.path.replace(/:([A-Za-z]+)/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined || value === null) throw new TypeError(`Route ${route.service}.${route.name} needs :${name}`);
    return encodeURIComponent(String(value));
  });
  const base = path.startsWith('/api/') ? '' : `/api/${route.service}`;
  return `${base}${path}${queryText((input.query ?? {}) as Record<string, unknown>)}`;
}

/** Sends a request to the gateway, which knows us by its cookie. Throws Problem for anything but success. */
export async function send(url: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, { ...init, credentials: 'same-origin' });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Problem({ code: 'line/lost', status: 0, detail: String(error) });
  }
  if (response.ok) return response;
  const problem = await problemOf(response);
  if (problem.status === 401) announce('signed-out');
  if (SESSION_MOVED.includes(problem.code)) announce('post-changed');
  throw problem;
}

function announce(event: SessionEvent): void {
  sessionEvents.dispatchEvent(new Event(event));
}

function headersOf(route: RouteContract, body: unknown, options: SendOptions): Headers {
  const headers = new Headers({ accept: route.bytes === 'raw-out' ? '*/*' : 'application/json' });
  const { csrfToken, actingPostId } = liveSession();
  if (actingPostId !== null) headers.set(ACTING_POST_HEADER, actingPostId);
  if (route.method !== 'GET' && csrfToken !== null) headers.set(CSRF_HEADER, csrfToken);
  if (options.idempotencyKey !== undefined) headers.set('idempotency-key', options.idempotencyKey);
  if (options.ifMatch !== undefined) headers.set('if-match', options.ifMatch);
  if (route.bytes === 'raw-in' && body instanceof File) {
    headers.set('content-type', body.type === '' ? 'application/octet-stream' : body.type);
    headers.set('x-file-name', encodeURIComponent(body.name));
  } else if (route.method !== 'GET' && route.bytes !== 'raw-in') {
    headers.set('content-type', 'application/json');
  }
  return headers;
}

function bodyOf(route: RouteContract, body: unknown): { body?: BodyInit } {
  if (route.method === 'GET') return {};
  return { body: route.bytes === 'raw-in' ? (body as BodyInit) : JSON.stringify(body ?? {}) };
}

function queryText(query: Record<string, unknown>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === '') continue;
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one));
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}
