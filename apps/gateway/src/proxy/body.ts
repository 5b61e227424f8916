import type { IncomingMessage } from 'node:http';
import { PassThrough, type Readable } from 'node:stream';
import { RefusedByDoor } from './proxy.errors';

const tooLarge = (limit: number) => new RefusedByDoor(413, `The body may have ${limit} bytes at most.`);

/** Whether a message has a body at all (RFC 9112, 6.3). */
export function hasBody(request: IncomingMessage): boolean {
  return request.headers['transfer-encoding'] !== undefined || (request.headers['content-length'] ?? '0') !== '0';
}

/** The declared length in bytes, or null. Throws RefusedByDoor (413) when it is beyond the limit. */
export function declaredLength(request: IncomingMessage, limit: number): number | null {
  const header = request.headers['content-length'];
  if (header === undefined) return null;
  const length = Number(header);
  if (length > limit) throw tooLarge(limit);
  return length;
}

/** The whole body. A service then meets no slow sender. Throws RefusedByDoor when it is too large or breaks off. */
export function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else reject(tooLarge(limit));
    });
    request.once('end', () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
    request.once('error', () => reject(new RefusedByDoor(400, 'The body broke off.')));
    request.once('close', () => reject(new RefusedByDoor(400, 'The body broke off.')));
  });
}

/** The body as it comes, for files. It fails with RefusedByDoor once it is larger than it may be. */
export function streamBody(request: IncomingMessage, limit: number): Readable {
  const out = new PassThrough();
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > limit) out.destroy(tooLarge(limit));
    else if (!out.write(chunk)) request.pause();
  });
  out.on('drain', () => request.resume());
  out.on('error', () => request.resume());
  request.once('end', () => out.end());
  request.once('close', () => {
    if (!request.complete) out.destroy(new RefusedByDoor(400, 'The body broke off.'));
  });
  return out;
}
