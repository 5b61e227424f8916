import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { FileEmpty, FileTooLarge } from './file.errors';

/** What a store answers about new content. `head` holds its first bytes, for telling the type. */
export interface StoredContent { readonly sha256: string; readonly size: number; readonly head: Buffer }

/** Where content lies, addressed by its SHA-256. The disk today; an object store fits the same port. */
export abstract class ContentStore {
  /** Takes a stream of up to `limitBytes`. The same content is kept once. Throws FileTooLarge, FileEmpty. */
  abstract put(content: AsyncIterable<Buffer | Uint8Array | string>, limitBytes: number): Promise<StoredContent>;
  abstract open(sha256: string): Promise<Readable>;
}

/** First bytes kept for telling the type; office documents show theirs within the first kilobytes. */
const HEAD_BYTES = 8_192;

/** Content on disk: `<dir>/ab/cd/<sha256>`, written aside, synced and renamed, so a crash leaves no half file under a hash. */
export class DiskContentStore extends ContentStore {
  constructor(private readonly directory: string) {
    super();
  }

  override async put(content: AsyncIterable<Buffer | Uint8Array | string>, limitBytes: number): Promise<StoredContent> {
    const incoming = join(this.directory, 'incoming');
    await mkdir(incoming, { recursive: true });
    const aside = join(incoming, randomUUID());
    const hash = createHash('sha256');
    const head: Buffer[] = [];
    let headSize = 0;
    let size = 0;
    const file = await open(aside, 'wx', 0o640);
    try {
      for await (const part of content) {
        const bytes = Buffer.from(part as Buffer);
        size += bytes.length;
        if (size > limitBytes) throw new FileTooLarge(limitBytes);
        if (headSize < HEAD_BYTES) {
          head.push(bytes.subarray(0, HEAD_BYTES - headSize));
          headSize += bytes.length;
        }
        hash.update(bytes);
        await file.write(bytes);
      }
      if (size === 0) throw new FileEmpty();
      await file.sync();
      await file.close();
      const sha256 = hash.digest('hex');
      const path = this.pathOf(sha256);
      await mkdir(join(path, '..'), { recursive: true });
      await rename(aside, path);
      return { sha256, size, head: Buffer.concat(head) };
    } catch (error) {
      await file.close().catch(() => undefined);
      await rm(aside, { force: true });
      throw error;
    }
  }

  override async open(sha256: string): Promise<Readable> {
    const path = this.pathOf(sha256);
    await stat(path);
    return createReadStream(path);
  }

  private pathOf(sha256: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError('Not a SHA-256');
    return join(this.directory, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  }
}
