import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Session } from './sessions.service';

declare module 'fastify' {
  interface FastifyRequest {
    /** The session of the browser that calls one of the gateway's own routes; null where the route needs none. */
    browserSession: Session | null;
  }
}

/** The session of the browser that calls. The door has checked it before it read the body. */
export const BrowserSession = createParamDecorator((_: unknown, context: ExecutionContext): Session => {
  const { browserSession } = context.switchToHttp().getRequest<FastifyRequest>();
  if (browserSession === null) throw new Error('@BrowserSession() on a route that needs no session');
  return browserSession;
});
