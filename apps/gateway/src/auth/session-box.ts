import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals what the gateway keeps about a session: AES-256-GCM under a key derived from SESSION_KEY, bound to a purpose and
 * an owner, so that a box taken from one row opens in no other. Makes ids and CSRF tokens as well.
 */
export class SessionBox {
  private readonly boxKey: Buffer;
  private readonly csrfKey: Buffer;

  /** `key`: 32 bytes. */
  constructor(key: Buffer) {
    if (key.length !== 32) throw new RangeError('A session key has 32 bytes');
    this.boxKey = createHmac('sha256', key).update('doanket:session-box:1').digest();
    this.csrfKey = createHmac('sha256', key).update('doanket:csrf:1').digest();
  }

  seal(value: unknown, owner: string): Buffer {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.boxKey, iv).setAAD(Buffer.from(owner));
    const sealed = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
  }

  /** Null when the box was altered, belongs to another owner, or was sealed with another key. */
  open(box: Buffer, owner: string): unknown {
    if (box.length <= IV_BYTES + TAG_BYTES) return null;
    try {
      const decipher = createDecipheriv(ALGORITHM, this.boxKey, box.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
        .setAAD(Buffer.from(owner))
        .setAuthTag(box.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      return JSON.parse(decipher.update(box.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8'));
    } catch {
      return null;
    }
  }

  /** The CSRF token of a session: derived, so there is nothing to keep, and of no use for guessing the cookie. */
  csrfTokenOf(sessionId: string): string {
    return createHmac('sha256', this.csrfKey).update(sessionId).digest('base64url');
  }
}

/** A new session id: 32 random bytes. Only its hash is ever stored. */
export function newSessionId(): string {
  return randomBytes(32).toString('base64url');
}

/** What the table knows a session by, 64 hexadecimal digits. */
export function hashOf(sessionId: string): string {
  return createHash('sha256').update(sessionId).digest('hex');
}

/** Compares two secrets without telling by the time it takes where they differ. */
export function sameSecret(one: string, other: string): boolean {
  const a = Buffer.from(one);
  const b = Buffer.from(other);
  return a.length === b.length && timingSafeEqual(a, b);
}
