import { randomUUID } from 'node:crypto';

/** Where and as whom to sign in. `postId`: the post to act as; without it the one the gateway chose, if any. */
export interface SignInOptions {
  readonly baseUrl: string;
  readonly username: string;
  readonly password: string;
  readonly postId?: string | undefined;
}

/** What `GET /auth/me` says, as far as a caller of the API needs it. */
export interface SignedInAs {
  readonly person: { readonly id: string | null; readonly fullName: string };
  readonly username: string;
  readonly roles: readonly string[];
  readonly posts: readonly {
    readonly postId: string; readonly post: string; readonly authority: string; readonly unitId: string; readonly unitCode: string; readonly unitName: string; readonly level: string;
  }[];
  readonly actingPostId: string | null;
  readonly csrfToken: string;
}

/** An answer, its body read: JSON where it says so, else text. */
export interface Answer<Body = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export interface CallOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Default: a new one for every POST. Repeat a call with its key to learn what became of it. */
  readonly idempotencyKey?: string;
  /** `If-Match` of a change, without quotes, e.g. a version. */
  readonly ifMatch?: string | number;
  /** Longest wait, milliseconds; default 60,000. */
  readonly timeoutMs?: number;
}

/** The call was refused; `problem` is the body as the API wrote it. */
export class CallRefused extends Error {
  constructor(readonly method: string, readonly path: string, readonly status: number, readonly problem: unknown) {
    super(`${method} ${path}: ${status} ${typeof problem === 'string' ? problem.slice(0, 500) : JSON.stringify(problem)}`);
    this.name = 'CallRefused';
  }
}

const MAX_REDIRECTS = 15;
/** How often a call that was refused for a moment (429, 502, 503, 504) is repeated. */
const REPEATS = 8;
const MAX_WAIT_SECONDS = 30;

/**
 * A browser's session at the gateway without a browser: signs in by following the redirects and filling in the identity
 * server's form, keeps the cookies, sends the CSRF token and an idempotency key with every change.
 * Safe for calls at the same time.
 */
export class GatewaySession {
  private constructor(private readonly baseUrl: string, private readonly jar: CookieJar, private signedIn: SignedInAs) {}

  /**
   * Signs in; throws with what the identity server showed when it refuses. Sign-ins of one account wait for each other:
   * brute-force detection refuses a second attempt while one is under way, with the words for a wrong password.
   */
  static signIn(options: SignInOptions): Promise<GatewaySession> {
    return inTurn(`${options.baseUrl} ${options.username}`, () => GatewaySession.signInOnce(options));
  }

  private static async signInOnce(options: SignInOptions): Promise<GatewaySession> {
    const baseUrl = options.baseUrl.replace(/\/+$/, '');
    const jar = new CookieJar();
    const form = await follow(jar, `${baseUrl}/auth/login?returnTo=%2F`, undefined, (url) => url.origin === new URL(baseUrl).origin && !url.pathname.startsWith('/auth/'));
    const action = loginAction(form.text);
    if (action === null) throw new Error(`No sign-in form at ${form.url.origin}${form.url.pathname} (${form.status})`);
    const filled = new URLSearchParams({ username: options.username, password: options.password, credentialId: '' });
    const back = await follow(jar, new URL(action, form.url).href, filled, (url) => url.origin === new URL(baseUrl).origin && !url.pathname.startsWith('/auth/'));
    if (back.url.origin !== new URL(baseUrl).origin) throw new Error(`Sign-in of ${options.username} refused: ${messageIn(back.text)} (${back.status})`);
    if (back.status >= 400) throw new Error(`Sign-in of ${options.username} failed: ${back.url.pathname} answers ${back.status} ${back.text.slice(0, 500)}`);
    const problem = back.url.searchParams.get('signInProblem');
    if (problem !== null) throw new Error(`Sign-in of ${options.username} failed: ${problem}`);
    const session = new GatewaySession(baseUrl, jar, await readMe(baseUrl, jar));
    if (options.postId !== undefined && session.me.actingPostId !== options.postId) await session.actAs(options.postId);
    return session;
  }

  /** Who is signed in, and as which post. */
  get me(): SignedInAs {
    return this.signedIn;
  }

