import { currentCall } from '@doanket/persistence';
import { TokenRefused } from '@doanket/auth';
import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Idempotency } from '../idempotency/idempotency';
import { Log } from '../platform/log';
import { traceIdOf } from './call';
import { contractOf } from './handle';
import { PROBLEM_TYPE, problemOf } from './problem';

/** The one place where failures become HTTP. What a retry already achieved is answered from its stored answer. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly base: string, private readonly idempotency: Idempotency | null, private readonly log: Log) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (reply.sent) return;
    try {
      const stored = await this.idempotency?.storedAnswer(request, error);
      if (stored !== undefined && stored !== null) {
        await reply.status(stored.status).header('idempotent-replayed', 'true').send(stored.answer);
        return;
      }
      this.send(error, request, reply);
    } catch (failure) {
      this.send(failure, request, reply);
    }
  }

  private send(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const traceId = traceIdOf(currentCall() ?? request.call ?? null);
    const problem = problemOf(error, { base: this.base, instance: request.url.split('?')[0] ?? '/', traceId });
    const about = { method: request.method, route: contractOf(request)?.path ?? null, traceId };
    if (problem.unforeseen) this.log.failure('request-failed', error, about);
    else if (error instanceof TokenRefused) this.log.info({ event: 'token-refused', fault: error.fault, ...about });
    void reply.status(problem.status).headers(problem.headers).header('content-type', PROBLEM_TYPE).send(JSON.stringify(problem.body));
  }
}
