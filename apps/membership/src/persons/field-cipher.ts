import { createCipheriv, createDecipheriv, createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import type { FieldPlace, FieldSealer } from './identifier.rules';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_ID_BYTES = 2;
/** Megabytes are opened by slices, into one piece of memory. */
const SLICE_BYTES = 65_536;
/** Nonces that are drawn at once, each used once: a draw from the system costs as much as a sealing. */
const NONCES_DRAWN = 512;
/** What sealing adds to the bytes of a value. */
export const SEAL_BYTES = KEY_ID_BYTES + NONCE_BYTES + TAG_BYTES;

/**
 * Encrypts single fields: AES-256-GCM, random nonce, bound to table, column and row, with the id of its data key in front.
 * Equal values are found by a blind index under a key that never reaches the database. Source: engineering handbook 7.5.
 */
export class FieldCipher implements FieldSealer {
  private readonly keys: ReadonlyMap<number, KeyObject>;
  private readonly blindIndexKey: KeyObject;
  private drawn = Buffer.alloc(0);
  private drawnAt = 0;
  /** The id of the data key that encrypts. */
  readonly newest: number;

  /** `keys`: data keys by id; all of them decrypt, `sealsWith` encrypts: the highest id unless said. */
  constructor(keys: ReadonlyMap<number, Buffer>, blindIndexKey: Buffer, sealsWith?: number) {
    if (keys.size === 0) throw new RangeError('No data key');
    this.keys = new Map([...keys].map(([id, key]) => [id, createSecretKey(key)]));
    this.blindIndexKey = createSecretKey(blindIndexKey);
    this.newest = sealsWith ?? Math.max(...keys.keys());
    this.key(this.newest);
  }

  seal(place: FieldPlace, value: string): Buffer {
    return this.sealBytes(place, Buffer.from(value, 'utf8'));
  }

  open(place: FieldPlace, sealed: Buffer): string {
    return this.openBytes(place, sealed).toString('utf8');
  }

  /** The same for bytes: parts of files that hold personal data. */
  sealBytes(place: FieldPlace, value: Uint8Array): Buffer {
    const nonce = this.nonce();
    const id = Buffer.alloc(KEY_ID_BYTES);
    id.writeUInt16BE(this.newest);
    const cipher = createCipheriv('aes-256-gcm', this.key(this.newest), nonce).setAAD(aad(place));
    const sealed = cipher.update(value);
    // GCM holds nothing back: the end brings the tag alone, and a part of megabytes is not copied for it.
    cipher.final();
    return Buffer.concat([id, nonce, cipher.getAuthTag(), sealed]);
  }

  /** Opens what `sealBytes` made. `into`: memory to be filled, where it is large enough; else the value has its own. Throws where the tag does not fit. */
  openBytes(place: FieldPlace, sealed: Buffer, into?: Buffer): Buffer {
    const nonce = sealed.subarray(KEY_ID_BYTES, KEY_ID_BYTES + NONCE_BYTES);
    const tag = sealed.subarray(KEY_ID_BYTES + NONCE_BYTES, SEAL_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', this.key(sealed.readUInt16BE(0)), nonce).setAAD(aad(place)).setAuthTag(tag);
    const size = sealed.length - SEAL_BYTES;
    if (size <= SLICE_BYTES) {
      const value = decipher.update(sealed.subarray(SEAL_BYTES));
      // GCM holds nothing back: the end only compares the tag.
      decipher.final();
      return value;
    }
    const value = into !== undefined && into.buffer.byteLength >= size ? Buffer.from(into.buffer, into.byteOffset, size) : Buffer.allocUnsafeSlow(size);
    for (let at = 0; at < size; at += SLICE_BYTES) decipher.update(sealed.subarray(SEAL_BYTES + at, SEAL_BYTES + Math.min(at + SLICE_BYTES, size))).copy(value, at);
    decipher.final();
    return value;
  }

  blindIndex(kind: string, identifier: string): Buffer {
    return createHmac('sha256', this.blindIndexKey).update(`${kind}:${identifier}`).digest();
  }

  private nonce(): Buffer {
    if (this.drawnAt === this.drawn.length) {
      this.drawn = randomBytes(NONCE_BYTES * NONCES_DRAWN);
      this.drawnAt = 0;
    }
    return this.drawn.subarray(this.drawnAt, (this.drawnAt += NONCE_BYTES));
  }

  private key(id: number): KeyObject {
    const key = this.keys.get(id);
    if (key === undefined) throw new RangeError(`Unknown data key ${id}`);
    return key;
  }
}

/** Data keys lie in the database, wrapped by the master key, which does not. */
export function wrapKey(masterKey: Buffer, id: number, dataKey: Buffer): Buffer {
  return new FieldCipher(new Map([[0, masterKey]]), masterKey).seal(keyPlace(id), dataKey.toString('base64'));
}

export function unwrapKey(masterKey: Buffer, id: number, wrapped: Buffer): Buffer {
  return Buffer.from(new FieldCipher(new Map([[0, masterKey]]), masterKey).open(keyPlace(id), wrapped), 'base64');
}

const keyPlace = (id: number): FieldPlace => ({ table: 'data_key', column: 'wrapped', rowId: String(id) });
const aad = ({ table, column, rowId }: FieldPlace): Buffer => Buffer.from(`${table}.${column}:${rowId}`);
