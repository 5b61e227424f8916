import { createPublicKey, verify } from 'node:crypto';
import type { ExchangeView } from '@doanket/contracts';
import type { Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import type { Exchange } from './exchanges.store';

/** Checks signatures of files by the key the partner left with us. The transaction must be whole. */
@Injectable()
export class Signatures {
  async check(tx: Tx, entry: Exchange): Promise<ExchangeView['signatureState']> {
    if (entry.signature === null) return 'NONE';
    const rows: { key: string | null }[] = await tx.query('select signing_key as key from partner_integration where client_id = $1', [entry.sender]);
    const key = rows[0]?.key ?? null;
    if (key === null) return 'UNVERIFIED';
    return isSigned(Buffer.from(entry.sha256, 'hex'), key, Buffer.from(entry.signature, 'base64')) ? 'VALID' : 'INVALID';
  }
}

/** Ed25519, or RSA with SHA-256, over the bytes of the hash. `key`: PEM. */
export function isSigned(hash: Buffer, key: string, signature: Buffer): boolean {
  try {
    const publicKey = createPublicKey(key);
    return verify(publicKey.asymmetricKeyType === 'ed25519' ? null : 'sha256', hash, publicKey, signature);
  } catch {
    return false;
  }
}
