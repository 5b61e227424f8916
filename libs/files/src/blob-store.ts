import type { Readable } from 'node:stream';

/** Bytes that came in, not yet part of the store. Either kept or dropped, by whoever staged them. */
export interface StagedBlob {
  readonly sha256: string;
  readonly size: number;
  /** A local copy, readable until kept or dropped. */
  readonly path: string;
  /** Makes them part of the store; the same content twice is one blob. */
  keep(): Promise<void>;
  drop(): Promise<void>;
}

/** Where contents lie, named by their SHA-256. A port: a disk today, an object store later. */
export abstract class BlobStore {
  /** Reads `source` to its end. Throws FileTooLarge beyond `limit` bytes. */
  abstract stage(source: Readable, limit: number): Promise<StagedBlob>;

  /** Throws when there is no such blob: a record names it, so this is damage. */
  abstract open(sha256: string): Promise<Readable>;

  abstract remove(sha256: string): Promise<void>;
}
