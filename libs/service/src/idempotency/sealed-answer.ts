import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Stored answers may hold personal data or a new secret, so the table keeps neither the key of the request nor a readable
 * answer: the answer is encrypted by the caller's own key, of which only a hash is stored. Who has the database alone has
 * nothing; who repeats the request has the key.
 */
export class AnswerSeal {
  /** What stands in the table for the key. */
  readonly keyHash: string;
  private readonly secret: Buffer;

  constructor(owner: string, route: string, key: string) {
    const place = `${owner}\n${route}`;
    this.keyHash = createHash('sha256').update(`${place}\n${key}`).digest('base64url');
    this.secret = Buffer.from(hkdfSync('sha256', key, place, 'doanket idempotency answer', 32));
  }

  seal(answer: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.secret, nonce);
    return Buffer.concat([nonce, cipher.update(answer, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64');
  }

  /** Throws for what was not sealed by this key. */
  open(sealed: string): string {
    const bytes = Buffer.from(sealed, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', this.secret, bytes.subarray(0, NONCE_BYTES));
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    return decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  }
}
