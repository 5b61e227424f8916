import { Readable } from 'node:stream';
import { MAX_FILE_BYTES, type FileView } from '@doanket/contracts';
import { Clock, newId } from '@doanket/kernel';
import { currentCall, type Tx } from '@doanket/persistence';
import type { BlobStore, StagedBlob } from './blob-store';
import { contentTypeOf, TAKEN_TYPES, type TakenType } from './content-type';
import { safeFileName } from './file-name';
import { FileNotFound } from './files.errors';

/** The record a file belongs to; who may read the record may read the file. */
export interface FileOwner {
  /** E.g. `decision`, `dossier`. */
  readonly type: string;
  readonly id: string;
  readonly unitId: string;
  /** The person the record came from, where that person reads it without a post. */
  readonly personId?: string | null;
  /** Readable below the unit too: plans, catalogues, rules. */
  readonly downward?: boolean;
}

/** A file that came in and was found good, before its row. */
export interface StagedFile { readonly name: string; readonly contentType: TakenType; readonly blob: StagedBlob }

interface FileRow { readonly id: string; readonly name: string; readonly contentType: string; readonly size: number; readonly sha256: string; readonly storedAt: Date }

const COLUMNS = 'f.id, f.name, f.content_type as "contentType", f.size, f.sha256, f.stored_at as "storedAt"';
/** A file that no record took within this time is deleted. */
const UNOWNED_DAYS = 7;

/** Evidence, decision files and PDFs. Rows lie in the service's schema, contents in the store. */
export class Files {
  constructor(private readonly blobs: BlobStore, private readonly clock: Clock) {}

  /**
   * Takes a stream in, outside of any transaction: size, kind and name are checked. Then `keep` it or `drop` its blob.
   * Throws FileTooLarge (20 MB), FileEmpty, FileTypeRefused.
   */
  async stage(source: Readable, name: string): Promise<StagedFile> {
    const blob = await this.blobs.stage(source, MAX_FILE_BYTES);
    try {
      const contentType = await contentTypeOf(blob.path, name);
      return { name: safeFileName(name, TAKEN_TYPES[contentType]), contentType, blob };
    } catch (error) {
      await blob.drop();
      throw error;
    }
  }

  /** Writes the row of a staged file. Until a record owns it, only its sender sees it. `subject`: the account of an administrator, who is no person; the transaction must be whole then. */
  async keep(tx: Tx, staged: StagedFile, subject: string | null = null): Promise<FileView> {
    // Shared with other uploads of the same content, exclusive with the cleaning: a blob is not removed while its row is coming.
    await tx.query('select pg_advisory_xact_lock_shared(hashtextextended($1, 0))', [staged.blob.sha256]);
    await staged.blob.keep();
    const row: FileRow = {
      id: newId(), name: staged.name, contentType: staged.contentType, size: staged.blob.size, sha256: staged.blob.sha256, storedAt: this.clock.now(),
    };
    await tx.query('insert into file (id, sha256, size, content_type, name, stored_by_person_id, stored_at, stored_by_subject) values ($1, $2, $3, $4, $5, $6, $7, $8)',
      [row.id, row.sha256, row.size, row.contentType, row.name, currentCall()?.actor.personId ?? null, row.storedAt, subject]);
    return toFileView(row);
  }

  /** A file that an administrator sent. The transaction must be whole. Throws FileNotFound for those of others. */
  async getOfAccount(tx: Tx, fileId: string, subject: string): Promise<FileView> {
    const rows: FileRow[] = await tx.query(`select ${COLUMNS} from file f where f.id = $1 and f.stored_by_subject = $2`, [fileId, subject]);
    if (rows[0] === undefined) throw new FileNotFound();
    return toFileView(rows[0]);
  }

  /** A file that a record of this type owns, whoever asks. The transaction must be whole. Throws FileNotFound. */
  async getOwnedAs(tx: Tx, fileId: string, ownerType: string): Promise<FileView> {
    const rows: FileRow[] = await tx.query(`select ${COLUMNS} from file f where f.id = $1 and exists (select from file_owner o where o.file_id = f.id and o.owner_type = $2)`, [fileId, ownerType]);
    if (rows[0] === undefined) throw new FileNotFound();
    return toFileView(rows[0]);
  }

  /** Stores bytes made here, e.g. a certificate, and gives them their owner. Throws like `stage`. */
  async store(tx: Tx, bytes: Buffer, name: string, owner?: FileOwner): Promise<FileView> {
    const view = await this.keep(tx, await this.stage(Readable.from([bytes]), name));
    return owner === undefined ? view : this.attach(tx, view.id, owner);
  }

  /** Makes the file part of a record; a second time changes nothing. Throws FileNotFound for what the caller does not see. */
  async attach(tx: Tx, fileId: string, owner: FileOwner): Promise<FileView> {
    const view = await this.get(tx, fileId);
    await tx.query(
      `insert into file_owner (file_id, owner_type, owner_id, unit_id, owner_person_id, downward) values ($1, $2, $3, $4, $5, $6)
       on conflict on constraint file_owner_pk do nothing`,
      [fileId, owner.type, owner.id, owner.unitId, owner.personId ?? null, owner.downward ?? false]);
    return view;
  }

  /** What is known of a file. Throws FileNotFound, also outside of the scope of its owners. */
  async get(tx: Tx, fileId: string): Promise<FileView> {
    const [view] = await this.list(tx, [fileId]);
    if (view === undefined) throw new FileNotFound();
    return view;
  }

  /** The files among these that the caller sees. */
  async list(tx: Tx, fileIds: readonly string[]): Promise<FileView[]> {
    const rows: FileRow[] = await tx.query(`select ${COLUMNS} from file f where f.id = any($1)`, [fileIds]);
    return rows.map(toFileView);
  }

  /** The content. Ask `get` first: this does not know who calls. */
  open(file: FileView): Promise<Readable> {
    return this.blobs.open(file.sha256);
  }

  /** Deletes files that no record took within a week; answers how many. The transaction must be whole. */
  async deleteUnowned(tx: Tx): Promise<number> {
    const before = new Date(this.clock.now().getTime() - UNOWNED_DAYS * 86_400_000);
    const [rows] = (await tx.query(
      'delete from file f where f.stored_at < $1 and not exists (select from file_owner o where o.file_id = f.id) returning f.sha256', [before])) as [{ sha256: string }[], number];
    for (const sha256 of new Set(rows.map((row) => row.sha256))) {
      await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [sha256]);
      const left: unknown[] = await tx.query('select 1 from file where sha256 = $1 limit 1', [sha256]);
      if (left.length === 0) await this.blobs.remove(sha256);
    }
    return rows.length;
  }
}

function toFileView(row: FileRow): FileView {
  return { id: row.id, name: row.name, contentType: row.contentType, size: row.size, sha256: row.sha256, storedAt: row.storedAt.toISOString() };
}
