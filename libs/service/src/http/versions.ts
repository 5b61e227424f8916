import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ChangedMeanwhile, RequestInvalid } from './request.errors';

const TAG = /^(?:W\/)?"(\d{1,9})"$/;

/** The entity tag of a version. Answers with a whole `version` carry it as `ETag` by themselves. */
export function etagOf(version: number): string {
  return `"${version}"`;
}

/** The version the caller read, from `If-Match`. Missing or malformed: 400 with the pointer `/headers/if-match`. */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): number => {
  const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  const version = TAG.exec(header ?? '')?.[1];
  if (version === undefined) throw new RequestInvalid([{ pointer: '/headers/if-match', detail: 'A change needs the version that was read, e.g. "3"' }]);
  return Number(version);
});

/** Throws ChangedMeanwhile (412) unless the thing still has the version the caller read. Call it after locking the row. */
export function requireVersion(read: number, actual: number): void {
  if (read !== actual) throw new ChangedMeanwhile(actual);
}
