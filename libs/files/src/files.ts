import type { Readable } from 'node:stream';
import { newId, type Clock } from '@doanket/kernel';
import { currentCall, type Tx } from '@doanket/persistence';
import type { ContentStore } from './content-store';
import { ACCEPTED_TYPES, contentTypeOf, safeFileName } from './content-type';
import { FileNotFound, FileOwnedElsewhere, FileTypeRefused } from './file.errors';

/** Largest file, bytes. */
export const FILE_LIMIT_BYTES = 20 * 1024 * 1024;

export interface StoredFile { readonly id: string; readonly name: string; readonly contentType: string; readonly size: number; readonly sha256: string; readonly storedAt: Date }

/** The record a file belongs to, and the unit under whose scope it is read. */
export interface FileOwner { readonly type: string; readonly id: string; readonly unitId: string }

interface Row { readonly id: string; readonly name: string; readonly content_type: string; readonly size: string; readonly sha256: string; readonly stored_at: Date; readonly owner_type: string | null; readonly owner_id: string | null }

/** Evidence, decision files and PDFs of one service: content in the store, facts in the table, reading under the owner's scope. */
export class Files {
  constructor(private readonly store: ContentStore, private readonly clock: Clock) {}

  /**
   * Stores a file for the caller. Content is written before the row, so a roll-back leaves content nobody refers to and never
   * a row without content. Throws FileTooLarge, FileEmpty, FileTypeRefused.
   */
  async put(tx: Tx, content: AsyncIterable<Buffer | Uint8Array | string>, name: string): Promise<StoredFile> {
    const stored = await this.store.put(content, FILE_LIMIT_BYTES);
    const safe = safeFileName(name);
    const contentType = await contentTypeOf(stored.head, safe);
    if (contentType === null) throw new FileTypeRefused(ACCEPTED_TYPES);
    const file = { id: newId(), name: safe, contentType, size: stored.size, sha256: stored.sha256, storedAt: this.clock.now() };
    await tx.query(
      `insert into file (id, name, content_type, size, sha256, stored_at, stored_by_person) values ($1, $2, $3, $4, $5, $6, $7)`,
      [file.id, file.name, file.contentType, file.size, file.sha256, file.storedAt, currentCall()?.actor.personId ?? null],
    );
    return file;
  }

  /** Gives a file to its record. Throws FileNotFound for one the caller may not read, FileOwnedElsewhere for one that has an owner. */
  async attach(tx: Tx, fileId: string, owner: FileOwner): Promise<StoredFile> {
    const row = await this.row(tx, fileId, true);
    if (row.owner_type !== null && (row.owner_type !== owner.type || row.owner_id !== owner.id)) throw new FileOwnedElsewhere();
    await tx.query(`update file set owner_type = $2, owner_id = $3, unit_id = $4 where id = $1`, [fileId, owner.type, owner.id, owner.unitId]);
    return fileOf(row);
  }

  /** Throws FileNotFound. */
  async get(tx: Tx, fileId: string): Promise<StoredFile> {
    return fileOf(await this.row(tx, fileId, false));
  }

  /** Opens the content of a file the caller may read. Throws FileNotFound. */
  async open(tx: Tx, fileId: string): Promise<{ file: StoredFile; content: Readable }> {
    const file = await this.get(tx, fileId);
    return { file, content: await this.store.open(file.sha256) };
  }

  private async row(tx: Tx, fileId: string, lock: boolean): Promise<Row> {
    const [row] = (await tx.query(`select id, name, content_type, size, sha256, stored_at, owner_type, owner_id from file where id = $1${lock ? ' for update' : ''}`, [fileId])) as Row[];
    if (row === undefined) throw new FileNotFound();
    return row;
  }
}

function fileOf(row: Row): StoredFile {
  return { id: row.id, name: row.name, contentType: row.content_type, size: Number(row.size), sha256: row.sha256, storedAt: row.stored_at };
}
