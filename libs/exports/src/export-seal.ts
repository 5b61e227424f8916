import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Where a sealed part belongs: it opens nowhere else. */
export interface SealedPlace { readonly table: string; readonly column: string; readonly rowId: string }
export interface SealedPart { readonly bytes: Buffer; readonly key: Buffer | null }

/** Files of exports hold whole lists, so none lies open in the store. */
export abstract class ExportSeal {
  abstract seal(place: SealedPlace, bytes: Buffer): SealedPart;
  /** Throws for what was sealed elsewhere or changed since. */
  abstract open(place: SealedPlace, part: SealedPart): Buffer;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A key per part, kept in its row: who has the store alone reads nothing, and what is left of a deleted file is noise. */
export class KeyPerPart extends ExportSeal {
  override seal(place: SealedPlace, bytes: Buffer): SealedPart {
    const key = randomBytes(32);
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(boundTo(place));
    return { key, bytes: Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]) };
  }

  override open(place: SealedPlace, { bytes, key }: SealedPart): Buffer {
    if (key === null) throw new Error('A part without its key');
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES)).setAAD(boundTo(place)).setAuthTag(bytes.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  }
}

const boundTo = ({ table, column, rowId }: SealedPlace): Buffer => Buffer.from([table, column, rowId].join('\n'));
