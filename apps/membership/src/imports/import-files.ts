import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { IMPORT_MAX_BYTES, IMPORT_PART_BYTES } from '@doanket/contracts';
import { BlobStore } from '@doanket/files';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { SEAL_BYTES } from '../persons/field-cipher';
import { FieldKeys } from '../persons/field-keys';
import { ImportPartInvalid } from './import.errors';
import type { ReadPart } from './import-thread';

/** Where the parts of imported files lie: a store of their own, for they come and go. */
export abstract class ImportBlobs extends BlobStore {}

interface PartRow { readonly part: number; readonly sha256: string; readonly size: number; readonly plain: string }

/**
 * Files of imports: parts of fixed size, each sealed before it touches the disk, for they are full of identifiers. A part
 * sent again replaces the one before.
 */
@Injectable()
export class ImportFiles {
  constructor(private readonly blobs: ImportBlobs, private readonly keys: FieldKeys) {}

  /** Reads a part into memory (it is small) and seals it, outside of any transaction. Throws ImportPartInvalid. */
  async take(importId: string, part: number, source: AsyncIterable<Uint8Array>): Promise<{ sha256: string; size: number; plain: string }> {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of source) {
      size += chunk.length;
      if (size > IMPORT_PART_BYTES) throw new ImportPartInvalid(IMPORT_PART_BYTES);
      chunks.push(chunk);
    }
    if (size === 0) throw new ImportPartInvalid(IMPORT_PART_BYTES);
    const bytes = Buffer.concat(chunks, size);
    const sealed = this.keys.cipher.sealBytes({ table: 'import_part', column: 'file', rowId: `${importId}:${part}` }, bytes);
    const blob = await this.blobs.stage(Readable.from([sealed]), sealed.length);
    await blob.keep();
    return { sha256: blob.sha256, size, plain: createHash('sha256').update(bytes).digest('hex') };
  }

  async keep(tx: Tx, importId: string, part: number, taken: { sha256: string; size: number; plain: string }): Promise<void> {
    await this.forget(tx, importId, part);
    await tx.query('insert into import_part (import_id, part, sha256, size, plain_sha256) values ($1, $2, $3, $4, $5)', [importId, part, taken.sha256, taken.size, taken.plain]);
  }

  /** The file as a whole: parts in order, all but the last of full size. Throws ImportPartInvalid. */
  async whole(tx: Tx, importId: string): Promise<{ parts: number; size: number; sha256: string }> {
    const rows = await this.parts(tx, importId);
    const size = rows.reduce((sum, row) => sum + row.size, 0);
    const full = rows.every((row, at) => row.part === at && (at === rows.length - 1 || row.size === IMPORT_PART_BYTES));
    if (rows.length === 0 || !full || size > IMPORT_MAX_BYTES) throw new ImportPartInvalid(IMPORT_PART_BYTES);
    return { parts: rows.length, size, sha256: createHash('sha256').update(rows.map((row) => row.plain).join('')).digest('hex') };
  }

  /** Reads parts as they lie, sealed. Throws for a part that is not there, or not whole. */
  async reader(tx: Tx, importId: string): Promise<ReadPart> {
    const rows = await this.parts(tx, importId);
    return async (part, into) => {
      const row = rows[part];
      if (row === undefined) throw new RangeError(`The file has no part ${part}`);
      return inOnePiece(await this.blobs.open(row.sha256), row.size + SEAL_BYTES, into);
    };
  }

  /** Deletes the file of an import; the blobs are each sealed for one part, so nobody else has them. */
  async remove(tx: Tx, importId: string): Promise<void> {
    const rows = await this.parts(tx, importId);
    for (const { part } of rows) await this.forget(tx, importId, part);
  }

  private async forget(tx: Tx, importId: string, part: number): Promise<void> {
    const [rows] = (await tx.query('delete from import_part where import_id = $1 and part = $2 returning sha256', [importId, part])) as [{ sha256: string }[], number];
    for (const { sha256 } of rows) await this.blobs.remove(sha256);
  }

  private parts(tx: Tx, importId: string): Promise<PartRow[]> {
    return tx.query('select part, sha256, size, plain_sha256 as plain from import_part where import_id = $1 order by part', [importId]);
  }
}

/** All of a stream whose length is known, without holding its pieces too. */
async function inOnePiece(source: Readable, size: number, into: ArrayBuffer | null): Promise<Buffer> {
  const bytes = into !== null && into.byteLength >= size ? Buffer.from(into, 0, size) : Buffer.allocUnsafeSlow(size);
  let at = 0;
  for await (const chunk of source as AsyncIterable<Buffer>) at += chunk.copy(bytes, at);
  if (at !== size) throw new RangeError(`A part has ${at} bytes where ${size} were sealed`);
  return bytes;
}
