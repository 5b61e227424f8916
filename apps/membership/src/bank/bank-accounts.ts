import { Transactions, type Tx } from '@doanket/persistence';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { FieldKeys } from '../persons/field-keys';

/** Where an account number is sealed. */
export type AccountPlace = 'bank_statement.sealed_account' | 'bank_entry.sealed_account' | 'bank_entry.sealed_counter' | 'union_legal.sealed_account';
const AT_ONCE = 500;

/** Account numbers: sealed, equal ones found by a blind index, the last four digits shown (handbook 2.0: bank data is sensitive). */
@Injectable()
export class BankAccounts implements OnApplicationBootstrap {
  constructor(private readonly transactions: Transactions, private readonly keys: FieldKeys) {}

  seal(place: AccountPlace, rowId: string, account: string): Buffer {
    return this.keys.cipher.seal(placeOf(place, rowId), account);
  }

  /** The last four digits. */
  masked(place: AccountPlace, rowId: string, sealed: Buffer): string {
    const account = this.keys.cipher.open(placeOf(place, rowId), sealed);
    return `${'•'.repeat(Math.max(0, account.length - 4))}${account.slice(-4)}`;
  }

  /** Equal accounts have equal indexes, however they are written. */
  index(account: string): Buffer {
    return this.keys.cipher.blindIndex('bankAccount', account.replace(/[\s.-]/g, '').toUpperCase());
  }

  /** Seals what was kept before accounts were sealed; before the first request. */
  async onApplicationBootstrap(): Promise<void> {
    await this.each('bank_statement', 'id', 'account', (id, account) => ({ account: null, sealed_account: this.seal('bank_statement.sealed_account', id, account), account_index: this.index(account) }));
    await this.each('bank_entry', 'id', 'account', (id, account) => ({ account: null, sealed_account: this.seal('bank_entry.sealed_account', id, account), account_index: this.index(account) }));
    await this.each('bank_entry', 'id', 'counter_account', (id, account) => ({ counter_account: null, sealed_counter: this.seal('bank_entry.sealed_counter', id, account), counter_index: this.index(account) }));
    await this.each('bank_party', 'ctid', 'counter_account', (_, account) => ({ counter_account: null, counter_index: this.index(account) }));
    await this.each('union_legal', 'unit_id', 'bank_account', (id, account) => ({ bank_account: null, sealed_account: this.seal('union_legal.sealed_account', id, account) }));
  }

  private async each(table: string, key: string, plain: string, sealed: (id: string, account: string) => Record<string, Buffer | null>): Promise<void> {
    const some = (tx: Tx): Promise<{ id: string; account: string }[]> => tx.query(`select ${key}::text as id, ${plain} as account from ${table} where ${plain} is not null order by ${key} limit ${AT_ONCE} for update`);
    for (let left = AT_ONCE; left === AT_ONCE;) {
      left = await this.transactions.runWhole(async (tx) => {
        const rows = await some(tx);
        for (const { id, account } of rows) {
          const columns = Object.entries(sealed(id, account));
          await tx.query(`update ${table} set ${columns.map(([name], at) => `${name} = $${at + 2}`).join(', ')} where ${key} = $1::${key === 'ctid' ? 'tid' : 'uuid'}`, [id, ...columns.map(([, value]) => value)]);
        }
        return rows.length;
      });
    }
  }
}

function placeOf(place: AccountPlace, rowId: string): { table: string; column: string; rowId: string } {
  const [table = '', column = ''] = place.split('.');
  return { table, column, rowId };
}