  /** Value of the `cookie` header, for calls made by other means. */
  get cookie(): string {
    return this.jar.headerFor(new URL(this.baseUrl));
  }

  /** Asks again who is signed in: posts may have changed. */
  async refreshMe(): Promise<SignedInAs> {
    this.signedIn = await readMe(this.baseUrl, this.jar);
    return this.signedIn;
  }

  async actAs(postId: string): Promise<SignedInAs> {
    this.signedIn = await this.post<SignedInAs>('/auth/act-as', { postId });
    return this.signedIn;
  }

  async signOut(): Promise<void> {
    await this.post('/auth/logout');
  }

  /** Answers the body; throws CallRefused for every status from 400. */
  get<Body = unknown>(path: string, options: CallOptions = {}): Promise<Body> {
    return this.expect<Body>('GET', path, undefined, options);
  }

  post<Body = unknown>(path: string, body?: unknown, options: CallOptions = {}): Promise<Body> {
    return this.expect<Body>('POST', path, body, options);
  }

  put<Body = unknown>(path: string, body?: unknown, options: CallOptions = {}): Promise<Body> {
    return this.expect<Body>('PUT', path, body, options);
  }

  patch<Body = unknown>(path: string, body?: unknown, options: CallOptions = {}): Promise<Body> {
    return this.expect<Body>('PATCH', path, body, options);
  }

  delete<Body = unknown>(path: string, options: CallOptions = {}): Promise<Body> {
    return this.expect<Body>('DELETE', path, undefined, options);
  }

  /** Sends a file's bytes; answers the body. */
  upload<Body = unknown>(path: string, file: { bytes: Uint8Array; type: string; name: string }, options: CallOptions = {}): Promise<Body> {
    const headers = { ...options.headers, 'content-type': file.type, 'x-file-name': encodeURIComponent(file.name) };
    return this.expect<Body>('POST', path, file.bytes, { ...options, headers });
  }

  /** One call, whatever its outcome: nothing is repeated and no status throws. Throws only when no answer comes. */
  async call<Body = unknown>(method: string, path: string, body?: unknown, options: CallOptions = {}): Promise<Answer<Body>> {
    const url = new URL(path, this.baseUrl);
    const isChange = method !== 'GET' && method !== 'HEAD';
    const sent = bodyOf(body);
    const response = await fetch(url, {
      method, redirect: 'manual', signal: AbortSignal.timeout(options.timeoutMs ?? 60_000),
      headers: {
        accept: 'application/json', cookie: this.jar.headerFor(url), ...sent.headers,
        ...(isChange ? { origin: url.origin, 'x-csrf-token': this.signedIn.csrfToken } : {}),
        ...(this.signedIn.actingPostId !== null && url.pathname.startsWith('/api/') ? { 'x-acting-post': this.signedIn.actingPostId } : {}),
        ...(method === 'POST' ? { 'idempotency-key': options.idempotencyKey ?? randomUUID() } : {}),
        ...(options.ifMatch === undefined ? {} : { 'if-match': `"${options.ifMatch}"` }),
        ...options.headers,
      },
      ...(sent.body === undefined ? {} : { body: sent.body }),
    });
    this.jar.take(url, response);
    return { status: response.status, headers: response.headers, body: (await readBody(response)) as Body };
  }

  /** Repeats what was refused for a moment, with the same key, so that nothing happens twice. */
  private async expect<Body>(method: string, path: string, body: unknown, options: CallOptions): Promise<Body> {
    const withKey = method === 'POST' ? { ...options, idempotencyKey: options.idempotencyKey ?? randomUUID() } : options;
    for (let attempt = 0; ; attempt += 1) {
      const answer = await this.call<Body>(method, path, body, withKey);
      if (answer.status < 400) return answer.body;
      const mayPass = [429, 502, 503, 504].includes(answer.status) && attempt < REPEATS;
      if (!mayPass) throw new CallRefused(method, path, answer.status, answer.body);
      const seconds = Math.min(Number(answer.headers.get('retry-after') ?? 1) || 1, MAX_WAIT_SECONDS);
      await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
    }
  }
}

