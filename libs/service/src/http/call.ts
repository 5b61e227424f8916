import { randomFillSync } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { newId } from '@doanket/kernel';
import type { CallContext } from '@doanket/persistence';

const TRACEPARENT = /^00-([0-9a-f]{32})-[0-9a-f]{16}-([0-9a-f]{2})$/;
const CORRELATION = /^[A-Za-z0-9_-]{1,100}$/;
const NOBODY = { subject: null, personId: null, postId: null, unitId: null, label: 'anonymous' } as const;

declare module 'fastify' {
  interface FastifyRequest {
    /** The call this request opened. */
    call?: CallContext;
  }
}

/** A new call: goes on with the caller's trace and correlation where they are well-formed, else starts its own. */
export function callOf(headers: IncomingHttpHeaders): CallContext {
  const sent = TRACEPARENT.exec(header(headers, 'traceparent'));
  const traceId = sent?.[1] !== undefined && !/^0+$/.test(sent[1]) ? sent[1] : randomHex(16);
  const correlation = header(headers, 'x-correlation-id');
  return {
    correlationId: CORRELATION.test(correlation) ? correlation : newId(),
    causationId: null,
    traceparent: `00-${traceId}-${randomHex(8)}-${sent?.[2] ?? '01'}`,
    actor: NOBODY,
    scope: { kind: 'none' },
  };
}

const random = Buffer.alloc(4_096);
let taken = random.length;

/** Random bytes in hexadecimal digits; drawn many at a time, since each call into the generator costs as much as parsing a request. */
function randomHex(bytes: number): string {
  if (taken + bytes > random.length) {
    randomFillSync(random);
    taken = 0;
  }
  const hex = random.toString('hex', taken, taken + bytes);
  taken += bytes;
  return hex;
}

/** The trace id inside `traceparent`. */
export function traceIdOf(call: CallContext | null): string | null {
  return call?.traceparent?.split('-')[1] ?? null;
}

function header(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
}
