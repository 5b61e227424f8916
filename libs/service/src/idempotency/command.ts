import { createHash, type Hash } from 'node:crypto';
import { pipeline, type Readable, Transform } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { RouteContract } from '@doanket/contracts';
import type { AnswerSeal } from './sealed-answer';

/** A POST on its way: what was asked, and whether its row is in. */
export interface Command {
  /** The person's account or the partner's client. */
  readonly owner: string;
  readonly route: string;
  /** The caller's key: known by its hash, and what the answer is sealed with. */
  readonly seal: AnswerSeal;
  readonly contract: RouteContract;
  readonly request: RequestDigest;
  /** OPEN: no row yet. STAGED: written in a transaction that may still roll back. KEPT: committed. */
  state: 'OPEN' | 'STAGED' | 'KEPT';
  /** The answer as stored, null while none is. */
  stored: string | null;
}

/** The fingerprint of a request; for an uploaded file it is known once the bytes have passed. */
export interface RequestDigest {
  /** The hash, null while bytes are still to come. */
  now(): string | null;
  /** Reads what is left of the body, then answers the hash. */
  whenRead(): Promise<string>;
}

/** Digest of a request whose body is parsed. */
export function digestOf(parts: readonly unknown[]): RequestDigest {
  const value = hashOf(parts).digest('base64url');
  return { now: () => value, whenRead: () => Promise.resolve(value) };
}

/** Digest of a request whose body is a stream of bytes. */
export function digestOfBytes(parts: readonly unknown[], bytes: HashedBytes): RequestDigest {
  const finish = (content: string): string => hashOf([...parts, content]).digest('base64url');
  return {
    now: () => (bytes.content === null ? null : finish(bytes.content)),
    whenRead: async () => finish(await bytes.drained()),
  };
}

/** Passes bytes on and hashes them on the way. */
export class HashedBytes extends Transform {
  /** Hash of all bytes, null until the last one has passed. */
  content: string | null = null;
  private readonly hash = createHash('sha256');

  constructor(source: Readable) {
    super();
    // Errors of the sender end this stream; whoever reads it hears of them.
    pipeline(source, this, () => undefined);
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: (error: null, data: Buffer) => void): void {
    this.hash.update(chunk);
    done(null, chunk);
  }

  override _flush(done: () => void): void {
    this.content = this.hash.digest('base64url');
    done();
  }

  async drained(): Promise<string> {
    if (this.content === null) {
      this.resume();
      await finished(this);
    }
    if (this.content === null) throw new Error('The body ended early');
    return this.content;
  }
}

function hashOf(parts: readonly unknown[]): Hash {
  return createHash('sha256').update(JSON.stringify(parts));
}
