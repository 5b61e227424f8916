import { Transactions } from '@doanket/persistence';
import { Clock } from '@doanket/kernel';
import { Injectable, Logger } from '@nestjs/common';
import { FieldKeys } from './field-keys';
import { SEALED_COLUMNS, type SealedColumn } from './sealed-columns';

/** Values encrypted anew in one transaction. */
const AT_ONCE = 500;
/** The id of its data key stands in front of a sealed value. */
const KEY_OF = (column: string): string => `(get_byte(${column}, 0) * 256 + get_byte(${column}, 1))`;

/** Encrypts anew, little by little, what older data keys encrypted; a key without values left is retired. */
@Injectable()
export class Resealing {
  private readonly log = new Logger(Resealing.name);

  constructor(private readonly transactions: Transactions, private readonly keys: FieldKeys, private readonly clock: Clock) {}

  /** One pass over all columns, where an older key is still in use. Answers how many values it encrypted anew. Called by a timer. */
  async round(): Promise<number> {
    const newest = this.keys.cipher.newest;
    const inUse: { id: number }[] = await this.transactions.readWhole((tx) => tx.query('select id from data_key where id < $1 and retired_at is null', [newest]));
    if (inUse.length === 0) return 0;
    let done = 0;
    for (const column of SEALED_COLUMNS) done += await this.column(column, newest);
    if (done === 0) await this.retire(newest);
    return done;
  }

  private async column(place: SealedColumn, newest: number): Promise<number> {
    let done = 0;
    for (let after: string | null = null; ;) {
      const rows: { key: string }[] = await this.transactions.runWhole(async (tx) => {
        const found: { key: string; sealed: Buffer }[] = await tx.query(
          `select ${place.key}::text as key, ${place.column} as sealed from ${place.table} where ${place.column} is not null and ${KEY_OF(place.column)} < $1 and ($2::text is null or ${place.key}::text > $2)
           order by ${place.key}::text limit ${AT_ONCE} for update`, [newest, after]);
        if (found.length === 0) return found;
        const { cipher } = this.keys;
        const sealed = found.map(({ key, sealed: old }) => {
          const at = { table: place.table, column: place.column, rowId: key };
          return cipher.seal(at, cipher.open(at, old));
        });
        await tx.query(`update ${place.table} t set ${place.column} = n.sealed from unnest($1::text[], $2::bytea[]) as n(key, sealed) where t.${place.key}::text = n.key`, [found.map(({ key }) => key), sealed]);
        return found;
      });
      done += rows.length;
      if (rows.length < AT_ONCE) return done;
      after = rows.at(-1)?.key ?? null;
    }
  }

  private async retire(newest: number): Promise<void> {
    await this.transactions.runWhole((tx) => tx.query('update data_key set retired_at = $2 where id < $1 and retired_at is null', [newest, this.clock.now()]));
    this.log.log({ event: 'data-keys-retired', newest });
  }
}
