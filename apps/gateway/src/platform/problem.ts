import { STATUS_CODES } from 'node:http';
import { InjectConfig, Log, PROBLEM_TYPE, problemOf, typeOf, type Problem, type ProblemPlace } from '@doanket/service';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NotSignedIn } from '../auth/auth.errors';
import { AnswerCutOff, AnswerLate, RefusedByDoor, TooManyCalls } from '../proxy/proxy.errors';

/** Translates a failure at the public door: what the gateway alone knows, then what all services share. */
export function gatewayProblem(error: unknown, place: ProblemPlace): Problem {
  if (error instanceof NotSignedIn) return plain(401, error.message, place, { reason: error.reason });
  if (error instanceof TooManyCalls) return withRetry(plain(429, error.message, place), error.retryAfterSeconds);
  if (error instanceof RefusedByDoor) return plain(error.statusCode, error.message, place);
  if (error instanceof AnswerCutOff) return withRetry(named(502, error, place), 2);
  if (error instanceof AnswerLate) return withRetry(named(504, error, place), 2);
  const status = error instanceof HttpException ? 0 : statusOf(error);
  if (status >= 400 && status < 500) return plain(status, STATUS_CODES[status] ?? 'Refused', place);
  return problemOf(error, place);
}

/** The same for the gateway's own routes. */
@Catch()
@Injectable()
export class GatewayProblemFilter implements ExceptionFilter {
  constructor(@InjectConfig() private readonly config: { readonly PUBLIC_BASE_URL: string }, private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (reply.sent) return;
    const traceId = request.call?.traceparent?.split('-')[1] ?? null;
    const problem = gatewayProblem(error, { base: this.config.PUBLIC_BASE_URL, instance: request.url.split('?')[0] ?? '/', traceId });
    if (problem.unforeseen) this.log.failure('request-failed', error, { method: request.method, traceId });
    void reply.status(problem.status).headers(problem.headers).header('content-type', PROBLEM_TYPE).send(JSON.stringify(problem.body));
  }
}

function plain(status: number, detail: string, place: ProblemPlace, facts: Record<string, string> = {}): Problem {
  const body = { ...facts, type: 'about:blank', title: STATUS_CODES[status] ?? 'Refused', status, detail, ...rest(place) };
  return { status, headers: status === 401 ? { 'www-authenticate': 'Bearer' } : {}, body, unforeseen: false };
}

function named(status: number, error: AnswerCutOff | AnswerLate, place: ProblemPlace): Problem {
  const body = { service: error.service, type: typeOf(place.base, error.code), title: error.title, status, detail: error.message, ...rest(place) };
  return { status, headers: {}, body, unforeseen: false };
}

const rest = (place: ProblemPlace) => ({ instance: place.instance, ...(place.traceId === null ? {} : { traceId: place.traceId }) });

const withRetry = (problem: Problem, seconds: number): Problem => ({ ...problem, headers: { ...problem.headers, 'retry-after': String(seconds) } });

/** Failures of Fastify carry the status they mean: body too large, unknown media type, broken JSON. */
function statusOf(error: unknown): number {
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : 0;
}
