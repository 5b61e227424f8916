import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '@doanket/kernel';

/** The state of the chain at an instant, signed. */
export interface AuditRoot { readonly service: string; readonly n: string; readonly h: string; readonly at: string }
interface SignedRoot extends AuditRoot { readonly signature: string }

/** A signed root and the key to check it with: `publicKey` is SubjectPublicKeyInfo (DER), base64. */
export interface PublishedRoot extends SignedRoot { readonly publicKey: string }

/**
 * Roots of the chain outside of the database, one JSON line each, signed with Ed25519: whoever rewrites rows and seals
 * together is found by them. The key is made on first use, readable by the process alone.
 */
export class AuditRoots {
  private constructor(private readonly service: string, private readonly file: string, private readonly key: KeyObject, private readonly clock: Clock) {}

  /** `directory` should lie on another disk or machine than the database. */
  static open(directory: string, service: string, clock: Clock): AuditRoots {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const keyFile = join(directory, `${service}.key.pem`);
    if (!existsSync(keyFile)) {
      const { privateKey } = generateKeyPairSync('ed25519');
      writeFileSync(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
    }
    return new AuditRoots(service, join(directory, `${service}.roots.jsonl`), createPrivateKey(readFileSync(keyFile)), clock);
  }

  write(n: string, h: Buffer): PublishedRoot {
    const root: AuditRoot = { service: this.service, n, h: h.toString('hex'), at: this.clock.now().toISOString() };
    const signature = sign(null, Buffer.from(textOf(root)), this.key).toString('base64');
    appendFileSync(this.file, `${JSON.stringify({ ...root, signature })}\n`, { mode: 0o600 });
    return { ...root, signature, publicKey: createPublicKey(this.key).export({ type: 'spki', format: 'der' }).toString('base64') };
  }

  /** Every root written so far. Throws when a line does not carry our signature. */
  read(): AuditRoot[] {
    if (!existsSync(this.file)) return [];
    const publicKey = createPublicKey(this.key);
    return readFileSync(this.file, 'utf8').split('\n').filter((line) => line !== '').map((line, at) => {
      const { signature, ...root } = JSON.parse(line) as SignedRoot;
      if (!verify(null, Buffer.from(textOf(root)), publicKey, Buffer.from(signature, 'base64'))) throw new Error(`Line ${at + 1} of the roots is not signed by us`);
      return root;
    });
  }
}

/** True when the root carries the signature of its key. Whose key that is, the reader has to know from elsewhere. */
export function isSigned({ signature, publicKey, ...root }: PublishedRoot): boolean {
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), type: 'spki', format: 'der' });
  return verify(null, Buffer.from(textOf(root)), key, Buffer.from(signature, 'base64'));
}

const textOf = ({ service, n, h, at }: AuditRoot): string => JSON.stringify([service, n, h, at]);
