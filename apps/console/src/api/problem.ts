/** One field of a request that is wrong; `pointer` is a JSON pointer such as `/body/number`. */
export interface FieldProblem { readonly pointer: string; readonly detail: string }

interface ProblemParts {
  code: string; status: number; title?: string; detail?: string; facts?: Readonly<Record<string, unknown>>;
  errors?: readonly FieldProblem[]; correlationId?: string | null; retryAfterSeconds?: number | null;
}

/** Where trying the same thing again can help: the line, a pause, a part that is coming back. */
const WORTH_TRYING_AGAIN: readonly number[] = [0, 408, 425, 429, 502, 503, 504];
const MEMBERS = new Set(['type', 'title', 'status', 'detail', 'instance', 'errors', 'traceId', 'code']);

/** A refusal or failure of the API (RFC 9457), or of the line to it (`status` 0). */
export class Problem extends Error {
  /** `service/what-is-wrong`; `http/<status>` where the answer named none; `line/lost` without an answer. */
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly errors: readonly FieldProblem[];
  readonly correlationId: string | null;
  readonly retryAfterSeconds: number | null;

  constructor(parts: ProblemParts) {
    super(parts.title ?? parts.code);
    this.name = 'Problem';
    this.code = parts.code;
    this.status = parts.status;
    this.title = parts.title ?? '';
    this.detail = parts.detail ?? '';
    this.facts = parts.facts ?? {};
    this.errors = parts.errors ?? [];
    this.correlationId = parts.correlationId ?? null;
    this.retryAfterSeconds = parts.retryAfterSeconds ?? null;
  }

  /** True where sending the same again can succeed. */
  get worthTryingAgain(): boolean {
    return WORTH_TRYING_AGAIN.includes(this.status);
  }

  /** What is wrong with the field under this pointer, e.g. `/body/items/0/amountVnd`. */
  errorAt(pointer: string): FieldProblem | undefined {
    return this.errors.find((error) => error.pointer === pointer);
  }
}

/** Turns anything thrown by a call into a Problem. */
export function toProblem(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem({ code: 'console/unexpected', status: -1, detail: String(error) });
}

/** Reads a failed response; one that is no problem+json keeps its status alone. */
export async function problemOf(response: Response): Promise<Problem> {
  const body = await readJson(response);
  const retryAfter = Number(response.headers.get('retry-after') ?? NaN);
  const facts = Object.fromEntries(Object.entries(body).filter(([name]) => !MEMBERS.has(name)));
  return new Problem({
    code: codeOf(body['type'], response.status),
    status: response.status,
    title: textOf(body['title']),
    detail: textOf(body['detail']),
    facts,
    errors: fieldsOf(body['errors']),
    correlationId: textOf(body['traceId']) || response.headers.get('x-correlation-id'),
    retryAfterSeconds: Number.isFinite(retryAfter) ? retryAfter : null,
  });
}

async function readJson(response: Response): Promise<Record<string, unknown>> {
  try {
    const body: unknown = await response.json();
    return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** The code is the tail of `type`: `<base>/<service>/<what-is-wrong>`; `internal` and the like stand alone. */
function codeOf(type: unknown, status: number): string {
  if (typeof type !== 'string' || type === '' || type === 'about:blank') return `http/${status}`;
  const parts = type.replace(/[?].*$/, '').replace('#', '/').split('/').filter(Boolean);
  const tail = parts.at(-1) ?? '';
  return tail === 'internal' || parts.length < 2 ? tail : `${parts.at(-2)}/${tail}`;
}

function fieldsOf(errors: unknown): FieldProblem[] {
  if (!Array.isArray(errors)) return [];
  return errors.filter((error): error is FieldProblem => typeof (error as FieldProblem | null)?.pointer === 'string');
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
