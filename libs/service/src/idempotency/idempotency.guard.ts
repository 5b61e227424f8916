import { type GuardedRequest, routeOf } from '@doanket/auth';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Idempotency } from './idempotency';

/** Second global guard: behind the one that knows who calls, before the handler. A POST without a key is refused. */
export class IdempotencyGuard implements CanActivate {
  constructor(private readonly idempotency: Idempotency) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest & GuardedRequest>();
    const contract = routeOf(context.getHandler());
    if (contract?.method === 'POST' && request.principal !== undefined) this.idempotency.begin(request, contract, request.principal);
    return true;
  }
}
