import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { BlobStore, type StagedBlob } from './blob-store';
import { FileTooLarge } from './files.errors';

const SHA256 = /^[0-9a-f]{64}$/;

/**
 * A content-addressed store in a directory: `ab/cd/abcd…`. Bytes are written beside it and moved in, so a blob is there
 * wholly or not at all; names of files never become paths.
 */
export class DiskBlobStore extends BlobStore {
  constructor(private readonly directory: string) {
    super();
  }

  override async stage(source: Readable, limit: number): Promise<StagedBlob> {
    const incoming = join(this.directory, 'incoming');
    await mkdir(incoming, { recursive: true, mode: 0o700 });
    const path = join(incoming, randomUUID());
    const hash = createHash('sha256');
    let size = 0;
    const measure = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        size += chunk.length;
        if (size > limit) return done(new FileTooLarge(limit));
        hash.update(chunk);
        return done(null, chunk);
      },
    });
    try {
      await pipeline(source, measure, createWriteStream(path, { mode: 0o600, flags: 'wx', flush: true }));
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
    const sha256 = hash.digest('hex');
    return { sha256, size, path, keep: () => this.keep(path, sha256), drop: () => rm(path, { force: true }) };
  }

  override async open(sha256: string): Promise<Readable> {
    // Opened first: a missing blob fails here and not in the middle of an answer.
    const handle: FileHandle = await open(this.pathOf(sha256), 'r');
    return handle.createReadStream();
  }

  override async remove(sha256: string): Promise<void> {
    await rm(this.pathOf(sha256), { force: true });
  }

  private async keep(path: string, sha256: string): Promise<void> {
    const target = this.pathOf(sha256);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await rename(path, target);
  }

  private pathOf(sha256: string): string {
    if (!SHA256.test(sha256)) throw new RangeError('Not a SHA-256 in hexadecimal');
    return join(this.directory, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  }
}
