import { createHash } from 'node:crypto';
import { EXCHANGE_MAX_PARTS, EXCHANGE_PART_BYTES } from '@doanket/contracts';
import { Transactions, type Tx } from '@doanket/persistence';
import { Injectable } from '@nestjs/common';
import { FieldKeys } from '../persons/field-keys';
import { ExchangePartInvalid } from './exchange.errors';

/** Bytes of exchanged files, sealed: they are full of identifiers. They go when the exchange has come to its end. */
@Injectable()
export class ExchangeParts {
  constructor(private readonly keys: FieldKeys, private readonly transactions: Transactions) {}

  /** Reads one part into memory; it is small. Throws ExchangePartInvalid. */
  async gather(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of source) {
      size += chunk.length;
      if (size > EXCHANGE_PART_BYTES) throw new ExchangePartInvalid(EXCHANGE_PART_BYTES);
      chunks.push(chunk);
    }
    if (size === 0) throw new ExchangePartInvalid(EXCHANGE_PART_BYTES);
    return Buffer.concat(chunks, size);
  }

  /** The transaction must be whole, here and below. */
  async keep(tx: Tx, exchangeId: string, part: number, bytes: Buffer): Promise<void> {
    const sealed = this.keys.cipher.seal(placeOf(exchangeId, part), bytes.toString('base64'));
    await tx.query(
      `insert into exchange_part (exchange_id, part, size, sealed) values ($1, $2, $3, $4)
       on conflict on constraint exchange_part_pk do update set size = excluded.size, sealed = excluded.sealed`, [exchangeId, part, bytes.length, sealed]);
  }

  /** The file as a whole; throws ExchangePartInvalid for a part that is missing. */
  async whole(exchangeId: string): Promise<{ size: number; sha256: string }> {
    const hash = createHash('sha256');
    let size = 0;
    for await (const part of this.read(exchangeId)) {
      hash.update(part);
      size += part.length;
    }
    if (size === 0) throw new ExchangePartInvalid(EXCHANGE_PART_BYTES);
    return { size, sha256: hash.digest('hex') };
  }

  /** The bytes, part by part; one of them in memory at a time. */
  async *read(exchangeId: string): AsyncGenerator<Buffer> {
    for (let part = 0; part < EXCHANGE_MAX_PARTS; part += 1) {
      const rows: { sealed: Buffer }[] = await this.transactions.readWhole((tx) => tx.query('select sealed from exchange_part where exchange_id = $1 and part = $2', [exchangeId, part]));
      const sealed = rows[0]?.sealed;
      if (sealed === undefined) {
        await this.requireNoneBehind(exchangeId, part);
        return;
      }
      yield Buffer.from(this.keys.cipher.open(placeOf(exchangeId, part), sealed), 'base64');
    }
  }

  async forget(tx: Tx, exchangeId: string): Promise<void> {
    await tx.query('delete from exchange_part where exchange_id = $1', [exchangeId]);
  }

  private async requireNoneBehind(exchangeId: string, part: number): Promise<void> {
    const behind: unknown[] = await this.transactions.readWhole((tx) => tx.query('select 1 from exchange_part where exchange_id = $1 and part > $2 limit 1', [exchangeId, part]));
    if (behind.length > 0) throw new ExchangePartInvalid(EXCHANGE_PART_BYTES);
  }
}

const placeOf = (exchangeId: string, part: number) => ({ table: 'exchange_part', column: 'sealed', rowId: `${exchangeId}:${part}` });
