import { randomBytes } from 'node:crypto';
import { Transactions } from '@doanket/persistence';
import { InjectConfig } from '@doanket/service';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { MembershipConfig } from '../config';
import { FieldCipher, unwrapKey, wrapKey } from './field-cipher';

/** Reads the data keys once, before the first request; makes the first one in an empty database. */
@Injectable()
export class FieldKeys implements OnModuleInit {
  private loaded: FieldCipher | null = null;
  private dataKeys: readonly (readonly [number, Buffer])[] = [];

  constructor(private readonly transactions: Transactions, @InjectConfig() private readonly config: MembershipConfig) {}

  async onModuleInit(): Promise<void> {
    const master = Buffer.from(this.config.FIELD_KEY, 'base64');
    const keys = await this.transactions.runWhole(async (tx) => {
      await tx.query("select pg_advisory_xact_lock(hashtext('membership.data_key'))");
      const rows: { id: number; wrapped: Buffer }[] = await tx.query('select id, wrapped from data_key');
      if (rows.length > 0) return new Map(rows.map((row) => [row.id, unwrapKey(master, row.id, row.wrapped)]));
      const first = randomBytes(32);
      await tx.query('insert into data_key (id, wrapped) values (1, $1)', [wrapKey(master, 1, first)]);
      return new Map([[1, first]]);
    });
    this.dataKeys = [...keys];
    this.loaded = new FieldCipher(keys, Buffer.from(this.config.BLIND_INDEX_KEY, 'base64'));
  }

  get cipher(): FieldCipher {
    if (this.loaded === null) throw new Error('Data keys are not loaded yet');
    return this.loaded;
  }

  /** The keys as a thread of this process takes them; they go nowhere else. */
  forThread(): { keys: [number, Uint8Array][]; blindIndexKey: Uint8Array } {
    return { keys: this.dataKeys.map(([id, key]) => [id, key]), blindIndexKey: Buffer.from(this.config.BLIND_INDEX_KEY, 'base64') };
  }
}
