import type { AnswerOf, CallOf, HttpMethod, RouteContract } from '@doanket/contracts';
import { newId } from '@doanket/kernel';
import { bodyWithFile } from './decision-file';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SAMPLE_PDF } from './sample-files';
import type { ClaimOverrides, TestIdentity } from './test-identity';

/** Who calls: an account, and the post it acts as where it has one. */
export interface Caller {
  readonly subject: string;
  readonly personId: string | null;
  readonly postId: string | null;
  /** Claims that differ from a person's token. */
  readonly claims?: ClaimOverrides;
}

export interface TestAnswer<Body = unknown> {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>;
  readonly body: Body;
  /** The answer as it came. */
  readonly bytes: Buffer;
}

/** A refusal as the HTTP door writes it. */
export type ProblemBody = Readonly<Record<string, unknown>> & {
  readonly type: string;
  readonly status: number;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
};

/** A call on its way. Await it for status, headers and body, or say what is expected. */
export class TestCall<Body = unknown> implements PromiseLike<TestAnswer<Body>> {
  constructor(private readonly answer: Promise<TestAnswer<Body>>, private readonly name: string) {}

  then<A, B>(done?: ((answer: TestAnswer<Body>) => A | PromiseLike<A>) | null, failed?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<A | B> {
    return this.answer.then(done as (answer: TestAnswer<Body>) => A, failed as (reason: unknown) => B);
  }

  /** The body, when the status is this one. */
  async expect(status: number): Promise<Body> {
    const { status: actual, body } = await this.answer;
    if (actual !== status) throw new Error(`${this.name}: expected ${status}, got ${actual} ${JSON.stringify(body)}`);
    return body;
  }

  /** The problem document, when it is refused with this status and code; `about:blank` for refusals without a code. */
  async expectProblem(status: number, code: string): Promise<ProblemBody> {
    const { status: actual, body, headers } = await this.answer;
    const problem = body as ProblemBody;
    const fits = String(headers['content-type']).startsWith('application/problem+json') && actual === status && problem.status === status
      && (code === 'about:blank' ? problem.type === code : problem.type?.endsWith(`/problems/${code}`));
    if (!fits) throw new Error(`${this.name}: expected problem ${status} ${code}, got ${actual} ${JSON.stringify(body)}`);
    return problem;
  }
}

export interface CallOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Key of a POST; a new one for each call unless given. */
  readonly key?: string;
}

/** The HTTP API of the application under test, called in process. */
export class TestApi {
  constructor(
    private readonly app: NestFastifyApplication, private readonly identity: TestIdentity, private readonly prefix: string,
    private readonly caller: Caller | Promise<Caller> | null = null, private readonly beforeCall: () => Promise<void> = async () => undefined,
    private readonly decisionFiles = new Map<string, Promise<string | null>>(),
  ) {}

  /** The same API, called by somebody. */
  as(caller: Caller | Promise<Caller>): TestApi {
    return new TestApi(this.app, this.identity, this.prefix, caller, this.beforeCall, this.decisionFiles);
  }

  /**
   * Calls a route by its contract; the answer is typed by it. A decision gets a stored file unless the body names `fileId`
   * itself: `fileId: undefined` sends it without one.
   */
  call<R extends RouteContract>(route: R, parts: CallOf<R> = {}, options: CallOptions = {}): TestCall<AnswerOf<R>> {
    const params = (parts.params ?? {}) as Record<string, unknown>;
    const path = route.path.replace(/:([A-Za-z]+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
    const query = new URLSearchParams(Object.entries((parts.query ?? {}) as Record<string, unknown>).filter(([, value]) => value !== undefined).map(([name, value]): [string, string] => [name, String(value)]));
    const url = query.size === 0 ? path : `${path}?${query.toString()}`;
    const body = route.method === 'GET' ? undefined : bodyWithFile(route, parts.body, () => this.decisionFile());
    return new TestCall(Promise.resolve(body).then((given) => this.inject(route.method, url, given, options)), `${route.method} ${url}`) as TestCall<AnswerOf<R>>;
  }

  /** The scan a caller keeps for all decisions; null for somebody who may store none. */
  private async decisionFile(): Promise<string | null> {
    const caller = await this.caller;
    const key = `${caller?.subject} ${caller?.postId}`;
    const kept = this.decisionFiles.get(key) ?? this.upload('/files', SAMPLE_PDF, 'application/pdf', { headers: { 'x-file-name': 'quyet-dinh.pdf' } })
      .then(({ status, body }) => (status === 201 ? (body as { id: string }).id : null));
    this.decisionFiles.set(key, kept);
    return kept;
  }

  get(path: string, options: CallOptions = {}): TestCall<any> { // eslint-disable-line @typescript-eslint/no-explicit-any -- untyped calls are for refusals
    return this.send('GET', path, undefined, options);
  }

  post(path: string, body?: unknown, options: CallOptions = {}): TestCall<any> { // eslint-disable-line @typescript-eslint/no-explicit-any -- see get
    return this.send('POST', path, body, options);
  }

  put(path: string, body?: unknown, options: CallOptions = {}): TestCall<any> { // eslint-disable-line @typescript-eslint/no-explicit-any -- see get
    return this.send('PUT', path, body, options);
  }

  patch(path: string, body?: unknown, options: CallOptions = {}): TestCall<any> { // eslint-disable-line @typescript-eslint/no-explicit-any -- see get
    return this.send('PATCH', path, body, options);
  }

  delete(path: string, options: CallOptions = {}): TestCall<any> { // eslint-disable-line @typescript-eslint/no-explicit-any -- see get
    return this.send('DELETE', path, undefined, options);
  }

  /** Sends bytes, e.g. a file. */
  upload(path: string, bytes: Buffer, contentType: string, options: CallOptions = {}): TestCall<any> { // eslint-disable-line @typescript-eslint/no-explicit-any -- see get
    return this.send('POST', path, bytes, { ...options, headers: { 'content-type': contentType, ...options.headers } });
  }

  private send(method: HttpMethod, path: string, body: unknown, options: CallOptions): TestCall {
    return new TestCall(this.inject(method, path, body, options), `${method} ${path}`);
  }

  private async inject(method: HttpMethod, path: string, body: unknown, options: CallOptions): Promise<TestAnswer> {
    await this.beforeCall();
    const caller = await this.caller;
    const headers: Record<string, string> = {};
    if (caller !== null) headers['authorization'] = `Bearer ${this.identity.token(caller.subject, caller.claims)}`;
    if (caller !== null && caller.postId !== null) headers['x-acting-post'] = caller.postId;
    if (method === 'POST') headers['idempotency-key'] = options.key ?? newId();
    if (body !== undefined && !Buffer.isBuffer(body)) headers['content-type'] = 'application/json';
    const url = path.startsWith('/health') || path.startsWith('/metrics') ? path : `${this.prefix}${path}`;
    const payload = body === undefined || Buffer.isBuffer(body) || typeof body === 'string' ? body : JSON.stringify(body);
    const answer = await this.app.inject({
      method, url, headers: { ...headers, ...options.headers }, ...(payload === undefined ? {} : { payload }),
    });
    const isJson = /json/.test(String(answer.headers['content-type'] ?? ''));
    return { status: answer.statusCode, headers: answer.headers, bytes: answer.rawPayload, body: isJson && answer.body !== '' ? JSON.parse(answer.body) : answer.body };
  }
}
