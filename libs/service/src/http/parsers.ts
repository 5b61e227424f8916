import { PayloadTooLargeException, UnsupportedMediaTypeException } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { HashedBytes } from '../idempotency/command';
import { contractOf } from './handle';
import { RequestInvalid } from './request.errors';

/** Deepest nesting of a JSON body. */
export const MAX_JSON_DEPTH = 20;

/** Bodies are JSON, or bytes where the contract says `raw-in`. Everything else is 415. */
export function registerParsers(instance: FastifyInstance, fileLimitBytes: number): void {
  const parseJson = instance.getDefaultJsonParser('error', 'error');
  instance.removeAllContentTypeParsers();
  instance.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    const text = body as string;
    if (takesBytes(request)) return done(new UnsupportedMediaTypeException());
    if (text === '') return done(null, undefined);
    if (depthOf(text) > MAX_JSON_DEPTH) return done(new RequestInvalid([{ pointer: '/body', detail: `Nested deeper than ${MAX_JSON_DEPTH}` }]));
    return parseJson(request, text, done);
  });
  instance.addContentTypeParser('*', (request, payload, done) => {
    if (!takesBytes(request)) return done(new UnsupportedMediaTypeException());
    if (Number(request.headers['content-length'] ?? 0) > fileLimitBytes) return done(new PayloadTooLargeException());
    return done(null, new HashedBytes(payload));
  });
}

/** How deep arrays and objects are nested, without parsing: brackets inside of strings do not count. */
export function depthOf(json: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < json.length; at += 1) {
    const character = json.charCodeAt(at);
    if (inString) {
      if (character === 0x5c) at += 1;
      else if (character === 0x22) inString = false;
    } else if (character === 0x22) inString = true;
    else if (character === 0x7b || character === 0x5b) deepest = Math.max(deepest, (depth += 1));
    else if (character === 0x7d || character === 0x5d) depth -= 1;
  }
  return deepest;
}

function takesBytes(request: FastifyRequest): boolean {
  return contractOf(request)?.bytes === 'raw-in';
}
