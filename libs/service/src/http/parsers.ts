import type { FieldError } from '@doanket/kernel';
import { PayloadTooLargeException, UnsupportedMediaTypeException } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { HashedBytes } from '../idempotency/command';
import { contractOf } from './handle';
import { step } from './pointer';
import { RequestInvalid } from './request.errors';

/** Deepest nesting of a JSON body. */
export const MAX_JSON_DEPTH = 20;

/** An escaped NUL in JSON text: no text of ours may hold one, and PostgreSQL refuses it. */
const HAS_NUL = /(?<!\\)(?:\\\\)*\\u0000/;

/** Bodies are JSON, or bytes where the contract says `raw-in`. Everything else is 415. */
export function registerParsers(instance: FastifyInstance, fileLimitBytes: number): void {
  const parseJson = instance.getDefaultJsonParser('error', 'error');
  instance.removeAllContentTypeParsers();
  instance.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    const text = body as string;
    if (takesBytes(request)) return done(new UnsupportedMediaTypeException());
    if (text === '') return done(null, undefined);
    if (depthOf(text) > MAX_JSON_DEPTH) return done(new RequestInvalid([{ pointer: '/body', detail: `Nested deeper than ${MAX_JSON_DEPTH}` }]));
    return parseJson(request, text, (error, value) => {
      const nuls = error === null && HAS_NUL.test(text) ? nulPointers(value, '/body') : [];
      return nuls.length > 0 ? done(new RequestInvalid(nuls)) : done(error, value);
    });
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

/** Where NUL characters are, in values and names. */
export function nulPointers(value: unknown, pointer: string): FieldError[] {
  if (typeof value === 'string') return value.includes('\0') ? [{ pointer, detail: 'NUL is not text' }] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => (name.includes('\0') ? [{ pointer, detail: 'NUL is not text' }] : nulPointers(inner, `${pointer}${step(name)}`)));
}

function takesBytes(request: FastifyRequest): boolean {
  return contractOf(request)?.bytes === 'raw-in';
}