async function readMe(baseUrl: string, jar: CookieJar): Promise<SignedInAs> {
  const url = new URL('/auth/me', baseUrl);
  for (let attempt = 0; ; attempt += 1) {
    const response = await fetch(url, { headers: { cookie: jar.headerFor(url), accept: 'application/json' } });
    const body = await readBody(response);
    if (response.ok) return body as SignedInAs;
    if (![429, 502, 503, 504].includes(response.status) || attempt >= REPEATS) throw new CallRefused('GET', '/auth/me', response.status, body);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

/** Follows redirects with cookies until a page answers, or `until` says the way is at its end. */
async function follow(jar: CookieJar, start: string, form: URLSearchParams | undefined, until: (url: URL) => boolean): Promise<{ url: URL; status: number; text: string }> {
  let url = new URL(start);
  let sent = form;
  for (let step = 0; step < MAX_REDIRECTS; step += 1) {
    const response = await fetch(url, {
      method: sent === undefined ? 'GET' : 'POST', redirect: 'manual', headers: { cookie: jar.headerFor(url), accept: 'text/html' }, ...(sent === undefined ? {} : { body: sent }),
    });
    jar.take(url, response);
    const location = response.headers.get('location');
    if (location === null) return { url, status: response.status, text: await response.text() };
    await response.arrayBuffer();
    url = new URL(location, url);
    sent = undefined;
    if (until(url)) return { url, status: response.status, text: '' };
  }
  throw new Error(`More than ${MAX_REDIRECTS} redirects from ${start}`);
}

/** The address the sign-in form is sent to. */
function loginAction(html: string): string | null {
  const form = /<form[^>]*id="kc-form-login"[^>]*>/.exec(html)?.[0];
  const action = form === undefined ? null : /action="([^"]+)"/.exec(form)?.[1] ?? null;
  return action === null ? null : action.replaceAll('&amp;', '&');
}

const waiting = new Map<string, Promise<unknown>>();

/** Runs the work when earlier work of the same name has ended, well or not. */
function inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
  const mine = (waiting.get(name) ?? Promise.resolve()).then(work, work);
  waiting.set(name, mine);
  const done = () => {
    if (waiting.get(name) === mine) waiting.delete(name);
  };
  void mine.then(done, done);
  return mine;
}

/** What the identity server says on a page, in short: its message, else all the text there is. */
function messageIn(html: string): string {
  const shown = /<span[^>]*class="[^"]*kc-feedback-text[^"]*"[^>]*>([\s\S]*?)<\/span>/.exec(html)?.[1];
  return (shown ?? html.replace(/^[\s\S]*<body/, '<body').replace(/<(script|style)[\s\S]*?<\/\1>/g, ' ')).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ').trim().slice(0, 200);
}

function bodyOf(body: unknown): { headers: Record<string, string>; body: string | Uint8Array<ArrayBuffer> | undefined } {
  if (body === undefined) return { headers: {}, body: undefined };
  if (body instanceof Uint8Array) return { headers: {}, body: new Uint8Array(body) };
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

async function readBody(response: Response): Promise<unknown> {
  const type = response.headers.get('content-type') ?? '';
  if (/\bjson\b/.test(type)) {
    const text = await response.text();
    return text === '' ? null : JSON.parse(text);
  }
  if (type.startsWith('text/') || type === '') return response.text();
  return new Uint8Array(await response.arrayBuffer());
}

/** Cookies by host and path; enough for one product and its identity server. */
class CookieJar {
  private readonly cookies: { host: string; path: string; name: string; value: string }[] = [];

  take(url: URL, response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
      const name = pair.slice(0, pair.indexOf('='));
      const attribute = (wanted: string) => attributes.find((one) => one.toLowerCase().startsWith(`${wanted}=`))?.slice(wanted.length + 1);
      const path = attribute('path') ?? '/';
      const ended = attribute('max-age') === '0' || new Date(attribute('expires') ?? '9999').getTime() < Date.now();
      const known = this.cookies.findIndex((one) => one.host === url.host && one.path === path && one.name === name);
      if (known >= 0) this.cookies.splice(known, 1);
      if (!ended) this.cookies.push({ host: url.host, path, name, value: pair.slice(pair.indexOf('=') + 1) });
    }
  }

  headerFor(url: URL): string {
    return this.cookies.filter((one) => one.host === url.host && url.pathname.startsWith(one.path.replace(/\/$/, ''))).map((one) => `${one.name}=${one.value}`).join('; ');
  }
}
