import type { RouteContract } from '@doanket/contracts';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Principal } from './principal';

/** Metadata key under which a bound method carries its route contract; `@Handle` of service sets it. */
export const ROUTE_METADATA = 'doanket:route';

/** The contract a method is bound to, or undefined. */
export function routeOf(handler: Function): RouteContract | undefined {
  return Reflect.getMetadata(ROUTE_METADATA, handler) as RouteContract | undefined;
}

/** A request that passed the guard. */
export interface GuardedRequest {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  principal?: Principal;
}

/** The principal of the call. On a PUBLIC route there is none, and asking for it is a mistake in the code. */
export const CurrentPrincipal = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const { principal } = context.switchToHttp().getRequest<GuardedRequest>();
  if (principal === undefined) throw new Error('A PUBLIC route has no principal');
  return principal;
});
